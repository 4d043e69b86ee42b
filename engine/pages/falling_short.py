"""A comparison and how it stands: over or under a limit, too late or still to come.

Of two values the one that is judged goes first: what is stated before what is worked out, and
that before what the law says itself.
"""

from dataclasses import replace
from datetime import date

from engine.answers.ways import is_today
from engine.pages.compared import called_in, compared_words, is_date, side_words
from engine.pages.measures import amount_words, gap_words
from engine.proof.node import Compared, Derived, Gap, Stated
from engine.proof.telling import is_limit
from parser.datalog.tree import Apply, Comparison, Const, Expr, Operator, Var
from parser.values import Amount, Duration, Range, Share
from parser.words.sentence import Predicates, Spoken, figure, say

_MIRRORED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OF_NUMBERS: dict[Operator, tuple[str, str]] = {
    "<=": ("{left} is over the upper limit of {right}", "{amount} too much"),
    "<": ("{left} is not under the upper limit of {right}", "{amount} too much"),
    ">=": ("{left} is under the lower limit of {right}", "{amount} short"),
    ">": ("{left} does not exceed {right}", "{amount} left"),
}
"""What a comparison of numbers is called that should hold and does not."""


def standing_words(node: Compared, predicates: Predicates, of: Derived | None = None) -> str:
    """Write a comparison of the step `of` as what is so; of one that fails, also by how much."""
    if node.status == "unknown":
        text = compared_words(node, predicates, of)
        return f"{text} ({say(predicates, 'not settled')})"
    if timed := _in_time(node, predicates):
        return timed
    if is_limit(node):
        return _just(node, predicates)
    if node.status != "fails":
        return compared_words(node, predicates, of)
    node = _judged_first(node, of)
    gap, strict = node.gap, node.comparison.op in ("<", ">")
    if node.comparison.op == "=":
        return _otherwise(node, predicates, of)
    if (late := _after_the_last_day(node, predicates, of)) and gap is not None:
        return late
    if gap is None or gap.reached is not None or node.comparison.op not in _OF_NUMBERS:
        text, by = compared_words(node, predicates, of), gap_words(gap, predicates)
    elif _are_given(node):
        text, by = compared_words(node, predicates, of), _by(gap, predicates)
    elif is_date(node.left) or is_date(node.right):
        text, by = compared_words(node, predicates, of), _days_apart(gap, strict, predicates)
    else:
        form, apart = _OF_NUMBERS[node.comparison.op]
        bindings, called = dict(node.bindings), called_in(node, of, predicates)
        left = side_words(node.comparison.left, node.left, bindings, predicates, called)
        right = side_words(node.comparison.right, node.right, bindings, predicates, called)
        right += _unit(node, of, predicates)
        text, by = say(predicates, form, left=left, right=right), ""
        if not _is_nothing(gap):
            by = say(predicates, apart, amount=amount_words(gap.amount, predicates))
    return f"{text} ({by})" if by else text


def _just(node: Compared, predicates: Predicates) -> str:
    """Write of a value that is exactly a limit which of both it is."""
    is_least = (node.comparison.op == ">=") == isinstance(node.comparison.right, Const)
    form = "{number}, exactly the least that is enough"
    form = form if is_least else "{number}, exactly the most that is allowed"
    if isinstance(node.left, date):
        form = f"{{number}}, exactly the {'first' if is_least else 'last'} day that counts"
    bindings, sides = dict(node.bindings), (node.comparison.left, node.comparison.right)
    judged = next((one for one in sides if not isinstance(one, Const)), sides[0])
    return say(predicates, form, number=side_words(judged, node.left, bindings, predicates))


def _unit(node: Compared, of: Derived | None, predicates: Predicates) -> str:
    """Return what a number is a number of, as the sentence calls it that gives it: ` days`."""
    if isinstance(predicates, Spoken) or of is None or not isinstance(node.right, int):
        return ""
    if not isinstance(node.comparison.right, Const):
        return ""
    for one in of.premises:
        atom = getattr(one, "atom", None)
        predicate = predicates.get(atom.pred) if atom is not None else None
        if atom is None or predicate is None or node.left not in atom.args:
            continue
        place = atom.args.index(node.left)
        parts = predicate.parts
        after = parts[parts.index(place) + 1 :][:1] if place in parts else ()
        noun = after[0].split()[0] if after and isinstance(after[0], str) else ""
        if noun.isalpha() and noun.endswith("s"):
            return f" {noun.removesuffix('s') if node.right == 1 else noun}"
    return ""


def _in_time(node: Compared, predicates: Predicates) -> str:
    """Write a day that is compared with today: whether it has come, and by how much it has not.

    Nothing if it is another comparison, or neither counted from another day nor failing.
    """
    left, right = node.comparison.left, node.comparison.right
    if is_today(left) == is_today(right) or node.comparison.op in ("=", "!="):
        return ""
    first = is_today(right)
    counted, day, today = (left, node.left, node.right) if first else (right, node.right, node.left)
    if not isinstance(day, date):
        return ""
    worked = side_words(counted, day, dict(node.bindings), predicates)
    has_to_come = (node.comparison.op in ("<", "<=")) == first
    strict = node.comparison.op in ("<", ">")
    if node.status == "fails":
        of_law = isinstance(counted, Const)
        if has_to_come and day == today and strict:
            return say(predicates, "{worked}, today: not yet over", worked=worked)
        return _missed(node.gap, day, worked, has_to_come, strict, of_law, predicates)
    if not isinstance(counted, Apply):
        return ""
    if day == today:
        return say(predicates, "{worked}, today", worked=worked)
    form = "{worked}, reached" if has_to_come else "{worked}, not yet reached"
    return say(predicates, form, worked=worked)


def _missed(
    gap: Gap | None,
    day: date,
    worked: str,
    has_to_come: bool,
    strict: bool,
    of_law: bool,
    predicates: Predicates,
) -> str:
    """Write that a day has still to come, or that it is too late for it; nothing if unmeasured.

    A day `of_law` is one that the law itself names.
    """
    if gap is None:
        return ""
    amount = amount_words(gap.amount, predicates)
    if has_to_come:
        if gap.reached is None:
            return ""
        over = gap.reached != day
        form = "{worked}, not yet over" if over else "{worked}, still to come"
        if of_law and not over:
            form = "only from {worked} on, which is still to come"
        text = say(predicates, form, worked=worked)
        return f"{text} ({say(predicates, '{amount} to go', amount=amount)})"
    if _is_nothing(gap):
        return say(predicates, "{worked}, too late from today on", worked=worked)
    form = "{worked}, too late since then" if strict else "{worked} was the last day, too late"
    text = say(predicates, form, worked=worked)
    return f"{text} ({say(predicates, '{amount} ago', amount=amount)})"


def _after_the_last_day(node: Compared, predicates: Predicates, of: Derived | None) -> str:
    """Write a stated day that lies after the last one that is allowed; nothing of any other.

    That the last day moves on with today makes no stay of six days shorter.
    """
    left, right = node.left, node.right
    if node.comparison.op not in ("<", "<=") or not isinstance(node.comparison.left, Var):
        return ""
    if not isinstance(left, date) or not isinstance(right, date) or left < right:
        return ""
    if node.gap is None or node.gap.reached is None:
        return ""
    over = (left - right).days + (node.comparison.op == "<")
    amount = amount_words(Duration(0, over), predicates)
    by = say(predicates, "{amount} too late", amount=amount)
    return f"{compared_words(node, predicates, of)} ({by})"


def _days_apart(gap: Gap, strict: bool, predicates: Predicates) -> str:
    """Write by how much a day is too late or too early, from the last or first that would do.

    Where the limit itself would not do, that is a day before or after it.
    """
    amount = gap.amount
    if strict and isinstance(amount, Duration):
        amount = replace(amount, days=amount.days + 1)
    form = "{amount} too late" if gap.side == "over" else "{amount} too early"
    return say(predicates, form, amount=amount_words(amount, predicates))


def _are_given(node: Compared) -> bool:
    """Tell whether two days are compared of which the law works out neither.

    Neither of them is the one that comes too late: it may be the day that was asked about.
    """
    sides = ((node.comparison.left, node.left), (node.comparison.right, node.right))
    return all(
        isinstance(value, date) and isinstance(side, Var) and not is_today(side)
        for side, value in sides
    )


def _by(gap: Gap, predicates: Predicates) -> str:
    """Write how far two days are apart, nothing if they are the same."""
    if _is_nothing(gap):
        return ""
    return say(predicates, "by {amount}", amount=amount_words(gap.amount, predicates))


def _is_nothing(gap: Gap) -> bool:
    match gap.amount:
        case Amount(value) | Share(value):
            return value == 0
        case amount:
            return amount in (0, Duration())


def _otherwise(node: Compared, predicates: Predicates, of: Derived | None) -> str:
    """Write what a calculation comes to, and that it is not the value beside it."""
    sides = ((node.comparison.left, node.left), (node.comparison.right, node.right))
    for (side, value), (other, beside) in (sides, sides[::-1]):
        if isinstance(side, Apply) and not isinstance(other, Apply):
            if value is None or beside is None or isinstance(value, Range):
                break
            bindings = dict(node.bindings)
            called = called_in(node, of, predicates)
            worked = side_words(side, value, bindings, predicates, called)
            form = "{worked}, not {other}"
            return say(predicates, form, worked=worked, other=figure(beside, predicates))
    return compared_words(node, predicates, of)


def _judged_first(node: Compared, of: Derived | None) -> Compared:
    """Return a comparison whose left side is the one that is judged by the other."""
    left, right = node.comparison.left, node.comparison.right
    if node.comparison.op not in _MIRRORED or _weight(left, node, of) <= _weight(right, node, of):
        return node
    turned = Comparison(_MIRRORED[node.comparison.op], right, left)
    gap = node.gap
    if gap is not None and gap.reached is None:
        gap = replace(gap, side="over" if gap.side == "short" else "short")
    return replace(node, comparison=turned, left=node.right, right=node.left, gap=gap)


def _weight(side: Expr, node: Compared, of: Derived | None) -> int:
    """Return how much a side is a measure: a stated value least, one of the law most."""
    match side:
        case Const():
            return 3
        case Var(name):
            value = dict(node.bindings).get(name)
            stated = of is not None and any(
                isinstance(one, Stated) and value in one.atom.args for one in of.premises
            )
            return 0 if stated else 1
        case Apply("days" | "months" | "years", args) if not any(map(_is_moved, args)):
            return 0  # how long something lasts is judged by whatever limit there is
        case _:
            return 2


def _is_moved(side: Expr) -> bool:
    """Tell whether a day is one that the law counts from another."""
    return isinstance(side, Apply) and (side.function in "+-" or any(map(_is_moved, side.args)))
