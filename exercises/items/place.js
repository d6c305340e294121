/**
 * Cards on a map of two axes, in the page and in Jupyter; the twin is place.py. A card is taken by its
 * button and put by a cell's; with arrow keys it goes straight over the map; and it can be dragged.
 */

export const words = {
  kind: "Put on the map",
  submit: "Compare with the course",
  // The course's places are shown with every answer.
  answer: "before",
  said: (result) => SAID[result.key],
};

const SAID = {
  close: "✓ Right.",
  partly: "◐ Partly.",
  far: "✗ Not there.",
  agree: "✓ You agree with the course.",
  mixed: "◐ You agree in part.",
  differ: "✗ You read it another way.",
};

const onMap = (value, steps) => Number.isInteger(value) && value >= 1 && value <= steps;

function distance(one, other) {
  const across = one[0] - other[0];
  const up = one[1] - other[1];
  return Math.sqrt(across * across + up * up);
}

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  const { cards, steps, tolerance } = item;
  const given = response !== null && typeof response === "object" && !Array.isArray(response) ? Object.keys(response) : [];
  if (given.length !== cards.length || !cards.every((card) => given.includes(card.id))) {
    throw new Error(`${item.id} wants a place for each of its ${cards.length} cards`);
  }
  for (const place of Object.values(response)) {
    if (!Array.isArray(place) || place.length !== 2 || !place.every((v) => onMap(v, steps))) {
      throw new Error(`${item.id}: a place is two whole numbers from 1 to ${steps}`);
    }
  }
  const gaps = cards.map((card) => distance(response[card.id], card.at));
  const scores = gaps.map((gap) => Math.max(0, Math.min(1, 1 - (gap - tolerance) / (2 * tolerance))));
  const score = scores.reduce((sum, one) => sum + one, 0) / cards.length;
  const near = gaps.filter((gap) => gap <= tolerance + 1e-9).length;
  const names = item.reading ? ["agree", "mixed", "differ"] : ["close", "partly", "far"];
  return {
    score,
    key: near === cards.length ? names[0] : score < 0.5 ? names[2] : names[1],
    words: said(near, cards.length, tolerance, gaps.reduce((sum, gap) => sum + gap, 0) / cards.length),
  };
}

// `mark` must stand alone (tests run it without a page), so the helpers that it needs are here too.
const COUNTS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const counted = (number) => COUNTS[number] ?? String(number);
function tidy(value) {
  const size = Math.floor(Math.abs(value) * 10 + 0.5);
  const tenth = size % 10;
  const text = tenth ? `${(size - tenth) / 10}.${tenth}` : `${(size - tenth) / 10}`;
  return value < 0 && size ? `−${text}` : text;
}
const stepsOf = (value) => `${tidy(value)} ${tidy(value) === "1" ? "step" : "steps"}`;

function said(near, cards, tolerance, mean) {
  const all = cards === 2 ? "Both cards" : `All ${counted(cards)} cards`;
  const who = near === cards ? all : `${near || "None"} of the ${cards} cards`;
  if (tidy(mean) === "0") return `${who} are just where the course puts them.`;
  return (
    `${who} ${near < 2 && near < cards ? "is" : "are"} within ${stepsOf(tolerance)} of where the course puts ` +
    `${near === 1 ? "it" : "them"}; on average yours are ${stepsOf(mean)} away.`
  );
}

/** A place in words: text of HTML, as the axes' names are. */
export function where({ x, y, steps }, [across, up]) {
  return `${x.low} to ${x.high}: ${tidy(across)} of ${steps}; ${y.low} to ${y.high}: ${tidy(up)} of ${steps}`;
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  const rows = item.cards.map((card) => `<li>${card.text} <div>The course: ${where(item, card.at)}.</div>${card.why}</li>`);
  return `${item.feedback[result.key]}<ol class="nl-each" type="A">${rows.join("")}</ol>`;
}

const letter = (i) => String.fromCharCode(65 + i);

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el, svg } = kit;
  const { cards, steps } = item;
  /** Where each card lies, or null. */
  const places = cards.map(() => null);
  let taken = null;
  let done = false;
  let course = false;

  const plain = (markup) => el("span", { html: markup }).textContent;
  const axes = Object.fromEntries(
    ["x", "y"].map((name) => [name, Object.fromEntries(Object.entries(item[name]).map(([end, text]) => [end, plain(text)]))]),
  );
  const spoken = (place) => where({ ...axes, steps }, place);

  const pins = cards.map((card, i) => {
    const place = el("span", { class: "nl-pin-place" });
    const button = el(
      "button",
      { type: "button", class: "nl-pin", "aria-pressed": "false", "data-card": card.id },
      el("span", { class: "nl-grip", "aria-hidden": "true" }, "⠿"),
      el("span", { class: "nl-letter" }, letter(i)),
      el("span", { class: "nl-pin-text" }, el("span", { html: card.text }), place),
    );
    button.addEventListener("click", () => (taken === i ? drop() : take(i)));
    button.addEventListener("keydown", (event) => onPinKey(event, i));
    return { button, place };
  });

  const cells = [];
  for (let up = steps; up >= 1; up--) {
    for (let across = 1; across <= steps; across++) {
      const grip = el("span", { class: "nl-grip", hidden: true });
      const button = el("button", { type: "button", class: "nl-cell", "data-cell": `${across},${up}`, tabindex: "-1" }, grip);
      const cell = { place: [across, up], button, grip };
      button.addEventListener("click", () => press(cell));
      button.addEventListener("keydown", (event) => onCellKey(event, cell));
      button.addEventListener("focus", () => rove(cell));
      cells.push(cell);
    }
  }
  const cellAt = ([across, up]) => cells[(steps - up) * steps + across - 1];
  const drawing = svg("svg", { viewBox: `0 0 ${steps * 100} ${steps * 100}`, class: "nl-map-marks", "aria-hidden": "true" });
  const grid = el("div", { class: "nl-map-grid", role: "group", "aria-label": `The map. Across: ${axes.x.label}. Up: ${axes.y.label}.` });
  grid.style.setProperty("--steps", String(steps));
  grid.append(...cells.map((cell) => cell.button), drawing);
  const end = (name, text) => el("span", { class: name, html: text });
  const map = el(
    "div",
    { class: "nl-map" },
    el("p", { class: "nl-map-axis nl-map-top" }, "↑ ", end("", item.y.high), el("small", {}, ` (up: ${axes.y.label})`)),
    grid,
    el("p", { class: "nl-map-axis nl-map-bottom" }, "↓ ", end("", item.y.low)),
    el(
      "p",
      { class: "nl-map-axis nl-map-across" },
      el("span", {}, "← ", end("", item.x.low)),
      el("small", {}, `(across: ${axes.x.label})`),
      el("span", {}, end("", item.x.high), " →"),
    ),
  );
  map.style.setProperty("--steps", String(steps));

  const lead = el("p", { class: "nl-lead" });
  const outcome = el("ol", { class: "nl-apart", hidden: true });
  const box = el("div", { class: "nl-feedback", hidden: true });
  // JupyterLab would take the arrow keys for its own.
  const node = el(
    "div",
    { class: "nl-mapping", "data-lm-suppress-shortcuts": "true" },
    lead,
    el("div", { class: "nl-mapping-parts" }, el("ul", { class: "nl-pins" }, ...pins.map((pin) => el("li", {}, pin.button))), map),
    box,
    outcome,
  );

  function take(i) {
    if (done) return;
    taken = i;
    refresh();
    kit.say?.(`${letter(i)} taken. Choose a cell of the map, or press an arrow key.`);
  }

  function drop() {
    taken = null;
    refresh();
    kit.say?.("Put back.");
  }

  function put(i, place) {
    if (done) return;
    places[i] = place;
    refresh();
    onDraft(response());
    kit.say?.(place ? `${letter(i)}: ${spoken(place)}.` : `${letter(i)} is off the map.`);
  }

  const at = (place) => cards.map((_, i) => i).filter((i) => places[i]?.[0] === place[0] && places[i]?.[1] === place[1]);

  function press(cell) {
    if (done) return;
    if (taken !== null) {
      const i = taken;
      taken = null;
      put(i, cell.place);
      return;
    }
    const here = at(cell.place);
    if (here.length) take(here.at(-1));
    else kit.say?.("Take a card first.");
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const clamp = (value) => Math.max(1, Math.min(steps, value));
  const moved = ([across, up], [dx, dy]) => [clamp(across + dx), clamp(up + dy)];

  /** The first arrow puts a card in the middle; from there each moves it by a step. */
  function onPinKey(event, i) {
    if (done) return;
    if (ARROWS[event.key]) {
      event.preventDefault();
      taken = null;
      const middle = Math.ceil(steps / 2);
      put(i, places[i] ? moved(places[i], ARROWS[event.key]) : [middle, middle]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      put(i, null);
    }
  }

  function onCellKey(event, cell) {
    if (!ARROWS[event.key]) {
      if (event.key === "Escape" && taken !== null) drop();
      return;
    }
    event.preventDefault();
    cellAt(moved(cell.place, ARROWS[event.key])).button.focus();
  }

  /** One cell at a time can be reached by Tab; the arrows go on from it. */
  function rove(cell) {
    for (const other of cells) other.button.tabIndex = other === cell ? 0 : -1;
  }

  const response = () => Object.fromEntries(cards.flatMap((card, i) => (places[i] ? [[card.id, [...places[i]]]] : [])));

  function refresh() {
    const left = places.filter((place) => !place).length;
    node.classList.toggle("is-holding", taken !== null);
    lead.textContent = done
      ? "Filled circles: your places. Hollow circles: the course's."
      : taken !== null
        ? `${letter(taken)} is taken: choose a cell of the map.`
        : `Take a card, then choose a cell of the map; several cards may share one. ${left ? `${left} of ${cards.length} to place.` : "All are placed."}`;
    pins.forEach((pin, i) => {
      pin.button.setAttribute("aria-pressed", String(taken === i));
      pin.button.disabled = done;
      pin.button.classList.toggle("is-placed", places[i] !== null);
      pin.place.textContent = places[i] ? spoken(places[i]) : "not placed yet";
    });
    for (const cell of cells) {
      const here = at(cell.place);
      cell.button.setAttribute("aria-label", spoken(cell.place) + (here.length ? `. Here: ${here.map(letter).join(", ")}` : ""));
      cell.button.disabled = done;
      cell.grip.hidden = done || !here.length;
    }
    draw();
  }

  const SPREAD = { 1: [24, 0], 4: [20, 24], 9: [14, 31] };

  /** Cards in one cell stand beside each other, the learner's and the course's alike. */
  function draw() {
    const marks = [];
    cards.forEach((card, i) => {
      if (places[i]) marks.push({ i, own: true, place: places[i] });
      if (course) marks.push({ i, own: false, place: card.at });
    });
    const shared = new Map();
    for (const one of marks) {
      const name = one.place.join();
      shared.set(name, [...(shared.get(name) ?? []), one]);
    }
    for (const group of shared.values()) {
      const side = group.length > 4 ? 3 : group.length > 1 ? 2 : 1;
      const [radius, offset] = SPREAD[side * side];
      group.forEach((one, k) => {
        const column = k % side;
        const row = Math.floor(k / side);
        const rows = Math.ceil(group.length / side);
        one.radius = radius;
        one.cx = (one.place[0] - 0.5) * 100 + (column - (Math.min(side, group.length) - 1) / 2) * offset * 2;
        one.cy = (steps - one.place[1] + 0.5) * 100 + (row - (rows - 1) / 2) * offset * 2;
      });
    }
    const lines = marks.flatMap((one) => {
      const other = one.own && marks.find((m) => !m.own && m.i === one.i);
      return other ? [svg("line", { x1: one.cx, y1: one.cy, x2: other.cx, y2: other.cy, class: "nl-map-line" })] : [];
    });
    const dots = marks.flatMap((one) => {
      const text = svg("text", { x: one.cx, y: one.cy, "text-anchor": "middle", "dominant-baseline": "central" });
      text.style.fontSize = `${one.radius * 1.35}px`;
      text.textContent = letter(one.i);
      return [svg("circle", { cx: one.cx, cy: one.cy, r: one.radius, class: one.own ? "nl-map-own" : "nl-map-course" }), text];
    });
    drawing.replaceChildren(...lines, ...dots);
  }

  /** How far a card lies from the course's place, as a sentence. */
  function apart(card, place) {
    const parts = ["x", "y"].flatMap((name, axis) => {
      const by = card.at[axis] - place[axis];
      return Math.abs(by) < 0.05 ? [] : [`${stepsOf(Math.abs(by))} further towards “${by > 0 ? axes[name].high : axes[name].low}”`];
    });
    return parts.length ? `The course puts it ${parts.join(" and ")}.` : "The course puts it there too.";
  }

  const SIGNS = item.reading ? ["✓ agreed", "◐ near", "✗ read otherwise"] : ["✓ right", "◐ near", "✗ not there"];

  function signOf(card, place) {
    const gap = distance(place, card.at);
    return SIGNS[gap <= item.tolerance + 1e-9 ? 0 : gap < 3 * item.tolerance ? 1 : 2];
  }

  function finish() {
    done = true;
    taken = null;
    course = true;
    outcome.replaceChildren(
      ...cards.map((card, i) =>
        el(
          "li",
          {},
          el("span", { class: `nl-letter${places[i] ? " is-own" : ""}`, "aria-hidden": "true" }, letter(i)),
          el(
            "div",
            {},
            el("p", {}, el("span", { html: card.text }), places[i] ? el("strong", { class: "nl-verdict" }, ` ${signOf(card, places[i])}`) : null),
            places[i] ? el("p", {}, `You: ${spoken(places[i])}. ${apart(card, places[i])}`) : el("p", {}, `The course: ${spoken(card.at)}.`),
            el("div", { html: card.why }),
          ),
        ),
      ),
    );
    outcome.hidden = false;
    refresh();
  }

  pins.forEach((pin, i) => carry(pin.button, () => i, true));
  for (const cell of cells) carry(cell.button, () => at(cell.place).at(-1), false);

  /** The second way: a card is dragged from the list, or from where it lies. */
  function carry(button, which, float) {
    let over = null;
    let held = null;
    const aim = (cell) => {
      over?.classList.remove("is-target");
      over = cell;
      over?.classList.add("is-target");
    };
    kit.drag?.(button, button, {
      able: () => !done && which() !== undefined,
      begin: () => {
        held = which();
        taken = held;
        refresh();
      },
      over: (under) => {
        aim(under?.closest(".nl-cell") && grid.contains(under) ? under.closest(".nl-cell") : null);
        return over;
      },
      end: (dropped) => {
        const target = cells.find((cell) => cell.button === over);
        aim(null);
        taken = null;
        if (dropped && target) put(held, target.place);
        else refresh();
      },
      float,
    });
  }

  function fill(given) {
    cards.forEach((card, i) => {
      const place = given[card.id];
      if (Array.isArray(place) && place.length === 2 && place.every((v) => onMap(v, steps))) places[i] = [...place];
    });
  }

  if (draft && typeof draft === "object") fill(draft);
  rove(cellAt([Math.ceil(steps / 2), Math.ceil(steps / 2)]));
  refresh();

  return {
    node,
    read() {
      const missing = cards.flatMap((_, i) => (places[i] ? [] : [letter(i)]));
      return missing.length ? { problem: `Place ${missing.join(", ")} first.` } : { response: response() };
    },
    set: fill,
    show(_, result) {
      // The cards stand on the map and in the list beside it already.
      const text = item.feedback[result.key];
      box.replaceChildren(el("p", { class: "nl-result" }, `${words.said(result)} ${result.words}`), el("div", { html: text }));
      box.hidden = false;
      finish();
    },
    reveal: finish,
    reset() {
      done = false;
      course = false;
      taken = null;
      places.fill(null);
      outcome.hidden = true;
      box.hidden = true;
      refresh();
    },
    focus: () => (pins.find((_, i) => !places[i]) ?? pins[0]).button.focus(),
  };
}
