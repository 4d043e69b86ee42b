"""What resolved rules mean, straight from their definition, and random rules to try it on.

Every variable ranges over a small domain and every condition is looked at under every assignment:
slow and obviously right. Lowering is judged by it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from random import Random

from parser.datalog.terms import names, rule_leaves
from parser.resolved.law_tree import (
    Aggregates,
    Compares,
    Condition,
    Expression,
    Group,
    Holds,
    Item,
    Law,
    Rule,
    Today,
)
from parser.resolved.tree import Constant, Sentence, Term, Variable
from parser.resolved.vocabulary import Predicate, Provision, Slot
from parser.text.span import NOWHERE
from parser.values import Entity, Value

PEOPLE = tuple(Entity("person", name) for name in ("Ana", "Mia", "Eva"))
DATES = (date(2019, 1, 1), date(2020, 1, 1), date(2021, 1, 1))
TODAY = DATES[1]
NUMBERS = (0, 1, 2, 3)
DOMAIN: Mapping[str, tuple[Value, ...]] = {"person": PEOPLE, "date": DATES, "number": NUMBERS}

_PERSON, _OTHER, _DAY = Slot("person", "person"), Slot("other", "person"), Slot("day", "date")
VOCABULARY = {
    predicate.name: predicate
    for predicate in (
        Predicate("lives", (_PERSON,), "given"),
        Predicate("banned", (_PERSON,), "decided", authority="Police"),
        Predicate("knows", (_PERSON, _OTHER), "given"),
        Predicate("wed", (_PERSON, _DAY), "given"),
        Predicate("moved", (_PERSON, _DAY), "given"),
        Predicate("good", (_PERSON,)),
        Predicate("since", (_PERSON, _DAY)),
        Predicate("at", (_PERSON, _DAY), asked=(1,)),
        Predicate("linked", (_PERSON, _OTHER)),
        Predicate("best", (_PERSON,)),
    )
}
DERIVED = ("good", "since", "at", "linked", "best")
GIVEN = tuple(name for name in VOCABULARY if name not in DERIVED)

Rows = dict[str, set[tuple[Value, ...]]]
Binding = dict[str, Value]


def random_facts(random: Random) -> Rows:
    """Return a random set of given facts."""
    facts: Rows = {}
    for name in GIVEN:
        kinds = [slot.kind for slot in VOCABULARY[name].slots]
        density = random.choice((0.2, 0.5, 0.8))
        rows = product(*(DOMAIN[kind] for kind in kinds))
        facts[name] = {row for row in rows if random.random() < density}
    return facts


def random_law(random: Random) -> Law:
    """Return a law whose rules use what is concluded before them, and perhaps themselves."""
    rules: list[Rule] = []
    for level, name in enumerate(DERIVED):
        for number in range(random.choice((1, 1, 2))):
            rules.append(_Writer(random, (*GIVEN, *DERIVED[:level]), name).rule(f"{name}-{number}"))
        if random.random() < 0.4:
            denial = _Writer(random, (*GIVEN, *DERIVED[:level]), "").rule(f"{name}-not", name)
            rules.append(denial)
    return Law("demo", "Demo", predicates=VOCABULARY, rules=tuple(rules))


class _Writer:
    """Writes one rule; a variable is used again only where the language lets it."""

    def __init__(self, random: Random, known: tuple[str, ...], itself: str) -> None:
        self.random = random
        self.known = known
        self.itself = itself
        self.count = 0

    def rule(self, name: str, head: str = "") -> Rule:
        predicate = VOCABULARY[head or self.itself]
        seen = [Variable(slot.role, slot.kind) for slot in predicate.slots]
        sentence = Sentence(predicate.name, tuple(seen))
        body = self.conditions(seen, self.random.choice((1, 2, 3)), depth=0)
        exception = head != ""
        return Rule(
            Provision(name),
            sentence,
            tuple(body),
            negative=exception and self.random.random() < 0.7,
            notwithstanding=((f"{head}-0", NOWHERE),) if exception else (),
        )

    def conditions(self, seen: list[Variable], how_many: int, depth: int) -> Iterator[Item]:
        for _ in range(how_many):
            yield Item(self.condition(seen, depth))

    def condition(self, seen: list[Variable], depth: int) -> Condition:
        draw = self.random.random() + (0.35 if depth > 1 else 0)
        if draw < 0.1:
            return self.group("any", seen, depth)
        if draw < 0.2:
            return self.group("none", seen, depth)
        if draw < 0.25:
            return self.group("at least", seen, depth)
        if draw < 0.3:
            return self.group("all", seen, depth, exception=True)
        if draw < 0.35:
            return self.aggregate(seen, depth)
        if draw < 0.5:
            return self.comparison(seen)
        if draw < 0.65:
            return Holds(self.sentence(list(seen)), negative=True)
        return Holds(self.sentence(seen, itself=depth == 0))

    def sentence(self, seen: list[Variable], itself: bool = False) -> Sentence:
        known = (*self.known, *([self.itself] if itself and self.itself else []))
        predicate = VOCABULARY[self.random.choice(known)]
        return Sentence(predicate.name, tuple(self.term(slot, seen) for slot in predicate.slots))

    def term(self, slot: Slot, seen: list[Variable]) -> Term:
        fitting = [variable for variable in seen if variable.kind == slot.kind]
        draw = self.random.random()
        if fitting and draw < 0.7:
            return self.random.choice(fitting)
        if draw < 0.8:
            return Constant(self.random.choice(DOMAIN[slot.kind]))
        return self.fresh(slot.kind, seen)

    def fresh(self, kind: str, seen: list[Variable]) -> Variable:
        self.count += 1
        variable = Variable(f"{kind} {self.count}", kind)
        seen.append(variable)
        return variable

    def comparison(self, seen: list[Variable]) -> Compares:
        kind = self.random.choice(("date", "date", "person"))
        fitting: list[Expression] = [v for v in seen if v.kind == kind]
        fitting.append(Constant(self.random.choice(DOMAIN[kind])))
        if kind == "date":
            fitting.append(Today())
        left = self.random.choice(fitting)
        if self.random.random() < 0.2:
            left = self.fresh(kind, seen)
            return Compares("=", left, self.random.choice(fitting))
        ops = ("=", "!=") if kind == "person" else ("=", "!=", "<", "<=")
        return Compares(self.random.choice(ops), left, self.random.choice(fitting))  # type: ignore[arg-type]

    def group(
        self, quantifier: str, seen: list[Variable], depth: int, exception: bool = False
    ) -> Group:
        items: list[Item] = []
        many = self.random.choice((2, 2, 3))
        for number in range(many):
            inner = list(seen)
            parts = tuple(self.conditions(inner, self.random.choice((1, 1, 2)), depth + 1))
            whole = parts[0] if len(parts) == 1 else Item(Group("all", parts))
            items.append(Item(whole.condition, f"({number})"))
        count = self.random.choice((1, 2)) if quantifier == "at least" else 0
        return Group(quantifier, tuple(items), count, exception)  # type: ignore[arg-type]

    def aggregate(self, seen: list[Variable], depth: int) -> Aggregates:
        inner = list(seen)
        counted = self.fresh(self.random.choice(("person", "date")), inner)
        place = {"person": "knows", "date": "wed"}[counted.kind]
        first = Item(Holds(Sentence(place, (self.term(_PERSON, list(seen)), counted))))
        more = tuple(self.conditions(inner, self.random.choice((0, 1)), depth + 1))
        kind = "count" if counted.kind == "person" else self.random.choice(("min", "max"))
        result = self.fresh("number" if kind == "count" else "date", seen)
        return Aggregates(kind, result, (counted,), (first, *more))  # type: ignore[arg-type]


def relations(law: Law, facts: Rows) -> Rows:
    """Return every relation of the vocabulary (and `not:` what rules deny) over the domain."""
    rows: Rows = {name: set(found) for name, found in facts.items()}
    for name in DERIVED:
        rows[name], rows[f"not:{name}"] = set(), set()
        rules = [rule for rule in law.rules if rule.head.predicate == name]
        grown = True
        while grown:
            found = {
                (concluded, row)
                for rule in rules
                for concluded, row in _conclusions(rule, rules, rows)
            }
            grown = any(row not in rows[concluded] for concluded, row in found)
            for concluded, row in found:
                rows[concluded].add(row)
    return rows


def _conclusions(
    rule: Rule, rules: list[Rule], rows: Rows
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    exceptions = [
        each for each in rules if rule.provision.rule in {name for name, _ in each.notwithstanding}
    ]
    for row in _rows(rule):
        if _applies(rule, row, rows) and not any(_applies(each, row, rows) for each in exceptions):
            yield f"not:{rule.head.predicate}" if rule.negative else rule.head.predicate, row


def _rows(rule: Rule) -> Iterator[tuple[Value, ...]]:
    return product(*(DOMAIN[slot.kind] for slot in VOCABULARY[rule.head.predicate].slots))


def _applies(rule: Rule, row: tuple[Value, ...], rows: Rows) -> bool:
    kinds = {leaf.name: leaf.kind for leaf in rule_leaves(rule) if isinstance(leaf, Variable)}
    binding: Binding = {}
    for term, value in zip(rule.head.args, row, strict=True):
        known = binding.setdefault(term.name, value) if isinstance(term, Variable) else term.value
        if known != value:
            return False
    return any(_solutions(rule.body, binding, _Meaning(rows, kinds)))


class _Meaning:
    def __init__(self, rows: Rows, kinds: Mapping[str, str]) -> None:
        self.rows = rows
        self.kinds = kinds


def _solutions(
    items: tuple[Item, ...], binding: Binding, meaning: _Meaning, also: tuple[str, ...] = ()
) -> Iterator[Binding]:
    """Yield each assignment to the variables of a level under which all its conditions hold."""
    free = [name for name in _level(items, also) if name not in binding]
    for values in product(*(DOMAIN[meaning.kinds[name]] for name in free)):
        inner = {**binding, **dict(zip(free, values, strict=True))}
        if all(_holds(item.condition, inner, meaning) for item in items):
            yield inner


def _level(items: tuple[Item, ...], also: tuple[str, ...]) -> list[str]:
    """Return the variables that belong to a level: used plainly in it, or in two conditions."""
    found = dict.fromkeys(also)
    seen: set[str] = set()
    for item in items:
        own = names((item.condition,))
        match item.condition:
            case Holds(negative=False) | Compares():
                found.update(dict.fromkeys(own))
            case Aggregates(result=result):
                found[result.name] = None
            case Group("all", inner, exception=False):
                found.update(dict.fromkeys(_level(inner, ())))
            case _:
                pass
        found.update(dict.fromkeys(name for name in own if name in seen))
        seen.update(own)
    return list(found)


def _holds(condition: Condition, binding: Binding, meaning: _Meaning) -> bool:
    match condition:
        case Holds(sentence, negative):
            plain = Item(Holds(sentence))
            return (
                any(_solutions((plain,), binding, meaning)) != negative
                if negative
                else (_row(sentence, binding) in meaning.rows[sentence.predicate])
            )
        case Compares(op, left, right):
            return _compare(op, _value(left, binding), _value(right, binding))
        case Aggregates():
            return binding[condition.result.name] == _aggregate(condition, binding, meaning)
        case Group(quantifier, items, count, exception):
            each = [any(_solutions((item,), binding, meaning)) for item in items]
            match quantifier:
                case "all":
                    found = any(_solutions(items, binding, meaning))
                case "any":
                    found = any(each)
                case "none":
                    return not any(each)
                case "at least":
                    found = sum(each) >= count
            return found != exception


def _row(sentence: Sentence, binding: Binding) -> tuple[Value, ...]:
    return tuple(_value(term, binding) for term in sentence.args)


def _value(expression: Expression, binding: Binding) -> Value:
    match expression:
        case Variable(name):
            return binding[name]
        case Constant(value):
            return value
        case Today():
            return TODAY
        case _:
            raise AssertionError("no such expression is written here")


def _compare(op: str, left: Value, right: Value) -> bool:
    if op == "=":
        return left == right
    if op == "!=":
        return left != right
    assert isinstance(left, date) and isinstance(right, date)
    return left < right or (op == "<=" and left == right)


def _aggregate(condition: Aggregates, binding: Binding, meaning: _Meaning) -> Value | None:
    found = {
        _value(condition.terms[0], inner)
        for inner in _solutions(condition.items, binding, meaning, names_of(condition.terms))
    }
    match condition.kind:
        case "count":
            return len(found)
        case "min":
            return min(found, default=None, key=str)
        case "max":
            return max(found, default=None, key=str)
        case _:
            raise AssertionError("no such aggregate is written here")


def names_of(terms: tuple[Expression, ...]) -> tuple[str, ...]:
    """Return the names of variables among some terms."""
    return tuple(term.name for term in terms if isinstance(term, Variable))
