"""Working days as the engines and as the checker count them, who share no code."""

from datetime import date, timedelta

import pytest

from engine.arithmetic import evaluate
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.evaluate import apply
from engine.proof.checker import working
from engine.proof.checker.ordering import Undefined
from parser.datalog.tree import Apply, Const
from parser.values import Range, Value

UTOPIA = "Utopia;2020-01-01;2021-12-31;56;2020:0101.0501.1225 2021:0101.0415.0416"
FRIDAYS = "Fridays;2020-01-01;2021-12-31;4;2020:0606 2021:0103"
FREE = {
    UTOPIA: ({5, 6}, {"2020-01-01", "2020-05-01", "2020-12-25", "2021-01-01", "2021-04-15"}),
    FRIDAYS: ({4}, {"2020-06-06", "2021-01-03"}),
}
FREE[UTOPIA][1].add("2021-04-16")
FIRST, LAST = date(2020, 1, 1), date(2021, 12, 31)
EVERY = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]


def works(calendar: str, day: date) -> bool:
    weekend, holidays = FREE[calendar]
    return day.weekday() not in weekend and day.isoformat() not in holidays


@pytest.mark.parametrize("calendar", [UTOPIA, FRIDAYS], ids=["utopia", "fridays"])
def test_working_days_are_counted_one_by_one(calendar: str) -> None:
    for first in EVERY[::17]:
        for last in EVERY[::23]:
            by_hand = sum(works(calendar, day) for day in EVERY if first <= day <= last)
            args: tuple[Value, ...] = (calendar, first, last)
            assert apply("working_days", args) == by_hand
            assert working.applied("working_days", args, False) == by_hand


@pytest.mark.parametrize("calendar", [UTOPIA, FRIDAYS], ids=["utopia", "fridays"])
@pytest.mark.parametrize("count", [-40, -3, -1, 0, 1, 2, 5, 90])
def test_a_day_so_many_working_days_away(calendar: str, count: int) -> None:
    for day in EVERY[150:-150:13]:
        after = [one for one in EVERY if one > day and works(calendar, one)]
        before = [one for one in reversed(EVERY) if one < day and works(calendar, one)]
        by_hand = day if not count else after[count - 1] if count > 0 else before[-count - 1]
        args: tuple[Value, ...] = (calendar, day, count)
        assert apply("working_after", args) == by_hand
        assert working.applied("working_after", args, False) == by_hand


@pytest.mark.parametrize("function", ["working_days", "working_after"])
def test_ranges_leave_no_value_out(function: str) -> None:
    days = EVERY[100:130]
    for low, high in ((days[0], days[4]), (days[3], days[25]), (days[7], days[7])):
        for other in (days[10], Range(days[5], days[9])) if function == "working_days" else (3, 0):
            args: tuple[Value, ...] = (UTOPIA, Range(low, high), other)
            found = apply(function, args)  # type: ignore[arg-type]
            assert found == working.applied(function, args, False)  # type: ignore[arg-type]
            few = [other] if not isinstance(other, Range) else [days[5], days[7], days[9]]
            for day in (one for one in days if low <= one <= high):
                for one in few:
                    exact = apply(function, (UTOPIA, day, one))  # type: ignore[arg-type]
                    if isinstance(found, Range):
                        assert found.low <= exact <= found.high  # type: ignore[operator]
                    else:
                        assert exact == found


@pytest.mark.parametrize(
    ("function", "args"),
    [
        ("working_days", (UTOPIA, date(2019, 12, 31), FIRST)),
        ("working_days", (UTOPIA, FIRST, date(2022, 1, 1))),
        ("working_after", (UTOPIA, LAST, 1)),
        ("working_after", (UTOPIA, FIRST, -1)),
        ("working_after", (UTOPIA, date(2022, 6, 1), 0)),
    ],
)
def test_what_the_calendar_does_not_know_is_no_guess(
    function: str, args: tuple[Value, ...]
) -> None:
    with pytest.raises(EvaluationError, match="knows the holidays from 2020-01-01 to 2021-12-31"):
        apply(function, args)  # type: ignore[arg-type]
    with pytest.raises(Undefined):
        working.applied(function, args, False)  # type: ignore[arg-type]


def test_an_end_that_the_calendar_does_not_know_stays_open() -> None:
    args: tuple[Value, ...] = (UTOPIA, Range(date(2000, 1, 1), date(2020, 1, 2)), date(2020, 1, 3))
    for found in (apply("working_days", args), working.applied("working_days", args, False)):
        assert found == Range(2, None)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, date(2024, 2, 29)),
        (2025, date(2025, 2, 28)),
        (Range(2023, 2024), Range(date(2023, 2, 28), date(2024, 2, 29))),
        (Range(2023, None), Range(date(2023, 2, 28), None)),
        (Range(0, 2024), Range(None, date(2024, 2, 29))),
    ],
)
def test_a_day_of_a_year(year: Value, expected: Value) -> None:
    args: tuple[Value, ...] = (year, 2, 29)
    assert apply("date", args) == expected
    assert working.applied("date", args, False) == expected
    assert evaluate(Apply("date", tuple(map(Const, args))), {}) == expected


@pytest.mark.parametrize("year", [0, 10_000])
def test_there_are_years_that_no_calendar_has(year: int) -> None:
    with pytest.raises(EvaluationError):
        apply("date", (year, 1, 31))
    with pytest.raises(Undefined):
        working.applied("date", (year, 1, 31), False)
