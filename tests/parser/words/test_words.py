"""Values, sentences and comparisons in words."""

from datetime import date
from decimal import Decimal

import pytest

from engine.pages.arithmetic import comparison_words, expression_words
from engine.proof.node import Compared
from parser.datalog.tree import Apply, Comparison, Const, Today, Var
from parser.resolved.vocabulary import GroundAtom, Predicate, Slot
from parser.values import SOMEONE, UNKNOWN, Amount, Duration, Entity, Range, Share, Value
from parser.words.sentence import sentence, template
from parser.words.values import value_words
from tests.engine.pages.samples import ANA, PREDICATES


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (Entity("person", SOMEONE), "person", "someone (not named)"),
        (Entity("country", SOMEONE), "country", "some country (not named)"),
        (Entity("country", "Bosnia and Herzegovina"), "country", "Bosnia and Herzegovina"),
        (UNKNOWN, "date", "a date not known"),
        (None, "person", "anyone"),
        (None, "country", "any country"),
        (Range(date(2008, 6, 1), date(2008, 6, 30)), "date", "some day of 2008-06"),
        (Range(date(2012, 1, 1), date(2012, 12, 31)), "date", "some day of 2012"),
        (Range(date(9999, 12, 1), date(9999, 12, 31)), "date", "some day of 9999-12"),
        (
            Range(date(2012, 1, 2), date(2012, 12, 31)),
            "date",
            "between 2012-01-02 and 2012-12-31",
        ),
        (Range(None, date(2012, 1, 2)), "date", "2012-01-02 or earlier"),
        (Range(90, None), "number", "90 or more"),
        (Amount(Decimal("100.5"), "EUR"), "amount", "100.50 EUR"),
        (Share(Decimal(51)), "share", "51%"),
        (Duration(-36, 0), "duration", "-3 years"),
        (Decimal("1E+3"), "number", "1000"),
        ('say "no"', "text", '"say "no""'),
    ],
)
def test_values(value: Value | None, kind: str, words: str) -> None:
    assert value_words(value, kind) == words


def test_a_sentence_without_a_template_is_an_atom() -> None:
    assert sentence(GroundAtom("p", (1, "x")), {}) == 'p(1, "x")'


def test_a_denial_reads_as_one() -> None:
    text = sentence(GroundAtom("not_obtains", (ANA,)), PREDICATES)
    assert text == "it is false that Ana can obtain citizenship by admittance"


def test_marks_cling_to_the_word_before_them() -> None:
    father = Predicate("father", (Slot("a", "person"),), parts=(0, "'s", "father", ",", "known"))
    assert template(father) == "{a}'s father, known"
    assert sentence(GroundAtom("father", (ANA,)), {"father": father}) == "Ana's father, known"


def test_expressions_keep_their_grouping() -> None:
    sums = Apply("*", (Apply("+", (Const(1), Const(2))), Apply("neg", (Var("x"),))))
    assert expression_words(sums, {}) == "(1 + 2) * -the x"
    minus = Apply("-", (Const(3), Apply("-", (Const(2), Const(1)))))
    assert expression_words(minus, {}) == "3 - (2 - 1)"
    years = Apply("years", (Var("birthday"), Today()))
    text = expression_words(Apply("+", (years, Const(1))), {"birthday": date(2000, 1, 1)})
    assert text == "(the years from 2000-01-01 to today) + 1"


def test_both_sides_are_worked_out() -> None:
    node = Compared(
        Comparison(">=", Const(18), Apply("+", (Const(1), Const(2)))), (), 18, 3, status="holds"
    )
    assert comparison_words(node) == "18 >= 3 = 1 + 2"
