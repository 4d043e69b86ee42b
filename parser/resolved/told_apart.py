"""Law files that are loaded together -> the same, with what two of them call alike told apart.

Each law means its own. A sentence that could be one of another law gets the words `within the
meaning of LAW` behind it, which its own law leaves out; an id of a rule and the name of a kind
that two laws have get the id of the law in front, as in `tax.R-1`. What only one law has stays as
it is written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from parser.frozen import dataclass
from parser.resolved.clashes import clashes
from parser.resolved.forms import template_forms, template_name
from parser.resolved.trie import names_of, trie_of
from parser.syntax.tree import (
    Declaration,
    ImpossibleDecl,
    KindDecl,
    LawFile,
    NamesDecl,
    NoteDecl,
    ReadingDecl,
    RemedyDecl,
    RuleDecl,
    SlotDecl,
    TableDecl,
    Template,
)
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span

_Identified = RuleDecl | NoteDecl | ImpossibleDecl


def told_apart(files: Sequence[LawFile], problems: list[Diagnostic]) -> tuple[LawFile, ...]:
    """Return the files, in their order, so that no two say different things with one word.

    Reports a name that a file uses and two laws in its reach have. Linear in the size of the files
    but for what compares their sentences.
    """
    ids = _told(((file.law.id, _ids(file)) for file in files), dict)
    readings = _told(((file.law.id, _readings(file)) for file in files), dict)
    kinds = _told(((file.law.id, _kinds(file)) for file in files), lambda at: _owners(at, files))
    apart = _alike(files)
    if not ids and not readings and not kinds and not apart:
        return tuple(files)
    known = {file.law.id: file for file in files}
    found: list[LawFile] = []
    for file in files:
        reach = [file, *(known[used] for used, _ in file.law.uses if used in known)]
        in_reach = [each.law.id for each in reach]
        names = _Apart(
            _Names("rule", ids, in_reach, problems),
            _Names("reading", readings, in_reach, problems),
            _Names("kind", kinds, in_reach, problems),
        )
        found.append(
            LawFile(
                file.law,
                tuple(
                    _declared(one, names, file.law.id if (file.law.id, number) in apart else "")
                    for number, one in enumerate(file.declarations)
                ),
            )
        )
    return tuple(found)


def _ids(file: LawFile) -> dict[str, Span]:
    return {one.id: one.span for one in file.declarations if isinstance(one, _Identified)}


def _readings(file: LawFile) -> dict[str, Span]:
    return {one.id: one.span for one in file.declarations if isinstance(one, ReadingDecl)}


def _kinds(file: LawFile) -> dict[str, Span]:
    return {d.name.casefold(): d.span for d in file.declarations if isinstance(d, KindDecl)}


@dataclass(frozen=True, slots=True)
class _Told:
    """A name that several laws have: what it is called for each of them, and where it stands."""

    called: Mapping[str, str]
    places: Mapping[str, Span]


def _told(
    declared: Iterable[tuple[str, Mapping[str, Span]]],
    owners: Callable[[dict[str, str]], Mapping[str, str]],
) -> dict[str, _Told]:
    """Return the names of several laws; `owners` says which of them mean that of another."""
    laws: dict[str, dict[str, Span]] = {}
    for law, names in declared:
        for name, span in names.items():
            laws.setdefault(name, {})[law] = span
    found: dict[str, _Told] = {}
    for name, places in laws.items():
        owned = owners({law: law for law in places}) if len(places) > 1 else {}
        if len(set(owned.values())) > 1:
            called = {law: f"{owner}.{name}" for law, owner in owned.items()}
            found[name] = _Told(called, places)
    return found


def _owners(declaring: dict[str, str], files: Sequence[LawFile]) -> dict[str, str]:
    """Return whose kind each law means: that of a law it rests on, else its own."""
    uses = {file.law.id: [used for used, _ in file.law.uses] for file in files}
    found: dict[str, str] = {}
    for law in declaring:
        below = [each for each in _below(law, uses) if each in declaring]
        roots = [each for each in below if not any(o in declaring for o in _below(each, uses))]
        found[law] = roots[0] if len(roots) == 1 else law
    return found


def _below(law: str, uses: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the laws that a law uses, and those that they use."""
    found: dict[str, None] = {}
    waiting = list(uses.get(law, ()))
    while waiting:
        one = waiting.pop()
        if one not in found and one != law:
            found[one] = None
            waiting.extend(uses.get(one, ()))
    return list(found)


def _alike(files: Sequence[LawFile]) -> Collection[tuple[str, int]]:
    """Return the templates, by law and number, of which some sentence is one of another law."""
    templates = {
        f"{file.law.id}\0{number}": (file.law.id, number, one)
        for file in files
        for number, one in enumerate(file.declarations)
        if isinstance(one, Template)
    }
    names = {
        name.text.casefold()
        for file in files
        for one in file.declarations
        if isinstance(one, NamesDecl)
        for name in one.names
    }
    sentences = trie_of(
        (k, form) for k, (_, _, t) in templates.items() for form in template_forms(t)
    )
    pairs = [*clashes(sentences, names_of(names)), *_called_alike(templates)]
    found: set[tuple[str, int]] = set()
    for pair in pairs:
        (one, first, _), (other, second, _) = (templates[key] for key in pair)
        if one != other:
            found |= {(one, first), (other, second)}
    return found


def _called_alike(
    templates: Mapping[str, tuple[str, int, Template]],
) -> Iterator[tuple[str, str]]:
    """Yield pairs of templates with one name in Datalog, or one phrase that closes them."""
    first: dict[str, str] = {}
    for key, (_, _, template) in templates.items():
        closing = [a.argument.casefold() for a in template.attributes if a.word == "all"]
        for called in (template_name(template), *(" ".join(each.split()) for each in closing)):
            other = first.setdefault(called, key)
            if other != key:
                yield other, key


class _Names:
    """What one file calls by a name that several laws have."""

    def __init__(
        self,
        noun: str,
        told: Mapping[str, _Told],
        reach: Sequence[str],
        problems: list[Diagnostic],
    ) -> None:
        self._noun = noun
        self._told = told
        self._reach = reach
        self._problems = problems

    def own(self, name: str) -> str:
        """Return what the file's own is called among all laws."""
        told = self._told.get(name)
        return told.called[self._reach[0]] if told is not None else name

    def meant(self, name: str, span: Span) -> str:
        """Return what a name that stands at `span` is called, or report that it may be two."""
        told = self._told.get(name)
        if told is None:
            return name
        here = [law for law in self._reach if law in told.called]
        called = list(dict.fromkeys(told.called[law] for law in here))
        if len(called) > 1:
            self._problems.append(
                Diagnostic(
                    f"ambiguous-{self._noun}",
                    f"there is a {self._noun} `{name}` in `{here[0]}` and in `{here[1]}`",
                    span,
                    tuple(Label(told.places[law], f"that of `{law}`") for law in here),
                    "write " + " or ".join(f"`{each}`" for each in called),
                )
            )
        return called[0] if called else name


@dataclass(frozen=True, slots=True)
class _Apart:
    """What one file calls by the names of rules, readings and kinds that several laws have."""

    ids: _Names
    readings: _Names
    kinds: _Names


def _declared(one: Declaration, names: _Apart, meaning: str) -> Declaration:
    """Return a declaration with what it names; `meaning` is its law if its sentence needs it."""
    ids, kinds = names.ids, names.kinds
    match one:
        case KindDecl():
            return replace(one, name=kinds.own(one.name.casefold()))
        case NamesDecl():
            return replace(one, kind=kinds.meant(one.kind.casefold(), one.span))
        case Template(parts=parts):
            slots = tuple(
                _slot(each, kinds) if isinstance(each, SlotDecl) else each for each in parts
            )
            return replace(one, parts=slots, meaning=meaning)
        case RuleDecl():
            under = tuple(
                replace(each, switch=names.readings.meant(each.switch, each.span))
                for each in one.under
            )
            return replace(
                one,
                id=ids.own(one.id),
                notwithstanding=_meant(one.notwithstanding, ids),
                subject_to=_meant(one.subject_to, ids),
                instead_of=_meant(one.instead_of, ids),
                remedy=_remedy(one.remedy, ids),
                under=under,
            )
        case ReadingDecl():
            return replace(one, id=names.readings.own(one.id))
        case NoteDecl():
            return replace(one, id=ids.own(one.id), remedy=_remedy(one.remedy, ids))
        case ImpossibleDecl():
            return replace(one, id=ids.own(one.id))
        case TableDecl():
            return one
        case _:
            assert_never(one)


def _slot(slot: SlotDecl, kinds: _Names) -> SlotDecl:
    return replace(slot, kind=kinds.meant(slot.kind.casefold(), slot.span))


def _remedy(one: RemedyDecl | None, ids: _Names) -> RemedyDecl | None:
    return None if one is None else replace(one, against=_meant(one.against, ids))


def _meant(named: Sequence[tuple[str, Span]], ids: _Names) -> tuple[tuple[str, Span], ...]:
    return tuple((ids.meant(name, span), span) for name, span in named)
