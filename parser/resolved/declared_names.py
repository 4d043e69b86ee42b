"""The lists of names in a law file -> names with their kinds, and their other spellings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parser.resolved.constants import a_kind
from parser.resolved.law_tree import Law
from parser.resolved.names import ARTICLE, called_together, other_spelling, same_name
from parser.resolved.suggestions import did_you_mean
from parser.resolved.vocabulary import VALUE_KINDS
from parser.syntax.tree import LawFile, NamesDecl, Token
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span


@dataclass(slots=True)
class DeclaredNames:
    """The names that the lists of a file declare, with their places, and the kinds so listed.

    `called` has their other spellings, with the kind, the main one and the place.
    """

    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    called: dict[str, dict[str, tuple[str, Span]]] = field(default_factory=dict)


def declared_names(
    file: LawFile, used: Sequence[Law], kinds: frozenset[str], problems: list[Diagnostic]
) -> DeclaredNames:
    """Return the names that the lists of a file declare; report what is wrong with them."""
    inherited = {name: kind for law in used for name, kind in law.names.items()}
    called = called_together(used, [])
    found = DeclaredNames()
    lists = [each for each in file.declarations if isinstance(each, NamesDecl)]
    for one in lists:
        kind = one.kind.casefold()
        if kind not in kinds:
            problems.append(_unknown_kind(one, kinds, problems))
            continue
        found.closed.add(kind)
        for token in one.names:
            _declare(token, kind, found, inherited, problems)
    for one in lists:
        kind = one.kind.casefold()
        if kind in found.closed:
            for other, token in one.called:
                _call(other, token, kind, found, inherited, problems)
    for name, place in found.places.items():
        kind = found.names[name]
        elsewhere = called.get(name, {}).get(kind)
        if elsewhere is not None and elsewhere != name:
            problems.append(same_name(name, elsewhere, place, ()))
        elif (bare := other_spelling(name)) in found.names and name.startswith(ARTICLE):
            labels = (Label(found.places[bare], "the other one"),)
            problems.append(same_name(name, bare, place, labels))
    return found


def _text(token: Token) -> str:
    return " ".join(token.text.split())


def _declare(
    token: Token,
    kind: str,
    found: DeclaredNames,
    inherited: Mapping[str, str],
    problems: list[Diagnostic],
) -> None:
    name = _text(token)
    known = found.names.get(name) or inherited.get(name) or kind
    if known != kind:
        labels = (Label(found.places[name], "the other one"),) if name in found.places else ()
        problems.append(
            Diagnostic(
                "name-of-two-kinds",
                f"`{name}` is {a_kind(known)} already",
                token.span,
                labels,
                "give one of them another name",
            )
        )
        return
    found.names[name] = kind
    found.places.setdefault(name, token.span)


def _call(
    other: Token,
    token: Token,
    kind: str,
    found: DeclaredNames,
    inherited: Mapping[str, str],
    problems: list[Diagnostic],
) -> None:
    """Record that an individual has another name, or report that this is taken."""
    main, spelled = _text(token), _text(other)
    known = found.names.get(spelled) or inherited.get(spelled)
    first = found.called.get(spelled, {}).get(kind)
    if spelled == main:
        advice = "leave it out, or write the other name"
        problems.append(
            Diagnostic("same-name", f"`{main}` is called so already", other.span, help=advice)
        )
    elif known is not None:
        labels = (Label(found.places[spelled], "named here"),) if spelled in found.places else ()
        message = f"`{spelled}` is {a_kind(known)} of its own, and another name of `{main}` here"
        advice = "one name stands for one individual: leave out one of them"
        problems.append(Diagnostic("same-name", message, other.span, labels, advice))
    elif first is not None and first[0] != main:
        problems.append(
            same_name(spelled, first[0], other.span, (Label(first[1], "said here"),), main)
        )
    else:
        found.called.setdefault(spelled, {})[kind] = (main, other.span)


def _unknown_kind(
    one: NamesDecl, kinds: frozenset[str], problems: Sequence[Diagnostic]
) -> Diagnostic:
    kind = one.kind.casefold()
    advice = did_you_mean(kind, kinds, f"declare it with `kind {kind}`", problems)
    if kind in VALUE_KINDS:
        advice = "only individuals have names"
    message = f"there is no kind of individuals `{one.kind}`"
    return Diagnostic("unknown-kind", message, one.span, help=advice)
