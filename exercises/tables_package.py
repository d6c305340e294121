"""What every table promises is written down in data/datapackage.json; this reads the promise."""

import json
import re
from pathlib import Path, PurePosixPath
from typing import NotRequired, TypedDict, cast

from exercises.tables_error import TableError, refusal

FILE = "datapackage.json"
TYPES = ("string", "integer", "number", "boolean", "date")

Value = str | int | float | bool | None
Row = dict[str, Value]


class Constraints(TypedDict, total=False):
    """The limits that a field's values keep to, as in Table Schema."""

    required: bool
    unique: bool
    enum: list[str | int | float]
    minimum: float | str
    maximum: float | str
    pattern: str


class Field(TypedDict):
    """A column: its name, type, heading, meaning, unit, decimals as printed, and limits."""

    name: str
    type: str
    title: str
    description: str
    unit: NotRequired[str]
    decimals: NotRequired[int]
    constraints: NotRequired[Constraints]


class Reference(TypedDict):
    """The table and columns that a foreign key points at."""

    resource: str
    fields: list[str]


class ForeignKey(TypedDict):
    """Columns whose values must be found in another table."""

    fields: list[str]
    reference: Reference


class Schema(TypedDict):
    """The columns of a table and the keys among them."""

    fields: list[Field]
    primaryKey: list[str]
    foreignKeys: NotRequired[list[ForeignKey]]


class Link(TypedDict, total=False):
    """A licence or a source, as a Data Package lists them."""

    name: str
    title: str
    path: str


class Resource(TypedDict):
    """A table: where it lies, what it covers, what to beware of, its seal (bytes, hash, rows)."""

    name: str
    title: str
    description: str
    path: str
    format: str
    encoding: str
    coverage: str
    cautions: list[str]
    schema: Schema
    bytes: NotRequired[int]
    hash: NotRequired[str]
    rows: NotRequired[int]
    sources: NotRequired[list[Link]]


class Package(TypedDict):
    """All the tables, with their licences."""

    name: str
    title: str
    description: str
    licenses: list[Link]
    resources: list[Resource]


def load_package(folder: Path) -> Package:
    """Read `folder`/datapackage.json and check that it is whole.

    Raises `TableError`, naming the entry at fault, where the file is missing, is not JSON, or
    leaves out something that a table needs. The seal (bytes, hash, rows) is not looked at.
    """
    where = f"{folder.name}/{FILE}"
    try:
        package = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise refusal(where, "there is no such file.") from None
    except UnicodeDecodeError:
        raise refusal(where, "it is not UTF-8 text.") from None
    except json.JSONDecodeError as fault:
        raise refusal(where, f"it is not JSON: {fault.msg}.", line=fault.lineno) from None
    _need(where, "the package", package, name=str, title=str, licenses=list, resources=list)
    for resource in package["resources"]:
        _check_resource(where, resource)
    names = [resource["name"] for resource in package["resources"]]
    for resource in package["resources"]:
        if names.count(resource["name"]) > 1:
            raise refusal(where, f"two tables are called {resource['name']}.")
        _check_keys(where, resource, package["resources"])
    return cast(Package, package)


def field_names(resource: Resource) -> list[str]:
    """The columns of a table, in order."""
    return [field["name"] for field in resource["schema"]["fields"]]


def _need(where: str, what: str, entry: object, **kinds: type) -> None:
    if not isinstance(entry, dict):
        raise refusal(where, f"{what} is not an object with named properties.")
    for name, kind in kinds.items():
        value = entry.get(name)
        if not isinstance(value, kind) or not value:
            raise refusal(where, f"{what} has no usable {name!r}.")


def _check_resource(where: str, resource: object) -> None:
    label = resource.get("name", "without a name") if isinstance(resource, dict) else "unreadable"
    what = f"table {label}"
    texts = dict.fromkeys(("name", "title", "description", "path", "coverage"), str)
    _need(where, what, resource, **texts, cautions=list, schema=dict)
    resource = cast(Resource, resource)
    path = PurePosixPath(resource["path"])
    if path.is_absolute() or len(path.parts) != 1 or path.suffix != ".csv":
        raise refusal(where, f"{what} has the path {path}; it must be a CSV file beside {FILE}.")
    if resource.get("format") != "csv" or resource.get("encoding") != "utf-8":
        raise refusal(where, f"{what} must have the format csv and the encoding utf-8.")
    _need(where, f"the schema of {what}", resource["schema"], fields=list, primaryKey=list)
    for field in resource["schema"]["fields"]:
        _need(where, f"a field of {what}", field, name=str, type=str, title=str, description=str)
        if field["type"] not in TYPES:
            kinds = ", ".join(TYPES)
            raise refusal(where, f"{what}: {field['name']} has a type other than {kinds}.")
        _check_pattern(where, what, field)
    names = field_names(resource)
    for name in names:
        if names.count(name) > 1:
            raise refusal(where, f"{what} has two fields called {name}.")


def _check_pattern(where: str, what: str, field: Field) -> None:
    try:
        re.compile(field.get("constraints", {}).get("pattern", ""))
    except re.error:
        raise refusal(where, f"{what}: the pattern of {field['name']} is malformed.") from None


def _check_keys(where: str, resource: Resource, resources: list[Resource]) -> None:
    known = {other["name"]: field_names(other) for other in resources}
    own = field_names(resource)
    keys = [(resource["schema"]["primaryKey"], own)]
    for key in resource["schema"].get("foreignKeys", []):
        target = key["reference"]["resource"]
        if target == resource["name"] or target not in known:
            raise refusal(
                where, f"table {resource['name']} refers to {target!r}, not another table."
            )
        keys += [(key["fields"], own), (key["reference"]["fields"], known[target])]
    for fields, names in keys:
        for field in fields:
            if field not in names:
                raise refusal(where, f"table {resource['name']} has a key on {field!r}, no field.")


def seal_of(folder: Path, resource: Resource) -> tuple[int, str, int]:
    """The published bytes, hash ("sha256:...") and number of rows; `TableError` if not sealed."""
    try:
        return resource["bytes"], resource["hash"], resource["rows"]
    except KeyError as missing:
        raise TableError(
            f"{folder.name}/{FILE}: table {resource['name']} has no {missing.args[0]!r}. "
            "Seal the tables first: python -m exercises.tables_seal"
        ) from None
