"""The seed of a learner's own order: made once, the same for every kernel, and never in the way."""

import re
import subprocess
import sys

import pytest

from exercises.record import seed


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path / "record"))
    return tmp_path / "record"


def test_it_is_made_once_and_stays(folder):
    first = seed.my_seed()
    assert re.fullmatch("[0-9a-f]{8}", first)
    assert seed.my_seed() == first == (folder / seed.NAME).read_text(encoding="ascii")


def test_two_learners_have_two(folder, tmp_path, monkeypatch):
    first = seed.my_seed()
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path / "other"))
    assert seed.my_seed() != first


def test_kernels_that_begin_together_agree(folder):
    script = "from exercises.record.seed import my_seed; print(my_seed())"
    folder.mkdir()
    kernels = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = {kernel.communicate(timeout=60)[0].strip() for kernel in kernels}
    assert len(said) == 1 and said == {seed.my_seed()}


@pytest.mark.parametrize("kept", [b"", b"\xff\xfe", None])
def test_where_it_cannot_be_kept_the_place_stands_in(folder, kept):
    if kept is None:
        folder.write_text("a file where the folder should be", encoding="ascii")
    else:
        folder.mkdir()
        (folder / seed.NAME).write_bytes(kept)
    first = seed.my_seed()
    assert re.fullmatch("[0-9a-f]{8}", first)
    assert seed.my_seed() == first
