"""`zakonik test`: runs worked cases and reports those that come out differently."""

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from engine.commands.options import add_engine, add_format
from engine.commands.outcome import BadInput, Negative
from engine.commands.terminal import medium
from parser.text.diagnostic import SourceError
from parser.words.sentence import Predicates, say
from parser.words.values import counted

if TYPE_CHECKING:
    from engine.answers.worked_cases import Run


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik test`."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="law and case files, or folders (default: the laws of Montenegro)",
    )
    parser.add_argument(
        "--only",
        default="",
        metavar="TEXT",
        help="the cases, and of others the expectations, in whose title or question this stands",
    )
    add_format(parser, "text", "json", "junit")
    add_engine(parser)


def run(args: Namespace) -> None:
    """Print the expectations that are not met, with the reasons; end with 1 if there are any.

    One that cannot be answered, such as one that adds two currencies, is not met. Cases that cannot
    be read stop no other: their errors follow, and the command ends with 2.
    """
    from engine.answers.worked_cases import check_files_in_part
    from engine.pages import text

    found = check_files_in_part(args.path, args.engine, args.only)
    if not found.cases and args.only and not found.problems:
        raise BadInput(f"no case and no question has `{text.printable(args.only)}` in it")
    sys.stdout.write(_FORMATS[args.format](found))
    if found.problems:
        raise SourceError(found.problems)
    if not all(result.met for result in found.results):
        raise Negative


def _junit(found: "Run") -> str:
    from engine.commands.junit import junit

    return junit(found)


def _text(found: "Run") -> str:
    from engine.answers.worked_cases import got_words
    from engine.pages import text
    from engine.pages.language import spoken
    from parser.words.case_text import expected_words

    lines: list[str] = []
    for result in found.results:
        if result.met:
            continue
        span = result.expectation.span
        predicates = spoken(found.kb, result.expectation.question.language)
        wanted = _in_words(expected_words(result.expectation), predicates)
        got = _in_words(got_words(result), predicates)
        lines += [
            f"{text.printable(span.file)}:{span.line}: {text.printable(result.case.title)}",
            f"  {text.printable(result.expectation.question.text)}",
            f"  {say(predicates, 'expected: {words}', words=text.printable(wanted))}",
            f"  {say(predicates, 'got:      {words}', words=text.printable(got))}",
            "",
        ]
        if result.reply is not None:
            lines.append(text.render(result.reply, predicates, medium()))
    return "\n".join((*lines, _counts(found)))


def _in_words(said: str, predicates: Predicates) -> str:
    """Say a verdict in the language of its question; values stand as they are."""
    verdict, by, rules = said.partition(" by ")
    known = verdict if " " in verdict else say(predicates, verdict)
    return f"{known}{say(predicates, ' by {rules}', rules=rules)}" if by else known


def _counts(found: "Run") -> str:
    """Count cases and expectations apart: a case has passed where all that it expects is met.

    Where all questions are in one other language the line is in it.
    """
    cases, failed = len(found.cases), _failed_cases(found)
    expected = len(found.results)
    met = sum(result.met for result in found.results)
    languages = {result.expectation.question.language for result in found.results}
    if len(languages) == 1 and not found.problems and (only := languages.pop()):
        from engine.pages.language import spoken

        predicates = spoken(found.kb, only)
        said = say(predicates, "{cases} cases: {passed} passed", cases=cases, passed=cases - failed)
        said += say(predicates, "; {expected} expectations: {met} met", expected=expected, met=met)
        return f"{said}\n"
    left_out = ", and what cannot be read" if found.problems else ""
    return (
        f"{counted(cases, 'case')}{left_out}: {cases - failed} passed, {failed} failed; "
        f"{counted(expected, 'expectation')}: {met} met, {expected - met} not met\n"
    )


def _failed_cases(found: "Run") -> int:
    return len({(one.case.span, one.case.title) for one in found.results if not one.met})


def _json(found: "Run") -> str:
    from engine.answers.worked_cases import got_words
    from engine.pages.as_json import reply_object
    from parser.words.case_text import expected_words

    expectations: list[dict[str, Any]] = []
    for result in found.results:
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
                else reply_object(result.reply, found.kb.predicates),
            }
        )
    failed = sum(not result.met for result in found.results)
    failed_cases = _failed_cases(found)
    report = {
        "schema": "zakonik/test/1",
        "passed": len(found.results) - failed,
        "failed": failed,
        "cases": {"passed": len(found.cases) - failed_cases, "failed": failed_cases},
        "errors": [
            {
                "file": one.at.file,
                "line": one.at.line,
                "code": one.code,
                "message": one.message,
            }
            for one in found.problems
        ],
        "expectations": expectations,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


_FORMATS = {"text": _text, "json": _json, "junit": _junit}
