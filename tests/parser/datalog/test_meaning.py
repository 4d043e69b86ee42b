"""Both sides executed: lowered rules conclude what the resolved rules mean."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.backends import backend
from engine.rails.in_force import with_today
from parser.datalog.check import check
from parser.datalog.from_resolved import lower
from parser.datalog.tree import Program
from parser.resolved.law_tree import Law
from parser.text.diagnostic import SourceError
from tests.parser.datalog.meaning import (
    DATES,
    DERIVED,
    DOMAIN,
    PEOPLE,
    TODAY,
    VOCABULARY,
    Rows,
    random_facts,
    random_law,
    relations,
)

SEEDS = st.integers(min_value=0, max_value=10**9)


def lowered(law: Law) -> Program | None:
    """Return the checked program of a random law, or None if a variable has no value in it."""
    try:
        return check(lower([law]))
    except SourceError as error:
        assert {each.code for each in error.diagnostics} == {"unsafe-variable"}
        return None


def executed(program: Program, facts: Rows) -> Rows:
    """Return the relations of the program, asked for every date of the domain."""
    given_facts: Rows = {
        **facts,
        "today:": {(TODAY,)},
        "kind:person": {(one,) for one in PEOPLE},
        "asked:at": {(day,) for day in DATES},
    }
    model = backend("reference").load(with_today(program)).evaluate(given_facts)
    found: Rows = {}
    for name in DERIVED:
        for pred in (name, f"not:{name}"):
            arity = len(VOCABULARY[name].slots)
            rows = model.rows(pred, (None,) * arity)
            found[pred] = {row for row in rows if _inside(row)}
    return found


def _inside(row: tuple[object, ...]) -> bool:
    return all(any(value in values for values in DOMAIN.values()) for value in row)


def safe(law: Law) -> Law:
    """Return the law without the rules in which a variable has no value."""
    kept = [
        rule
        for rule in law.rules
        if lowered(replace(law, rules=(replace(rule, notwithstanding=()),))) is not None
    ]
    known = {rule.provision.rule for rule in kept}
    rules = (
        replace(rule, notwithstanding=tuple(n for n in rule.notwithstanding if n[0] in known))
        for rule in kept
    )
    return replace(law, rules=tuple(rules))


@given(SEEDS)
@settings(max_examples=150)
def test_a_lowered_law_concludes_what_it_means(seed: int) -> None:
    random = Random(seed)
    law = safe(random_law(random))
    program = lowered(law)
    assert program is not None
    facts = random_facts(random)
    wanted = relations(law, facts)
    for name, rows in executed(program, facts).items():
        assert rows == wanted[name], name
