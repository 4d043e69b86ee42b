"""What is kept between questions: of the right laws, and never more than so much."""

from dataclasses import replace
from datetime import date

from engine.answers import loaded
from engine.answers.ask import ask
from engine.answers.recent import Recent
from engine.answers.reply import Answer
from engine.answers.situations import describe
from kb.base import KnowledgeBase
from kb.from_files import load_texts

LAW = """
law test "Test"

vocabulary
    {person} is registered (given)
    {person} is banned (given)
    {person} may stay

rule T-1 "Stay"
    cites "Section 1"
    a person may stay
    if the person is CONDITION
"""


def laws(condition: str) -> KnowledgeBase:
    """Return laws that come from no file, so that nothing but the object tells them apart."""
    read = load_texts([("test.law", LAW.replace("CONDITION", condition))])
    return replace(read, digest="")


def verdict(kb: KnowledgeBase) -> str:
    reply = ask(
        kb, "may Ana stay", describe(kb, "Ana is registered", "it is false that Ana is banned")
    )
    assert isinstance(reply, Answer)
    return reply.verdict


def test_laws_at_the_address_of_dead_ones_answer_by_their_own_rules() -> None:
    wanted = {"registered": "yes", "banned": "no"}
    for _ in range(30):  # laws that died leave their addresses to those that come after them
        for condition, right in wanted.items():
            assert verdict(laws(condition)) == right


def test_what_is_kept_of_many_laws_has_a_bound() -> None:
    read = laws("registered")
    (pred,) = [name for name, one in read.predicates.items() if one.origin == "derived"]
    for _ in range(loaded.CAPACITY + 20):
        loaded.loaded(replace(read), pred, date(2026, 11, 23), {}, "reference")
    assert len(loaded.programs) == len(loaded.parts) == loaded.CAPACITY


def test_the_value_not_asked_for_longest_goes_first() -> None:
    kept: Recent[int, str] = Recent(2)
    assert [kept.get(n, lambda: "made") for n in (1, 2, 1, 3)] == ["made"] * 4
    assert list(kept) == [1, 3]
    assert kept.get(1, lambda: "made again") == "made"
