"""Which statements a conclusion cannot do without, whatever else is so.

It is told from conditions that something is so. That something is not so, and what is counted or
compared, is taken to be met; so is what a presumption gives way to, which may be certain by cases.
"""

from collections.abc import Iterable, Mapping, Sequence

from parser.datalog.naming import Applies, Authored, Broken, Denial, Enumeration, Told, read
from parser.datalog.tree import Atom, Negation, Rule
from parser.resolved.vocabulary import Predicate

Needs = tuple[frozenset[str], ...]
"""Sets of predicates, of each of which at least one has to be stated."""


def needed_for(
    preds: Iterable[str], by_head: Mapping[str, Sequence[Rule]], predicates: Mapping[str, Predicate]
) -> dict[str, Needs]:
    """Return what has to be stated before a rule concludes each of some predicates as certain.

    `by_head` are all rules of a program by what they conclude. What several rules conclude needs
    what each of them does, which is not looked at: it is said to need nothing.
    """
    free = _free(by_head, predicates)
    found: dict[str, Needs] = {}
    for pred in preds:
        (rule, *others) = by_head[pred]
        wanted = [one.pred for one in rule.body if isinstance(one, Atom) and one.pred not in free]
        below = (_below(one, free, by_head, predicates) for one in wanted)
        found[pred] = () if others else tuple(dict.fromkeys(below))
    return found


def _free(
    by_head: Mapping[str, Sequence[Rule]], predicates: Mapping[str, Predicate]
) -> frozenset[str]:
    """Return the predicates that may be so although nothing is stated."""
    found = {head for head in by_head if not isinstance(read(head), _FROM_RULES)}
    bodies: list[tuple[str, frozenset[str]]] = []
    for head, rules in by_head.items():
        for rule in rules:
            wanted = frozenset(one.pred for one in rule.body if isinstance(one, Atom))
            bodies.append((head, wanted))
            found |= {one for one in wanted if one not in by_head and not _is_told(one, predicates)}
            found |= {one.atom.pred for one in rule.body if isinstance(one, Negation) and one.shown}
    growing = True
    while growing:
        more = {head for head, wanted in bodies if head not in found and wanted <= found}
        found |= more
        growing = bool(more)
    return frozenset(found)


_FROM_RULES = Applies | Authored | Broken | Enumeration
"""What is so only if a rule concludes it, or a case states it."""


def _is_told(pred: str, predicates: Mapping[str, Predicate]) -> bool:
    """Tell whether a predicate without rules is only so where a case states it."""
    name = read(pred)
    if isinstance(name, Denial) or (isinstance(name, Told) and name.denied):
        return False
    return pred in predicates and predicates[pred].origin in ("given", "decided")


def _below(
    pred: str,
    free: frozenset[str],
    by_head: Mapping[str, Sequence[Rule]],
    predicates: Mapping[str, Predicate],
) -> frozenset[str]:
    """Return the predicates that cases state on one of which `pred` rests, however far below."""
    reached, waiting = {pred}, [pred]
    while waiting:
        for rule in by_head.get(waiting.pop(), ()):
            for one in rule.body:
                if isinstance(one, Atom) and one.pred not in free and one.pred not in reached:
                    reached.add(one.pred)
                    waiting.append(one.pred)
    return frozenset(one for one in reached if _is_told(one, predicates))
