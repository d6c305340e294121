"""The item types by name: add a type here, with its module and its ES module of the same stem."""

from types import ModuleType

from exercises.items import argue, challenge, choice, mark, number, place, sketch

TYPES: dict[str, ModuleType] = {
    module.NAME: module for module in (choice, number, sketch, argue, place, mark, challenge)
}
