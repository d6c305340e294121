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

from exercises.live.lab_placings import (
    Codes,
    by_case,
    changes,
    is_export,
    item,
    response,
    restored,
    sheet,
)
from exercises.live.lab_rows import joined, kept
from exercises.record.errors import PlainError
from exercises.record.events import Event
from exercises.record.folder import record_file
from exercises.record.mine import all_answers, my_record

_NOT_KEPT = "This text came with the cell, so a change to it is not kept. Save it as a file before you leave."


def place(lab: str, control: str) -> Path:
    """The file that keeps a lab's text."""
    return record_file().parent / "texts" / f"{lab}.{control}.csv"


def remembered(lab: str, control: str) -> str:
    """What was kept of a lab's text; nothing where nothing was, or it cannot be read."""
    try:
        return place(lab, control).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def written(lab: str, control: str) -> float:
    """When a lab's text was written last, in UTC milliseconds; 0 where nothing was kept."""
    try:
        return place(lab, control).stat().st_mtime * 1000
    except OSError:
        return 0


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
        source: dict | None = None,
    ) -> None:
        """`values` gives all controls of the lab at the moment; a text that is not kept says so.

        `source` is the control by which those placings are kept that exports of a record may hold;
        without one an export is refused.
        """
        self._lab, self._control, self._values, self._keeps = lab, control, values, keeps
        self._source = source
        # Cases whose placing has stood in the text since it was shown; none before the first run.
        self._seen: set[str] | None = None
        self.box = widgets.Textarea(
            value=value,
            rows=control.get("rows", 5),
            continuous_update=False,
            layout=widgets.Layout(width="100%"),
        )
        self.note, self.said, self.link = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.upload = widgets.FileUpload(
            accept=".csv,.txt,.tsv,.json" if source else ".csv,.txt,.tsv",
            multiple=True,
            description="Open files",
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
        texts, refused = [], []
        for name, content in files:
            try:
                texts.append((name, self._taken(name, content.decode("utf-8", errors="replace"))))
            except ValueError as error:
                refused.append(f"{name} was not opened: {error}.")
        opened = [f"Opened {', '.join(name for name, _ in texts)}."] if texts else []
        words = " ".join(opened + refused)
        if texts:
            self._put(joined(self.box.value, texts), words)
        else:
            self.said.value = _status(words)

    def _taken(self, name: str, text: str) -> str:
        """A file as a sheet: of an export the codes alone are taken. Raises ValueError for what is none."""
        if not is_export(name, text):
            return text
        if self._source is None:
            wanted = "a file of columns is wanted here"
            raise ValueError(self._control.get("no_exports", wanted))
        keep = self._source["keep"]
        return sheet(text, self._lab, keep["record"], keep["row"], all_answers())

    def worked(self, now: dict | None) -> None:
        """After each run the record takes what stands in the text; at first the text takes what it lacks.

        Args:
            now: what the lab has read in the text: `codes` by case, and whether it is `whole`.
        """
        keep = self._control.get("keep", {})
        if not self._keeps or now is None or "record" not in keep:
            return
        try:
            self._record(now["codes"], now["whole"], keep)
        except PlainError as error:
            words = f"{error} Save your placings as a file before you leave."
            self.said.value = _status(" ".join(words.split()))

    def _record(self, own: dict[str, Codes], whole: bool, keep: dict) -> None:
        record, row = my_record(), keep["row"]
        placed = by_case(record.events(), self._lab, keep["record"])
        last: dict[str, Event] = {case: held[-1] for case, held in placed.items()}
        if self._seen is None:
            self._seen = set()
            at = written(self._lab, self._control["name"])
            text = restored(self.box.value, at, own, last, row)
            if text != self.box.value and len(text) <= self._control["most"]:
                self.box.value = text
                return
        gone = self._seen - set(own) if whole else set()
        self._seen |= set(own)
        record.extend(
            record.new_event(item(self._lab, case), keep["record"], response(row[1:], codes), 1)
            for case, codes in changes(own, gone, last, row[1:])
        )


def _status(words: str) -> str:
    return f'<p role="status" style="line-height:1.4">{html.escape(words)}</p>' if words else ""


def _download(label: str, name: str, text: str) -> str:
    coded = base64.b64encode(text.encode("utf-8")).decode("ascii")
    return (
        f'<a download="{html.escape(name)}" style="margin:0 .6em" '
        f'href="data:text/csv;charset=utf-8;base64,{coded}">{html.escape(label)}</a>'
    )
