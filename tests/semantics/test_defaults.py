"""Generated laws whose sentences are closed by default, judged by the completions of their cases.

The law, the case or both close what nobody states; a line of the case leaves some of it open.
"""

from dataclasses import replace
from random import Random

import pytest

from parser.text.diagnostic import SourceError
from tests.semantics.engines import Text, read
from tests.semantics.phrases import BASE
from tests.semantics.ready import ready
from tests.semantics.test_judge import MOST, asked_rightly

SEEDS = range(400, 430)


def with_defaults(text: Text, random: Random) -> Text:
    """Return a text in which some given sentences are not so unless stated."""
    law, case = text.law, text.case
    for phrase in BASE.values():
        if phrase.template in law and phrase.attributes.startswith("given"):
            if random.random() < 0.5:
                law = law.replace(phrase.template, f"{phrase.template[:-1]}, else no)")
            if random.random() < 0.3:
                subject = random.choice(("Ana", "a person"))
                terms = [subject, *(f"a {role}" for role, _ in phrase.slots[1:])]
                if phrase.slots[0][1] == "person":
                    case += f"        it is not known whether {phrase.say(terms)}\n"
    if random.random() < 0.4:
        case += "        all facts are given\n"
    return replace(text, law=law, case=case)


@pytest.mark.parametrize("start", SEEDS[::15])
def test_engines_say_what_completions_say(start: int) -> None:
    asked = 0
    for seed in range(start, start + 15):
        made = ready(seed, frozenset(), MOST)
        if made is None:
            continue
        random = Random(seed)
        (text,), _ = made
        text = with_defaults(text, random)
        try:
            read(text)
        except SourceError:
            continue  # what is not known stands beside a line that says it
        asked += asked_rightly(text, seed)
    assert asked > 10
