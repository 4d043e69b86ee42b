"""The independent checker: every node of a proof is derived again from its premises alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.proof.checker.cases import (
    all_together,
    are_exhaustive,
    concludes,
    could_be,
    is_one_of,
)
from engine.proof.checker.closure import (
    Known,
    aggregate_of,
    blocks,
    closure,
    concluded,
    rested_on,
)
from engine.proof.checker.constraint import is_broken, is_refused, rules_out
from engine.proof.checker.giving import giving
from engine.proof.checker.ordering import Undefined, compare
from engine.proof.checker.working import evaluate
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from engine.rails.facts import Facts, build
from engine.rails.from_datalog import Railed
from engine.rails.impossible import Excluded
from engine.rails.names import Shut, is_sentence, read, write
from engine.rails.presumed import contraries, with_known, with_shown
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.supposing import is_taken, regions_of, supposing
from engine.rails.told import stored as told_rows
from engine.rails.ways_to_rule_out import shut_masks
from parser.datalog.atoms import atoms
from parser.datalog.naming import AskedFor, Told
from parser.datalog.tree import (
    Aggregate,
    Atom,
    Comparison,
    Const,
    Literal,
    Negation,
    Row,
    Rule,
    Term,
)
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import SOMEONE, UNKNOWN, Entity, Value


class InvalidProof(Exception):
    """A node that does not follow from its premises, the rules and the facts."""

    def __init__(self, node: Node, reason: str) -> None:
        super().__init__(f"{reason}: {node!r}"[:2000])
        self.node = node
        self.reason = reason


@dataclass(slots=True)
class _Checker:
    railed: Railed
    facts: Facts
    rules: frozenset[Rule]
    contexts: frozenset[str]
    extensions: dict[str, Known] = field(default_factory=dict)
    totals: set[int] = field(default_factory=set)  # the identities of those worked out again

    def extension(self, name: str) -> set[Row]:
        if name not in self.extensions:
            program = self.railed.program
            known = closure(program, self.facts.rows, name)
            for other in rested_on(program, name):
                self.extensions.setdefault(other, known)
        return self.extensions[name].get(name, set())

    def concluded(self, rule: Rule) -> list[Row]:
        self.extension(rule.head.pred)
        return concluded(rule, self.extensions[rule.head.pred])

    def known(self, names: frozenset[str]) -> Known:
        return {name: self.extension(name) for name in names}


def _checker(railed: Railed, facts: Facts) -> _Checker:
    rules = frozenset(railed.program.rules)
    contexts = frozenset(rule.head.pred for rule in rules if rule.role == "context")
    return _Checker(railed, facts, rules, contexts)


def verify(proof: Node, railed: Railed, facts: Facts) -> None:
    """Check a proof (or an explanation why not); raise InvalidProof at the first false node.

    A node is checked against the clauses of the program on rails, the stored rows, and its own
    premises; no derivation may rest on itself.
    """
    try:
        facts = _with_excluded(proof, railed, facts)
        railed = _with_shown(proof, railed, facts)
    except Undefined as error:
        raise InvalidProof(proof, str(error)) from error
    checker = _checker(railed, facts)
    path: set[Instance] = set()
    done: set[int] = set()
    stack: list[tuple[Node, bool]] = [(proof, False)]
    while stack:
        node, leaving = stack.pop()
        key = _self(node, bool(railed.program.from_below))
        if leaving:
            if key is not None:
                path.discard(key)
            done.add(id(node))
            continue
        if key is not None and key in path:
            raise InvalidProof(node, "a conclusion rests on itself")
        if id(node) in done:
            continue
        try:
            _check(checker, node)
        except Undefined as error:
            raise InvalidProof(node, str(error)) from error
        if key is not None:
            path.add(key)
        stack.append((node, True))
        stack.extend((premise, False) for premise in premises_of(node))


Instance = tuple[GroundAtom, Rule, tuple[tuple[str, Value], ...]]


def _self(node: Node, has_circles: bool) -> Instance | None:
    """Return what must not be met again below a node.

    What a circle leaves undecided may be: it is looked at from each of its sentences.
    """
    undecided = has_circles and node.status in ("unknown", "open")
    if isinstance(node, Derived) and node.status != "fails" and not undecided:
        return (node.atom, node.rule, node.bindings)
    return None


def premises_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes that a node rests on."""
    match node:
        case Derived():
            return node.premises
        case Absent():
            return node.routes
        case Exception_():
            return (node.route,)
        case Aggregated():
            counted = (part for _, nodes in node.contributions for part in nodes)
            return (*counted, *node.closed)
        case (
            Stated() | ListedRow() | Finding() | Assumption() | Circular() | Compared() | ByCases()
        ):
            return ()  # the cases of one by cases are proofs of other worlds


def _check(checker: _Checker, node: Node) -> None:
    match node:
        case Stated():
            _require(node, _is_stored(checker, node.atom), "nobody stated it")
        case Finding(status="holds"):
            _require(node, _is_stored(checker, node.atom), "nobody recorded the finding")
        case Assumption() | Finding():
            _require(node, _is_open(checker, node.atom), "it is not open")
        case Circular(atom):
            _require(node, _is_undecided(checker, atom), "it is decided")
        case ListedRow(atom):
            prefix = "listed" if node.status == "holds" else "anyone"
            row = _full(node, atom)
            _require(node, (f"{prefix}:{atom.pred}", row) in checker.railed.cited, "not listed")
        case Compared():
            _compared(node)
        case Aggregated():
            _require(node, id(node) in checker.totals, "it stands under no rule that asks for it")
        case Absent(reason="contradicted"):
            raise InvalidProof(node, "it stands for no case")
        case Absent(reason="no more"):
            _require(node, _is_closed(checker, node), "nobody closed it")
        case Absent():
            name = checker.railed.naming.name(node.atom.pred, POSSIBLE)
            rows = checker.extension(name)
            _require(node, not any(_fits(node.atom, row) for row in rows), "it is possible")
            if node.reason == "impossible":
                shown = _is_impossible(checker.railed, checker.facts, node)
                _require(node, shown, "no constraint rules it out")
        case Exception_():
            _exception(node)
        case ByCases():
            _by_cases(checker, node)
        case Derived():
            _totals(checker, node.premises, node.rule.body)
            if node.status == "fails":
                _failed(checker, node)
            else:
                _derived(checker, node)


def _is_undecided(checker: _Checker, atom: GroundAtom) -> bool:
    """Tell whether a sentence may hold and does not certainly."""
    naming = checker.railed.naming
    may, must = (
        any(_fits(atom, row) for row in checker.extension(naming.name(atom.pred, rail)))
        for rail in (POSSIBLE, CERTAIN)
    )
    return may and not must


def _by_cases(checker: _Checker, node: ByCases) -> None:
    railed, facts = checker.railed, checker.facts
    against = contraries(railed)
    if against:  # presumptions read what is known, not what one case supposes
        railed = with_known(railed, {name: checker.extension(name) for name in against})
    _require(node, node.status in ("holds", "fails"), "it neither holds nor fails")
    _require(node, are_exhaustive(node, railed, facts), "the cases leave something out")
    _require(node, not all(_cannot_be(case.proof) for case in node.cases), "no case can be")
    together = all_together(node)
    if together:  # two rows that nobody stated may lie in two of the ranges
        refined = _Checker(*supposing(railed, facts, together), checker.rules, checker.contexts)
        rail = CERTAIN if node.status == "holds" else POSSIBLE
        rows = refined.extension(railed.naming.name(node.atom.pred, rail))
        if node.status == "holds":
            certain = (GroundAtom(node.atom.pred, row) for row in rows)
            found = any(is_one_of(one, node.atom) for one in certain)
            _require(node, found, "it is not certain")
        else:
            _require(node, not any(could_be(node.atom, row) for row in rows), "it is possible")
    for case in node.cases:
        _require(node, concludes(case.proof, node), "a case concludes something else")
        try:
            there = supposing(railed, facts, case.supposed)
        except SourceError as error:
            if _cannot_be(case.proof):
                continue
            raise InvalidProof(node, "a case contradicts what is stated") from error
        if _cannot_be(case.proof):
            _require(node, is_refused(*there), "a case contradicts nothing and is not proved")
        else:
            verify(case.proof, *there)


def _cannot_be(proof: Node) -> bool:
    return isinstance(proof, Absent) and proof.reason == "contradicted"


def _require(node: Node, condition: bool, reason: str) -> None:
    if not condition:
        raise InvalidProof(node, reason)


def _full(node: Node, atom: GroundAtom) -> Row:
    if any(value is None for value in atom.args):
        raise InvalidProof(node, "a value is missing")
    return tuple(value for value in atom.args if value is not None)


def _is_stored(checker: _Checker, atom: GroundAtom) -> bool:
    naming = checker.railed.naming
    name = naming.stored(atom.pred) if naming.is_stored(atom.pred) else told_rows(Told(atom.pred))
    return atom.args in checker.facts.rows.get(name, ())


def _is_open(checker: _Checker, atom: GroundAtom) -> bool:
    predicate = checker.railed.base.predicates.get(atom.pred)
    if predicate is None or predicate.origin not in ("given", "decided"):
        return False
    regions = regions_of(checker.railed, predicate)
    people: dict[int, Value] = {}
    for place, (value, slot) in enumerate(zip(atom.args, predicate.slots, strict=True)):
        if slot.kind in VALUE_KINDS:
            if value not in regions.get(place, {UNKNOWN}):
                return False
            continue
        members = checker.facts.domain.get(slot.kind, ())
        if value not in members and value != Entity(slot.kind, SOMEONE):
            return False
        people[place] = Entity(slot.kind, SOMEONE) if value is None else value
    if is_taken(checker.facts, predicate, atom.args):
        return False
    return not any(
        tuple(people[i] for i in mask) in checker.facts.rows.get(write(Shut(atom.pred, mask)), ())
        for mask in shut_masks(predicate)
    )


def _is_closed(checker: _Checker, node: Absent) -> bool:
    """Tell whether what is stated closes all sentences of a kind, or of a wider one."""
    said = node.source
    return said is not None and any(
        (source.who, source.span.line) == (said.who, said.span.line)
        and all(
            fixed is None or fixed == value
            for fixed, value in zip(pattern, node.atom.args, strict=True)
        )
        for pattern, source in checker.facts.closed.get(node.atom.pred, ())
    )


def _is_impossible(railed: Railed, facts: Facts, node: Absent) -> bool:
    shown: Known = {}
    for one in node.routes:
        if isinstance(one, Stated | Finding | ListedRow) and one.status == "holds":
            shown.setdefault(one.atom.pred, set()).add(_full(one, one.atom))
    barred = {one.constraint: one for one in railed.barred}
    return any(
        is_broken(barred[one], node.atom, railed, facts, shown)
        if one in barred
        else rules_out(one, node.atom, shown, facts.as_of)
        for one in railed.base.constraints
        if node.source is not None and one.provision.rule == node.source.who
    )


def _with_excluded(proof: Node, railed: Railed, facts: Facts) -> Facts:
    """Return the facts of a case without what the proof says cannot be, once that is checked.

    Each of these is of no completion of the case, so that it is closed for the rest of the proof.
    """
    known = {(one.pred, one.pattern) for each in facts.impossible.values() for one in each}
    found: dict[GroundAtom, Excluded] = {}
    for node in _below(proof):
        if not isinstance(node, Absent) or node.reason != "impossible" or node.atom in found:
            continue
        _require(node, _is_impossible(railed, facts, node), "no constraint rules it out")
        if (node.atom.pred, node.atom.args) not in known:
            source = node.source.who if node.source is not None else ""
            (constraint,) = (one for one in railed.base.constraints if one.provision.rule == source)
            found[node.atom] = Excluded(constraint, node.atom.pred, node.atom.args, ())
    if not found:
        return facts
    told = facts.told
    excluded = (*told.excluded, *found.values())
    return build(railed, told.said, facts.as_of, told.also, told.asked, excluded)


def _with_shown(proof: Node, railed: Railed, facts: Facts) -> Railed:
    """Return the program in which what the proof shows by cases takes presumptions back.

    It is checked in the program in which nothing but what is certain on the rails does.
    """
    against = contraries(railed)
    if not against:
        return railed
    names = {railed.meaning[name][0]: name for name in against}
    checker = _checker(railed, facts)
    found: dict[tuple[str, Row], None] = {}
    for node in _below(proof):
        if isinstance(node, ByCases) and node.status == "holds" and node.atom.pred in names:
            _by_cases(checker, node)
            found[names[node.atom.pred], _full(node, node.atom)] = None
    return with_shown(railed, found) if found else railed


def _below(proof: Node) -> Iterator[Node]:
    """Yield a proof and every node that it rests on, each once."""
    stack, seen = [proof], set[int]()
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            stack.extend(premises_of(node))
            yield node


def _fits(atom: GroundAtom, row: Row) -> bool:
    return all(
        wanted is None or (type(wanted) is type(value) and wanted == value)
        for wanted, value in zip(atom.args, row, strict=True)
    )


def _compared(node: Compared) -> None:
    bindings = dict(node.bindings)
    comparison = node.comparison
    left, right = (evaluate(side, bindings, True) for side in (comparison.left, comparison.right))
    sure = all(
        evaluate(side, bindings, False) is not None for side in (comparison.left, comparison.right)
    )
    must = could = False
    if left is not None and right is not None:
        must = sure and compare(comparison.op, left, right, False)
        could = compare(comparison.op, left, right, True)
    _require(node, (left, right) == (node.left, node.right), "a side is worked out wrongly")
    if node.gives:
        must = must or (sure and comparison.op == "=" and left is not None and left == right)
    found = "holds" if must else "unknown" if could else "fails"
    _require(node, found == node.status, f"the comparison {found}")


def _exception(node: Exception_) -> None:
    route = node.route
    if isinstance(route, Absent):
        _require(node, node.status in ("holds", "defeated"), "the exception does not apply")
    else:
        _require(node, node.status in ("fails", "unknown", "open"), "the exception may apply")
        if node.status == "fails" and isinstance(route, Derived):
            _require(node, route.status in ("holds", "conflict"), "the exception is not proved")


def _failed(checker: _Checker, node: Derived) -> None:
    _require(node, node.rule in checker.rules, "no such rule")
    failing = [p for p in node.premises if getattr(p, "status", "") == "fails"]
    if failing:
        return
    name = checker.railed.naming.name(node.atom.pred, POSSIBLE)
    _require(node, node.rule.head.pred == name, "the rule concludes something else")
    rows = checker.concluded(node.rule)
    _require(node, not any(_fits(node.atom, row) for row in rows), "no condition fails")


def _derived(checker: _Checker, node: Derived) -> None:
    rule, bindings = node.rule, dict(node.bindings)
    _require(node, rule in checker.rules, "no such rule")
    meaning = checker.railed.meaning.get(rule.head.pred)
    _require(node, meaning == (node.atom.pred, node.rail), "the rule concludes something else")
    head = tuple(_value(term, bindings) for term in rule.head.args)
    _require(node, head == node.atom.args, "the conclusion has other values")
    given = giving(rule.body)
    for literal in rule.body:
        match literal:
            case Atom():
                _premise(checker, node, literal, bindings)
            case Comparison(op, left, right, lenient):
                one = evaluate(left, bindings, lenient)
                other = evaluate(right, bindings, lenient)
                if one is None or other is None:
                    true = False
                elif literal in given and not lenient:
                    true = one == other
                else:
                    true = compare(op, one, other, lenient)
                _require(node, true, "a comparison fails")
            case Negation():
                rows = checker.extension(literal.atom.pred)
                free = not any(blocks(literal, bindings, row) for row in rows)
                _require(node, free, "an exception applies")
            case Aggregate():
                _aggregate(checker, node, literal, bindings)


def _value(term: Term, bindings: dict[str, Value]) -> Value | None:
    return term.value if isinstance(term, Const) else bindings.get(term.name)


def _premise(checker: _Checker, node: Derived, literal: Atom, bindings: dict[str, Value]) -> None:
    row = tuple(_value(term, bindings) for term in literal.args)
    if not is_sentence(literal.pred):
        stored = checker.facts.rows.get(literal.pred, ())
        supplied = isinstance(read(literal.pred), AskedFor)
        _require(node, supplied or row in stored, "not in the domain")
        return
    pred, rail = checker.railed.meaning[literal.pred]
    if literal.pred in checker.contexts:
        return
    wanted = GroundAtom(pred, row)
    found = [p for p in node.premises if getattr(p, "atom", None) == wanted]
    _require(node, bool(found), f"nothing proves {pred}")
    if rail == CERTAIN:
        sure = any(getattr(p, "status", "") in ("holds", "conflict") for p in found)
        _require(node, sure, f"{pred} is not certain")


def _totals(checker: _Checker, nodes: Sequence[Node], body: Sequence[Literal]) -> None:
    """Check that each total among nodes is what one of the aggregates of a body comes to.

    So is each total within what one of them counts.
    """
    for total in nodes:
        if not isinstance(total, Aggregated):
            continue
        bindings = dict(total.bindings)
        asked = [
            literal
            for literal in body
            if isinstance(literal, Aggregate)
            and literal.kind == total.kind
            and _worked_out(checker, literal, bindings) == total.result
        ]
        _require(total, bool(asked), "no aggregate of the rule comes to this")
        checker.totals.add(id(total))
        inside = [part for one in asked for part in (*one.body, *(one.possible or ()))]
        for _, parts in total.contributions:
            _totals(checker, parts, inside)


def _aggregate(
    checker: _Checker, node: Derived, literal: Aggregate, bindings: dict[str, Value]
) -> None:
    value = _worked_out(checker, literal, bindings)
    wanted = _value(literal.result, bindings)
    _require(node, value == wanted, "an aggregate is worked out wrongly")


def _worked_out(checker: _Checker, literal: Aggregate, bindings: dict[str, Value]) -> Value | None:
    names = frozenset(one.pred for one in atoms((literal,)))
    outer = {
        name: value
        for name, value in bindings.items()
        if literal.result != Const(value) and name != getattr(literal.result, "name", "")
    }
    return aggregate_of(literal, outer, checker.known(names))
