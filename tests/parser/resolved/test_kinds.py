"""Expressions and slots: what fits what, and which constants stand where."""

import pytest

from tests.parser.resolved.written import codes, conditions, problems, rule

FACTS = """
if the person was born on a birthday
and the person earns an amount
and the person owns a share of the firm
and the person has a number children
and the person wrote a title
and the person waited a duration
and the person was born in a country
and the person holds a permit
"""

FITS = [
    ("the birthday + 3 years <= today", "+(birthday, Duration(months=36, days=0)) <= TODAY"),
    ("today - 6 months > the birthday", "-(TODAY, Duration(months=6, days=0)) > birthday"),
    ("the days from the birthday to today > 90", "days(birthday, TODAY) > 90"),
    ("years from the birthday to today >= 18", "years(birthday, TODAY) >= 18"),
    ("months from 2012-01-31 to the birthday < 2", "months(2012-01-31, birthday) < 2"),
    ("the later of the birthday and 2020-01-01 < today", "later(birthday, 2020-01-01) < TODAY"),
    (
        "the amount * 2 >= 100.50 EUR",
        "*(amount, 2) >= Amount(value=Decimal('100.50'), currency='EUR')",
    ),
    ("the amount / 12 < the amount", "/(amount, 12) < amount"),
    ("the share > 51%", "share > Share(percent=Decimal('51'))"),
    ("the share * the amount = the amount", "*(share, amount) = amount"),
    ("the number % 2 = 0", "%(number, 2) = 0"),
    ("-the number < 2", "neg(number) < 2"),
    ("the duration > 6 months", "duration > Duration(months=6, days=0)"),
    ('the title = "Home"', "title = 'Home'"),
    ('"Home" != the title', "'Home' != title"),
    ("the country != Montenegro", "country != Montenegro"),
    ("Montenegro = the country", "Montenegro = country"),
    ('the country = "Bosnia and Herzegovina"', "country = Bosnia_and_Herzegovina"),
    ("the number = 2012", "number = 2012"),
    (
        "2008-06 <= the birthday",
        "Range(low=datetime.date(2008, 6, 1), high=datetime.date(2008, 6, 30)) <= birthday",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FITS)
def test_what_fits(text: str, expected: str) -> None:
    assert conditions(f"a person may stay{FACTS}and {text}")[-1] == expected


CLASHES = [
    "the birthday - 2020-01-01 > 3",
    "the birthday + 3 < today",
    "the birthday <= 3",
    "the birthday <= 3 years",
    "the days from the birthday to today > 90 days",
    "the days from the number to today > 90",
    "the amount > 100",
    "the share > the number",
    "the amount * the amount > 3",
    "the country < Montenegro",
    "the country = the person",
    'the title < "Home"',
    "the birthday = Montenegro",
    "the earlier of the birthday and the number = today",
    "-the birthday = today",
]


@pytest.mark.parametrize("text", CLASHES)
def test_what_clashes(text: str) -> None:
    assert codes(lambda: rule(f"a person may stay{FACTS}and {text}")) == ["kind-clash"]


def test_a_clash_says_what_to_write() -> None:
    found = problems(lambda: rule(f"a person may stay{FACTS}and the birthday + 3 < today"))
    assert [problem.help for problem in found] == [
        "write a duration such as `3 years` or `90 days`"
    ]


def test_a_clash_shows_both_places() -> None:
    text = "a person may stay\nif the person was born on a day\nand the day holds a permit"
    (problem,) = problems(lambda: rule(text))
    assert problem.message == "`day` is a date, and a person is needed here"
    assert (problem.at.line, problem.also[0].span.line) == (problem.also[0].span.line + 1, 24)


SLOTS = [
    (
        "the person was born on 2012",
        "Range(low=datetime.date(2012, 1, 1), high=datetime.date(2012, 12, 31))",
    ),
    ("the person was born on 2012-02-29", "2012-02-29"),
    ('the person wrote "the end"', "'the end'"),
    ("the person holds seasonal permit", "seasonal_permit"),
    ('the person holds "temporary permit"', "temporary_permit"),
    ("the person has 3 children", "3"),
    ("Ana is married to the person from 2008-06", "Ana"),
]


@pytest.mark.parametrize(("text", "expected"), SLOTS)
def test_constants_of_slots(text: str, expected: str) -> None:
    assert expected in conditions(f"a person may stay\nif {text}")[1]


MISFITS = [
    ("the person was born on 3 years", "kind-clash"),
    ("the person was born on Montenegro", "kind-clash"),
    ("the person was born on 999", "kind-clash"),
    ("the person has 2012-01-01 children", "kind-clash"),
    ("the person wrote Home", "kind-clash"),
    ("the person was born in Ana", "unknown-name"),
    ("the person was born in Montenegr", "unknown-name"),
    ("the person is a relative of Montenegro", "name-of-two-kinds"),
    ("the person is a relative of today", "kind-clash"),
    ('the person is a relative of ""', "unknown-name"),
]


@pytest.mark.parametrize(("text", "code"), MISFITS)
def test_constants_that_do_not_fit(text: str, code: str) -> None:
    assert codes(lambda: rule(f"a person may stay\nif {text}")) == [code]


def test_a_near_name_is_offered() -> None:
    (problem,) = problems(lambda: rule("a person may stay\nif the person was born in Montengro"))
    assert problem.message == "there is no country called `Montengro`"
    assert problem.help == "did you mean `Montenegro`?"


def test_a_name_keeps_its_kind() -> None:
    text = """
    a person may stay
    if the person is a relative of Ana
    and the person was born in a country
    and the country = Ana
    """
    assert codes(lambda: rule(text)) == ["kind-clash"]
