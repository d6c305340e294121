"""After a deliberate change to a table its seal and the catalogue must follow: this writes both.

    python -m exercises.tables_seal

checks every table first, and changes nothing unless all of them are well formed.
"""

import json
import re
import sys
from pathlib import Path

from exercises.paths import BANK, DATA, NOTEBOOKS
from exercises.tables_check import check_rows, digest, plain
from exercises.tables_error import TableError, refusal
from exercises.tables_html import GRADES, USING
from exercises.tables_marks import FILE as MARKS
from exercises.tables_marks import Marks, marks
from exercises.tables_names import whereabouts
from exercises.tables_package import (
    FILE,
    Link,
    Package,
    Resource,
    Row,
    by_family,
    field_names,
    how_many,
    in_order,
    load_package,
    who_and_when,
)
from exercises.tables_picture import PictureError, series

README = "README.md"
SOURCES = "sources"
_AGAIN = "Mend that, then run this again: python -m exercises.tables_seal"
Tables = dict[str, list[Row]]


def sealed(folder: Path) -> dict[str, str]:
    """What datapackage.json, marks.json and README.md of a folder should say, by file name.

    Raises `TableError` if a table is malformed, a file is described but missing or there but not
    described, or a source is not used.
    """
    package = load_package(folder)
    raw = {r["name"]: _bytes(folder, r) for r in package["resources"]}
    found = _check(folder, package, raw)
    for resource in package["resources"]:
        name = resource["name"]
        resource["bytes"] = len(plain(raw[name]))
        resource["hash"] = digest(raw[name])
        resource["rows"] = len(found[name])
        resource["sources"] = _links(_named(resource, found[name]), found[SOURCES])
        if not resource["sources"]:
            del resource["sources"]
    known = {resource["name"]: resource for resource in package["resources"]}
    marked = {
        name: marks(known[name], plain(raw[name]).decode("utf-8"), known) for name in sorted(known)
    }
    return {
        FILE: json.dumps(package, indent=2, ensure_ascii=False) + "\n",
        MARKS: _one_line_each(marked),
        README: readme(package, found),
    }


def _one_line_each(marked: dict[str, Marks]) -> str:
    lines = [f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in marked.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def readme(package: Package, found: Tables) -> str:
    """The catalogue as Markdown; `found` holds the rows of each table by name."""
    licences = ", ".join(f"[{x['title']}]({x['path']})" for x in package["licenses"])
    lines = [
        f"# {package['title']}",
        "",
        "<!-- Made from datapackage.json by `python -m exercises.tables_seal`: edit that. -->",
        "",
        package["description"],
        "",
        GRADES,
        "`table(name)` leaves out rows of grade C; `table(name, unconfirmed=True)` marks them.",
        f"Licence of this compilation: {licences}.",
        "",
        *(line for text in USING for line in (text, "")),
        "To change a table: edit its CSV file (UTF-8, LF line ends), and datapackage.json if its",
        "columns, coverage or cautions change; then run `python -m exercises.tables_seal`, which",
        "checks every table, seals it with its checksum, and writes this page.",
        "",
    ]
    if package.get("left_out"):
        lines += ["## What stays out", ""]
        lines += ["What of the evidence no table holds, and why:", ""]
        lines += [*(f"- {_safe(text)}" for text in package["left_out"]), ""]
    if package.get("moved"):
        lines += ["## Tables that became part of others", ""]
        for name, moved in package["moved"].items():
            lines.append(f"- {_safe(name)}: part of {_safe(whereabouts(moved))}.")
        lines.append("")
    lines += ["## Contents", ""]
    groups = by_family(package)
    if package.get("families"):
        lines += [
            'By subject; `tables(family="schools")` lists one family, `tables("06")` one chapter.',
            "",
            *(
                f"- [{_safe(family)}](#{family}): {_safe(title)} ({how_many(resources)})"
                for family, title, resources in groups
            ),
            "",
        ]
    lines.append("A, B and C are the rows of each grade.")
    for family, title, resources in groups:
        lines += ["", *([f"### {family}", "", f"**{_safe(title)}**", ""] if family else [])]
        lines += [
            "| name | title | chapters | rows | A | B | C |",
            "| --- | --- | --- | ---: | ---: | ---: | ---: |",
        ]
        for resource in resources:
            name, rows = resource["name"], found[resource["name"]]
            grades = " | ".join(_grade_counts(rows))
            serves = " ".join(resource.get("chapters", []))
            title = _safe(resource["title"])
            lines.append(f"| [{name}](#{name}) | {title} | {serves} | {len(rows)} | {grades} |")
    for _, _, resources in groups:
        for resource in resources:
            lines += ["", *_section(resource)]
    return "\n".join(lines) + "\n"


def main(folder: Path = DATA) -> int:
    """Seal the tables of a folder; 0 if all is well, 1 (and nothing written) if not."""
    try:
        texts = sealed(folder)
    except TableError as fault:
        # Whoever seals has changed something on purpose: the learner's way back would undo their work.
        print(f"Nothing was sealed.\n{fault.found}\n{_AGAIN}", file=sys.stderr)
        return 1
    changed = [name for name, text in texts.items() if _write(folder / name, text)]
    print(f"Sealed; rewritten: {', '.join(changed) or 'nothing, all was in step'}.")
    return 0


def _bytes(folder: Path, resource: Resource) -> bytes:
    try:
        return (folder / resource["path"]).read_bytes()
    except FileNotFoundError:
        raise refusal(f"{folder.name}/{resource['path']}", "there is no such file.") from None


def _check(folder: Path, package: Package, raw: dict[str, bytes]) -> Tables:
    where = f"{folder.name}/{FILE}"
    resources = {resource["name"]: resource for resource in package["resources"]}
    if SOURCES not in resources:
        raise refusal(where, f"there is no table called {SOURCES}.")
    strays = {path.name for path in folder.glob("*.csv")} - {r["path"] for r in resources.values()}
    if strays:
        raise refusal(
            where,
            f"{', '.join(sorted(strays))} is there but not described: add its entry to `resources`, "
            "in the form of the others.",
        )
    found: Tables = {}
    # Each comes after all that it refers to; the sources first, because nearly every table does.
    for resource in in_order(where, sorted(resources.values(), key=lambda r: r["name"] != SOURCES)):
        name = resource["name"]
        _check_cited(where, resource)
        file = f"{folder.name}/{resource['path']}"
        found[name] = check_rows(resource, raw[name], file, found)
        try:
            series(resource, found[name])
        except PictureError as fault:
            raise refusal(where, f"the picture of table {name}: {fault}.") from None
    used = {
        i for name, rows in found.items() if name != SOURCES for i in _named(resources[name], rows)
    }
    bank, chapters = _text(BANK, "*.yaml"), _text(NOTEBOOKS, "*.ipynb")
    used |= set(re.findall(r"\w+", bank))
    for line, row in enumerate(found[SOURCES], start=2):
        linked = row["url"] and f"({row['url']})" in chapters
        if row["source_id"] not in used and not linked:
            what = (
                f"{row['source_id']!r} is used by no table, no question and no chapter; "
                "cite it, or take the row out."
            )
            raise refusal(f"{folder.name}/{resources[SOURCES]['path']}", what, line, "source_id")
    return found


def _text(folder: Path, pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern)))


def _check_cited(where: str, resource: Resource) -> None:
    if resource["name"] == SOURCES:
        return
    keys = resource["schema"].get("foreignKeys", [])
    tied = {key["fields"][0] for key in keys if key["reference"]["resource"] == SOURCES}
    names = field_names(resource)
    if not {"source_id", "grade"} <= set(names):
        raise refusal(where, f"table {resource['name']} needs the columns source_id and grade.")
    for name in names:
        if name.endswith("source_id") and name not in tied:
            raise refusal(
                where, f"table {resource['name']}: {name} has no foreign key to {SOURCES}."
            )


def _named(resource: Resource, rows: list[Row]) -> list[str]:
    columns = [name for name in field_names(resource) if name.endswith("source_id")]
    if resource["name"] == SOURCES:
        return []
    return sorted({str(row[c]) for row in rows for c in columns if row[c] is not None})


def _links(named: list[str], sources: list[Row]) -> list[Link]:
    links = []
    for row in sources:
        if row["source_id"] in named:
            link = Link(title=f"{who_and_when(row)}: {row['title']}")
            if row["url"]:
                link["path"] = str(row["url"])
            links.append(link)
    return links


def _grade_counts(rows: list[Row]) -> list[str]:
    if rows and "grade" not in rows[0]:
        return ["", "", ""]
    return [str(sum(row["grade"] == grade for row in rows)) for grade in "ABC"]


def _section(resource: Resource) -> list[str]:
    lines = [
        f"## {resource['name']}",
        "",
        f"**{_safe(resource['title'])}** ([{resource['path']}]({resource['path']}))",
        "",
        _safe(resource["description"]),
        "",
        f"Covers: {_safe(resource['coverage'])}",
        "",
        "Cautions:",
        "",
        *[f"- {_safe(caution)}" for caution in resource["cautions"]],
        "",
        "| column | type | unit | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for field in resource["schema"]["fields"]:
        unit, meaning = _safe(field.get("unit", "")), _safe(field["description"])
        lines.append(f"| `{field['name']}` | {field['type']} | {unit} | {meaning} |")
    return [*lines, "", "[All tables](#contents)"]


def _safe(text: str) -> str:
    # A bar would end the cell of a Markdown table; an underscore could turn into emphasis.
    return text.replace("|", "\\|").replace("_", "\\_").replace("<", "&lt;")


def _write(path: Path, text: str) -> bool:
    if path.exists() and path.read_bytes() == text.encode("utf-8"):
        return False
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


if __name__ == "__main__":
    sys.exit(main())
