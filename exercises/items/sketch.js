/**
 * A sketch in the page and in Jupyter: draw the line you expect, then see the real one over it.
 * Its twin in Python is sketch.py. Points can be dragged, tapped, stepped with buttons or typed.
 */

export const words = {
  kind: "Predict first",
  submit: "Show me what happened",
  tells: true,
  said: (result) =>
    result.key === "close" ? "✓ Close." : result.key === "direction" ? "◐ The right direction." : "✗ It went the other way.",
  // First a line of one's own; what happened is drawn over it then, and both stay in view.
  answer: "never",
  folds: false,
};

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  const { points, given, tolerance, y } = item;
  if (!Array.isArray(response) || response.length !== points.length) {
    throw new Error(`${item.id} wants one number for each of ${points.length} points`);
  }
  for (const value of response) {
    if (typeof value !== "number" || !(value >= y.min && value <= y.max)) {
      throw new Error(`${item.id} wants numbers from ${y.min} to ${y.max}`);
    }
  }
  const gaps = [];
  for (let i = given; i < points.length; i++) gaps.push(response[i] - points[i].y);
  const error = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / gaps.length;
  const score = Math.max(0, Math.min(1, 1 - (error - tolerance) / (3 * tolerance)));
  const real = points.at(-1).y - points[0].y;
  const drawn = response.at(-1) - response[0];
  const same = drawn > 0 === real > 0 && drawn < 0 === real < 0;
  const key = error <= tolerance ? "close" : same ? "direction" : "opposite";
  const last = gaps.at(-1);
  const end =
    Math.floor(Math.abs(last) * 10 + 0.5) === 0
      ? `Your line ended where the real one did, at ${tidy(points.at(-1).y)}`
      : `Your line ended at ${tidy(response.at(-1))}, ${tidy(Math.abs(last))} ${y.gap} ` +
        `${last > 0 ? "above" : "below"} the real ${tidy(points.at(-1).y)}`;
  return { score, key, words: `${end}; on average your points were ${tidy(error)} ${y.gap} away.` };
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  return item.feedback[result.key];
}

// `mark` must stand alone (tests run it without a page), so the one helper it needs is here too.
function tidy(value) {
  const size = Math.floor(Math.abs(value) * 10 + 0.5);
  const tenth = size % 10;
  const text = tenth ? `${(size - tenth) / 10}.${tenth}` : `${(size - tenth) / 10}`;
  return value < 0 && size ? `−${text}` : text;
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el } = kit;
  const { points, given, y } = item;
  const values = points.map((p, i) => (i < given ? p.y : null));
  // Points that were not drawn are null in a draft too, and no number.
  if (Array.isArray(draft)) {
    draft.forEach((v, i) => i >= given && i < values.length && typeof v === "number" && (values[i] = clamp(v)));
  }
  let real = false;

  const pad = el("div", { class: "nl-sketch-pad" });
  const steps = points.map((point, i) => (i < given ? null : stepper(point, i)));
  const rows = points.map((point, i) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, String(point.x)),
      el("td", {}, steps[i] ? steps[i].node : `${tidy(point.y)} (given)`),
      el("td", { class: "nl-real" }),
    ),
  );
  const table = el(
    "table",
    { class: "nl-points", "aria-label": `${item.y.label}, point by point` },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { scope: "col" }, item.x.label),
        el("th", { scope: "col" }, `Your line (${y.unit})`),
        el("th", { scope: "col" }, "What happened"),
      ),
    ),
    el("tbody", {}, ...rows),
  );
  const box = el("div", { class: "nl-feedback", hidden: true });
  const node = el("div", { class: "nl-sketch" }, pad, table, box);

  function clamp(value) {
    const snapped = Math.round((value - y.min) / y.step) * y.step + y.min;
    return Math.max(y.min, Math.min(y.max, Number(snapped.toFixed(6))));
  }

  function stepper(point, i) {
    const input = el("input", {
      type: "number",
      min: y.min,
      max: y.max,
      step: y.step,
      inputmode: "decimal",
      "aria-label": `${point.x}: your guess, ${y.unit}`,
    });
    const nudge = (by) => {
      const from = values[i] ?? values.slice(0, i).findLast((v) => v !== null) ?? (y.min + y.max) / 2;
      set(i, from + by * y.step);
      tell(i);
    };
    const less = el("button", { type: "button", class: "nl-step", "aria-label": `${point.x}: lower` }, "−");
    const more = el("button", { type: "button", class: "nl-step", "aria-label": `${point.x}: higher` }, "+");
    less.addEventListener("click", () => nudge(-1));
    more.addEventListener("click", () => nudge(1));
    input.addEventListener("change", () => {
      const given = typed(input);
      set(i, given);
      // What lies off the scale is put at its end, and that must not happen in silence.
      if (given !== null && values[i] !== given) tell(i);
    });
    return { node: el("span", { class: "nl-stepper" }, less, input, more), input, less, more };
  }

  function set(i, value) {
    if (real || i < given) return;
    values[i] = value === null || Number.isNaN(value) ? null : clamp(value);
    onDraft([...values]);
    refresh();
  }

  /** Where a point stands now: the button that moved it has the focus, not the box that shows it. */
  function tell(i) {
    const end = values[i] === y.max ? ", the top of the scale" : values[i] === y.min ? ", the foot of the scale" : "";
    kit.say(`${points[i].x}: ${tidy(values[i])}${end}.`);
  }

  const typed = (input) => (input.value === "" ? null : Number(input.value));

  function refresh() {
    steps.forEach((step, i) => step && (step.input.value = values[i] ?? ""));
    draw();
  }

  // Words grow with the reader's own size of text, and so does the room that is kept for them.
  const k = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const size = { width: 640, height: 300, left: 44 * k, right: 56 * k, top: 20 * k, bottom: 34 * k };
  const px = (i) => size.left + ((size.width - size.left - size.right) * i) / (points.length - 1);
  const py = (v) => size.top + ((size.height - size.top - size.bottom) * (y.max - v)) / (y.max - y.min);

  function path(list) {
    return list
      .map((v, i) => (v === null ? null : `${i === 0 || list[i - 1] === null ? "M" : "L"}${px(i)},${py(v)}`))
      .filter(Boolean)
      .join(" ");
  }

  function draw() {
    const { svg } = kit;
    const parts = [];
    const ticks = niceTicks(y.min, y.max);
    for (const tick of ticks) {
      parts.push(svg("line", { x1: size.left, x2: size.width - size.right, y1: py(tick), y2: py(tick), class: "nl-grid" }));
      const label = svg("text", { x: size.left - 8, y: py(tick) + 4 * k, "text-anchor": "end", class: "nl-tick" });
      label.textContent = String(tick);
      parts.push(label);
    }
    // Every point has its name, but names that would run into one another are left unseen; the last is kept.
    const each = 8 + 7.5 * k * Math.max(...points.map((point) => String(point.x).length));
    const step = Math.ceil(each / (px(1) - px(0)));
    points.forEach((point, i) => {
      const seen = (points.length - 1 - i) % step === 0 ? "visible" : "hidden";
      const label = svg("text", { x: px(i), y: size.height - 10 * k, "text-anchor": "middle", class: "nl-tick", visibility: seen });
      label.textContent = String(point.x);
      parts.push(label);
      if (i >= given && values[i] === null && !real) {
        parts.push(svg("line", { x1: px(i), x2: px(i), y1: size.top, y2: size.height - size.bottom, class: "nl-slot" }));
      }
    });
    if (real) {
      parts.push(svg("path", { d: path(points.map((p) => p.y)), class: "nl-real-line" }));
      points.forEach((p, i) => parts.push(svg("circle", { cx: px(i), cy: py(p.y), r: 4, class: "nl-real-dot" })));
      parts.push(tag("real", points.at(-1).y, "nl-real-label"));
    }
    parts.push(svg("path", { d: path(values), class: "nl-your-line" }));
    values.forEach((v, i) => {
      if (v === null) return;
      parts.push(svg("circle", { cx: px(i), cy: py(v), r: i < given ? 4 : 8, class: i < given ? "nl-given-dot" : "nl-your-dot" }));
    });
    if (real && values.at(-1) !== null && Math.abs(py(values.at(-1)) - py(points.at(-1).y)) > 14 * k) {
      parts.push(tag("yours", values.at(-1), "nl-your-label"));
    }
    const drawing = svg(
      "svg",
      { viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, role: "img", "aria-label": spoken() },
      ...parts,
    );
    drawing.style.touchAction = "pan-y";
    drawing.addEventListener("pointerdown", (event) => {
      if (real) return;
      // A finger may mean to scroll: its point is set when it lifts, or as it draws along.
      seen = null;
      if (event.pointerType !== "touch") follow(event);
      drag = true;
      try {
        pad.setPointerCapture(event.pointerId);
      } catch {
        // A pointer that is gone already cannot be captured; the tap has done its work.
      }
    });
    pad.replaceChildren(drawing);
  }

  function tag(text, v, name) {
    const label = kit.svg("text", { x: size.width - size.right + 10, y: py(v) + 4 * k, class: name });
    label.textContent = text;
    return label;
  }

  function spoken() {
    const mine = points.map((p, i) => `${p.x} ${values[i] === null ? "not drawn" : tidy(values[i])}`).join(", ");
    return `${item.y.label}. Your line: ${mine}.` + (real ? ` What happened: ${points.map((p) => `${p.x} ${tidy(p.y)}`).join(", ")}.` : "");
  }

  let drag = false;
  /** Where the line that is being drawn was last seen. @type {{at: number, v: number} | null} */
  let seen = null;
  function follow(event) {
    const frame = pad.firstElementChild.getBoundingClientRect();
    const x = ((event.clientX - frame.left) * size.width) / frame.width;
    const v = ((event.clientY - frame.top) * size.height) / frame.height;
    const share = (x - size.left) / (size.width - size.left - size.right);
    const inner = (size.height - size.top - size.bottom) / (y.max - y.min);
    const here = { at: share * (points.length - 1), v: y.max - (v - size.top) / inner };
    // A browser tells of a quick finger seldom: the points that it has passed since lie on its way.
    const [a, z] = [seen ?? here, here].sort((one, other) => one.at - other.at);
    for (let i = Math.max(given, Math.ceil(a.at)); i <= Math.min(z.at, points.length - 1); i++) {
      if (z.at > a.at) set(i, a.v + ((z.v - a.v) * (i - a.at)) / (z.at - a.at));
    }
    seen = here;
    const i = Math.round(here.at);
    if (i >= given && i < points.length) set(i, here.v);
  }
  pad.addEventListener("pointermove", (event) => drag && follow(event));
  pad.addEventListener("pointerup", (event) => {
    if (drag) follow(event);
    drag = false;
  });
  pad.addEventListener("pointercancel", () => (drag = false));

  // Drawn at the width it has, so that the words in it are as large on a phone as on a desk.
  const fit = () => {
    const width = Math.max(250, Math.min(680, Math.round(pad.clientWidth || 640)));
    if (width === size.width) return;
    size.width = width;
    size.height = (width < 420 ? 240 : 300) + 54 * (k - 1);
    draw();
  };
  if (typeof ResizeObserver !== "undefined") new ResizeObserver(fit).observe(pad);
  refresh();

  return {
    node,
    read() {
      // Enter in a box submits before the box has said that it changed.
      steps.map((step) => step && typed(step.input)).forEach((value, i) => steps[i] && value !== values[i] && set(i, value));
      const missing = points.flatMap((_, i) => (values[i] === null ? [i] : []));
      if (!missing.length) return { response: [...values] };
      const names = missing.map((i) => points[i].x).join(" and ");
      return { problem: `Draw a point for ${names} first.`, field: steps[missing[0]].input };
    },
    set(response) {
      response.forEach((v, i) => (values[i] = v));
      refresh();
    },
    show(response, result, text) {
      real = true;
      steps.forEach((step) => step && [step.input, step.less, step.more].forEach((n) => (n.disabled = true)));
      rows.forEach((row, i) => (row.querySelector(".nl-real").textContent = tidy(points[i].y)));
      box.replaceChildren(el("p", {}, `${words.said(result)} ${result.words}`), el("div", { html: text }));
      box.hidden = false;
      draw();
    },
    reset() {
      real = false;
      points.forEach((_, i) => i >= given && (values[i] = null));
      steps.forEach((step) => step && [step.input, step.less, step.more].forEach((n) => (n.disabled = false)));
      rows.forEach((row) => (row.querySelector(".nl-real").textContent = ""));
      box.hidden = true;
      refresh();
    },
    focus: () => steps.find(Boolean).input.focus(),
  };
}

function niceTicks(min, max) {
  const rough = (max - min) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const ticks = [];
  for (let t = Math.ceil(min / step) * step; t <= max + 1e-9; t += step) ticks.push(Number(t.toFixed(6)));
  return ticks;
}
