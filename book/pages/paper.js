/**
 * Charts on paper. When printing begins nobody waits: what is drawn then is printed. With the library at hand a
 * chart that was never in view is drawn in time; so the key that prints fetches the library first.
 */

import { plotly } from "./plot.js";
import { teaching } from "./teaching.js";

/** @param {URL} base the folder of the site's own files */
export function startPaper(base) {
  if (!document.querySelector("[data-chart], [data-lab]")) return;
  // A teacher prints by whichever way, and shows the charts in any case.
  let ready = teaching() ? plotly(base).catch(() => {}) : null;
  addEventListener("keydown", async (event) => {
    const asked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "p";
    if (!asked || ready) return;
    event.preventDefault();
    // Without the library the rest is printed all the same.
    ready = plotly(base).catch(() => {});
    await ready;
    print();
  });
}
