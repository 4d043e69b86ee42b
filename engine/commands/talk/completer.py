"""Completion as one types: the next words of a sentence, then what its slots want."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from engine.commands.talk.conversation import Conversation
from engine.commands.talk.request import ASKING, COMMANDS
from parser.resolved.completing import Completion as Sentences
from parser.resolved.completing import Following
from parser.resolved.lexicon import Vocabulary
from parser.resolved.vocabulary import VALUE_KINDS, Slot
from parser.syntax.scan import scan
from parser.syntax.tree import Token
from parser.text.diagnostic import SourceError
from parser.values import Entity
from parser.words.case_text import value_text

_STARTS = ("can", "is", "was", "does", "has", "may", "must", "who", "which", "when", "how many")
_LINES = ("it is false that", "it is not known whether", "all cases where", "all facts are given")
_MOST = 60
"""How many words are offered before the search for more sentences ends."""

_EXAMPLES = {
    "date": "a day, such as 2026-11-23",
    "number": "a number, such as 90",
    "amount": "a sum, such as 100.50 EUR",
    "share": "a share, such as 51%",
    "duration": "a duration, such as 3 years",
    "text": 'a text in quotes, such as "…"',
}


class SentenceCompleter(Completer):
    """Continues the sentence that is being typed with what the laws can understand."""

    def __init__(self, conversation: Conversation) -> None:
        """Complete in the words of a conversation's laws, and with its names."""
        self._conversation = conversation
        self._known: tuple[Vocabulary, Sentences] | None = None

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Yield what may follow the text before the cursor."""
        del complete_event  # a key and a pause ask for the same
        text = document.current_line_before_cursor
        whole, part = _split(text)
        for words in self._candidates(whole):
            if words.casefold().startswith(part.casefold()) and words != part:
                yield Completion(words, -len(part))

    def _candidates(self, whole: str) -> Iterator[str]:
        seen: dict[str, None] = {}
        if not whole:
            seen.update(dict.fromkeys(COMMANDS))
            seen.update(dict.fromkeys(_STARTS))
            seen.update(dict.fromkeys(_LINES))
        else:
            longer = [one for one in COMMANDS if one.startswith(f"{whole.strip()} ")]
            seen.update(dict.fromkeys(one[len(whole) :] for one in longer))
        for one in self.following(whole):
            for words in self._words(one):
                seen.setdefault(words)
            if len(seen) > _MOST:
                break
        yield from seen

    def _words(self, one: Following) -> Iterator[str]:
        """Yield the next words of a sentence, or what can fill the slot that comes next."""
        if one.slot is None:
            yield one.words
        elif one.slot.kind == "date":
            yield from dict.fromkeys(("today", date.today().isoformat()))
        elif one.slot.kind not in VALUE_KINDS:
            yield from self._individuals(one.slot)

    def _individuals(self, slot: Slot) -> Iterator[str]:
        desk = self._conversation.desk
        for name, kind in sorted(desk.names.items()):
            if kind == slot.kind:
                yield value_text(Entity(kind, name))
        for name, kind in sorted(desk.kb.vocabulary.names.items()):
            if kind == slot.kind:
                yield name

    def following(self, text: str) -> tuple[Following, ...]:
        """Return what may follow some whole words, as a statement or a question by the first."""
        try:
            tokens = scan(_sentence(text), "line", 0, 1)
        except SourceError:
            return ()
        stating = not tokens or tokens[0].text.casefold() not in ASKING
        return self._sentences().following(tokens, stating, self._conversation.desk.names)

    def _sentences(self) -> Sentences:
        vocabulary = self._conversation.desk.kb.vocabulary
        if self._known is None or self._known[0] is not vocabulary:
            self._known = (vocabulary, Sentences(vocabulary))
        return self._known[1]

    def hint(self, document: Document) -> str:
        """Say below the line what the sentence still wants, or that nothing like it is known."""
        text = document.current_line_before_cursor
        whole, part = _split(text)
        if not text.strip() or text.split()[0].casefold() in {c.split()[0] for c in COMMANDS}:
            return ""
        found = self.following(whole)
        typed = part.casefold()
        fitting = [one for one in found if one.slot or one.words.casefold().startswith(typed)]
        wanted = next((one for one in fitting if one.slot is not None), None)
        if wanted is not None and wanted.slot is not None:
            kind = wanted.slot.kind
            return f"{_EXAMPLES.get(kind) or f'a {kind}'}   [{wanted.template}]"
        if fitting:
            return f"[{fitting[0].template}]"
        return "" if self._is_whole(text) else self._nearest(text)

    def _is_whole(self, text: str) -> bool:
        tokens = _tokens(text)
        return bool(tokens) and self._sentences().is_whole(tokens)

    def _nearest(self, text: str) -> str:
        words = [token.text for token in _tokens(text) if token.kind == "word"]
        near = self._conversation.desk.kb.vocabulary.nearest(words) if len(words) > 1 else ()
        return f"nothing goes on like this; the nearest is: {near[0]}" if near else ""


def _tokens(text: str) -> Sequence[Token]:
    try:
        return scan(_sentence(text), "line", 0, 1)
    except SourceError:
        return ()


def _sentence(text: str) -> str:
    """Return the sentence in a line: what stands after `what if`, or the whole."""
    lowered = text.casefold()
    if lowered.startswith("what if "):
        text = text[len("what if ") :]
        text = text.rpartition(";")[2].strip()
        return text.removeprefix("without ")
    return text


def _split(text: str) -> tuple[str, str]:
    """Split a line into its whole words and the word that is being typed.

    >>> _split("can Ana obt"), _split("can Ana "), _split('lives in "Bosnia a')
    (('can Ana ', 'obt'), ('can Ana ', ''), ('lives in ', '"Bosnia a'))
    """
    if text.count('"') % 2:
        at = text.rindex('"')
        return text[:at], text[at:]
    at = max(text.rfind(" "), text.rfind("\t")) + 1
    return text[:at], text[at:]
