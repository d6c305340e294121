/**
 * A lab's placings in the reader's record: one event a case, so that an export carries them to others.
 *
 * The item of such an event is the lab and the case (`localism_map.l35`), its response the code of each axis by
 * column, or null where the placing was taken back. `exercises/live/lab_placings.py` is the twin.
 */

import { kept } from "./lab-rows.js";
import { fileEvents, order } from "./record.js";

/** The letters of an event's id that tell one record's placings from another's. */
const MARK = 10;

/** The item under which a placing is kept. */
export const item = (lab, name) => `${lab}.${name}`;

/** What an event holds: the codes by column, or null for a placing that was taken back. */
export const response = (columns, given) => given && Object.fromEntries(columns.map((column, i) => [column, given[i]]));

/** The codes of an event; null where the placing was taken back, or is none of this lab's. */
export function codes(event, columns) {
  const held = event?.response;
  if (held === null || typeof held !== "object" || Array.isArray(held)) return null;
  const found = columns.map((column) => held[column] ?? null);
  const whole = found.every((code) => code === null || Number.isInteger(code));
  return whole && found.some((code) => code !== null) ? found : null;
}

/** The placings of a lab in the order in which they were made, by case. @returns {Map<string, object[]>} */
export function byCase(events, lab, version) {
  const found = new Map();
  for (const event of order(events)) {
    if (!event.item.startsWith(`${lab}.`) || event.version !== version) continue;
    const name = event.item.slice(lab.length + 1);
    found.set(name, [...(found.get(name) ?? []), event]);
  }
  return found;
}

const same = (a, b) => a === b || (a !== null && b !== null && a.every((code, i) => code === b[i]));
const sorted = (names) => [...names].sort();

/**
 * What has yet to go into the record: new or changed placings, and those that were taken back.
 * @param {Record<string, (number | null)[]>} own the codes that stand in the text, by case
 * @param {Iterable<string>} gone cases that stood there and stand there no more
 * @param {Map<string, object>} last the record's last placing of each case
 * @param {string[]} columns
 * @returns {[string, (number | null)[] | null][]}
 */
export function changes(own, gone, last, columns) {
  const held = (name) => codes(last.get(name), columns);
  return [
    ...sorted(Object.keys(own)).filter((name) => !same(held(name), own[name])).map((name) => [name, own[name]]),
    ...sorted(gone).filter((name) => held(name) !== null).map((name) => [name, null]),
  ];
}

/**
 * The text with the placings that only the record has, or has later than the text was written.
 * @param {string} text
 * @param {number} at when it was last written, in UTC milliseconds; 0 where nobody knows
 * @param {Record<string, (number | null)[]>} own the codes in it, by case
 * @param {Map<string, object>} last the record's last placing of each case
 * @param {string[]} row the columns of a placing, the case's first
 */
export function restored(text, at, own, last, row) {
  for (const name of sorted(last.keys())) {
    const held = codes(last.get(name), row.slice(1));
    if (held === null || (own[name] && same(held, own[name]))) continue;
    if (own[name] && last.get(name).at <= at) continue;
    const cells = [name, ...held.map((code) => (code === null ? "" : String(code)))];
    text = kept(text, row, Object.fromEntries(row.map((column, i) => [column, cells[i]])));
  }
  return text;
}

/** Whether a file looks like an export of a record and not like a sheet. */
export const isExport = (name, text) => name.toLowerCase().endsWith(".json") || /^[\ufeff \t\r\n]*\{/.test(text);

/**
 * The sheet of codes in an export's text: nothing else of what its owner answered comes along.
 *
 * The column `mark` tells whose record a row is from, without a name: the beginning of the first placing's random
 * id. So one person's two exports are not taken for two people.
 * @param {string} text
 * @param {string} lab
 * @param {number} version of its placings
 * @param {string[]} row the columns of a placing, the case's first
 * @param {Iterable<object>} own the events of the reader's own record
 * @throws {Error} why nothing can be taken from it, to be read after the file's name
 */
export function sheet(text, lab, version, row, own) {
  const events = fileEvents(text);
  const placed = byCase(events, lab, version);
  const there = sorted(placed.keys()).filter((name) => placed.get(name).at(-1).response !== null);
  if (there.length) {
    const mine = new Set([...own].map((event) => event.id));
    if ([...placed.values()].flat().some((event) => mine.has(event.id))) {
      throw new Error("it holds placings of your own record, and those count as yours already");
    }
    const lines = there.map((name) => {
      const held = placed.get(name);
      return [name, ...cells(held.at(-1).response, row.slice(1)), held[0].id.replaceAll("-", "").slice(0, MARK)].join(",");
    });
    return `${[[...row, "mark"].join(","), ...lines].join("\n")}\n`;
  }
  const other = events.filter((event) => event.item.startsWith(`${lab}.`) && event.version !== version).map((event) => event.version);
  if (other.length) {
    throw new Error(`its placings are of another version of this lab (${Math.min(...other)}; this course reads ${version})`);
  }
  throw new Error("no placings of this lab are in it; its owner must keep some in the lab, and export again");
}

/** The codes as cells; what is no whole number becomes a sign that the lab refuses by name. */
function cells(held, columns) {
  const plain = held !== null && typeof held === "object" && !Array.isArray(held);
  return columns.map((column) => {
    const code = plain ? held[column] ?? null : "?";
    return code === null ? "" : Number.isInteger(code) ? String(code) : "?";
  });
}
