"""YAML with line numbers, so that an error in the bank can say where it is."""

from collections.abc import Sequence
from pathlib import Path

import yaml

_TEXT = "tag:yaml.org,2002:str"
#: What YAML takes a name for, in words.
_KINDS = {"bool": "true or false", "int": "a number", "float": "a number", "null": "nothing"}
_KINDS |= {"timestamp": "a date", "seq": "a list", "map": "a group"}
#: What lies behind the parser's words, where they name a rule and not the slip.
_HINTS = {
    "mapping values are not allowed in this context": (
        " (a colon and a space stand in a text without quotes: put the text in quotes, or below a |)"
    ),
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """A file that is not YAML, or names something by what is no text; the message says where."""


class Yaml:
    """A YAML file read once, with the line of every part of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = path.read_text(encoding="utf-8")
        try:
            loader = _Loader(text)
            try:
                self._tree = loader.get_single_node()
                _check_names(path.name, self._tree)
                self.data = loader.construct_document(self._tree) if self._tree else None
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            hint = _HINTS.get(str(error.problem), "")
            raise YamlError(
                f"{path.name}, line {line}: this is not YAML: {error.problem}{hint}"
            ) from None

    def line(self, steps: Sequence[str | int]) -> int:
        """The line (from 1) of the part reached by these keys and indices, or of the nearest above."""
        node = self._tree
        for step in steps:
            below = None
            if isinstance(node, yaml.MappingNode):
                below = next((v for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                below = node.value[step] if step < len(node.value) else None
            if below is None:
                break
            node = below
        return node.start_mark.line + 1 if node is not None else 1


def _check_names(file: str, node: yaml.Node | None) -> None:
    """Refuse a name that YAML takes for a truth value, a number or a date, such as a bare yes."""
    if isinstance(node, yaml.SequenceNode):
        for below in node.value:
            _check_names(file, below)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if key.tag != _TEXT:
            line = key.start_mark.line + 1
            written = key.value if isinstance(key.value, str) else "a list"
            kind = key.tag.rpartition(":")[2]
            raise YamlError(
                f"{file}, line {line}: the name {written!r} is read as {_KINDS.get(kind, kind)}, "
                "and a name must be text: put it in quotes, or choose another"
            )
        _check_names(file, value)
