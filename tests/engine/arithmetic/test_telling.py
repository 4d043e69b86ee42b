"""What is chosen of many days gives the same least and greatest as all of them."""

from datetime import date, timedelta
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from engine.arithmetic import aggregate
from engine.arithmetic.telling import FEW, telling
from parser.datalog.tree import Row
from parser.values import Range, Value

START = date(2026, 1, 1)


def _between(low: int | None, more: int | None, name: str) -> Value:
    first = None if low is None else START + timedelta(low)
    last = None if more is None else (first or START) + timedelta(more)
    return Range(first, last, of=name)


_NUMBERS = st.integers(0, 6)
_ENDS = st.one_of(st.none(), _NUMBERS)
_DAYS = st.one_of(
    _NUMBERS.map(lambda number: START + timedelta(number)),
    st.builds(_between, _ENDS, _ENDS, st.sampled_from(["", "a", "b"])),
)
_ROWS = st.one_of(
    st.lists(st.tuples(_DAYS), max_size=3),
    st.lists(st.tuples(_DAYS), min_size=FEW, max_size=3 * FEW),
)


@given(st.sampled_from(["min", "max"]), _ROWS, _ROWS, st.booleans())
def test_the_least_and_the_greatest_are_those_of_all(
    kind: Literal["min", "max"], certain: list[Row], beside: list[Row], lenient: bool
) -> None:
    possible = [*certain, *beside]
    of_all = aggregate(kind, certain, possible, lenient)
    of_chosen = aggregate(kind, telling(certain), telling(possible), lenient)
    assert of_chosen == of_all
    assert aggregate(kind, telling(certain)) == aggregate(kind, certain)


def test_of_many_few_are_chosen() -> None:
    many = [(START + timedelta(number),) for number in range(100)]
    assert len(telling(many)) < FEW


def test_what_is_no_day_is_not_chosen_from() -> None:
    numbers = [(number,) for number in range(100)]
    assert telling(numbers) is numbers
