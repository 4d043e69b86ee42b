"""A case said in Montenegrin, and read back."""

import re
from collections.abc import Iterator

from engine.pages.language import spoken
from engine.pages.montenegrin import Montenegrin
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.resolved.tree import Case, Constant, Question, Sentence, Variable
from parser.text.diagnostic import SourceError
from parser.values import Entity

_SIMPLE = re.compile(r"[^\W\d][\w-]*")


def _questions(case: Case) -> list[Question]:
    """Return the questions of a case that a page says in full.

    It leaves out the quotes that names need, and that only a number is wanted.
    """
    return [
        one.question
        for one in case.expectations
        if one.question.sentence.predicate
        and not one.question.how_many
        and all(
            _SIMPLE.fullmatch(term.value.name)
            for term in one.question.sentence.args
            if isinstance(term, Constant)
            and isinstance(term.value, Entity)
            and term.value.name in case.names
        )
    ]


def in_montenegrin(kb: KnowledgeBase, case: Case) -> str:
    """Write a case with its questions as a case file in Montenegrin, with any answers."""
    says = spoken(kb, "me")
    assert isinstance(says, Montenegrin)
    lines = ['slučaj "x"']
    lines += [f"    na dan {case.as_of.isoformat()}"] if case.as_of else []
    lines += [f"    po {one}{'' if to == 'on' else f' {to}'}" for one, to in case.under.items()]
    if case.statements:
        lines += ["    dato", *(f"        {says.statement(one)}" for one in case.statements)]
    asked = _questions(case)
    lines += [
        "    očekuje se",
        *(f"        {says.question(one)}: nije razjašnjeno" for one in asked),
    ]
    return "\n".join(lines) + "\n"


def differing(kb: KnowledgeBase, case: Case) -> Iterator[str]:
    """Yield what is not the same in a case that was said in Montenegrin and read back."""
    text = in_montenegrin(kb, case)
    try:
        (read,) = read_cases(text, "x.case", kb)
    except SourceError as error:
        yield f"{error}\n{text}"
        return
    for was, now in zip(case.statements, read.statements, strict=True):
        if (was.kind, _fixed(was.sentence)) != (now.kind, _fixed(now.sentence)):
            yield f"{was}\n{now}\n{text}"
    asked = _questions(case)
    for one, other in zip(asked, read.expectations, strict=True):
        if not _asks_the_same(one, other.question):
            yield f"{one}\n{other.question}\n{text}"


def _asks_the_same(one: Question, other: Question) -> bool:
    """Tell whether two questions ask the same; what is left open may be called otherwise."""
    return (_fixed(one.sentence), one.how_many, _places(one)) == (
        _fixed(other.sentence),
        other.how_many,
        _places(other),
    )


def _fixed(said: Sentence) -> tuple[str, tuple[Constant | None, ...]]:
    return said.predicate, tuple(one if isinstance(one, Constant) else None for one in said.args)


def _places(asked: Question) -> list[int]:
    """Return the places of a question whose values are wanted."""
    return [
        place
        for place, term in enumerate(asked.sentence.args)
        if isinstance(term, Variable) and term.name in asked.open
    ]
