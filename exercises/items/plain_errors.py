"""What a JSON Schema finds wrong, said to whoever wrote the file: what it is, and what to write instead."""

import difflib
import re

import jsonschema

#: What the schemas' patterns ask for, by example.
_LIKE = {
    r"^[A-Z]{2,4}-[0-9]+\.[0-9]+$": "IMP-1.2: an outcome, a point, a number",
    r"^[A-Z]{2,4}-C[0-9]+$": "IMP-C1: two to four capitals, -C, a number",
    r"^[A-Z]{2,4}-[0-9]+$": "IMP-1: two to four capitals, a dash, a number",
    r"^[0-9]{2}$": '"06": two digits, in quotes',
    r"^[a-z]$": "a: one small letter",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "best-value: small letters and dashes",
}


def first_error(schema: dict, data: object) -> jsonschema.ValidationError | None:
    """The error that helps most; None where the data keep to the schema.

    What hangs on a question's type is told only where it has one, and a field that no type has only
    where nothing else is wrong.
    """
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(data))
    untyped = [e for e in errors if e.validator == "required" and _missing(e) == "type"]
    known = [e for e in errors if e.validator != "unevaluatedProperties"]
    return jsonschema.exceptions.best_match(iter(untyped or known or errors))


def plain(error: jsonschema.ValidationError) -> str:
    """What is wrong and what to do; the schema's own words where they are plain enough."""
    rule, wanted, found = error.validator, error.validator_value, error.instance
    if rule == "required":
        return f"{_missing(error)!r} is missing: add it{_misspelt(found, _missing(error))}"
    if rule in ("unevaluatedProperties", "additionalProperties"):
        strange = re.findall(r"'([^']*)'", error.message)
        return f"{', '.join(strange)} does not belong here: take it out, or mend its name"
    if rule == "enum":
        near = difflib.get_close_matches(str(found), map(str, wanted), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"{found!r} is not one of {', '.join(map(str, wanted))}{hint}"
    if rule == "pattern":
        return f"{found!r} is not of the form {_LIKE.get(wanted, wanted)}"
    if rule == "minItems":
        return f"{len(found)} given, and {wanted} or more are needed"
    if rule in ("minLength", "maxLength"):
        few = "few" if rule == "minLength" else "many"
        return f"{len(found)} characters are too {few} (limit: {wanted})"
    if rule == "type" and wanted == "string":
        if isinstance(found, bool):
            return "a bare yes or no is read as true or false: put it in quotes"
        return f"{found!r} is not text: put it in quotes"
    return error.message


def _missing(error: jsonschema.ValidationError) -> str:
    """The field that a `required` asks for; jsonschema names it in the message alone."""
    return re.match("'(.*)' is a required", error.message)[1]


def _misspelt(found: dict, name: str) -> str:
    near = difflib.get_close_matches(name, found, n=1, cutoff=0.75)
    return f" (or is {near[0]!r} meant for it?)" if near else ""
