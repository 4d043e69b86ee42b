"""What two versions of a law declare differently: sentences, names, readings."""

from collections.abc import Iterator

from kb.changes.change import Change, Detail, Part
from parser.resolved.law_tree import Law
from parser.resolved.vocabulary import Predicate, Switch
from parser.resolved.wording import template_text

MOST = 12
"""How many names are told one by one."""


def in_sentences(old: Law, new: Law) -> Iterator[Change]:
    """Yield the sentences that only one of two laws declares, or each otherwise."""
    before = {name: one for name, one in old.predicates.items() if not one.hidden}
    after = {name: one for name, one in new.predicates.items() if not one.hidden}
    for name, one in before.items():
        other = after.get(name)
        if other is None:
            yield Change("sentence", "removed", template_text(one), old.id, old=one.span)
        elif details := tuple(_in_sentence(one, other)):
            said = template_text(other)
            yield Change(
                "sentence", "changed", said, new.id, details=details, old=one.span, new=other.span
            )
    for name, one in after.items():
        if name not in before:
            yield Change("sentence", "added", template_text(one), new.id, new=one.span)


def _in_sentence(old: Predicate, new: Predicate) -> Iterator[Detail]:
    parts: tuple[tuple[Part, str, str], ...] = (
        ("wording", template_text(old), template_text(new)),
        ("wording", _others(old), _others(new)),
        ("kind", _kinds(old), _kinds(new)),
        ("origin", _origin(old), _origin(new)),
        ("authority", old.authority, new.authority),
        ("single", _single(old), _single(new)),
        ("question", " ".join((old.asks, old.help)), " ".join((new.asks, new.help))),
    )
    for part, one, other in parts:
        if one != other:
            yield Detail(part, one.strip(), other.strip())


def _kinds(one: Predicate) -> str:
    return ", ".join(f"{slot.role}: {slot.kind}" for slot in one.slots)


def _others(one: Predicate) -> str:
    forms = (*one.also, *((one.plural,) if one.plural else ()))
    roles = [f"{{{slot.role}}}" for slot in one.slots]
    return "; ".join(
        " ".join(roles[part] if isinstance(part, int) else part for part in form) for form in forms
    )


def _origin(one: Predicate) -> str:
    number = "{} to {}".format(*one.numbers) if one.numbers else ""
    words = (one.origin, number, "else no" if one.else_no else "", _fixed(one))
    return ", ".join(word for word in words if word)


def _fixed(one: Predicate) -> str:
    asked = ", ".join(one.slots[place].role for place in one.asked)
    words = (f"asked {asked}" if asked else "", "irreflexive" if one.irreflexive else "")
    return ", ".join(word for word in words if word)


def _single(one: Predicate) -> str:
    if one.single is None:
        return ""
    return ", ".join(one.slots[place].role for place in (one.single, *one.together))


def in_names(old: Law, new: Law) -> Iterator[Change]:
    """Yield the names that two laws declare differently, as one change."""
    details = [*_missing(old, new, removed=True), *_missing(new, old, removed=False)]
    for name, kind in new.names.items():
        before = old.names.get(name)
        if before is not None and before != kind:
            details.append(Detail("name", f"{name} ({before})", f"{name} ({kind})"))
    closed = ", ".join(sorted(old.closed)), ", ".join(sorted(new.closed))
    if closed[0] != closed[1]:
        details.append(Detail("kind", *closed))
    if details:
        spans = old.span, new.span
        yield Change("names", "changed", new.id, new.id, "", tuple(details), *spans)


def _missing(these: Law, those: Law, removed: bool) -> Iterator[Detail]:
    gone = [f"{name} ({kind})" for name, kind in these.names.items() if name not in those.names]
    told = gone[:MOST]
    if len(gone) > MOST:
        told.append(f"and {len(gone) - MOST} more")
    for name in told:
        yield Detail("name", name, "") if removed else Detail("name", "", name)


def in_readings(old: Law, new: Law) -> Iterator[Change]:
    """Yield the readings and bodies of law that two laws declare differently."""
    before = {one.id: one for one in old.switches}
    after = {one.id: one for one in new.switches}
    for name, one in before.items():
        other = after.get(name)
        if other is None:
            yield Change("reading", "removed", name, old.id, one.title, old=one.span)
        elif one != other:
            details = tuple(_in_reading(one, other))
            yield Change(
                "reading", "changed", name, new.id, other.title, details, one.span, other.span
            )
    for name, one in after.items():
        if name not in before:
            details = (Detail("choice", "", _choices(one)),)
            yield Change("reading", "added", name, new.id, one.title, details, new=one.span)


def _in_reading(old: Switch, new: Switch) -> Iterator[Detail]:
    parts: tuple[tuple[Part, str, str], ...] = (
        ("title", old.title, new.title),
        ("citation", old.cites, new.cites),
        ("paraphrase", old.says, new.says),
        ("choice", _choices(old), _choices(new)),
    )
    for part, one, other in parts:
        if one != other:
            yield Detail(part, one, other)


def _choices(one: Switch) -> str:
    first, *others = (f"{name} ({meaning})" if meaning else name for name, meaning in one.choices)
    return "; ".join((f"{first}, by default", *others))
