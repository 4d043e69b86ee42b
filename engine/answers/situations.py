"""What a command is given -> the situations and questions it asks about, remembered by content."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from engine.answers.ask import names_people, read_question, words_of
from engine.answers.cases import merged
from kb import cache
from kb.base import KnowledgeBase
from kb.from_files import load_cases, read_cases
from parser.resolved.tree import Case, Constant, Question, Statement
from parser.text.diagnostic import Diagnostic, Quoted, SourceError
from parser.text.span import Span
from parser.values import Entity

if TYPE_CHECKING:
    from parser.resolved.lexicon import Vocabulary

_STDIN = "standard input"


class Situations(NamedTuple):
    """Cases to ask about, and by name the texts in no file that they were read from."""

    cases: tuple[Case, ...]
    texts: Mapping[str, str]


def situations(
    kb: KnowledgeBase,
    files: Sequence[str],
    facts: Sequence[str] = (),
    title: str | None = None,
    as_of: date | None = None,
    under: Mapping[str, str] | None = None,
) -> Situations:
    """Return the situations that case files (`-` is standard input) and facts describe.

    Files with one case each make one situation together. Each case of a file with several is a
    situation of its own, with the others and the facts added. `under` are choices that prevail
    over those of the cases. Only the case called `title` is
    taken if one is given. Raises SourceError for what cannot be read or is not there.
    """
    texts: dict[str, str] = {}
    by_file = [_cases_of(file, kb, texts) for file in files]
    if title is not None:
        wanted = tuple(case for cases in by_file for case in cases if case.title == title)
        if not wanted:
            known = [case.title for cases in by_file for case in cases]
            raise SourceError((_no_such_case(title, known),))
        by_file = [(case,) for case in wanted[:1]]
    shared = [cases[0] for cases in by_file if len(cases) == 1]
    several = [case for cases in by_file if len(cases) > 1 for case in cases]
    bases = [merged([case, *shared]) for case in several] or [merged(shared)]
    texts.update((_fact_name(number), fact) for number, fact in enumerate(facts, 1))
    chosen = under or {}
    cases = tuple(
        replace(with_facts(kb, base, facts, as_of), under={**base.under, **chosen})
        for base in bases
    )
    return Situations(cases, texts)


def _fact_name(number: int) -> str:
    return f"--fact {number}"


def choices(
    kb: KnowledgeBase, readings: Sequence[str], bodies: Sequence[str] = ()
) -> dict[str, str]:
    """Return what `CONV-7=in-time` and names of bodies of law choose.

    Raises SourceError for a reading, choice or body of law that is not there.

    >>> from kb import load
    >>> choices(load(), [])
    {}
    """
    if not readings and not bodies:
        return {}
    from parser.resolved.switches import chosen
    from parser.syntax.tree import UnderDecl

    said = []
    for text in readings:
        name, _, choice = text.partition("=")
        said.append(UnderDecl(name.strip(), choice.strip(), span=Span("--reading", 0, 0, 0, 0)))
    said += [UnderDecl(name, span=Span("--law", 0, 0, 0, 0)) for name in bodies]
    problems: list[Diagnostic] = []
    found = chosen(said, kb.vocabulary.switches, problems)
    if problems:
        raise SourceError(tuple(problems))
    return found


def describe(
    kb: KnowledgeBase, *facts: str, as_of: date | None = None, base: Case | None = None
) -> Case:
    """Return the case that sentences state, deny or close, on top of `base` if one is given.

    Raises SourceError for a sentence that the vocabulary does not know.

    >>> from kb import load
    >>> case = describe(load(), "Ana was born in Serbia", "it is false that Ana was born in Malta")
    >>> [statement.kind for statement in case.statements], case.names
    (['states', 'denies'], {'Ana': 'person'})
    """
    start = base or Case("")
    return with_facts(kb, replace(start, as_of=as_of or start.as_of), facts, as_of)


def _cases_of(file: str, kb: KnowledgeBase, texts: dict[str, str]) -> tuple[Case, ...]:
    if file != "-":
        return load_cases(file, kb)
    from parser.text.source import LIMIT, decode

    text = texts[_STDIN] = decode(sys.stdin.buffer.read(LIMIT + 1), _STDIN)
    try:
        return read_cases(text, _STDIN, kb)
    except SourceError as error:
        raise Quoted(error.diagnostics, {_STDIN: text}) from None


def with_facts(
    kb: KnowledgeBase,
    case: Case,
    facts: Sequence[str],
    as_of: date | None = None,
    place: Callable[[int], str] = _fact_name,
) -> Case:
    """Return a case with what sentences state besides, and whom they introduce.

    `place` names where each stands, as for `read_facts`. Raises Quoted for what cannot be read.
    """
    if not facts:
        return case
    statements = read_facts(kb, case, facts, as_of, place)
    names = {**case.names, **{n: k for one in statements for n, k in _introduced(one, kb)}}
    return replace(merged([case], statements), names=names)


def read_facts(
    kb: KnowledgeBase,
    case: Case,
    facts: Sequence[str],
    as_of: date | None = None,
    place: Callable[[int], str] = _fact_name,
) -> tuple[Statement, ...]:
    """Return what each sentence states, denies or closes, in the words and names of a case.

    `place` names where the first, second … of them stands, for proofs and errors. Raises Quoted
    with everything that is wrong with them.
    """
    names = dict(case.names)
    words = words_of(kb, case)
    statements: list[Statement] = []
    problems: list[Diagnostic] = []
    texts = {place(number): fact for number, fact in enumerate(facts, 1)}
    for name, fact in texts.items():
        try:
            found = _fact(kb, words, fact, name, names, as_of or case.as_of)
            names.update(_introduced(found, kb))
            statements.append(found)
        except SourceError as error:
            problems.extend(error.diagnostics)
    if problems:
        raise Quoted(tuple(problems), texts)
    return tuple(statements)


def _fact(
    kb: KnowledgeBase,
    words: "Vocabulary",
    fact: str,
    file: str,
    names: Mapping[str, str],
    today: date | None,
) -> Statement:
    """Return what a sentence states, in the words of the law or in those of a translation."""
    from parser.resolved.statements import resolve_statement
    from parser.syntax.from_text import parse_statement

    try:
        line = parse_statement(fact, file)
        return resolve_statement(line, words, names, today)
    except SourceError:
        from kb.translated import statement

        other = statement(kb, fact, file)
        if other is None:
            raise
        return resolve_statement(other, words, names, today)


def _introduced(statement: Statement, kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield the individuals that a statement speaks of and no law names, with their kinds."""
    for term in statement.sentence.args:
        value = term.value if isinstance(term, Constant) else None
        if isinstance(value, Entity) and value.name not in kb.vocabulary.names:
            yield value.name, value.kind


def question_of(
    kb: KnowledgeBase, text: str, case: Case, as_of: date | None = None
) -> Question | str:
    """Return the question that `text` asks about a case, read before or read now.

    A text that no sentence of the vocabulary answers is returned as it is.
    """
    day = as_of or case.as_of or date.today()
    names = "\n".join(f"{name}\t{kind}" for name, kind in sorted(case.names.items()))
    strict = "strict" if names_people(case) else "free"
    key = cache.key("question", kb.digest, text, names, day.isoformat(), strict, case.meaning)
    kept = cache.fetch(key)
    if isinstance(kept, Question):
        return kept
    try:
        found = read_question(kb, text, case, day)
    except SourceError as error:
        raise Quoted(error.diagnostics, {"question": text}) from None
    if not isinstance(found, Question):
        return text
    if not found.language:  # what a translation file says is no part of the key
        cache.store(key, found)
    return found


def _no_such_case(title: str, known: Sequence[str]) -> Diagnostic:
    titles = ", ".join(f"`{name}`" for name in known) or "none"
    return Diagnostic(
        "unknown-case",
        f"no case is called `{title}`",
        Span("--title", 0, 0, 0, 0),
        help=f"the cases are {titles}",
    )
