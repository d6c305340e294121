/**
 * The labs' own thread: one Python, started once, that runs whichever lab the page asks for.
 *
 * Takes `{id, base, lab, values}`, or `{id, base, lab}` to make ready without running; answers
 * `{id, ok: true, result}` or `{id, ok: false, error}` with a sentence for the reader.
 */

import { gather, install, prepare, run } from "./lab-python.js";

/** @typedef {import("./lab-python.js").Interpreter} Interpreter */

/** @type {Promise<Interpreter> | null} */
let starting = null;
/** @type {Map<string, Promise<void>>} */
const installed = new Map();

self.addEventListener("message", async ({ data }) => {
  const { id, base, lab, values } = data;
  try {
    self.postMessage({ id, ...(await answer(base, lab, values)) });
  } catch (error) {
    self.postMessage({ id, ok: false, error: error.message });
  }
});

async function answer(base, lab, values) {
  const python = await started(base);
  if (lab) await brought(python, base, lab);
  if (!values) return { ok: true, result: null };
  try {
    return run(python, lab, values);
  } catch (error) {
    // Not Python's own exception but the machine under it: nothing in there can be relied on now.
    starting = null;
    installed.clear();
    throw new Error(`the lab broke off (${error.message}); move a control to start it afresh`);
  }
}

function started(base) {
  starting ??= start(base).catch((error) => {
    // What failed to arrive may arrive the next time.
    starting = null;
    throw new Error("Python could not be started in this page", { cause: error });
  });
  return starting;
}

async function start(base) {
  const { loadMicroPython } = await import(`${base}vendor/micropython.mjs`);
  const python = await loadMicroPython({ url: `${base}vendor/micropython.wasm` });
  prepare(python);
  return python;
}

function brought(python, base, lab) {
  if (!installed.has(lab)) {
    const coming = bring(python, base, lab).catch((error) => {
      installed.delete(lab);
      throw error;
    });
    installed.set(lab, coming);
  }
  return installed.get(lab);
}

async function bring(python, base, lab) {
  const [files, data] = await Promise.all([
    gather(lab, (file) => text(`${base}labs/${file}`)),
    text(`${base}labs/${lab}.json`).then(JSON.parse),
  ]);
  install(python, { name: lab, files, tables: data.tables });
}

async function text(url) {
  const response = await fetch(url).catch(() => null);
  if (response?.ok) return response.text();
  const why = response ? `the site answered ${response.status}` : "no connection";
  throw new Error(`${new URL(url).pathname} could not be loaded (${why})`);
}
