/**
 * A lab's control that holds a text: typed, pasted, or opened from files, several at once.
 *
 * What is typed is kept in this browser at every stroke, and never in the page's address; it leaves by the
 * learner's own hand, as a file. It is only ever shown as text.
 */

import { el } from "./items/_kit.js";
import { save } from "./lab-downloads.js";

/** After the last stroke, before the lab runs. */
const PAUSE_MS = 400;
/** A larger file is no coder's sheet. */
const LARGEST = 1_000_000;

const key = (lab, control) => `nl:text:${lab.name}.${control.name}`;

/** What this browser keeps of a lab's texts. @returns {Record<string, string>} by control */
export function keptTexts(lab) {
  const found = {};
  for (const control of lab.controls) {
    if (control.type !== "text") continue;
    try {
      const text = globalThis.localStorage?.getItem(key(lab, control));
      if (text != null) found[control.name] = text;
    } catch {
      // Site data may be forbidden: then nothing was kept.
    }
  }
  return found;
}

/**
 * A text with one row more: the values of some controls, in the columns that its first line names.
 *
 * A row of the same case is set anew, and whatever else stands in it is left. A text in which no line names all the
 * columns gets them in a line of its own. The twin of `kept` in `exercises/live/lab_text.py`.
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

/**
 * The control.
 * @param {object} control its declaration
 * @param {object} lab
 * @param {string} value
 * @param {(name: string, value: string) => void} moved
 * @param {() => Record<string, any>} values of all controls at the moment
 * @returns {{node: HTMLElement, set: (text: string) => void, note: (words: string) => void}}
 */
export function buildText(control, lab, value, moved, values) {
  const id = `nl-control-${control.name}-${Math.random().toString(36).slice(2, 8)}`;
  const place = key(lab, control);
  const input = el("textarea", {
    id,
    name: control.name,
    rows: control.rows ?? 5,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    wrap: "off",
    "aria-describedby": `${id}-help ${id}-note`,
  });
  const note = el("p", { class: "nl-text-note", id: `${id}-note`, role: "status" });
  const said = el("p", { class: "nl-text-note", role: "status" });
  const picker = el("input", { type: "file", id: `${id}-files`, multiple: true, accept: ".csv,.txt,.tsv,text/csv,text/plain", hidden: true });
  let timer = 0;

  const set = (text) => {
    if (input.value !== text) input.value = text;
  };
  set(value);

  function keep() {
    try {
      if (input.value) globalThis.localStorage.setItem(place, input.value);
      else globalThis.localStorage.removeItem(place);
      if (said.dataset.trouble) say("");
    } catch {
      say("This browser does not keep what stands here. Save it as a file before you leave the page.");
      said.dataset.trouble = "yes";
    }
  }

  function say(words) {
    delete said.dataset.trouble;
    said.textContent = words;
  }

  function put(text) {
    input.value = text;
    changed();
  }

  function changed() {
    clearTimeout(timer);
    keep();
    moved(control.name, input.value);
  }

  input.addEventListener("input", () => {
    keep();
    clearTimeout(timer);
    timer = setTimeout(changed, PAUSE_MS);
  });
  input.addEventListener("change", changed);
  // The same lab in another window keeps in the same place: the later word must not take the earlier one away.
  addEventListener("storage", (event) => {
    if (event.key !== place || (event.newValue ?? "") === input.value) return;
    clearTimeout(timer);
    input.value = event.newValue ?? "";
    moved(control.name, input.value);
  });

  picker.addEventListener("change", async () => {
    const chosen = [...picker.files];
    picker.value = "";
    if (!chosen.length) return;
    const large = chosen.filter((file) => file.size > LARGEST).map((file) => file.name);
    if (large.length) {
      say(`Nothing was opened: ${large.join(", ")} is too large for a coder’s sheet.`);
      return;
    }
    try {
      const files = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })));
      const all = joined(input.value, files);
      if (all.length > control.most) {
        say(`Nothing was opened: with ${files.map((f) => f.name).join(", ")} the text would be too long.`);
        return;
      }
      put(all);
      if (!said.dataset.trouble) say(`Opened ${files.map((file) => file.name).join(", ")}.`);
    } catch {
      say("Nothing was opened: the browser could not read the file. Try again, or paste its text.");
    }
  });

  const button = (words, fn, look = "nl-link") => {
    const made = el("button", { type: "button", class: look }, words);
    made.addEventListener("click", fn);
    return made;
  };
  const buttons = [
    control.keep && button(control.keep.label, () => {
      const now = values();
      if (control.keep.row.some((name) => now[name] === control.keep.unless)) return say(control.keep.needs);
      const text = kept(input.value, control.keep.row, now);
      if (text.length > control.most) return say("It was not kept: the text would be too long.");
      put(text);
      if (!said.dataset.trouble) say("Kept.");
    }, "nl-button"),
    button("Open files", () => picker.click()),
    button("Save as a file (CSV)", () => {
      save(input.value, control.save_as, "text/csv;charset=utf-8");
    }),
    control.template && button(control.template.label, () => save(control.template.text, control.template.save_as, "text/csv;charset=utf-8")),
  ].filter(Boolean);

  const node = el(
    "div",
    { class: "nl-control nl-control-text" },
    el("label", { for: id }, control.label),
    input,
    el("p", { class: "nl-text-buttons", role: "group", "aria-label": control.label }, ...buttons),
    picker,
    el("p", { class: "nl-help", id: `${id}-help` }, control.help),
    said,
    note,
  );
  return {
    node,
    set,
    note: (words) => {
      if (note.textContent !== words) note.textContent = words;
    },
  };
}
