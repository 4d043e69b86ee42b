"""Random small laws, random cases for them, and every way to complete a case."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from engine.answers.world import World
from engine.backends.protocol import Backend
from engine.rails.from_datalog import to_rails
from engine.rails.said import Said, Source
from parser.datalog.tree import (
    Aggregate,
    Apply,
    Atom,
    Comparison,
    Const,
    ListedRow,
    Literal,
    Negation,
    Program,
    Rule,
    Today,
    Var,
)
from parser.resolved.tree import Constant, Sentence, Statement, Variable
from parser.resolved.vocabulary import Predicate, Provision, Slot
from parser.values import Duration, Entity, Value

PERSON = Slot("person", "person")
ANA, MIA = Entity("person", "Ana"), Entity("person", "Mia")
TOM = Entity("person", "Tom")
"""Somebody whom only a table names."""
NOBODY_NAMED = (Entity("person", "u1"), Entity("person", "u2"))
AS_OF = date(2026, 11, 23)
NUMBERS = (0, 2, 4, 5)
DATES = (date(2010, 1, 1), date(2023, 11, 23), date(2023, 11, 24), date(2026, 1, 1))

VOCABULARY = {
    predicate.name: predicate
    for predicate in (
        Predicate("knows", (PERSON, Slot("friend", "person")), "given"),
        Predicate("lives", (PERSON,), "given"),
        Predicate("wed", (PERSON, Slot("day", "date")), "given", single=1),
        Predicate("told", (PERSON, Slot("day", "date")), "given"),
        Predicate("has", (PERSON, Slot("stock", "number")), "given"),
        Predicate("excused", (PERSON, Slot("day", "date")), "decided", authority="Ministry"),
        Predicate("fit", (PERSON,), "decided", authority="Ministry"),
        Predicate("barred", (PERSON,), "decided", authority="Police"),
        Predicate("noted", (PERSON,), "listed"),
        *(Predicate(f"p{i}", (PERSON,)) for i in range(5)),
    )
}
X, Y, Z, D, N = Var("X"), Var("Y"), Var("Z"), Var("D"), Var("N")
Q, R, S, V = Var("Q"), Var("R"), Var("S"), Var("V")


def _condition(random: Random, level: int) -> tuple[Literal, ...]:
    """Return one or more literals over X that only use derived predicates below `level`."""
    lower = [f"p{i}" for i in range(level)]
    choices: list[tuple[Literal, ...]] = [
        (Atom("lives", (X,)),),
        (Atom("knows", (X, Y)), Atom(random.choice(["lives", "fit", *lower]), (Y,))),
        (Atom("fit", (X,)),),
        (Atom("noted", (X,)),),
        (Negation(Atom("noted", (X,))),),
        (Atom("noted", (Y,)), Negation(Atom(random.choice(["lives", "fit", *lower]), (Y,)))),
        (Atom("noted", (Y,)), Atom(random.choice(["lives", "fit", *lower]), (Y,))),
        (Negation(Atom("barred", (X,))),),
        (Negation(Atom("lives", (X,))),),
        (Negation(Atom("knows", (X, Var("_")))),),
        (
            Atom("wed", (X, D)),
            Comparison(
                random.choice(("<=", "<", ">")),
                Apply("+", (D, Const(Duration(months=36)))),
                Today(),
            ),
        ),
        (Atom("wed", (X, D)), Atom("told", (X, D))),
        (Atom("excused", (X, D)), Atom("wed", (X, D))),
        (Atom("wed", (X, D)), Negation(Atom("told", (X, D)))),
        (Atom("excused", (X, D)), Comparison(random.choice(("<=", ">")), D, Const(DATES[1]))),
        (
            Aggregate("count", N, (Z,), (Atom("knows", (X, Z)),)),
            random.choice((Comparison(random.choice((">=", "<=")), N, Const(1)), _divided(random))),
        ),
        # divisions, also by what may be zero
        (
            Atom("has", (X, Q)),
            Comparison(
                random.choice(("<=", ">", "=")),
                Apply(random.choice(("/", "%")), (Const(6), Q)),
                Const(random.choice((0, 1, 3))),
            ),
        ),
        (
            Atom("has", (X, Q)),
            Comparison("=", R, Apply(random.choice(("/", "%")), (Const(8), Q))),
            Comparison(random.choice(("<", ">=")), R, Const(2)),
        ),
        (
            Aggregate(
                random.choice(("sum", "min", "max", "count")),
                S,
                (Apply(random.choice(("/", "%")), (Const(6), V)),),
                (Atom("has", (X, V)),),
            ),
            Comparison(random.choice((">=", "<=")), S, Const(random.choice((1, 3)))),
        ),
    ]
    choices.extend((Atom(name, (X,)),) for name in lower)
    choices.extend((Negation(Atom(name, (X,))),) for name in lower)
    return random.choice(choices)


def _divided(random: Random) -> Comparison:
    """Return a condition on a division by a number that may be known within limits only."""
    return Comparison(
        random.choice(("<=", ">", "=", "!=")),
        Apply(random.choice(("/", "%")), (Const(6), N)),
        Const(random.choice((0, 2, 3))),
    )


def random_program(random: Random) -> Program:
    """Return a stratified program of up to ten rules over the vocabulary."""
    rules: list[Rule] = []
    for level in range(5):
        for number in range(random.choice((1, 1, 2))):
            body: list[Literal] = [Atom("kind:person", (X,))]
            names: set[str] = set()
            for _ in range(random.choice((1, 2, 2, 3))):
                part = _condition(random, level)
                used = {t.name for lit in part for t in _variables(lit)} - {"X", "_"}
                if not used & names:
                    names |= used
                    body.extend(part)
            provision = Provision(f"R{level}{number}")
            rules.append(Rule(Atom(f"p{level}", (X,)), tuple(body), provision=provision))
        if random.random() < 0.3:
            recursive = (Atom("knows", (X, Y)), Atom(f"p{level}", (Y,)))
            rules.append(
                Rule(Atom(f"p{level}", (X,)), recursive, provision=Provision(f"R{level}x"))
            )
    noted = random.choice(((), (ANA,), (TOM,), (ANA, TOM)))
    return Program(tuple(rules), VOCABULARY, tuple(ListedRow("noted", (one,)) for one in noted))


def _variables(literal: Literal) -> tuple[Var, ...]:
    match literal:
        case Atom(args=args):
            return tuple(arg for arg in args if isinstance(arg, Var))
        case Aggregate(result=Var() as result):
            return (result,)
        case _:
            return ()


def said(kind: str, pred: str, *args: Value | None) -> Said:
    """Return a statement of a case; `None` is a wildcard."""
    terms = tuple(Variable("any", "") if arg is None else Constant(arg) for arg in args)
    statement = Statement(kind, Sentence(pred, terms))  # type: ignore[arg-type]
    return Said(statement, Source(who="test", text=f"{kind} {pred}{args}"))


def random_case(random: Random) -> tuple[Said, ...]:
    """Return consistent statements about Ana and Mia."""
    found: list[Said] = [said("states", "lives", ANA)] if random.random() < 0.5 else []
    for pred in ("lives", "fit", "barred"):
        for who in (ANA, MIA):
            draw = random.random()
            if (pred, who) == ("lives", ANA) and found:
                continue
            if draw < 0.3:
                found.append(said("states", pred, who))
            elif draw < 0.55:
                found.append(said("denies", pred, who))
    for who, friend in product((ANA, MIA), (ANA, MIA)):
        draw = random.random()
        if draw < 0.25:
            found.append(said("states", "knows", who, friend))
        elif draw < 0.5:
            found.append(said("denies", "knows", who, friend))
    for who in (ANA, MIA):
        draw = random.random()
        if draw < 0.4:
            found.append(said("states", "wed", who, random.choice(DATES)))
        elif draw < 0.6:
            found.append(said("denies", "wed", who, None))
        if random.random() < 0.4:
            found.append(said("closes", "knows", who, None))
        for pred, day in product(("told", "excused"), DATES[:2]):
            draw = random.random()
            if draw < 0.6:
                kind = "states" if draw < 0.2 else "denies" if draw < 0.5 else "closes"
                found.append(said(kind, pred, who, day))
        if random.random() < 0.2:
            found.append(said("closes", "told", who, None))
        for stock in NUMBERS[:3]:
            draw = random.random()
            if draw < 0.5:
                kind = "states" if draw < 0.25 else "denies"
                found.append(said(kind, "has", who, stock))
        if random.random() < 0.4:
            found.append(said("closes", "has", who, None))
    return tuple(found)


def world(program: Program, case: tuple[Said, ...], backend: Backend) -> World:
    """Return the world of a case under a program."""
    railed = to_rails(program, program.predicates)
    return World(railed, backend.load(railed.program), case, AS_OF, also=(ANA, MIA))


@dataclass(frozen=True)
class Completion:
    """One way to settle everything: all facts and all findings, with the individuals there are."""

    people: tuple[Entity, ...]
    true: frozenset[tuple[str, tuple[Value, ...]]]


def random_completion(random: Random, case: tuple[Said, ...]) -> Completion:
    """Return a random completion of `case`."""
    people = (ANA, MIA, TOM, *NOBODY_NAMED[: random.choice((0, 1, 2))])
    density = random.choice((0.05, 0.3, 0.6, 0.95))
    true: set[tuple[str, tuple[Value, ...]]] = set()
    stated = {
        (s.statement.sentence.predicate, _row(s)) for s in case if s.statement.kind == "states"
    }
    true |= stated
    for pred in ("lives", "fit", "barred"):
        for who in people:
            if random.random() < density and not _shut(case, pred, (who,)):
                true.add((pred, (who,)))
    for who, friend in product(people, people):
        if random.random() < density and not _shut(case, "knows", (who, friend)):
            true.add(("knows", (who, friend)))
    for who in people:
        has = any(pred == "wed" and row[0] == who for pred, row in stated)
        if not has and random.random() < 0.7 and not _shut(case, "wed", (who, None)):
            true.add(("wed", (who, random.choice(DATES))))
    for pred, who, day in product(("told", "excused"), people, DATES):
        if random.random() < density and not _shut(case, pred, (who, day)):
            true.add((pred, (who, day)))
    for who, stock in product(people, NUMBERS):
        if random.random() < density and not _shut(case, "has", (who, stock)):
            true.add(("has", (who, stock)))
    return Completion(people, frozenset(true))


def _row(one: Said) -> tuple[Value, ...]:
    return tuple(t.value for t in one.statement.sentence.args if isinstance(t, Constant))


def _shut(case: tuple[Said, ...], pred: str, row: tuple[Value | None, ...]) -> bool:
    for one in case:
        sentence = one.statement.sentence
        if sentence.predicate != pred or one.statement.kind == "states":
            continue
        pattern = [t.value if isinstance(t, Constant) else None for t in sentence.args]
        if all(p is None or p == v for p, v in zip(pattern, row, strict=True)):
            return True
    return False
