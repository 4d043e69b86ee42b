"""A case -> cases that differ from it in one thing, each with what must then hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Question, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import template_text
from parser.values import Duration, Entity, Share, Value
from parser.words.case_text import statement_line
from tests.variants.limits import EXCLUSIVE, FIRST_STAY, HELPS, HURTS, MONOTONE, SO_FAR
from tests.variants.named import named

Must = Literal[
    "not opposite",  # yes and no do not turn into each other, and no value is added
    "same",
    "stay yes",
    "stay no",
    "not better",
    "not both",  # the two questions are not both answered yes
    "no conflict",  # unless there was one before
]


@dataclass(frozen=True, slots=True)
class Variant:
    """A case varied: a question about it as it was, one about the variant, and what must hold.

    `what` says how it was varied. Of "not both" both questions are about the variant.
    """

    kind: str
    what: str
    before: Case
    asked: Question
    after: Case
    asks: Question
    must: Must

    @property
    def name(self) -> str:
        """What tells a variant from all others of its cases."""
        file, title = self.before.span.file, self.before.title
        return f"{file}: {title}: {self.kind} {self.what} {self.asks.text}"


def variants(kb: KnowledgeBase, case: Case) -> Iterator[Variant]:
    """Yield all variants of a case."""
    questions = [one.question for one in case.expectations if one.question.sentence.predicate]
    yield from _forgotten(kb, case, questions)
    yield from _exchanged(kb, case, questions)
    yield from _moved(kb, case, questions)
    yield from _longer(kb, case, questions)
    yield from _banned(kb, case, questions)


def _forgotten(kb: KnowledgeBase, case: Case, questions: list[Question]) -> Iterator[Variant]:
    for one in case.statements:
        after = without(case, one, kb.predicates)
        if after is not None:
            said = statement_line(one, kb.predicates)
            for asked in questions:
                yield Variant("forgotten", said, case, asked, after, asked, "not opposite")


def without(case: Case, one: Statement, predicates: Mapping[str, Predicate]) -> Case | None:
    """Return a case that does not say whether a statement is so; None if it cannot be done.

    What would pass for *no* without the statement is opened: it is not known.
    """
    kept = tuple(each for each in case.statements if each is not one)
    if one.kind in ("opens", "closes all"):
        return None if one.kind == "opens" else replace(case, statements=kept)
    predicate = predicates[one.sentence.predicate]
    if predicate.origin == "derived":
        return None  # stated it holds beside the rules: without it they say something else
    if one.kind != "states":
        return replace(case, statements=kept)
    kept = tuple(
        each for each in kept if each.kind != "closes" or each.sentence.predicate != predicate.name
    )
    if predicate.else_no or any(each.kind == "closes all" for each in kept):
        if any(each.sentence.predicate == predicate.name for each in kept):
            return None  # what is opened cannot be said beside it
        args = tuple(
            Variable(slot.role, slot.kind) if slot.kind in VALUE_KINDS else term
            for term, slot in zip(one.sentence.args, predicate.slots, strict=True)
        )
        kept = (*kept, Statement("opens", Sentence(predicate.name, args)))
    return replace(case, statements=kept)


def _exchanged(kb: KnowledgeBase, case: Case, questions: list[Question]) -> Iterator[Variant]:
    """Yield a case in which everybody has the name of another of the same kind, or a new one."""
    names: dict[Entity, Entity] = {}
    for kind in sorted(set(case.names.values())):
        own = sorted(
            name
            for name, of in case.names.items()
            if of == kind and name not in kb.vocabulary.names
        )
        others = [*own[1:], own[0]] if len(own) > 1 else ["Đorđe" for _ in own]
        names |= {Entity(kind, a): Entity(kind, b) for a, b in zip(own, others, strict=True)}
    if not names:
        return
    after = replace(
        case,
        statements=tuple(
            replace(one, sentence=_renamed(one.sentence, names)) for one in case.statements
        ),
        names={
            names.get(Entity(kind, name), Entity(kind, name)).name: kind
            for name, kind in case.names.items()
        },
    )
    what = ", ".join(f"{a.name} for {b.name}" for a, b in names.items())
    for asked in questions:
        asks = replace(asked, sentence=_renamed(asked.sentence, names))
        yield Variant("exchanged", what, case, asked, after, asks, "same")


def _renamed(sentence: Sentence, names: Mapping[Entity, Entity]) -> Sentence:
    return replace(
        sentence,
        args=tuple(
            replace(term, value=names.get(term.value, term.value))
            if isinstance(term, Constant) and isinstance(term.value, Entity)
            else term
            for term in sentence.args
        ),
    )


def _moved(kb: KnowledgeBase, case: Case, questions: list[Question]) -> Iterator[Variant]:
    """Yield a case with one of its days a day earlier or later."""
    for after, what in _by_a_day(case, kb.predicates):
        for asked in questions:
            yield Variant("moved", what, case, asked, after, asked, "no conflict")
        yield from _both(kb, case, after, what, questions)


def _both(
    kb: KnowledgeBase, case: Case, after: Case, what: str, questions: list[Question]
) -> Iterator[Variant]:
    asked = {one.sentence.predicate: one for one in questions if not one.open}
    so_far = () if _any_stay(after, before=False) else SO_FAR
    first = () if _any_stay(after, before=True) else FIRST_STAY
    for pair in (*EXCLUSIVE, *so_far, *first):
        names = [named(kb).get(text) for text in pair]
        for own, other in (names, names[::-1]):
            if own in asked and other is not None:
                one = asked[own]
                beside = replace(
                    one,
                    sentence=replace(one.sentence, predicate=other),
                    text=f"{one.text}, and {kb.predicates[other].name}",
                )
                yield Variant("both", what, after, one, after, beside, "not both")


def _any_stay(case: Case, *, before: bool) -> bool:
    """Tell whether a stay of a case is over before the day of its questions, or goes on past it."""
    today = case.as_of or date.max
    lasts = (
        max(days)
        for one in case.statements
        if one.kind == "states" and "stay" in one.sentence.predicate
        if (days := _days(one.sentence))
    )
    return any(last < today if before else last > today for last in lasts)


def _days(sentence: Sentence) -> list[date]:
    return [
        term.value
        for term in sentence.args
        if isinstance(term, Constant) and isinstance(term.value, date)
    ]


def _by_a_day(case: Case, predicates: Mapping[str, Predicate]) -> Iterator[tuple[Case, str]]:
    for step in (-1, 1):
        word = "a day later" if step > 0 else "a day earlier"
        if case.as_of is not None:
            day = case.as_of + timedelta(days=step)
            yield replace(case, as_of=day), f"as of {day}"
        for one in case.statements:
            for place, term in enumerate(one.sentence.args):
                if isinstance(term, Constant) and isinstance(term.value, date):
                    said = statement_line(one, predicates)
                    role = predicates[one.sentence.predicate].slots[place].role
                    yield (
                        _with(case, one, place, _stepped(term.value, step)),
                        (f"{said}, the {role} {word}"),
                    )


def _with(case: Case, one: Statement, place: int, value: Value) -> Case:
    args = list[Term](one.sentence.args)
    args[place] = Constant(value)
    other = replace(one, sentence=replace(one.sentence, args=tuple(args)))
    return replace(
        case, statements=tuple(other if each is one else each for each in case.statements)
    )


def _stepped(value: Value, step: int) -> Value:
    match value:
        case date():
            return value + timedelta(days=step)
        case Share(percent):
            return Share(min(percent + step, Decimal(100)))
        case Duration(months):
            return replace(value, months=months + step)
        case _:
            return value


def _longer(kb: KnowledgeBase, case: Case, questions: list[Question]) -> Iterator[Variant]:
    for limit in MONOTONE:
        pred = named(kb).get(limit.stated)
        if pred is None:
            continue
        roles = [slot.role for slot in kb.predicates[pred].slots]
        stays = {named(kb).get(text): verdict for text, verdict in limit.stays}
        for one in case.statements:
            if one.kind != "states" or one.sentence.predicate != pred:
                continue
            place = roles.index(limit.role)
            term = one.sentence.args[place]
            if not isinstance(term, Constant):
                continue
            value = _stepped(term.value, limit.step)
            ahead = isinstance(value, date) and value > (case.as_of or date.max)
            if value == term.value or (limit.past and ahead):
                continue
            after = _with(case, one, place, value)
            said = statement_line(one, kb.predicates)
            for asked in questions:
                verdict = stays.get(asked.sentence.predicate)
                if verdict and not asked.open and _shares(one.sentence, asked.sentence):
                    what = f"{said}, {limit.role} {limit.step:+}"
                    must: Must = "stay yes" if verdict == "yes" else "stay no"
                    yield Variant("longer", what, case, asked, after, asked, must)


def _shares(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences speak of the same individual."""
    return any(
        isinstance(term, Constant) and isinstance(term.value, Entity) and term in other.args
        for term in one.args
    )


def _banned(kb: KnowledgeBase, case: Case, questions: list[Question]) -> Iterator[Variant]:
    """Yield a case in which whom a question is about is banned."""
    texts = (
        "{ban} is a ban on entry and residence of {person}",
        "{ban} is in force from {start}",
        "{ban} is in force until {finish}",
    )
    known = named(kb)
    if case.as_of is None or any(text not in known for text in texts):
        return
    days = (case.as_of - timedelta(days=10), case.as_of + timedelta(days=400))
    for asked in questions:
        said = f" {template_text(kb.predicates[asked.sentence.predicate])} "
        wanted = any(word in said for word in HELPS) and not any(word in said for word in HURTS)
        people = [
            term.value
            for term in asked.sentence.args
            if isinstance(term, Constant)
            and isinstance(term.value, Entity)
            and term.value.kind == "person"
        ]
        if not wanted or not people or asked.open:
            continue
        kind = kb.predicates[known[texts[0]]].slots[0].kind
        ban = Constant(Entity(kind, "Zabrana-9"))
        rows = ((ban, Constant(people[0])), (ban, Constant(days[0])), (ban, Constant(days[1])))
        added = tuple(
            Statement("states", Sentence(known[text], row))
            for text, row in zip(texts, rows, strict=True)
        )
        after = replace(
            case,
            statements=(*case.statements, *added),
            names={**case.names, "Zabrana-9": kind},
        )
        yield Variant("banned", people[0].name, case, asked, after, asked, "not better")
