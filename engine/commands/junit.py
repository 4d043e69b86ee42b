"""Worked cases as JUnit XML, which build servers show: a suite a file, a test an expectation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from engine.pages.text import printable
from parser.text.diagnostic import Diagnostic
from parser.words.case_text import expected_words

if TYPE_CHECKING:
    from engine.answers.worked_cases import Checked, Run


def junit(found: "Run") -> str:
    """Return the results of worked cases; what cannot be read is an error of its file.

    There are no times in it: the same cases give the same text.
    """
    root = Element("testsuites", name="zakonik")
    files = dict.fromkeys(result.expectation.span.file for result in found.results)
    files |= dict.fromkeys(one.at.file for one in found.problems)
    totals = [0, 0, 0]
    for file in files:
        results = [one for one in found.results if one.expectation.span.file == file]
        problems = [one for one in found.problems if one.at.file == file]
        counts = _suite(root, file, results, problems)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
    for name, total in zip(_COUNTS, totals, strict=True):
        root.set(name, str(total))
    indent(root)
    text = tostring(root, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


_COUNTS = ("tests", "failures", "errors")


def _suite(
    root: Element, file: str, results: Sequence["Checked"], problems: Sequence[Diagnostic]
) -> tuple[int, int, int]:
    suite = SubElement(root, "testsuite", name=printable(file))
    failed = 0
    for one in results:
        failed += not one.met
        _test(suite, one)
    for problem in problems:
        test = SubElement(
            suite,
            "testcase",
            classname=printable(file),
            name=f"line {problem.at.line}",
            file=printable(file),
            line=str(problem.at.line),
        )
        SubElement(test, "error", type=problem.code, message=printable(problem.message))
    counts = len(results) + len(problems), failed, len(problems)
    for name, count in zip(_COUNTS, counts, strict=True):
        suite.set(name, str(count))
    return counts


def _test(suite: Element, one: "Checked") -> None:
    from engine.answers.worked_cases import got_words

    span = one.expectation.span
    test = SubElement(
        suite,
        "testcase",
        classname=printable(one.case.title),
        name=printable(one.expectation.question.text),
        file=printable(span.file),
        line=str(span.line),
    )
    if not one.met:
        expected, got = expected_words(one.expectation), got_words(one)
        said = f"expected {expected}, got {got}"
        failure = SubElement(test, "failure", type="not met", message=printable(said))
        failure.text = printable(f"{span.file}:{span.line}: {said}")
