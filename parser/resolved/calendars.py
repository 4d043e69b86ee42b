"""The calendar of a law -> its holidays as one text, which is all that engines and proofs need.

`calendar Montenegro` takes the public holidays of a country from the library `holidays`, which is
imported only when a law has such a line; `calendar "holidays.csv"` takes those of a table beside
the law file. The text is `NAME;FIRST;LAST;WEEKEND;YEAR:MMDD.MMDD YEAR:MMDD`: the first and last day
of the years that are known, the weekdays of the weekend (0 is Monday), and by year the holidays
that fall on other days.
"""

import posixpath
from collections.abc import Callable, Iterable
from datetime import date

from parser.resolved.csv_rows import cell_span, csv_rows
from parser.resolved.suggestions import did_you_mean
from parser.syntax.tree import Token
from parser.text.diagnostic import Diagnostic, SourceError

_LAST = 2100
_WEEKEND = frozenset({5, 6})
_COLUMNS = frozenset({"date", "day", "holiday"})


def calendar_text(named: Token, read: Callable[[str], str], problems: list[Diagnostic]) -> str:
    """Return the calendar that a law names as a text, or '' after reporting why there is none.

    `read` gives the text of a file beside the law file.
    """
    if named.text.casefold().endswith(".csv"):
        return _of_table(named, read, problems)
    return _of_country(named, problems)


def _written(
    name: str, years: Iterable[int], weekend: Iterable[int], holidays: Iterable[date]
) -> str:
    years = sorted(years)
    off = frozenset(weekend)
    by_year: dict[int, list[date]] = {}
    for day in sorted(set(holidays)):
        if day.weekday() not in off and years[0] <= day.year <= years[-1]:
            by_year.setdefault(day.year, []).append(day)
    listed = " ".join(
        f"{year}:{'.'.join(f'{day:%m%d}' for day in days)}" for year, days in by_year.items()
    )
    digits = "".join(map(str, sorted(off)))
    return f"{name};{years[0]}-01-01;{years[-1]}-12-31;{digits};{listed}"


def _of_country(named: Token, problems: list[Diagnostic]) -> str:
    """Return the public holidays of a country, or of a part of it: `"United States, Texas"`."""
    from holidays import country_holidays
    from holidays.registry import COUNTRIES

    country, _, part = (each.strip() for each in named.text.partition(","))
    known = {
        _key(name): codes[1] for module, codes in COUNTRIES.items() for name in (module, *codes)
    }
    code = known.get(_key(country))
    if code is None:
        names = [module.replace("_", " ").title() for module in COUNTRIES]
        advice = 'name a country in English, or a table: `calendar "holidays.csv"`'
        advice = did_you_mean(country, names, advice, problems)
        message = f"no calendar of holidays is known for `{country}`"
        problems.append(Diagnostic("unknown-calendar", message, named.span, help=advice))
        return ""
    whole = country_holidays(code, years=())
    parts = {_key(each): each for each in whole.subdivisions}
    parts |= {_key(name): each for name, each in whole.subdivisions_aliases.items()}
    if part and _key(part) not in parts:
        advice = did_you_mean(part, list(whole.subdivisions_aliases) or parts, "leave it out", [])
        message = f"no calendar of holidays is known for `{part}` of {country}"
        problems.append(Diagnostic("unknown-calendar", message, named.span, help=advice))
        return ""
    years = range(whole.start_year, min(whole.end_year, _LAST) + 1)
    found = country_holidays(code, subdiv=parts.get(_key(part)), years=years)
    return _written(named.text, years, whole.weekend, found)


def _key(name: str) -> str:
    return "".join(name.casefold().split()).replace("_", "")


def _of_table(named: Token, read: Callable[[str], str], problems: list[Diagnostic]) -> str:
    """Return the holidays of a table; its weekends are Saturday and Sunday."""
    before = len(problems)
    file = posixpath.join(posixpath.dirname(named.span.file), named.text)
    try:
        read_rows = csv_rows(read(named.text), file, problems)
    except SourceError as error:
        problems.extend(error.diagnostics)
        return ""
    except (OSError, ValueError):
        advice = "the file stands beside the law file and is UTF-8 text"
        message = f"`{named.text}` cannot be read"
        problems.append(Diagnostic("unreadable-table", message, named.span, help=advice))
        return ""
    rows = read_rows[1:]
    columns = [cell.casefold() for cell in read_rows[0].cells] if read_rows else []
    at = next((place for place, name in enumerate(columns) if name in _COLUMNS), None)
    if at is None or not rows:
        advice = "its header names a column `date`, with a holiday in each row below"
        message = f"`{named.text}` lists no holidays"
        problems.append(Diagnostic("no-holidays", message, named.span, help=advice))
        return ""
    days: list[date] = []
    for row in rows:
        cell = row.cells[at] if at < len(row.cells) else ""
        try:
            days.append(date.fromisoformat(cell))
        except ValueError:
            advice = "write a day such as `2026-01-01`"
            place = cell_span(row, at)
            problems.append(Diagnostic("bad-cell", f"`{cell[:60]}` is no day", place, help=advice))
    years = {day.year for day in days}
    missing = [year for year in range(min(years), max(years)) if year not in years] if years else []
    if missing:
        message = f"`{named.text}` has no holiday in {missing[0]}"
        advice = "a calendar knows every year between its first and its last holiday"
        problems.append(Diagnostic("missing-year", message, named.span, help=advice))
    if len(problems) > before:
        return ""
    return _written(named.text, years, _WEEKEND, days)
