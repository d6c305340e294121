/**
 * A passage in which the learner marks the words that show something, in the page and in Jupyter; its
 * twin is mark.py. What can be marked is a toggle in running text: it breaks over lines as words do.
 */

export const words = {
  kind: "Mark the passage",
  submit: "Check my marks",
  said: (result, verdict) => `${verdict}.`,
};

const partsOf = (item) => item.passage.filter((segment) => "id" in segment);

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  if (!Array.isArray(response) || !response.length) {
    throw new Error(`${item.id} wants a list of the parts marked, one at least`);
  }
  const parts = partsOf(item);
  const known = parts.map((part) => part.id);
  for (const [i, name] of response.entries()) {
    if (!known.includes(name)) throw new Error(`${item.id} has no part ${JSON.stringify(name)}`);
    if (response.indexOf(name) < i) throw new Error(`${item.id}: part ${name} is marked twice`);
  }
  const marked = parts.filter((part) => response.includes(part.id));
  const wanted = parts.filter((part) => part.right).length;
  const right = marked.filter((part) => part.right).length;
  const wrong = marked.length - right;
  return {
    score: Math.max(0, (right - wrong) / wanted),
    key: marked.map((part) => part.id).join(" "),
    words: said(right, wrong, wanted),
  };
}

// `mark` must stand alone (tests run it without a page), so the one helper it needs is here too.
const COUNTS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const counted = (number) => COUNTS[number] ?? String(number);

function said(right, wrong, wanted) {
  if (!right) return `${wanted > 1 ? `None of the ${counted(wanted)} is marked; what` : "What"} you marked does not belong.`;
  let found = `${right} of the ${wanted} ${right === 1 ? "is" : "are"} marked`;
  if (right === wanted) found = wanted > 1 ? `All ${counted(wanted)} are marked` : "The right part is marked";
  if (!wrong) return right === wanted ? `${found}, and nothing else.` : `${found}.`;
  return `${found}, and ${counted(wrong)} that ${wrong === 1 ? "does" : "do"} not belong.`;
}

/** What was marked and why it belongs or not; where all is right, what was left alone as well. */
export function feedback(item, result) {
  const marked = result.key.split(" ");
  const rows = partsOf(item).map((part) => {
    const sign = marked.includes(part.id)
      ? part.right
        ? "✓ belongs"
        : "✗ does not belong"
      : result.score >= 1 && "✓ rightly left alone";
    return sign ? `<li><q>${part.text}</q> <strong>${sign}</strong> <div>${part.feedback}</div></li>` : "";
  });
  return `<ul class="nl-each">${rows.join("")}</ul>`;
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el } = kit;
  const marked = new Set();
  let done = false;

  const spans = partsOf(item).map((part) => {
    const sign = el("span", { class: "nl-sign" });
    const node = el(
      "span",
      { class: "nl-segment", role: "button", tabindex: "0", "aria-pressed": "false", "data-part": part.id },
      el("span", { html: part.text }),
      sign,
    );
    node.addEventListener("click", () => toggle(part.id));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle(part.id);
    });
    return { part, node, sign };
  });

  const passage = el("div", { class: "nl-passage" });
  let paragraph = null;
  for (const segment of item.passage) {
    if (segment.paragraph || !paragraph) passage.append((paragraph = el("p")));
    if (segment.paragraph) continue;
    paragraph.append("id" in segment ? spans.find((s) => s.part.id === segment.id).node : el("span", { html: segment.text }));
  }
  const tally = el("p", { class: "nl-lead" });
  const box = el("div", { class: "nl-feedback", hidden: true });
  // JupyterLab would take the keys for its own.
  const node = el("div", { class: "nl-marking", "data-lm-suppress-shortcuts": "true" }, tally, passage, box);

  const chosen = () => spans.filter((s) => marked.has(s.part.id)).map((s) => s.part.id);

  function toggle(id) {
    if (done) return;
    if (!marked.delete(id)) marked.add(id);
    refresh();
    onDraft(chosen());
  }

  function refresh() {
    for (const { part, node: span } of spans) span.setAttribute("aria-pressed", String(marked.has(part.id)));
    const n = marked.size;
    tally.textContent = done ? "" : `Press the underlined words to mark them. ${n ? `${n} of ${spans.length} marked.` : "Nothing is marked yet."}`;
  }

  /** Nothing more to press: what is marked, or what belongs, gets its sign. */
  function finish(signOf) {
    done = true;
    for (const { part, node: span, sign } of spans) {
      span.setAttribute("aria-disabled", "true");
      span.tabIndex = -1;
      const text = signOf(part);
      sign.textContent = text ? ` ${text}` : "";
    }
    refresh();
  }

  if (Array.isArray(draft)) draft.forEach((id) => spans.some((s) => s.part.id === id) && marked.add(id));
  refresh();

  return {
    node,
    read: () => (marked.size ? { response: chosen() } : { problem: "Mark one part of the passage at least." }),
    set(response) {
      marked.clear();
      response.forEach((id) => marked.add(id));
      refresh();
    },
    show(response, result, text) {
      finish((part) => response.includes(part.id) && (part.right ? "✓ belongs" : "✗ does not"));
      box.replaceChildren(el("p", { class: "nl-result" }, `${kit.verdict(result.score)}. ${result.words}`), el("div", { html: text }));
      box.hidden = false;
    },
    reveal() {
      finish((part) => part.right && "✓ belongs");
    },
    reset() {
      done = false;
      marked.clear();
      for (const { node: span, sign } of spans) {
        span.removeAttribute("aria-disabled");
        span.tabIndex = 0;
        sign.textContent = "";
      }
      box.hidden = true;
      refresh();
    },
    focus: () => spans[0].node.focus(),
  };
}
