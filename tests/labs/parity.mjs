/**
 * Runs labs on MicroPython as the page does, for the tests that hold its answers against CPython's.
 *
 * Takes the name of a JSON file: `{packages, pages, folder, texts, tables, runs}`, where `texts` are files to be
 * read in place of those in `folder` and `runs` are lists of values by lab. Prints `{answers, ms}` by lab.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const given = JSON.parse(await readFile(process.argv[2], "utf8"));
const engine = path.join(given.packages, "@micropython", "micropython-webassembly-pyscript");
const { loadMicroPython } = await import(pathToFileURL(path.join(engine, "micropython.mjs")));
const { gather, install, prepare, run } = await import(pathToFileURL(path.join(given.pages, "lab-python.js")));

const python = await loadMicroPython({ url: path.join(engine, "micropython.wasm") });
prepare(python);
const read = async (file) => given.texts[file] ?? readFile(path.join(given.folder, file), "utf8");
const answers = {};
const ms = {};
for (const [lab, settings] of Object.entries(given.runs)) {
  install(python, { name: lab, files: await gather(lab, read), tables: given.tables });
  ms[lab] = [];
  answers[lab] = settings.map((values) => {
    const start = performance.now();
    const answer = run(python, lab, values);
    ms[lab].push(performance.now() - start);
    return answer;
  });
}
process.stdout.write(JSON.stringify({ answers, ms }));
