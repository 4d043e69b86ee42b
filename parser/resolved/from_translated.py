"""A sentence or question in another language -> the same tokens as the law's own words have them.

What it says is found by the forms of a translation and written as its template: the English
sentence goes the way of every other, so that nothing further on knows of languages. Each token
keeps its place in what was typed, for errors.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parser.resolved.inflected import WHO, forms_of_nouns, nouns_read, pronoun_of
from parser.resolved.masculine import masculine_of
from parser.resolved.matching import Match, Row, matches
from parser.resolved.orders import PREPOSITIONS, moved, turned
from parser.resolved.terms import Candidate, Filler, QuestionWord, name_at
from parser.resolved.translation import Counted, Part, Place, Translation
from parser.resolved.trie import Names, Trie, names_of, trie_of
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.resolved.wording import starts_name
from parser.syntax.montenegrin import plain
from parser.syntax.tree import Name, Quantity, Reference, Sentence, Today, Token
from parser.text.span import Span, join
from parser.values import Duration

_MOST = 40
UNITS = {
    **dict.fromkeys(("dan", "dana"), "day"),
    **dict.fromkeys(("sedmica", "sedmice", "sedmicu", "nedjelja", "nedjelje"), "week"),
    **dict.fromkeys(("mjesec", "mjeseca", "mjeseci"), "month"),
    **dict.fromkeys(("godina", "godine", "godinu"), "year"),
}


@dataclass(frozen=True)
class Reader:
    """The forms of a translation, ready for matching against the words of its laws."""

    translation: Translation
    predicates: Mapping[str, Predicate]
    names: Mapping[str, str]
    """Every name of the laws, with its kind."""

    @cached_property
    def spelled(self) -> dict[str, str]:
        """The names as both languages spell them, in every case, with the spelling of the laws."""
        own = {self.translation.names.get(name, name): name for name in self.names}
        cases = self.translation.declined
        declined = {form: name for name in self.names for form in cases.get(name, ()) if form}
        return {**{name: name for name in self.names}, **declined, **own}

    @cached_property
    def known(self) -> Names:
        """The same names, ready for matching."""
        return names_of(self.spelled)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """All forms of nouns."""
        return frozenset(map(plain, forms_of_nouns(self.translation)))

    @cached_property
    def masculine(self) -> dict[str, str]:
        """What is said of a man, with the words of the forms, which agree with a noun."""
        forms = (*self.translation.forms.values(), *self.translation.closings.values())
        return {
            plain(said): plain(word)
            for said, word in masculine_of(
                part for form in forms for part in form if isinstance(part, str)
            ).items()
        }

    @cached_property
    def sentences(self) -> "Forms":
        """The forms of sentences."""
        also = self.translation.also
        others = [(name, parts) for name, forms in also.items() for parts in forms]
        return _forms((*self.translation.forms.items(), *others))

    @cached_property
    def closings(self) -> "Forms":
        """The phrases that close relations."""
        return _forms(self.translation.closings.items())


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms as a trie; what ends in it is a number into `of`: a predicate, its slots in order.

    `carriers` are the nouns before these slots.
    """

    trie: Trie
    of: tuple[tuple[str, tuple[int, ...]], ...]
    carriers: tuple[tuple[str, ...], ...]


def _forms(forms: Iterable[tuple[str, tuple[Part, ...]]]) -> Forms:
    rows: list[tuple[str, tuple[str | int, ...]]] = []
    of: list[tuple[str, tuple[int, ...]]] = []
    carriers: list[tuple[str, ...]] = []
    for name, parts in forms:
        places = [part for part in parts if isinstance(part, Place)]
        order = tuple(place.slot for place in places)
        carriers.append(tuple(place.carrier for place in places))
        rows.extend((str(len(of)), row) for row in _spellings(parts))
        of.append((name, order))
    return Forms(trie_of(rows), tuple(of), tuple(carriers))


def _spellings(parts: Sequence[Part]) -> Iterator[tuple[str | int, ...]]:
    """Yield the rows of words and slots that a form can be: with and without each carrier.

    The colon of `zajednička isprava: G1` may be left out as well.
    """
    if not parts:
        yield ()
        return
    for rest in _spellings(parts[1:]):
        match parts[0]:
            case ":":
                yield (":", *rest)
                yield rest
            case str() as word:
                yield (plain(word), *rest)
            case Counted(forms):
                for form in dict.fromkeys(forms):
                    yield (*plain(form).split(), *rest)
            case Place(slot, carrier):
                if carrier:
                    yield (*plain(carrier).split(), slot, *rest)
                yield (slot, *rest)


class _Row(Row):
    """A row of tokens whose terms are those of the other language."""

    def __init__(self, pieces: Sequence[Token], reader: Reader) -> None:
        super().__init__(pieces, reader.known)
        self.keys = [key and plain(key) for key in self.keys]
        self.reader = reader
        self.tokens = pieces

    def terms(self, at: int) -> list[Candidate]:
        """Return the terms that start at `at` with the place after each."""
        if (found := self._terms.get(at)) is None:
            found = self._terms[at] = _terms(self, at) if at < len(self.tokens) else []
        return found


def _terms(row: _Row, at: int) -> list[Candidate]:
    token, key = row.tokens[at], row.keys[at] or ""
    if token.kind == "text":
        name = row.reader.spelled.get(token.text, token.text)
        return [(at + 1, Name(name, True, span=token.span))]
    found: list[Candidate] = []
    unit = UNITS.get(row.keys[at + 1] or "") if at + 1 < len(row) else None
    if token.kind == "number" and unit and isinstance(token.value, int):
        months = {"month": token.value, "year": 12 * token.value}.get(unit, 0)
        days = {"day": token.value, "week": 7 * token.value}.get(unit, 0)
        span = join(token.span, row.tokens[at + 1].span)
        found.append((at + 2, Quantity(Duration(months, days), span=span)))
    if token.value is not None:
        return [*found, (at + 1, Quantity(token.value, span=token.span))]
    found += _names(row, at)
    if key == "danas":
        found.append((at + 1, Today(span=token.span)))
    found += _unnamed(row, at, key)
    if starts_name(token.text) and not any(end == at + 1 for end, _ in found):
        found.append((at + 1, Name(token.text, span=token.span)))
    return found


def _names(row: _Row, at: int) -> list[Candidate]:
    return [
        (end, Name(row.reader.spelled[each.text], True, span=each.span))
        for end, each in name_at(row.tokens, at, row.reader.known)
        if isinstance(each, Name)
    ]


def _unnamed(row: _Row, at: int, key: str) -> list[Candidate]:
    """Return `neka osoba` and question words that start here; both take their noun along."""
    token, found = row.tokens[at], list[Candidate]()
    if key == "bilo" and at + 1 < len(row) and pronoun_of(row.keys[at + 1] or "") == "which":
        return [(end, Reference("a", noun, span=token.span)) for end, noun in _nouns(row, at + 2)]
    pronoun = pronoun_of(key)
    nouns = list(_nouns(row, at + 1)) if pronoun or key == "koliko" else []
    if pronoun == "some":
        found += [(end, Reference("a", noun, span=token.span)) for end, noun in nouns]
        if key in ("neko", "nekog", "nekom", "nekim"):
            found.append((at + 1, Reference("a", "", span=token.span)))
    if pronoun == "which":
        found += [(end, QuestionWord("which", noun, span=token.span)) for end, noun in nouns]
    if key in WHO:
        found.append((at + 1, QuestionWord("who", span=token.span)))
    if key == "kada":
        found.append((at + 1, QuestionWord("when", span=token.span)))
    if key == "koliko":
        found += [(end, QuestionWord("how many", noun, span=token.span)) for end, noun in nouns]
        found.append((at + 1, QuestionWord("how many", span=token.span)))
    return found


def _nouns(row: _Row, at: int) -> Iterator[tuple[int, str]]:
    """Yield the place after the noun that starts at `at`, of one word or several, and the noun."""
    said = ""
    for end in range(at, min(at + 3, len(row))):
        said = f"{said} {row.keys[end]}".strip()
        if said in row.reader.nouns:
            yield end + 1, said


def english(
    tokens: Sequence[Token], reader: Reader, asking: bool = False, closing: bool = False
) -> Sentence | None:
    """Return the tokens of the law's own sentence, or None if no form says this.

    With `asking` the words may be turned to a question, with `closing` they are the phrase that
    closes a relation.
    """
    while asking and tokens and tokens[-1].kind == "mark" and tokens[-1].text in ("?", "."):
        tokens = tokens[:-1]
    if not tokens or len(tokens) > _MOST:
        return None
    forms = reader.closings if closing else reader.sentences
    whole = join(tokens[0].span, tokens[-1].span)
    for said in dict.fromkeys((tuple(tokens), _agreeing(tokens, reader))):
        found = _match(said, reader, forms, asking)
        if found is not None:
            return _written(found, forms, reader, whole, closing)
    return None


def _agreeing(tokens: Sequence[Token], reader: Reader) -> tuple[Token, ...]:
    """Return the tokens with the words that agree with a man as they agree with `osoba`."""
    return tuple(
        replace(token, text=reader.masculine.get(plain(token.text.casefold()), token.text))
        if token.kind == "word"
        else token
        for token in tokens
    )


def _match(tokens: Sequence[Token], reader: Reader, forms: Forms, asking: bool) -> Match | None:
    """Return what the tokens say in some order: best with values of their own kind at each place.

    Failing that the first whose values are of another kind, for an error that says so.
    """
    fronted = asking and _fronted(tokens, reader)
    otherwise: Match | None = None
    for order in turned(tokens, fronted or ()) if asking else moved(tokens):
        found = [
            match
            for match in matches(_Row(order, reader), forms.trie)
            if _fits(match, forms, reader)
        ]
        if asking or not any(_asks(match) for match in found):
            names = {forms.of[int(match.predicate)][0] for match in found}
            if len(names) == 1:
                if _is_of_kinds(found[0], forms, reader):
                    return found[0]
                otherwise = otherwise or found[0]
    return otherwise


def _is_of_kinds(match: Match, forms: Forms, reader: Reader) -> bool:
    """Tell whether no name stands where a value does, and nobody is asked for with `kada`."""
    name, order = forms.of[int(match.predicate)]
    slots = reader.predicates[name].slots
    for slot, filler in zip(order, match.fillers, strict=True):
        kind = slots[slot].kind
        if isinstance(filler, Name) and kind in VALUE_KINDS and kind != "text":
            return False
        if isinstance(filler, QuestionWord) and filler.pronoun == "when" and kind != "date":
            return False
    return True


def _fits(match: Match, forms: Forms, reader: Reader) -> bool:
    """Tell whether what nobody names has the noun of its place: `neka osoba` is no document."""
    name, order = forms.of[int(match.predicate)]
    slots = reader.predicates[name].slots
    carriers = forms.carriers[int(match.predicate)]
    for slot, carrier, filler in zip(order, carriers, match.fillers, strict=True):
        if not isinstance(filler, Reference | QuestionWord):
            continue
        if not filler.noun:
            if isinstance(filler, QuestionWord) and filler.pronoun != "who":
                continue
            if slots[slot].kind != "person":
                return False
            continue
        own = nouns_read(slots[slot].kind, reader.translation)
        nouns = [*own, *(n for n in reader.translation.nouns.values() if carrier in n.cases)]
        if not any(filler.noun in map(plain, noun.cases) for noun in nouns):
            return False
    return True


def _asks(match: Match) -> bool:
    return any(isinstance(filler, QuestionWord) for filler in match.fillers)


def _fronted(tokens: Sequence[Token], reader: Reader) -> list[int]:
    """Return where a question word at the front may end, its preposition and its noun with it."""
    row = _Row(tokens, reader)
    start = 1 if row.keys[0] in PREPOSITIONS else 0
    return [end for end, filler in row.terms(start) if isinstance(filler, QuestionWord)]


def _written(match: Match, forms: Forms, reader: Reader, whole: Span, closing: bool) -> Sentence:
    """Write what was matched as the template has it."""
    name, order = forms.of[int(match.predicate)]
    predicate = reader.predicates[name]
    fillers = dict(zip(order, match.fillers, strict=True))
    tokens: list[Token] = []
    for part in predicate.plural if closing else predicate.parts:
        if isinstance(part, int):
            tokens += _term(fillers[part], predicate.slots[part].role, whole)
        elif part.startswith('"'):
            tokens.append(Token("text", part.strip('"'), span=whole))
        else:
            is_word = part[:1].isalnum()
            tokens.append(Token("word" if is_word else "mark", part, span=whole))
    return Sentence(tuple(tokens), span=whole)


def _term(filler: Filler, role: str, whole: Span) -> list[Token]:
    def words(*said: str) -> list[Token]:
        return [Token("word", each, span=filler.span) for each in said]

    match filler:
        case Name(text):
            return [Token("text", text, text, span=filler.span)]
        case Quantity(value):
            return [_quantity(filler)] if value is not None else []
        case Today():
            return words("today")
        case QuestionWord("how many"):
            return words("how", "many", role)
        case QuestionWord():
            return words("which", role)
        case _:
            return words("a", role)


def _quantity(filler: Quantity) -> Token:
    from parser.resolved.constants import kind_of
    from parser.words.case_text import value_text

    text, value = value_text(filler.value), filler.value
    match kind_of(value):
        case "number" | "date" | "duration" | "share" | "amount" as kind:
            return Token(kind, text, value, span=filler.span)
        case _:
            return Token("text", text, value, span=filler.span)
