"""What every rule of a knowledge base needs to know of the others while it is lowered."""

from collections.abc import Collection, Mapping, Sequence

from parser.datalog import naming
from parser.datalog.graph import components
from parser.datalog.terms import rule_leaves, sentences
from parser.datalog.tree import Atom
from parser.frozen import dataclass
from parser.resolved.law_tree import Rule
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import Predicate
from parser.values import Amount


@dataclass(frozen=True, slots=True)
class Base:
    """The vocabulary, and how the predicates of the rules rest on each other.

    `asked` are the places of a predicate for which values are asked; `circle` are the
    predicates that rest on a predicate on which it rests (itself included). `exceptions` are
    the predicates `applies:RULE`, with the one that the rule concludes or denies; `currency` is
    that of all amounts in the rules, or nothing if they have none or several.
    """

    predicates: Mapping[str, Predicate]
    asked: Mapping[str, tuple[int, ...]]
    circle: Mapping[str, frozenset[str]]
    exceptions: Mapping[str, str]
    currency: str = ""

    def inputs(self, atom: Atom) -> Collection[int]:
        """Return the places of an atom that must have values before it is looked at."""
        return self.asked.get(atom.pred, ())


def base_of(predicates: Mapping[str, Predicate], rules: Sequence[Rule]) -> Base:
    """Return the vocabulary with what `rules` need to know of each other. Linear in their size."""
    asked = {
        name: predicate.asked
        for name, predicate in predicates.items()
        if predicate.asked and predicate.origin == "derived"
    }
    exceptions: dict[str, str] = {}
    graph: dict[str, dict[str, None]] = {}
    for rule in rules:
        used = graph.setdefault(rule.head.predicate, {})
        for item in rule.body:
            used.update(dict.fromkeys(s.predicate for s in sentences(item.condition)))
        exceptions[naming.write(naming.Applies(rule.provision.rule))] = rule.head.predicate
    circle: dict[str, frozenset[str]] = {}
    for members in components({name: tuple(used) for name, used in graph.items()}):
        together = frozenset(members)
        circle.update(dict.fromkeys(members, together))
    for name, pred in exceptions.items():
        if pred in asked:
            asked[name] = asked[pred]
    currencies = {
        leaf.value.currency
        for rule in rules
        for leaf in rule_leaves(rule)
        if isinstance(leaf, Constant) and isinstance(leaf.value, Amount)
    }
    currency = currencies.pop() if len(currencies) == 1 else ""
    return Base(predicates, asked, circle, exceptions, currency)
