"""Moves of a lab's control that each change its reading, with what CPython reads after them."""

from dataclasses import dataclass

from exercises.labs import loading
from tests.bench.books import BenchError
from tests.labs.settings import steps

Value = bool | int | float | str


@dataclass(frozen=True)
class Step:
    """One move: the value that it leads to, the reading there, and which way a slider went."""

    value: Value
    reading: str
    down: bool


class Moves:
    """A control's way down and up again, step by step.

    It is the first slider each of whose steps changes the reading; where a lab has none, the first control
    for which one value next to where it begins does, taken to and fro. So an answer can be told from none.

    Attributes:
        lab: the lab's name.
        name, kind: the control's own.
        place: which of the lab's controls it is, from nought.
        steps: the moves.
    """

    def __init__(self, lab: str, count: int) -> None:
        """Find `count` moves of a lab.

        Raises:
            BenchError: where no control changes the reading from where the lab begins.
        """
        self.lab = lab
        self._readings: dict[Value, str] = {}
        controls = loading.load(lab).CONTROLS
        walks = [(i, c, _walk(c, count)) for i, c in enumerate(controls) if c["type"] == "slider"]
        walks += [(i, c, way) for i, c in enumerate(controls) for way in _to_and_fro(c, count)]
        for place, control, way in walks:
            self.name, self.kind, self.place = control["name"], control["type"], place
            self._readings.clear()
            found = self._read(control["value"], way)
            if found:
                self.steps = found
                return
        raise BenchError(f"no control of {lab} changes its reading from where it begins")

    def _read(self, value: Value, way: list[Value]) -> list[Step]:
        """The moves of a way, or none where two readings in a row are alike."""
        found = []
        before = value, self._at(value)
        for value in way:
            reading = self._at(value)
            if reading == before[1]:
                return []
            found.append(Step(value, reading, _less(value, before[0])))
            before = value, reading
        return found

    def _at(self, value: Value) -> str:
        if value not in self._readings:
            result = loading.run_lab(self.lab, **{self.name: value})
            self._readings[value] = " ".join(str(result["reading"]).split())
        return self._readings[value]

    def agree(self, step: int, reading: str) -> None:
        """Hold what was shown after a move against CPython's reading.

        Raises:
            BenchError: where they differ: a fast wrong answer is no figure.
        """
        wanted = self.steps[step]
        if " ".join(reading.split()) != wanted.reading:
            at = f"{self.lab} at {self.name} {wanted.value}"
            raise BenchError(f"{at} reads {reading!r}, not {wanted.reading!r}")

    def setting(self, step: int) -> dict[str, Value]:
        """The controls that are named after a move; the others stand where they began."""
        return {self.name: self.steps[step].value}


def _less(value: Value, before: Value) -> bool:
    return not isinstance(value, str) and not isinstance(before, str) and value < before


def _walk(control: dict, count: int) -> list[Value]:
    """From where a slider begins down to its end, up to the other, and so on."""
    value, down, way = float(control["value"]), True, []
    while len(way) < count:
        if (down and value - control["step"] < control["min"] - 1e-9) or (
            not down and value + control["step"] > control["max"] + 1e-9
        ):
            down = not down
        value = round(value + (-1 if down else 1) * control["step"], 10)
        way.append(value)
    return way


def _to_and_fro(control: dict, count: int) -> list[list[Value]]:
    """A way for each value that one move of the control reaches: there, back, and there again."""
    first = control["value"]
    others = [v for v in steps(control) if v != first]
    if control["type"] in ("slider", "number"):
        others = [first + way * control["step"] for way in (-1, 1)]
        others = [round(v, 10) for v in others if control["min"] <= v <= control["max"]]
    return [[other if i % 2 == 0 else first for i in range(count)] for other in others]
