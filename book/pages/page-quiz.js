/**
 * Several questions asked as one in the page: which of them are asked, the score beneath them, and the
 * silence of a test until its end. All of it is worked out from the record, so that a reload changes nothing.
 */

import { declared } from "./declared.js";
import { before, draw, warmUp } from "./draw.js";
import { declarations, outline } from "./outline.js";
import { startItems } from "./page-items.js";
import { gain, returning } from "./progress.js";
import { score } from "./quiz.js";
import { DAY, day, library, schedule } from "./review.js";

const FRESH = ["pool", "warmup", "review"];
const TESTS = ["pre", "post"];
/** A question says its verdict at the next frame; the score is to be heard after it. */
const SECOND_MS = 150;

/** Bring the quizzes of the page to life. */
export function startQuizzes(record, base) {
  for (const root of document.querySelectorAll("[data-quiz]")) {
    start(root, record, base).catch((error) => {
      console.error(error);
      // The questions stand as they were printed; each still marks itself.
      startItems(record, base, root);
    });
  }
}

async function start(root, record, base) {
  const quiz = declared(root, "nl-quiz-declaration");
  const parts = [...root.querySelectorAll("[data-item]")];
  const printed = parts.map((part) => declared(part, "nl-declaration"));
  const since = FRESH.includes(quiz.kind) ? day(Date.now()) * DAY : 0;
  let items = printed;
  if (quiz.kind === "pool" || quiz.kind === "warmup") {
    items = await asked(quiz, printed, record, base);
    const known = new Map(parts.map((part) => [part.dataset.item, part]));
    const wanted = items.map((item) => known.get(item.id) ?? section(item));
    root.querySelector(".nl-asked").replaceChildren(...wanted);
    root.querySelector(".nl-rest")?.remove();
  }
  for (const part of root.querySelectorAll("[data-item]")) part.dataset.since = since;
  startItems(record, base, root);
  keepScore(root, items, record, {
    since,
    closes: TESTS.includes(quiz.kind),
    more: TESTS.includes(quiz.kind) ? async (events) => gain(events, await outline(base)).words : null,
  });
}

/** The questions of today. What was answered today changes nothing before midnight. */
async function asked(quiz, printed, record, base) {
  const today = day(Date.now());
  const events = before(record.events(), today);
  const names = printed.map((item) => item.id);
  // A newcomer has nothing that could be due, and needs neither the library nor the outline.
  if (quiz.kind === "pool") {
    const versions = Object.fromEntries(printed.map((item) => [item.id, item.version]));
    const reviews = events.length ? schedule(events, versions, await library(base)) : new Map();
    return draw(names, quiz.n, reviews, today, record.seed()).map((name) => printed[names.indexOf(name)]);
  }
  if (!events.length) return printed;
  const known = await outline(base);
  const last = names.map((name) => known.items[name].chapter).sort().at(-1);
  const earlier = Object.keys(known.items).filter(
    (name) => known.items[name].back && known.items[name].chapter <= last,
  );
  const reviews = schedule(events, returning(known), await library(base));
  return declarations(warmUp(names, earlier, reviews, today), known, base);
}

/** A place for a question that the page was printed without. @param {object} item */
export function section(item) {
  const root = document.createElement("section");
  root.className = "nl-item";
  root.dataset.item = item.id;
  root.dataset.type = item.type;
  root.dataset.state = "ready";
  const script = document.createElement("script");
  script.type = "application/json";
  script.className = "nl-declaration";
  script.textContent = JSON.stringify(item);
  root.append(script);
  return root;
}

/**
 * Keep the score beneath the questions of `root`, now and whenever the record changes.
 * @param {HTMLElement} root holds `.nl-score` and, by `data-item`, the questions
 * @param {object[]} items
 * @param {{since: number, closes?: boolean, more?: ((events: object[]) => Promise<string>) | null}} how
 *   `more` gives a sentence to add once all is answered
 */
export function keepScore(root, items, record, { since, closes = false, more = null }) {
  const box = root.querySelector(".nl-score");
  const words = Object.assign(document.createElement("p"), { className: "nl-score-words" });
  words.setAttribute("role", "status");
  const detail = document.createElement("div");
  let shown = "";
  // Said once: a live region that is written again is read again.
  const tell = (text) => words.textContent !== text && (words.textContent = text);
  const update = async () => {
    const events = record.events();
    const made = score(items, events, since);
    const ended = made.answered === made.total;
    const opens = ended && root.classList.contains("is-closed");
    root.classList.toggle("is-closed", closes && !ended);
    // What was answered on an earlier visit is folded; now its explanation is to be read.
    if (opens) root.querySelectorAll(".nl-item.is-folded .nl-fold").forEach((fold) => fold.click());
    if (words.textContent) setTimeout(tell, SECOND_MS, made.words);
    else tell(made.words);
    const extra = ended && more ? await more(events) : "";
    const now = JSON.stringify([made, extra]);
    // A list that is made anew would take the focus from whoever stands in it.
    if (now === shown) return;
    shown = now;
    // While a test is open there is nothing to look at again.
    const told = closes && !ended ? [] : details(made, root);
    detail.replaceChildren(...told, ...(extra ? [element("p", extra)] : []));
  };
  // In a test the button that takes the focus after an answer is not there: the question keeps it.
  let last = null;
  root.addEventListener("focusin", (event) => (last = event.target.closest("[data-item]") ?? last));
  const landInTests = () => {
    const part = last;
    if (!part || !root.classList.contains("is-closed")) return;
    setTimeout(() => document.activeElement === document.body && land(part), 50);
  };
  const safely = () => update().catch((error) => console.error(error));
  safely();
  // With its words in it already, so that no one hears of a score while the page opens.
  box.replaceChildren(words, detail);
  return record.onChange(() => {
    safely();
    landInTests();
  });
}

function details(made, root) {
  const parts = [];
  const counts = made.outcomes.filter((count) => count.answered);
  if (made.outcomes.length > 1 && counts.length) {
    const lines = counts.map((c) => element("li", `${c.outcome}: ${c.right} of ${c.answered} right`));
    parts.push(element("ul", ...lines));
  }
  if (made.again.length) {
    const lines = made.again.map(({ id, number, begins }) => {
      const button = element("button", `Question ${number}: ${begins}`);
      button.type = "button";
      button.addEventListener("click", () => land(root.querySelector(`[data-item="${CSS.escape(id)}"]`)));
      return element("li", button);
    });
    parts.push(element("p", "To look at again:"), element("ul", ...lines));
  }
  return parts;
}

/** Bring a question into view, with the focus on it. @param {HTMLElement} part */
export function land(part) {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: "nearest" });
}

function element(tag, ...children) {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}
