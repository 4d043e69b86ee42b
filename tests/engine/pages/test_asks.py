"""What the pages ask: as questions, alike ones once, with whom to ask and what follows."""

from datetime import date

from engine.answers.reply import Need
from engine.answers.summary import Ask, Asks
from engine.pages.asked import asked_words
from engine.pages.asks import asks_section
from engine.pages.room import ROOMS
from engine.proof.node import Limit
from parser.resolved.tree import Constant, Sentence, Statement
from parser.resolved.vocabulary import GroundAtom, Predicate, Slot
from parser.values import Entity, Range


def test_alike_questions_are_asked_once_unless_another_value_is_needed() -> None:
    slots = (Slot("person", "person"), Slot("day", "date"))
    told = {"told": Predicate("told", slots, parts=(0, "was", "told", "on", 1))}
    early = Limit(1, None, date(2026, 1, 1))
    late = Limit(1, date(2026, 3, 1), None)

    def page(*needs: Need) -> str:
        each = tuple(Ask(need) for need in needs)
        section = asks_section(Asks(each, "yes"), False, told, ROOMS[0])
        return "; ".join(text for one in section.entries for text in (one.text, *one.lines))

    ana, ivo = (GroundAtom("told", (Entity("person", name), None)) for name in ("Ana", "Ivo"))
    assert page(Need(ana, (early,)), Need(ana, (late,))) == (
        "on which day was Ana told (if at all)?; needed: on or before 2026-01-01; "
        "on which day was Ana told (if at all)?; needed: on or after 2026-03-01; "
        "with all of these: yes; if one of them is not so: not settled by that"
    )
    two = page(Need(ana, (early,), examples=(0,)), Need(ivo, (early,), examples=(0,)))
    assert two.startswith("was a person told on some day (which day) (2 of them)?; if on or before")


def test_an_end_of_what_is_stated_is_no_limit_of_the_answer() -> None:
    """Stated is some day of a month: what decides is only whether it is late in it, or early."""
    slots = (Slot("person", "person"), Slot("day", "date"))
    told = {"told": Predicate("told", slots, parts=(0, "was", "told", "on", 1))}
    first, last = date(2016, 11, 1), date(2016, 11, 30)
    ana = Entity("person", "Ana")
    stated = Statement("states", Sentence("told", (Constant(ana), Constant(Range(first, last)))))

    def page(low: date, high: date) -> str:
        need = Need(GroundAtom("told", (ana, None)), (Limit(1, low, high),), replaces=stated)
        section = asks_section(Asks((Ask(need, "", "no"),), "yes"), False, told, ROOMS[0])
        return section.entries[0].lines[-1]

    day = date(2016, 11, 23)
    assert page(first, day) == "if on or before 2016-11-23: yes; if later: no"
    assert page(day, last) == "if on or after 2016-11-23: yes; if earlier: no"
    assert page(day, day) == "if 2016-11-23: yes; if another: no"


def test_who_is_asked_for_everything_is_named_once() -> None:
    slots = (Slot("person", "person"),)
    told = {
        name: Predicate(name, slots, parts=(0, "is", name)) for name in ("fit", "willing", "able")
    }
    ana = Entity("person", "Ana")
    each = tuple(Ask(Need(GroundAtom(name, (ana,))), "the board", "no") for name in told)
    section = asks_section(Asks(each, "yes"), False, told, ROOMS[0])
    assert section.title == "Ask (the board)"
    assert [one.text for one in section.entries] == [
        "is Ana fit?",
        "is Ana willing?",
        "is Ana able?",
        "with all of these: yes; if one of them is not so: no",
    ]


def test_questions_are_questions() -> None:
    slots = (Slot("person", "person"), Slot("day", "date"))
    ana = Entity("person", "Ana")
    forms = {
        (0, "holds", "a", "permit", "from", 1): "does Ana hold a permit from some day?",
        (0, "has", "left", "on", 1): "has Ana left on some day?",
        (
            "entry",
            "of",
            0,
            "was",
            "asked",
            "for",
            "on",
            1,
        ): "was entry of Ana asked for on some day?",
        (0, "left", "on", 1): "did Ana leave on some day?",
    }
    for parts, asked in forms.items():
        predicate = Predicate("p", slots, parts=parts)
        assert asked_words(Need(GroundAtom("p", (ana, None))), {"p": predicate}) == asked


def test_what_has_no_verb_to_turn_is_asked_in_its_place() -> None:
    """`is it so that` with the day in parentheses is no question that a person asks."""
    place, day = Slot("event", "event"), Slot("day", "date")
    parts = ("another", "source", "dates", 0, "to", 1)
    dated = {"dated": Predicate("dated", (place, day), parts=parts)}
    limit = Limit(1, None, date(2022, 1, 1))
    need = Need(GroundAtom("dated", (Entity("event", "Expulsion"), None)), (limit,))
    assert asked_words(need, dated) == "another source dates Expulsion to which day (if at all)?"


def test_what_something_of_somebody_does_is_asked_with_its_verb() -> None:
    slots = (Slot("person", "person"),)
    parts = ("the", "evidence", "of", 0, "justifies", "the", "application")
    found = {"found": Predicate("found", slots, parts=parts)}
    need = Need(GroundAtom("found", (Entity("person", "Ana"),)))
    assert asked_words(need, found) == "does the evidence of Ana justify the application?"
    owned = {"owned": Predicate("owned", slots, parts=("another source", "has", 0, "in force"))}
    need = Need(GroundAtom("owned", (Entity("person", "Ana"),)))
    assert asked_words(need, owned) == "does another source have Ana in force?"
