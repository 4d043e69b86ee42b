"""Text -> syntax tree."""

import gc
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal, TypeVar

from parser.frozen import dataclass
from parser.syntax import lexed
from parser.syntax.blocks import Block, blocks
from parser.syntax.case_lines import statement_tokens
from parser.syntax.headings import SECTIONS, nearest_section
from parser.syntax.scan import check_visible, scan
from parser.syntax.tree import (
    BackgroundDecl,
    CaseDecl,
    CaseFile,
    Declaration,
    LawDecl,
    LawFile,
    Sentence,
    StatementDecl,
    Token,
)
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.span import Span

_LAW_LINE = re.compile(r"^law\b", re.MULTILINE)

_T = TypeVar("_T")

StatementKind = Literal["states", "denies", "closes", "closes plural", "closes all", "opens"]

CASES = frozenset({"background", "case"})
"""The sections of a `.case` file; all others are of a `.law` file."""

LAWS = frozenset(SECTIONS) - CASES

_WITHOUT_WORDS = frozenset({"rule", "provision", "impossible", "reading"})
"""Sections without which the sentences and names of a law are known all the same."""

LONGEST_INPUT = 5_000
"""Characters of the longest question or statement that is read."""


@dataclass(frozen=True, slots=True)
class Partial:
    """What of a law could be read (None if its words could not), and what is wrong with it."""

    law: LawFile | None
    problems: tuple[Diagnostic, ...]


def parse_law(text: str, file: str) -> LawFile:
    """Return the syntax tree of a `.law` file; raise SourceError with all that is wrong in it.

    >>> parse_law('law lending "Lending rules"', "lending.law").law.title
    'Lending rules'
    """
    found = parse_law_in_part(text, file)
    if found.problems or found.law is None:
        raise SourceError(found.problems)
    return found.law


def parse_law_in_part(text: str, file: str) -> Partial:
    """Return what of a `.law` file can be read, and all that is wrong in it.

    A rule that cannot be read leaves the others as they are. Where what says the words of a law
    cannot be read, nothing else can be judged: a line of the vocabulary may be any sentence, with
    wordings and names of its own and nouns that it brings in, so that each error in the sentences
    of a rule may follow from it. What lines break by their form is told all the same.
    """
    parsed, problems, failed = _parse(text, file, LAWS)
    law: LawDecl | None = None
    declarations: list[Declaration] = []
    for one in parsed:
        if not isinstance(one, LawDecl):
            declarations.extend(one if isinstance(one, tuple) else (one,))
        elif law is None and not declarations:
            law = one
        else:
            failed.add("law")
            problems.append(
                Diagnostic(
                    "misplaced-law",
                    "`law` comes once, at the start of a file",
                    one.span,
                    help="put each law into a file of its own" if law else "move it to the top",
                )
            )
    if not _LAW_LINE.search(text):
        problems.append(
            Diagnostic(
                "missing-law",
                "this file does not say which law it states",
                Span(file, 0, 1, 1, 1),
                help='start it with `law short-name "Title of the law"`',
            )
        )
    unread = {one if one in SECTIONS else nearest_section(one) for one in failed}
    whole = law is not None and unread <= _WITHOUT_WORDS
    tree = LawFile(law, tuple(declarations)) if law is not None and whole else None
    return Partial(tree, _sorted(problems))


def parse_cases(text: str, file: str) -> CaseFile:
    """Return the syntax tree of a `.case` file; raise SourceError with all that is wrong in it."""
    cases, problems = parse_cases_in_part(text, file)
    if problems:
        raise SourceError(problems)
    return CaseFile(cases)


def parse_cases_in_part(
    text: str, file: str
) -> tuple[tuple[CaseDecl, ...], tuple[Diagnostic, ...]]:
    """Return the cases of a `.case` file that can be read, and all that is wrong in it.

    What all cases have stands in each, in front of what it says itself.
    """
    parsed, problems, _ = _parse(text, file, CASES)
    shared = [one for one in parsed if isinstance(one, BackgroundDecl)]
    cases = tuple(_before(shared, one) for one in parsed if isinstance(one, CaseDecl))
    problems += [
        Diagnostic(
            "second-background",
            "this file has a background already",
            another.span,
            (Label(shared[0].span, "the first one"),),
            "write one `background` with all lines",
        )
        for another in shared[1:]
    ]
    if not cases and not problems:
        place = Span(file, 0, 1, 1, 1)
        problems.append(
            Diagnostic(
                "missing-case",
                "there is no case in this file",
                place,
                help='write `case "Title"` with `given` and `expect` below',
            )
        )
    return cases, _sorted(problems)


def _before(shared: Sequence[BackgroundDecl], case: CaseDecl) -> CaseDecl:
    if not shared:
        return case
    first = shared[0]
    statements = (*first.statements, *case.statements)
    as_of, meaning = case.as_of or first.as_of, case.meaning or first.meaning
    return replace(case, as_of=as_of, statements=statements, meaning=meaning)


def _parse(
    text: str, file: str, here: Collection[str]
) -> tuple[list[Any], list[Diagnostic], set[str]]:
    """Return what the blocks declare, what is wrong, and which sections cannot be read.

    `here` are the sections of the file.
    """
    from parser.syntax.grammar import parse_block  # loads Lark, which one line does without

    parsed: list[Any] = []
    problems: list[Diagnostic] = []
    failed: set[str] = set()
    with _uncollected():
        for block in blocks(text, file, problems):
            if block.section in SECTIONS and block.section not in here:
                problems.append(_elsewhere(block))
            elif block.is_faulty:
                failed.add(block.section)
                problems.extend(_problems_of(block))
            else:
                try:
                    parsed.append(parse_block(block))
                except SourceError as error:
                    failed.add(block.section)
                    problems.extend(_problems_of(block, error.diagnostics))
    return parsed, problems, failed


def _problems_of(block: Block, first: tuple[Diagnostic, ...] = ()) -> tuple[Diagnostic, ...]:
    from parser.syntax.recovery import problems_of

    return problems_of(block, first)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the collector: a tree has no cycles, and each pass over a large one finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _elsewhere(block: Block) -> Diagnostic:
    files = ".case" if block.section in CASES else ".law"
    return Diagnostic(
        "misplaced-declaration",
        f"`{block.section}` belongs into a {files} file",
        block.place,
        help="move it there",
    )


def _sorted(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.at.start, problem.code)))


def parse_question(text: str, file: str) -> Sentence:
    """Return a question (one line, with or without `?` at its end) as a row of tokens.

    >>> [token.text for token in parse_question("can Ana vote?", "question").tokens]
    ['can', 'Ana', 'vote', '?']
    """
    return _one_line(text, file, lambda pieces: Sentence(pieces, span=lexed.spanning(pieces)))


def parse_statement(text: str, file: str) -> StatementDecl:
    """Return a statement as it may stand under `given` in a case.

    >>> parse_statement("it is false that Ana is banned", "fact").kind
    'denies'
    """
    return _one_line(text, file, _statement)


def _statement(pieces: tuple[Token, ...]) -> StatementDecl:
    kinds: dict[str, StatementKind] = {
        "FALSE": "denies",
        "CLOSES": "closes",
        "CLOSES_PLURAL": "closes plural",
        "CLOSES_ALL": "closes all",
        "OPENS": "opens",
    }
    tokens = list(statement_tokens(pieces))
    span = lexed.spanning(pieces)
    nothing = Sentence((), span=span)
    sentence = next((one.payload for one in tokens if one.type == "SENTENCE"), nothing)
    return StatementDecl(kinds.get(tokens[0].type, "states"), sentence, span=span)


def _one_line(text: str, file: str, made: Callable[[tuple[Token, ...]], _T]) -> _T:
    lines = text.split("\n")
    number = next((n for n, line in enumerate(lines) if line.strip()), 0)
    line = lines[number].rstrip("\r")
    place = Span(file, 0, 1, 1, 1)
    if len(text) > LONGEST_INPUT:
        raise lexed.error(
            "line-too-long",
            f"this is longer than {LONGEST_INPUT:,} characters",
            place,
            "say it shorter",
        )
    if any(other.strip() for other in lines[number + 1 :]):
        raise lexed.error(
            "several-lines", "this has more than one line", place, "write it on one line"
        )
    offset = sum(len(before) + 1 for before in lines[:number])
    check_visible(line, file, offset, number + 1)
    pieces = scan(line, file, offset, number + 1)
    if not pieces:
        raise lexed.error("nothing-said", "there is nothing to read", place, "write a sentence")
    return made(pieces)
