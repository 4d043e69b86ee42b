"""The five laws that every answer respects (`docs/semantics.md`), on random laws and cases.

A third of the examples is drawn where not all tests are wanted (see `tests.work`).
"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers.from_world import answer
from engine.answers.reply import Answer, Need
from engine.answers.settling import settling, statement_of, verdict
from engine.answers.world import Goal, World
from engine.backends import backend
from engine.proof.checker.closure import closure
from engine.proof.checker.verify import verify
from engine.rails.in_force import with_today
from engine.rails.rail import GRANTED
from parser.datalog.tree import Program, Row
from parser.resolved.tree import Constant, Question, Sentence
from parser.values import Entity
from tests.properties.programs import (
    ANA,
    AS_OF,
    MIA,
    Completion,
    random_case,
    random_completion,
    random_program,
    said,
    world,
)
from tests.work import drawn

SEEDS = st.integers(min_value=0, max_value=10**9)
SETTLED = ("yes", "no")


def question(pred: str, who: Entity) -> Question:
    return Question(Sentence(pred, (Constant(who),)))


def ask(where: World, pred: str, who: Entity) -> Answer:
    reply = answer(where, question(pred, who))
    assert isinstance(reply, Answer)
    return reply


def truth(program: Program, completion: Completion, pred: str, who: Entity) -> bool:
    """Evaluate a completion in which nothing is open, without any rails."""
    plain = with_today(program)
    facts: dict[str, set[Row]] = {"today:": {(AS_OF,)}}
    facts["kind:person"] = {(one,) for one in completion.people}
    for name, row in completion.true:
        facts.setdefault(name, set()).add(row)
    return (who,) in closure(plain, facts, pred).get(pred, set())


@given(SEEDS)
@settings(max_examples=drawn(150))
def test_settled_answers_hold_in_every_completion_and_missing_facts_lead_where_they_are_said_to(
    seed: int,
) -> None:
    random = Random(seed)
    program, case = random_program(random), random_case(random)
    where = world(program, case, backend("reference"))
    reply = ask(where, "p4", ANA)
    for _ in range(25):
        completion = random_completion(random, case)
        actual = truth(program, completion, "p4", ANA)
        if reply.verdict in SETTLED:
            assert actual == (reply.verdict == "yes"), (reply, completion)
    if reply.verdict == "depends":
        changes = settling(where, Goal("p4", (ANA,)), GRANTED)
        assert changes is not None
        assert len(changes) == len(reply.findings) + len(reply.refusals)
        settled = (*case, *(change.said for change in changes))
        for _ in range(25):
            completion = random_completion(random, settled)
            assert truth(program, completion, "p4", ANA), (reply, completion)
    for missing in reply.missing:
        assert missing.needs
        leads = {missing.if_so, missing.if_not, *missing.each}
        assert leads & {"yes", "depends", "no"}, missing  # one side at least is told
        assert missing.if_not != "silent"
        if all(_is_plain(need) for need in missing.needs):
            said = [statement_of("states", one.atom.pred, one.atom.args) for one in missing.needs]
            assert verdict(where.having(said), Goal("p4", (ANA,))) == missing.if_so


@given(SEEDS)
@settings(max_examples=drawn(100))
def test_more_facts_never_turn_or_unsettle_an_answer(seed: int) -> None:
    random = Random(seed)
    program, case = random_program(random), random_case(random)
    before = ask(world(program, case, backend("reference")), "p4", ANA).verdict
    known = {(s.statement.sentence.predicate, str(s.statement.sentence.args)) for s in case}
    more = list(case)
    for pred, who in (("lives", ANA), ("lives", MIA), ("fit", ANA), ("barred", ANA)):
        one = said(random.choice(("states", "denies")), pred, who)
        if (pred, str(one.statement.sentence.args)) not in known and random.random() < 0.6:
            more.append(one)
    after = ask(world(program, tuple(more), backend("reference")), "p4", ANA).verdict
    if before in SETTLED:
        assert after == before


@given(SEEDS)
@settings(max_examples=drawn(60))
def test_the_order_of_rules_conditions_and_facts_does_not_matter(seed: int) -> None:
    random = Random(seed)
    program, case = random_program(random), random_case(random)
    rules, facts = list(program.rules), list(case)
    random.shuffle(rules)
    random.shuffle(facts)
    shuffled = Program(tuple(rules), program.predicates, program.listed)
    first = ask(world(program, case, backend("reference")), "p4", ANA)
    second = ask(world(shuffled, tuple(facts), backend("reference")), "p4", ANA)
    assert first.verdict == second.verdict


@given(SEEDS)
@settings(max_examples=drawn(80))
def test_every_engine_gives_the_same_answer_and_every_proof_and_route_is_valid(seed: int) -> None:
    random = Random(seed)
    program, case = random_program(random), random_case(random)
    where = world(program, case, backend("reference"))
    replies = [ask(where, f"p{level}", ANA) for level in range(5)]
    there = world(program, case, backend("pydatalog"))
    verdicts = [ask(there, f"p{level}", ANA).verdict for level in range(5)]
    assert [reply.verdict for reply in replies] == verdicts
    for reply in replies:
        nodes = [node for node in (reply.proof, *reply.routes) if node is not None]
        assert nodes
        for node in nodes:
            verify(node, where.railed, where.facts)


@given(SEEDS)
@settings(max_examples=drawn(8, 2))
def test_the_engine_of_sets_gives_the_same_answer(seed: int) -> None:
    random = Random(seed)
    program, case = random_program(random), random_case(random)
    worlds = [world(program, case, backend(name)) for name in ("duckdb", "reference")]
    for level in (3, 4):
        found, expected = (ask(where, f"p{level}", ANA).verdict for where in worlds)
        assert found == expected


def _is_plain(need: Need) -> bool:
    """Tell whether a need is one sentence about somebody and values that are known."""
    special = need.limits or need.negative or need.closing or need.examples or need.replaces
    return not special and all(arg is not None for arg in need.atom.args)


@pytest.mark.parametrize("name", ["reference", "pydatalog"])
def test_one_failed_condition_decides_whatever_else_is_open(name: str) -> None:
    from parser.datalog.tree import Atom, Rule, Var

    x = Var("X")
    rule = Rule(Atom("p4", (x,)), (Atom("lives", (x,)), Atom("fit", (x,)), Atom("noted", (x,))))
    program = Program((rule,), random_program(Random(0)).predicates)
    where = world(program, (said("denies", "lives", ANA),), backend(name))
    assert ask(where, "p4", ANA).verdict == "no"
