"""The item types by name: add a type here, with its module and its ES module of the same stem."""

from types import ModuleType

from exercises.items import argue, choice, number, order, select, sketch, sort

TYPES: dict[str, ModuleType] = {
    module.NAME: module for module in (choice, select, order, sort, number, sketch, argue)
}
