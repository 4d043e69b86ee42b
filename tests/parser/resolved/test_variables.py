"""Nouns of a rule become variables: who introduces, who refers, and how far each one reaches."""

import pytest

from tests.parser.resolved.written import codes, conditions, law, problems, rule

READS = [
    (
        """
        a person may stay
        if the person is married to a spouse from a wedding
        and the spouse holds a permit
        """,
        [
            "may_stay(person)",
            "is_married_to_from(person, spouse, wedding)",
            "holds(spouse, permit)",
        ],
    ),
    (  # `another` is a different individual, said right after the sentence that introduces it
        """
        a person may stay
        if the person is a relative of another person
        and the other person is banned
        """,
        [
            "may_stay(person)",
            "is_a_relative_of(person, other person)",
            "other person != person",
            "is_banned(other person)",
        ],
    ),
    (  # in a head it becomes the first condition
        """
        a person is a relative of another person
        if the other person is a relative of the person
        """,
        [
            "is_a_relative_of(person, other person)",
            "other person != person",
            "is_a_relative_of(other person, person)",
        ],
    ),
    (  # `today` in a sentence is a variable with the evaluation date
        """
        a person may stay
        if the person is a national of Montenegro on today
        and the person was born on a birthday
        and the birthday <= today
        """,
        [
            "may_stay(person)",
            "today = TODAY",
            "is_a_national_of_on(person, Montenegro, today)",
            "was_born_on(person, birthday)",
            "birthday <= TODAY",
        ],
    ),
    (  # what every item introduces may be used after the enumeration
        """
        a person may stay
        if any of:
            (a) the person is married to a partner from a wedding
            (b) the person is a relative of a partner
        and the partner is banned
        """,
        [
            "may_stay(person)",
            "any:",
            "  (a) is_married_to_from(person, partner, wedding)",
            "  (b) is_a_relative_of(person, partner)",
            "is_banned(partner)",
        ],
    ),
    (  # variables of different places never share a name
        """
        a person may stay
        if any of:
            (a) the person was born on a birthday
            (b) the person is banned
        and the person was born on a birthday
        unless the person is married to a spouse from a wedding
        unless the person is a relative of a spouse
            and the spouse is married to the person from a wedding
        """,
        [
            "may_stay(person)",
            "any:",
            "  (a) was_born_on(person, birthday)",
            "  (b) is_banned(person)",
            "was_born_on(person, birthday 2)",
            "unless none:",
            "  is_married_to_from(person, spouse, wedding)",
            "unless none:",
            "  all:",
            "    is_a_relative_of(person, spouse 2)",
            "    is_married_to_from(spouse 2, person, wedding 2)",
        ],
    ),
    (  # a denied sentence keeps its own variables
        """
        a person may stay
        if it is false that the person is married to a spouse from a wedding
        and it is false that the person is a relative of another person
        """,
        [
            "may_stay(person)",
            "not is_married_to_from(person, spouse, wedding)",
            "none:",
            "  all:",
            "    is_a_relative_of(person, other person)",
            "    other person != person",
        ],
    ),
    (  # an enumerated item with `another` becomes two conditions of one item
        """
        a person may stay
        if any of:
            (1) the person is a relative of another person
            (2) the person is banned
        """,
        [
            "may_stay(person)",
            "any:",
            "  (1) all:",
            "    is_a_relative_of(person, other person)",
            "    other person != person",
            "  (2) is_banned(person)",
        ],
    ),
    (
        """
        a person may stay
        if a total = sum of the days from the entry to the exit where:
            the person stayed from an entry to an exit
            and the entry >= 2012
        and the total <= 90
        """,
        [
            "may_stay(person)",
            "total = sum(days(entry, exit)) where",
            "  stayed_from_to(person, entry, exit)",
            "  entry >= Range(low=datetime.date(2012, 1, 1), high=datetime.date(2012, 12, 31))",
            "total <= 90",
        ],
    ),
    (  # a result that is known already is compared
        """
        a person may stay
        if the person has a number children
        and the number = count of the relative where:
            the person is a relative of a relative
        """,
        [
            "may_stay(person)",
            "has_children(person, number)",
            "number 2 = count(relative) where",
            "  is_a_relative_of(person, relative)",
            "number = number 2",
        ],
    ),
    (
        """
        a person may stay
        if the person was born on a birthday
        and a majority = the birthday + 18 years
        and the majority <= today
        """,
        [
            "may_stay(person)",
            "was_born_on(person, birthday)",
            "majority = +(birthday, Duration(months=216, days=0))",
            "majority <= TODAY",
        ],
    ),
    (
        """
        a person may stay
        if at least 2 of:
            (a) the person was born in Serbia
            (b) the person holds a permit
            (c) none of:
                (i) the person is banned
        """,
        [
            "may_stay(person)",
            "at least 2:",
            "  (a) was_born_in(person, Serbia)",
            "  (b) holds(person, permit)",
            "  (c) none:",
            "    (i) is_banned(person)",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READS)
def test_a_rule_reads(text: str, expected: list[str]) -> None:
    assert conditions(text) == expected


REFUSED = [
    ("a person may stay\nif the spouse is banned", "unbound-noun"),
    ("a person may stay\nif another spouse is banned", "unbound-noun"),
    ("a person may stay\nif the person is a relative of a cousin", "singleton-variable"),
    ("a person may stay\nif the person is a relative of a person", "reintroduced-noun"),
    ("a person may stay\nif the person is a national of the person on today", "kind-clash"),
    ("a person may stay\nif the person was born on a today", "reserved-noun"),
    (
        "a person may stay\nif the person is a relative of another person\n"
        "and the person is married to another person from a wedding",
        "reintroduced-noun",
    ),
    (
        "a person may stay\nif the person holds a permit\n"
        "unless the person is married to a spouse from a wedding\nand the spouse is banned",
        "unbound-noun",
    ),
    (
        "a person may stay\nif any of:\n    (a) the person is a relative of a relative\n"
        "    (b) the person is banned\nand the relative is banned",
        "unbound-noun",
    ),
    (
        "a person may stay\nif a total = count of the relative where:\n"
        "    the person is a relative of a relative\n"
        "and the relative is banned\nand the total > 1",
        "unbound-noun",
    ),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_a_rule_is_refused(text: str, code: str) -> None:
    assert codes(lambda: rule(text)) == [code]


def test_one_mistake_is_one_error() -> None:
    text = """
    a person may stay
    if the person is weded to a spouse from a wedding
    and the spouse is a national of Montenegro on today
    and the wedding + 3 years <= today
    """
    (problem,) = problems(lambda: rule(text))
    assert problem.code == "unknown-sentence"
    assert problem.help is not None
    assert "`{person} is married to {spouse} from {wedding}`" in problem.help


def test_an_unbound_noun_says_where_it_could_come_from() -> None:
    near = problems(lambda: rule("a person may stay\nif the persen is banned"))
    assert [problem.help for problem in near] == ["did you mean `the person`?"]
    late = problems(
        lambda: rule(
            "a person may stay\nif the spouse is banned\n"
            "and the person is married to a spouse from a wedding"
        )
    )
    assert [(each.code, each.also[0].text) for each in late] == [
        ("unbound-noun", "introduced only here")
    ]


def test_a_noun_used_ten_thousand_times_is_no_problem() -> None:
    again = "unless the person is a relative of a relative\n" * 5_000
    text = f"a person may stay\nif the person is banned\n{again}"
    assert len(rule(text).body) == 5_001


def test_deep_nesting_is_an_error() -> None:
    depth = 80
    body = "".join(f"{'    ' * (n + 1)}all of:\n" for n in range(depth))
    text = f"a person may stay\nif all of:\n{body}{'    ' * (depth + 1)}the person is banned"
    assert codes(lambda: rule(text)) == ["too-deep"]


def test_a_rule_concludes_derived_sentences_only() -> None:
    assert codes(lambda: rule("a person is banned\nif the person may stay")) == ["head-not-derived"]


def test_all_errors_of_a_file_come_together() -> None:
    text = """
    rule R "Rule"
        notwithstanding S
        a person may stay
        if the spouse is banned
    rule R "Rule"
        a person may stay
        if the person is a national of Montenegr on today
    rule T "Rule"
        subject to T
        a person may fly
    """
    assert codes(lambda: law(text)) == [
        "unknown-rule",
        "unbound-noun",
        "duplicate-id",
        "unknown-name",
        "own-exception",
        "unknown-sentence",
    ]
