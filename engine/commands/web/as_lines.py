"""What programs get as objects, in lines for people: interviews, suppositions, questions."""

from collections.abc import Iterator, Mapping
from typing import Any


def interview_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the next question of an interview as one would put it, or how it ended."""
    if found["ended"]:
        answer = found["answer"]
        yield f"{found['verdict']}: {answer['question']} (as of {answer['as_of']})"
        for one in found["said"]:
            yield f"- {one['question']} {'; '.join(one['said']) or 'not known'}"
        if found["taken_as_no"]:
            yield f"Taken as not so, since nobody said it: {'; '.join(found['taken_as_no'])}"
        yield f"\nThe case, to be kept:\n{found['case']}"
        return
    yield f"Question {found['number']} (so far: {found['verdict']})"
    for query in found["queries"]:
        yield query["question"]
        if query["help"]:
            yield f"  {query['help']}"
        if query["authority"]:
            yield f"  decided by {query['authority']}"
        for blank in query["blanks"]:
            names = f": {', '.join(blank['choices'])}" if blank["choices"] else ""
            yield f"  wanted: {blank['hint'] or blank['role']}{names}"
        for line in query["why"]:
            yield f"  why: {line}"


def turning_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what would turn a *no*: other facts, or time; or that nothing near was found."""
    near, reached = found["nearest"], found["reached"]
    if near is not None:
        yield f"The nearest change that turns it to {near['verdict']}:"
        yield from (f"- without: {one}" for one in near["without"])
        yield from (f"- with: {one}" for one in (*near["with"], *near["findings"]))
    if reached is not None:
        yield f"With time alone: {reached['verdict']} on {reached['day']}"
    if near is None and reached is None and found["looked"] is not None:
        yield "No change of a few facts turns it, nor does time."


def index_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the questions of each law, below its id and title."""
    for law in found["laws"]:
        yield f"{law['law']}: {law['title']}"
        for one in law["questions"]:
            yield f"- {one['question']} [{', '.join(one['rules'])}]"
    if not found["laws"]:
        yield f"no such question; the laws are: {', '.join(found['others'])}"
