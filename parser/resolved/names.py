"""The names of laws together, and what else an individual is called."""

from collections.abc import Iterable, Mapping

from parser.resolved.law_tree import Law
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span

Called = Mapping[str, Mapping[str, str]]
"""From another spelling of a name and its kind to the main one."""

ARTICLE = "the "


def main_name(text: str, kind: str, names: Mapping[str, str], called: Called) -> str:
    """Return the main name of what `text` stands for among individuals of a kind.

    A name is the same with `the` before it and without. What no law names is its own name.

    >>> main_name("the UN", "body", {"UN": "body"}, {}), main_name("UN", "firm", {}, {})
    ('UN', 'UN')
    """
    for each in (text, other_spelling(text)):
        if (main := called.get(each, {}).get(kind)) is not None:
            return main
        if names.get(each) is not None and (each == text or names[each] == kind):
            return each
    return text


def other_spelling(name: str) -> str:
    """Return a name with `the` before it, or without if it has that."""
    return name[len(ARTICLE) :] if name.startswith(ARTICLE) else f"{ARTICLE}{name}"


def same_name(
    name: str, other: str, at: Span, labels: tuple[Label, ...], also: str = ""
) -> Diagnostic:
    """Return the error that a name stands for `other`, and for itself or for `also`."""
    here = f", and of `{also}` here" if also else ""
    return Diagnostic(
        "same-name",
        f"`{name}` is another name of `{other}`{here}",
        at,
        labels,
        "one name stands for one individual: leave out one of them",
    )


def names_together(laws: Iterable[Law]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the names of several laws with their kinds, and the further kinds of some."""
    names: dict[str, str] = {}
    further: dict[str, tuple[str, ...]] = {}
    for law in laws:
        for name, kind in law.names.items():
            if names.setdefault(name, kind) != kind:
                kinds = further.get(name, ())
                further[name] = kinds if kind in kinds else (*kinds, kind)
    return names, further


def called_together(laws: Iterable[Law], problems: list[Diagnostic]) -> dict[str, dict[str, str]]:
    """Return the other spellings of names of several laws; report those that are two things."""
    laws = tuple(laws)
    found: dict[str, dict[str, str]] = {}
    places: dict[tuple[str, str], Span] = {}
    for law in laws:
        for spelled, kinds in law.called.items():
            for kind, (main, place) in kinds.items():
                first = found.setdefault(spelled, {}).setdefault(kind, main)
                if first != main:
                    labels = (Label(places[spelled, kind], "said here"),)
                    problems.append(same_name(spelled, first, place, labels, main))
                places.setdefault((spelled, kind), place)
    for law in laws:
        for name, kind in law.names.items():
            other = found.get(name, {}).get(kind)
            if other is not None:
                labels = (Label(law.span, f"`{name}` is a name of its own in `{law.id}`"),)
                problems.append(same_name(name, other, places[name, kind], labels))
    return found
