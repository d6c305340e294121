/**
 * What stands around questions that are asked together, in Jupyter: the words above them, the score
 * below, and the button for more. The kernel works all of it out from the record.
 */

export function surround(el, model, kit) {
  const first = model.get("quiz");
  el.classList.add("nl-quiz");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", first.head);
  const roots = [...el.querySelectorAll("[data-item]")];
  el.prepend(kit.el("p", { class: "nl-quiz-head" }, first.head), ...(first.note ? [kit.el("p", {}, first.note)] : []));
  const words = kit.el("p", { role: "status" });
  const detail = kit.el("div");
  const more = kit.el("button", { type: "button", class: "nl-button", hidden: true });
  el.append(more, kit.el("div", { class: "nl-score" }, words, detail));

  let shown = Math.min(first.batch, roots.length);
  const reveal = () => {
    roots.forEach((root, index) => (root.hidden = index >= shown));
    more.hidden = shown >= roots.length;
    more.textContent = `Show ${Math.min(first.batch, roots.length - shown)} more`;
  };
  more.addEventListener("click", () => {
    const next = roots[shown];
    shown = Math.min(shown + first.batch, roots.length);
    reveal();
    land(next);
  });
  reveal();

  const update = () => {
    const quiz = model.get("quiz");
    words.textContent = quiz.words;
    detail.innerHTML = quiz.detail;
    const opens = !quiz.closed && el.classList.contains("is-closed");
    el.classList.toggle("is-closed", quiz.closed);
    // What was answered on an earlier day is folded; now its explanation is to be read.
    if (opens) el.querySelectorAll(".nl-item.is-folded .nl-fold").forEach((fold) => fold.click());
  };
  model.on("change:quiz", update);
  update();

  // In a test the button that would take the focus after an answer is not there.
  let last = null;
  const note = (event) => (last = event.target.closest?.("[data-item]") ?? last);
  const keep = () => {
    if (!el.classList.contains("is-closed") || !last) return;
    const root = last;
    setTimeout(() => document.activeElement === document.body && land(root), 50);
  };
  el.addEventListener("focusin", note);
  model.on("change:saved", keep);
  return () => {
    model.off("change:quiz", update);
    model.off("change:saved", keep);
  };
}

function land(root) {
  root.tabIndex = -1;
  root.focus({ preventScroll: true });
  root.scrollIntoView({ block: "nearest" });
}
