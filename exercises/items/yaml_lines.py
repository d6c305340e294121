"""YAML with line numbers, so that an error in the bank can say where it is."""

from collections.abc import Sequence
from pathlib import Path

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """A file that is not YAML; the message says where."""


class Yaml:
    """A YAML file read once, with the line of every part of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = path.read_text(encoding="utf-8")
        try:
            loader = _Loader(text)
            try:
                self._tree = loader.get_single_node()
                self.data = loader.construct_document(self._tree) if self._tree else None
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            raise YamlError(
                f"{path.name}, line {line}: this is not YAML: {error.problem}"
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
