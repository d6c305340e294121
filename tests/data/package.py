"""A small package of our own in a folder: for tests that need other tables than the course has."""

import json

from exercises import tables_seal

SOURCES = (
    "source_id,author,year,title,url\nbook_1997,A. Author,1997,A book,https://example.org/book\n"
)
AUTHORITIES = "authority_id,name,source_id,grade\nleeds,Leeds,book_1997,A\nyork,York,book_1997,B\n"
TRUSTS = (
    "trust_id,name,authority_id,source_id,grade\nleeds_hospitals,Leeds,leeds,book_1997,A\n"
    "york_hospitals,York,york,book_1997,A\n"
)
SCORES = (
    "year,authority_id,trust_id,score,source_id,grade,preferred,reason,note\n"
    "2002,leeds,leeds_hospitals,3,book_1997,A,true,,\n"
    "2002,leeds,,2,book_1997,B,false,A press report,\n"
    "2003,york,york_hospitals,1.5,book_1997,C,true,,From memory\n"
)
TYPES = {"year": "integer", "score": "number", "preferred": "boolean"}
OWNERS = {"source_id": "sources", "authority_id": "authorities", "trust_id": "trusts"}


def write(folder, tables, key, edit=None):
    """Write tables, given as name and text, with their keys; `edit` changes what is said of them.

    Foreign keys follow from the names of columns. Nothing is sealed.
    """
    folder.mkdir(exist_ok=True)
    resources = []
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
        columns = text.split("\n")[0].split(",")
        ties = [c for c in columns if OWNERS.get(c) in tables and OWNERS[c] != name]
        resources.append(
            {
                "name": name,
                "title": f"Table of {name}",
                "description": "A table.",
                "path": f"{name}.csv",
                "format": "csv",
                "encoding": "utf-8",
                "coverage": "Two places.",
                "cautions": ["None."],
                "schema": {
                    "fields": [_field(column) for column in columns],
                    "primaryKey": key[name],
                    "foreignKeys": [
                        {"fields": [c], "reference": {"resource": OWNERS[c], "fields": [c]}}
                        for c in ties
                    ],
                },
            }
        )
    package = {"name": "small", "title": "Small", "description": "A package."}
    package |= {
        "licenses": [{"title": "None", "path": "https://example.org"}],
        "resources": resources,
    }
    if edit:
        edit({resource["name"]: resource for resource in resources})
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


def _field(name):
    return {
        "name": name,
        "type": TYPES.get(name, "string"),
        "title": name.title(),
        "description": f"The {name}.",
    }


def small(folder, edit=None, **texts):
    """Scores of councils and trusts, a chain of tables: scores, trusts, authorities, sources.

    They are listed so that each stands before what it refers to; `texts` replace a table's text.
    """
    tables = {"scores": SCORES, "trusts": TRUSTS, "authorities": AUTHORITIES, "sources": SOURCES}
    key = {
        "scores": ["year", "authority_id", "grade"],
        "trusts": ["trust_id"],
        "authorities": ["authority_id"],
        "sources": ["source_id"],
    }
    return write(folder, tables | texts, key, edit)


def sealed(folder, edit=None, **texts):
    """The same, sealed."""
    small(folder, edit, **texts)
    assert tables_seal.main(folder) == 0
    return folder
