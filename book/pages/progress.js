/**
 * What the record says of a learner: how far each outcome is done, how sure they are, what they gained.
 *
 * The twin of `exercises/record/progress.py`, to the letter, which says how each figure is made.
 *
 * @typedef {import("./record.js").Answer} Answer
 * @typedef {{outcome: string, total: number, answered: number, right: number, done: boolean,
 *   words: string, held?: number}} Standing
 * @typedef {{confidence: string, answered: number, right: number, words: string}} Row
 * @typedef {{items: Record<string, {chapter: string, outcome: string, version: number, type: string,
 *   back: boolean}>, outcomes: Record<string, {chapter: string, text: string}>,
 *   tests: {pre: string[], post: string[]}}} Outline
 */

import { counted, recall, schedule } from "./review.js";

const ENOUGH = 10;
export const HAKE = "https://doi.org/10.1119/1.18809";

/** What the bars of the map show. */
export const HELD =
  "The full part of a bar is how many of an outcome's questions you would be expected to answer " +
  "right today: each counts by your first answer on the day when you last met it, worn down by the " +
  "time since, by a model of forgetting, FSRS. The pale part is what you have answered at all.";

const SKIPPED =
  "No finished pre-test is in this record. If you took it elsewhere, bring those answers here, and the " +
  "gain is worked out. If not, your count stands by itself: taken now, it would tell of the course as well.";
const LATE =
  "The pre-test was finished when the post-test had begun, so the two do not tell what was gained " +
  "in between.";

/** What the gain is, and is not. */
export const GAIN =
  "The gain is (post − pre) / (1 − pre), the share of what there was to gain. It was proposed for the " +
  "averages of whole classes; for one person and a short test it is a rough figure.";

const SAID = { sure: "When you were sure", think: "When you thought so", guess: "When you guessed" };

/** The version of each question that may come back. @param {Outline} known */
export function returning(known) {
  const back = Object.entries(known.items).filter(([, entry]) => entry.back);
  return Object.fromEntries(back.map(([name, entry]) => [name, entry.version]));
}

/**
 * How far each outcome that has questions is done, without what needs the library.
 * @param {Answer[]} events in order @param {Outline} known
 * @returns {Map<string, Standing & {names: string[], last: Map<string, number>}>}
 */
export function sofar(events, known) {
  const kept = new Set([...known.tests.pre, ...known.tests.post]);
  const last = new Map();
  for (const event of events) {
    if (current(event, known)) last.set(event.item, event.score);
  }
  const made = new Map();
  for (const outcome of Object.keys(known.outcomes)) {
    const names = Object.keys(known.items).filter(
      (name) => known.items[name].outcome === outcome && !kept.has(name),
    );
    if (!names.length) continue;
    const answered = names.filter((name) => last.has(name));
    const right = answered.filter((name) => last.get(name) >= 1);
    const settled = answered.filter((name) => last.get(name) >= 1 || known.items[name].type === "argue");
    made.set(outcome, {
      outcome,
      total: names.length,
      answered: answered.length,
      right: right.length,
      done: settled.length === names.length,
      words: inWords(names.length, answered.length, right.length),
      names: answered,
      last,
    });
  }
  return made;
}

/**
 * As `sofar`, with `held`: how many of an outcome's questions would be answered right today.
 * @param {Answer[]} events in order @param {Outline} known @param {number} today
 * @param {typeof import("ts-fsrs")} fsrs
 * @returns {Standing[]}
 */
export function standing(events, known, today, fsrs) {
  const reviews = schedule(events, returning(known), fsrs);
  const worth = (name, last) => {
    const review = reviews.get(name);
    return review ? review.score * recall(review, today, fsrs) : last.get(name);
  };
  return [...sofar(events, known).values()].map(({ names, last, ...rest }) => ({
    ...rest,
    held: names.reduce((sum, name) => sum + worth(name, last), 0),
  }));
}

function inWords(total, answered, right) {
  return answered ? `${answered} of ${total} answered, ${right} right` : `none of ${total} answered`;
}

/**
 * Of the answers given as sure, as thought so and as guessed, how many were right.
 * @param {Answer[]} events in order @param {Outline} known
 * @returns {{rows: Row[], words: string}}
 */
export function calibration(events, known) {
  const rows = Object.keys(SAID).map((confidence) => ({ confidence, answered: 0, right: 0, words: "" }));
  const marked = Object.keys(known.items).filter((name) => known.items[name].type !== "argue");
  for (const version of new Set(events.map((event) => event.version))) {
    const every = Object.fromEntries(marked.map((name) => [name, version]));
    for (const event of [...counted(events, every).values()].flat()) {
      const row = rows.find(({ confidence }) => confidence === event.confidence);
      if (!row) continue;
      row.answered += 1;
      if (event.score >= 1) row.right += 1;
    }
  }
  for (const row of rows) {
    const many = `${row.right} of ${row.answered} answers were right`;
    row.words = `${SAID[row.confidence]}, ${row.answered ? many : "there is no answer yet"}.`;
  }
  const found = rows.reduce((sum, row) => sum + row.answered, 0);
  if (found >= ENOUGH) return { rows, words: `From ${found} answers of which you said how sure you were.` };
  const said = `You have said how sure you were of ${found} ${found === 1 ? "answer" : "answers"} so far.`;
  const later = `From ${ENOUGH} on, this shows how often you were right when you were sure.`;
  return { rows: [], words: `${said} ${later}` };
}

/**
 * How many questions of a test are answered, and how many were right at first attempt.
 * @param {Answer[]} events in order @param {string[]} names @param {Outline} known
 */
export function atFirst(events, names, known) {
  const first = new Map();
  for (const event of events) {
    if (current(event, known) && !first.has(event.item)) first.set(event.item, event.score);
  }
  const found = names.filter((name) => first.has(name));
  return { answered: found.length, right: found.filter((name) => first.get(name) >= 1).length };
}

/** Whether a first answer to the pre-test came after one to the post-test. */
function late(events, known) {
  const first = new Map();
  events.forEach((event, place) => {
    if (current(event, known) && !first.has(event.item)) first.set(event.item, place);
  });
  const [before, after] = ["pre", "post"].map((which) => known.tests[which].map((n) => first.get(n)));
  return Math.max(...before) > Math.min(...after);
}

/**
 * What a learner gained from the pre-test to the post-test, of what there was to gain (Hake 1998).
 * @param {Answer[]} events in order @param {Outline} known
 * @returns {{value: number | null, words: string}}
 */
export function gain(events, known) {
  const total = known.tests.pre.length;
  if (!total) return { value: null, words: "The course has no pre-test yet." };
  const [pre, post] = ["pre", "post"].map((which) => atFirst(events, known.tests[which], known));
  if (post.answered === total && pre.answered < total) {
    return { value: null, words: `${post.right} of ${total} right after the course. ${SKIPPED}` };
  }
  for (const [{ answered }, name] of [[pre, "pre-test"], [post, "post-test"]]) {
    if (answered === total) continue;
    const far = `${answered} of ${total} questions of the ${name} are answered`;
    return { value: null, words: `${far}. The gain is worked out when both are done.` };
  }
  const counts = `${pre.right} of ${total} right before the course, ${post.right} of ${total} after it`;
  if (late(events, known)) {
    const both = `${pre.right} of ${total} right in the pre-test, ${post.right} of ${total} in the post-test`;
    return { value: null, words: `${both}. ${LATE}` };
  }
  if (pre.right === total) {
    return { value: null, words: `${counts}. All was right before: nothing was left to gain.` };
  }
  if (post.right < pre.right) {
    return { value: null, words: `${counts}. Fewer were right after, so there is no gain.` };
  }
  const value = (post.right - pre.right) / (total - pre.right);
  const percent = Math.floor(value * 100 + 0.5);
  return { value, words: `${counts}. You gained ${percent} per cent of what there was to gain.` };
}

function current(event, known) {
  return Object.hasOwn(known.items, event.item) && known.items[event.item].version === event.version;
}
