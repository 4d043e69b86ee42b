"""Draws short pages over all answers and chapters in both languages, for somebody to read.

`python -m tests.reading > pages.txt` writes 40 of them, each with its case and the ten questions
that a page has to answer by itself. Whoever reads them should not have written them, and reads
them as somebody whom the answer concerns. The same seed draws the same pages.
"""

import random
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.answers.ask import ask
from engine.commands.answered import short_answer
from engine.pages.language import spoken
from engine.pages.text import Medium
from kb.from_files import load_cases
from parser.resolved.tree import Case, Expectation
from tests.laws import FILES, laws_of

PAGES = 40
"""How many pages are read."""

QUESTIONS = (
    "What is the answer?",
    "Why is it so?",
    "What is missing?",
    "By when has something to be done, and from which day is it otherwise?",
    "Whom does one have to ask?",
    "What would change it?",
    "Is anything false?",
    "Is anything said twice?",
    "Is anything unclear, or not said as people say it?",
    "Is anything without a source?",
)
"""What a reader answers of each page, from the page alone."""

ANSWERS = ("no", "unknown", "depends", "yes", "values", "conflict", "silent")
"""The answers in the order in which they are drawn: of those that need most words first."""

LANGUAGES = ("en", "en", "me")
"""About one page in three is in Montenegrin, where the laws are."""


class Drawn(NamedTuple):
    """A question of a worked case whose page is read, in a language."""

    file: Path
    case: Case
    expectation: Expectation
    language: str


def drawn(files: Sequence[Path], seed: int, pages: int = PAGES) -> tuple[Drawn, ...]:
    """Return questions of worked cases, as many of each answer and file as can be.

    Each file gives one before any gives a second, and the answers take turns, as far as a file has
    them. Laws without a translation are read in their own words.
    """
    choose = random.Random(seed)
    order = [*files]
    choose.shuffle(order)
    asked = {file: [*_asked(file)] for file in order[:pages]}
    found: list[Drawn] = []
    while len(found) < pages and any(asked.values()):
        for file in order[:pages]:
            if len(found) == pages or not asked[file]:
                continue
            wanted = ANSWERS[len(found) % len(ANSWERS)]
            fitting = [one for one in asked[file] if _answer(one[1]) == wanted] or asked[file]
            case, expectation = choose.choice(fitting)
            asked[file].remove((case, expectation))
            language = choose.choice(LANGUAGES) if laws_of(file).translation.forms else "en"
            found.append(Drawn(file, case, expectation, language))
    return tuple(found)


def _asked(file: Path) -> Iterator[tuple[Case, Expectation]]:
    for case in load_cases(file, laws_of(file)):
        yield from ((case, one) for one in case.expectations)


def _answer(expectation: Expectation) -> str:
    return "values" if expectation.values is not None else str(expectation.verdict)


def page_of(one: Drawn) -> str:
    """Return the page of a question that was drawn, as `zakonik ask` prints it."""
    kb = laws_of(one.file)
    reply = ask(kb, one.expectation.question, one.case)
    predicates = spoken(kb, one.language)
    return short_answer(
        kb, one.case, reply, predicates, "pydatalog", Medium(), language=one.language
    )


def case_text(case: Case) -> str:
    """Return the lines of a case as its file has them, behind those that all its cases share."""
    lines = Path(case.span.file).read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("background")]
    return "\n\n".join(_block(lines, first) for first in (*starts, case.span.line - 1))


def _block(lines: Sequence[str], first: int) -> str:
    """Return the lines of a file from one on, up to the next that is not indented."""
    further = range(first + 1, len(lines))
    last = next((at for at in further if lines[at] and not lines[at][0].isspace()), len(lines))
    return "\n".join(lines[first:last]).rstrip()


def written(found: Sequence[Drawn]) -> Iterator[str]:
    """Yield the ten questions, and then each page with its number, its file and its case."""
    yield "Of each page, from the page alone:\n"
    yield from (f"  {number}. {question}\n" for number, question in enumerate(QUESTIONS, 1))
    for number, one in enumerate(found, 1):
        yield f"\n{'=' * 80}\n{number} {one.file.stem} ({one.language})\n\n"
        yield f"{case_text(one.case)}\n{'-' * 80}\n{page_of(one)}"


def main(arguments: Sequence[str]) -> None:
    """Write the pages that a seed draws to standard output."""
    parser = ArgumentParser(prog="python -m tests.reading", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another number draws other pages")
    parser.add_argument("--pages", type=int, default=PAGES, help="how many pages are drawn")
    args = parser.parse_args(arguments)
    for part in written(drawn(FILES, args.seed, args.pages)):
        sys.stdout.write(part)
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
