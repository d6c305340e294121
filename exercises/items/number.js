/** A number question in the page and in Jupyter; its twin in Python is number.py. */

export const words = {
  kind: "Work it out",
  submit: "Check my answer",
  tells: true,
  said: (result, verdict) => `${verdict}.`,
};

// The same white space as Python's \s, and the spaces that people use in thousands.
const SPACES = /[\s\u001c-\u001f\u0085\u00a0\u2007\u2009\u202f]/g;
const MINUS = /[\u2212\u2013\u2012\ufe63\uff0d]/g;
const THOUSANDS = /^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/;
const PLAIN = /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/;
const UNIT = /(%|percent|percentagepoints|percent(age)?points?|points?|pounds?|p\.?p\.?)$/;

/** The figure in what was typed, or null where there is none to be read without guessing. */
export function parse(text) {
  if (typeof text !== "string" && typeof text !== "number") return null;
  let bare = String(text).replace(SPACES, "").replace(MINUS, "-").toLowerCase();
  bare = bare.replace("£", "").replace(UNIT, "");
  if (THOUSANDS.test(bare)) bare = bare.replaceAll(",", "");
  return PLAIN.test(bare) ? Number(bare) : null;
}

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  const value = parse(response);
  if (value === null) throw new Error(`no figure can be read in ${JSON.stringify(response)}`);
  const near = (to, tolerance) => Math.abs(value - to) <= tolerance + 1e-9;
  if (near(item.answer, item.tolerance)) return { score: 1, key: "right", words: "" };
  for (const mistake of item.mistakes) {
    if (near(mistake.value, mistake.tolerance)) return { score: 0, key: mistake.id, words: "" };
  }
  if (item.percent && Math.abs(value * 100 - item.answer) <= item.tolerance + 1e-9) {
    return { score: 0, key: "fraction", words: "" };
  }
  return { score: 0, key: value > item.answer ? "high" : "low", words: "" };
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  return item.mistakes.find((m) => m.id === result.key)?.feedback ?? item.feedback[result.key];
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el } = kit;
  const id = `nl-number-${kit.uid}`;
  const input = el("input", {
    type: "text",
    inputmode: "decimal",
    id,
    autocomplete: "off",
    size: "10",
    "aria-describedby": `${id}-unit`,
  });
  const verdict = el("span", { class: "nl-verdict" });
  const box = el("div", { class: "nl-feedback", hidden: true });
  const node = el(
    "div",
    {},
    el(
      "div",
      { class: "nl-number" },
      el("label", { for: id }, "Your answer"),
      input,
      el("span", { class: "nl-unit", id: `${id}-unit` }, item.unit),
      verdict,
    ),
    box,
  );
  input.addEventListener("input", () => onDraft(input.value));
  if (typeof draft === "string") input.value = draft;
  return {
    node,
    read: () =>
      parse(input.value) === null
        ? { problem: "Type one number, such as 12.5.", field: input }
        : { response: input.value.trim() },
    set: (response) => (input.value = String(response)),
    show(response, result, text) {
      input.readOnly = true;
      input.classList.add(result.score ? "is-right" : "is-wrong");
      verdict.textContent = kit.verdict(result.score);
      box.innerHTML = text;
      box.hidden = false;
    },
    reset() {
      input.readOnly = false;
      input.value = "";
      input.classList.remove("is-right", "is-wrong");
      verdict.textContent = "";
      box.hidden = true;
    },
    focus: () => input.focus(),
  };
}
