"""One item of an enumeration as a clause that is safe on its own."""

from collections.abc import Iterator, Sequence

from parser.datalog import naming
from parser.datalog.draft import Draft
from parser.datalog.level import Level, binders
from parser.datalog.order import ordered
from parser.datalog.tree import Aggregate, Atom, Comparison, Const, Literal, Negation, Term, Var
from parser.datalog.variables import in_body, in_literal
from parser.frozen import dataclass
from parser.resolved.law_tree import Item


@dataclass(frozen=True, slots=True)
class Enumerated:
    """The predicate of an enumeration over the variables `shared` with the rest of the rule."""

    atom: Atom
    number: int
    shared: tuple[str, ...]


def item_clauses(
    made: Enumerated, item: Item, body: Sequence[Literal], level: Level, index: int | None
) -> None:
    """Add the clause for one item, and one with the values it needs from around it.

    A shared value that has its value before the enumeration is always taken from there: the
    item may know the same value less exactly, and the two must not pass each other by.
    """
    draft = level.draft
    outer = level.outer
    assert outer is not None
    done = ordered(body, frozenset(made.shared), inputs=draft.base.inputs)
    needed = [
        name
        for name in made.shared
        if name not in done.bound or (draft.is_value(name) and outer.order.bound(name))
    ]
    before = _context(made, needed, frozenset(in_body(body)), outer, level.negated)
    first: tuple[Term, ...] = () if index is None else (Const(index),)
    head = Atom(made.atom.pred, (*first, *made.atom.args), span=item.span)
    given = {name for literal in before for name in _given(literal)}
    draft.supply(made.atom.pred, [n for n in needed if n in given and draft.is_value(n)])
    draft.clause(head, (*before, *body), "item", item.label, item.span)


def _context(
    made: Enumerated, needed: Sequence[str], used: frozenset[str], outer: Level, negated: bool
) -> tuple[Literal, ...]:
    """Return literals that give the `needed` names the values they have around the item."""
    if not needed:
        return ()
    draft = outer.draft
    chosen = binders(needed, outer, negated)
    free = tuple(literal for literal in chosen if _is_free(literal))
    chosen = tuple(literal for literal in chosen if literal not in free)
    if not chosen:
        return free
    chosen = (*_needed_by(chosen, free, draft), *chosen)
    given = {name for literal in chosen for name in _given(literal)}
    variables = tuple(
        name for name in made.shared if name in given and (name in needed or name in used)
    )
    key = (chosen, variables)
    name = draft.contexts.get(key)
    head = Atom(name or "", tuple(Var(v) for v in variables), span=made.atom.span)
    if name is None:
        number = len(draft.contexts) + 1
        name = naming.write(naming.Context(draft.rule.provision.rule, number))
        draft.contexts[key] = name
        head = Atom(name, head.args, span=head.span)
        draft.declare(name, variables)
        draft.clause(head, chosen, "context")
    return (*free, head)


def _needed_by(
    chosen: Sequence[Literal], free: Sequence[Literal], draft: Draft
) -> Iterator[Literal]:
    """Yield the free literals without which the chosen ones would have no value to look at.

    Nor may these know a value of a free one less exactly: it has to be compared with theirs.
    """
    wanted = {name for name, _ in ordered(chosen, inputs=draft.base.inputs).missing}
    wanted.update(name for one in chosen for name in _given(one) if draft.is_value(name))
    for literal in free:
        if wanted.intersection(_given(literal)):
            yield literal


def _is_free(literal: Literal) -> bool:
    """Tell whether a literal gives a value by itself: asked, traced, today, or a constant."""
    match literal:
        case Atom(pred):
            return isinstance(
                naming.read(pred), naming.AskedFor | naming.OfKind | naming.PossibleValues
            )
        case Comparison():
            return len(set(in_literal(literal))) == 1
        case Negation() | Aggregate():
            return False


def _given(literal: Literal) -> tuple[str, ...]:
    """Return the names that an atom, an equation or an aggregate speaks of outside itself."""
    match literal:
        case Aggregate(result=Var(name)):
            return (name,)
        case Atom() | Negation() | Comparison() | Aggregate():
            return tuple(in_literal(literal))
