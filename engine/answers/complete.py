"""Which lists a case declares complete, where it matters to an answer that nothing else is on them.

That an application came a day too late settles a question only where no other one was made: what
falls with a stated row of a list falls for good only since all of the list is stated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.answers.reasons import nodes
from engine.proof.grounds import Pattern, status
from engine.proof.node import Absent, Compared, Derived, Exception_, Node, Stated
from engine.rails.said import UNLESS_STATED, Source
from parser.resolved.vocabulary import GroundAtom
from parser.values import Value

EVERYTHING = "all facts are given"
"""What stands in the source of a list that is complete since a case says so of all there is."""

Closed = Mapping[str, Sequence[tuple[Pattern, Source]]]
"""What a case declares complete: by the sentence the patterns of rows, and who said so."""


def complete(
    roots: Iterable[Node], closed: Closed, everything: Source | None = None
) -> tuple[Absent, ...]:
    """Return what is declared complete of the lists with whose rows reasons fall, each once.

    What the law takes not to be so unless it is stated is no declaration of a case. `everything` is
    where a case says that all of its facts are given: that is one declaration for all lists, and
    what is not shown further may rest on it as well.
    """
    found: dict[tuple[Source, GroundAtom | None], Absent] = {}
    for one in nodes(roots):
        if isinstance(one, Absent) and one.reason == "not shown" and everything is not None:
            said = replace(everything, text=EVERYTHING)
            found.setdefault((everything, None), Absent(one.atom, "no more", said))
        if isinstance(one, Derived) and one.status == "fails":
            for row in _falling(one):
                for pattern, source in closed.get(row.atom.pred, ()):
                    if source.who != UNLESS_STATED and _fits(pattern, row.atom.args):
                        atom = GroundAtom(row.atom.pred, pattern)
                        key = (source, None if source == everything else atom)
                        text = EVERYTHING if source == everything else source.text
                        said = replace(source, text=text)
                        found.setdefault(key, Absent(atom, "no more", said))
    return tuple(found.values())


def _fits(pattern: Pattern, row: Sequence[Value | None]) -> bool:
    pairs = zip(pattern, row, strict=True)
    return all(fixed is None or fixed == value for fixed, value in pairs)


def _falling(step: Derived) -> Iterator[Stated]:
    """Yield the stated rows among the conditions of a step whose own values fail another one."""
    given = {_value(arg) for arg in step.atom.args}
    failing = {
        value
        for part in step.premises
        if status(part) == "fails"
        for value in _values(part)
        if value not in given
    }
    for part in step.premises:
        if failing and status(part) == "holds" and failing.intersection(_values(part)):
            for one in nodes((part,)):
                if isinstance(one, Stated) and failing.intersection(_values(one)):
                    yield one


def _values(node: Node) -> Iterator[tuple[type, Value | None]]:
    """Yield the values of which a condition speaks."""
    if isinstance(node, Compared):
        yield from (_value(value) for _, value in node.bindings)
        return
    atom = getattr(node.route if isinstance(node, Exception_) else node, "atom", None)
    yield from (_value(arg) for arg in (atom.args if atom is not None else ()))


def _value(value: Value | None) -> tuple[type, Value | None]:
    return type(value), value
