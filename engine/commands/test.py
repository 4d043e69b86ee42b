"""`zakonik test`: runs worked cases and reports those that come out differently."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from engine.commands.options import add_engine
from engine.commands.outcome import Negative
from engine.commands.terminal import medium
from parser.words.sentence import Predicates
from parser.words.values import counted

if TYPE_CHECKING:
    from engine.answers.worked_cases import Checked


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik test`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law and case files, or folders (default: the laws of Montenegro)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_engine(parser)


def run(args: Namespace) -> None:
    """Print the expectations that are not met, with the reasons; end with 1 if there are any.

    One that cannot be answered, such as one that adds two currencies, is not met.
    """
    from engine.answers.worked_cases import check_files

    kb, cases, results = check_files(args.path, args.engine)
    if args.format == "json":
        sys.stdout.write(_json(results, kb.predicates))
    else:
        sys.stdout.write(_text(results, cases, kb.predicates))
    if not all(result.met for result in results):
        raise Negative


def _text(results: Sequence["Checked"], cases: int, predicates: Predicates) -> str:
    from engine.answers.worked_cases import got_words
    from engine.pages import text
    from parser.words.case_text import expected_words

    lines: list[str] = []
    for result in results:
        if result.met:
            continue
        span = result.expectation.span
        lines += [
            f"{text.printable(span.file)}:{span.line}: {text.printable(result.case.title)}",
            f"  {text.printable(result.expectation.question.text)}",
            f"  expected: {text.printable(expected_words(result.expectation))}",
            f"  got:      {text.printable(got_words(result))}",
            "",
        ]
        if result.reply is not None:
            lines.append(text.render(result.reply, predicates, medium()))
    failed = sum(not result.met for result in results)
    met = len(results) - failed
    lines.append(f"{counted(cases, 'case')}: {met} passed, {failed} failed\n")
    return "\n".join(lines)


def _json(results: Sequence["Checked"], predicates: Predicates) -> str:
    from engine.answers.worked_cases import got_words
    from engine.pages.as_json import reply_object
    from parser.words.case_text import expected_words

    expectations: list[dict[str, Any]] = []
    for result in results:
        span = result.expectation.span
        expectations.append(
            {
                "file": span.file,
                "line": span.line,
                "case": result.case.title,
                "question": result.expectation.question.text,
                "expected": expected_words(result.expectation),
                "got": got_words(result),
                "met": result.met,
                "reply": None
                if result.met or result.reply is None
                else reply_object(result.reply, predicates),
            }
        )
    failed = sum(not result.met for result in results)
    report = {
        "schema": "zakonik/test/1",
        "passed": len(results) - failed,
        "failed": failed,
        "expectations": expectations,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
