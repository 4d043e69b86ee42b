"""A seed -> a law whose rules rest on each other's negations, with a case and questions.

The sentences are few and short, so that rules meet: three that rules conclude of a person, and
facts and findings about two people. Some of the laws are locally stratified over their cases, some
go round without end; `meaning.py` says what each sentence is.
"""

from random import Random

from tests.semantics.engines import Text

COLOURS = ("red", "blue", "green")
PEOPLE = ("Ana", "Mia", "Eva")
VOCABULARY = """\
law t "T"
    published "x"

vocabulary
    {person} points to {friend: person}    (given)
    {person} is marked                     (given)
    {person} is cleared                    (decided by "Office")
    {person} is red
    {person} is blue
    {person} is green
"""


def text(seed: int) -> Text:
    """Return a law, a case and questions."""
    random = Random(seed)
    rules = [_rule(random, f"R{number}") for number in range(random.choice((3, 4, 5)))]
    law = "\n".join((VOCABULARY, *rules))
    questions = [f"is {one} {colour}" for one in PEOPLE[:2] for colour in COLOURS]
    return Text(law, _case(random), tuple(questions))


def _rule(random: Random, name: str) -> str:
    head = random.choice(COLOURS)
    whom = ["the person"]
    lines: list[str] = []
    if random.random() < 0.7:
        lines.append("the person points to a friend")
        whom.append("the friend")
    else:
        lines.append("the person is marked")
    for _ in range(random.choice((0, 1, 1))):
        lines.append(f"{random.choice(whom)} {_state(random)}")
    for _ in range(random.choice((0, 1, 1))):
        lines.append(f"it is false that {whom[-1]} {_state(random)}")
    body = [f"    {'and' if number else 'if'} {line}" for number, line in enumerate(lines)]
    if random.random() < 0.6:
        body.append(f"    unless {whom[-1]} {_state(random)}")
    elif random.random() < 0.4:
        body.append("    and none of:")
        for label in "ab":
            body.append(f"        ({label}) {random.choice(whom)} {_state(random)}")
    return "\n".join((f'rule {name} "r"', '    cites "1"', f"    a person is {head}", *body, ""))


def _state(random: Random) -> str:
    return f"is {random.choice((*COLOURS, *COLOURS, 'marked', 'cleared'))}"


def _case(random: Random) -> str:
    lines = ['case "c"', "    as of 2026-11-23", "    given"]
    people = PEOPLE[: random.choice((2, 2, 3))]
    for one in people:
        for other in people:
            draw = random.random()
            if draw < 0.45:
                lines.append(f"        {one} points to {other}")
        lines.append(f"        all cases where {one} points to a friend are given")
        draw = random.random()
        if draw < 0.4:
            lines.append(f"        {one} is marked")
        elif draw < 0.75:
            lines.append(f"        it is false that {one} is marked")
        draw = random.random()
        if draw < 0.3:
            lines.append(f"        {one} is cleared")
        elif draw < 0.7:
            lines.append(f"        it is false that {one} is cleared")
    return "\n".join((*lines, ""))
