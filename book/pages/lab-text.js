/**
 * A lab's control that holds a text: typed, pasted, or opened from files, several at once.
 *
 * What is typed is kept in this browser at every stroke, and never in the page's address; it leaves by the
 * learner's own hand, as a file. It is only ever shown as text.
 */

import { el } from "./items/_kit.js";
import { save } from "./lab-downloads.js";
import { byCase, changes, isExport, item, response, restored, sheet } from "./lab-placings.js";
import { joined, kept } from "./lab-rows.js";

/** After the last stroke, before the lab runs. */
const PAUSE_MS = 400;
/** A larger file is no coder's sheet, and no record of answers. */
const LARGEST = 20_000_000;

const key = (lab, control) => `nl:text:${lab.name}.${control.name}`;
/** When the text was written last. */
const since = (place) => `${place}:at`;

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
 * The control.
 * @param {object} control its declaration
 * @param {object} lab
 * @param {string} value
 * @param {(name: string, value: string) => void} moved
 * @param {() => Record<string, any>} values of all controls at the moment
 * @param {ReturnType<typeof import("./record.js").createRecord>} record the reader's own
 * @returns {{node: HTMLElement, set: (text: string) => void, note: (words: string) => void,
 *   worked: (kept: {codes: Record<string, (number | null)[]>, whole: boolean} | undefined) => void}}
 */
export function buildText(control, lab, value, moved, values, record) {
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
  const picker = el("input", { type: "file", id: `${id}-files`, multiple: true, accept: control.exports ? ".csv,.txt,.tsv,.json,text/csv,text/plain,application/json" : ".csv,.txt,.tsv,text/csv,text/plain", hidden: true });
  let timer = 0;

  const set = (text) => {
    if (input.value !== text) input.value = text;
  };
  set(value);

  function keep() {
    try {
      if (input.value) globalThis.localStorage.setItem(place, input.value);
      else globalThis.localStorage.removeItem(place);
      globalThis.localStorage.setItem(since(place), String(Date.now()));
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
      const given = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })));
      const { files, refused } = taken(given);
      const all = joined(input.value, files);
      const names = files.map((file) => file.name).join(", ");
      if (all.length > control.most) {
        say(`Nothing was opened: with ${names} the text would be too long.`);
        return;
      }
      if (files.length) put(all);
      if (!said.dataset.trouble) say([files.length ? `Opened ${names}.` : "", ...refused].filter(Boolean).join(" "));
    } catch {
      say("Nothing was opened: the browser could not read the file. Try again, or paste its text.");
    }
  });

  /** The files as sheets: of an export the codes alone are taken, and what is none is told. */
  function taken(given) {
    const files = [];
    const refused = [];
    const source = lab.controls.find((other) => other.name === control.exports);
    for (const file of given) {
      try {
        if (!isExport(file.name, file.text)) files.push(file);
        else if (source) {
          files.push({ name: file.name, text: sheet(file.text, lab.name, source.keep.record, source.keep.row, record.events()) });
        } else throw new Error(control.no_exports ?? "a file of columns is wanted here");
      } catch (error) {
        refused.push(`${file.name} was not opened: ${error.message}.`);
      }
    }
    return { files, refused };
  }

  /** Cases whose placing has stood in the text since the page was opened. */
  const seen = new Set();
  let begun = false;
  /** A text that came with the cell is not the reader's own. */
  const recorded = control.keep?.record && lab.values[control.name] === control.value;

  const placed = () => new Map([...byCase(record.events(), lab.name, control.keep.record)].map(([name, held]) => [name, held.at(-1)]));

  /** When the text was written last; 0 where nobody knows. */
  function written() {
    try {
      return Number(globalThis.localStorage.getItem(since(place)) ?? 0);
    } catch {
      return 0;
    }
  }

  /** After each run the record takes what stands in the text; at first the text takes what it lacks. */
  function worked(now) {
    if (!recorded || !now) return;
    const columns = control.keep.row.slice(1);
    try {
      const last = placed();
      if (!begun) {
        begun = true;
        const text = restored(input.value, written(), now.codes, last, control.keep.row);
        if (text !== input.value && text.length <= control.most) return put(text);
      }
      const gone = now.whole ? [...seen].filter((name) => !(name in now.codes)) : [];
      for (const name of Object.keys(now.codes)) seen.add(name);
      for (const [name, given] of changes(now.codes, gone, last, columns)) {
        record.append(record.newEvent({
          item: item(lab.name, name), version: control.keep.record, response: response(columns, given), score: 1,
        }));
      }
    } catch (error) {
      say(`${error.message} Save your placings as a file before you leave the page.`);
      said.dataset.trouble = "yes";
    }
  }
  // Answers may be brought from a file while the page is open, and with them placings.
  if (recorded) {
    record.onChange(() => {
      if (!begun) return;
      const fresh = new Map([...placed()].filter(([name]) => !seen.has(name)));
      const text = restored(input.value, 0, {}, fresh, control.keep.row);
      if (text !== input.value && text.length <= control.most) put(text);
    });
  }

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
    worked,
    note: (words) => {
      if (note.textContent !== words) note.textContent = words;
    },
  };
}
