"""Calendar arithmetic: the day of the month stays, or becomes the month's last."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arithmetic import calendar, compare, evaluate
from engine.arithmetic.errors import EvaluationError
from engine.arithmetic.order import month_bounds
from parser.datalog.tree import Apply, Const, Function, Operator
from parser.values import Duration, Value

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def value(function: Function, *args: Value) -> Value:
    found = evaluate(Apply(function, tuple(map(Const, args))), {})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (date(2020, 5, 1), Duration(36), date(2023, 5, 1)),
        (date(2024, 2, 29), Duration(12), date(2025, 2, 28)),
        (date(2024, 2, 29), Duration(48), date(2028, 2, 29)),
        (date(2026, 1, 31), Duration(1), date(2026, 2, 28)),
        (date(2026, 1, 31), Duration(1, 1), date(2026, 3, 1)),
        (date(2026, 12, 31), Duration(0, 1), date(2027, 1, 1)),
    ],
)
def test_a_date_plus_a_duration(start: date, duration: Duration, end: date) -> None:
    assert value("+", start, duration) == end
    assert value("+", duration, start) == end


def test_a_date_less_a_duration() -> None:
    assert value("-", date(2026, 3, 31), Duration(1)) == date(2026, 2, 28)
    assert value("-", date(2026, 3, 1), Duration(0, 1)) == date(2026, 2, 28)
    assert value("-", date(2026, 3, 1), date(2026, 2, 1)) == Duration(0, 28)


def test_leaving_the_calendar_is_an_error() -> None:
    for function, day, duration in [
        ("+", date(9990, 1, 1), Duration(1200)),
        ("-", date(10, 1, 1), Duration(1200)),
        ("+", date(2000, 1, 1), Duration(0, 10**10)),
        ("+", date(2000, 1, 1), Duration(10**30)),
    ]:
        with pytest.raises(EvaluationError):
            value("+" if function == "+" else "-", day, duration)


def test_both_days_count_unless_switched(monkeypatch: pytest.MonkeyPatch) -> None:
    assert value("days", date(2026, 1, 1), date(2026, 1, 31)) == 31
    monkeypatch.setattr(calendar, "BOTH_DAYS_COUNT", False)
    assert value("days", date(2026, 1, 1), date(2026, 1, 31)) == 30


@given(DAYS, DAYS)
def test_months_and_years_are_the_most_that_fit(first: date, last: date) -> None:
    for function, size in (("months", 1), ("years", 12)):
        count = value("months" if function == "months" else "years", first, last)
        assert isinstance(count, int)
        assert calendar.add_months(first, count * size) <= last
        assert calendar.add_months(first, (count + 1) * size) > last


@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 60))
def test_moving_a_later_date_never_ends_earlier(
    first: date, last: date, months: int, days: int
) -> None:
    first, last = min(first, last), max(first, last)
    duration = Duration(months, days)
    assert calendar.shift(first, duration) <= calendar.shift(last, duration)


@given(DAYS, st.integers(0, 3000))
def test_months_have_as_many_days_as_their_bounds_say(start: date, months: int) -> None:
    fewest, most = month_bounds(months)
    assert fewest <= (calendar.add_months(start, months) - start).days <= most


@pytest.mark.parametrize("months", [1, 2, 6, 11, 12, 13, 48, 96, 1200, 2400, 4800])
def test_the_bounds_of_months_are_reached(months: int) -> None:
    lengths = {
        (date(year + (month + months) // 12, (month + months) % 12 + 1, 1)).toordinal()
        - date(year, month + 1, 1).toordinal()
        for year in range(1600, 2000)
        for month in range(12)
    }
    assert month_bounds(months) == (min(lengths), max(lengths))


def test_a_month_against_days_depends_on_the_calendar() -> None:
    month, half_year = Duration(1), Duration(6)
    assert compare("<", Duration(0, 27), month)
    assert not compare("<", Duration(0, 30), month)
    assert compare("<", Duration(0, 30), month, lenient=True)
    assert compare("=", Duration(0, 30), month, lenient=True)
    assert not compare("=", Duration(0, 30), month)
    assert not compare("!=", Duration(0, 30), month)
    assert compare("!=", Duration(0, 32), month)
    assert compare(">", half_year, Duration(0, 180))
    assert not compare(">", half_year, Duration(0, 181))
    assert compare("=", Duration(12), Duration(12))
    assert value("earlier", month, Duration(0, 27)) == Duration(0, 27)


@given(DAYS, st.integers(0, 60), st.integers(-40, 40), st.integers(0, 60), st.integers(-40, 40))
def test_durations_compare_as_they_do_from_any_day(
    start: date, months1: int, days1: int, months2: int, days2: int
) -> None:
    first, second = Duration(months1, days1), Duration(months2, days2)
    left, right = calendar.shift(start, first), calendar.shift(start, second)
    operators: list[tuple[Operator, bool]] = [
        ("<", left < right),
        ("<=", left <= right),
        ("=", left == right),
        ("!=", left != right),
        (">=", left >= right),
        (">", left > right),
    ]
    for op, actual in operators:
        assert actual or not compare(op, first, second), op
        assert compare(op, first, second, lenient=True) or not actual, op
