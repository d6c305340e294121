/** Runs a lab on Pyodide, with the same steps by which the book's own page runs it on MicroPython. */

import { gather, install, prepare, run } from "./course/lab-python.js";

let python = null;

/** From nothing to the first result: milliseconds, and the answer. */
globalThis.first = async (name, values) => {
  const start = performance.now();
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  python = await loadPyodide({ indexURL: new URL("./pyodide/", document.baseURI).href });
  prepare(python);
  const read = async (file) => (await fetch(`./course/labs/${file}`)).text();
  const [files, data] = await Promise.all([gather(name, read), read(`${name}.json`).then(JSON.parse)]);
  install(python, { name, files, tables: data.tables });
  const answer = run(python, name, values);
  return { ms: performance.now() - start, answer };
};

/** One more result: milliseconds, and the answer. */
globalThis.later = (name, values) => {
  const start = performance.now();
  const answer = run(python, name, values);
  return { ms: performance.now() - start, answer };
};
