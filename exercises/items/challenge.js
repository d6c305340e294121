/**
 * A challenge in the page and in Jupyter: set a lab so that its values meet a goal. Its twin is
 * challenge.py. The lab tells of each move by the event `nl-lab`, and answers `nl-lab-ask` when it is
 * asked for its state; what counts is what it answers at the moment of checking.
 *
 * @typedef {{lab: string, id: string, controls: Record<string, unknown>, values: Record<string, number> | null}} State
 *   `values` are null while the lab has not worked out the setting that its controls show
 */

export const words = {
  kind: "Challenge",
  submit: "Check this setting",
  tells: true,
  said: (result) => SAID[result.key],
};

const SAID = { met: "✓ Met.", partly: "◐ Partly.", not: "✗ Not yet." };

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  if (!isObject(response) || response.lab !== item.lab) throw new Error(`${item.id} wants a setting of the lab ${item.lab}`);
  const { controls, values } = response;
  if (!isObject(controls) || !isObject(values)) throw new Error(`${item.id} wants a setting and its values`);
  for (const { value } of item.goal) {
    if (!Number.isFinite(values[value])) throw new Error(`${item.id} wants a number for ${value}`);
  }
  const kept = item.goal.map((condition) => holds(condition, values[condition.value]));
  const count = kept.filter(Boolean).length;
  return {
    score: count / kept.length,
    key: count === kept.length ? "met" : count ? "partly" : "not",
    words: [
      ["Holds", true],
      ["Does not hold", false],
    ]
      .map(([label, wanted]) => [label, item.goal.filter((_, i) => kept[i] === wanted)])
      .filter(([, parts]) => parts.length)
      .map(([label, parts]) => `${label}: ${parts.map((part) => part.words).join("; ")}.`)
      .join(" "),
  };
}

// Both Pythons agree on a lab's numbers to this: a value nearer to a limit than that is on it.
const NEAR = 1e-9;

/** Whether a value meets a condition; a limit that belongs to the range is met a hair outside it. */
export function holds({ op, than }, value) {
  if (op === "between") return than[0] - NEAR <= value && value <= than[1] + NEAR;
  if (op === ">") return value > than + NEAR;
  if (op === ">=") return value >= than - NEAR;
  return op === "<" ? value < than - NEAR : value <= than + NEAR;
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  return item.feedback[result.key];
}

/** What a control stands at, in words. */
function written(control, value) {
  const option = control.options.find((o) => o.value === value);
  if (option) return option.label;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? String(Number(value.toPrecision(10))) : String(value);
}

/** Whether a value only says yes or no, as 1 or 0: its sign says it, and a figure beside that would puzzle. */
const yesOrNo = ({ unit, op, than }) => !unit && ((op === ">=" && than === 1) || (op === "<=" && than === 0));

/** A lab's value to two decimals at most, with a true minus sign; what is rounded to zero carries none. */
export function figure(value) {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** @see Type in _kit.js: `build` */
export function build(item, kit) {
  const { el } = kit;
  let done = false;
  /** The lab that the learner moved last, where the page shows it more than once. */
  let followed = null;

  const rows = item.goal.map((condition) => {
    const sign = el("strong", { class: "nl-goal-sign" });
    const now = el("span", { class: "nl-goal-now" });
    return { condition, sign, now, node: el("li", {}, sign, el("span", {}, condition.words), now) };
  });
  const lead = el("p", { class: "nl-lead" });
  const setting = el("p", { class: "nl-setting", hidden: true });
  const begin = item.start && el("button", { type: "button", class: "nl-button", hidden: true }, "Set the lab to the starting point");
  const box = el("div", { class: "nl-feedback", hidden: true });
  const node = el(
    "div",
    { class: "nl-challenge" },
    lead,
    el("ul", { class: "nl-goal" }, ...rows.map((row) => row.node)),
    setting,
    begin || null,
    box,
  );

  /** Every lab of that name that is shown answers at once. @returns {State | undefined} */
  function ask() {
    const found = [];
    const detail = { lab: item.lab, answer: (state) => found.push(state) };
    document.dispatchEvent(new CustomEvent("nl-lab-ask", { detail }));
    return found.find((state) => state.id === followed) ?? found.at(-1);
  }

  /** Where the lab is to be found, when it is not here: a page of the book, or a notebook's name. */
  function elsewhere() {
    const missing = `The lab “${item.title}” is not on this page.`;
    if (!item.home) return [missing];
    // The book serves this module from course/items/; Jupyter is handed it as text, from no address.
    if (!/^https?:/.test(import.meta.url)) {
      return [`${missing} Run the cell that shows it, or open the notebook ${item.home}.ipynb, where it is.`];
    }
    const page = new URL(`../../notebooks/${item.home}.html`, import.meta.url).href;
    return [`${missing} It is in `, el("a", { href: page }, `chapter ${item.home.slice(0, 2)}`), "."];
  }

  function follow() {
    if (done) return;
    const state = ask();
    if (begin) begin.hidden = !state;
    if (!state) {
      lead.replaceChildren(...elsewhere());
    } else {
      lead.textContent = state.values
        ? `Move the controls of the lab “${item.title}”. Now, there:`
        : `The lab “${item.title}” has yet to work this setting out.`;
    }
    draw(state?.values);
  }

  /** @param {Record<string, number> | null | undefined} values */
  function draw(values) {
    for (const { condition, sign, now } of rows) {
      const value = values?.[condition.value];
      const known = Number.isFinite(value);
      const kept = known && holds(condition, value);
      sign.textContent = known ? (kept ? "✓ holds" : "✗ does not hold") : "– not known";
      sign.dataset.holds = known ? String(kept) : "";
      // One council, not one councils; a unit of several words (per cent, million pounds) stays as it is.
      const unit = condition.unit ? ` ${value === 1 ? condition.unit.replace(/^(\w+)s$/, "$1") : condition.unit}` : "";
      now.textContent = known && !yesOrNo(condition) ? `(${done ? "it was" : "now"} ${figure(value)}${unit})` : "";
    }
  }

  const count = () => rows.filter((row) => row.sign.dataset.holds === "true").length;
  let heard = 0;
  document.addEventListener("nl-lab", ({ detail }) => {
    // An item that is shown no more follows nothing.
    if (detail.lab !== item.lab || !node.isConnected) return;
    if (detail.moved) followed = detail.id;
    follow();
    if (done || !detail.values || count() === heard) return;
    heard = count();
    if (detail.moved) kit.say?.(`Now ${heard} of ${rows.length} conditions ${heard === 1 ? "holds" : "hold"}.`);
  });
  begin?.addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("nl-lab-set", { detail: { lab: item.lab, id: ask()?.id, controls: item.start } }));
  });

  function finish(response) {
    done = true;
    if (begin) begin.hidden = true;
    if (!response) return;
    lead.textContent = "At the setting that you checked:";
    setting.textContent = `Your setting: ${item.controls
      .filter(({ name }) => name in response.controls)
      .map((control) => `${control.label}: ${written(control, response.controls[control.name])}`)
      .join("; ")}.`;
    setting.hidden = false;
    draw(response.values);
  }

  follow();
  heard = count();

  return {
    node,
    read() {
      const state = ask();
      if (!state) return { problem: `The lab “${item.title}” is not on this page, so there is no setting to check.` };
      if (!state.values) return { problem: "The lab has not worked out this setting yet. Check again when its figure has changed." };
      const values = Object.fromEntries(item.goal.map(({ value }) => [value, state.values[value]]));
      if (!Object.values(values).every(Number.isFinite)) return { problem: "The lab gives no number for this setting. Try another." };
      return { response: { lab: item.lab, controls: { ...state.controls }, values } };
    },
    set() {},
    show(response, result, text) {
      finish(response);
      box.replaceChildren(el("p", { class: "nl-result" }, words.said(result)), el("div", { html: text }));
      box.hidden = false;
    },
    reveal: () => finish(null),
    reset() {
      done = false;
      setting.hidden = true;
      box.hidden = true;
      follow();
    },
    focus: () => (begin && !begin.hidden ? begin : node.closest(".nl-item")?.querySelector(".nl-button-main"))?.focus(),
  };
}
