"""Several slots that are `single` together -> constraints: what the others determine is one event.

`{child} was found in {territory} on {day}  (given, single territory, single day)` says that
there is one territory and one day for each child. One of the slots is the single one of the
predicate: it has one value for each combination of all others. That any other has only one is a
constraint, as if `impossible` had been written.
"""

from collections.abc import Iterable, Iterator

from parser.resolved.law_tree import Compares, Condition, Constraint, Holds, Item
from parser.resolved.tree import Sentence, Variable
from parser.resolved.vocabulary import Predicate, Provision
from parser.resolved.wording import template_text
from parser.syntax.tree import LawDecl


def one_event(predicates: Iterable[Predicate], law: LawDecl) -> Iterator[Constraint]:
    """Yield the constraints of sentences with several slots of one value each."""
    for predicate in predicates:
        for place in predicate.together:
            yield _constraint(predicate, place, law)


def _constraint(predicate: Predicate, place: int, law: LawDecl) -> Constraint:
    free = {*predicate.together, predicate.single}
    first = [Variable(slot.role, slot.kind, span=predicate.span) for slot in predicate.slots]
    second = [
        Variable(f"other {slot.role}", slot.kind, span=predicate.span) if at in free else one
        for at, (slot, one) in enumerate(zip(predicate.slots, first, strict=True))
    ]
    role = predicate.slots[place].role
    conditions: tuple[Condition, ...] = (
        Holds(Sentence(predicate.name, tuple(first), span=predicate.span)),
        Holds(Sentence(predicate.name, tuple(second), span=predicate.span)),
        Compares("!=", first[place], second[place], span=predicate.span),
    )
    others = [slot.role for at, slot in enumerate(predicate.slots) if at not in free]
    each = f" for each {' and '.join(others)}" if others else ""
    provision = Provision(
        rule=f"{predicate.name}-{role.replace(' ', '-')}",
        title=f"One {role}{each}",
        law=law.id,
        law_title=law.title,
        published=law.published,
        cites="the vocabulary: `single` slots together",
        says=f"`{template_text(predicate)}` has one {role}{each}.",
        provenance=law.provenance,
    )
    items = tuple(Item(one, span=predicate.span) for one in conditions)
    return Constraint(provision, items, span=predicate.span)
