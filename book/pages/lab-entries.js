/**
 * What a lab lists beside its figures: dated entries in words, each with links to its sources.
 *
 * The same markup as `exercises/live/lab_entries.py`, which made the list that stands in the page at first.
 */

import { el } from "./items/_kit.js";

/** A list as short as this stands open. */
const OPEN = 15;

/**
 * The list of a result, folded where it is long.
 * @param {{when: string, title: string, text: string, note: string, sources: string[]}[]} listed
 * @param {Record<string, [string, string]>} sources words and address of a link, by the source's id
 * @param {string} word what each entry is; the plural takes an s
 */
export function entries(listed, sources, word = "event") {
  if (listed.length === 0) return [];
  const head = listed.length === 1 ? `The ${word} in words` : `The ${listed.length} ${word}s in words`;
  const fold = el(
    "details",
    {},
    el("summary", {}, `${head}, with their sources`),
    el("ol", {}, ...listed.map((entry) => item(entry, sources))),
  );
  fold.open = listed.length <= OPEN;
  return [fold];
}

function item(entry, sources) {
  const links = entry.sources
    .filter((name) => name in sources)
    .map((name) => el("a", { href: sources[name][1] }, sources[name][0]))
    .flatMap((link) => [link, "; "])
    .slice(0, -1);
  return el(
    "li",
    {},
    el("span", { class: "nl-when" }, entry.when),
    " ",
    el("strong", {}, `${entry.title}.`),
    ` ${entry.text}`,
    ...(entry.note ? [" ", el("span", { class: "nl-entry-note" }, `${entry.note}.`)] : []),
    " ",
    el("span", { class: "nl-entry-sources" }, ...links),
  );
}
