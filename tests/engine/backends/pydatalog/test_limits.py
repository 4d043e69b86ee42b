"""A limit of a look-up keeps the rows that the comparison it stands for would keep."""

from datetime import date
from itertools import product

import pytest

from engine.arithmetic import compare
from engine.backends.pydatalog.limits import by_day, limit_of
from parser.datalog.tree import Comparison, Operator, Var
from parser.values import Range, Value

_DAYS: list[Value] = [date(2020, 1, day) for day in (1, 2, 3, 4)]
_ENDS: list[date | None] = [None, *(day for day in _DAYS if isinstance(day, date))]
_RANGES: list[Value] = [
    Range(low, high) for low, high in product(_ENDS, _ENDS) if low != high or low is None
]
_OPS: tuple[Operator, ...] = ("<", "<=", ">", ">=")


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("op", _OPS)
def test_rows_are_kept_as_they_compare(op: Operator, lenient: bool) -> None:
    for day, end in product(_DAYS, [*_RANGES, *_DAYS]):
        for comparison, left, right in (
            (Comparison(op, Var("X"), Var("E"), lenient), day, end),
            (Comparison(op, Var("E"), Var("X"), lenient), end, day),
        ):
            limit = limit_of(comparison, {"X": 0})
            assert limit is not None
            values: list[Value] = [day, end]
            way = {"X": 0, "E": 1}
            found = limit.at(values, way)
            kept = limit.is_kept(day, found, values, way)
            assert kept == limit.is_kept(day, None, values, way)
            assert kept == compare(op, left, right, lenient)
            if found is not None and found.day is not None:
                rows = by_day([(0,)], 0, values).within(limit.op, found.day)
                assert bool(list(rows)) == kept
