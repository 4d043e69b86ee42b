"""A case -> the stored rows that a program on rails reads, with who stated each of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import chain
from typing import NamedTuple

from engine.rails.defaults import closed_by_default
from engine.rails.denials import Denials
from engine.rails.from_datalog import Railed
from engine.rails.impossible import Breach, CannotBe, Excluded, Held, Rows, breaches
from engine.rails.impossible import excluded as ruled_out_by
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.individuals import OfKind, nobody_of
from engine.rails.jointly import Joint, broken_together
from engine.rails.names import TODAY
from engine.rails.ruled_out_rows import Pattern, ruled_out_rows
from engine.rails.said import Said, Source
from engine.rails.told import denied_rows, stored
from parser.datalog.naming import Told as OfCase
from parser.datalog.tree import Row
from parser.frozen import dataclass
from parser.resolved.single_values import could_be_one, narrower
from parser.resolved.tree import Constant, Term, Variable
from parser.resolved.vocabulary import GroundAtom, Predicate
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.span import Span
from parser.values import SOMEONE, UNKNOWN, Entity, Range, Value
from parser.words.sentence import sentence


class Told(NamedTuple):
    """What the rows of a case are made from (see `build`)."""

    said: tuple[Said, ...] = ()
    also: tuple[Entity, ...] = ()
    asked: tuple[tuple[str, Row], ...] = ()
    excluded: tuple[Excluded, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The rows of one case.

    `rows` are the stored rows by name; `stated`, `denied` and `closed` say where each came
    from, by predicate and row (`None` in a denial or closure is "any"). `told` is what they were
    all made from, `impossible` what constraints rule out given what is stated.
    """

    rows: dict[str, set[Row]]
    as_of: date
    domain: dict[str, tuple[Entity, ...]]
    told: "Told"
    stated: dict[tuple[str, Row], Source] = field(default_factory=dict)
    denied: dict[str, list[tuple[Pattern, Source]]] = field(default_factory=dict)
    closed: dict[str, list[tuple[Pattern, Source]]] = field(default_factory=dict)
    impossible: dict[str, list[Excluded]] = field(default_factory=dict)

    @property
    def is_ranged(self) -> bool:
        """Tell whether the case states a value that is not known, or known only in part."""
        return any(isinstance(value, Range) for _, row in self.stated for value in row)


def build(
    railed: Railed,
    said: Sequence[Said],
    as_of: date,
    also: Iterable[Entity] = (),
    asked: Iterable[tuple[str, Row]] = (),
    excluded: Iterable[Excluded] = (),
) -> Facts:
    """Return the rows of a case on the day `as_of`.

    `also` are individuals that only the question names; `asked` are values for which it asks
    about predicates with `asked` slots; `excluded` is what was found to be impossible beside what
    is stated, on top of what is looked for here. Raises SourceError when the statements contradict
    each other, or hold together although a law says that they never do.
    """
    told = Told(tuple(said), tuple(also), tuple(asked), tuple(excluded))
    predicates = railed.base.predicates
    individuals = _individuals(railed, said, told.also)
    domain = {kind: one.members for kind, one in individuals.items()}
    rows: dict[str, set[Row]] = {TODAY: {(as_of,)}}
    for one_kind in individuals.values():
        rows.update(zip(one_kind.names, one_kind.rows, strict=True))
    for name, row in told.asked:
        rows.setdefault(name, set()).add(row)
    facts = Facts(rows, as_of, domain, told)
    for one in said:
        if one.statement.kind != "closes all":
            _record(facts, one, railed, predicates[one.statement.sentence.predicate])
    for name, pattern, source in closed_by_default(said, predicates, railed.looked_up, domain):
        facts.closed.setdefault(name, []).append((pattern, source))
    _check(facts, predicates)
    _narrow(facts, railed)
    _constrain(facts, railed)
    for found in told.excluded:
        facts.impossible.setdefault(found.pred, []).append(found)
    for name, patterns in facts.denied.items():
        if predicates[name].origin == "derived":
            of_name = [pattern for pattern, _ in patterns]
            for denied, row in denied_rows(predicates[name], of_name, domain):
                rows.setdefault(denied, set()).add(row)
    spoken_of = {name for name, _ in facts.stated}
    spoken_of.update(facts.denied, facts.closed, facts.impossible)
    for name in (one for one in predicates if one in spoken_of):
        predicate = predicates[name]
        if predicate.origin in ("given", "decided"):
            for shut, row in ruled_out_rows(
                predicate,
                [
                    *(pattern for pattern, _ in facts.denied.get(name, ())),
                    *(one.pattern for one in facts.impossible.get(name, ())),
                ],
                [pattern for pattern, _ in facts.closed.get(name, ())],
                tuple(rows.get(railed.naming.stored(name), ())),
                domain,
            ):
                rows.setdefault(shut, set()).add(row)
    return facts


def _individuals(railed: Railed, said: Sequence[Said], also: Iterable[Entity]) -> dict[str, OfKind]:
    """Return the individuals of each kind that the rules, the case or the question name."""
    more: dict[str, list[Entity]] = {}
    for value in chain(also, *(_constants(one) for one in said)):
        if isinstance(value, Entity) and value.name != SOMEONE:
            more.setdefault(value.kind, []).append(value)
    found = dict(railed.kinds)
    for kind, others in more.items():
        found[kind] = (found.get(kind) or nobody_of(kind)).with_others(kind, others)
    return found


def _constants(one: Said) -> Iterator[Value]:
    return (term.value for term in one.statement.sentence.args if isinstance(term, Constant))


def _record(facts: Facts, one: Said, railed: Railed, predicate: Predicate) -> None:
    sentence = one.statement.sentence
    name = predicate.name
    match one.statement.kind:
        case "states":
            row = tuple(_stated_value(term, one) for term in sentence.args)
            facts.rows.setdefault(_stored(railed, predicate), set()).add(row)
            facts.stated.setdefault((name, row), one.source)
        case "denies":
            pattern = tuple(_pattern_value(term) for term in sentence.args)
            facts.denied.setdefault(name, []).append((pattern, one.source))
        case "closes":
            pattern = tuple(_pattern_value(term) for term in sentence.args)
            facts.closed.setdefault(name, []).append((pattern, one.source))
        case "closes all" | "opens":
            pass  # see `closed_by_default`


def _stored(railed: Railed, predicate: Predicate) -> str:
    """Return where the rows stand that a case states of a sentence."""
    derived = predicate.origin == "derived"
    return stored(OfCase(predicate.name)) if derived else railed.naming.stored(predicate.name)


def _stated_value(term: Term, one: Said) -> Value:
    match term:
        case Constant(value):
            return value
        case Variable(name, kind):
            if kind in ("date", "number", "amount", "share", "duration", "text"):
                return UNKNOWN
            raise SourceError(
                (
                    Diagnostic(
                        "unnamed-individual",
                        f"a fact cannot be about `a {name}` whom it does not name",
                        one.statement.span,
                        help=f"give the {name} a name, such as `Somebody`",
                    ),
                )
            )


def _pattern_value(term: Term) -> Value | None:
    match term:
        case Constant(value):
            return value
        case Variable():
            return None


def matches(pattern: Pattern, row: Sequence[Value | None]) -> bool:
    """Tell whether `row` is one of those that `pattern` speaks of (`None` in it is any).

    >>> matches((None, 2), (1, 2)), matches((1,), (2,))
    (True, False)
    """
    return all(
        wanted is None or (wanted == value and type(wanted) is type(value))
        for wanted, value in zip(pattern, row, strict=True)
    )


_NAMED = 4
"""How many denials are shown of those that together leave no day."""


def _check(facts: Facts, predicates: dict[str, Predicate]) -> None:
    """Raise SourceError if a stated row is also denied, day by day too, or has two values."""
    problems: list[Diagnostic] = []
    seen: dict[tuple[str, Row], tuple[Row, Source]] = {}
    denials = {name: Denials(found) for name, found in facts.denied.items()}
    for (name, row), source in facts.stated.items():
        against = [*denials[name].of(row)] if name in denials else []
        said, help_ = "is stated and denied", "remove one of the two"
        for other in against:
            problems.append(_against(name, row, source, (other,), said, help_, predicates))
        if name in denials and not against and (each := denials[name].of_each_day(row)):
            said, help_ = "is stated, and each day of it is denied", "remove one of the denials"
            problems.append(_against(name, row, source, each, said, help_, predicates))
        single = predicates[name].single
        key = None if single is None else _of_one_value(name, row, single)
        if single is None or key is None:
            continue
        if key in seen and not could_be_one(seen[key][0][single], row[single]):
            problems.append(
                Diagnostic(
                    "contradictory-facts",
                    f"`{sentence(GroundAtom(name, row), predicates)}` contradicts another "
                    "statement; there can be only one",
                    source.span,
                    (Label(seen[key][1].span, "stated here"),),
                    "remove one of the two",
                )
            )
        if key not in seen or narrower(row[single], seen[key][0][single]):
            seen[key] = (row, source)
    if problems:
        raise SourceError(tuple(problems))


def _against(
    name: str,
    row: Row,
    source: Source,
    others: Sequence[Source],
    said: str,
    help_: str,
    predicates: dict[str, Predicate],
) -> Diagnostic:
    words = sentence(GroundAtom(name, row), predicates)
    labels = tuple(Label(other.span, "denied here") for other in others[:_NAMED])
    return Diagnostic("contradictory-facts", f"`{words}` {said}", source.span, labels, help_)


def _of_one_value(name: str, row: Row, single: int) -> tuple[str, Row] | None:
    """Return what the single value of a row belongs to, or None if that is not known exactly.

    Two statements about *some season* may be about two seasons.
    """
    others = (*row[:single], *row[single + 1 :])
    return None if any(isinstance(one, Range) for one in others) else (name, others)


def _narrow(facts: Facts, railed: Railed) -> None:
    """Leave out rows of a single value that say less of it than another row does.

    They speak of one and the same value: `in 2020` beside `on 1 March 2020` leaves no day open.
    """
    best: dict[tuple[str, Row], Row] = {}
    for name, row in tuple(facts.stated):
        single = railed.base.predicates[name].single
        key = None if single is None else _of_one_value(name, row, single)
        if single is None or key is None:
            continue
        kept = best.setdefault(key, row)
        if kept != row:
            best[key] = row if narrower(row[single], kept[single]) else kept
            less = kept if best[key] is row else row
            facts.rows[_stored(railed, railed.base.predicates[name])].discard(less)
            del facts.stated[name, less]


def _constrain(facts: Facts, railed: Railed) -> None:
    """Record what constraints rule out; raise SourceError if the facts break one.

    What a table lists counts beside what is stated.
    """
    constraints = railed.base.constraints
    if not constraints:
        return
    spoken = {atom.pred for one in constraints for atom in one.atoms}
    rows: dict[str, list[Row]] = {}
    for name, row in facts.stated:
        if name in spoken:
            rows.setdefault(name, []).append(row)
    if not rows:  # then only what is never so, beside whatever else, is ruled out
        constraints = tuple(one for one in constraints if len(one.atoms) == 1)
    if not constraints:
        return
    places: dict[Held, Span] = {key: source.span for key, source in facts.stated.items()}
    for listed in railed.base.listed:
        if listed.pred in spoken:
            rows.setdefault(listed.pred, []).append(listed.row)
            places[listed.pred, listed.row] = listed.span
    known = Rows(rows, {TODAY_VARIABLE.name: facts.as_of})
    refuse(breaches(constraints, known), railed.base.predicates, places)
    refuse_joint(broken_together(constraints, known), railed.base.predicates, places)
    for one in ruled_out_by(constraints, known):
        facts.impossible.setdefault(one.pred, []).append(one)


def refuse(
    found: Iterable[Breach], predicates: Mapping[str, Predicate], places: Mapping[Held, Span]
) -> None:
    """Raise CannotBe if there is a breach, with an error for each set of facts (see `broken`)."""
    each = {(one.constraint, frozenset(one.held)): one for one in found}
    if each:
        problems = tuple(broken(one, predicates, places) for one in each.values())
        raise CannotBe(problems, tuple(each.values()))


def broken(
    breach: Breach, predicates: Mapping[str, Predicate], places: Mapping[Held, Span]
) -> Diagnostic:
    """Return the error that rows hold together which never do; `places` says where each stands."""
    provision = breach.constraint.provision
    title = f' "{provision.title}"' if provision.title else ""
    cited = f" ({provision.cites})" if provision.cites else ""
    cannot_be = f"this cannot be, by {provision.rule}{title}{cited}"
    if not breach.held:  # rules that have no conditions
        return Diagnostic(
            "cannot-be",
            f"what the rules conclude, whatever is stated: {cannot_be}",
            breach.constraint.span,
            help="correct the rules, or the constraint",
        )
    first, *others = dict.fromkeys(breach.held)
    said = [sentence(GroundAtom(*held), predicates) for held in (first, *others)]
    together = " and ".join(f"`{one}`" for one in said)
    return Diagnostic(
        "cannot-be",
        f"{together}: {cannot_be}",
        places[first],
        (
            *(Label(places[held], "stated here") for held in others),
            Label(breach.constraint.span, "never so, by this constraint"),
        ),
        ("correct it", "remove one of the two", "remove or correct one of them")[
            min(len(others), 2)
        ],
    )


def refuse_joint(
    joint: Joint | None, predicates: Mapping[str, Predicate], places: Mapping[Held, Span]
) -> None:
    """Raise CannotBe if several constraints leave no value for what a case says together."""
    if joint is not None:
        raise CannotBe((_broken_together(joint, predicates, places),), ())


def _broken_together(
    joint: Joint, predicates: Mapping[str, Predicate], places: Mapping[Held, Span]
) -> Diagnostic:
    """Return the error that some rows cannot be what several constraints leave of their values."""
    said = [f"`{sentence(GroundAtom(*held), predicates)}`" for held in joint.held]
    by = [one.provision.rule for one in joint.constraints]
    stated = [places[held] for held in joint.held if held in places]
    first, *others = stated or [joint.constraints[0].span]
    return Diagnostic(
        "cannot-be",
        f"{' and '.join(said)}: this cannot be, by {' and '.join(by)}",
        first,
        (
            *(Label(span, "stated here") for span in others),
            *(Label(one.span, "never so, by this constraint") for one in joint.constraints),
        ),
        "remove or correct one of them",
    )
