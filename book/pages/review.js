/**
 * When a question should come back: FSRS with its default parameters, from the record alone.
 *
 * The twin of `exercises/record/review.py`, which says why it is done so: UTC midnights, no fuzz, no
 * steps, only the stability taken from the library. The library is handed in, so that a page without
 * anything to schedule need not load it.
 *
 * @typedef {import("./record.js").Answer} Answer
 * @typedef {{item: string, last: number, due: number, stability: number, score: number}} Review
 *   Days are counted from 1 January 1970, in UTC.
 */

export const DAY = 86_400_000;
const MOST = 36_500;
const LAST = 2_800_000;

/** The UTC day of a time in milliseconds. @param {number} at */
export const day = (at) => Math.floor(at / DAY);

/** The library, fetched at first use. @param {URL} base */
export const library = (base) => import(new URL("vendor/ts-fsrs.mjs", base).href);

/**
 * How well an answer was known, for FSRS: Again 1, Hard 2, Good 3, Easy 4.
 * @param {number} score @param {string | null} confidence
 */
export function rating(score, confidence) {
  if (score < 0.5) return 1;
  if (score < 1 || confidence === "guess") return 2;
  return confidence === "sure" ? 4 : 3;
}

/**
 * The answers that count, by item: the first of each UTC day to the item's version of today.
 * @param {Answer[]} events in order @param {Record<string, number>} versions
 * @returns {Map<string, Answer[]>}
 */
export function counted(events, versions) {
  const found = new Map();
  for (const event of events) {
    if (!Object.hasOwn(versions, event.item) || versions[event.item] !== event.version) continue;
    if (!found.has(event.item)) found.set(event.item, []);
    const sofar = found.get(event.item);
    if (!sofar.length || day(sofar.at(-1).at) !== day(event.at)) sofar.push(event);
  }
  return found;
}

/** Whole days until a question comes back. @param {number} stability */
export function interval(stability) {
  const rounded = Math.floor(stability * 1000 + 0.5) / 1000;
  return Math.max(1, Math.floor(rounded + 0.5));
}

/**
 * Where each question that has been answered stands.
 * @param {Answer[]} events @param {Record<string, number>} versions
 * @param {typeof import("ts-fsrs")} fsrs
 * @returns {Map<string, Review>}
 */
export function schedule(events, versions, fsrs) {
  const scheduler = fsrs.fsrs({ enable_fuzz: false, learning_steps: [], relearning_steps: [] });
  const found = new Map();
  for (const [item, own] of counted(events, versions)) {
    let card = fsrs.createEmptyCard(midnight(day(own[0].at)));
    for (const event of own) {
      const known = rating(event.score, event.confidence);
      card = scheduler.next(card, midnight(day(event.at)), known).card;
      card.stability = Math.min(card.stability, MOST);
    }
    const last = day(own.at(-1).at);
    const { stability } = card;
    found.set(item, { item, last, due: last + interval(stability), stability, score: own.at(-1).score });
  }
  return found;
}

/**
 * The chance that a question's answer would come back today, as FSRS estimates it: 0..1.
 * @param {Review} review @param {number} today @param {typeof import("ts-fsrs")} fsrs
 */
export function recall(review, today, fsrs) {
  return fsrs.forgetting_curve(fsrs.default_w, Math.max(0, today - review.last), review.stability);
}

/**
 * What is due on a day, most overdue first; then by item, so that the order never wavers.
 * @param {Map<string, Review>} reviews @param {number} today
 */
export function due(reviews, today) {
  return [...reviews.values()]
    .filter((review) => review.due <= today)
    .sort((a, b) => a.due - b.due || (a.item < b.item ? -1 : 1));
}

const midnight = (number) => new Date(Math.min(number, LAST) * DAY);
