"""What the tables of two versions of a law list differently."""

from collections.abc import Iterator, Mapping, Sequence

from kb.changes.change import Change, Detail
from parser.resolved.law_tree import Law, Listed
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import GroundAtom, Predicate
from parser.resolved.wording import template_text
from parser.text.span import NOWHERE
from parser.values import Value
from parser.words.sentence import sentence

Predicates = Mapping[str, Predicate]


def in_rows(old: Law, new: Law, before: Predicates, after: Predicates) -> Iterator[Change]:
    """Yield the tables of a law whose rows differ, with each row.

    A row of the same individual, where the table says one thing of each, is one that changed.
    `before` and `after` are all sentences of the laws.
    """
    rows = _by_table(old.listed), _by_table(new.listed)
    for name in dict.fromkeys((*rows[0], *rows[1])):
        one, other = rows[0].get(name, {}), rows[1].get(name, {})
        details = tuple(_in_table(one, other, before.get(name), after.get(name)))
        if details:
            declared = after.get(name) or before[name]
            first = next(iter(one.values()), None), next(iter(other.values()), None)
            spans = [each.span if each else NOWHERE for each in first]
            yield Change(
                "rows", "changed", template_text(declared), new.id, "", details, spans[0], spans[1]
            )


_Row = tuple[Value, ...]


def _by_table(rows: Sequence[Listed]) -> dict[str, dict[_Row, Listed]]:
    found: dict[str, dict[_Row, Listed]] = {}
    for row in rows:
        found.setdefault(row.sentence.predicate, {})[_values(row)] = row
    return found


def _values(row: Listed) -> _Row:
    return tuple(arg.value for arg in row.sentence.args if isinstance(arg, Constant))


def _in_table(
    old: Mapping[_Row, Listed],
    new: Mapping[_Row, Listed],
    before: Predicate | None,
    after: Predicate | None,
) -> Iterator[Detail]:
    declared = after or before
    assert declared is not None, "a table has rows of a sentence that a law declares"
    gone = [row for row in old if row not in new]
    came = {_key(row, declared): row for row in new if row not in old}
    for row in gone:
        other = came.pop(_key(row, declared), None) if declared.single is not None else None
        said = _said(row, before or declared)
        yield Detail("row", said, _said(other, declared) if other is not None else "")
    for row in came.values():
        yield Detail("row", "", _said(row, declared))
    for row, listed in new.items():
        cited = old[row].cites if row in old else listed.cites
        if cited != listed.cites:
            said = _said(row, declared)
            yield Detail("citation", f"{said}: {cited}", f"{said}: {listed.cites}")


def _key(row: _Row, declared: Predicate) -> _Row:
    """Return what of a row the rest is said of; all of it where it can be said of more than one."""
    if declared.single is None:
        return row
    values = (declared.single, *declared.together)
    return tuple(value for place, value in enumerate(row) if place not in values)


def _said(row: _Row, declared: Predicate) -> str:
    return sentence(GroundAtom(declared.name, row), {declared.name: declared})
