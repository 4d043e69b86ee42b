"""Random laws over registers of random cases: each case has the answer that it has by itself."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers.cases import statements
from engine.answers.from_world import closed
from engine.answers.world import Goal, World
from engine.backends import backend
from engine.rails.facts import build
from engine.rails.from_datalog import to_rails
from engine.rails.said import Said
from engine.registers.by_sets import decide_by_sets, in_database
from engine.registers.ready import ready
from engine.registers.rules.subject import SUBJECT
from engine.registers.tables.run_tables import SETS
from parser.datalog.tree import (
    Apply,
    Atom,
    Comparison,
    Const,
    Constraint,
    Literal,
    Negation,
    Program,
    Rule,
    Var,
)
from parser.resolved.tree import Case, Constant, Question, Sentence
from parser.resolved.vocabulary import Predicate, Provision
from parser.text.diagnostic import SourceError
from parser.values import UNKNOWN, Duration, Entity, Range
from tests.engine.registers.registers import register_of
from tests.properties.programs import ANA, AS_OF, DATES, PERSON, X, random_case, random_program
from tests.work import drawn

CASES = 8
PREDS = ("p2", "p3", "p4")


def with_more(program: Program, random: Random) -> Program:
    """Return a law that also denies what it concludes, and concludes it either way of a fact."""
    rules = list(program.rules)
    predicates = dict(program.predicates)
    person = Atom("kind:person", (X,))
    for pred in PREDS:
        if random.random() < 0.5:
            contrary = f"not_{pred}"
            predicates[contrary] = Predicate(contrary, (PERSON,), denies=pred)
            one = random.choice((Atom("p0", (X,)), Atom("lives", (X,)), Atom("barred", (X,))))
            rules.append(Rule(Atom(contrary, (X,)), (person, one), provision=Provision("DENIES")))
        if random.random() < 0.3:
            atom = Atom(random.choice(("lives", "fit", "p0", "p1")), (X,))
            for way, condition in (("SO", atom), ("NOT", Negation(atom))):
                body = (person, condition, Atom("p1", (X,)))
                rules.append(Rule(Atom(pred, (X,)), body, provision=Provision(f"{way}-{pred}")))
    return replace(program, rules=tuple(rules), predicates=predicates)


def with_presumptions(program: Program, random: Random) -> Program:
    """Return a law that presumes some of what it concludes, until the contrary is known.

    Some of the contrary rests on a fact being so or not being so, which is certain only by cases.
    """
    rules = list(program.rules)
    predicates = dict(program.predicates)
    person = Atom("kind:person", (X,))
    for pred in PREDS:
        if random.random() < 0.5:
            continue
        contrary = f"not_{pred}"
        if contrary not in predicates:
            predicates[contrary] = Predicate(contrary, (PERSON,), denies=pred)
        taken_back = Negation(Atom(contrary, (X,)), shown=True)
        when = random.choice(((), (Atom("lives", (X,)),), (Atom("wed", (X, Var("D"))),)))
        presumed = Rule(Atom(pred, (X,)), (person, *when, taken_back), provision=Provision("PRE"))
        rules.append(presumed)
        for number in range(random.choice((1, 1, 2))):
            fact = Atom(random.choice(("lives", "fit", "p0", "p1")), (X,))
            told = Comparison("<=", Var("D"), Const(random.choice(DATES)))
            ways: tuple[tuple[Literal, ...], ...] = (
                (fact,),
                (Negation(fact),),
                (Atom("told", (X, Var("D"))), told),
                (Atom("knows", (X, Var("Y"))), Atom("barred", (Var("Y"),))),
            )
            chosen = ways[:2] if random.random() < 0.3 else (random.choice(ways),)
            for way in chosen:
                provision = Provision(f"BACK{number}")
                rules.append(Rule(Atom(contrary, (X,)), (person, *way), provision=provision))
    return replace(program, rules=tuple(rules), predicates=predicates)


def with_constraint(program: Program, random: Random) -> Program:
    """Return a law that may also say what cannot be: told before wed, or fit and barred."""
    day, other = Var("Day"), Var("Other")
    told, wed = Atom("told", (X, day)), Atom("wed", (X, other))
    earlier = Comparison("<", day, Apply("+", (other, Const(Duration(months=1)))))
    chosen = random.choice(
        (
            (),
            (Constraint((told, wed), (earlier,), Provision("TOLD")),),
            (Constraint((Atom("fit", (X,)), Atom("barred", (X,))), (), Provision("FIT")),),
        )
    )
    return replace(program, constraints=chosen)


def partly_known(case: tuple[Said, ...], random: Random) -> tuple[Said, ...]:
    """Return a case in which some days, and numbers, are known in part or not at all."""
    ranges = (UNKNOWN, Range(date(2023, 1, 1), date(2023, 12, 31)), Range(None, DATES[2]))
    found: list[Said] = []
    for one in case:
        sentence = one.statement.sentence
        values = [t.value for t in sentence.args if isinstance(t, Constant)]
        open_one = one.statement.kind == "states" and len(values) == 2 and random.random() < 0.4
        if open_one and isinstance(values[1], date):
            values[1] = random.choice(ranges)
        elif open_one and isinstance(values[1], int):
            values[1] = UNKNOWN
        args = tuple(map(Constant, values)) if open_one else sentence.args
        statement = replace(one.statement, sentence=replace(sentence, args=args))
        found.append(replace(one, statement=statement))
    return tuple(found)


def is_fitting(program: Program, case: Case) -> bool:
    """Tell whether the statements of a case contradict neither each other nor a constraint."""
    try:
        build(to_rails(program, PREDS), statements(case), AS_OF, (ANA,))
    except SourceError:
        return False
    return True


def alone(program: Program, case: Case, question: Question, pred: str) -> str:
    railed = to_rails(program, (pred,))
    loaded = backend("pydatalog").load(railed.program)
    where = World(railed, loaded, statements(case), AS_OF, also=(ANA,))
    return closed(where, question, Goal(pred, (ANA,)), every_route=False).verdict


@given(st.integers(min_value=0, max_value=10**9), st.booleans())
@settings(max_examples=drawn(12, 2))
def test_a_register_answers_as_each_case_does(seed: int, wide: bool) -> None:
    random = Random(seed)
    program = with_constraint(with_more(random_program(random), random), random)
    if random.random() < 0.5:
        program = with_presumptions(program, random)
    told = [
        Case(f"case {number}", AS_OF, tuple(one.statement for one in said))
        for number in range(CASES)
        for said in (partly_known(random_case(random), random),)
    ]
    cases = [one for one in told if is_fitting(program, one)]
    database, register = register_of(program.predicates, cases, ANA, wide)
    pred = random.choice(PREDS)
    question = Question(Sentence(pred, (Constant(Entity("person", SUBJECT)),)))
    asked = ready(program, question, AS_OF, register)
    decide_by_sets(database, asked, register, program.predicates, in_database)
    rows = database.execute(f"SELECT a0, answer FROM {SETS.found} WHERE NOT left_open").fetchall()
    for number, answer in rows:  # what is left open is asked of the case engine, which is `alone`
        assert answer == alone(program, cases[number], question, pred), cases[number].title
