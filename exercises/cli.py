"""The `course` command; each of its parts is a thin step over a tool that stands alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run one `course` command; returns its exit status."""
    args = _parser().parse_args(argv)
    if sys.platform == "win32":
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")
    try:
        return args.run(args)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="course", description="New Localism: an interactive course."
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    study = commands.add_parser("study", help="open the course in JupyterLab")
    study.add_argument(
        "--port", type=_port, help="the port to serve on (default: the first free from 8888)"
    )
    study.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    study.set_defaults(run=_study)

    book = commands.add_parser("book", help="build the published book, or read it here")
    book.add_argument("--out", type=Path, metavar="DIR", help="the folder that receives the site")
    book.add_argument(
        "--serve", action="store_true", help="serve the book on 127.0.0.1 once it is built"
    )
    book.add_argument(
        "--port", type=_port, help="the port for --serve (default: the first free from 8000)"
    )
    book.set_defaults(run=_book)

    gallery = commands.add_parser(
        "gallery", help="show one question of each kind, without a notebook"
    )
    gallery.add_argument("--port", type=_port, help="the port (default: the first free from 8000)")
    gallery.set_defaults(run=_gallery)

    record = commands.add_parser(
        "record", help="carry your answers to another computer or the book"
    )
    ways = record.add_subparsers(required=True, metavar="export|import")
    out = ways.add_parser("export", help="write your answers to a file")
    out.add_argument("file", type=Path)
    out.set_defaults(run=_record_export)
    back = ways.add_parser("import", help="bring answers in from a file")
    back.add_argument("file", type=Path)
    back.set_defaults(run=_record_import)

    bank = commands.add_parser("bank", help="report on the quality of the questions")
    bank.add_argument(
        "chapters", nargs="*", metavar="CHAPTER", help="two digits, such as 06 (default: all)"
    )
    bank.set_defaults(run=_bank)

    chapters = commands.add_parser("chapters", help="say what each chapter holds, and its minutes")
    chapters.set_defaults(run=_chapters)

    doctor = commands.add_parser("doctor", help="say whether all that the course needs is here")
    doctor.set_defaults(run=_doctor)
    return parser


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65535")
    return int(text)


def _study(args: argparse.Namespace) -> int:
    from exercises.study import study

    return study(port=args.port, browser=not args.no_browser)


def _book(args: argparse.Namespace) -> int:
    from exercises.publish import BookError, build, serve, usable

    if args.out is None and not args.serve:
        print(
            "Say where the site goes, course book --out DIR, or read it here: course book --serve"
        )
        return 2
    try:
        if args.serve:
            usable(args.port)
        site = build(args.out)
        return serve(site, args.port) if args.serve else 0
    except BookError as error:
        print(error, file=sys.stderr)
        return 1


def _gallery(args: argparse.Namespace) -> int:
    from exercises.publish import BookError, gallery, serve, usable

    try:
        usable(args.port)
        return serve(gallery(), args.port, "The gallery", "gallery.html")
    except BookError as error:
        print(error, file=sys.stderr)
        return 1


def _record_export(args: argparse.Namespace) -> int:
    return _with_record("export", args.file)


def _record_import(args: argparse.Namespace) -> int:
    return _with_record("import", args.file)


def _with_record(way: str, file: Path) -> int:
    from exercises.record.events import EventError
    from exercises.record.exchange_file import export_record, import_record
    from exercises.record.mine import my_record
    from exercises.record.store import RecordError

    try:
        record = my_record()
        if way == "export":
            count = export_record(record, file)
            print(f"{count} answers written to {file}")
        else:
            added, already = import_record(record, file)
            print(f"{added} answers added, {already} were here already")
    except (RecordError, EventError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for notice in record.notices:
        print(notice)
    return 0


def _bank(args: argparse.Namespace) -> int:
    from exercises.items.bank import BankError, bank
    from exercises.items.report import report

    try:
        course = bank()
        known = sorted({outcome["chapter"] for outcome in course.outcomes.values()})
        strange = [chapter for chapter in args.chapters if chapter not in known]
        if strange:
            print(f"There is no chapter {strange[0]!r}: give {known[0]} to {known[-1]}.")
            return 2
        found = report(course, args.chapters or None)
    except BankError as error:
        print(error, file=sys.stderr)
        return 1
    print(found.text())
    return 1 if found.faults else 0


def _chapters(_: argparse.Namespace) -> int:
    from exercises.chapters import report, surveys
    from exercises.items.bank import BankError

    try:
        print(report(surveys()))
    except BankError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _doctor(_: argparse.Namespace) -> int:
    from exercises.doctor import doctor

    return doctor()
