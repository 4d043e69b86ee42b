"""From the summary of a reply to its short page: the answer first, the proof on request."""

from collections.abc import Iterator, Sequence

from engine.answers.by_then import ByThen
from engine.answers.reply import Answer, Reply, Values
from engine.answers.summary import Otherwise
from engine.answers.summing import summary
from engine.pages.figures import in_figures
from engine.pages.from_reply import (
    as_of_words,
    number_words,
    only_name,
    spoken_page,
)
from engine.pages.headline import asked_or_said, beside_words, last_day_words
from engine.pages.open_ended import open_ended
from engine.pages.page import Page, Section
from engine.pages.places import named_once
from engine.pages.room import (
    ROOMS,
    Room,
)
from engine.pages.sections import Writer, with_its_days
from engine.pages.steps import steps
from engine.pages.undecided import two_ways, undecided
from engine.pages.way_names import heading
from parser.words.question_words import question_words
from parser.words.sentence import Predicates, Spoken, say, shown


def short_page(
    reply: Reply,
    predicates: Predicates,
    others: Sequence[Otherwise] = (),
    remedy: str = "",
    later: Sequence[ByThen] = (),
) -> Page:
    """Return the short page of a reply that says most: the first of `short_pages`."""
    return next(short_pages(reply, predicates, others, remedy, later))


def short_pages(
    reply: Reply,
    predicates: Predicates,
    others: Sequence[Otherwise] = (),
    remedy: str = "",
    later: Sequence[ByThen] = (),
    rooms: Sequence[Room] = ROOMS,
) -> Iterator[Page]:
    """Yield short pages of a reply: what it turns on, what to ask, its ways, its sources.

    There is one for each of the `rooms`, by default each says less than the one before. `others`
    are the other readings and bodies of law under which it is another one, `remedy` is what the law
    says of a remedy, `later` what is answered on days to come that it names and that bring no
    *yes*.
    """
    question = _today(asked_or_said(reply, predicates), reply, predicates)
    as_of = "; ".join(
        filter(None, (as_of_words(reply, predicates), last_day_words(reply, predicates)))
    )
    answers = [*_answers(reply)]
    summaries = [summary(one, predicates) for one in answers]
    for room in rooms:
        writer = Writer(predicates, room, others, remedy, later)
        if isinstance(reply, Values):
            word, found = number_words(reply, predicates), writer.rows(reply, summaries)
        else:
            told = writer.sections(reply, summaries[0])
            word, found = reply.verdict, with_its_days(told, reply, predicates)
        exact = isinstance(reply, Values) and bool(only_name(reply, predicates))
        found = open_ended(found, predicates)
        beside = beside_words(reply, others, later, predicates)
        made = Page(word, question, as_of, tuple(found), exact=exact, beside=beside)
        made = in_figures(spoken_page(made, word, predicates))
        yield made if room.named else named_once(made, predicates)


def way_page(reply: Reply, predicates: Predicates, number: int) -> Page | None:
    """Return the proof of the way with this number (from 1), None if there are not so many.

    Of an *unknown* the two ways in which it can turn out stand before it. Of an open question with
    several rows it is the proof of a row.
    """
    answer: Reply | None = reply
    if isinstance(reply, Values):
        several = len(reply.rows) > 1
        place, number = (number - 1, 1) if several else (0, number)
        answer = reply.rows[place][1] if 0 <= place < len(reply.rows) else None
    if not isinstance(answer, Answer):
        return None
    ways = summary(answer, predicates).ways
    sections = [*undecided(answer, predicates), *two_ways(answer, predicates)]
    numbers: dict[str, int] = {}
    if 1 <= number <= len(ways):
        drawn = steps((ways[number - 1].node,), predicates, {})
        roots = tuple(step for root in drawn.roots for step in root)
        name = heading(ways[number - 1], predicates)
        title = say(predicates, "Way {number}", number=number) + (f", {name}" if name else "")
        sections.append(Section(title, steps=roots))
        if drawn.deferred:
            sections.append(Section(say(predicates, "Continued"), steps=drawn.deferred))
        numbers = drawn.numbers
    elif number != 1 or not sections:
        return None
    question = question_words(answer.question, predicates)
    as_of = as_of_words(reply, predicates)
    made = Page(answer.verdict, question, as_of, tuple(sections), numbers)
    return spoken_page(made, answer.verdict, predicates)


def _today(question: str, reply: Reply, predicates: Predicates) -> str:
    """Write `today` in a question for the day that stands behind it anyway."""
    if not isinstance(predicates, Spoken):
        return question.replace(" on today", " today")
    day = f"{say(predicates, 'as of')} {shown(reply.as_of, predicates)}"
    return question.replace(day, say(predicates, "today"))


def _answers(reply: Reply) -> Iterator[Answer]:
    """Yield the answers of which a page tells: of each row, or why there is none."""
    if isinstance(reply, Answer):
        yield reply
        return
    yield from (one for _, one in reply.rows)
    if not reply.rows and reply.none is not None:
        yield reply.none
