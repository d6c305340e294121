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


class Picture(TypedDict):
    """Which columns make a table's small picture on the Data page.

    `x` runs along, `y` is a number, and each value of `by` (one column, several, or none) has a line
    of its own; `where` keeps the rows with these values. `kind` is "line" where left out.
    """

    x: str
    y: str
    by: NotRequired[str | list[str]]
    where: NotRequired[dict[str, Value]]
    kind: NotRequired[str]


class Resource(TypedDict):
    """A table: where it lies, what it covers, what to beware of, its seal (bytes, hash, rows).

    `conflict_key` names the columns that say what a row is a figure of: of the rows that agree on
    them, which differ because their sources do, just one is preferred. An empty list says that no
    columns tell this, because rows of one figure complete one another. `family` is the subject that
    the table belongs to, one of the package's `families`. `chapters` names the chapters that the table
    serves, first the one in which it is met; a register, which other tables refer to, has none.
    """

    name: str
    title: str
    description: str
    path: str
    format: str
    encoding: str
    coverage: str
    family: NotRequired[str]
    chapters: NotRequired[list[str]]
    cautions: list[str]
    schema: Schema
    conflict_key: NotRequired[list[str]]
    picture: NotRequired[Picture]
    bytes: NotRequired[int]
    hash: NotRequired[str]
    rows: NotRequired[int]
    sources: NotRequired[list[Link]]


class Moved(TypedDict):
    """Where the rows of a former table are: in which table, and what tells them from its others."""

    table: str
    where: NotRequired[dict[str, Value]]


class Package(TypedDict):
    """All the tables, with their licences, and the titles of chapters and of families in order.

    `left_out` says what of the evidence no table holds, and why; `moved`, by the name of a table that
    there no longer is, the one that it became part of.
    """

    name: str
    title: str
    description: str
    licenses: list[Link]
    chapters: NotRequired[dict[str, str]]
    families: NotRequired[dict[str, str]]
    left_out: NotRequired[list[str]]
    moved: NotRequired[dict[str, Moved]]
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
    known: dict[str, list[str]] = {}
    for resource in package["resources"]:
        _check_resource(where, resource)
        if resource["name"] in known:
            raise refusal(where, f"two tables are called {resource['name']}.")
        known[resource["name"]] = field_names(resource)
    for resource in package["resources"]:
        _check_keys(where, resource, known)
        _check_chapters(where, resource, package.get("chapters", {}))
        _check_family(where, resource, package.get("families", {}))
        _check_picture(where, resource)
    _check_families(where, package.get("families", {}), package["resources"])
    for name, moved in package.get("moved", {}).items():
        _check_moved(where, name, moved, known)
    in_order(where, package["resources"])
    return cast(Package, package)


def who(source: Row) -> str:
    """Who stands for a source of sources.csv: its author or, where it names none, its publisher.

    An author in brackets is none: it says what kind of text the source is.
    """
    author = str(source["author"] or "")
    return str(source["publisher"]) if not author or author.startswith("(") else author


def who_and_when(source: Row) -> str:
    """A source's author, or else publisher, with its year in brackets where that is known."""
    return f"{who(source)} ({source['year']})" if source["year"] else who(source)


def field_names(resource: Resource) -> list[str]:
    """The columns of a table, in order."""
    return [field["name"] for field in resource["schema"]["fields"]]


def targets(resource: Resource) -> list[str]:
    """The tables that a table refers to, each once."""
    keys = resource["schema"].get("foreignKeys", [])
    return list(dict.fromkeys(key["reference"]["resource"] for key in keys))


def by_family(package: Package) -> list[tuple[str, str, list[Resource]]]:
    """The tables in groups: the name of each family, its title, and its tables by their names.

    A package without families is one group that has neither name nor title, in the package's order.
    """
    families = package.get("families", {})
    if not families:
        return [("", "", package["resources"])]
    tables = sorted(package["resources"], key=lambda resource: resource["name"])
    return [
        (family, title, [one for one in tables if one.get("family") == family])
        for family, title in families.items()
    ]


def how_many(resources: list[Resource]) -> str:
    """The number of some tables, in words that fit it."""
    return f"{len(resources)} table{'' if len(resources) == 1 else 's'}"


def in_order(where: str, resources: list[Resource]) -> list[Resource]:
    """The tables so that each comes after all that it refers to, otherwise as they are listed.

    Raises `TableError` where tables refer to one another in a ring: none could be read first.
    """
    known = {resource["name"]: resource for resource in resources}
    done: dict[str, Resource] = {}

    def add(name: str, way: list[str]) -> None:
        if name in way:
            ring = ", ".join([*way[way.index(name) :], name])
            raise refusal(where, f"these tables refer to one another in a ring: {ring}.")
        if name not in done:
            for target in targets(known[name]):
                add(target, [*way, name])
            done[name] = known[name]

    for name in known:
        add(name, [])
    return list(done.values())


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


def _check_keys(where: str, resource: Resource, known: dict[str, list[str]]) -> None:
    own = known[resource["name"]]
    keys = [(resource["schema"]["primaryKey"], own), (resource.get("conflict_key", []), own)]
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


def _check_chapters(where: str, resource: Resource, titles: dict[str, str]) -> None:
    named = resource.get("chapters", [])
    for number in named:
        if number not in titles:
            raise refusal(
                where, f"table {resource['name']} serves chapter {number!r}, which has no title."
            )
    if len(set(named)) < len(named):
        raise refusal(where, f"table {resource['name']} serves one chapter twice.")


def _check_family(where: str, resource: Resource, titles: dict[str, str]) -> None:
    family = resource.get("family")
    if titles and family is None:
        raise refusal(
            where, f"table {resource['name']} has no family; name one of {', '.join(titles)}."
        )
    if family is not None and family not in titles:
        raise refusal(
            where, f"table {resource['name']} is of the family {family!r}, which has no title."
        )


def _check_families(where: str, titles: dict[str, str], resources: list[Resource]) -> None:
    for family in titles:
        if family in {resource["name"] for resource in resources}:
            # Each is a heading of one page, and two headings cannot have one address.
            raise refusal(where, f"a family and a table are both called {family}.")
        if family not in {resource.get("family") for resource in resources}:
            raise refusal(where, f"no table is of the family {family!r}.")


def _check_moved(where: str, name: str, moved: Moved, known: dict[str, list[str]]) -> None:
    if name in known:
        raise refusal(where, f"table {name} is there, and said to have moved.")
    fields = known.get(moved["table"], [])
    if not fields or not set(moved.get("where", {})) <= set(fields):
        raise refusal(where, f"where table {name} has moved to is no table, or not by its columns.")


def _check_picture(where: str, resource: Resource) -> None:
    picture = resource.get("picture")
    if picture is None:
        return
    what = f"the picture of table {resource['name']}"
    _need(where, what, picture, x=str, y=str)
    kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    for column in [picture["x"], picture["y"], *by(picture), *picture.get("where", {})]:
        if column not in kinds:
            raise refusal(where, f"{what} names {column!r}, no field.")
    if kinds[picture["y"]] not in ("integer", "number"):
        raise refusal(where, f"{what}: {picture['y']} is not a number.")
    if picture.get("kind", "line") not in ("line", "bars"):
        raise refusal(where, f"{what} is neither of the kind line nor of the kind bars.")


def by(picture: Picture) -> list[str]:
    """The columns whose values each have a line of their own in a picture."""
    named = picture.get("by", [])
    return [named] if isinstance(named, str) else named


def seal_of(folder: Path, resource: Resource) -> tuple[int, str, int]:
    """The published bytes, hash ("sha256:...") and number of rows; `TableError` if not sealed."""
    try:
        return resource["bytes"], resource["hash"], resource["rows"]
    except KeyError as missing:
        raise TableError(
            f"{folder.name}/{FILE}: table {resource['name']} has no {missing.args[0]!r}. "
            "Seal the tables first: python -m exercises.tables_seal"
        ) from None
