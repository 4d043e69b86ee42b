"""Which law comes after which: those that it uses are read before it."""

from collections.abc import Sequence
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from parser.syntax.tree import LawDecl, LawFile
from parser.text.diagnostic import Diagnostic, Label


def in_order(
    files: Sequence[LawFile], problems: list[Diagnostic], complete: bool = True
) -> tuple[LawFile, ...]:
    """Return the laws so that each stands after all that it uses; none if there is a circle.

    The result does not depend on the order of `files`.

    Adds a problem for every id given twice, every circle, and every law that is used and not
    there; the last only when the files are `complete`, so that one that could not be read does
    not make others look wrong.

    >>> from parser.text.span import NOWHERE
    >>> base = LawFile(LawDecl("base", ""))
    >>> other = LawFile(LawDecl("a", "", uses=(("base", NOWHERE),)))
    >>> [file.law.id for file in in_order([other, base], [])]
    ['base', 'a']
    """
    known: dict[str, LawFile] = {}
    for file in files:
        first = known.setdefault(file.law.id, file)
        if first is not file:
            problems.append(_duplicate(file.law, first.law))
    if complete:
        for file in known.values():
            problems.extend(_unknown_uses(file.law, known))
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(known):
        sorter.add(name, *(used for used, _ in known[name].law.uses if used in known))
    try:
        return tuple(known[name] for name in sorter.static_order())
    except CycleError as error:
        problems.append(_cycle(error.args[1][:0:-1], known))
        return ()


def _duplicate(law: LawDecl, first: LawDecl) -> Diagnostic:
    return Diagnostic(
        "duplicate-law",
        f"there are two laws with the id `{law.id}`",
        law.span,
        (Label(first.span, "the other one"),),
        "give one of them another id",
    )


def _unknown_uses(law: LawDecl, known: dict[str, LawFile]) -> list[Diagnostic]:
    found = []
    for used, span in law.uses:
        if used in known:
            continue
        near = get_close_matches(used, known, n=1)
        advice = f"did you mean `{near[0]}`?" if near else "load its file or folder as well"
        found.append(Diagnostic("unknown-law", f"there is no law `{used}`", span, help=advice))
    return found


def _cycle(names: Sequence[str], known: dict[str, LawFile]) -> Diagnostic:
    """Describe a circle of laws, each of which uses the next and the last the first."""
    following = (*names[1:], names[0])
    spans = [
        next(span for used, span in known[name].law.uses if used == then)
        for name, then in zip(names, following, strict=True)
    ]
    labels = tuple(
        Label(span, f"`{name}` uses `{then}`")
        for name, then, span in zip(names, following, spans, strict=True)
    )
    return Diagnostic(
        "law-cycle",
        f"laws use each other in a circle: {' -> '.join((*names, names[0]))}",
        spans[0],
        labels[1:],
        "move what both need into a law of its own",
    )
