/** A choice question in the page and in Jupyter; its twin in Python is choice.py. */

export const words = {
  kind: "Question",
  submit: "Check my answer",
  tells: true,
  said: (result, verdict) => `${verdict}.`,
};

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  const option = item.options.find((o) => o.id === response);
  if (!option) throw new Error(`${item.id} has no option ${JSON.stringify(response)}`);
  return { score: option.right ? 1 : 0, key: option.id, words: "" };
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  return item.options.find((o) => o.id === result.key).feedback;
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el } = kit;
  let chosen = null;
  const rows = kit.mixed(item.options).map((option) => {
    const button = el(
      "button",
      { type: "button", class: "nl-option", "aria-pressed": "false", "data-option": option.id },
      el("span", { class: "nl-mark", "aria-hidden": "true" }),
      el("span", { class: "nl-option-text", html: option.text }),
      el("span", { class: "nl-verdict" }),
    );
    const feedbackBox = el("div", { class: "nl-feedback", hidden: true });
    const row = el("div", { class: "nl-option-row" }, button, feedbackBox);
    button.addEventListener("click", () => {
      choose(option.id);
      onDraft(option.id);
    });
    return { option, button, feedbackBox, row };
  });
  const node = el("div", { class: "nl-options" }, ...rows.map((r) => r.row));

  function choose(id) {
    chosen = id;
    for (const r of rows) {
      const on = r.option.id === id;
      r.button.setAttribute("aria-pressed", String(on));
      r.button.classList.toggle("is-chosen", on);
    }
  }

  const body = {
    node,
    read: () => (chosen ? { response: chosen } : { problem: "Choose an answer first." }),
    set: choose,
    show(response, result, text) {
      for (const r of rows) {
        r.button.disabled = true;
        if (r.option.id !== response) continue;
        r.button.classList.add(result.score ? "is-right" : "is-wrong");
        r.button.querySelector(".nl-verdict").textContent = kit.verdict(result.score);
        r.feedbackBox.innerHTML = text;
        r.feedbackBox.hidden = false;
      }
    },
    reset() {
      chosen = null;
      for (const r of rows) {
        r.button.disabled = false;
        r.button.setAttribute("aria-pressed", "false");
        r.button.classList.remove("is-chosen", "is-right", "is-wrong");
        r.button.querySelector(".nl-verdict").textContent = "";
        r.feedbackBox.hidden = true;
      }
    },
    focus: () => rows[0].button.focus(),
  };
  if (rows.some((r) => r.option.id === draft)) choose(draft);
  return body;
}
