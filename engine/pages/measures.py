"""Gaps and limits in English: by how much a comparison fails, and which values would do."""

from typing import assert_never

from engine.proof.node import Gap, Limit
from parser.values import Amount, Duration, Share
from parser.words.case_text import limit_words
from parser.words.sentence import ENGLISH, Predicates, Spoken, say, shown
from parser.words.values import counted, value_words


def gap_words(gap: Gap | None, predicates: Predicates = ENGLISH) -> str:
    """Write by how much a comparison fails; '' where that cannot be said.

    >>> from datetime import date
    >>> gap_words(Gap("short", Duration(24), date(2028, 3, 1)))
    '2 years short, reached on 2028-03-01'
    >>> gap_words(Gap("over", 3)), gap_words(None)
    ('3 too much', '')
    """
    if gap is None or (gap.reached is None and gap.amount in (0, Duration())):
        return ""
    amount = amount_words(gap.amount, predicates)
    if gap.reached is not None:
        day = shown(gap.reached, predicates)
        return say(predicates, "{amount} short, reached on {day}", amount=amount, day=day)
    match gap.side:
        case "short":
            return say(predicates, "{amount} short", amount=amount)
        case "over":
            return say(predicates, "{amount} too much", amount=amount)
        case _:
            assert_never(gap.side)


def amount_words(amount: Duration | Amount | Share | int, predicates: Predicates = ENGLISH) -> str:
    """Write how far two values are apart."""
    return shown(amount, predicates) if isinstance(predicates, Spoken) else _amount_words(amount)


def _amount_words(amount: Duration | Amount | Share | int) -> str:
    """Write an amount; a duration as `2 years and 6 months`.

    >>> _amount_words(Duration(88, 1)), _amount_words(Duration(30)), _amount_words(Duration())
    ('7 years, 4 months and 1 day', '2 years and 6 months', '0 days')
    """
    if not isinstance(amount, Duration):
        return value_words(amount)
    parts = (
        (amount.months // 12, "year"),
        (amount.months % 12, "month"),
        (amount.days, "day"),
    )
    said = [counted(number, unit) for number, unit in parts if number] or ["0 days"]
    return " and ".join((", ".join(said[:-1]), said[-1])) if said[1:] else said[0]


def limits_words(limits: tuple[Limit, ...], predicates: Predicates = ENGLISH) -> str:
    """Write which values would do, in the order of their places.

    >>> from datetime import date
    >>> limits_words((Limit(2, None, date(2023, 11, 23)), Limit(3, 2, 5)))
    'on or before 2023-11-23, between 2 and 5'
    """
    if isinstance(predicates, Spoken):
        return ", ".join(predicates.limits(one.low, one.high) for one in limits)
    return ", ".join(limit_words(one.low, one.high) for one in limits)
