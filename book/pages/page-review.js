/** The Review page: what is due today from the whole course, out of this browser's record. */

import { declarations, outline } from "./outline.js";
import { startItems } from "./page-items.js";
import { keepScore, land, section } from "./page-quiz.js";
import { returning } from "./progress.js";
import { DAY, day, due, library, schedule } from "./review.js";

const BATCH = 10;
const EMPTY =
  "Nothing to review yet. Answer questions in the chapters: each comes back here when it is about to be forgotten.";

/** Bring each place for the review to life. */
export function startReview(record, base) {
  for (const root of document.querySelectorAll("[data-review]")) {
    const begin = () =>
      show(root, record, base).then(() => (root.dataset.state = "ready"), (error) => {
        console.error(error);
        root.dataset.state = "failed";
        root.replaceChildren(line("The review cannot be shown: part of the site could not be fetched. Load the page again."));
      });
    begin();
    // Answers may be brought in from a file, or given in another tab, while there is nothing to do here.
    record.onChange(() => root.querySelector("[data-item]") || begin());
  }
}

async function show(root, record, base) {
  const today = day(Date.now());
  if (!record.events().length) {
    root.replaceChildren(line(EMPTY));
    return;
  }
  const [known, fsrs] = [await outline(base), await library(base)];
  const reviews = () => schedule(record.events(), returning(known), fsrs);
  const late = due(reviews(), today).map((review) => review.item);
  root.replaceChildren(line(waiting(reviews(), today)));
  if (!late.length) return;

  const quiz = document.createElement("section");
  quiz.className = "nl-quiz";
  quiz.dataset.quiz = "review";
  quiz.setAttribute("aria-label", root.textContent);
  const list = document.createElement("div");
  const more = Object.assign(document.createElement("button"), { type: "button", className: "nl-button" });
  const box = Object.assign(document.createElement("div"), { className: "nl-score" });
  quiz.append(list, more, box);
  root.append(quiz);

  const items = [];
  let unkept = null;
  const bring = async () => {
    const next = late.slice(items.length, items.length + BATCH);
    const batch = document.createElement("div");
    const made = await declarations(next, known, base);
    items.push(...made);
    for (const item of made) {
      const part = section(item);
      part.dataset.since = today * DAY;
      batch.append(part);
    }
    list.append(batch);
    startItems(record, base, batch);
    const rest = late.length - items.length;
    more.hidden = !rest;
    more.textContent = `Show ${Math.min(BATCH, rest)} more`;
    unkept?.();
    unkept = keepScore(quiz, items, record, {
      since: today * DAY,
      more: async () => (rest ? "" : `That is all for today. ${waiting(reviews(), today)}`),
    });
    return batch.firstElementChild;
  };
  more.addEventListener("click", async () => land(await bring()));
  await bring();
}

/** What is due today, or when the next is; `words` in reviewing.py says the same. */
export function waiting(reviews, today) {
  const late = due(reviews, today);
  if (late.length) return `Due today: ${many(late.length)}`;
  if (!reviews.size) return EMPTY;
  const next = Math.min(...[...reviews.values()].map((review) => review.due));
  const number = [...reviews.values()].filter((review) => review.due === next).length;
  return `Nothing is due today. Next: ${many(number)} on ${dated(next)}.`;
}

const many = (number) => `${number} question${number === 1 ? "" : "s"}`;

function dated(number) {
  const how = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  // Some browsers put a comma after the weekday.
  return new Intl.DateTimeFormat("en-GB", how).format(new Date(number * DAY)).replace(",", "");
}

function line(text) {
  return Object.assign(document.createElement("p"), { textContent: text });
}
