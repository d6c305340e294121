"""The item types by name: add a type here, with its module and its ES module of the same stem."""

from types import ModuleType

from exercises.items import (
    argue,
    challenge,
    choice,
    mark,
    number,
    order,
    place,
    select,
    sketch,
    sort,
)

_ALL = (choice, select, order, sort, place, mark, number, sketch, argue, challenge)

TYPES: dict[str, ModuleType] = {module.NAME: module for module in _ALL}
