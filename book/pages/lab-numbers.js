/** How a slider's value is written: with the decimals that its steps have, as Jupyter and paper do (live/labs.py). */

/**
 * @param {{min: number, step: number}} control a slider
 * @returns {number} the decimals that its values can have: 0 for a step of 1 or 10, 2 for 0.05
 */
export function decimals({ min, step }) {
  return Math.max(...[min, step].map((value) => (String(value).split(".")[1] ?? "").length));
}

/** @returns {string} a slider's value, with a true minus sign */
export function written(control, value) {
  const text = Number(value).toFixed(decimals(control));
  // Zero carries no sign, whichever side it was rounded from.
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}
