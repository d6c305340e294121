/** Charts in the page: drawn when they come near the view, so that a page of text costs no library. */

import { declared } from "./declared.js";
import { draw, onScheme, plotly, undrawn } from "./plot.js";

const NEAR = "600px";

/** Draw each chart of the page when it comes near, and all of them before printing. */
export function startCharts(base) {
  const charts = [...document.querySelectorAll("[data-chart]")];
  if (!charts.length) return;
  const drawn = new Map();

  const show = async (root) => {
    if (drawn.has(root)) return;
    const plot = root.querySelector(".nl-plot");
    drawn.set(root, declared(root, "nl-figure"));
    try {
      const library = await plotly(base);
      if (root.dataset.state === "failed") plot.replaceChildren();
      await draw(plot, drawn.get(root), library);
      root.dataset.state = "drawn";
      image(root, base);
    } catch (error) {
      drawn.delete(root);
      root.dataset.state = "failed";
      undrawn(plot, `The chart cannot be drawn here: ${error.message}. Its data are below.`, () => show(root));
    }
  };

  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watch.unobserve(entry.target);
        show(entry.target);
      }
    },
    { rootMargin: NEAR },
  );
  charts.forEach((chart) => watch.observe(chart));
  addEventListener("beforeprint", () => charts.forEach(show));
  onScheme(async () => {
    for (const [root, figure] of drawn) await draw(root.querySelector(".nl-plot"), figure, await plotly(base));
  });
}

/** A button that saves the chart as a picture, beside the link to its rows. */
function image(root, base) {
  const place = root.querySelector(".nl-downloads");
  if (!place || place.querySelector("button")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nl-link";
  button.textContent = "Download the chart (PNG)";
  button.addEventListener("click", async () => {
    const { Plotly } = await plotly(base);
    const plot = root.querySelector(".nl-plot");
    Plotly.downloadImage(plot, { format: "png", filename: root.dataset.chart, width: 1200, height: 675, scale: 2 });
  });
  place.append(" · ", button);
}
