/** Plotly for the whole site: loaded once, when it is first needed, and themed from the style sheet. */

import { breakTitles, prepareTitles } from "./axis-titles.js";

let loading = null;

/**
 * What did not arrive, on a train say, may arrive the next time it is asked for.
 * @param {URL} base the folder of the site's own files
 */
export function plotly(base) {
  loading ??= Promise.all([script(new URL("vendor/plotly.min.js", base)), look(base)]).then(
    ([, template]) => ({ Plotly: globalThis.Plotly, template }),
    (error) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/**
 * Say in `node` that a figure is not drawn, with a button to try again; a connection that comes back tries by itself.
 * @param {HTMLElement} node
 * @param {string} words
 * @param {() => void} again
 */
export function undrawn(node, words, again) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nl-link";
  button.textContent = "Try again";
  button.addEventListener("click", again);
  node.replaceChildren(`${words} `, button);
  addEventListener("online", again, { once: true });
}

function script(url) {
  if (globalThis.Plotly) return undefined;
  return new Promise((resolve, reject) => {
    const node = document.createElement("script");
    node.src = url.href;
    node.addEventListener("load", () => resolve());
    node.addEventListener("error", () => {
      node.remove();
      reject(new Error(ABSENT));
    });
    document.head.append(node);
  });
}

async function look(base) {
  const response = await fetch(new URL("look.json", base)).catch(() => null);
  if (!response?.ok) throw new Error(ABSENT);
  return response.json();
}

const ABSENT = "the chart library could not be loaded";

let kept = null;

/** The site's template in the colours of the scheme that is on. */
export function themed(template) {
  kept ??= coloured(template);
  return kept;
}

document.addEventListener("nl-scheme", () => (kept = null));

function coloured(template) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const copy = structuredClone(template);
  const ink = colour("--nl-ink", "#1b1b18");
  const grid = colour("--nl-rule", "#d8d6cf");
  copy.layout.font.color = ink;
  copy.layout.yaxis.gridcolor = grid;
  for (const axis of [copy.layout.xaxis, copy.layout.yaxis]) axis.linecolor = axis.tickcolor = colour("--nl-quiet", "#666");
  copy.layout.hoverlabel = { ...copy.layout.hoverlabel, bgcolor: colour("--nl-paper", "#fff"), font: { color: ink } };
  return copy;
}

const CONFIG = { responsive: true, displaylogo: false, displayModeBar: false, doubleClick: false, scrollZoom: false };

/** What each node shows: a lab draws its figures at every move, and often only one of them has changed. */
const shown = new WeakMap();

/**
 * The margins that figures came to need in a node, by their kind. Asked for at once they cost nothing; found out
 * anew, they cost a second drawing, and the axes jump while a slider moves.
 * @type {WeakMap<HTMLElement, Map<string, object>>}
 */
const needed = new WeakMap();

/** So many kinds are kept of each node: a lab has a few, a window that is dragged wider has hundreds. */
const KINDS = 12;

/** The margins asked for, widened to those needed by a figure of the same kind and width before. */
function margins(node, kind, asked) {
  const known = needed.get(node)?.get(kind);
  if (!known) return asked;
  return Object.fromEntries(["l", "r", "t", "b"].map((side) => [side, Math.max(asked[side] ?? 0, known[side])]));
}

/**
 * Draw a figure into `node`, or draw it anew with other numbers.
 * @param {HTMLElement} node
 * @param {{data: object[], layout: object}} figure
 * @param {{Plotly: object, template: object}} library
 * @param {object} [axes] settings of both axes beside the figure's own
 */
export async function draw(node, figure, { Plotly, template }, axes = {}) {
  const width = node.clientWidth;
  const look = themed(template);
  const drawn = JSON.stringify([figure.data, figure.layout, width]);
  const before = shown.get(node);
  if (before?.drawn === drawn && before.look === look) return;
  shown.delete(node);
  // Nothing may be zoomed by a thumb that means to scroll.
  const still = { fixedrange: true, ...axes };
  // A copy, for Plotly writes into what it is given, and the figure is drawn again from its declaration.
  const layout = { ...structuredClone(figure.layout ?? {}), template: look, autosize: true };
  delete layout.width;
  delete layout.title;
  const kind = JSON.stringify([width, layout.height, layout.margin]);
  layout.margin = margins(node, kind, { t: 16, ...(layout.margin ?? {}) });
  layout.xaxis = { ...layout.xaxis, ...still };
  layout.yaxis = { ...layout.yaxis, ...still };
  if (width < 480) layout.font = { ...layout.font, size: 11 };
  const known = before !== undefined;
  prepareTitles(node, layout);
  await Plotly.react(node, figure.data, layout, CONFIG);
  await breakTitles(node, Plotly);
  shown.set(node, { drawn, look });
  const { l, r, t, b } = node._fullLayout._size;
  const kinds = needed.get(node) ?? new Map();
  if (kinds.size >= KINDS) kinds.clear();
  kinds.set(kind, { l: Math.ceil(l), r: Math.ceil(r), t: Math.ceil(t), b: Math.ceil(b) });
  needed.set(node, kinds);
  // A phone that is turned over has another width, and Plotly then draws without being asked.
  if (!known) node.on("plotly_relayout", (change) => change.autosize && breakTitles(node, Plotly));
}

/** Call `fn` when the colours have changed, by the reader's button or by the system. */
export function onScheme(fn) {
  document.addEventListener("nl-scheme", fn);
}
