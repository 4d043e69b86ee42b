"""Two versions of some laws -> what they say differently."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from kb.base import KnowledgeBase
from kb.changes.change import Change, Detail, What
from kb.changes.conditions import Texts2
from kb.changes.rows import in_rows
from kb.changes.rules import in_constraint, in_days, in_note, in_rule, of_whole
from kb.changes.vocabulary import in_names, in_readings, in_sentences
from kb.written import Texts
from parser.resolved.law_tree import Constraint, Law, Note, Rule
from parser.text.source import read_source

_One = TypeVar("_One", Rule, Note, Constraint)

_Place = tuple[str, str]
"""The ids of a law and of what stands in it."""


def changes(old: KnowledgeBase, new: KnowledgeBase) -> tuple[Change, ...]:
    """Return what two versions of some laws say differently, law by law.

    Laws, rules and readings are the same where they have the same id. Raises SourceError if a file
    cannot be read any more.
    """
    texts = Texts2(_texts(old.laws), _texts(new.laws))
    before = {law.id: law for law in old.laws}
    after = {law.id: law for law in new.laws}
    found = list(_whole(before, after))
    for name, law in after.items():
        if name in before:
            found.extend(_declared(before[name], law, old, new))
    rule, constraint = partial(in_rule, texts=texts), partial(in_constraint, texts=texts)
    whole = partial(of_whole, texts=texts)
    told = frozenset(before) ^ frozenset(after)
    found.extend(_each("rule", _rules(old.laws), _rules(new.laws), rule, whole, told))
    bars = _constraints(old.laws), _constraints(new.laws)
    found.extend(_each("constraint", *bars, constraint, whole, told))
    found.extend(_each("provision", _notes(old.laws), _notes(new.laws), in_note, whole, told))
    order = {name: place for place, name in enumerate((*after, *before))}
    return tuple(sorted(found, key=lambda one: order[one.law]))


def _texts(laws: Sequence[Law]) -> Texts:
    return {law.span.file: read_source(law.span.file) for law in laws}


def _rules(laws: Sequence[Law]) -> dict[_Place, Rule]:
    return {(law.id, one.provision.rule): one for law in laws for one in law.rules}


def _constraints(laws: Sequence[Law]) -> dict[_Place, Constraint]:
    return {(law.id, one.provision.rule): one for law in laws for one in law.constraints}


def _notes(laws: Sequence[Law]) -> dict[_Place, Note]:
    return {(law.id, one.provision): one for law in laws for one in law.notes}


def _whole(before: Mapping[str, Law], after: Mapping[str, Law]) -> Iterator[Change]:
    """Yield the laws that only one version has, each with the ids of its rules."""
    for name, law in before.items():
        if name not in after:
            gone = Detail("rules", old=_ids(law))
            yield Change("law", "removed", name, name, law.title, (gone,), old=law.span)
    for name, law in after.items():
        if name not in before:
            came = Detail("rules", new=_ids(law))
            yield Change("law", "added", name, name, law.title, (came,), new=law.span)


def _ids(law: Law) -> str:
    return ", ".join(dict.fromkeys(rule.provision.rule for rule in law.rules))


def _declared(old: Law, new: Law, before: KnowledgeBase, after: KnowledgeBase) -> Iterator[Change]:
    if details := tuple(_in_head(old, new)):
        yield Change("law", "changed", new.id, new.id, new.title, details, old.span, new.span)
    yield from in_sentences(old, new)
    yield from in_names(old, new)
    yield from in_readings(old, new)
    yield from in_rows(old, new, before.predicates, after.predicates)


def _in_head(old: Law, new: Law) -> Iterator[Detail]:
    if old.title != new.title:
        yield Detail("title", old.title, new.title)
    if old.published != new.published:
        yield Detail("citation", old.published, new.published)
    yield from in_days(old.starts, old.ends, new.starts, new.ends)
    if old.overlay != new.overlay:
        yield Detail("choice", old.overlay, new.overlay)
    if old.uses != new.uses:
        yield Detail("use", ", ".join(old.uses), ", ".join(new.uses))
    if old.provenance != new.provenance:
        yield Detail("source", _source(old), _source(new))


def _source(law: Law) -> str:
    said = law.provenance
    days = (
        ("retrieved", said.retrieved),
        ("published", said.published),
        ("consolidated to", said.consolidated),
    )
    parts = [said.source, *(f"{word} {day.isoformat()}" for word, day in days if day)]
    parts += [f"ours: {', '.join(said.ours)}"] if said.ours else []
    return ", ".join(part for part in parts if part)


def _each(
    what: What,
    old: Mapping[_Place, _One],
    new: Mapping[_Place, _One],
    differing: Callable[[_One, _One], Iterator[Detail]],
    whole: Callable[[_One, bool], Iterator[Detail]],
    told: frozenset[str],
) -> Iterator[Change]:
    """Yield what differs of rules, or constraints, or other provisions.

    What stands in another law than before is one that changed. Of laws that are `told`, since only
    one version has them, nothing else is.
    """
    details: tuple[Detail, ...]
    gone: dict[str, list[_Place]] = {}
    for place in old:
        if place not in new:
            gone.setdefault(place[1], []).append(place)
    for place, other in new.items():
        law, name = place
        before = place if place in old else None
        if before is None and gone.get(name):
            before = gone[name].pop(0)
        if before is not None:
            one = old[before]
            details = tuple(differing(one, other))
            if before[0] != law:
                details = (Detail("law", before[0], law), *details)
            if details:
                said = _title(other)
                yield Change(what, "changed", name, law, said, details, one.span, other.span)
        elif law not in told:
            details = tuple(whole(other, True))
            yield Change(what, "added", name, law, _title(other), details, new=other.span)
    for places in gone.values():
        for law, name in places:
            if law not in told:
                one = old[law, name]
                details = tuple(whole(one, False))
                yield Change(what, "removed", name, law, _title(one), details, old=one.span)


def _title(one: Rule | Note | Constraint) -> str:
    return one.title if isinstance(one, Note) else one.provision.title
