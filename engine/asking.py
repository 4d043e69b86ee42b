"""Questions in words or as data, asked of a knowledge base and a case."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

from engine.answer import Answer, Reply
from engine.answering import answer
from engine.backends import backend as named_backend
from engine.backends.protocol import Loaded
from engine.facts import Said
from engine.proof.node import Source
from engine.rails.from_datalog import Railed, to_rails
from engine.rails.today import in_force
from engine.relevance import relevant
from engine.world import World
from kb import cache
from kb.base import KnowledgeBase
from parser.datalog.tree import Program, Row
from parser.resolved.tree import Case, Constant, Question, Sentence, Statement
from parser.text.diagnostic import Diagnostic, SourceError
from parser.values import Entity


def ask(
    kb: KnowledgeBase,
    question: str | Question,
    case: Case | None = None,
    *,
    as_of: date | None = None,
    backend: str = "pydatalog",
    every_route: bool = True,
) -> Reply:
    """Return the answer of the laws in `kb` to `question` about `case`.

    The day is `as_of`, else the one the case names, else today. Without `every_route` an open
    answer shows only the route of its proof, which takes half the time. Raises SourceError if the
    question or the case does not fit the vocabulary or contradicts itself.

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
    reply = answer(world(kb, question, case, day, backend), question, every_route)
    return replace(reply, under=tuple(case.under.items())) if case.under else reply


def read_question(kb: KnowledgeBase, text: str, case: Case, day: date) -> Question | Answer:
    """Return the question that `text` asks, or the answer *silent* if nothing knows its sentence.

    Without any statement in the case its individuals may have any name.
    """
    from parser.resolved import UnknownSentence, resolve_question
    from parser.syntax.from_text import parse_question

    sentence = parse_question(text, "question")
    strict = bool(case.statements)
    found = resolve_question(sentence, kb.vocabulary, case.names, strict, day)
    if isinstance(found, UnknownSentence):
        unknown = Question(Sentence("", ()), text=text)
        return Answer(unknown, day, "silent", nearest=found.nearest)
    return found


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
    railed, loaded = _loaded(kb, predicate.name, day, case.under, backend)
    args = question.sentence.args
    row: Row = tuple(arg.value for arg in args if isinstance(arg, Constant))
    asked: tuple[tuple[str, Row], ...] = ()
    if predicate.asked:
        supplied = [args[place] for place in predicate.asked]
        values = tuple(arg.value for arg in supplied if isinstance(arg, Constant))
        asked = ((f"asked:{predicate.name}", values),)
    also = tuple(value for value in row if isinstance(value, Entity))
    return World(railed, loaded, statements(case), day, also, asked)


def statements(case: Case) -> tuple[Said, ...]:
    """Return the statements of a case with the file and line where each stands."""
    return tuple(Said(one, _source(one, case)) for one in case.statements)


def _source(one: Statement, case: Case) -> Source:
    return Source(f"case `{case.title}`" if case.title else "", one.span)


_CAPACITY = 256
_cache: OrderedDict[tuple[object, ...], tuple[Railed, Loaded]] = OrderedDict()
_parts: dict[tuple[str | int, str], Program] = {}
_lock = Lock()


def _loaded(
    kb: KnowledgeBase, pred: str, day: date, under: Mapping[str, str], backend: str
) -> tuple[Railed, Loaded]:
    """Return the rules that `pred` can rest on, on rails and loaded; kept between questions."""
    program = in_force(_part(kb, pred), day, under)
    key = (kb.digest or id(kb), pred, backend, tuple(map(id, program.rules)))
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    railed = to_rails(program, (pred,))
    loaded = named_backend(backend).load(railed.program)
    with _lock:
        _cache[key] = (railed, loaded)
        while len(_cache) > _CAPACITY:
            _cache.popitem(last=False)
    return railed, loaded


def _part(kb: KnowledgeBase, pred: str) -> Program:
    """Return what `pred` can rest on, kept between questions and between commands."""
    key = (kb.digest or id(kb), pred)
    with _lock:
        if key in _parts:
            return _parts[key]
    name = cache.key("part", kb.digest, pred)
    part: Program | None = cache.fetch(name) if kb.digest else None
    if part is None:
        part = replace(relevant(kb.program, pred), predicates={})
        if kb.digest:
            cache.store(name, part)
    part = replace(part, predicates=dict(kb.predicates))
    with _lock:
        while len(_parts) >= _CAPACITY:
            _parts.pop(next(iter(_parts)))
        return _parts.setdefault(key, part)


def merged(cases: Sequence[Case], more: Sequence[Statement] = ()) -> Case:
    """Return one case with the statements of several, and further ones.

    The title and day are the first that is given.
    """
    names: Mapping[str, str] = {name: kind for case in cases for name, kind in case.names.items()}
    return Case(
        next((case.title for case in cases if case.title), ""),
        next((case.as_of for case in cases if case.as_of), None),
        (*(one for case in cases for one in case.statements), *more),
        tuple(one for case in cases for one in case.expectations),
        dict(names),
        {name: choice for case in cases for name, choice in case.under.items()},
    )


__all__ = ["ask", "merged", "read_question", "statements", "world"]
