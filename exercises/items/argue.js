/**
 * An argument in the page and in Jupyter: a pad that keeps what is typed, then the rubric, two model
 * answers that defend different positions, and the learner's own rating. Its twin is argue.py.
 */

export const words = {
  kind: "Argue",
  submit: "Show the rubric and two answers",
  said: () => "Your text and your rating are kept.",
  // The answers come after one's own, which is rated by its writer and stays in view.
  confidence: false,
  answer: "never",
  folds: false,
};

const RATINGS = ["not yet", "partly", "fully"];

/** Words in a text: runs of anything but white space, as Python's \S counts them. */
export function count(text) {
  return (text.match(/[^\s\u001c-\u001f\u0085]+/g) ?? []).length;
}

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  const { text, ratings } = response ?? {};
  if (typeof text !== "string") throw new Error(`${item.id} wants a text and its ratings`);
  if (count(text) < item.words.min) throw new Error(`${item.id} wants ${item.words.min} words or more`);
  const names = item.rubric.map((line) => line.id);
  const given = ratings !== null && typeof ratings === "object" && !Array.isArray(ratings) ? Object.keys(ratings) : [];
  if (given.length !== names.length || !names.every((name) => given.includes(name))) {
    throw new Error(`${item.id} wants a rating for each line of the rubric`);
  }
  const values = names.map((name) => ratings[name]);
  for (const value of values) {
    if (![0, 1, 2].includes(value)) throw new Error(`${item.id}: a rating is 0, 1 or 2`);
  }
  const full = values.filter((value) => value === 2).length;
  return {
    score: values.reduce((sum, value) => sum + value, 0) / (2 * names.length),
    key: "rated",
    words: `By your own reading it does ${full} of ${names.length} things fully.`,
  };
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  return item.feedback[result.key];
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft, onStep }) {
  const { el } = kit;
  const id = `nl-write-${kit.uid}`;
  const pad = el("textarea", { id, rows: "10", class: "nl-pad", "aria-describedby": `${id}-count`, spellcheck: "true" });
  const tally = el("p", { class: "nl-count", id: `${id}-count` });
  const ratings = {};
  let revealed = false;

  const lines = item.rubric.map((line) => {
    const group = `${id}-${line.id}`;
    const choices = RATINGS.map((name, value) => {
      const input = el("input", { type: "radio", name: group, id: `${group}-${value}`, value: String(value) });
      input.addEventListener("change", () => {
        ratings[line.id] = value;
        keep();
      });
      return { input, node: el("label", { class: "nl-rating", for: `${group}-${value}` }, input, ` ${name}`) };
    });
    return {
      line,
      choices,
      node: el(
        "fieldset",
        { class: "nl-rubric-line" },
        el("legend", { html: line.text }),
        el("div", { class: "nl-ratings" }, ...choices.map((c) => c.node)),
      ),
    };
  });
  const after = el(
    "div",
    { class: "nl-after", tabindex: "-1", hidden: true },
    el(
      "div",
      { class: "nl-models" },
      ...item.answers.map((answer) => el("section", { class: "nl-model" }, el("h3", {}, answer.title), el("div", { html: answer.text }))),
    ),
    el("p", { class: "nl-rubric-lead" }, "Now read your own text again. How far does it do each of these?"),
    ...lines.map((l) => l.node),
  );
  const box = el("div", { class: "nl-feedback", hidden: true });
  const node = el("div", { class: "nl-argue" }, el("label", { for: id, class: "nl-pad-label" }, "Your argument"), pad, tally, after, box);

  const keep = () => onDraft({ text: pad.value, ratings: { ...ratings }, revealed });
  const measure = () => {
    const n = count(pad.value);
    const { min, max } = item.words;
    const more = n < min ? `${min - n} more before the answers are shown` : n > max ? `${n - max} over ${max}` : "long enough";
    tally.textContent = `${n} ${n === 1 ? "word" : "words"}; ${more}.`;
  };
  pad.addEventListener("input", () => {
    measure();
    keep();
  });

  function reveal() {
    revealed = true;
    after.hidden = false;
    onStep?.("Keep my text and rating");
  }

  function fill(text, given) {
    pad.value = text;
    for (const l of lines) {
      const value = given?.[l.line.id];
      if (value === undefined) continue;
      ratings[l.line.id] = value;
      if (l.choices[value]) l.choices[value].input.checked = true;
    }
    measure();
  }

  if (draft && typeof draft.text === "string") {
    fill(draft.text, draft.ratings);
    if (draft.revealed) reveal();
  }
  measure();

  return {
    node,
    read() {
      const n = count(pad.value);
      if (n < item.words.min) {
        const more = `${item.words.min - n} more ${item.words.min - n === 1 ? "word" : "words"}`;
        return { problem: `Write ${more} first. The answers are of more use after your own.`, field: pad };
      }
      if (!revealed) {
        reveal();
        keep();
        // The focus goes to them: they stand above the button that was pressed.
        return { problem: "Here are two answers that defend different positions. Rate your own below them.", focus: after };
      }
      const missing = lines.filter((l) => ratings[l.line.id] === undefined);
      if (missing.length) {
        const more = `${missing.length} more ${missing.length === 1 ? "line" : "lines"}`;
        return { problem: `Rate ${more} of the rubric.`, focus: missing[0].choices[0].input };
      }
      return { response: { text: pad.value, ratings: { ...ratings } } };
    },
    set(response) {
      fill(response.text, response.ratings);
      reveal();
    },
    show(response, result, text) {
      pad.readOnly = true;
      lines.forEach((l) => l.choices.forEach((c) => (c.input.disabled = true)));
      box.replaceChildren(el("p", {}, result.words), el("div", { html: text }));
      box.hidden = false;
    },
    // A text is gone on with, never wiped.
    reset() {
      pad.readOnly = false;
      lines.forEach((l) => l.choices.forEach((c) => (c.input.disabled = false)));
      box.hidden = true;
    },
    focus: () => pad.focus(),
  };
}
