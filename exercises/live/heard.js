/**
 * Nothing to see: what a screen reader needs of a lab and ipywidgets leaves out. A slider of theirs has no
 * name, a figure no words, and HTML that is put in anew is read out at every step or not at all. Here the
 * controls and figures get their names where they stand, and the reading is said once they have come to rest.
 */

/** So long a lab keeps still before its reading is read out; and then the words read out are taken away. */
const HEARD_MS = 800;
const SPENT_MS = 10_000;
/** How often, and at most how many times, to look for a part that is not on the page yet. */
const LOOK_MS = 100;
const LOOKS = 100;

const PARTS = ".noUi-handle, .widget-readout, select, textarea, input";
const UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function render({ model, el }) {
  let gone = false;
  let waiting = 0;
  const said = document.createElement("p");
  said.className = "nl-heard";
  said.setAttribute("role", "status");
  said.style.cssText = UNSEEN;
  el.append(said);

  /** The elements of a widget that this page shows; they come a moment after it. */
  async function shown(reference, parts) {
    const widget = await model.widget_manager.get_model(reference.slice("IPY_MODEL_".length));
    for (let left = LOOKS; left > 0 && !gone; left--) {
      const views = await Promise.all(Object.values(widget.views ?? {}));
      const found = views.flatMap((view) => parts(view.el));
      if (found.length) return found;
      await wait(LOOK_MS);
    }
    return [];
  }

  async function nameControl(reference, [label, help]) {
    for (const part of await shown(reference, (root) => [...root.querySelectorAll(PARTS)])) {
      const typed = part.matches(".widget-readout");
      if (typed) part.setAttribute("role", "textbox");
      part.setAttribute("aria-label", typed ? `${label}, to type` : label);
      if (!typed) part.setAttribute("aria-description", help);
    }
  }

  async function nameFigure(reference, words) {
    const drawn = (root) => (root.matches(".js-plotly-plot") ? [root] : [...root.querySelectorAll(".js-plotly-plot")]);
    for (const plot of await shown(reference, drawn)) {
      plot.setAttribute("role", "img");
      plot.setAttribute("aria-label", words);
    }
  }

  const figures = () => model.get("figures").forEach((reference, i) => nameFigure(reference, model.get("summaries")[i]));
  const lab = () => el.closest(".nl-lab");
  function readOut(words) {
    clearTimeout(waiting);
    said.textContent = "";
    waiting = setTimeout(() => {
      said.textContent = words;
      // Or whoever reads on would meet the words twice.
      waiting = setTimeout(() => (said.textContent = ""), SPENT_MS);
    }, HEARD_MS);
  }

  const names = model.get("names");
  for (const [name, reference] of Object.entries(model.get("controls"))) nameControl(reference, names[name]);
  figures();
  model.on("change:summaries", figures);
  // The reading is taken from where it stands: on a busy machine anywidget gives up hearing from the kernel.
  let before = model.get("reading");
  const watch = new MutationObserver(() => {
    const reading = lab()?.querySelector(".nl-reading")?.textContent;
    if (!reading || reading === before) return;
    before = reading;
    readOut(reading);
  });
  (async () => {
    for (let left = LOOKS; left > 0 && !gone && !lab(); left--) await wait(LOOK_MS);
    if (!gone && lab()) watch.observe(lab(), { subtree: true, childList: true, characterData: true });
  })();
  return () => {
    gone = true;
    clearTimeout(waiting);
    watch.disconnect();
    model.off("change:summaries", figures);
  };
}

export default { render };
