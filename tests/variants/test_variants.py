"""Variants of the worked cases of Montenegro: what must hold of their answers does."""

import pytest

from tests.laws import shipped
from tests.variants.__main__ import chosen, tried, worked
from tests.variants.limits import EXCLUSIVE, FIRST_STAY, MONOTONE, SO_FAR
from tests.variants.named import named
from tests.variants.spoken import differing
from tests.work import EVERYTHING

PARTS = 6
"""In how many parts the cases are tried, so that several processes share them."""

SHARE = 0.002 if EVERYTHING else 0.0003
"""How many of the variants are tried each time; `make variants` tries more."""


@pytest.mark.parametrize("part", range(PARTS))
def test_what_must_hold_of_variants_holds(part: int) -> None:
    found = [wrong for place in range(part, len(worked()), PARTS) for wrong in _wrong(place)]
    assert not found, "\n".join(found)


def _wrong(place: int) -> list[str]:
    return [one.wrong for one in tried(place, SHARE).values() if one.wrong]


def test_there_are_some_variants_of_each_kind() -> None:
    kinds = {one.kind for case in worked()[::10] for one in chosen(case, 1.0)}
    assert kinds == {"forgotten", "exchanged", "moved", "both", "longer", "banned"}


@pytest.mark.parametrize("part", range(PARTS))
def test_cases_said_in_montenegrin_are_read_back_as_they_are(part: int) -> None:
    found = [line for case in worked()[part :: PARTS * 5] for line in differing(shipped(), case)]
    assert not found, "\n".join(found)


def test_what_limits_speak_of_is_said_by_the_laws() -> None:
    texts = {one.stated for one in MONOTONE} | {
        text for pair in (*EXCLUSIVE, *SO_FAR, *FIRST_STAY) for text in pair
    }
    texts |= {text for one in MONOTONE for text, _ in one.stays}
    assert texts <= set(named(shipped()))
    for one in MONOTONE:
        predicate = shipped().predicates[named(shipped())[one.stated]]
        assert one.role in [slot.role for slot in predicate.slots]
