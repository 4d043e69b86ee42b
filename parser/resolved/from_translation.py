"""The tree of a translation file -> forms of the sentences of its law, or what is wrong with it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from parser.resolved.asking import asked_about
from parser.resolved.law_tree import Law
from parser.resolved.source_texts import digest, source_texts
from parser.resolved.translation import Counted, Noun, Part, Place, TextOf, Translation
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import template_text
from parser.syntax.translation_tree import PairDecl, SentenceDecl, TextDecl, TranslationFile, Words
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span

_PART = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]|([^\s{}\[\],:;()]+)|([{}\[\],:;()])")


def resolve_translation(
    files: Sequence[TranslationFile], laws: Sequence[Law], problems: list[Diagnostic]
) -> Translation:
    """Return what translation files say of the sentences, names and ids of their laws.

    Adds an error for what is not there, for a slot that a form leaves out or has twice, for a
    noun without its cases, and for two forms that nobody could tell apart.
    """
    known = {law.id: law for law in laws}
    nouns: dict[str, Noun] = {}
    for file in files:
        for noun in file.nouns:
            nouns[noun.noun.text] = Noun(
                noun.gender.text, (noun.noun.text, *(case.text for case in noun.cases))
            )
    spelled = {form for noun in nouns.values() for form in noun.cases}
    predicates = {
        template_text(each): each
        for law in laws
        for each in law.predicates.values()
        if each.parts and not each.hidden
    }
    said = _Said(predicates, spelled, problems)
    words: dict[str, str] = {}
    names: dict[str, str] = {}
    phrases: dict[str, str] = {}
    texts: dict[str, TextOf] = {}
    titles: dict[str, tuple[str, str]] = {}
    roles = {w for p in predicates.values() for slot in p.slots for w in (slot.role, slot.kind)}
    all_names = {name for law in laws for name in law.names}
    ids = source_texts(laws)
    for file in files:
        if file.law.text not in known:
            problems.append(_unknown("law", file.law, known))
        titles[file.law.text] = (file.title.text, file.published)
        _pairs(file.words, words, problems, ("kind or role", roles | VALUE_KINDS))
        _pairs(file.names, names, problems, ("name", all_names))
        _pairs(file.phrases, phrases, problems, None)
        for one in file.sentences:
            said.sentence(one)
        for text in file.texts:
            _text(text, texts, ids, problems)
    said.check_apart()
    _check_names([pair for file in files for pair in file.names], names, all_names, problems)
    return Translation(
        nouns,
        words,
        names,
        phrases,
        said.forms,
        said.closings,
        texts,
        titles,
        said.asks,
        said.help,
        said.places,
        {
            pair.of.text: tuple("" if case.text == "-" else case.text for case in pair.cases)
            for file in files
            for pair in file.names
            if pair.cases and pair.of.text in names
        },
        said.also,
    )


def _unknown(what: str, of: Words, known: Iterable[str]) -> Diagnostic:
    near = get_close_matches(of.text[:200], list(known), 1)
    advice = f"did you mean `{near[0]}`?" if near else "leave it out, or write it as the law does"
    code = f"unknown-{what.split()[0]}"
    return Diagnostic(code, f"the laws have no {what} `{of.text}`", of.span, help=advice)


def _twice(of: Words, problems: list[Diagnostic]) -> None:
    advice = "leave one of the two out"
    problems.append(
        Diagnostic("translated-twice", f"`{of.text}` has a form already", of.span, help=advice)
    )


def _pairs(
    pairs: Sequence[PairDecl],
    found: dict[str, str],
    problems: list[Diagnostic],
    among: tuple[str, set[str] | frozenset[str]] | None,
) -> None:
    for pair in pairs:
        if among is not None and pair.of.text not in among[1]:
            problems.append(_unknown(among[0], pair.of, among[1]))
        elif found.get(pair.of.text, pair.said.text) != pair.said.text:
            _twice(pair.of, problems)
        else:
            found[pair.of.text] = pair.said.text


def _check_names(
    pairs: Sequence[PairDecl],
    names: Mapping[str, str],
    known: set[str],
    problems: list[Diagnostic],
) -> None:
    """Report a name that would stand for two individuals of the laws."""
    called: dict[str, str] = {}
    forms = [(pair, form) for pair in pairs for form in (pair.said, *pair.cases)]
    for pair, form in forms:
        if pair.of.text not in names or form.text == "-":
            continue
        said = form.text
        first = called.setdefault(said, pair.of.text)
        other = said in known and said != pair.of.text and names.get(said) != said
        if first != pair.of.text or other:
            whose = first if first != pair.of.text else said
            message = f"`{said}` is the name of `{whose}` already"
            advice = "give one of them another name"
            problems.append(Diagnostic("names-alike", message, form.span, help=advice))


def _text(
    text: TextDecl,
    found: dict[str, TextOf],
    ids: Mapping[str, tuple[str, ...]],
    problems: list[Diagnostic],
) -> None:
    if text.id.text not in ids:
        problems.append(_unknown("id", text.id, ids))
        return
    if text.id.text in found:
        _twice(text.id, problems)
        return
    now = digest(ids[text.id.text])
    if text.digest and text.digest != now:
        problems.append(
            Diagnostic(
                "translation-outdated",
                f"the text of `{text.id.text}` has changed since it was translated",
                text.id.span,
                help=f"translate it again, and write `#{now}` behind the id",
                severity="warning",
            )
        )
    said: dict[str, list[str]] = {}
    choices: list[tuple[str, str]] = []
    for word, words in text.said:
        if word.startswith("choice "):
            choices.append((word.removeprefix("choice "), words.text))
        else:
            said.setdefault(word, []).append(words.text)

    def only(word: str) -> str:
        return "".join(said.get(word, [])[:1])

    found[text.id.text] = TextOf(
        text.title.text,
        only("says"),
        only("cites"),
        tuple(said.get("reads", ())),
        only("reason"),
        tuple(choices),
        text.digest,
    )


class _Said:
    """The forms of sentences as they are read."""

    def __init__(
        self, predicates: Mapping[str, Predicate], spelled: set[str], problems: list[Diagnostic]
    ) -> None:
        self.predicates = predicates
        self.spelled = spelled
        self.problems = problems
        self.forms: dict[str, tuple[Part, ...]] = {}
        self.closings: dict[str, tuple[Part, ...]] = {}
        self.asks: dict[str, tuple[Part, ...]] = {}
        self.help: dict[str, str] = {}
        self.also: dict[str, tuple[tuple[Part, ...], ...]] = {}
        self.places: dict[str, Span] = {}

    def sentence(self, said: SentenceDecl) -> None:
        of, form, closing = said.of, said.form, said.closing
        predicate = self.predicates.get(of.text)
        if predicate is None:
            self.problems.append(_unknown("sentence", of, self.predicates))
            return
        if predicate.name in self.forms:
            _twice(of, self.problems)
            return
        parts = self._parts(form, predicate)
        slots = range(len(predicate.slots))
        if parts is None or not self._has_all(parts, slots, form, predicate):
            return
        self.forms[predicate.name] = parts
        self.places[predicate.name] = form.span
        wanted = [part for part in predicate.plural if isinstance(part, int)]
        if closing is not None and not predicate.plural:
            message = f"`{of.text}` has no phrase that closes it"
            advice = "leave this line out"
            self.problems.append(Diagnostic("no-closing", message, closing.span, help=advice))
        elif closing is not None:
            closed = self._parts(closing, predicate)
            if closed is not None and self._has_all(closed, wanted, closing, predicate):
                self.closings[predicate.name] = closed
        if said.asks is not None:
            asked = self._parts(said.asks, predicate)
            wanted = [*asked_about(predicate)]
            if asked is not None and self._has_all(asked, wanted, said.asks, predicate):
                self.asks[predicate.name] = asked
        for other in said.also:
            read = self._parts(other, predicate)
            if read is not None and self._has_all(read, slots, other, predicate):
                self.also[predicate.name] = (*self.also.get(predicate.name, ()), read)
        if said.help is not None:
            self.help[predicate.name] = said.help.text

    def _has_all(
        self, parts: Sequence[Part], slots: Iterable[int], form: Words, predicate: Predicate
    ) -> bool:
        given = [part.slot for part in parts if isinstance(part, Place)]
        for slot in slots:
            if given.count(slot) != 1:
                role = predicate.slots[slot].role
                how = "leaves out" if slot not in given else "has more than once"
                self._wrong("slots-of-form", f"this form {how} `{{{role}}}`", form, "mend it")
                return False
        if len(given) > len(set(slots)):
            self._wrong("slots-of-form", "this form has a slot too many", form, "leave it out")
            return False
        return True

    def _wrong(self, code: str, message: str, at: Words, advice: str) -> None:
        self.problems.append(Diagnostic(code, message, at.span, help=advice))

    def _parts(self, form: Words, predicate: Predicate) -> tuple[Part, ...] | None:
        parts: list[Part] = []
        for match in _PART.finditer(form.text):
            at = _within(form, match.start(), match.end())
            inner, agreeing, word, mark = match.groups()
            if inner is not None:
                place = self._place(inner, at, predicate)
                if place is None:
                    return None
                parts.append(place)
            elif agreeing is not None:
                forms = tuple(each.strip() for each in agreeing.split("|"))
                if len(forms) != 3:
                    advice = "write the forms with 1, 2 and 5: `[dan|dana|dana]`"
                    self._wrong("counted-forms", f"`{at.text}` has not three forms", at, advice)
                    return None
                parts.append(Counted((forms[0], forms[1], forms[2])))
            elif mark in ("{", "}", "[", "]"):
                self._wrong("unbalanced", f"`{mark}` has no partner", at, "close it, or remove it")
                return None
            else:
                parts.append(word or mark)
        return tuple(parts)

    def _place(self, inner: str, at: Words, predicate: Predicate) -> Place | None:
        named, _, otherwise = inner.partition("|")
        *carrier, role = named.split() or [""]
        roles = [slot.role for slot in predicate.slots]
        if role not in roles:
            near = get_close_matches(role, roles, 1)
            advice = f"did you mean `{near[0]}`?" if near else f"its slots are {', '.join(roles)}"
            message = f"`{template_text(predicate)}` has no slot `{role}`"
            self._wrong("unknown-slot", message, at, advice)
            return None
        carried = " ".join(carrier)
        if carried and carried not in self.spelled and not otherwise:
            advice = f"declare it among the `nouns`, or write `{{{named.strip()}|…}}`"
            self._wrong("unknown-noun", f"no noun has a form `{carried}`", at, advice)
            return None
        return Place(roles.index(role), carried, otherwise.strip())

    def check_apart(self) -> None:
        """Report two forms that are alike but for their slots."""
        seen: dict[tuple[str, ...], str] = {}
        also = [(name, parts) for name, others in self.also.items() for parts in others]
        for name, parts in (*self.forms.items(), *also):
            key = tuple(_key(part) for part in parts)
            first = seen.setdefault(key, name)
            if first != name:
                self.problems.append(
                    Diagnostic(
                        "forms-alike",
                        "two sentences have this form",
                        self.places[name],
                        (Label(self.places[first], "the other one"),),
                        "change the words of one of them",
                    )
                )


def _key(part: Part) -> str:
    match part:
        case str():
            return part.casefold()
        case Place(carrier=carrier):
            return f"{{{carrier}}}"
        case Counted(forms):
            return "|".join(forms)


def _within(form: Words, start: int, end: int) -> Words:
    at = form.span
    span = Span(at.file, at.start + start, at.start + end, at.line, at.column + start)
    return Words(form.text[start:end], span=span)
