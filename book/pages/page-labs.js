/**
 * Labs in the page: HTML controls, and the lab's own Python file run in a worker.
 *
 * A question may follow a lab: each move is told by the event `nl-lab`, `nl-lab-ask` is answered with the
 * state, and `nl-lab-set` sets controls. Values are told only with the setting that they belong to.
 */

import { el } from "./items/_kit.js";
import { declared } from "./declared.js";
import { readSetting, writeSetting } from "./lab-address.js";
import { axis, csv, points, save } from "./lab-downloads.js";
import { entries } from "./lab-entries.js";
import { written as slid } from "./lab-numbers.js";
import { pictured } from "./lab-picture.js";
import { createRunner } from "./lab-runner.js";
import { buildText, keptTexts } from "./lab-text.js";
import { draw, onScheme, plotly, undrawn } from "./plot.js";

/** A slider that is dragged moves thirty times a second; browsers refuse as many changes of the address. */
const REST_MS = 200;
/** So long a lab keeps still before its reading is read out; and then the words read out are taken away. */
const HEARD_MS = 800;
const SPENT_MS = 10_000;
/** Longer than this a page does not draw before it has listened to its reader. */
const TURN_MS = 20;
/** Labs leave room for their axes' words: to measure each of them at each move takes a tenth of the drawing. */
const AXES = { ticklabeloverflow: "allow" };

let runner = null;

/** Bring every lab of the page to life. */
export function startLabs(record, base) {
  for (const root of document.querySelectorAll("[data-lab]")) start(root, record, base);
}

function start(root, record, base) {
  const lab = declared(root, "nl-declaration");
  const wished = readSetting(location.search, lab);
  const values = { ...lab.values, ...keptTexts(lab), ...wished.values };
  const typed = new Set(lab.controls.filter((control) => control.type === "text").map(({ name }) => name));
  const settings = () => Object.fromEntries(Object.entries(values).filter(([name]) => !typed.has(name)));
  root.id ||= `lab-${lab.name}`;
  const id = `${lab.name}-${Math.random().toString(36).slice(2)}`;
  let result = lab.result;
  /** The setting that `result` is the result of. */
  let settled = JSON.stringify(lab.values);
  const controls = new Map(
    lab.controls.map((control) => [
      control.name,
      control.type === "text"
        ? buildText(control, lab, values[control.name], moved, () => values, record)
        : build(control, values[control.name], moved),
    ]),
  );
  const plots = lab.result.figures.map(() => el("div", { class: "nl-plot", role: "img" }));
  const titles = lab.result.figures.map(() => el("p", { class: "nl-chart-title" }));
  const tables = lab.result.figures.map(() => el("div", { class: "nl-scroll", tabindex: "0", role: "group", "aria-label": "Data of the figure" }));
  const reading = el("p", { class: "nl-reading" });
  // A slider that is held down makes a reading at each step: only the one that it ends with is read out.
  const heard = el("p", { class: "nl-heard", role: "status" });
  const problem = el("p", { class: "nl-problem", role: "alert", id: `nl-problem-${id}` });
  const numbers = el("tbody");
  /** A lab that lists what it shows has its first list in the page. */
  const list = root.querySelector(".nl-entries");
  const fold = el(
    "details",
    { class: "nl-values" },
    el("summary", {}, "The numbers"),
    el("table", { "aria-label": "The numbers" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Quantity"), el("th", { scope: "col" }, "Value"))), numbers),
    ...tables,
  );
  fold.addEventListener("toggle", fill);

  const state = () => ({
    lab: lab.name,
    id,
    controls: settings(),
    values: JSON.stringify(values) === settled ? { ...result.values } : null,
  });
  const tell = (moved) => document.dispatchEvent(new CustomEvent("nl-lab", { detail: { ...state(), moved } }));

  function setAll(chosen) {
    for (const [name, value] of Object.entries(chosen)) {
      // What a learner has typed is nobody's to set.
      if (!controls.has(name) || typed.has(name)) continue;
      values[name] = value;
      controls.get(name).set(value);
    }
    moved();
  }

  /** What the preset that was pressed last is for; a tooltip alone would tell neither thumbs nor keys. */
  const noted = el("p", { class: "nl-noted", role: "status" });
  const preset = (label, note, chosen) => {
    const button = el("button", { type: "button", class: "nl-button", title: note }, label);
    button.addEventListener("click", () => {
      setAll(chosen);
      noted.textContent = chosen === first ? "" : `${label}: ${note}`;
    });
    return button;
  };
  const first = Object.fromEntries(lab.controls.map((control) => [control.name, control.value]));

  root.classList.remove("nl-paper");
  // Two labs of one page have a Reset each: heard within the lab that it belongs to.
  root.setAttribute("role", "group");
  root.setAttribute("aria-labelledby", `${id}-title`);
  root.replaceChildren(
    ...[...root.querySelectorAll("script")],
    el(
      "div",
      { class: "nl-lab-head" },
      el("h3", { id: `${id}-title` }, lab.title),
      lab.badge ? el("span", { class: "nl-badge", title: lab.badge_note ?? "" }, lab.badge) : null,
    ),
    el("div", { class: "nl-about", html: lab.about }),
    el(
      "div",
      { class: "nl-presets", role: "group", "aria-label": "Settings to try" },
      ...lab.presets.map((p) => preset(p.label, p.note, p.values)),
      preset("Reset", "Back to where the lab began", first),
    ),
    noted,
    el(
      "div",
      { class: "nl-lab-grid" },
      el("div", { class: "nl-controls" }, ...[...controls.values()].map((c) => c.node)),
      el("div", { class: "nl-figures" }, ...plots.flatMap((plot, i) => [titles[i], plot])),
    ),
    reading,
    heard,
    problem,
    list ?? "",
    takeaways(),
    lab.badge_note ? el("p", { class: "nl-badge-note" }, lab.badge_note) : "",
    fold,
    el(
      "details",
      { class: "nl-how" },
      el("summary", {}, "How this works"),
      el("div", { html: lab.how }),
      el("p", { class: "nl-source" }, lab.source),
    ),
  );

  /** A control of a part of the lab that is not on view steps aside, and keeps what it is set to. */
  function showPart() {
    for (const control of lab.controls) controls.get(control.name).node.hidden = !used(control);
  }

  const used = ({ where = {} }) => Object.entries(where).every(([other, value]) => values[other] === value);

  /** Each control that is in use with what it stands at, in words; what a learner has typed stays with them. */
  const settingInWords = () => lab.controls.filter((c) => used(c) && !typed.has(c.name)).map((c) => [c.label, said(c, values[c.name])]);

  async function show(first) {
    // Words that stand already are not read out again.
    if (!first && reading.textContent !== result.reading) readOut(result.reading);
    reading.textContent = result.reading;
    for (const name of typed) controls.get(name).note(result.notes?.[name] ?? "");
    result.figures.forEach((figure, i) => {
      titles[i].textContent = figure.meta.title;
      plots[i].setAttribute("aria-label", figure.meta.summary);
      // Room is kept for the figure before it is drawn, and no more than it takes.
      if (figure.layout.height) plots[i].style.minHeight = `${figure.layout.height}px`;
    });
    fill();
    if (first) return;
    await drawAll();
    // After the figures, which would have to wait until the list has found its place.
    if (list) list.replaceChildren(...entries(result.entries ?? [], lab.sources, lab.entry));
  }

  let waiting = 0;

  /** Once the controls have come to rest; then it goes, or whoever reads on would meet the words twice. */
  function readOut(words) {
    clearTimeout(waiting);
    heard.textContent = "";
    waiting = setTimeout(() => {
      heard.textContent = words;
      waiting = setTimeout(() => (heard.textContent = ""), SPENT_MS);
    }, HEARD_MS);
  }

  /** A number that the lab cannot take says so where it stands. */
  function blame() {
    for (const box of root.querySelectorAll('.nl-controls input[type="number"]')) {
      const wrong = !box.checkValidity();
      if (wrong) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
      const help = `${box.id}-help`;
      box.setAttribute("aria-describedby", wrong ? `${help} ${problem.id}` : help);
    }
  }

  /** The numbers are written while they can be seen: hundreds of cells take longer than the figures. */
  function fill() {
    if (!fold.open) return;
    result.figures.forEach((figure, i) => tables[i].replaceChildren(dataOf(figure)));
    numbers.replaceChildren(
      // In the order of the build: the lab's own Python does not keep one in the page.
      ...Object.keys(lab.result.values).map((name) =>
        el("tr", {}, el("th", { scope: "row" }, name.replaceAll("_", " ")), el("td", { class: "nl-num" }, written(result.values[name]))),
      ),
    );
  }

  /** The figures; where they cannot be drawn the lab says so, and its reading and its numbers stand without them. */
  async function drawAll({ atOnce = false } = {}) {
    const library = await plotly(base).catch((error) => {
      undrawn(problem, `The figures cannot be drawn here: ${error.message}. The reading and the numbers stand.`, redraw);
    });
    if (!library) return;
    let start = performance.now();
    for (const [i, plot] of plots.entries()) {
      if (!atOnce && performance.now() - start > TURN_MS) {
        await turn();
        start = performance.now();
      }
      await draw(plot, result.figures[i], library, AXES);
    }
  }

  const redraw = () => drawAll().then(() => plots[0]?.data && problem.replaceChildren());

  let resting = 0;

  /** Put the setting into the address, once the controls have come to rest. */
  function address() {
    clearTimeout(resting);
    resting = setTimeout(addressed, REST_MS);
  }

  function addressed() {
    clearTimeout(resting);
    resting = 0;
    history.replaceState(history.state, "", location.pathname + writeSetting(location.search, lab, values) + location.hash);
  }

  addEventListener("pagehide", () => resting && addressed());

  async function moved(name, value) {
    if (name) values[name] = value;
    noted.textContent = "";
    showPart();
    root.dataset.state = "running";
    const asked = { ...values };
    tell(true);
    runner ??= createRunner({ base: base.href });
    address();
    try {
      // The library comes while the lab runs.
      plotly(base).catch(() => {});
      const next = await runner.run(lab.name, asked);
      if (!next) return;
      result = next;
      settled = JSON.stringify(asked);
      tell(true);
      problem.textContent = "";
      blame();
      for (const name of typed) controls.get(name).worked(result.kept?.[name]);
      await show(false);
      root.dataset.state = "ready";
      root.dataset.runs = String(Number(root.dataset.runs ?? 0) + 1);
    } catch (error) {
      root.dataset.state = "failed";
      problem.textContent = `The lab could not work this out: ${error.message}`;
      blame();
    }
  }

  // Whoever reaches for a control is likely to move it: the engine starts while they do.
  const warm = () => {
    runner ??= createRunner({ base: base.href });
    runner.warm(lab.name);
    root.removeEventListener("pointerover", warm);
    root.removeEventListener("focusin", warm);
  };
  root.addEventListener("pointerover", warm);
  root.addEventListener("focusin", warm);

  /** Buttons to take the figures, the numbers and a link to this setting away. */
  function takeaways() {
    const said = el("span", { class: "nl-said", role: "status" });
    const button = (words, fn) => {
      const made = el("button", { type: "button", class: "nl-link" }, words);
      made.addEventListener("click", fn);
      return made;
    };
    const pictures = plots.map((plot, i) =>
      button(plots.length > 1 ? `Figure ${i + 1} (PNG)` : "Figure (PNG)", async () => {
        const { Plotly, template } = await plotly(base);
        await drawAll();
        const setting = settingInWords().map(([label, value]) => `${label}${label.endsWith("?") ? "" : ":"} ${value}`).join("; ");
        const home = `${lab.title}${lab.badge ? ` (${lab.badge})` : ""}, a lab of “New Localism: an interactive course”.`;
        const notes = [`Set to: ${setting}.`, home, lab.badge_note, lab.source];
        const { width, height, ...spec } = pictured(result.figures[i], plot, notes, template);
        Plotly.downloadImage(spec, { format: "png", filename: `${lab.name}-${i + 1}`, width, height, scale: 3 });
      }),
    );
    const numbersOut = button("Numbers (CSV)", () => {
      const about = [["lab", lab.title], ["badge", lab.badge_note], ["source", lab.source]].filter(([, text]) => text);
      // Without its mark Excel takes the text for one of its own code pages.
      save(`\ufeff${csv(result, settingInWords(), about)}`, `${lab.name}.csv`, "text/csv;charset=utf-8");
    });
    const link = button("Copy a link to this setting", async () => {
      const address = new URL(location.href);
      address.search = writeSetting(location.search, lab, values);
      address.hash = root.id;
      try {
        await navigator.clipboard.writeText(address.href);
        said.textContent = typed.size ? "Copied. What you typed is not in it." : "Copied.";
      } catch {
        // Where a page may not write to the clipboard, the address can be copied by hand.
        history.replaceState(history.state, "", address.href);
        said.textContent = "The link is in the address bar: copy it from there.";
      }
    });
    return el("p", { class: "nl-downloads" }, ...[...pictures, numbersOut, link].flatMap((b) => [b, " · "]).slice(0, -1), " ", said);
  }

  document.addEventListener("nl-lab-ask", ({ detail }) => detail.lab === lab.name && detail.answer(state()));
  document.addEventListener("nl-lab-set", ({ detail }) => detail.id === id && setAll(detail.controls));
  tell(false);
  showPart();
  show(true);
  const complain = () => {
    if (wished.problems.length) problem.textContent = `${wished.problems.join(" ")} The rest stands as asked.`;
  };
  if (lab.controls.some((c) => values[c.name] !== lab.values[c.name])) moved().then(complain);
  else {
    for (const name of typed) controls.get(name).worked(result.kept?.[name]);
    complain();
  }
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      drawAll().catch((error) => (problem.textContent = error.message));
    },
    { rootMargin: "600px" },
  );
  watch.observe(root);
  // Paper does not wait for a second turn.
  addEventListener("beforeprint", () => drawAll({ atOnce: true }));
  onScheme(() => plots[0]?.data && drawAll());
}

/** Let the page answer its reader, and go on. */
const turn = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

/** What a control stands at, in words. */
function said(control, value) {
  if (control.type === "slider") return slid(control, value);
  if (control.type === "toggle") return value ? "yes" : "no";
  return control.options?.find((option) => option.value === value)?.label ?? String(value);
}

/** One control: its label, its element, what it stands at, and a word of help. */
function build(control, value, moved) {
  const id = `nl-control-${control.name}-${Math.random().toString(36).slice(2, 8)}`;
  const help = el("p", { class: "nl-help", id: `${id}-help` }, control.help);
  const label = el("label", { for: id }, control.label);
  if (control.type === "slider") {
    const input = el("input", {
      type: "range",
      id,
      name: control.name,
      min: control.min,
      max: control.max,
      step: control.step,
      "aria-describedby": `${id}-help`,
    });
    // The slider itself tells its value to a screen reader; twice would be once too often.
    const output = el("output", { for: id, "aria-live": "off" });
    const set = (v) => {
      input.value = String(v);
      output.textContent = slid(control, v);
    };
    set(value);
    input.addEventListener("input", () => {
      set(input.value);
      moved(control.name, Number(input.value));
    });
    return { node: el("div", { class: "nl-control" }, label, output, input, help), set };
  }
  if (control.type === "choice") {
    const input = el(
      "select",
      { id, name: control.name, "aria-describedby": `${id}-help` },
      ...control.options.map((o) => el("option", { value: JSON.stringify(o.value) }, o.label)),
    );
    // A choice longer than its box is written out beneath it; a screen reader is told by the box itself.
    const whole = el("p", { class: "nl-chosen", "aria-hidden": "true" });
    const fit = () => {
      const chosen = input.selectedOptions[0]?.textContent ?? "";
      whole.textContent = cut(input, chosen) ? chosen : "";
    };
    const set = (v) => {
      input.value = JSON.stringify(v);
      fit();
    };
    set(value);
    input.addEventListener("change", () => {
      fit();
      moved(control.name, JSON.parse(input.value));
    });
    new ResizeObserver(fit).observe(input);
    return { node: el("div", { class: "nl-control" }, label, input, whole, help), set };
  }
  const toggle = control.type === "toggle";
  const input = el("input", {
    type: toggle ? "checkbox" : "number",
    id,
    name: control.name,
    min: control.min,
    max: control.max,
    step: control.step,
    "aria-describedby": `${id}-help`,
  });
  let stands = value;
  const set = (v) => {
    stands = v;
    if (toggle) input.checked = v;
    else input.value = String(v);
  };
  set(value);
  input.addEventListener("change", () => {
    // A box that was left empty is no nought.
    if (!toggle && input.value === "") return set(stands);
    stands = toggle ? input.checked : Number(input.value);
    moved(control.name, stands);
  });
  return { node: el("div", { class: "nl-control" }, label, input, help), set };
}

/** Whether a select has no room for a text: its frame and its arrow take some of its width. */
function cut(select, text) {
  if (!select.clientWidth) return false;
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle(select).font;
  return pen.measureText(text).width > select.clientWidth - ARROW;
}

let pen = null;
/** Its padding and its arrow, in pixels; a little more than any browser takes. */
const ARROW = 34;

/** A figure's numbers as a table: one row a point, for those who cannot see it or want to copy it. */
function dataOf(figure) {
  const rows = points(figure).map(([series, x, y]) =>
    el("tr", {}, el("td", {}, series), el("td", { class: "nl-num" }, written(x)), el("td", { class: "nl-num" }, written(y))),
  );
  const head = ["Series", axis(figure, "xaxis"), axis(figure, "yaxis")].map((text) => el("th", { scope: "col" }, text));
  return el(
    "table",
    {},
    el("caption", {}, figure.meta.title),
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...rows),
  );
}

function written(value) {
  if (typeof value !== "number") return String(value);
  const text = Number.isInteger(value) ? String(value) : value.toFixed(3);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}
