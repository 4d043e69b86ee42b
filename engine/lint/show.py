"""A bound in a few words, as the message of a finding names it."""

from engine.lint.bounds import NONE, Bound
from parser.values import Duration
from parser.words.values import value_words

_WORDS = {
    "<": "below",
    "<=": "up to",
    ">": "above",
    ">=": "from",
    "=": "exactly",
    "!=": "other than",
}
_DAYS = {
    "<": "before",
    "<=": "up to",
    ">": "after",
    ">=": "from",
    "=": "on",
    "!=": "not on",
}


def limit_words(bound: Bound) -> str:
    """Return what a bound says of its limit.

    >>> from parser.resolved.tree import Variable
    >>> from parser.text.span import NOWHERE
    >>> day, other = Variable("day", "date"), Variable("other", "date")
    >>> limit_words(Bound(day, other, "<", Duration(216), NOWHERE))
    'before 18 years have passed'
    >>> limit_words(Bound(day, other, "<=", NONE, NOWHERE))
    'up to the same day'
    >>> limit_words(Bound(Variable("n", "number"), None, ">", 90, NOWHERE))
    'above 90'
    """
    if bound.base is None:
        return f"{_WORDS[bound.op]} {value_words(bound.limit)}"
    if bound.limit == NONE:
        return f"{_DAYS[bound.op]} the same day"
    negative = isinstance(bound.limit, Duration) and min(bound.limit.months, bound.limit.days) < 0
    said = value_words(bound.limit)
    return f"{_DAYS[bound.op]} {said} {'apart' if negative else 'have passed'}"
