/** What a reader can take away from a lab: its figures as pictures, its numbers as a table, a link to its setting. */

/**
 * The points of all figures and the named numbers as CSV, one row each, for any spreadsheet; then the setting that
 * they belong to, and where they come from. A point's row says in words what its x and its y are.
 * @param {{figures: object[], values: Record<string, any>}} result
 * @param {[string, string][]} setting each control with what it stands at, in words
 * @param {[string, string][]} about what is to be known besides: the lab, its source
 */
export function csv(result, setting, about) {
  const rows = [["figure", "series", "x", "y", "x is", "y is"]];
  for (const figure of result.figures) {
    const axes = [axis(figure, "xaxis"), axis(figure, "yaxis")];
    for (const [series, x, y] of points(figure)) rows.push([figure.meta.title, series, x, y, ...axes]);
  }
  for (const [name, value] of Object.entries(result.values)) rows.push(["values", name, "", value, "", ""]);
  for (const [name, value] of setting) rows.push(["setting", name, "", value, "", ""]);
  for (const [name, value] of about) rows.push(["about", name, "", value, "", ""]);
  return rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

/**
 * The points of a figure: series, x, y. One that has a name of its own is called by it; words are no data.
 * @returns {[string, any, any][]}
 */
export const points = (figure) =>
  figure.data
    .filter((trace) => trace.mode !== "text" && Array.isArray(trace.x) && Array.isArray(trace.y))
    .flatMap((trace) => trace.x.map((x, i) => [trace.ids?.[i] ?? trace.name ?? "", x, trace.y[i]]));

/** What a figure's axis shows, with its unit. */
export function axis(figure, name) {
  const title = figure.layout?.[name]?.title;
  const text = (typeof title === "string" ? title : title?.text) || (name === "xaxis" ? "Across" : "Up");
  return text.replaceAll(/<br\s*\/?>/g, " ");
}

function cell(value) {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = String(value ?? "");
  // A spreadsheet would run a text that begins like a formula.
  const safe = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Save a text as a file. */
export function save(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
