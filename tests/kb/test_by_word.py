"""Every id that a proof prints can be explained, and words lead to what they occur in."""

import re

from engine import ask, load, written
from kb.by_word import by_word
from kb.entries import has_entry
from kb.from_files import load_cases

_ID = re.compile(r"\b[A-Z]{2,}(?:-[A-Za-z0-9]+)+")


def test_every_id_that_a_proof_prints_can_be_explained() -> None:
    kb = load()
    path = next(each for each in kb.cases if each.endswith("admittance.case"))
    printed: set[str] = set()
    for case in load_cases(path, kb)[:6]:
        for each in case.expectations:
            reply = ask(kb, each.question, case)
            printed.update(_ID.findall(written(kb, reply)))
    assert len(printed) > 5
    known = kb.vocabulary.switches
    unknown = [one for one in sorted(printed) if one not in known and not has_entry(kb, one)]
    assert [one for one in unknown if by_word(kb, one).is_empty] == []


def test_a_convention_of_reading_is_explained_by_the_rules_that_follow_it() -> None:
    found = by_word(load(), "CONV-6")
    assert all("CONV-6" in said for _, said in found.rules)
    assert len(found.rules) > 3


def test_a_word_of_nothing_is_found_nowhere() -> None:
    kb = load()
    assert by_word(kb, "xylophone").is_empty
    assert by_word(kb, "...").is_empty
    assert not by_word(kb, "marriages").is_empty
