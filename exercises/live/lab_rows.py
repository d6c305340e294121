"""A lab's text as rows: one row more, and files put after one another."""

_SEPARATORS = (",", ";", "\t")


def kept(text: str, names: list[str], values: dict[str, object]) -> str:
    """The text with one row more: the values of some controls, in the columns that its first line names.

    The twin of `kept` in `book/pages/lab-rows.js`, which says how.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    head = next((i for i, line in enumerate(lines) if set(names) <= set(_columns(line))), -1)
    if head < 0:
        made = [*lines, ",".join(names), ",".join(str(values[name]) for name in names)]
        return "\n".join(made) + "\n"
    columns, between = _columns(lines[head]), _between(lines[head])
    places = [columns.index(name) for name in names]
    at = next(
        (i for i in range(head + 1, len(lines)) if _cell(lines[i], between, places[0]) == values[names[0]]),
        -1,
    )  # fmt: skip
    if at < 0:
        lines.append(between.join("" for _ in columns))
    cells = lines[at].split(between)
    cells += [""] * (len(columns) - len(cells))
    for name, place in zip(names, places, strict=True):
        cells[place] = str(values[name])
    lines[at] = between.join(cells)
    return "\n".join(lines) + "\n"


def _between(line: str) -> str:
    return next((separator for separator in _SEPARATORS if separator in line), ",")


def _columns(line: str) -> list[str]:
    return [cell.strip().lower() for cell in line.split(_between(line))]


def _cell(line: str, between: str, place: int) -> str:
    cells = line.split(between)
    return cells[place].strip().lower() if place < len(cells) else ""


def joined(text: str, files: list[tuple[str, str]]) -> str:
    """The text after files have been opened: each `(name, text)` under a line that names it.

    The twin of `joined` in `book/pages/lab-rows.js`.
    """
    taken = {line[8:] for line in text.split("\n") if line.startswith("# file: ")}
    whole = text + "\n" if text and not text.endswith("\n") else text
    for given, body in files:
        plain = " ".join(given.splitlines())
        name, count = plain, 2
        stem, dot, ending = plain.rpartition(".")
        while name in taken:
            name = f"{stem} ({count}).{ending}" if dot else f"{plain} ({count})"
            count += 1
        taken.add(name)
        body = body.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        whole += f"# file: {name}\n{body}{'' if body.endswith(chr(10)) or not body else chr(10)}"
    return whole
