"""The npm parts are fetched when they are missing or differ, once, and a failure says what to do."""

import json
import threading
import time
from pathlib import Path

import pytest

from book.extensions import npm

LOCK = {
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "pages"},
        "node_modules/one": {"version": "1.0.0", "integrity": "sha512-a"},
        "node_modules/@two/b": {"version": "2.0.0", "integrity": "sha512-b"},
    },
}


def fill(pages: Path, lock: dict = LOCK) -> None:
    """What `npm ci` leaves behind."""
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    for path, entry in packages.items():
        (pages / path).mkdir(parents=True, exist_ok=True)
        (pages / path / "package.json").write_text(json.dumps(entry), encoding="utf-8")
    note = pages / "node_modules" / ".package-lock.json"
    note.write_text(json.dumps(lock | {"packages": packages}), encoding="utf-8")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "package-lock.json").write_text(json.dumps(LOCK), encoding="utf-8")
    return tmp_path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """npm replaced by what it would leave behind, slowly; lists the folders it was run in."""
    made: list[Path] = []

    def npm_ci(pages: Path) -> None:
        made.append(pages)
        time.sleep(0.2)
        fill(pages)

    monkeypatch.setattr(npm, "_npm_ci", npm_ci)
    return made


def test_missing_packages_are_fetched_and_present_ones_are_not(pages: Path, calls: list[Path]):
    assert npm.ensure_packages(pages) == pages / "node_modules"
    assert calls == [pages]
    npm.ensure_packages(pages)
    assert calls == [pages]


@pytest.mark.parametrize("damage", ["note", "package", "older", "lock", "checksum"])
def test_packages_that_differ_from_the_lock_are_fetched_anew(
    pages: Path, calls: list[Path], damage: str
):
    fill(pages)
    assert npm.installed(pages)
    changed = json.loads(json.dumps(LOCK))
    if damage == "note":
        (pages / "node_modules" / ".package-lock.json").unlink()
    elif damage == "package":
        (pages / "node_modules" / "one" / "package.json").unlink()
    elif damage == "older":
        (pages / "node_modules" / "one" / "package.json").write_text('{"version": "0.9.0"}')
    elif damage == "lock":
        changed["packages"]["node_modules/one"]["version"] = "1.0.1"
    else:
        changed["packages"]["node_modules/one"]["integrity"] = "sha512-c"
    (pages / "package-lock.json").write_text(json.dumps(changed), encoding="utf-8")
    assert not npm.installed(pages)
    npm.ensure_packages(pages)
    assert calls == [pages]


def test_of_several_at_once_one_fetches_and_the_others_wait(pages: Path, calls: list[Path]):
    done: list[bool] = []

    def ensure() -> None:
        npm.ensure_packages(pages)
        done.append(npm.installed(pages))

    threads = [threading.Thread(target=ensure) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert done == [True] * 4
    assert calls == [pages]


def test_without_a_lock_the_error_says_what_to_restore(tmp_path: Path):
    with pytest.raises(npm.PackagesError, match=r"package-lock\.json is missing or is no npm lock"):
        npm.ensure_packages(tmp_path)
    (tmp_path / "package-lock.json").write_text("{", encoding="utf-8")
    with pytest.raises(npm.PackagesError, match="restore it"):
        npm.ensure_packages(tmp_path)


def test_a_failure_of_npm_is_passed_on_with_what_it_said(pages: Path):
    # The lock names packages that package.json, which is not there, does not.
    with pytest.raises(npm.PackagesError) as raised:
        npm.ensure_packages(pages)
    assert "check the connection" in str(raised.value)
    assert "npm error" in str(raised.value)


def test_the_lock_names_exact_versions_and_no_address():
    package = json.loads((npm.PAGES / "package.json").read_text(encoding="utf-8"))
    text = (npm.PAGES / "package-lock.json").read_text(encoding="utf-8")
    lock = json.loads(text)["packages"]
    assert package["private"] is True
    assert package["type"] == "module"
    assert "resolved" not in text
    assert "://" not in text
    for name, version in package["dependencies"].items():
        assert version[0].isdigit()
        assert lock[f"node_modules/{name}"]["version"] == version
        assert lock[f"node_modules/{name}"]["integrity"].startswith("sha512-")
    assert npm.installed(npm.ensure_packages().parent)


def test_the_page_draws_with_the_same_plotly_as_jupyter():
    """One figure, two drawers: they must be of one major version to agree on what it means."""
    import plotly

    bundled = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    with bundled.open(encoding="utf-8") as file:
        head = file.read(200)
    lock = json.loads((npm.PAGES / "package.json").read_text(encoding="utf-8"))
    major = lock["dependencies"]["plotly.js-basic-dist-min"].split(".")[0]
    assert f"plotly.js v{major}." in head
