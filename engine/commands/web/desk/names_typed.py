"""Sentences and questions as people type them -> the same with names of several words in quotes.

The language wants quotes around such names, people leave them out. They are put in only where a
text means nothing without them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from engine.answers.situations import question_of, read_facts
from engine.commands.web.desk.hearing import somebody
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Question, Statement
from parser.text.diagnostic import SourceError

_QUOTED = re.compile(r'("[^"]*")')


def facts_typed(
    kb: KnowledgeBase,
    case: Case,
    sentences: Sequence[str],
    day: date,
    place: Callable[[int], str] = lambda _: "sentence",
) -> tuple[Statement, ...]:
    """Return what typed sentences state; `place` names each in errors.

    Raises SourceError for what is none, as it was typed.
    """
    return read_facts(kb, case, [_as_meant(kb, case, one, day) for one in sentences], day, place)


def _as_meant(kb: KnowledgeBase, case: Case, sentence: str, day: date) -> str:
    """Return a sentence with the quotes that it needs to state something, if any make it do so."""
    for text in (sentence, *_with_quotes(kb, case, sentence)):
        try:
            read_facts(kb, case, (text,), day)
        except SourceError:
            continue
        return text
    return sentence


def question_typed(
    kb: KnowledgeBase, case: Case, text: str, day: date | None = None
) -> Question | str:
    """Return the question that a typed text asks, or the text if it asks none.

    Raises SourceError for what is wrong with it as it was typed.
    """
    try:
        found = question_of(kb, text, case, day)
    except SourceError:
        asked = _question_with_quotes(kb, case, text, day)
        if asked is None:
            raise
        return asked
    if isinstance(found, Question):
        return found
    return _question_with_quotes(kb, case, text, day) or found


def _question_with_quotes(
    kb: KnowledgeBase, case: Case, text: str, day: date | None
) -> Question | None:
    for quoted in _with_quotes(kb, case, text):
        try:
            found = question_of(kb, quoted, case, day)
        except SourceError:
            continue
        if isinstance(found, Question):
            return found
    return None


def _with_quotes(kb: KnowledgeBase, case: Case, text: str) -> Iterator[str]:
    """Yield a text with names in quotes: those of the case, then all that look like some."""
    names = [one for one in (*case.names, somebody(case)) if " " in one and '"' not in one]
    known = _quoted(text, sorted(names, key=len, reverse=True))
    seen = {text}
    runs = [one for one in _runs(known) if one not in kb.vocabulary.names]
    first = [one.partition(" ")[2] if known.startswith(one) else one for one in runs]
    for tried in (
        known,
        _quoted(known, runs),
        _quoted(known, [one for one in first if " " in one]),
    ):
        if tried not in seen:
            seen.add(tried)
            yield tried


def _runs(text: str) -> Iterator[str]:
    """Yield words with a capital letter that stand beside each other outside of quotes.

    >>> [*_runs('"Mila Horvat" is married to Marko Petrović Njegoš from 2019-05-01')]
    ['Marko Petrović Njegoš']
    """
    for part in _QUOTED.split(text):
        if part.startswith('"'):
            continue
        run: list[str] = []
        for word in [*part.split(" "), ""]:
            if word[:1].isupper():
                run.append(word.rstrip("?.,"))
                continue
            if len(run) > 1:
                yield " ".join(run)
            run = []


def _quoted(text: str, names: Sequence[str]) -> str:
    """Return a text with names in quotes where they are in none.

    >>> _quoted('Mila Horvat is married to "Mila Horvat Kos"', ["Mila Horvat"])
    '"Mila Horvat" is married to "Mila Horvat Kos"'
    """
    for name in names:
        at = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        parts = _QUOTED.split(text)
        text = "".join(
            one if one.startswith('"') else at.sub(lambda found: f'"{found[0]}"', one)
            for one in parts
        )
    return text
