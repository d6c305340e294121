/** Plotly for the whole site: loaded once, when it is first needed, and themed from the style sheet. */

let loading = null;

/** @param {URL} base the folder of the site's own files */
export function plotly(base) {
  loading ??= Promise.all([script(new URL("vendor/plotly.min.js", base)), look(base)]).then(([, template]) => ({
    Plotly: globalThis.Plotly,
    template,
  }));
  return loading;
}

function script(url) {
  return new Promise((resolve, reject) => {
    const node = document.createElement("script");
    node.src = url.href;
    node.addEventListener("load", () => resolve());
    node.addEventListener("error", () => reject(new Error("the chart library could not be loaded")));
    document.head.append(node);
  });
}

async function look(base) {
  const response = await fetch(new URL("look.json", base));
  return response.json();
}

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

/** Draw a figure into `node`, or draw it anew with other numbers. */
export async function draw(node, figure, { Plotly, template }) {
  // Nothing may be zoomed by a thumb that means to scroll.
  const still = { fixedrange: true };
  const layout = { ...figure.layout, template: themed(template), autosize: true };
  delete layout.width;
  delete layout.title;
  layout.margin = { t: 16, ...(layout.margin ?? {}) };
  layout.xaxis = { ...layout.xaxis, ...still };
  layout.yaxis = { ...layout.yaxis, ...still };
  if (node.clientWidth < 480) layout.font = { ...layout.font, size: 11 };
  await Plotly.react(node, figure.data, layout, CONFIG);
}

/** Call `fn` when the colours have changed, by the reader's button or by the system. */
export function onScheme(fn) {
  document.addEventListener("nl-scheme", fn);
}
