/** The Progress page: the map of outcomes, calibration and the tests, out of this browser's record. */

import { tidy } from "./items/_kit.js";
import { outline } from "./outline.js";
import { GAIN, HAKE, HELD, calibration, gain, standing } from "./progress.js";
import { day, library } from "./review.js";

const WIDTH = 160;
const HEIGHT = 12;

/** Bring each place for the progress to life, and keep it up to date. */
export function startProgress(record, base) {
  for (const root of document.querySelectorAll("[data-progress]")) {
    const draw = () =>
      show(root, record, base).then(() => (root.dataset.state = "ready"), (error) => {
        console.error(error);
        root.dataset.state = "failed";
        root.replaceChildren(
          element("p", {}, "Your progress cannot be shown: part of the site could not be fetched. Load the page again."),
        );
      });
    draw();
    record.onChange(draw);
  }
}

async function show(root, record, base) {
  const [known, fsrs] = [await outline(base), await library(base)];
  const events = record.events();
  const { rows, words } = calibration(events, known);
  const tests = known.tests.pre.length
    ? [
        element("h2", {}, "Before and after"),
        element("p", {}, gain(events, known).words),
        element("p", { class: "nl-work-note" }, `${GAIN} `, element("a", { href: HAKE }, "Hake (1998)")),
      ]
    : [];
  root.classList.add("nl-work");
  root.replaceChildren(
    element("h2", {}, "By outcome"),
    element("p", { class: "nl-work-note" }, HELD),
    ...map(standing(events, known, day(Date.now()), fsrs), known, base),
    element("h2", {}, "How sure, and how right"),
    element("p", {}, words),
    ...(rows.length ? [element("ul", { class: "nl-sure" }, ...rows.map(sure))] : []),
    ...tests,
  );
}

function map(outcomes, known, base) {
  const chapters = new Map();
  for (const one of outcomes) {
    const { chapter } = known.outcomes[one.outcome];
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), one]);
  }
  return [...chapters].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([chapter, rows]) => {
    const page = known.pages[chapter];
    const title = page
      ? element("a", { href: new URL(`../${page.address}`, base).href }, page.title)
      : `Chapter ${chapter}`;
    return [element("h3", {}, title), element("ul", { class: "nl-standing" }, ...rows.map((one) => row(one, known)))];
  });
}

function row(one, known) {
  return element(
    "li",
    {},
    element("code", {}, one.outcome),
    element("span", { class: "nl-can" }, known.outcomes[one.outcome].text),
    element("span", { class: "nl-far" }, bar(one.answered / one.total, one.held / one.total, heldInWords(one)), ` ${one.words}`),
  );
}

function sure({ answered, right, words }) {
  return element("li", {}, bar(0, answered ? right / answered : 0), ` ${words}`);
}

/** What the full part of a bar shows and no words beside it say: for those who cannot see it. */
const heldInWords = ({ answered, held, total }) => (answered ? `Expected right today: ${tidy(held)} of ${total}.` : "");

/** A bar of two shares, 0..1; what it shows stands beside it in words, or is its name in `words`. */
function bar(pale, full, words = "") {
  const part = (share, look) =>
    svg("rect", {
      x: 0.5, y: 0.5, width: Math.max(0, Math.min(1, share)) * (WIDTH - 1), height: HEIGHT - 1, ...look,
    });
  const box = { class: "nl-bar", width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}` };
  return svg(
    "svg",
    { ...box, focusable: "false", ...(words ? { role: "img", "aria-label": words } : { "aria-hidden": "true" }) },
    part(pale, { fill: "#56b4e9", "fill-opacity": 0.35 }),
    part(full, { fill: "#56b4e9" }),
    part(1, { fill: "none", stroke: "#808080" }),
  );
}

const element = (tag, ...rest) => filled(document.createElement(tag), ...rest);
const svg = (tag, ...rest) => filled(document.createElementNS("http://www.w3.org/2000/svg", tag), ...rest);

function filled(node, attributes, ...children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
