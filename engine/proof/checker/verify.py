"""The independent checker: every node of a proof is derived again from its premises alone."""

from collections.abc import Iterator

from engine.proof.checker.cases import (
    all_together,
    are_all_asked,
    are_exhaustive,
    concludes,
    could_be,
    is_one_of,
)
from engine.proof.checker.checked_case import (
    CheckedCase,
    checked_case,
    fits,
    is_closed,
    is_denied,
    is_open,
    is_stored,
    is_undecided,
)
from engine.proof.checker.constraint import is_broken, is_refused, rules_out
from engine.proof.checker.derived import (
    check_comparison,
    check_derived,
    check_exception,
    check_failed,
    check_totals,
)
from engine.proof.checker.invalid import InvalidProof, full, require
from engine.proof.checker.ordering import Undefined
from engine.proof.checker.refuted import is_contradiction
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
from engine.rails.presumed import contraries, with_known, with_shown
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.supposing import said_in, supposing
from parser.datalog.tree import (
    Row,
    Rule,
)
from parser.resolved.vocabulary import GroundAtom
from parser.text.diagnostic import SourceError
from parser.values import Value

__all__ = ["InvalidProof", "premises_of", "verify"]


def verify(proof: Node, railed: Railed, facts: Facts, supposed: bool = False) -> None:
    """Check a proof (or an explanation why not); raise InvalidProof at the first false node.

    A node is checked against the clauses of the program on rails, the stored rows, and its own
    premises; no derivation may rest on itself. Of what is `supposed` it may be shown that it cannot
    be, since no case of it can; of what is stated that is no answer.
    """
    try:
        facts = _with_excluded(proof, railed, facts)
        railed = _with_shown(proof, railed, facts)
    except Undefined as error:
        raise InvalidProof(proof, str(error)) from error
    checker = checked_case(railed, facts)
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
            _check(checker, node, supposed)
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
        case ByCases():
            return node.known  # its cases are proofs of other worlds
        case Stated() | ListedRow() | Finding() | Assumption() | Circular() | Compared():
            return ()


def _check(checker: CheckedCase, node: Node, supposed: bool) -> None:
    match node:
        case Stated():
            require(node, is_stored(checker, node.atom), "nobody stated it")
        case Finding(status="holds"):
            require(node, is_stored(checker, node.atom), "nobody recorded the finding")
        case Assumption() | Finding():
            require(node, is_open(checker, node.atom), "it is not open")
        case Circular(atom):
            require(node, is_undecided(checker, atom), "it is decided")
        case ListedRow(atom):
            prefix = "listed" if node.status == "holds" else "anyone"
            row = full(node, atom)
            require(node, (f"{prefix}:{atom.pred}", row) in checker.railed.cited, "not listed")
        case Compared():
            check_comparison(node)
        case Aggregated():
            require(node, id(node) in checker.totals, "it stands under no rule that asks for it")
        case Absent(reason="contradicted"):
            raise InvalidProof(node, "it stands for no case")
        case Absent(reason="no more"):
            require(node, is_closed(checker, node), "nobody closed it")
        case Absent(reason="denied") if is_denied(checker, node):
            return  # even of a value that is looked at for itself in one case of several
        case Absent():
            name = checker.railed.naming.name(node.atom.pred, POSSIBLE)
            rows = checker.extension(name)
            require(node, not any(fits(node.atom, row) for row in rows), "it is possible")
            if node.reason == "impossible":
                shown = _is_impossible(checker.railed, checker.facts, node)
                require(node, shown, "no constraint rules it out")
        case Exception_():
            check_exception(node)
        case ByCases():
            _by_cases(checker, node, supposed)
        case Derived():
            check_totals(checker, node.premises, node.rule.body)
            if node.status == "fails":
                check_failed(checker, node)
            else:
                check_derived(checker, node)


def _by_cases(checker: CheckedCase, node: ByCases, supposed: bool = False) -> None:
    railed, facts = checker.railed, checker.facts
    against = contraries(railed)
    if against:  # presumptions read what is known, not what one case supposes
        railed = with_known(railed, {name: checker.extension(name) for name in against})
    require(node, node.status in ("holds", "fails"), "it neither holds nor fails")
    require(node, are_exhaustive(node, railed, facts), "the cases leave something out")
    some = supposed or not all(_cannot_be(case.proof) for case in node.cases)
    require(node, some, "no case can be")
    if any(one.how == "of" for case in node.cases for one in case.supposed):
        possible = checker.extension(railed.naming.name(node.atom.pred, POSSIBLE))
        require(node, are_all_asked(node, possible, facts), "it is not asked of everybody")
    together = all_together(node)
    if together:  # two rows that nobody stated may lie in two of the ranges
        refined = CheckedCase(*supposing(railed, facts, together), checker.rules, checker.contexts)
        rail = CERTAIN if node.status == "holds" else POSSIBLE
        rows = refined.extension(railed.naming.name(node.atom.pred, rail))
        if node.status == "holds":
            certain = (GroundAtom(node.atom.pred, row) for row in rows)
            found = any(is_one_of(one, node.atom) for one in certain)
            require(node, found, "it is not certain")
        else:
            require(node, not any(could_be(node.atom, row) for row in rows), "it is possible")
    for case in node.cases:
        require(node, concludes(case.proof, node, case.supposed), "a case concludes something else")
        try:
            there = supposing(railed, facts, case.supposed)
        except SourceError as error:
            require(node, _cannot_be(case.proof), "a case contradicts what is stated")
            said = said_in(facts.told.said, case.supposed)
            shown = is_contradiction(railed, said, facts.as_of)
            require(node, shown, f"no contradiction is seen in a case ({error})")
            continue
        if _cannot_be(case.proof):
            require(node, is_refused(*there), "a case contradicts nothing and is not proved")
        else:
            verify(case.proof, *there, supposed=True)


def _cannot_be(proof: Node) -> bool:
    return isinstance(proof, Absent) and proof.reason == "contradicted"


def _is_impossible(railed: Railed, facts: Facts, node: Absent) -> bool:
    shown: dict[str, set[Row]] = {}
    for one in node.routes:
        if isinstance(one, Stated | Finding | ListedRow) and one.status == "holds":
            shown.setdefault(one.atom.pred, set()).add(full(one, one.atom))
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
        require(node, _is_impossible(railed, facts, node), "no constraint rules it out")
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
    checker = checked_case(railed, facts)
    found: dict[tuple[str, Row], None] = {}
    for node in _below(proof):
        if isinstance(node, ByCases) and node.status == "holds" and node.atom.pred in names:
            _by_cases(checker, node)
            found[names[node.atom.pred], full(node, node.atom)] = None
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
