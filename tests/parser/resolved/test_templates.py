"""Templates, kinds, names and laws that use laws: what is declared, and what is refused."""

import pickle
from dataclasses import replace

import pytest

from parser.resolved import vocabulary_of
from parser.resolved.vocabulary import Predicate, Slot
from tests.parser.resolved.written import codes, law, problems


def predicate(line: str) -> Predicate:
    """Return the predicate of one template."""
    (found,) = law("", vocabulary=f"vocabulary\n    {line}").predicates.values()
    return found


PERSON = Slot("person", "person")

DECLARED = [
    ("{person} is banned", Predicate("is_banned", (PERSON,), parts=(0, "is", "banned"))),
    (
        "{Person} Is Banned (given, as outlaw)",
        Predicate("outlaw", (PERSON,), "given", (0, "Is", "Banned")),
    ),
    (
        "{person} is married to {person} since {date} (given, single, irreflexive)",
        Predicate(
            "is_married_to_since",
            (PERSON, Slot("person 2", "person"), Slot("date", "date")),
            "given",
            (0, "is", "married", "to", 1, "since", 2),
            single=2,
            irreflexive=True,
        ),
    ),
    (
        '{person} wins {prize: text} of {date} (decided by "Jury", single prize)',
        Predicate(
            "wins_of",
            (PERSON, Slot("prize", "text"), Slot("date", "date")),
            "decided",
            (0, "wins", 1, "of", 2),
            single=1,
            authority="Jury",
        ),
    ),
    (
        '{person} owes {amount} on {day: date} (asked day, all "debts of {person}")',
        Predicate(
            "owes_on",
            (PERSON, Slot("amount", "amount"), Slot("day", "date")),
            parts=(0, "owes", 1, "on", 2),
            asked=(2,),
            plural=("debts", "of", 0),
        ),
    ),
    ("the état is Žedan", Predicate("the_etat_is_zedan", (), parts=("the", "état", "is", "Žedan"))),
    (
        "Ж is {number} high",
        Predicate("x436_is_high", (Slot("number", "number"),), parts=("Ж", "is", 0, "high")),
    ),
]


@pytest.mark.parametrize(("line", "expected"), DECLARED)
def test_a_template_declares(line: str, expected: Predicate) -> None:
    assert predicate(line) == replace(expected, law="demo")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{person} is {colour}", "unknown-kind"),
        ("{person} {country}", "template-without-words"),
        ("{a: person} likes {a: person}", "duplicate-role"),
        ("{person} is banned (given, listed)", "contradictory-origin"),
        ("{person} is banned (given, given)", "duplicate-attribute"),
        ("it rains (given, single)", "single-without-slot"),
        ("{person} is banned (single country)", "unknown-role"),
        ("{person} is banned (asked person)", "asked-individual"),
        ("{person} is banned (asked dat)", "unknown-role"),
        ("{person} was born in {country} (irreflexive)", "irreflexive-without-pair"),
        ('{person} is banned (given, all "bans of {country}")', "unknown-role"),
        ('{person} is banned (given, all "{person}")', "bad-plural"),
    ],
)
def test_a_template_is_refused(line: str, code: str) -> None:
    assert codes(lambda: predicate(line)) == [code]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("{person} is banned\n    {person} is banned", "duplicate-predicate"),
        ("{person} is in {country}\n    {person} is {country} in", "duplicate-predicate"),
        ("{person} is a foreigner\n    {person} is {country}", "template-clash"),
        (
            '{person} is banned (given, all "bans of {person}")\n'
            '    {person} is out (given, all "bans of {person}")',
            "plural-clash",
        ),
    ],
)
def test_two_templates_are_refused(lines: str, code: str) -> None:
    (problem,) = problems(lambda: law("", vocabulary=f"vocabulary\n    {lines}"))
    assert problem.code == code
    assert (problem.at.line, problem.also[0].span.line) == (4, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kind person", "duplicate-kind"),
        ("kind date", "duplicate-kind"),
        ("kind firm\nkind Firm", "duplicate-kind"),
        ("names of firm: Acme", "unknown-kind"),
        ("names of date: Easter", "unknown-kind"),
        ("kind firm\nnames of firm: Acme\nnames of country: Acme", "name-of-two-kinds"),
    ],
)
def test_a_declaration_is_refused(text: str, code: str) -> None:
    assert codes(lambda: law(text, vocabulary="")) == [code]


BASE = """
kind permit
names of permit: seasonal permit
vocabulary
    {person} holds {permit}   (given)
    {person} may stay
rule BASE-1 "Stay"
    a person may stay
    if the person holds seasonal permit
"""


def test_a_law_uses_another() -> None:
    base = law("", vocabulary=BASE, name="base")
    text = """
    rule R-1 "Work"
        notwithstanding BASE-1
        a person may work
        if the person may stay
        and the person holds seasonal permit
    """
    found = law(text, base, vocabulary="vocabulary\n    {person} may work")
    assert list(found.predicates) == ["may_work"]
    assert (found.names, found.kinds, found.closed, found.uses) == ({}, (), (), ("base",))
    both = vocabulary_of([base, found])
    assert both.rules == {"BASE-1", "R-1"}
    assert both.needs["may_work"] == ("may_stay", "holds")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("vocabulary\n    {person} holds {thing: permit}", "duplicate-predicate"),
        ("vocabulary\n    {person} may {text}", "template-clash"),
        ("names of country: seasonal permit", "name-of-two-kinds"),
    ],
)
def test_a_law_must_agree_with_what_it_uses(text: str, code: str) -> None:
    base = law("", vocabulary=BASE.replace("may stay", "may Stay"), name="base")
    assert codes(lambda: law(text, base, vocabulary="")) == [code]


def test_laws_that_do_not_know_each_other_must_agree_too() -> None:
    one = law("", vocabulary="kind a1\nnames of a1: Xa", name="one")
    two = law("", vocabulary="kind b1\nnames of b1: Xa", name="two")
    found = vocabulary_of([one, two])  # one name may stand for two things, told by the kind
    assert (found.names["Xa"], found.further) == ("a1", {"Xa": ("b1",)})
    same = [law("", vocabulary="vocabulary\n    {person} is banned", name=n) for n in ("p", "q")]
    assert codes(lambda: vocabulary_of(same)) == ["duplicate-predicate"]


def test_open_kinds_take_names_as_they_come() -> None:
    text = """
    rule R "Stay"
        a person may stay
        if the person lives in Kotor
    """
    words = "kind town\nvocabulary\n    {person} lives in {town} (given)\n    {person} may stay"
    found = law(text, vocabulary=words)
    assert (found.names, found.closed) == ({"Kotor": "town"}, ())


def test_a_vocabulary_can_be_pickled() -> None:
    found = vocabulary_of([law("")])
    assert pickle.loads(pickle.dumps(found)) == found
