/**
 * Which questions are asked today: drawn from a pool, or recalled at the start of a chapter.
 *
 * The twin of `exercises/record/draw.py`: from the same record and seed it draws the same.
 *
 * @typedef {import("./review.js").Review} Review
 */

import { day, due } from "./review.js";

/** The answers of earlier days. @param {import("./record.js").Answer[]} events @param {number} today */
export const before = (events, today) => events.filter((event) => day(event.at) < today);

/**
 * What was never answered and what is due come first, by lot; then the rest, by lot.
 * @param {string[]} pool @param {number} n @param {Map<string, Review>} reviews
 * @param {number} today @param {string} seed
 * @returns {string[]}
 */
export function draw(pool, n, reviews, today, seed) {
  const rank = (name) => {
    const known = reviews.get(name);
    return { name, late: known !== undefined && known.due > today, lot: lot(`${seed}|${today}|${name}`) };
  };
  return pool
    .map(rank)
    .sort((a, b) => a.late - b.late || a.lot - b.lot || (a.name < b.name ? -1 : 1))
    .slice(0, n)
    .map(({ name }) => name);
}

/**
 * As many questions as are named, with what is due in place of the last of them.
 * @param {string[]} named @param {Iterable<string>} earlier @param {Map<string, Review>} reviews
 * @param {number} today
 * @returns {string[]}
 */
export function warmUp(named, earlier, reviews, today) {
  const may = new Set(earlier);
  const called = due(reviews, today).map(({ item }) => item).filter((item) => may.has(item));
  called.length = Math.min(called.length, named.length);
  const rest = named.filter((name) => !called.includes(name));
  return [...called, ...rest.slice(0, named.length - called.length)];
}

/** A number of 32 bits that looks drawn by lot and is always the same for a text. @param {string} text */
export function lot(text) {
  let state = 0x811c9dc5;
  for (const letter of text) state = Math.imul(state ^ letter.codePointAt(0), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
