/** A lab's figure as a picture that can leave the page: with its title above it, its setting and source below. */

import { broken } from "./axis-titles.js";
import { themed } from "./plot.js";

/** About as wide as in the page, and as high: names beside lines are set apart for that. A slide makes it larger. */
const WIDTH = 800;
const HEIGHT = 450;
const EDGE = 16;
const HEAD = { size: 17, line: 23 };
const FOOT = { size: 10, line: 13.5 };

/**
 * A figure as Plotly takes it for a picture, on paper of its own: without it, a dark page gives light letters on nothing.
 * @param {{data: object[], layout: object, meta: {title: string}}} figure
 * @param {HTMLElement} plot the same figure as it is drawn, whose margins have room for its labels
 * @param {string[]} notes paragraphs for its foot
 * @param {object} template
 * @returns {{data: object[], layout: object, width: number, height: number}}
 */
export function pictured(figure, plot, notes, template) {
  const look = themed(template);
  const family = look.layout.font.family;
  const head = wrapped([figure.meta.title], `bold ${HEAD.size}px ${family}`);
  const foot = wrapped(notes, `${FOOT.size}px ${family}`);
  const { l, r, t, b } = plot._fullLayout._size;
  const above = EDGE + head.length * HEAD.line;
  const below = 1.5 * EDGE + foot.length * FOOT.line;
  const layout = structuredClone(figure.layout);
  const height = (layout.height ?? HEIGHT) + above + below;
  const words = (text, size, more) => ({ text, xref: "paper", x: 0, xanchor: "left", align: "left", xshift: EDGE - l, yref: "paper", showarrow: false, font: { size }, ...more });
  Object.assign(layout, {
    template: look,
    width: WIDTH,
    height,
    autosize: false,
    paper_bgcolor: getComputedStyle(document.documentElement).getPropertyValue("--nl-paper").trim() || "#fff",
    margin: { l, r, t: t + above, b: b + below },
    annotations: [
      ...(layout.annotations ?? []),
      words(`<b>${head.join("<br>")}</b>`, HEAD.size, { y: 1, yanchor: "bottom", yshift: t }),
      words(foot.join("<br>"), FOOT.size, { y: 0, yanchor: "top", yshift: -b - EDGE / 2 }),
    ],
  });
  return { data: figure.data, layout, width: WIDTH, height };
}

/** Paragraphs in lines no wider than a picture; what looks like markup stays text. */
const wrapped = (paragraphs, font) =>
  paragraphs
    .filter(Boolean)
    .flatMap((text) => broken(text, WIDTH - 2 * EDGE, font).split("<br>"))
    .map((line) => line.replaceAll("<", "&lt;"));
