"""Questions in words or as data, asked of a knowledge base and a case."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from engine.answers.cases import statements
from engine.answers.complete import complete
from engine.answers.from_world import answer
from engine.answers.loaded import loaded
from engine.answers.reasons import roots_of
from engine.answers.reply import Answer, Reply
from engine.answers.two_ways import with_stated
from engine.answers.world import World
from engine.rails.facts import Facts
from engine.rails.names import write
from engine.rails.told import told_of
from kb.base import KnowledgeBase
from kb.garbage import seldom_collected
from parser.datalog.naming import AskedFor
from parser.datalog.tree import Row, Rule
from parser.resolved.tree import Case, Constant, Question, Sentence
from parser.text.diagnostic import Diagnostic, SourceError
from parser.values import Entity

if TYPE_CHECKING:
    from parser.resolved import UnknownSentence
    from parser.resolved.lexicon import Vocabulary


def ask(
    kb: KnowledgeBase,
    question: str | Question,
    case: Case | None = None,
    *,
    as_of: date | None = None,
    backend: str = "pydatalog",
    every_route: bool = True,
    suggest: bool = True,
) -> Reply:
    """Return the answer of the laws in `kb` to `question` about `case`.

    The day is `as_of`, else the one the case names, else today. Without `every_route` an open
    answer shows only the route of its proof, which takes half the time; without `suggest`, what
    would decide it is not looked for. Raises SourceError if the question or the case does not fit
    the vocabulary or contradicts itself.

    >>> from kb import load
    >>> reply = ask(load(), "which route to citizenship by admittance is open to Nobody")
    >>> reply.verdict
    'silent'
    """
    case = case or Case("")
    day = as_of or case.as_of or date.today()
    if isinstance(question, str):
        asked = read_question(kb, question, case, day)
        if isinstance(asked, Answer):
            return asked
        question = asked
    if not question.sentence.predicate:
        return Answer(question, day, "silent")
    there = world(kb, question, case, day, backend)
    return of_world(kb, there, question, case, every_route, suggest)


def of_world(
    kb: KnowledgeBase,
    there: World,
    question: Question,
    case: Case,
    every_route: bool = True,
    suggest: bool = True,
) -> Reply:
    """Return the answer to a question of the world that is made for it and a case (see `world`).

    Without `suggest`, what would decide an open answer is not looked for.
    """
    with seldom_collected():
        reply = answer(there, question, every_route, suggest)
    if isinstance(reply, Answer) and reply.verdict == "silent":
        reply = replace(reply, outside=_outside(kb, question.sentence.predicate))
    reply = _with_complete(reply, there.facts)
    return replace(reply, under=tuple(case.under.items())) if case.under else reply


def _with_complete(reply: Reply, facts: Facts) -> Reply:
    """Return a reply with the lists that the case declares complete and that bear on it."""
    if isinstance(reply, Answer):
        return _listed(replace(reply, ways=with_stated(reply.ways, facts.told.said)), facts)
    if len(reply.rows) == 1:
        ((values, only),) = reply.rows
        return replace(reply, rows=((values, _listed(only, facts)),))
    return replace(reply, none=_listed(reply.none, facts)) if reply.none else reply


def _listed(answer: Answer, facts: Facts) -> Answer:
    said = facts.told.said
    whole = next((one.source for one in said if one.statement.kind == "closes all"), None)
    found = complete(roots_of(answer), facts.closed, whole) if facts.closed else ()
    return replace(answer, complete=found) if found else answer


def _outside(kb: KnowledgeBase, pred: str) -> tuple[Rule, ...]:
    """Return the rules that conclude a sentence, none of which counts where nothing is said."""
    return tuple(one for one in kb.program.rules if one.head.pred == pred)


def read_question(kb: KnowledgeBase, text: str, case: Case, day: date) -> Question | Answer:
    """Return the question that `text` asks, or the answer *silent* if nothing knows its sentence.

    Without any statement about somebody in the case its individuals may have any name.
    """
    found = _understood(kb, text, case, day)
    if isinstance(found, Question):
        return found
    unknown = Question(Sentence("", ()), text=text, language=found.language)
    return Answer(unknown, day, "silent", nearest=found.nearest)


def _understood(
    kb: KnowledgeBase, text: str, case: Case, day: date
) -> "Question | UnknownSentence":
    """Return what a text asks in the words of the law, or else in those of a translation."""
    from parser.resolved import resolve_question
    from parser.syntax.from_text import parse_question

    try:
        sentence = parse_question(text, "question")
        strict = names_people(case)
        found = resolve_question(sentence, words_of(kb, case), case.names, strict, day)
    except SourceError:
        other = _translated(kb, text, case, day)
        if other is None:
            raise
        return other
    return found if isinstance(found, Question) else _translated(kb, text, case, day) or found


def words_of(kb: KnowledgeBase, case: Case) -> "Vocabulary":
    """Return the words of the laws, those that several laws have as a case means them."""
    return replace(kb.vocabulary, meaning=case.meaning) if case.meaning else kb.vocabulary


def _translated(
    kb: KnowledgeBase, text: str, case: Case, day: date
) -> "Question | UnknownSentence | None":
    """Return what a text asks that is no question in the words of the law, if it is in others."""
    from kb.translated import question

    return question(kb, text, case.names, names_people(case), day)


def names_people(case: Case) -> bool:
    """Tell whether a case says anything of anybody, so that a further name is a mistake.

    What it says of individuals that the laws name, such as a country, is said of nobody.
    """
    return bool(case.names)


def world(kb: KnowledgeBase, question: Question, case: Case, day: date, backend: str) -> World:
    """Return the world that `question` is asked of."""
    predicate = kb.predicates[question.sentence.predicate]
    unbound = [
        predicate.slots[place].role
        for place in predicate.asked
        if not isinstance(question.sentence.args[place], Constant)
    ]
    if unbound:
        raise SourceError(
            (
                Diagnostic(
                    "question-without-value",
                    f"the question must say for which {unbound[0]} it asks",
                    question.span,
                    help=f"put a {unbound[0]} in its place, such as `today`",
                ),
            )
        )
    told = told_of(case.statements, kb.predicates)
    railed, ready = loaded(kb, predicate.name, day, case.under, backend, told)
    args = question.sentence.args
    row: Row = tuple(arg.value for arg in args if isinstance(arg, Constant))
    asked: tuple[tuple[str, Row], ...] = ()
    if predicate.asked:
        supplied = [args[place] for place in predicate.asked]
        values = tuple(arg.value for arg in supplied if isinstance(arg, Constant))
        asked = ((write(AskedFor(predicate.name)), values),)
    also = tuple(value for value in row if isinstance(value, Entity))
    return World(railed, ready, statements(case), day, also, asked, backend)
