"""What `explain` says of the laws of Montenegro in Montenegrin has no English word but names."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.pages import explained
from engine.pages.language import spoken
from engine.pages.montenegrin import phrases
from kb.entries import entries, ids
from parser.resolved.translation import Counted, Place
from parser.words.sentence import Spoken
from tests.engine.commands.running import zakonik
from tests.laws import shipped

WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])")
PLAIN = frozenset(
    [
        "the",
        "of",
        "is",
        "are",
        "was",
        "has",
        "have",
        "may",
        "must",
        "not",
        "from",
        "until",
        "for",
        "with",
        "and",
        "or",
        "any",
        "all",
        "none",
        "if",
        "unless",
        "person",
        "date",
        "country",
        "number",
        "source",
        "reading",
        "facts",
        "rules",
        "cases",
    ]
)


def montenegrin() -> Spoken:
    predicates = spoken(shipped(), "me")
    assert isinstance(predicates, Spoken)
    return predicates


def english() -> frozenset[str]:
    """Return the words of templates and roles that no translation has."""
    kb = shipped()
    texts = [part for one in kb.predicates.values() for part in one.parts if isinstance(part, str)]
    texts += [slot.role for one in kb.predicates.values() for slot in one.slots]
    return frozenset(words(*texts)) | PLAIN - frozenset(words(*translated()))


def translated() -> Iterator[str]:
    said = shipped().translation
    yield from (*said.names.values(), *said.phrases.values(), *said.words.values())
    yield from phrases().values()
    yield from (case for noun in said.nouns.values() for case in noun.cases)
    for form in said.forms.values():
        for part in form:
            match part:
                case str():
                    yield part
                case Counted(forms):
                    yield from forms
                case Place(carrier=carrier):
                    yield carrier
    for one in said.texts.values():
        yield from (one.title, one.says, one.cites, one.reason, *one.reads)
        yield from (meaning for _, meaning in one.choices)
    yield from (text for law in said.laws.values() for text in law)


def words(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from WORD.findall(text.casefold())


def test_no_english_word_is_left() -> None:
    kb, predicates = replace(shipped(), cases=()), montenegrin()
    foreign = english() - frozenset(words(*translated()))
    said = 0
    for one in dict.fromkeys(one for _, one, _ in ids(kb)):
        for line in explained.text(entries(kb, one)[:1], predicates, 400).splitlines():
            left = {word for word in WORD.findall(line) if word in foreign}
            assert not left, f"{one}: {line}: {left}"
            said += 1
    assert said > 3_000
    for switch in kb.vocabulary.switches.values():
        text = explained.switch_text(switch, predicates).partition("\n")[2]
        text = re.sub(r"(?m)^  [*-] [\w-]+:", "", text)  # the names of its choices
        assert PLAIN.isdisjoint(words(text)), text


LINES = (
    "CIT-ADM-1: Prijem: tri osnova",
    "    neka osoba može steći državljanstvo prijemom\n    ako bar jedno od sljedećeg:\n",
    "        (2) neka osoba može steći državljanstvo prijemom po osnovu braka\n",
    "  izvor: Zakon o crnogorskom državljanstvu",
    "  na snazi: od 05.05.2008. godine\n",
    "  ustupa mjesto: CIT-ADM-1a\n",
    "    - da li Ana može steći državljanstvo prijemom: da (marriage.case:",
)


def test_the_command_speaks_it(capsys: pytest.CaptureFixture[str]) -> None:
    ended = zakonik(capsys, "explain", "CIT-ADM-1", "--lang", "me")
    assert ended.code == 0
    for line in LINES:
        assert line in ended.out, line
    listed = zakonik(capsys, "explain", "--lang", "me")
    assert "  CIT-ADM-1  Prijem: tri osnova\n" in listed.out
    assert "admittance" not in listed.out.replace("admittance:", "")


def test_none_of_a_single_condition_keeps_its_denial() -> None:
    kb, predicates = replace(shipped(), cases=()), montenegrin()
    text = explained.text(entries(kb, "STAT-24-3a")[:1], predicates, 400)
    assert "    i ništa od sljedećeg:\n        (1) sve od sljedećeg:\n" in text
    text = explained.text(entries(kb, "NAT-5")[:1], predicates, 400)
    assert "    osim ako neka osoba umrla je\n" in text
