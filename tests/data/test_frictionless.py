"""The tables as a stranger's tool reads them: a valid Data Package, version 2."""

import json
import shutil

import pytest
from frictionless import Package

from exercises.paths import DATA

V2 = "https://datapackage.org/profiles/2.0"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def faults(folder):
    """Each fault of a package as a line: the table, the kind of fault, and what frictionless says."""
    report = Package(str(folder / "datapackage.json")).validate()
    found = [f"package: {error.type}: {error.message}" for error in report.errors]
    for task in report.tasks:
        found += [f"{task.name}: {error.type}: {error.message}" for error in task.errors]
        found += [f"{task.name}: {warning}" for warning in task.warnings]
    assert report.valid or found
    return found


def test_the_package_is_valid():
    assert faults(DATA) == []


def test_the_profiles_are_those_of_version_2():
    assert PACKAGE["$schema"] == f"{V2}/datapackage.json"
    for resource in PACKAGE["resources"]:
        assert resource["$schema"] == f"{V2}/dataresource.json", resource["name"]
        assert resource["schema"]["$schema"] == f"{V2}/tableschema.json", resource["name"]


def test_nothing_is_written_as_in_version_1():
    """Version 2 has `$schema` for `profile`, and lists for keys and sources."""
    assert "profile" not in PACKAGE
    for resource in PACKAGE["resources"]:
        schema = resource["schema"]
        assert "profile" not in resource, resource["name"]
        keys = [schema["primaryKey"]]
        for key in schema.get("foreignKeys", []):
            keys += [key["fields"], key["reference"]["fields"]]
            # Version 1 wrote "" for the table itself.
            assert key["reference"]["resource"], resource["name"]
        assert all(isinstance(key, list) and key for key in keys), resource["name"]
        for source in resource.get("sources", []):
            assert source["title"], resource["name"]


@pytest.fixture
def folder(tmp_path):
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied)
    return copied


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (",hansard_2008_05_07,", ",hansard_1066,", "foreign-key"),
        (",65,", ",many,", "type-error"),
        (",65,", ",66,", "hash-count"),
    ],
)
def test_a_damaged_table_would_be_found(folder, old, new, why):
    path = folder / "satisfaction.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = faults(folder)
    assert any(fault.startswith(f"satisfaction: {why}") for fault in found), found
