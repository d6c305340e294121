/** The titles of a figure's axes, broken into lines where an edge of the figure would cut them off. */

/** What the titles of a figure's axes say, by axis, as they were declared. */
const titles = new WeakMap();

/** Those of them that had to be broken, with their lines. */
const brokenTitles = new WeakMap();

/** Note a figure's titles before it is drawn, and give those broken that had to be broken last time. */
export function prepareTitles(node, layout) {
  titles.set(node, declaredTitles(layout));
  // To mend them after drawing is to draw twice.
  for (const [name, { text, lines }] of brokenTitles.get(node) ?? []) {
    if (layout[name]?.title?.text === text) layout[name].title.text = lines;
  }
}

function declaredTitles(layout) {
  const axes = Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key));
  return axes.map((name) => [name, layout[name].title?.text]).filter(([, text]) => text);
}

/** Break the title of an axis where an edge of the figure would cut it off; Plotly itself does not. */
export async function breakTitles(node, Plotly) {
  const full = node._fullLayout;
  const wanted = {};
  const made = new Map();
  for (const [name, text] of titles.get(node)) {
    const axis = full[name];
    if (!axis?.title?.font) continue;
    // A title stands at the middle of its axis, which is seldom the middle of the figure.
    const middle = axis._offset + axis._length / 2;
    const room = 2 * Math.min(middle, (name[0] === "x" ? full.width : full.height) - middle);
    const { size, family } = axis.title.font;
    const lines = broken(text, room, `${size}px ${family}`);
    if (lines !== text) made.set(name, { text, lines });
    if (axis.title.text !== lines) wanted[`${name}.title.text`] = lines;
  }
  brokenTitles.set(node, made);
  if (Object.keys(wanted).length) await Plotly.relayout(node, wanted);
}

const pen = document.createElement("canvas").getContext("2d");

/** `text` with line breaks, so that no line of it, in that font, is longer than `room` pixels where words allow. */
export function broken(text, room, font) {
  pen.font = font;
  const fits = (words) => pen.measureText(words).width <= room - 4;
  return text
    .split(/<br\s*\/?>/)
    .map((line) => line.split(" ").reduce((made, word) => {
      const last = made.at(-1);
      if (last !== undefined && fits(`${last} ${word}`)) made[made.length - 1] = `${last} ${word}`;
      else made.push(word);
      return made;
    }, []).join("<br>"))
    .join("<br>");
}
