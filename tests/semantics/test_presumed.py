"""Generated laws whose first rule only presumes, judged by the completions of their cases."""

import os
from dataclasses import replace
from random import Random

import pytest

from parser.text.diagnostic import SourceError
from tests.semantics.drafts import Nothing
from tests.semantics.engines import ENGINES, Text, read, trial
from tests.semantics.test_judge import UNDECIDED_YET
from tests.semantics.writing import Writer
from tests.work import ALL

MOST = 120
SEEDS = range(0, 40)
HEAD = 'rule R0 "r"\n    cites "1"\n'


def presuming(seed: int) -> Text | None:
    """Return a text with a rule that presumes and one that denies the same; None if it has none."""
    try:
        text = Writer(Random(seed)).text()
    except Nothing:
        return None
    if HEAD not in text.law or 'rule XR0 "r"' not in text.law or text.overlay:
        return None
    law = text.law.replace(HEAD, f"{HEAD}    presumed unless the contrary is shown\n")
    return replace(text, law=law)


@pytest.mark.parametrize("start", SEEDS[::40])
def test_engines_say_what_completions_say(start: int) -> None:
    asked = 0
    for seed in range(start, start + 40, 1 if ALL in os.environ else 4):
        text = presuming(seed)
        if text is None:
            continue
        try:
            read(text)
        except SourceError:
            continue  # what denies rests on what is presumed, or the case contradicts itself
        found = trial(text, MOST, ENGINES if seed % 4 == 0 else ENGINES[:1], borne=UNDECIDED_YET)
        if not found.whole:
            continue
        asked += found.asked
        wrong = [fault for fault in found.faults if fault.kind not in UNDECIDED_YET]
        assert not wrong, f"{seed} {wrong[0]}\n{text.law}\n{text.case}"
    assert asked > 5
