"""What the laws of Montenegro say, said in Montenegrin and read back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from engine.answers.ask import read_question
from engine.pages.denied_forms import denies
from engine.pages.language import spoken
from engine.pages.montenegrin import Montenegrin
from kb.base import KnowledgeBase
from kb.from_files import load
from kb.translated import in_english
from kb.translations import missing
from parser.resolved.constants import Individuals, quantity
from parser.resolved.sentences import find_sentence
from parser.resolved.tree import Case, Constant, Question, Sentence, Statement, Variable
from parser.resolved.vocabulary import VALUE_KINDS, GroundAtom, Predicate, Slot
from parser.syntax import tree as syntax
from parser.syntax.from_text import parse_statement
from parser.syntax.montenegrin import line_of, plain
from parser.text.diagnostic import Diagnostic
from parser.values import Amount, Duration, Entity, Share, Value
from parser.words.case_text import statement_line

VALUES: dict[str, tuple[Value, Value]] = {
    "date": (date(1990, 5, 1), date(2026, 11, 23)),
    "number": (1, 22),
    "amount": (Amount(Decimal("100.50"), "EUR"), Amount(Decimal(3), "EUR")),
    "share": (Share(Decimal(51)), Share(Decimal("0.5"))),
    "duration": (Duration(36), Duration(0, 5)),
    "text": ("ABC", "dvije riječi"),
}
NAMES = (("Ana", "Marko", "Vera", "Zoran"), ("Marija Petrović", "Đorđe", "P-7", "d'Artagnan"))


@cache
def laws() -> KnowledgeBase:
    return load()


def of_slots(predicate: Predicate, which: int) -> tuple[Value, ...]:
    """Return values for the slots of a predicate, from the first or the second set."""
    known = laws().vocabulary
    found: list[Value] = []
    for place, slot in enumerate(predicate.slots):
        if slot.kind in VALUE_KINDS:
            found.append(VALUES[slot.kind][which])
        elif slot.kind in known.closed:
            names = sorted(name for name, kind in known.names.items() if kind == slot.kind)
            found.append(Entity(slot.kind, names[which % len(names)]))
        else:
            found.append(Entity(slot.kind, NAMES[which][place]))
    return tuple(found)


def said() -> Iterator[Predicate]:
    for predicate in laws().predicates.values():
        if predicate.parts and not predicate.hidden and not predicate.denies:
            yield predicate


def read_back(line: str, english: bool) -> Statement:
    """Return what a line states, as far as its words say it."""
    kb, problems = laws(), list[Diagnostic]()
    individuals = Individuals(kb.vocabulary, problems)
    declared = parse_statement(line if english else line_of(line), "line")
    if not english:
        reads = kb.reader
        assert reads is not None
        translated = in_english(declared, reads)
        assert translated is not None, line
        declared = translated
    sentence = declared.sentence
    match = find_sentence(sentence.tokens, sentence.span, kb.vocabulary, problems)
    assert match is not None, (line, problems)
    slots = kb.predicates[match.predicate].slots
    args = [
        term(filler, slot, individuals, problems)
        for filler, slot in zip(match.fillers, slots, strict=True)
    ]
    assert not problems, (line, problems)
    read = Sentence(match.predicate, tuple(args))
    return Statement("denies" if declared.kind == "denies" else "states", read)


def term(
    filler: object, slot: Slot, individuals: Individuals, problems: list[Diagnostic]
) -> Constant | Variable:
    found: Constant | Variable | None
    match filler:
        case syntax.Name():
            found = individuals.name(filler, slot.kind)
        case syntax.Quantity():
            found = quantity(filler, slot.kind, problems)
        case _:
            found = Variable(slot.role, slot.kind)
    assert found is not None, (filler, slot, problems)
    return found


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("language", ["en", "me"])
def test_every_sentence_is_read_back_as_the_same_atom(language: str, which: int) -> None:
    predicates = spoken(laws(), language)
    for predicate in said():
        args = tuple(Constant(value) for value in of_slots(predicate, which))
        sentence = Sentence(predicate.name, args)
        for stated in (Statement("states", sentence), Statement("denies", sentence)):
            line = statement_line(stated, predicates)
            assert read_back(line, language == "en") == stated, line


def test_what_nobody_names_is_read_back() -> None:
    predicates = spoken(laws(), "me")
    for predicate in said():
        args = tuple(Variable(slot.role, slot.kind) for slot in predicate.slots)
        stated = Statement("states", Sentence(predicate.name, args))
        line = statement_line(stated, predicates)
        assert read_back(line, False) == stated, line


def test_all_of_the_law_is_translated() -> None:
    assert not missing(laws())


def test_pages_say_every_sentence_without_a_word_of_the_template() -> None:
    predicates = spoken(laws(), "me")
    assert isinstance(predicates, Montenegrin)
    for predicate in said():
        atom = GroundAtom(predicate.name, of_slots(predicate, 0))
        words = set(predicates.sentence(atom).split())
        assert not words & {"the", "of", "is", "has", "may", "from", "until", "for"}, words


def who_is() -> Iterator[tuple[Predicate, str]]:
    """Yield each sentence about what a person is or did, as who asks for a man says it."""
    predicates, reader = spoken(laws(), "me"), laws().reader
    assert isinstance(predicates, Montenegrin)
    assert reader is not None
    of_a_man = {word: said for said, word in reader.masculine.items()}
    for predicate in said():
        text = plain(predicates.sentence(GroundAtom(predicate.name, of_slots(predicate, 0))))
        words = text.split()
        if text.startswith("osoba Ana ") and "je" in words[2:5]:
            rest = [of_a_man.get(word, word) for word in words[2:]]
            rest.remove("je")
            yield predicate, " ".join(("ko je", *rest))


def test_who_is_asked_for_in_the_masculine() -> None:
    kb = laws()
    asked = list(who_is())
    assert len(asked) > 20
    assert any("rodjen" in text.split() for _, text in asked)
    for predicate, text in asked:
        found = read_question(kb, text, Case(""), date(2026, 11, 23))
        assert isinstance(found, Question), text
        assert found.sentence.predicate == predicate.name, text
        assert len(found.open) == 1, text


SAME = frozenset(
    (
        *("Angola", "Argentina", "Barbados", "Belize", "Benin", "Brazil", "Burkina Faso"),
        *("Burundi", "Gabon", "Grenada", "Haiti", "Honduras", "Iran", "Japan", "Jordan"),
        *("Kiribati", "Kosovo", "Laos", "Mali", "Malta", "Nauru", "Nepal", "Niger", "Oman"),
        *("Pakistan", "Palau", "Panama", "Peru", "Portugal", "Samoa", "San Marino", "Senegal"),
        *("Sudan", "Togo", "Tonga", "Turkmenistan", "Tuvalu", "Uganda", "Uzbekistan", "Vanuatu"),
        *("NATO", "Eurocontrol", "Podgorica", "Kotor", "Zagreb", "Ankara", "Istanbul", "London"),
        *("opera", "film", "student", "seminar"),
    )
)
"""Names that are the same in both languages."""


def test_no_name_stays_english_but_by_being_the_same() -> None:
    kb = laws()
    called = kb.translation.names
    assert {name for name in kb.vocabulary.names if called.get(name, name) == name} == SAME


def test_every_state_has_its_cases() -> None:
    kb, declined = laws(), laws().translation.declined
    states = {name for name, kind in kb.vocabulary.names.items() if kind == "country"}
    assert len(states) > 190
    assert states <= set(declined)
    assert all(cases[0] and cases[3] for cases in declined.values())


def test_no_question_denies_what_a_yes_would_affirm() -> None:
    kb, predicates = laws(), spoken(laws(), "me")
    assert isinstance(predicates, Montenegrin)
    asked = 0
    for predicate in said():
        args = tuple(Constant(value) for value in of_slots(predicate, 0))
        text = predicates.question(Question(Sentence(predicate.name, args)))
        if not denies(kb.translation.forms[predicate.name]):
            continue
        assert text.startswith("da li je tačno da "), text
        found = read_question(kb, text, Case(""), date(2026, 11, 23))
        assert isinstance(found, Question), text
        assert found.sentence.predicate == predicate.name
        asked += 1
    assert asked > 5


@pytest.mark.parametrize(
    ("name", "place", "text"),
    [
        ("was_born_in", 1, "u kojoj državi je osoba Ana rođena"),
        ("was_born_on", 1, "kog dana je osoba Ana rođena"),
        ("holds_permanent_residence_from", 1, "od kog dana Ana ima stalni boravak"),
        ("is_the_father_of", 1, "Ana je otac kog djeteta"),
    ],
)
def test_what_is_asked_for_comes_first(name: str, place: int, text: str) -> None:
    predicates = spoken(laws(), "me")
    assert isinstance(predicates, Montenegrin)
    slots = laws().predicates[name].slots
    args = tuple(
        Variable(slot.role, slot.kind) if at == place else Constant(Entity(slot.kind, "Ana"))
        for at, slot in enumerate(slots)
    )
    question = Question(Sentence(name, args), (slots[place].role,))
    assert predicates.question(question) == text
    found = read_question(laws(), text, Case(""), date(2026, 11, 23))
    assert isinstance(found, Question)
    assert found.sentence.predicate == name
