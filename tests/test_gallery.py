"""`course gallery`: one question of each kind on a page, with no notebook run for it."""

import re
import subprocess
import sys
import urllib.request

import pytest

from exercises.items.bank import bank
from exercises.items.types import TYPES
from exercises.paths import BOOK, ROOT


def test_the_page_shows_each_kind_once():
    text = (BOOK / "gallery.md").read_text(encoding="utf-8")
    shown = [bank().declaration(name)["type"] for name in re.findall(r"{course-item} (\S+)", text)]
    assert sorted(shown) == sorted(TYPES)
    # A challenge needs its lab on the page.
    challenge = next(n for n in re.findall(r"{course-item} (\S+)", text) if _is(n, "challenge"))
    assert f"{{course-lab}} {bank().declaration(challenge)['lab']}" in text


def _is(name, kind):
    return bank().declaration(name)["type"] == kind


@pytest.mark.slow
def test_the_command_serves_it_and_runs_no_notebook():
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "exercises", "gallery"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            found = re.search(r"The gallery is open at (http://\S+)", line)
            if found:
                break
        else:
            pytest.fail("".join(said))
        with urllib.request.urlopen(found[1], timeout=20) as answer:
            page = answer.read().decode("utf-8")
        assert set(re.findall(r'data-type="(\w+)"', page)) == set(TYPES)
        assert "Executing" not in "".join(said)
    finally:
        process.terminate()
        process.wait(20)
