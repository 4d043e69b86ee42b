"""Random stratified programs: recursion, negation, comparisons, arithmetic, aggregates."""

from dataclasses import dataclass

from hypothesis import strategies as st

from parser.datalog.tree import (
    Aggregate,
    AggregateKind,
    Apply,
    Atom,
    Comparison,
    Const,
    Expr,
    Function,
    Literal,
    Negation,
    Operator,
    Program,
    Row,
    Rule,
    Term,
    Var,
)
from parser.values import Value

ARITIES = {
    "e": 1,
    "f": 2,
    "g": 2,
    "p": 1,
    "q": 2,
    "r": 2,
    "s": 1,
    "t": 2,
    "u": 1,
    "v": 3,
}
STORED = ("e", "f", "g")
STRATA = (("p", "q"), ("r", "s"), ("t",), ("u", "v"))
NAMES = ("A", "B", "C", "D")
NUMBERS: tuple[Value, ...] = (0, 1, 2, -1)
MIXED: tuple[Value, ...] = (0, 1, "1", 'b"\\')
OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=")
FUNCTIONS: tuple[Function, ...] = ("+", "-", "*", "/", "%")
LARGEST = 6


@dataclass(frozen=True)
class Situation:
    """A program, the rows it runs on, and questions to ask first."""

    program: Program
    facts: dict[str, set[Row]]
    questions: tuple[tuple[str, tuple[Value | None, ...]], ...]


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Return a random program, with rows and questions."""
    has_numbers = draw(st.booleans())
    values = NUMBERS if has_numbers else MIXED
    rules: list[Rule] = []
    lower: tuple[str, ...] = STORED
    for stratum in STRATA:
        for pred in stratum:
            for _ in range(draw(st.integers(1, 3))):
                rules.append(draw(_rules(pred, lower, stratum, values, has_numbers)))
        lower = (*lower, *stratum)
    row = st.sampled_from(values)
    facts = {
        pred: draw(st.sets(st.tuples(*[row] * ARITIES[pred]), min_size=2, max_size=8))
        for pred in (*STORED, *draw(st.sets(st.sampled_from(lower), max_size=2)))
    }
    questions = draw(st.lists(_questions(lower, values), max_size=6))
    return Situation(Program(tuple(rules)), facts, tuple(questions))


def _questions(
    preds: tuple[str, ...], values: tuple[Value, ...]
) -> st.SearchStrategy[tuple[str, tuple[Value | None, ...]]]:
    place = st.one_of(st.none(), st.sampled_from(values))
    return st.sampled_from(preds).flatmap(
        lambda pred: st.tuples(st.just(pred), st.tuples(*[place] * ARITIES[pred]))
    )


@st.composite
def _rules(
    draw: st.DrawFn,
    pred: str,
    lower: tuple[str, ...],
    stratum: tuple[str, ...],
    values: tuple[Value, ...],
    has_numbers: bool,
) -> Rule:
    constants = st.sampled_from(values).map(Const)
    names_first = st.sampled_from((*NAMES, *NAMES)).map(Var)
    anywhere = st.one_of(names_first, names_first, names_first, constants, st.just(Var("_")))
    positive = _any_of((*lower, *stratum), anywhere)
    body: list[Literal] = list(draw(st.lists(positive, min_size=1, max_size=2)))
    names = {
        term.name
        for part in body
        if isinstance(part, Atom)
        for term in part.args
        if isinstance(term, Var)
    } - {"_"}
    known: st.SearchStrategy[Term] = constants
    if names:
        variables = st.sampled_from(sorted(names)).map(Var)
        known = st.one_of(variables, variables, variables, constants)
    for _ in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(["not", "compare", "assign", "aggregate"]))
        new: Var | None = None
        match kind:
            case "not":
                negated = _any_of(lower, st.one_of(known, st.just(Var("_"))))
                body.append(Negation(draw(negated)))
            case "compare":
                left, right = draw(_expressions(known, has_numbers)), draw(known)
                body.append(Comparison(draw(st.sampled_from(OPERATORS)), left, right))
            case "assign":
                new = Var(f"N{len(body)}")
                body.append(Comparison("=", new, draw(_expressions(known, has_numbers))))
                if has_numbers:
                    body.append(Comparison("<=", new, Const(LARGEST)))
                    body.append(Comparison(">=", new, Const(-LARGEST)))
            case _:
                new = Var(f"N{len(body)}")
                body.append(draw(_aggregates(new, lower, known, len(body), has_numbers)))
        if new is not None:
            known = st.one_of(known, st.just(new))
    head = Atom(pred, tuple(draw(known) for _ in range(ARITIES[pred])))
    if has_numbers and pred in {part.pred for part in body if isinstance(part, Atom)}:
        body.extend(
            Comparison("<=", arg, Const(LARGEST)) for arg in head.args if isinstance(arg, Var)
        )
    return Rule(head, tuple(draw(st.permutations(body))))


def _any_of(preds: tuple[str, ...], terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Atom]:
    def atoms(pred: str) -> st.SearchStrategy[Atom]:
        return st.tuples(*[terms] * ARITIES[pred]).map(lambda args: Atom(pred, args))

    return st.sampled_from(preds).flatmap(atoms)


def _applied(function: Function, args: tuple[Term, ...]) -> Apply:
    """Return a function of whole numbers; of a quotient, the whole part, as clingo has it."""
    found = Apply(function, args)
    return Apply("whole", (found,)) if function == "/" else found


def _expressions(known: st.SearchStrategy[Term], has_numbers: bool) -> st.SearchStrategy[Expr]:
    if not has_numbers:
        return known
    pair = st.tuples(known, known)
    applied = st.builds(_applied, st.sampled_from(FUNCTIONS), pair)
    return st.one_of(known, applied, applied.map(lambda inner: Apply("neg", (inner,))))


@st.composite
def _aggregates(
    draw: st.DrawFn,
    result: Var,
    lower: tuple[str, ...],
    known: st.SearchStrategy[Term],
    number: int,
    has_numbers: bool,
) -> Aggregate:
    own = [Var(f"I{number}"), Var(f"J{number}")]
    terms = st.one_of(st.sampled_from(own), known)
    first = draw(_any_of(lower, terms))
    more = draw(st.lists(_any_of(lower, terms), max_size=1))
    body = (Atom(first.pred, (own[0], *first.args[1:])), *more)
    kinds: list[AggregateKind] = ["count", "min", "max", "sum"]
    kind = draw(st.sampled_from(kinds if has_numbers else kinds[:-1]))
    if kind == "count" and draw(st.booleans()):
        return Aggregate(kind, result, (), body)
    term: Expr = own[0]
    if has_numbers and draw(st.booleans()):
        pair = st.permutations([own[0], draw(known)])
        function: Function = draw(st.sampled_from(FUNCTIONS))
        term = _applied(function, tuple(draw(pair)))
    return Aggregate(kind, result, (term,), body)
