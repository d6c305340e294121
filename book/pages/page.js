/** Brings a page to life: its questions, labs and charts, and the reader's record in this browser. */

import { createRecord } from "./record.js";
import { startItems } from "./page-items.js";
import { startLabs } from "./page-labs.js";
import { startCharts } from "./page-charts.js";
import { startRecord } from "./page-record.js";
import { startCards } from "./cards.js";
import { missing } from "./missing.js";
import { startPaper } from "./paper.js";

const base = new URL("./", import.meta.url);
const record = createRecord();

/** Start a part that few pages have: its module is fetched by those alone. */
function where(selector, fetched, start, otherwise = () => {}) {
  const parts = document.querySelectorAll(selector);
  if (!parts.length) return;
  fetched().catch(missing).then(start, (error) => {
    console.error(error);
    parts.forEach(otherwise);
  });
}

document.documentElement.classList.add("nl-live");
startItems(record, base);
startLabs(record, base);
startCharts(base);
startRecord(record, base);
startCards();
startPaper(base);
where(
  "[data-quiz]",
  () => import("./page-quiz.js"),
  ({ startQuizzes }) => startQuizzes(record, base),
  (root) => startItems(record, base, root),
);
where("[data-review]", () => import("./page-review.js"), ({ startReview }) => startReview(record, base));
where("[data-progress]", () => import("./page-progress.js"), ({ startProgress }) => startProgress(record, base));
where(
  "[data-chapter] main h1 ~ ul > li code",
  () => import("./checklist.js"),
  ({ startChecklist }) => startChecklist(record, base),
);
