"""The values at which a comparison changes, found by trying: where its sides are equal, how many.

Part of the regions of values that are tried (see `regions.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from parser.resolved.law_tree import Compares
from tests.semantics.counting import Laws
from tests.semantics.meaning import Page
from tests.semantics.plans import Plans
from tests.semantics.quantities import Known, Meaningless, Quantity, Undefined, compare
from tests.semantics.scope import variables

SIZES = 16
"""Up to how many rows, people or days a comparison is tried for."""

_OTHERS = {1: 12, 2: 5}
"""How many values are put in for each other variable of a comparison that has so many of them."""

Asked = tuple[Compares, str, dict[str, Known]]
"""A comparison, the variable in it that is tried, and values for the others."""

KindOf = Callable[[Known], str]


def asked(
    kind: str, comparisons: Sequence[Compares], others: Sequence[Known], kind_of: KindOf
) -> Sequence[Asked]:
    """Return each comparison about a value of a kind, with known values for its other variables."""
    found: list[Asked] = []
    for comparison in comparisons:
        own = {one.name: one.kind for one in variables(comparison)}
        for name in (name for name, its in own.items() if its == kind):
            rest = [other for other in own if other != name]
            most = _OTHERS.get(len(rest), 3)
            pools = [[one for one in others if kind_of(one) == own[other]][:most] for other in rest]
            found += [
                (comparison, name, dict(zip(rest, values, strict=True)))
                for values in product(*pools)
            ]
    return found


def says(page: Page, one: Asked, value: Known) -> bool | None:
    """Return what a comparison says of a value; None if it has no meaning for it."""
    comparison, name, others = one
    binding = {**others, name: value}
    try:
        left, right = page.value(comparison.left, binding), page.value(comparison.right, binding)
        return compare(comparison.op, left, right)
    except (Undefined, Meaningless):
        return None


def solutions(every: Iterable[Asked], units: Sequence[str], counting: Laws) -> Iterator[Quantity]:
    """Yield the quantities of some units for which the two sides of a comparison are equal.

    Looked for on a straight line, and on one along `1 / x`; any other may be missed.
    """
    page = Page(counting, Plans(counting.predicates), {}, {}, {})
    for comparison, name, others in every:

        def apart(at: Quantity, left=comparison.left, right=comparison.right) -> Fraction | None:  # type: ignore[no-untyped-def]
            binding = {**others, name: at}  # noqa: B023 - called before the next turn
            try:
                sides = page.value(left, binding), page.value(right, binding)
            except (Undefined, Meaningless):
                return None
            match sides:
                case Quantity(a, one), Quantity(b, other) if one == other or not a or not b:
                    return a - b
                case _:
                    return None

        for unit in units:
            first, second = (apart(Quantity(Fraction(n), unit)) for n in (1, 2))
            if first is None or second is None or first == second:
                continue
            roots = [1 + first / (first - second)]
            if first != 2 * second:
                roots.append(2 * (second - first) / (2 * second - first))
            for root in roots:
                if apart(Quantity(root, unit)) == 0:
                    yield Quantity(root, unit)


def sizes(
    comparisons: Sequence[Compares], others: Sequence[Known], kind_of: KindOf, counting: Laws
) -> tuple[int, ...]:
    """Return how many a count may come to where a comparison changes, and one fewer and more."""
    page = Page(counting, Plans(counting.predicates), {}, {}, {})
    found: dict[int, None] = {}
    for one in asked("number", comparisons, others, kind_of):
        before = says(page, one, Quantity(Fraction(0)))
        for number in range(1, SIZES):
            now = says(page, one, Quantity(Fraction(number)))
            if now != before:
                found.update(dict.fromkeys((number, number - 1, number + 1)))
            before = now
    return tuple(sorted(found))
