"""Generated cases that state and deny what rules conclude, judged by their completions."""

from dataclasses import replace
from random import Random

import pytest

from parser.resolved.vocabulary import VALUE_KINDS
from parser.text.diagnostic import SourceError
from tests.semantics.engines import Text, read
from tests.semantics.phrases import CONSTANTS, DERIVED
from tests.semantics.ready import ready
from tests.semantics.test_judge import MOST, asked_rightly

SEEDS = range(700, 730)


def telling(text: Text, random: Random) -> Text:
    """Return a text whose case says something of what rules conclude."""
    case = text.case
    for phrase in DERIVED.values():
        if phrase.template not in text.law:
            continue
        for subject in CONSTANTS[phrase.slots[0][1]]:
            denies = random.random() < 0.5
            terms = [subject]
            for role, kind in phrase.slots[1:]:
                leaves_open = denies and random.random() < (0.5 if kind in VALUE_KINDS else 0.3)
                terms.append(f"a {role}" if leaves_open else random.choice(CONSTANTS[kind]))
            if random.random() < 0.5:
                case += f"        {'it is false that ' * denies}{phrase.say(terms)}\n"
    return replace(text, case=case)


@pytest.mark.parametrize("start", SEEDS[::15])
def test_engines_say_what_completions_say(start: int) -> None:
    asked = 0
    for seed in range(start, start + 15):
        made = ready(seed, frozenset(), MOST)
        if made is None:
            continue
        (text,), _ = made
        text = telling(text, Random(seed))
        try:
            read(text)
        except SourceError:
            continue  # two values for one
        asked += asked_rightly(text, seed)
    assert asked > 10
