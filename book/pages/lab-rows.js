/** A lab’s text as rows: one row more, and files put after one another. */

/**
 * A text with one row more: the values of some controls, in the columns that its first line names.
 *
 * A row of the same case is set anew, and whatever else stands in it is left. A text in which no line names all the
 * columns gets them in a line of its own. The twin of `kept` in `exercises/live/lab_rows.py`.
 * @param {string} text
 * @param {string[]} names the controls of the row; the first says which row it is
 * @param {Record<string, string>} values
 */
export function kept(text, names, values) {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  while (lines.length && !lines.at(-1).trim()) lines.pop();
  const head = lines.findIndex((line) => names.every((name) => parts(line).includes(name)));
  if (head < 0) {
    return [...lines, names.join(","), names.map((name) => values[name]).join(",")].join("\n") + "\n";
  }
  const columns = parts(lines[head]);
  const places = names.map((name) => columns.indexOf(name));
  const separator = between(lines[head]);
  let at = lines.findIndex((line, i) => i > head && (line.split(separator)[places[0]] ?? "").trim().toLowerCase() === values[names[0]]);
  if (at < 0) at = lines.push(columns.map(() => "").join(separator)) - 1;
  const cells = lines[at].split(separator);
  while (cells.length < columns.length) cells.push("");
  names.forEach((name, i) => (cells[places[i]] = values[name]));
  lines[at] = cells.join(separator);
  return lines.join("\n") + "\n";
}

const between = (line) => (line.includes(",") ? "," : line.includes(";") ? ";" : line.includes("\t") ? "\t" : ",");
const parts = (line) => line.split(between(line)).map((cell) => cell.trim().toLowerCase());

/**
 * The text after files have been opened: each under a line that names it, after what stood there.
 * @param {string} text
 * @param {{name: string, text: string}[]} files
 */
export function joined(text, files) {
  const taken = new Set([...text.matchAll(/^# file: (.*)$/gm)].map((match) => match[1]));
  let all = text && !text.endsWith("\n") ? `${text}\n` : text;
  for (const file of files) {
    const plain = file.name.replace(/[\r\n]+/g, " ");
    // Two files of one name are two coders, and must not pass for one.
    let name = plain;
    for (let i = 2; taken.has(name); i++) name = plain.replace(/(\.\w+)?$/, ` (${i})$1`);
    taken.add(name);
    const body = file.text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    all += `# file: ${name}\n${body}${body.endsWith("\n") || !body ? "" : "\n"}`;
  }
  return all;
}
