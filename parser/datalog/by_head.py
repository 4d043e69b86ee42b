"""Rules by the sentence that they conclude."""

from collections.abc import Iterable

from parser.datalog.tree import Rule


def by_head(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """Return rules by the predicate of their head, in the order in which they come.

    >>> from parser.datalog.tree import Atom
    >>> rules = [Rule(Atom(name, ()), ()) for name in ("p", "q", "p")]
    >>> {name: len(own) for name, own in by_head(rules).items()}
    {'p': 2, 'q': 1}
    """
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.head.pred, []).append(rule)
    return found
