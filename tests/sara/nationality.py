"""The four public cases of the British Nationality Act, section 1, as cases of ours.

They are from the tests of Logical English; beside `examples/british-nationality`, whose words they
are put in.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.answers.ask import ask
from engine.answers.checked import check
from engine.answers.verdicts import verdict_of
from kb import KnowledgeBase, load, read_cases
from tests.sara.names import named

LAWS = Path(__file__).parents[2] / "examples" / "british-nationality"
UK = "the United Kingdom"


def given(facts: Mapping[str, list[list[str]]]) -> Iterator[str]:
    """Yield what the facts of a case say, a sentence each."""
    children = [child for child, _ in facts["born_in_uk"]]
    for child, day in facts["born_in_uk"]:
        yield f"{named(child)} was born in {UK}"
        yield f"{named(child)} was born on {day}"
    for mother, child in facts.get("mother", ()):
        yield f"{named(mother)} gave birth to {named(child)}"
    for father, child in facts.get("father", ()):
        yield f"{named(father)} is the father of {named(child)}"
    for who, father, child in facts.get("says_father", ()):
        yield f"{named(who)} declared that {named(father)} is the father of {named(child)}"
    for (who,) in facts.get("qualified", ()):
        yield from (f"{named(who)} may register the birth of {named(one)}" for one in children)
    for who, day in facts.get("british", ()):
        yield f"{named(who)} held British citizenship from {day} to {day}"
    for who, day in facts.get("settled", ()):
        yield f"{named(who)} is settled in {UK} on {day}"


def is_right(line: Mapping[str, Any], kb: KnowledgeBase) -> bool:
    """Tell whether a case comes out as expected; its proof goes through the checker."""
    head = [f'case "{line["id"]}"', "    as of 2021-12-31", "    under INT-PROOF own-word"]
    head += ["    given", "        all facts are given"]
    text = "\n".join([*head, *(f"        {one}" for one in given(line["facts"]))]) + "\n"
    (case,) = read_cases(text, line["id"], kb)
    expected = {who for who, _ in line["expected"]["answer"]}
    found = set()
    for child, _ in line["facts"]["born_in_uk"]:
        reply = ask(kb, f"is {named(child)} a British citizen by birth", case)
        check(kb, reply, case)
        if verdict_of(reply) == "yes":
            found.add(child)
    return found == expected


def laws() -> KnowledgeBase:
    """Return the laws that the cases are asked of."""
    return load(str(LAWS))
