/** The course's questions in outline, as the build wrote them: fetched once a page, and only where asked for. */

let outlined;

/** @param {URL} base @returns {Promise<object>} see `exercises/items/outline.py`, and `pages` */
export function outline(base) {
  outlined ??= read(new URL("outline.json", base)).catch((error) => {
    outlined = undefined;
    throw error;
  });
  return outlined;
}

const chapters = new Map();

/**
 * The declarations of some questions, in the order asked for; each chapter's are fetched once.
 * @param {string[]} names @param {object} known the outline @param {URL} base
 * @returns {Promise<object[]>}
 */
export async function declarations(names, known, base) {
  for (const chapter of new Set(names.map((name) => known.items[name].chapter))) {
    if (chapters.has(chapter)) continue;
    const { items } = await read(new URL(`questions/${chapter}.json`, base));
    chapters.set(chapter, new Map(items.map((item) => [item.id, item])));
  }
  return names.map((name) => chapters.get(known.items[name].chapter).get(name));
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be read (${response.status})`);
  return response.json();
}
