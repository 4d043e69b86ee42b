"""Questions are the sentences of the vocabulary turned round."""

import pytest

from parser.resolved import Question, UnknownSentence, Vocabulary, vocabulary_of
from parser.resolved.verbs import AUXILIARIES
from tests.parser.resolved.written import ask, asked, codes, demo, law, problems
from tests.work import at_most

TABLE = """
vocabulary
    {country} is listed visa-free for {number} days                 (listed, as visa_free)
    admission of {person} is in the interests of Montenegro         (decided by "Ministry")
    {person} can obtain citizenship by admittance
    {child: person} acquires citizenship by birth in the territory
    both parents of {child: person} are unknown                     (given)
    {person} filed {permit} on {date}                               (given)
    {person} has studied in {country} since {date}                  (given)
    {person} studies in {country}                                   (given)
table "visa_free.csv"
    {Country} is listed visa-free for {Days} days
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return demo(TABLE, {"visa_free.csv": "Country,Days\nSerbia,90\n"})


TURNED = [
    # the auxiliary first
    ("can Ana obtain citizenship by admittance", "can_obtain_citizenship_by_admittance(Ana)"),
    ("may Ana stay?", "may_stay(Ana)"),
    ("is Ana banned?", "is_banned(Ana)"),
    ("Is Marko a national of Serbia on today", "is_a_national_of_on(Marko, Serbia, 2026-11-23)"),
    (
        "is admission of Ana in the interests of Montenegro",
        "admission_of_is_in_the_interests_of_montenegro(Ana)",
    ),
    ("are both parents of Ana unknown", "both_parents_of_are_unknown(Ana)"),
    ("has Ana studied in Serbia since 2020-01-01", "has_studied_in_since(Ana, Serbia, 2020-01-01)"),
    ("was Ana born in Bosnia and Herzegovina", "was_born_in(Ana, Bosnia_and_Herzegovina)"),
    # do, does, did
    ("does Ana hold seasonal permit", "holds(Ana, seasonal_permit)"),
    ("does Ana study in Serbia", "studies_in(Ana, Serbia)"),
    (
        "does Ana acquire citizenship by birth in the territory",
        "acquires_citizenship_by_birth_in_the_territory(Ana)",
    ),
    ("does Ana have 2 children", "has_children(Ana, 2)"),
    ("did Ana file seasonal permit on 2020-01-01", "filed_on(Ana, seasonal_permit, 2020-01-01)"),
    # a statement
    ("Ana is banned", "is_banned(Ana)"),
    ("Ana is banned?", "is_banned(Ana)"),
    ("is it true that Ana is banned", "is_banned(Ana)"),
    # open slots in place
    ("who can obtain citizenship by admittance", "can_obtain_citizenship_by_admittance(?person)"),
    ("who is married to whom from when", "is_married_to_from(?person, ?spouse, ?wedding)"),
    ("which country is listed visa-free for 90 days", "visa_free(?country, 90)"),
    ("which countries are listed visa-free for 90 days", "visa_free(?country, 90)"),
    ("which country is listed visa-free for how many days", "visa_free(?country, ?number)"),
    ("Serbia is listed visa-free for how many days?", "visa_free(Serbia, ?number)"),
    ("what permit does Ana hold", "holds(Ana, ?permit)"),
    ("what did Ana write", "wrote(Ana, ?title)"),
    # open slots at the front
    ("for how many days is Serbia listed visa-free", "visa_free(Serbia, ?number)"),
    ("how many days is Serbia listed visa-free", "visa_free(Serbia, ?number)"),
    ("how many children does Ana have", "has_children(Ana, ?number)"),
    ("when was Ana born", "was_born_on(Ana, ?birthday)"),
    ("in which country was Ana born", "was_born_in(Ana, ?country)"),
    ("which country was Ana born in", "was_born_in(Ana, ?country)"),
    ("which country was Ana born", "was_born_in(Ana, ?country)"),
    ("to whom is Ana married from a date", "is_married_to_from(Ana, ?spouse, date)"),
    ("who is Ana married to from a wedding", "is_married_to_from(Ana, ?spouse, wedding)"),
    ("since when has Ana studied in Serbia", "has_studied_in_since(Ana, Serbia, ?date)"),
    ("when did Ana file a permit", "filed_on(Ana, permit, ?date)"),
    ("how much does Ana earn", "earns(Ana, ?amount)"),
    # counting
    ("how many countries are listed visa-free for 90 days", "#visa_free(?country, 90)"),
    ("how many people hold seasonal permit", "#holds(?person, seasonal_permit)"),
    # anybody
    ("is anybody banned", "is_banned(person)"),
    ("is someone married to somebody from a date", "is_married_to_from(person, spouse, date)"),
    ("does Ana hold anything", "holds(Ana, permit)"),
    ("is a person married to a person from a date", "is_married_to_from(person, person 2, date)"),
    ("is a person a relative of the person", "is_a_relative_of(person, person)"),
    # atoms
    ("is_banned(Ana)", "is_banned(Ana)"),
    ("visa_free(?where, ?days)", "visa_free(?where, ?days)"),
    ("is_married_to_from(?x, Ana, _)", "is_married_to_from(?x, Ana, wedding)"),
    ("is_a_relative_of(?x, ?x)", "is_a_relative_of(?x, ?x)"),
    ("visa_free(Bosnia and Herzegovina, 90)", "visa_free(Bosnia_and_Herzegovina, 90)"),
    # nobody knows
    ("can Ana fly", "unknown"),
    ("flies(Ana)", "unknown"),
    ("is is banned Ana", "unknown"),
    ("where was Ana born", "unknown"),
]


@pytest.mark.parametrize(("text", "expected"), TURNED)
def test_a_question_asks(text: str, expected: str, vocabulary: Vocabulary) -> None:
    assert asked(text, vocabulary) == expected


REFUSED = [
    ("who is listed visa-free for 90 days", "question-word", "ask with `which country`"),
    ("when was Ana born in", "question-word", "ask with `which country`"),
    (
        "is Ana married to a doctor from a date",
        "narrower-noun",
        "write `a spouse` or `a person`, or a name",
    ),
    (
        "is Ana married to the doctor from a date",
        "unbound-noun",
        "write a name, `a spouse` for any one, or `who`",
    ),
    ("is Serbia banned", "name-of-two-kinds", None),
    ("is Anna banned", "unknown-name", "did you mean `Ana`?"),
    ("was Ana born in Serbya", "unknown-name", "did you mean `Serbia`?"),
    ("has Ana studied in Serbia since 90", "kind-clash", "write a date such as `2026-11-23`"),
    ("is_banned(Ana, Marko)", "wrong-arity", "it stands for `{person} is banned`"),
    ("is_banned(the end of it)", "bad-argument", None),
    ("is_banned()", "wrong-arity", "it stands for `{person} is banned`"),
]


@pytest.mark.parametrize(("text", "code", "advice"), REFUSED)
def test_a_question_is_refused(
    text: str, code: str, advice: str | None, vocabulary: Vocabulary
) -> None:
    (problem,) = problems(lambda: ask(text, vocabulary))
    assert problem.code == code
    assert advice is None or problem.help == advice


def test_an_unknown_sentence_comes_with_the_nearest(vocabulary: Vocabulary) -> None:
    found = ask("can Ana obtain the citizenship by admitance", vocabulary)
    assert isinstance(found, UnknownSentence)
    assert found.nearest[0] == "{person} can obtain citizenship by admittance"


def test_names_may_be_introduced(vocabulary: Vocabulary) -> None:
    assert ask("is Zoran banned", vocabulary, {}, strict_names=False)
    assert codes(lambda: ask("is Zoran banned", vocabulary, {})) == ["unknown-name"]


def test_two_readings_of_a_question_are_an_error() -> None:
    more = """
    vocabulary
        {person} was late on {date}     (given)
        {person} was late in {day: date}   (given)
    """
    vocabulary = demo(more)
    (problem,) = problems(lambda: ask("when was Ana late", vocabulary))
    assert problem.code == "ambiguous-sentence"
    assert "`{person} was late on {date}`" in problem.message


def test_a_long_question_is_only_unknown(vocabulary: Vocabulary) -> None:
    with at_most(300_000):
        assert asked("is " + "Ana " * 400 + "banned", vocabulary) == "unknown"
        assert asked("is " + "Ana " * 1_200 + "banned", vocabulary) == "unknown"


def test_the_vocabulary_of_two_laws_is_asked_together() -> None:
    one = law("")
    two = law("", vocabulary="vocabulary\n    {person} may lend books", name="library")
    both = vocabulary_of([one, two])
    assert asked("may Ana lend books", both) == "may_lend_books(Ana)"
    assert asked("may Ana stay", both) == "may_stay(Ana)"


def test_every_sentence_can_be_said_and_turned_round(vocabulary: Vocabulary) -> None:
    for predicate in vocabulary.predicates.values():
        words = [
            f"a {predicate.slots[part].kind}" if isinstance(part, int) else part
            for part in predicate.parts
        ]
        turned = [
            [word, *words[:at], *words[at + 1 :]]
            for at, word in enumerate(words)
            if at and word in AUXILIARIES
        ]
        for question in (words, *turned):
            found = ask(" ".join(question), vocabulary)
            assert isinstance(found, Question), question
            assert found.sentence.predicate == predicate.name
