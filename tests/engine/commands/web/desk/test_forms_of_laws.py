"""Whatever a form states, denies or leaves open, the case says it in a line that is read again."""

from datetime import date

import pytest

from engine.commands.web.desk.editing import case_of, changed_text
from engine.commands.web.desk.jobs import Fill, So, Told
from kb.heard.nearest import is_tellable
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.text.diagnostic import SourceError
from tests.laws import shipped

DAY = date(2026, 11, 30)
BLANK = 'case "Ana"\n    as of 2026-11-30\n'


def _filled(one: Predicate, so: So) -> str:
    """Return the case after a sentence was said of Ana with all else left blank."""
    people = [place for place, slot in enumerate(one.slots) if slot.kind == "person"]
    values = tuple("Ana" if place in people[:1] else "" for place in range(len(one.slots)))
    told = Told(BLANK, "ana.case")
    return changed_text(shipped(), told, Fill(one.name, so, values), "", DAY)[0]


@pytest.mark.parametrize("so", ["no", "unsure", "whole"])
def test_each_sentence_can_be_denied_left_open_and_closed_with_blanks(so: So) -> None:
    tellable = [one for one in shipped().predicates.values() if is_tellable(one)]
    assert len(tellable) > 300
    for one in tellable:
        assert len(_filled(one, so).splitlines()) == 4, one.name


def test_what_is_stated_is_about_somebody_or_is_refused_at_once() -> None:
    kb = shipped()
    refused = 0
    for one in filter(is_tellable, kb.predicates.values()):
        try:
            text = _filled(one, "yes")
        except SourceError as error:
            assert "cannot be stated without it" in error.diagnostics[0].message
            refused += 1
            continue
        case = case_of(kb, Told(text, "ana.case"))
        said = zip(one.slots, case.statements[-1].sentence.args, strict=True)
        assert all(
            isinstance(term, Constant) for slot, term in said if slot.kind not in VALUE_KINDS
        )
    assert 0 < refused < 100


def test_whom_nobody_named_is_called_by_their_part_and_like_nobody_else() -> None:
    told = Told(BLANK, "ana.case")
    for person in ("Ana", "Eva"):
        fill = Fill("is_married_to_from", "yes", (person, "", ""))
        told = Told(changed_text(shipped(), told, fill, "", DAY)[0], "ana.case")
    assert set(case_of(shipped(), told).names) == {"Ana", "spouse", "Eva", "spouse 2"}
