"""What a law or a case closes unless something is stated of it: *not so unless stated*."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.rails.ruled_out_rows import Domain, Pattern
from engine.rails.said import UNLESS_STATED, Said, Source
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import Predicate, entity_slots
from parser.values import SOMEONE, Entity


def closed_by_default(
    said: Sequence[Said], predicates: Mapping[str, Predicate], used: Iterable[str], domain: Domain
) -> Iterator[tuple[str, Pattern, Source]]:
    """Yield the predicates of `used` that are closed in a case, with patterns and who says so.

    It is the vocabulary that does (`else no`), or the case (`all facts are given`). What the case
    says is not known stays open for the individuals that it names, whatever the values.
    """
    opened: dict[str, list[Pattern]] = {}
    everything: Source | None = None
    for one in said:
        if one.statement.kind == "opens":
            sentence = one.statement.sentence
            pattern = tuple(
                term.value if isinstance(term, Constant) else None for term in sentence.args
            )
            opened.setdefault(sentence.predicate, []).append(pattern)
        elif one.statement.kind == "closes all":
            everything = everything or one.source
    for name in used:
        predicate = predicates[name]
        if not predicate.else_no and (predicate.origin != "given" or everything is None):
            continue
        by_law = Source(UNLESS_STATED, predicate.span)
        source = by_law if predicate.else_no or everything is None else everything
        for pattern in _all_but(predicate, opened.get(name, ()), domain):
            yield name, pattern, source


def _all_but(
    predicate: Predicate, opened: Iterable[Pattern], domain: Domain
) -> tuple[Pattern, ...]:
    """Return patterns that together fit every row but those about the individuals of `opened`."""
    found: dict[Pattern, None] = {(None,) * len(predicate.slots): None}
    for one in opened:
        found = {left: None for pattern in found for left in _left(predicate, pattern, one, domain)}
    return tuple(found)


def _left(
    predicate: Predicate, pattern: Pattern, opened: Pattern, domain: Domain
) -> Iterator[Pattern]:
    """Yield what a pattern fits beside `opened`: at one place at least there is somebody else."""
    places = [place for place in entity_slots(predicate) if opened[place] is not None]
    if any(pattern[place] not in (None, opened[place]) for place in places):
        yield pattern
        return
    for place in places:
        if pattern[place] is None:
            kind = predicate.slots[place].kind
            for other in (*domain.get(kind, ()), Entity(kind, SOMEONE)):
                if other != opened[place]:
                    yield (*pattern[:place], other, *pattern[place + 1 :])
