"""The item bank: reads, checks and resolves the questions of `exercises/bank/`."""

import difflib
import fnmatch
import json
import re
from functools import lru_cache
from pathlib import Path

from exercises.items import prose
from exercises.items.facts import Facts
from exercises.items.plain_errors import first_error, plain
from exercises.items.result import Declaration
from exercises.items.types import TYPES
from exercises.items.yaml_lines import Yaml, YamlError
from exercises.paths import BANK, ITEMS
from exercises.tables_error import TableError


class BankError(Exception):
    """Something in the bank, or in what was asked of it, is not right; the message says what."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Bank:
    """All items and outcomes of a folder of bank files."""

    def __init__(self, folder: Path = BANK) -> None:
        self.folder = folder
        self.outcomes = _outcomes(folder / "outcomes.yaml")
        self._raw: dict[str, tuple[dict, Yaml, int]] = {}
        self._tasks: dict[str, tuple[dict, Yaml]] = {}
        for path in sorted(folder.glob("[0-9][0-9]-*.yaml")):
            self._read(path)
        self._made: dict[str, Declaration] = {}

    def ids(self, pattern: str = "*") -> list[str]:
        """The ids that match a pattern such as `IMP-1.*`, in the bank's order."""
        return [key for key in self._raw if fnmatch.fnmatchcase(key, pattern)]

    def chapter(self, item_id: str) -> str:
        """The bank file that holds an item or a task."""
        return (self._tasks.get(item_id) or self._raw[item_id])[1].path.name

    def raw(self, item_id: str) -> dict:
        """An item as its file has it, without a look at its facts: for type, version and outcome."""
        return self._raw[item_id][0]

    def task(self, name: str) -> dict:
        """A code task as the bank declares it.

        Raises:
            BankError: for a name that is not in the bank, with near ones named.
        """
        if name not in self._tasks:
            raise BankError(f"There is no task {name!r} in the bank.{_near(name, self._tasks)}")
        return self._tasks[name][0]

    def tasks(self) -> list[str]:
        """The names of all code tasks, in the bank's order."""
        return list(self._tasks)

    def tables(self, item_id: str) -> set[str]:
        """The tables that an item or a task takes figures from."""
        if item_id in self._tasks:
            return set(re.findall(r"table\(['\"](\w+)['\"]", self._tasks[item_id][0]["solution"]))
        item = self._raw[item_id][0]
        named = {fact["table"] for fact in item.get("facts", {}).values() if "table" in fact}
        return named | ({item["series"]["table"]} if "series" in item else set())

    def lab(self, item_id: str) -> str | None:
        """The lab that an item sets its learner to; None for a task, and for an item without one."""
        return self._raw[item_id][0].get("lab") if item_id in self._raw else None

    def declaration(self, item_id: str) -> Declaration:
        """An item with its facts filled in and its Markdown made HTML.

        Raises:
            BankError: for an id that is not in the bank, with near ones named.
        """
        if item_id not in self._raw:
            raise BankError(
                f"There is no question {item_id!r} in the bank.{_near(item_id, self._raw)}"
            )
        if item_id not in self._made:
            self._made[item_id] = self._make(item_id)
        return self._made[item_id]

    def _read(self, path: Path) -> None:
        try:
            source = Yaml(path)
        except YamlError as error:
            raise BankError(str(error)) from None
        error = first_error(_schema(), source.data)
        if error is not None:
            steps = list(error.absolute_path)
            raise BankError(f"{_place(source, steps)}: {plain(error)}")
        for index, item in enumerate(source.data["items"]):
            where = f"{path.name}, line {source.line(['items', index])}, item {item['id']}"
            if item["id"] in self._raw:
                first = self._raw[item["id"]][1].path.name
                raise BankError(f"{where}: this id is taken already, in {first}; give it another")
            if item["outcome"] not in self.outcomes:
                raise BankError(
                    f"{where}: outcome {item['outcome']} is not declared; add it to outcomes.yaml"
                )
            if not item["id"].startswith(item["outcome"] + "."):
                raise BankError(
                    f"{where}: an item of {item['outcome']} is named {item['outcome']}.n"
                )
            _check_options(item, where)
            kind = TYPES[item["type"]]
            fault = kind.fault(item) if hasattr(kind, "fault") else ""
            if fault:
                raise BankError(f"{where}: {fault}")
            self._raw[item["id"]] = (item, source, index)
        for index, made in enumerate(source.data.get("tasks", [])):
            where = f"{path.name}, line {source.line(['tasks', index])}, task {made['id']}"
            if made["id"] in self._tasks:
                raise BankError(f"{where}: this id is taken already; give it another")
            if made["outcome"] not in self.outcomes:
                raise BankError(
                    f"{where}: outcome {made['outcome']} is not declared; add it to outcomes.yaml"
                )
            self._tasks[made["id"]] = (made, source)

    def _make(self, item_id: str) -> Declaration:
        item, source, index = self._raw[item_id]
        where = f"{source.path.name}, line {source.line(['items', index])}, item {item_id}"
        try:
            facts = Facts(item.get("facts", {}))
            made = _declare(item, facts, self.outcomes[item["outcome"]])
            return {**made, "key": TYPES[item["type"]].key(made)}
        except (LookupError, ValueError, TableError) as error:
            raise BankError(f"{where}: {error}") from error


def _near(name: str, known: dict) -> str:
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    return f" Did you mean {' or '.join(near)}?" if near else ""


@lru_cache(1)
def _schema() -> dict:
    return json.loads((ITEMS / "schema.json").read_text(encoding="utf-8"))


def _place(source: Yaml, steps: list[str | int]) -> str:
    place = f"{source.path.name}, line {source.line(steps)}"
    if len(steps) >= 2 and steps[0] in ("items", "tasks"):
        item = source.data[steps[0]][steps[1]]
        name = item.get("id", f"number {int(steps[1]) + 1}") if isinstance(item, dict) else ""
        place += f", {str(steps[0])[:-1]} {name}"
    field = ".".join(str(s) for s in steps[2:])
    return f"{place}, field {field}" if field else place


def _check_options(item: dict, where: str) -> None:
    rubric = [line["id"] for line in item.get("rubric", [])]
    if len(set(rubric)) < len(rubric):
        raise BankError(f"{where}: two lines of the rubric have the same id")
    options = item.get("options", [])
    names = [o["id"] for o in options]
    if len(set(names)) < len(names):
        raise BankError(f"{where}: two options have the same id")
    if item["type"] == "choice" and sum(bool(o.get("right")) for o in options) != 1:
        raise BankError(f"{where}: a choice needs exactly one option with `right: true`")


def _outcomes(path: Path) -> dict[str, dict[str, str]]:
    try:
        data = Yaml(path).data
    except YamlError as error:
        raise BankError(str(error)) from None
    except FileNotFoundError:
        raise BankError(f"{path.name} is missing from the bank: it declares the outcomes") from None
    for code, outcome in (data or {}).items():
        if not re.fullmatch(r"[A-Z]{2,4}-[0-9]+", str(code)) or set(outcome) != {"chapter", "text"}:
            raise BankError(
                f"{path.name}: outcome {code} needs a code like IMP-1, `chapter`, `text`"
            )
    return data or {}


def _declare(item: dict, facts: Facts, outcome: dict[str, str]) -> Declaration:
    def block(text: str) -> str:
        return prose.block(facts.fill(text))

    made: Declaration = {key: item[key] for key in ("id", "version", "type", "outcome", "level")}
    made["outcome_text"] = outcome["text"]
    made["prompt"] = block(item["prompt"])
    made["prompt_text"] = prose.plain(facts.fill(item["prompt"]))
    made["explain"] = block(item["explain"])
    made["sources"] = [facts.source(s) for s in item["sources"]]
    if "hint" in item:
        made["hint"] = block(item["hint"])
    if "shuffle" in item:
        made["shuffle"] = item["shuffle"]
    kind = TYPES[item["type"]]
    if hasattr(kind, "declare"):
        own = item | {"chapter": outcome["chapter"]}
        return made | kind.declare(own, block, lambda text: prose.inline(facts.fill(text)))
    if item["type"] == "choice":
        made["options"] = [
            {
                "id": o["id"],
                "text": prose.inline(facts.fill(o["text"])),
                "right": bool(o.get("right")),
                "feedback": block(o["feedback"]),
            }
            for o in item["options"]
        ]
        return made
    made["feedback"] = {key: block(text) for key, text in item["feedback"].items()}
    if item["type"] == "argue":
        made["words"] = item["words"]
        made["rubric"] = [
            {"id": line["id"], "text": prose.inline(facts.fill(line["text"]))}
            for line in item["rubric"]
        ]
        made["answers"] = [{"title": a["title"], "text": block(a["text"])} for a in item["answers"]]
        return made
    made["tolerance"] = item["tolerance"]
    if item["type"] == "number":
        made["answer"] = facts.figure(item["answer"])
        made["unit"] = item["unit"]
        made["percent"] = bool(item.get("percent"))
        if made["percent"]:
            made["feedback"]["fraction"] = block(
                "That is the share as a fraction. Per cent means parts of a hundred: "
                "multiply by 100."
            )
        made["mistakes"] = [
            {
                "id": m["id"],
                "value": facts.figure(m["value"]),
                "tolerance": m.get("tolerance", item["tolerance"]),
                "feedback": block(m["feedback"]),
            }
            for m in item.get("mistakes", [])
        ]
        return made
    made["points"] = facts.series(item["series"])
    made["x"], made["y"] = item["x"], {"step": 1, **item["y"]}
    made["given"] = item["given"]
    if not 0 <= item["given"] < len(made["points"]):
        raise ValueError(f"given must leave at least one of {len(made['points'])} points to draw")
    return made


_shared: tuple[tuple, Bank] | None = None


def bank() -> Bank:
    """The course's bank, read again only when one of its files has changed."""
    global _shared
    stamp = tuple((p.name, p.stat().st_mtime_ns) for p in sorted(BANK.glob("*.yaml")))
    if _shared is None or _shared[0] != stamp:
        _shared = (stamp, Bank())
    return _shared[1]
