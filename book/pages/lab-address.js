/**
 * A lab's setting in the page's address, so that a teacher can link to it: `?targetworld.power=0.3`.
 *
 * Only what differs from where the lab begins is written; what is no setting of a lab stays as it is. A text
 * that a learner has typed is never written, nor taken from an address.
 */

/**
 * The setting that an address asks for.
 * @param {string} search the query of an address, with or without its question mark
 * @param {{name: string, controls: object[]}} lab its declaration
 * @returns {{values: Record<string, any>, problems: string[]}} a value for each control that is named and can be
 *   set so; and a sentence for each that cannot
 */
export function readSetting(search, lab) {
  const values = {};
  const problems = [];
  for (const [key, text] of new URLSearchParams(search)) {
    if (!key.startsWith(`${lab.name}.`)) continue;
    const name = key.slice(lab.name.length + 1);
    const control = lab.controls.find((c) => c.name === name);
    const value = control && parsed(control, text);
    if (!control) problems.push(`The address sets “${name}”, which this lab does not have.`);
    else if (value === undefined) problems.push(`The address sets “${control.label}” to ${text}, which it cannot be.`);
    else values[name] = value;
  }
  return { values, problems };
}

/**
 * An address with a lab's setting in it, and with those of other labs as they were.
 * @param {string} search the query of the present address
 * @param {{name: string, controls: object[], values: Record<string, any>}} lab its declaration, and where it begins here
 * @param {Record<string, any>} values
 * @returns {string} a query with its question mark, or nothing
 */
export function writeSetting(search, lab, values) {
  const query = new URLSearchParams(search);
  for (const key of [...query.keys()]) if (key.startsWith(`${lab.name}.`)) query.delete(key);
  for (const control of lab.controls) {
    // What a learner has typed is theirs, and too long for an address.
    if (control.type === "text") continue;
    const value = values[control.name];
    if (value !== lab.values[control.name]) query.set(`${lab.name}.${control.name}`, written(control, value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

function parsed(control, text) {
  if (control.type === "text") return undefined;
  if (control.type === "choice") return control.options.find((o) => o.value === text)?.value;
  if (control.type === "toggle") return { yes: true, no: false }[text];
  const value = text.trim() === "" ? NaN : Number(text);
  const whole = control.type !== "number" || Number.isInteger(value);
  return value >= control.min && value <= control.max && whole ? value : undefined;
}

function written(control, value) {
  if (control.type === "toggle") return value ? "yes" : "no";
  // A slider's steps add up to 0.30000000000000004.
  return typeof value === "number" ? String(Number(value.toPrecision(12))) : String(value);
}
