"""Texts in Montenegrin -> statements, cases and questions of a knowledge base.

Each becomes the sentence that the law has for it (`parser.resolved.from_translated`) and is then
resolved as if it had been typed so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kb.base import KnowledgeBase
from parser.resolved.from_translated import Reader, english
from parser.resolved.inflected import unnamed
from parser.resolved.questions import UnknownSentence, resolve_question
from parser.resolved.translated_limits import parted
from parser.resolved.translation import Part, Place
from parser.resolved.tree import Case, Question
from parser.resolved.wording import phrase
from parser.syntax.from_text import parse_question, parse_statement
from parser.syntax.montenegrin import is_marked, line_of
from parser.syntax.tree import CaseDecl, ExpectationDecl, Sentence, StatementDecl, Token
from parser.text.diagnostic import Diagnostic, SourceError

LANGUAGE = "me"

_LIKE = 0.3
"""A text that shares more of its words than this with a form was meant to be one."""


def question(
    kb: KnowledgeBase, text: str, names: Mapping[str, str], strict: bool, today: date
) -> Question | UnknownSentence | None:
    """Return the question that a text asks in Montenegrin, or the nearest sentences.

    None stands for a text that is not in Montenegrin. Raises SourceError for names, nouns and
    values that do not fit.
    """
    reads = kb.reader if is_marked(text) else None
    if reads is None:
        return None
    asked = parse_question(line_of(text), "question")
    said = english(asked.tokens, reads, asking=True)
    if said is None:
        return UnknownSentence(
            text, tuple(_some_text(name, reads) for name in nearest(asked, reads)), LANGUAGE
        )
    found = resolve_question(said, kb.vocabulary, names, strict, today)
    if isinstance(found, Question):
        return replace(found, text=" ".join(text.split()), language=LANGUAGE)
    return found


def statement(kb: KnowledgeBase, text: str, file: str) -> StatementDecl | None:
    """Return a line in Montenegrin as the law says it, or None if it is in another language.

    Raises SourceError for one that is nearly a sentence of the translation.
    """
    reads = kb.reader if is_marked(text) else None
    if reads is None:
        return None
    try:
        declared = parse_statement(line_of(text), file)
    except SourceError:
        return None
    found = in_english(declared, reads)
    if found is None and nearest(declared.sentence, reads, least=_LIKE):
        raise SourceError((unknown(declared.sentence, reads),))
    return found


def in_english(said: StatementDecl, reads: Reader) -> StatementDecl | None:
    """Return a statement whose sentence is in Montenegrin as the law says it, or None."""
    if said.kind == "closes all":
        return said
    limits: tuple[Token, ...] = ()
    found = english(said.sentence.tokens, reads, closing=said.kind == "closes plural")
    if found is None and said.kind == "states":
        rest, limits = parted(said.sentence.tokens, reads)
        found = english(rest, reads)
    if found is None:
        return None
    sentence = Sentence((*found.tokens, *limits), span=said.sentence.span)
    return replace(said, sentence=sentence)


def case_in_english(case: CaseDecl, kb: KnowledgeBase) -> CaseDecl:
    """Return a case whose sentences are in Montenegrin with those of the law.

    A line that may be English stays as it is. Raises SourceError for what nothing says.
    """
    reads = kb.reader
    if reads is None:
        return case
    problems: list[Diagnostic] = []
    statements = []
    for one in case.statements:
        found = in_english(one, reads)
        if found is None and is_marked(_text(one.sentence)):
            problems.append(unknown(one.sentence, reads))
        statements.append(found or one)
    expectations = tuple(_expected(one, reads, problems) for one in case.expectations)
    if problems:
        raise SourceError(tuple(problems))
    return replace(case, statements=tuple(statements), expectations=expectations)


def as_typed(case: Case, typed: CaseDecl) -> Case:
    """Return a case whose questions have the words in which they were typed."""
    expectations = tuple(
        replace(
            one,
            question=replace(
                one.question, text=phrase(declared.question.tokens), language=LANGUAGE
            ),
        )
        for one, declared in zip(case.expectations, typed.expectations, strict=True)
    )
    return replace(case, expectations=expectations)


def _expected(one: ExpectationDecl, reads: Reader, problems: list[Diagnostic]) -> ExpectationDecl:
    found = english(one.question.tokens, reads, asking=True)
    if found is None:
        is_silent = [token.text for token in one.answer] == ["silent"]
        if is_marked(_text(one.question)) and not is_silent:
            problems.append(unknown(one.question, reads))
        return one
    return replace(one, question=found, answer=tuple(_names(one.answer, reads)))


def _names(answer: Sequence[Token], reads: Reader) -> list[Token]:
    """Return the values of an answer, each name as the law spells it."""
    found: list[Token] = []
    at = 0
    while at < len(answer):
        for end in range(len(answer), at, -1):
            said = " ".join(token.text for token in answer[at:end])
            if said in reads.spelled and answer[at].value is None:
                name = reads.spelled[said]
                found.append(Token("text", name, name, span=answer[at].span))
                at = end
                break
        else:
            found.append(answer[at])
            at += 1
    return found


def unknown(sentence: Sentence, reads: Reader) -> Diagnostic:
    """Return the error that no form of a sentence reads so, with the nearest forms."""
    near = ", ".join(f"`{form_text(each, reads)}`" for each in nearest(sentence, reads))
    return Diagnostic(
        "unknown-sentence",
        f"no sentence of the translation reads `{_text(sentence)}`",
        sentence.span,
        help=f"the nearest are {near}" if near else "`zakonik explain` shows the sentences",
    )


def _text(sentence: Sentence) -> str:
    return " ".join(token.text for token in sentence.tokens)


def nearest(
    sentence: Sentence, reads: Reader, most: int = 3, least: float = 0.0
) -> tuple[str, ...]:
    """Return the predicates whose forms share most words with a sentence, the nearest first.

    They share more than the part `least` of the words that stand in either.
    """
    asked = {token.text.casefold() for token in sentence.tokens if token.kind == "word"}

    def likeness(parts: Sequence[Part]) -> float:
        words = {part.casefold() for part in parts if isinstance(part, str) and len(part) > 1}
        words.update(part.carrier for part in parts if isinstance(part, Place) and part.carrier)
        return len(asked & words) / (len(words | asked) or 1)

    ranked = sorted(
        ((likeness(parts), name) for name, parts in reads.translation.forms.items()),
        key=lambda each: (-each[0], each[1]),
    )
    return tuple(name for like, name in ranked[:most] if like > least)


def _some_text(name: str, reads: Reader) -> str:
    """Return the form of a predicate about nobody in particular: `neka osoba radi`."""
    slots, said = reads.predicates[name].slots, list[str]()
    for part in reads.translation.forms[name]:
        match part:
            case str():
                said.append(part)
            case Place(slot):
                said.append(unnamed(part, slots[slot], reads.translation, "some"))
            case _:
                said.append(part.forms[2])
    return _GLUED.sub(r"\1", " ".join(said))


_GLUED = re.compile(r" ([,:;])")
"""A mark with the space that stands before it in the parts of a form."""


def form_text(name: str, reads: Reader) -> str:
    """Return the form of a predicate with its slots in braces."""
    predicate = reads.predicates[name]
    said = []
    for part in reads.translation.forms[name]:
        match part:
            case str():
                said.append(part)
            case Place(slot, carrier):
                role = predicate.slots[slot].role
                shown = reads.translation.words.get(role, role)
                said.append(f"{carrier} {{{shown}}}".strip())
            case _:
                said.append(part.forms[2])
    return _GLUED.sub(r"\1", " ".join(said))
