/**
 * The score of several questions asked together, worked out from the record and from nothing else.
 *
 * The twin of `exercises/items/quiz.py`, to the letter.
 *
 * @typedef {{id: string, number: number, begins: string}} Again
 * @typedef {{outcome: string, total: number, answered: number, right: number}} Count
 * @typedef {{total: number, answered: number, right: number, outcomes: Count[], again: Again[],
 *   words: string}} Score
 */

const FIRST_WORDS = 60;

/**
 * Each question counts by the first answer given to its present version.
 * @param {object[]} items declarations, in their order
 * @param {import("./record.js").Answer[]} events ordered
 * @param {number} since UTC milliseconds before which answers do not count
 * @returns {Score}
 */
export function score(items, events, since = 0) {
  const versions = new Map(items.map((item) => [item.id, item.version]));
  const first = new Map();
  for (const event of events) {
    if (event.at < since || versions.get(event.item) !== event.version) continue;
    if (!first.has(event.item)) first.set(event.item, event.score);
  }
  const counts = new Map();
  const again = [];
  items.forEach((item, index) => {
    const { id, outcome } = item;
    if (!counts.has(outcome)) counts.set(outcome, { outcome, total: 0, answered: 0, right: 0 });
    const count = counts.get(outcome);
    count.total += 1;
    if (!first.has(id)) return;
    count.answered += 1;
    if (first.get(id) >= 1) count.right += 1;
    else again.push({ id, number: index + 1, begins: begins(item.prompt_text) });
  });
  const outcomes = [...counts.values()];
  const sum = (field) => outcomes.reduce((sofar, count) => sofar + count[field], 0);
  const made = { total: items.length, answered: sum("answered"), right: sum("right"), outcomes, again };
  return { ...made, words: words(made) };
}

function words({ total, answered, right }) {
  if (!answered) return `None of ${total} answered yet.`;
  if (answered < total) {
    return `${right} of ${answered} right at first attempt; ${total - answered} still to answer.`;
  }
  return `${right} of ${total} right at first attempt.`;
}

/** The first words of a question, for a list that names it. @param {string} text */
export function begins(text) {
  // By code points, as Python counts.
  const letters = [...text];
  if (letters.length <= FIRST_WORDS) return text;
  const cut = letters.slice(0, FIRST_WORDS + 1);
  const at = cut.lastIndexOf(" ");
  return `${cut.slice(0, at > 0 ? at : FIRST_WORDS).join("").replace(/[ ,;:]+$/, "")} …`;
}
