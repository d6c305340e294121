"""A lab's text in Jupyter: typed, pasted or opened from files; kept beside the learner's record.

What stands in the box is written to a file at every change, so that it is there again when the kernel
is not; the file is the learner's own and never leaves the machine.
"""

import base64
import html
import os
from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from exercises.record.folder import record_file

_NOT_KEPT = "This text came with the cell, so a change to it is not kept. Save it as a file before you leave."
_SEPARATORS = (",", ";", "\t")


def kept(text: str, names: list[str], values: dict[str, object]) -> str:
    """The text with one row more: the values of some controls, in the columns that its first line names.

    The twin of `kept` in `book/pages/lab-text.js`, which says how.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    head = next((i for i, line in enumerate(lines) if set(names) <= set(_columns(line))), -1)
    if head < 0:
        made = [*lines, ",".join(names), ",".join(str(values[name]) for name in names)]
        return "\n".join(made) + "\n"
    columns, between = _columns(lines[head]), _between(lines[head])
    places = [columns.index(name) for name in names]
    at = next(
        (i for i in range(head + 1, len(lines)) if _cell(lines[i], between, places[0]) == values[names[0]]),
        -1,
    )  # fmt: skip
    if at < 0:
        lines.append(between.join("" for _ in columns))
    cells = lines[at].split(between)
    cells += [""] * (len(columns) - len(cells))
    for name, place in zip(names, places, strict=True):
        cells[place] = str(values[name])
    lines[at] = between.join(cells)
    return "\n".join(lines) + "\n"


def _between(line: str) -> str:
    return next((separator for separator in _SEPARATORS if separator in line), ",")


def _columns(line: str) -> list[str]:
    return [cell.strip().lower() for cell in line.split(_between(line))]


def _cell(line: str, between: str, place: int) -> str:
    cells = line.split(between)
    return cells[place].strip().lower() if place < len(cells) else ""


def joined(text: str, files: list[tuple[str, str]]) -> str:
    """The text after files have been opened: each `(name, text)` under a line that names it.

    The twin of `joined` in `book/pages/lab-text.js`.
    """
    taken = {line[8:] for line in text.split("\n") if line.startswith("# file: ")}
    whole = text + "\n" if text and not text.endswith("\n") else text
    for given, body in files:
        plain = " ".join(given.splitlines())
        name, count = plain, 2
        stem, dot, ending = plain.rpartition(".")
        while name in taken:
            name = f"{stem} ({count}).{ending}" if dot else f"{plain} ({count})"
            count += 1
        taken.add(name)
        body = body.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        whole += f"# file: {name}\n{body}{'' if body.endswith(chr(10)) or not body else chr(10)}"
    return whole


def place(lab: str, control: str) -> Path:
    """The file that keeps a lab's text."""
    return record_file().parent / "texts" / f"{lab}.{control}.csv"


def remembered(lab: str, control: str) -> str:
    """What was kept of a lab's text; nothing where nothing was, or it cannot be read."""
    try:
        return place(lab, control).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def remember(lab: str, control: str, text: str) -> str:
    """Keep a lab's text, all of it or none; returns a sentence for the learner where it cannot be kept."""
    path = place(lab, control)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}.new")
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return f"What stands here could not be kept ({why}). Save it as a file before you leave."
    return ""


class TextControl:
    """The widgets of one text: `box` is the area to type in, `all` what stands below its label."""

    def __init__(
        self,
        lab: str,
        control: dict,
        value: str,
        values: Callable[[], dict[str, object]],
        keeps: bool = True,
    ) -> None:
        """`values` gives all controls of the lab at the moment; a text that is not kept says so."""
        self._lab, self._control, self._values, self._keeps = lab, control, values, keeps
        self.box = widgets.Textarea(
            value=value,
            rows=control.get("rows", 5),
            continuous_update=False,
            layout=widgets.Layout(width="100%"),
        )
        self.note, self.said, self.link = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.upload = widgets.FileUpload(
            accept=".csv,.txt,.tsv", multiple=True, description="Open files"
        )
        self.upload.observe(self._opened, names="value")
        self.box.observe(self._changed, names="value")
        row: list[widgets.Widget] = []
        if "keep" in control:
            self.keep = widgets.Button(
                description=control["keep"]["label"], layout=widgets.Layout(width="auto")
            )
            self.keep.on_click(self._keep)
            row.append(self.keep)
        row += [self.upload, self.link]
        if "template" in control:
            sheet = control["template"]
            row.append(widgets.HTML(_download(sheet["label"], sheet["save_as"], sheet["text"])))
        self._link()
        self.all = widgets.VBox(
            [
                self.box,
                widgets.HBox(row, layout=widgets.Layout(flex_flow="row wrap")),
                self.said,
                self.note,
            ],
            layout=widgets.Layout(width="100%"),
        )

    def tell(self, words: str) -> None:
        """The lab's own word on the text."""
        self.note.value = _status(words)

    def _changed(self, _: object) -> None:
        self._link()
        trouble = _NOT_KEPT
        if self._keeps:
            trouble = remember(self._lab, self._control["name"], self.box.value)
        self.said.value = _status(trouble)

    def _link(self) -> None:
        self.link.value = _download(
            "Save as a file (CSV)", self._control["save_as"], self.box.value
        )

    def _put(self, text: str, words: str) -> None:
        if len(text) > self._control["most"]:
            self.said.value = _status("Nothing was added: the text would be too long.")
            return
        self.box.value = text
        self.said.value = self.said.value or _status(words)

    def _keep(self, _: object) -> None:
        keep, values = self._control["keep"], self._values()
        if any(values[name] == keep["unless"] for name in keep["row"]):
            self.said.value = _status(keep["needs"])
            return
        self._put(kept(self.box.value, keep["row"], values), "Kept.")

    def _opened(self, _: object) -> None:
        files = [(file["name"], bytes(file["content"])) for file in self.upload.value]
        if not files:
            return
        # The same files can be opened again only from an empty list.
        self.upload.value = ()
        self._opened_files(files)

    def _opened_files(self, files: list[tuple[str, bytes]]) -> None:
        texts = [(name, content.decode("utf-8", errors="replace")) for name, content in files]
        names = ", ".join(name for name, _ in texts)
        self._put(joined(self.box.value, texts), f"Opened {names}.")


def _status(words: str) -> str:
    return f'<p role="status" style="line-height:1.4">{html.escape(words)}</p>' if words else ""


def _download(label: str, name: str, text: str) -> str:
    coded = base64.b64encode(text.encode("utf-8")).decode("ascii")
    return (
        f'<a download="{html.escape(name)}" style="margin:0 .6em" '
        f'href="data:text/csv;charset=utf-8;base64,{coded}">{html.escape(label)}</a>'
    )
