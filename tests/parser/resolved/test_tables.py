"""Tables from CSV: rows, names, partial values, and every way a file can be wrong."""

from datetime import date
from decimal import Decimal

import pytest

from parser.resolved import Law
from parser.values import UNKNOWN, Amount, Duration, Entity, Range, Share, Value
from tests.parser.resolved.written import codes, law, problems

WORDS = """
vocabulary
    {country} is listed visa-free for {number} days                            (listed, as free)
    {country} joined on {date}                                                 (listed, single)
    {country} asks {amount} or {share} within {duration} for {title: text}     (listed, as fee)
    {country} borders {country}                                                (listed, irreflexive)
    {country} is small                                                         (given)
table "data/t.csv"
    cites "Annex"
"""
FREE = "{Country} is listed visa-free for {Days} days"


def table(csv: str, line: str = FREE, path: str = "data/t.csv") -> Law:
    words = WORDS.replace("data/t.csv", path)
    return law("", vocabulary=f"{words}    {line}\n", tables={path: csv})


def rows(csv: str, line: str = FREE) -> list[tuple[Value, ...]]:
    found = table(csv, line).listed
    return [tuple(getattr(arg, "value") for arg in row.sentence.args) for row in found]  # noqa: B009


def country(name: str) -> Entity:
    return Entity("country", name)


def test_rows_are_facts() -> None:
    found = table(
        '\ufeffCountry,Days,cites\nSerbia,90,Agreement 1\n\n"Bosnia and Herzegovina",30,\n'
    )
    assert [(row.cites, row.span.file, row.span.line) for row in found.listed] == [
        ("Agreement 1", "data/t.csv", 2),
        ("Annex", "data/t.csv", 4),
    ]
    assert found.names == {"Serbia": "country", "Bosnia and Herzegovina": "country"}
    assert found.closed == ("country",)
    assert {row.sentence.predicate for row in found.listed} == {"free"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2008-06-05", date(2008, 6, 5)),
        ("2008-06", Range(date(2008, 6, 1), date(2008, 6, 30))),
        ("2012", Range(date(2012, 1, 1), date(2012, 12, 31))),
        ("", UNKNOWN),
    ],
)
def test_dates_may_be_partial(cell: str, value: Value) -> None:
    assert rows(f"c,d\nSerbia,{cell}\n", "{c} joined on {d}") == [(country("Serbia"), value)]


def test_every_kind_of_value() -> None:
    line = "{c} asks {a} or {s} within {d} for {t}"
    assert rows('c,a,s,d,t\nSerbia,100.50 EUR,51%,3 years,"a, ""b"""\n', line) == [
        (
            country("Serbia"),
            Amount(Decimal("100.50"), "EUR"),
            Share(Decimal(51)),
            Duration(months=36),
            'a, "b"',
        )
    ]


def test_columns_are_found_without_regard_to_case_and_some_slots_are_fixed() -> None:
    assert rows("COUNTRY\nSerbia\n", "{Country} is listed visa-free for 90 days") == [
        (country("Serbia"), 90)
    ]


REFUSED = [
    ("", FREE, "empty-table"),
    ("Country,Day\nSerbia,90\n", FREE, "unknown-column"),
    ("Country;Days\nSerbia;90\n", FREE, "wrong-separator"),
    ("Country,Days,Days\nSerbia,90,90\n", FREE, "duplicate-column"),
    ("Country,Days\nSerbia\n", FREE, "ragged-row"),
    ("Country,Days\nSerbia,90,1\n", FREE, "ragged-row"),
    ("Country,Days\n,90\n", FREE, "empty-cell"),
    ("Country,Days\nSerbia,ninety\n", FREE, "bad-cell"),
    ("Country,Days\nSerbia,1e9\n", FREE, "bad-cell"),
    ("Country,Days\nSerbia,90\nSerbia,90\n", FREE, "duplicate-row"),
    ('Country,Days\nSerbia,"90\n', FREE, "bad-csv"),
    ('Country,Days\nSerbia,"90" x\n', FREE, "bad-csv"),
    ("c,d\nSerbia,2008-02-30\n", "{c} joined on {d}", "bad-cell"),
    ("c,d\nSerbia,2008-01-01\nSerbia,2009-01-01\n", "{c} joined on {d}", "duplicate-row"),
    ("Country\nSerbia\n", "{Country} is small", "table-not-listed"),
    ("Country\nSerbia\n", "{Country} is large", "unknown-sentence"),
    ("Days\n90\n", "a country is listed visa-free for {Days} days", "misplaced-term"),
    ("Days\n90\n", "90 is listed visa-free for {Days} days", "kind-clash"),
    ("A,B\nSerbia,Serbia\n", "{A} borders {B}", "irreflexive"),
]


@pytest.mark.parametrize(("csv", "line", "code"), REFUSED)
def test_a_table_is_refused(csv: str, line: str, code: str) -> None:
    assert codes(lambda: table(csv, line)) == [code]


def test_an_error_points_into_the_file() -> None:
    csv = 'Country,Days\n"Bosnia and Herzegovina",30\nSerbia, ninety\n'
    (problem,) = problems(lambda: table(csv))
    at = problem.at
    assert (at.file, at.line, at.column) == ("data/t.csv", 3, 9)
    assert csv[at.start : at.end] == "ninety"
    assert problem.message == "`ninety` is not a number"


def test_a_multi_line_cell_keeps_the_lines_right() -> None:
    line = "{c} asks {a} or {s} within {d} for {t}"
    csv = 'c,a,s,d,t\r\nSerbia,1 EUR,1%,1 day,"two\r\nlines"\r\nAlbania,x,1%,1 day,t\r\n'
    (problem,) = problems(lambda: table(csv, line))
    assert (problem.at.line, csv[problem.at.start : problem.at.end]) == (4, "x")


def test_all_errors_of_a_table_come_together() -> None:
    csv = "Country,Days\nSerbia,a\nSerbia\n,90\nSerbia,b\n"
    assert codes(lambda: table(csv)) == ["bad-cell", "ragged-row", "empty-cell", "bad-cell"]


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../t.csv",
        "a/../../t.csv",
        "a\\\\t.csv",
        "C:/t.csv",
        "c:t.csv",
        "http://example.org/t.csv",
        "file:///t.csv",
        "~/t.csv",
        "",
    ],
)
def test_a_path_stays_beside_the_law(path: str) -> None:
    assert codes(lambda: table("Country,Days\nSerbia,90\n", path=path)) == ["table-outside"]


def test_a_missing_table() -> None:
    words = f"{WORDS}    {FREE}\n"
    (problem,) = problems(lambda: law("", vocabulary=words))
    assert problem.code == "unreadable-table"
    assert problem.message == "`data/t.csv` cannot be read: no such file or directory"


def test_a_name_of_the_table_keeps_its_kind() -> None:
    words = f"kind permit\nnames of permit: Serbia\n{WORDS}    {FREE}\n"
    found = codes(
        lambda: law("", vocabulary=words, tables={"data/t.csv": "Country,Days\nSerbia,9\n"})
    )
    assert found == ["name-of-two-kinds"]


def test_a_table_names_what_rules_may_say() -> None:
    text = """
    rule R "Small"
        a person may stay
        if the person was born in Bosnia and Herzegovina
    """
    words = (
        f"{WORDS}    {FREE}\nvocabulary\n"
        "    {person} may stay\n    {person} was born in {country} (given)"
    )
    csv = 'Country,Days\n"Bosnia and Herzegovina",30\n'
    found = law(text, vocabulary=words, tables={"data/t.csv": csv})
    assert found.rules[0].provision.rule == "R"


def test_a_long_table_is_read_in_linear_time() -> None:
    csv = "Country,Days\n" + "".join(f"Country{n},{n}\n" for n in range(20_000))
    assert len(table(csv).listed) == 20_000
