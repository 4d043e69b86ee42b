"""Why a question of an interview is asked, and what was answered so far."""

from collections.abc import Iterator, Sequence

from engine.answers.interview.query import Query
from engine.answers.interview.running import Turn
from engine.answers.reply import Verdict
from parser.resolved.vocabulary import GroundAtom
from parser.words.asked import asked
from parser.words.case_text import statement_line
from parser.words.sentence import Predicates, Spoken, say


def why_lines(
    query: Query, leads: Sequence[Verdict | None], predicates: Predicates
) -> Iterator[str]:
    """Yield which provision needs a fact, what it says, and what each answer would lead to."""
    provision = query.provision
    if provision is not None:
        if isinstance(predicates, Spoken):
            provision = predicates.provision(provision)
        yield say(
            predicates,
            "{rule} needs it: {title}",
            rule=provision.rule,
            title=f"{provision.title} ({provision.law_title}: {provision.cites})",
        )
        if provision.says:
            yield provision.says
    phrases = ("the answer if it is so: {verdict}", "the answer if it is not: {verdict}")
    for phrase, verdict in zip(phrases[-len(leads) :], leads, strict=True):
        if verdict is not None:
            yield say(predicates, phrase, verdict=say(predicates, verdict))


def known_lines(turns: Sequence[Turn], predicates: Predicates) -> Iterator[str]:
    """Yield each question so far with its number and what was said."""
    if not turns:
        yield say(predicates, "nothing was answered yet")
    for number, turn in enumerate(turns, 1):
        for query, said in zip(turn.queries, turn.said, strict=True):
            yield f"{number}  {asked(GroundAtom(query.pred, query.args), predicates)}"
            lines = [statement_line(one, predicates) for one in said or ()]
            for line in lines or [say(predicates, "not known")]:
                yield f"   {line}"
