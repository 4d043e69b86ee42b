"""Worked cases, as one register, have the answers that each has by itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import kb
from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.answers.worked_cases import Checked, check_case
from engine.rails.in_force import in_force
from engine.rails.relevant_rules import relevant
from engine.registers.by_sets import decide_by_sets, in_database
from engine.registers.ready import ready
from engine.registers.rules.subject import SUBJECT
from engine.registers.tables.run_tables import SETS
from kb.base import KnowledgeBase
from kb.from_files import find, load_cases, load_laws
from parser.resolved.tree import Case, Constant, Statement, Variable
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import Entity
from tests.engine.registers.registers import register_of
from tests.laws import answered, shipped
from tests.work import EVERYTHING

FOLDER = Path(kb.__file__).parent / "montenegro"
NAMES = ("admittance", "emigrants", "marriage", "articles", "statute-citizenship")
FILES = [FOLDER / f"{name}.case" for name in NAMES]
AT_LEAST = 3
"""Only questions asked of as many cases are taken, since a register of one shows little."""

ANSWERS = Path(__file__).parent.parent / "answers"
SMALL = [
    ANSWERS / f"{name}.law"
    for name in (
        "single-of-several",
        "partly-denied",
        "by-cases",
        "contradicted",
        "else-no",
        "presumed",
    )
]

Asked = tuple[Case, Checked]


def groups(
    worked: Sequence[tuple[Case, tuple[Checked, ...]]], laws: KnowledgeBase
) -> list[list[Asked]]:
    """Return the worked cases with the same question about the same individual on one day."""
    found: dict[object, list[Asked]] = defaultdict(list)
    for case, results in worked:
        if any(map(closes_values, case.statements)) or has_no_table(case, laws):
            continue
        for checked in results:
            question = checked.expectation.question
            args = question.sentence.args
            values = tuple(arg.value for arg in args if isinstance(arg, Constant))
            if len(values) == len(args) and any(isinstance(one, Entity) for one in values):
                key = (question.sentence.predicate, values, case.as_of, tuple(case.under.items()))
                found[key].append((case, checked))
    return list(found.values())


def closes_values(statement: Statement) -> bool:
    """Tell whether a closure names a value, or a denial a value for everybody, as no table can."""
    terms = statement.sentence.args
    named = any(isinstance(one, Constant) and not isinstance(one.value, Entity) for one in terms)
    everybody = any(isinstance(a, Variable) and a.kind not in VALUE_KINDS for a in terms)
    return named and (statement.kind == "closes" or (statement.kind == "denies" and everybody))


def has_no_table(case: Case, laws: KnowledgeBase) -> bool:
    """Tell whether a line is of none that a table says.

    What is closed by default a mapping says, and what rules conclude nothing but a case.
    """
    return any(
        one.kind in ("closes all", "opens")
        or laws.predicates[one.sentence.predicate].origin == "derived"
        for one in case.statements
    )


def of_register(laws: KnowledgeBase, asked: Sequence[Asked], wide: bool) -> list[str | None]:
    case, checked = asked[0]
    question = checked.expectation.question
    args = list(question.sentence.args)
    place = next(
        n for n, a in enumerate(args) if isinstance(a, Constant) and isinstance(a.value, Entity)
    )
    chosen = args[place]
    assert isinstance(chosen, Constant)
    subject = chosen.value
    assert isinstance(subject, Entity)
    assert case.as_of is not None
    args[place] = Constant(Entity(subject.kind, SUBJECT))
    about = replace(question, sentence=replace(question.sentence, args=tuple(args)))
    program = in_force(relevant(laws.program, about.sentence.predicate), case.as_of, case.under)
    database, register = register_of(laws.predicates, [one for one, _ in asked], subject, wide)
    made = ready(program, about, case.as_of, register)
    decide_by_sets(database, made, register, laws.predicates, in_database)
    rows = database.execute(
        f"SELECT a0, CASE WHEN NOT left_open THEN answer END FROM {SETS.found}"
    ).fetchall()
    found = dict(rows)
    return [found[number] for number in range(len(asked))]


def agrees(found: list[str | None], expected: list[str]) -> bool:
    """Tell whether all answers are right; None is one that is asked of the case engine."""
    pairs = zip(found, expected, strict=True)
    return all(one is None or one == right for one, right in pairs)


def verdict(checked: Checked) -> str:
    assert isinstance(checked.reply, Answer)
    return checked.reply.verdict


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_register_answers_as_each_case_does(file: Path) -> None:
    laws = shipped()
    looked = 0
    enough = [one for one in groups(answered(file), laws) if len(one) >= AT_LEAST]
    for asked in enough[: 6 : 1 if EVERYTHING else 6]:
        expected = [verdict(one) for _, one in asked]
        for wide in (False, True):
            assert agrees(of_register(laws, asked, wide), expected), text(asked)
        looked += len(asked)
    assert looked >= AT_LEAST


def text(asked: Sequence[Asked]) -> str:
    return asked[0][1].expectation.question.text


@pytest.mark.parametrize("law", SMALL, ids=lambda path: path.stem)
def test_a_register_answers_as_each_case_of_a_small_law_does(law: Path) -> None:
    laws = load_laws(find(str(law)).laws)
    worked = [
        (case, check_case(case, partial(ask, laws)))
        for case in load_cases(law.with_suffix(".case"), laws)
    ]
    asked_of = [
        asked
        for asked in groups(worked, laws)
        if laws.predicates[asked[0][1].expectation.question.sentence.predicate].origin == "derived"
    ]
    assert asked_of
    for asked in asked_of:
        expected = [verdict(one) for _, one in asked]
        for wide in (False, True):
            assert agrees(of_register(laws, asked, wide), expected), text(asked)
