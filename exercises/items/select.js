/** A question of which several options are right, in the page and in Jupyter; its twin is select.py. */

export const words = {
  kind: "Choose all that apply",
  submit: "Check my answer",
  said: (result, verdict) => `${verdict}.`,
};

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  if (!Array.isArray(response) || !response.length) {
    throw new Error(`${item.id} wants a list of the options picked, one at least`);
  }
  const known = item.options.map((option) => option.id);
  for (const [i, name] of response.entries()) {
    if (!known.includes(name)) throw new Error(`${item.id} has no option ${JSON.stringify(name)}`);
    if (response.indexOf(name) < i) throw new Error(`${item.id}: option ${name} is picked twice`);
  }
  const picked = item.options.filter((option) => response.includes(option.id));
  const wanted = item.options.filter((option) => option.right).length;
  const right = picked.filter((option) => option.right).length;
  const wrong = picked.length - right;
  return {
    score: Math.max(0, (right - wrong) / wanted),
    key: picked.map((option) => option.id).join(" "),
    words: said(right, wrong, wanted),
  };
}

function said(right, wrong, wanted) {
  const found =
    right === wanted
      ? wanted > 1
        ? "All that belong"
        : "The one that belongs"
      : right
        ? `${right} of the ${wanted} that belong`
        : wanted > 1
          ? `None of the ${wanted} that belong`
          : "Not the one that belongs";
  if (!wrong) return right === wanted ? `${found}, and nothing else.` : `${found}.`;
  return `${found}, and ${counted(wrong)} that ${wrong === 1 ? "does" : "do"} not.`;
}

// `mark` must stand alone (tests run it without a page), so the one helper it needs is here too.
const COUNTS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const counted = (number) => COUNTS[number] ?? String(number);

const sign = (option) => (option.right ? "✓ belongs" : "✗ does not belong");

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  const picked = result.key.split(" ");
  const rows = item.options
    .filter((option) => picked.includes(option.id))
    .map((option) => `<li>${option.text} <strong>${sign(option)}</strong> ${option.feedback}</li>`);
  return `<ul class="nl-each">${rows.join("")}</ul>`;
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el } = kit;
  const picked = new Set();
  const rows = kit.mixed(item.options).map((option) => {
    const button = el(
      "button",
      { type: "button", class: "nl-option", "aria-pressed": "false", "data-option": option.id },
      el("span", { class: "nl-mark", "aria-hidden": "true" }),
      el("span", { class: "nl-option-text", html: option.text }),
      el("span", { class: "nl-verdict" }),
    );
    const feedbackBox = el("div", { class: "nl-feedback", hidden: true });
    button.addEventListener("click", () => {
      pick(option.id, !picked.has(option.id));
      onDraft(inOrder());
    });
    return { option, button, feedbackBox, row: el("div", { class: "nl-option-row" }, button, feedbackBox) };
  });
  const tally = el("p", { class: "nl-result", hidden: true });
  const node = el("div", {}, el("div", { class: "nl-options" }, ...rows.map((r) => r.row)), tally);

  /** As the record holds them: in the item's order, whatever order this learner sees. */
  const inOrder = () => item.options.map((option) => option.id).filter((name) => picked.has(name));

  function pick(name, on) {
    if (on) picked.add(name);
    else picked.delete(name);
    for (const r of rows) {
      r.button.setAttribute("aria-pressed", String(picked.has(r.option.id)));
      r.button.classList.toggle("is-chosen", picked.has(r.option.id));
    }
  }

  function tell(r) {
    r.button.querySelector(".nl-verdict").textContent = sign(r.option);
    r.feedbackBox.innerHTML = r.option.feedback;
    r.feedbackBox.hidden = false;
  }

  if (Array.isArray(draft)) item.options.forEach((option) => draft.includes(option.id) && pick(option.id, true));
  return {
    node,
    read: () => (picked.size ? { response: inOrder() } : { problem: "Choose one or more first." }),
    set: (response) => response.forEach((name) => pick(name, true)),
    show(response, result) {
      for (const r of rows) {
        r.button.disabled = true;
        const mine = response.includes(r.option.id);
        if (mine) r.button.classList.add(r.option.right ? "is-right" : "is-wrong");
        // What was not picked stays untold, or trying again would be copying; unless all is told already.
        if (mine || result.score >= 1) tell(r);
      }
      tally.textContent = `${kit.verdict(result.score)}. ${result.words}`;
      tally.hidden = false;
    },
    reveal: () => rows.forEach(tell),
    reset() {
      for (const r of rows) {
        r.button.disabled = false;
        r.button.classList.remove("is-right", "is-wrong");
        r.button.querySelector(".nl-verdict").textContent = "";
        r.feedbackBox.hidden = true;
        pick(r.option.id, false);
      }
      tally.hidden = true;
    },
    focus: () => rows[0].button.focus(),
  };
}
