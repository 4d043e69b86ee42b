"""Facts from which rules conclude what cannot be: refused, and ruled out beside other facts."""

from collections.abc import Callable, Iterable, Iterator

from engine.answers.reasons import nodes
from engine.proof.explain import prove
from engine.proof.grounds import Grounds
from engine.proof.node import Finding, ListedRow, Node, Stated
from engine.proof.ordered import OrderedModel
from engine.proof.smallest import Search
from engine.proof.why_not import grounds_of
from engine.rails.concluded import concluded_together
from engine.rails.facts import Facts, refuse, refuse_joint
from engine.rails.from_datalog import Barred, Railed
from engine.rails.impossible import Breach, Held
from parser.datalog.naming import Told, write
from parser.datalog.tree import Row
from parser.text.span import Span


def refuse_broken(railed: Railed, facts: Facts, model: OrderedModel) -> None:
    """Raise CannotBe if rules conclude from the facts of a case what a constraint forbids.

    What the error names are the facts of the smallest derivation of each breach, with their places.
    """
    if not railed.barred:
        return
    found = list(_breaches(railed, facts, model))
    joint = concluded_together(railed, facts, _rows_of(railed, model)) if not found else None
    if found or joint is not None:
        places: dict[Held, Span] = {key: source.span for key, source in facts.stated.items()}
        places |= {(row.pred, row.row): row.span for row in railed.base.listed}
        refuse(found, railed.base.predicates, places)
        refuse_joint(joint, railed.base.predicates, places)


def _rows_of(railed: Railed, model: OrderedModel) -> Callable[[str], Iterable[Row]]:
    def rows(name: str) -> Iterable[Row]:
        slots = railed.base.predicates[railed.meaning[name][0]].slots
        return model.rows(name, (None,) * len(slots))

    return rows


def could_break(railed: Railed, facts: Facts, beside: Iterable[str] = ()) -> tuple[Barred, ...]:
    """Return the constraints over conclusions for which a case states enough to break them.

    It would if something were stated of each predicate `beside`, too.
    """
    if not railed.barred:
        return ()
    stated = _stated(facts) | set(beside)
    return tuple(
        one
        for one in railed.barred
        if not stated.isdisjoint(one.rests_on)
        and not any(stated.isdisjoint(need) for need in one.needs)
    )


def that_could_break(railed: Railed, facts: Facts) -> frozenset[str]:
    """Return the predicates of which one more statement could break a constraint over conclusions.

    Of some of what the constraint rests on the case states something already.
    """
    found: set[str] = set()
    if railed.barred:
        stated = _stated(facts)
        for one in railed.barred:
            if not stated.isdisjoint(one.rests_on):
                left = [need for need in one.needs if stated.isdisjoint(need)]
                found |= one.rests_on.intersection(*left)
    return frozenset(found)


def _stated(facts: Facts) -> set[str]:
    """Return the predicates of which a case states something, as the rules speak of it."""
    stated = {pred for pred, _ in facts.stated}
    return stated | {write(Told(pred)) for pred in stated}


def _breaches(railed: Railed, facts: Facts, model: OrderedModel) -> Iterator[Breach]:
    grounds: Grounds | None = None
    for one in could_break(railed, facts):
        atoms = next(rule.head for rule in railed.program.rules if rule.head.pred == one.name)
        for row in model.rows(one.name, (None,) * len(atoms.args)):
            grounds = grounds or grounds_of(Search(railed, model), facts)
            proof = prove(grounds, (one.name, row))
            held = () if proof is None else facts_of(proof)
            yield Breach(one.constraint, held)


def facts_of(proof: Node) -> tuple[Held, ...]:
    """Return the rows that somebody stated or found, or a table lists, on which a proof rests."""
    found: dict[Held, None] = {}
    for node in nodes([proof]):
        if isinstance(node, Stated | Finding | ListedRow) and node.status == "holds":
            row = tuple(value for value in node.atom.args if value is not None)
            found.setdefault((node.atom.pred, row))
    return tuple(reversed(found))
