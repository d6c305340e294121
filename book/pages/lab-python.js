/**
 * How a lab's Python file is put before an interpreter and run: the same steps in the page's worker and
 * in the test that compares the two Pythons.
 */

const FOLDER = "exercises/labs";

/**
 * The Python side. The values come as JSON and so does the answer: proxies of objects would outlive it.
 * The answer is written in parts: MicroPython makes one long text in steps of a few letters, and copies all
 * that it has at each.
 */
const GLUE = `
import json as _json

_tables = {}

def _keep(name, tables):
    _tables[name] = _json.loads(tables)

def _written(value, depth):
    if depth and isinstance(value, dict):
        parts = [_json.dumps(key) + ": " + _written(value[key], depth - 1) for key in value]
        return "{" + ", ".join(parts) + "}"
    if depth and isinstance(value, list):
        return "[" + ", ".join([_written(part, depth - 1) for part in value]) + "]"
    return _json.dumps(value)

_kept = {}

def _entry(entry):
    # A list of hundreds changes by a few at a move: an entry that is the very same is not written again.
    known = _kept.get(id(entry))
    if known is None or known[0] is not entry:
        if len(_kept) > 500:
            _kept.clear()
        known = (entry, _json.dumps(entry))
        _kept[id(entry)] = known
    return known[1]

def _answer(result):
    parts = []
    for key in result:
        if key == "entries":
            text = "[" + ", ".join([_entry(entry) for entry in result[key]]) + "]"
        else:
            text = _written(result[key], 2)
        parts.append(_json.dumps(key) + ": " + text)
    return '{"ok": true, "result": {' + ", ".join(parts) + "}}"

def _run(name, values):
    try:
        lab = __import__("exercises.labs." + name, None, None, ["run"])
        return _answer(lab.run(_tables[name], **_json.loads(values)))
    except ValueError as error:
        return _json.dumps({"ok": False, "error": str(error)})
    except Exception as error:
        said = "the lab stopped with " + type(error).__name__ + ": " + str(error)
        return _json.dumps({"ok": False, "error": said})
`;

/**
 * @typedef {object} Interpreter what `loadMicroPython` gives
 * @property {(code: string) => unknown} runPython
 * @property {{get(name: string): (...args: string[]) => string}} globals
 * @property {{mkdirTree(path: string): void, writeFile(path: string, text: string): void}} FS
 *
 * @typedef {object} Lab what a lab needs beside the interpreter
 * @property {string} name its module's name
 * @property {Record<string, string>} files text by file name: the lab's own and those that it imports
 * @property {Record<string, object[]>} tables rows by table name
 *
 * @typedef {{ok: true, result: object} | {ok: false, error: string}} Answer
 */

/**
 * The files beside a lab that its text imports (`from ._text import ...`).
 * @param {string} source
 * @returns {string[]} file names
 */
export function imports(source) {
  const found = source.matchAll(/^from \.(_\w+) import /gm);
  return [...new Set([...found].map((match) => `${match[1]}.py`))];
}

/**
 * A lab's own file and all that it imports, each file read once.
 * @param {string} name the lab's module
 * @param {(file: string) => Promise<string>} read gives the text of a file beside the labs
 * @returns {Promise<Record<string, string>>} text by file name
 */
export async function gather(name, read) {
  /** @type {Record<string, string>} */
  const files = {};
  let wanted = [`${name}.py`];
  while (wanted.length > 0) {
    const texts = await Promise.all(wanted.map(read));
    wanted.forEach((file, i) => (files[file] = texts[i]));
    wanted = [...new Set(texts.flatMap(imports))].filter((file) => !(file in files));
  }
  return files;
}

/**
 * Make an interpreter ready for labs.
 * @param {Interpreter} python
 */
export function prepare(python) {
  python.FS.mkdirTree(FOLDER);
  python.FS.writeFile("exercises/__init__.py", "");
  python.FS.writeFile(`${FOLDER}/__init__.py`, "");
  python.runPython(GLUE);
}

/**
 * Lay a lab's files and tables where `run` finds them.
 * @param {Interpreter} python
 * @param {Lab} lab
 */
export function install(python, lab) {
  for (const [file, text] of Object.entries(lab.files)) python.FS.writeFile(`${FOLDER}/${file}`, text);
  python.globals.get("_keep")(lab.name, JSON.stringify(lab.tables));
}

/**
 * Run an installed lab.
 * @param {Interpreter} python
 * @param {string} name
 * @param {Record<string, unknown>} values by control
 * @returns {Answer}
 */
export function run(python, name, values) {
  const said = python.globals.get("_run")(name, JSON.stringify(values));
  try {
    return JSON.parse(said);
  } catch {
    // JSON knows no infinity and no "not a number"; Python writes them all the same.
    return { ok: false, error: "the lab came to a number that is not finite" };
  }
}
