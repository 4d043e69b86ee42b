"""What may follow the first words of a statement or a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parser.frozen import dataclass
from parser.resolved.lexicon import Vocabulary
from parser.resolved.matching import Row
from parser.resolved.question_readings import Front, begun
from parser.resolved.sentences import readings
from parser.resolved.templates import part_key
from parser.resolved.terms import Filler
from parser.resolved.trie import Trie
from parser.resolved.verbs import AUXILIARIES, supported_forms
from parser.resolved.vocabulary import Predicate, Slot, sentence_forms
from parser.resolved.wording import template_text
from parser.syntax.tree import Name, Token

_PREFIXES = (("it", "is", "false", "that"), ("it", "is", "true", "that"), ("all", "cases", "where"))
_IRREGULAR = {"has": "have", "does": "do", "goes": "go"}


@dataclass(frozen=True, slots=True)
class Following:
    """Words of a sentence up to its next slot, or (with `slot`) what stands in that slot."""

    words: str
    slot: Slot | None
    template: str


class Completion:
    """The sentences of a vocabulary, ready to be continued from any of their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Find for each node of the trie the sentences that pass through it."""
        self._vocabulary = vocabulary
        self._passing: dict[int, list[tuple[Predicate, int]]] = {}
        for predicate in vocabulary.predicates.values():
            for form in sentence_forms(predicate):
                worded = predicate if form == predicate.parts else replace(predicate, parts=form)
                for place, node in enumerate(_path(worded, vocabulary.sentences)):
                    self._passing.setdefault(node, []).append((worded, place))

    def following(
        self, tokens: Sequence[Token], stating: bool = False, names: Mapping[str, str] | None = None
    ) -> tuple[Following, ...]:
        """Return what may follow `tokens`, each once; with `stating` only what can be stated.

        `names` are the kinds of individuals that no law names.

        >>> from parser.resolved.lexicon import build
        >>> banned = Predicate("banned", (Slot("person", "person"),), parts=(0, "is", "banned"))
        >>> vocabulary = build({"banned": banned}, {}, frozenset(), frozenset())
        >>> [f.words for f in Completion(vocabulary).following([Token("word", "Ana")])]
        ['is banned']
        """
        tokens = _without_prefix(tokens)
        row = Row(tokens, self._vocabulary.spelled, asking=not stating)
        found: dict[tuple[str, Slot | None], Following] = {}
        kinds = {**self._vocabulary.names, **(names or {})}
        for node, front, fillers in begun(row, self._vocabulary.sentences):
            for predicate, place in self._passing.get(node, ()):
                if stating and predicate.origin not in ("given", "decided"):
                    continue
                if not _fit(fillers, predicate, kinds):
                    continue
                one = _following(predicate, place, front)
                if one is not None:
                    found.setdefault((one.words, one.slot), one)
        return tuple(found.values())

    def is_whole(self, tokens: Sequence[Token]) -> bool:
        """Tell whether `tokens` are already a whole statement."""
        return bool(readings(_without_prefix(tokens), self._vocabulary))


def _fit(fillers: Sequence[Filler], predicate: Predicate, kinds: Mapping[str, str]) -> bool:
    """Tell whether names whose kind is known stand in slots of their kind."""
    places = [part for part in predicate.parts if isinstance(part, int)]
    return all(
        not isinstance(filler, Name)
        or kinds.get(filler.text, predicate.slots[place].kind) == predicate.slots[place].kind
        for filler, place in zip(fillers, places, strict=False)
    )


def _path(predicate: Predicate, trie: Trie) -> Iterator[int]:
    """Yield the node before each part of a sentence, and the one after its last."""
    node = 0
    for part in predicate.parts:
        yield node
        node = trie.slot[node] if isinstance(part, int) else trie.words[node][part_key(part)]


def _following(predicate: Predicate, place: int, front: Front) -> Following | None:
    template = template_text(predicate)
    part = predicate.parts[place]
    if isinstance(part, int):
        return Following("", predicate.slots[part], template)
    words: list[str] = []
    for word in predicate.parts[place:]:
        if isinstance(word, int):
            break
        words.append(word)
    if front.auxiliary:
        if front.auxiliary not in predicate.parts[place:]:
            return None
        if front.auxiliary in words:
            words.remove(front.auxiliary)
    if front.support and place:
        verb = _base_form(words[0], front.support)
        if not verb:
            return None
        words[0] = verb
    return Following(" ".join(words), None, template) if words else None


def _base_form(verb: str, support: str) -> str:
    """Return the form of a verb after `do`, `does` or `did`, or nothing.

    >>> _base_form("acquires", "does"), _base_form("holds", "does"), _base_form("made", "did")
    ('acquire', 'hold', '')
    """
    if verb in AUXILIARIES and verb not in _IRREGULAR:
        return ""
    guesses = [_IRREGULAR.get(verb, ""), verb[:-1], verb[:-2], f"{verb[:-3]}y", verb]
    for guess in guesses:
        if guess and verb in supported_forms(guess, support):
            return guess
    return ""


def _without_prefix(tokens: Sequence[Token]) -> Sequence[Token]:
    said = [token.text.casefold() for token in tokens]
    for prefix in _PREFIXES:
        if tuple(said[: len(prefix)]) == prefix:
            return tokens[len(prefix) :]
    return tokens
