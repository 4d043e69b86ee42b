"""That a constraint of the law rules a sentence out, from the facts that a proof names alone."""

from engine.proof.checker.closure import Closure, closure
from engine.proof.checker.refuted import never_together
from engine.proof.checker.solving import Known, must, ways
from engine.rails.facts import Facts
from engine.rails.from_datalog import Barred, Railed
from engine.rails.in_force import TODAY_VARIABLE
from engine.rails.rail import CERTAIN
from parser.datalog.tree import Atom, Const, Constraint, Row, Var
from parser.resolved.vocabulary import GroundAtom
from parser.values import UNKNOWN, Range, Value


def rules_out(constraint: Constraint, atom: GroundAtom, facts: Known, today: Value) -> bool:
    """Tell whether a sentence (`None` is any) never holds beside `facts`, by this constraint.

    The other sentences of the constraint must be among the facts, its comparisons must hold for
    what the sentence says, and what is left open in it must be nothing that is compared or said
    twice.
    """
    for place, head in enumerate(constraint.atoms):
        if head.pred != atom.pred:
            continue
        others = constraint.atoms[:place] + constraint.atoms[place + 1 :]
        said = _said(head, atom)
        for found in ways(others, {TODAY_VARIABLE.name: today}, facts):
            way = {**said, **found}
            shared = [
                term.name
                for one in constraint.atoms
                for term in one.args
                if isinstance(term, Var) and isinstance(way.get(term.name), Range)
            ]
            if len(shared) > len(set(shared)):
                continue
            free = [t.name for t in head.args if isinstance(t, Var) and t.name not in way]
            if len(free) == len(set(free)) and all(
                must(one, way) for one in constraint.comparisons
            ):
                row = tuple(
                    term.value if isinstance(term, Const) else way.get(term.name)
                    for term in head.args
                )
                if _covers(row, atom.args):
                    return True
    return False


def _said(head: Atom, atom: GroundAtom) -> dict[str, Value]:
    """Return what a sentence gives the variables of the one that a constraint speaks of."""
    return {
        term.name: value
        for term, value in zip(head.args, atom.args, strict=True)
        if isinstance(term, Var) and value is not None
    }


def is_broken(barred: Barred, atom: GroundAtom, railed: Railed, facts: Facts, shown: Known) -> bool:
    """Tell whether to state a sentence (`None` is any) breaks a constraint over conclusions.

    What breaks it is concluded from all facts of the case, and from those that the proof shows.
    """
    stored = railed.naming.stored(atom.pred)
    row = tuple(UNKNOWN if value is None else value for value in atom.args)
    kept = {railed.naming.stored(pred): rows for pred, rows in shown.items()}
    of_case = {
        railed.naming.stored(name): set[Row]()
        for name, predicate in railed.base.predicates.items()
        if predicate.origin in ("given", "decided")
    }
    for known in (facts.rows, {**facts.rows, **of_case, **kept}):
        rows = {**known, stored: {*known.get(stored, ()), row}}
        if not closure(railed.program, rows, barred.name).get(barred.name):
            return False
    return True


def is_refused(railed: Railed, facts: Facts) -> bool:
    """Tell whether rules conclude from the facts of a case what a constraint says cannot be."""
    if not railed.barred:
        return False
    everything = Closure(railed.program, facts.rows)
    if any(everything.rows(barred.name) for barred in railed.barred):
        return True
    predicates = railed.base.predicates
    rows: dict[str, set[Row]] = {}
    for pred, row in facts.stated:
        rows.setdefault(pred, set()).add(row)
    for pred in {atom.pred for one in railed.base.constraints for atom in one.atoms}:
        name = railed.naming.name(pred, CERTAIN)
        if predicates[pred].origin == "derived" and name in railed.meaning:
            rows.setdefault(pred, set()).update(everything.rows(name))
    return never_together(railed, rows, facts.as_of)


def _covers(row: tuple[Value | None, ...], wanted: tuple[Value | None, ...] | Row) -> bool:
    return all(
        said is None or (type(said) is type(value) and said == value)
        for said, value in zip(row, wanted, strict=True)
    )
