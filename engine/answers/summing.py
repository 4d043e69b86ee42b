"""From a reply to its summary, in one pass over its reasons: nothing is asked again."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.answers.known_beside import beside_known, of_its_own
from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer, Missing, Need, Verdict
from engine.answers.shown import telling, turns_on_nothing
from engine.answers.summary import Ask, Asks, Dated, Summary, Turn, Way
from engine.answers.tied import tied
from engine.answers.ways import Predicates, Ways, facts_beside, head_of
from engine.proof.grounds import status
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
from engine.proof.telling import is_limit, says_nothing
from engine.rails.presumed import is_presumed
from engine.rails.said import SUPPOSED
from parser.datalog.tree import Apply
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import GroundAtom, Provision, by_limits
from parser.values import Entity

_LAST: deque[tuple[Answer, Predicates, Summary]] = deque(maxlen=8)
"""The last summaries with what they were made of: pages, readings, days and evidence share one."""


def summary(answer: Answer, predicates: Predicates) -> Summary:
    """Return the summary of an answer; of one that was just summed up, the same again."""
    for known, words, made in tuple(_LAST):
        if known is answer and words is predicates:
            return made
    made = _summed(answer, predicates)
    _LAST.append((answer, predicates, made))
    return made


def _summed(answer: Answer, predicates: Predicates) -> Summary:
    found = Ways(predicates, answer.as_of)
    roots = roots_of(answer)
    asked = tuple(_asked(answer))
    known = tuple(beside_known(_ways(answer, found), roots, answer.beside))
    own = tuple(of_its_own(way, asked, predicates) for way in known)
    ways = tied(own, roots, asked, predicates)
    first = ways[0] if ways else None
    main = _main(answer, first)
    shown = tuple(walked(main[::-1]))
    return Summary(
        answer.verdict,
        answer.as_of,
        answer.under,
        first.turns if first and answer.verdict != "yes" else (),
        tuple(_met(first.head or first.node, found)) if first else (),
        asks(answer),
        ways,
        tuple(sorted(dict.fromkeys(_dated(shown)), key=lambda one: one.day)),
        tuple(_relied((*shown, *answer.complete))),
        _cited(main, ways),
        any(isinstance(one, Finding) for one in nodes(roots)),
        tuple(_to_come(shown, answer.as_of)),
        asked,
    )


def walked(roots: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes of a page: of what fails without what is met, and is no part of why.

    A way that fails fails by a condition that is not met. What that compares stays.
    """
    met = {
        id(part)
        for one in nodes(roots)
        if isinstance(one, Derived) and one.status == "fails"
        for part in _apart(one)
    }
    for one in nodes(roots):
        if isinstance(one, Derived) and one.status != "fails":
            met.difference_update(map(id, one.premises))
    beside = _only_compared(roots)
    yield from nodes(roots, lambda one: id(one) in met or id(one) in beside)


def _only_compared(roots: Sequence[Node]) -> set[int]:
    """Return what is only compared with the least or the greatest of some values, and is not it.

    A stay in July does not bear on the days up to June, though the first stay of all is looked for.
    """
    telling: set[int] = set()
    beside: set[int] = set()
    for one in nodes(roots):
        if isinstance(one, Aggregated):
            for values, parts in one.contributions:
                is_result = one.kind not in ("min", "max") or one.result in values
                (telling if is_result else beside).update(map(id, parts))
        elif isinstance(one, Derived):
            telling.update(map(id, one.premises))
    return beside - telling


def _apart(step: Derived) -> Iterator[Node]:
    """Yield the conditions of a step that are met and give nothing to those that are not."""
    failing = [one for one in step.premises if status(one) not in ("holds", "defeated")]
    compared = [one for one in failing if isinstance(one, Compared)]
    giving = [fact for one in compared for fact in facts_beside(one, step)]
    for part in step.premises:
        if status(part) in ("holds", "defeated") and not any(part is one for one in giving):
            yield part


def _ways(answer: Answer, found: Ways) -> tuple[Way, ...]:
    if answer.conflicts:
        sides = (side for one in answer.conflicts for side in (one.left, one.right))
        return tuple(found.way(side) for side in sides)
    proof = (answer.proof,) if answer.proof is not None else ()
    if answer.verdict == "yes":
        return tuple(replace(found.way(node), head=_telling(node)) for node in proof)
    others = tuple(one for one in answer.routes if not _is_way_of(one, answer.proof))
    if not proof:
        return found.of(others)
    return (*(found.way(_fork(node)) for node in proof), *found.of(others))


def _fork(node: Node) -> Node:
    """Return the step that makes a proof a way of its own: its item, if it takes one of many."""
    while isinstance(node, Derived):
        below = [one for one in node.premises if _is_step(one)]
        if len(below) != 1 or not isinstance(below[0], Derived):
            break
        if node.rule.role == "item" or below[0].rule.role not in ("item", "bridge", "asked"):
            break
        node = below[0]
    return node


def _telling(node: Node) -> Derived | None:
    """Return the step of a proof that tells why: below those that have one condition of a rule."""
    head = head_of(_fork(node))
    for _ in range(_DEEP):
        below = _conditions(head) if head is not None else ()
        if len(below) != 1 or not isinstance(below[0], Derived) or below[0].status != "holds":
            break
        head = head_of(below[0]) or head
    return head


_DEEP = 20
"""Through how many steps with a single condition one goes down."""


def _is_step(node: Node) -> bool:
    if isinstance(node, Compared):
        return not says_nothing(node) or is_limit(node)
    return not (isinstance(node, Derived) and node.rule.role == "context")


def _is_way_of(route: Node, proof: Node | None) -> bool:
    """Tell whether a route is the way that a proof takes."""
    return (
        isinstance(route, Derived)
        and isinstance(proof, Derived)
        and route.atom == proof.atom
        and route.rule.provision == proof.rule.provision
        and route.status == proof.status
    )


def _met(node: Node, found: Ways) -> Iterator[Turn]:
    """Yield the conditions of a step that are met, each with what its values are.

    A proof by cases is a condition itself: what it rests on is not so in every case. What is only
    presumed comes after what somebody stated.
    """
    if isinstance(node, ByCases) and node.status == "holds":
        yield Turn(node, "met")
    for one in sorted(_conditions(node), key=_is_presumed):
        if status(one) in ("holds", "defeated"):
            of = node if isinstance(node, Derived) else None
            facts = facts_beside(one, of) if isinstance(one, Compared) and of is not None else ()
            yield Turn(one, "met", of, facts)


def _is_presumed(node: Node) -> bool:
    return isinstance(node, Derived) and is_presumed(node.rule)


def _conditions(node: Node) -> tuple[Node, ...]:
    """Return the conditions of a step that say something, those of its items among them."""
    if not isinstance(node, Derived):
        return ()
    found: list[Node] = []
    for one in node.premises:
        if isinstance(one, Derived) and one.rule.role in ("item", "bridge", "asked"):
            found += _conditions(one)
        elif _is_step(one):
            found.append(one)
    return tuple(found)


def _main(answer: Answer, first: Way | None) -> tuple[Node, ...]:
    """Return what the answer rests on first: its proof, both sides of a conflict, a nearest way."""
    if answer.conflicts or answer.proof is not None:
        return roots_of(answer) if answer.conflicts else (answer.proof,)  # type: ignore[return-value]
    return (first.node,) if first is not None else ()


def asks(answer: Answer) -> tuple[Asks, ...]:
    """Return what would decide an open answer, each with who can say it."""
    if answer.verdict == "depends":
        authorities = (one.authority for one in (*answer.findings, *answer.refusals))
        contrary = answer.otherwise or (("yes" if answer.contested else "unknown"),) * len(
            answer.rests_on
        )
        if turns_on_nothing(answer):
            contrary = ("unknown",)
        each = map(Ask, answer.rests_on, authorities, contrary)
        if_so: Verdict = "conflict" if answer.contested else "yes"
        return (Asks(_sorted(each, answer), if_so, *_after(answer)),)
    return tuple(
        Asks(
            _sorted(
                (Ask(need, "", verdict, _listed(need, answer)) for need, verdict in _each(one)),
                answer,
            ),
            one.if_so,
            *_after(answer),
        )
        for one in telling(answer)
    )


def _listed(need: Need, answer: Answer) -> tuple[Node, ...]:
    """Return what is stated in the reasons of a list that is to be complete."""
    if not need.closing:
        return ()
    found: dict[Stated, int] = {}
    for one in nodes(roots_of(answer)):
        if isinstance(one, Stated) and one.atom.pred == need.atom.pred:
            beside = zip(need.atom.args, one.atom.args, strict=True)
            if all(arg in (None, there) for arg, there in beside):
                found[one] = one.source.span.line
    return tuple(sorted(found, key=found.__getitem__))


def _after(answer: Answer) -> Iterator[Asks | None]:
    """Yield what to find out after what is asked first: if it is so, and if it is not."""
    for one in (answer.if_so, answer.if_not):
        yield next(iter(asks(one)), None) if one is not None else None


def _asked(answer: Answer) -> Iterator[Entity]:
    """Yield those of whom a question is, as it names them."""
    for term in answer.question.sentence.args:
        if isinstance(term, Constant) and isinstance(term.value, Entity):
            yield term.value


def _each(missing: Missing) -> Iterator[tuple[Need, Verdict]]:
    return zip(missing.needs, missing.each or (missing.if_not,) * len(missing.needs), strict=True)


def _sorted(found: Iterable[Ask], answer: Answer) -> tuple[Ask, ...]:
    """Return what to ask, first what settles most and what is said of whom the question is about.

    Whether a treaty gives something to Ana is asked before whether it is in force, and when she was
    born before who her mother is.
    """
    asked = {*_asked(answer)}

    def order(ask: Ask) -> tuple[bool, bool, bool, bool]:
        return (
            ask.if_not == "unknown",
            bool(ask.authority),
            not asked.intersection(one for one in ask.need.atom.args if isinstance(one, Entity)),
            bool(ask.need.examples),
        )

    return tuple(sorted(found, key=order))


_COUNTS = frozenset(("+", "-", "working_after"))
"""How a time limit is counted from a day; other calculations find days of the calendar."""


def _dated(found: Sequence[Node]) -> Iterator[Dated]:
    """Yield the days that conditions work out, each once."""
    seen: set[tuple[date, str]] = set()
    for one in found:
        if not isinstance(one, Derived):
            continue
        for node in one.premises:
            if not isinstance(node, Compared) or says_nothing(node):
                continue
            if node.status == "fails" and (node.gap is None or node.gap.reached is None):
                continue
            for side, value in (
                (node.comparison.left, node.left),
                (node.comparison.right, node.right),
            ):
                if isinstance(side, Apply) and side.function in _COUNTS and isinstance(value, date):
                    key = (value, repr(side))
                    if key not in seen:
                        seen.add(key)
                        yield Dated(value, side, node, one)


def _to_come(found: Sequence[Node], as_of: date) -> Iterator[Node]:
    """Yield the facts of what is counted or added up that is still to come, each once."""
    seen: set[object] = set()
    for one in found:
        if not isinstance(one, Aggregated):
            continue
        for values, reasons in one.contributions:
            if not any(isinstance(value, date) and value > as_of for value in values):
                continue
            if one.kind in ("min", "max") and one.result not in values:
                continue  # compared, not counted: another value is the least or the greatest
            for fact in nodes(reasons):
                if isinstance(fact, Stated) and fact.atom not in seen and _is_after(fact, as_of):
                    seen.add(fact.atom)
                    yield fact


def _is_after(fact: Stated, as_of: date) -> bool:
    return any(isinstance(arg, date) and arg > as_of for arg in fact.atom.args)


def _relied(found: Sequence[Node]) -> Iterator[Node]:
    """Yield the facts, findings, rows, denials and closures among reasons, each once.

    What is only supposed in one of several cases is no ground of what is so in all.
    """
    seen: set[object] = set()
    supposed = _supposed(found)
    for one in found:
        if isinstance(one, Stated | Finding | Absent) and _is_supposed(one, supposed):
            stated = supposed.get(by_limits(one.atom))
            if stated is None or not isinstance(one, Stated):
                continue
            one = replace(one, atom=stated)
        match one:
            case Stated(atom, status="holds") | ListedRow(atom, status="holds"):
                key: object = atom
            case Finding(atom, status="holds" | "fails"):
                key = atom
            case Absent(atom, source=source) if source is not None and one.reason != "impossible":
                key = (atom, one.reason)
            case (
                Stated()
                | ListedRow()
                | Finding()
                | Absent()
                | Assumption()
                | Compared()
                | Aggregated()
                | Derived()
                | Circular()
                | Exception_()
                | ByCases()
            ):
                continue
        if key not in seen:
            seen.add(key)
            yield one


def _supposed(found: Sequence[Node]) -> dict[GroundAtom, GroundAtom | None]:
    """Return what is supposed in the cases of a proof, each with the statement that it narrows."""
    return {
        one.atom: one.stated
        for node in found
        if isinstance(node, ByCases)
        for case in node.cases
        for one in case.supposed
        if one.how != "within"
    }


def _is_supposed(node: Stated | Finding | Absent, supposed: Container[GroundAtom]) -> bool:
    """Tell whether something is so only in one case of several, not as anybody stated it."""
    source = node.source
    supposes = source is not None and source.who == SUPPOSED and not source.span.line
    return supposes or by_limits(node.atom) in supposed


def _cited(main: Sequence[Node], ways: Sequence[Way]) -> tuple[Provision, ...]:
    """Return the provisions that decide, each once: of the ways, and of what they turn on."""
    steps: list[Node] = [*main]
    steps += [_fork(case.proof) for one in main if isinstance(one, ByCases) for case in one.cases]
    for way in ways:
        steps += [one for one in (way.head,) if one is not None]
        steps += [turn.of for turn in way.turns if turn.of is not None]
    found: dict[tuple[str, str], Provision] = {}
    for one in steps:
        if isinstance(one, Derived) and one.rule.provision is not None:
            provision = one.rule.provision
            found.setdefault((provision.law, provision.rule), provision)
    return tuple(found.values())
