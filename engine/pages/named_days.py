"""A day worked out, by what it is for: the sentence that it is part of, or the limit that it is."""

from collections.abc import Sequence
from datetime import date

from engine.answers.summary import Dated
from engine.answers.ways import facts_beside, is_today
from engine.pages.arithmetic import expression_words
from engine.pages.turns import is_unspoken, node_words, within
from engine.proof.node import Compared, Derived, Node
from parser.datalog.tree import Expr, Operator, Var
from parser.resolved.vocabulary import Provision
from parser.values import Value
from parser.words.sentence import Predicates, Spoken, figure, say, shown

_MIRRORED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OF_TODAY: dict[Operator, str] = {
    "<=": "{rule} can apply no earlier than {day}",
    "<": "{rule} can apply only after {day}",
    ">=": "{rule} can apply only up to {day}",
    ">": "{rule} can apply only before {day}",
}
"""What a day is for that is compared with today: by `day <= today` and the like.

It bounds a rule, and promises nothing: on that day another condition may not be met.
"""

_OF_FACTS: dict[Operator, str] = {
    "<=": "has to be on {day} or later ({counted}): {fact}",
    "<": "has to be after {day} ({counted}): {fact}",
    ">=": "has to be on {day} or earlier ({counted}): {fact}",
    ">": "has to be before {day} ({counted}): {fact}",
}
"""What a day is for that bounds the day of a fact; beside it stands from what it is counted."""

_OF_FACTS_MET: dict[Operator, str] = {
    "<=": "{fact}: in time, since it had to be on {day} or later ({counted})",
    "<": "{fact}: in time, since it had to be after {day} ({counted})",
    ">=": "{fact}: in time, since it had to be on {day} or earlier ({counted})",
    ">": "{fact}: in time, since it had to be before {day} ({counted})",
}
"""The same where the day of the fact is within the bound."""


def day_words(one: Dated, as_of: date, predicates: Predicates) -> str:
    """Write a day with what it is for and how it is counted; nothing if that cannot be said.

    So of a bound that only keeps a rule from coming back to itself without an end, and of a day
    past to which everything kept, such as a birthday that had come.
    """
    if _comes_back(one.of):
        return ""
    counted = expression_words(one.side, dict(one.node.bindings), 0, predicates)
    that = say(predicates, "; that is {counted}", counted=counted)
    day = shown(one.day, predicates)
    if one.day in one.of.atom.args and not is_unspoken(one.of, predicates):
        said = "" if one.of.status == "fails" else node_words(one.of, predicates)
        named = figure(one.day, predicates) in said or day in said
        return said and f"{'' if named else f'{day}: '}{said}{that}"
    said, provision = _limit(one, as_of, counted, predicates), one.of.rule.provision
    by = f" ({provision.rule})" if provision and provision.rule not in said else ""
    return said and f"{said}{'' if f'({counted}' in said else that}{by}"


def _comes_back(of: Derived) -> bool:
    """Tell whether a step rests on another of its own kind."""
    return any(isinstance(one, Derived) and one.atom.pred == of.atom.pred for one in of.premises)


def _limit(one: Dated, as_of: date, counted: str, predicates: Predicates) -> str:
    """Write for what a day is a limit: a rule, if today is compared with it, or a fact.

    Beside the limit of a fact stands how it is counted, and the fact from whose day.
    """
    provision = one.of.rule.provision
    for node in (one.node, *_compared_with(one)):
        for side, other, operator in _both_ways(node):
            if _value_of(side, node, one) != one.day:
                continue
            if is_today(other):
                come = node.status == "holds" and operator in ("<", "<=")
                if provision is None or (come and one.day < as_of):
                    return ""
                rule, day = _titled(provision, predicates), shown(one.day, predicates)
                return say(predicates, _OF_TODAY[operator], day=day, rule=rule)
            if node.status == "holds" and one.day < as_of:
                return ""
            fact = _fact_of(other, node, one.of)
            if fact is not None and not is_unspoken(fact, predicates):
                said, day = node_words(fact, predicates), shown(one.day, predicates)
                base = [each for each in facts_beside(one.node, one.of) if each is not fact]
                from_ = [node_words(each, predicates) for each in base[:1]]
                told = "; ".join((counted, *(within(text) for text in from_)))
                forms = _OF_FACTS_MET if node.status == "holds" else _OF_FACTS
                return say(predicates, forms[operator], day=day, counted=told, fact=said)
    return ""


def _compared_with(one: Dated) -> Sequence[Compared]:
    """Return the conditions of the same rule in which a day is compared that another works out."""
    beside = (node for node in one.of.premises if isinstance(node, Compared))
    return (
        [node for node in beside if node is not one.node]
        if one.node.gives or (one.node.comparison.op == "=")
        else []
    )


def _both_ways(node: Compared) -> Sequence[tuple[Expr, Expr, Operator]]:
    """Return a comparison from each of its sides, with the other one and how they are compared."""
    operator = node.comparison.op
    if operator not in _MIRRORED:
        return ()
    left, right = node.comparison.left, node.comparison.right
    return ((left, right, operator), (right, left, _MIRRORED[operator]))


def _value_of(side: Expr, node: Compared, one: Dated) -> Value | None:
    """Return the value of a side that is the calculation, or a variable for what it comes to."""
    if side == one.side or isinstance(side, Var):
        return node.left if side is node.comparison.left else node.right
    return None


def _fact_of(side: Expr, node: Compared, of: Derived) -> Node | None:
    """Return the condition of a step that gives a variable its value."""
    if not isinstance(side, Var):
        return None
    value = node.left if side is node.comparison.left else node.right
    for fact in facts_beside(node, of):
        atom = getattr(fact, "atom", None)
        if atom is not None and value in atom.args:
            return fact
    return None


def _titled(provision: Provision, predicates: Predicates) -> str:
    said = predicates.provision(provision) if isinstance(predicates, Spoken) else provision
    return f'{said.rule} "{said.title}"' if said.title else said.rule
