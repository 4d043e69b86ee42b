"""A question that leaves out the value at the end of its sentence -> which one it should say."""

import re
from collections.abc import Sequence

from parser.resolved.constants import example_of
from parser.resolved.lexicon import Vocabulary
from parser.resolved.matching import Row
from parser.resolved.question_readings import turned
from parser.resolved.vocabulary import VALUE_KINDS, Predicate, Slot
from parser.resolved.wording import phrase, template_text
from parser.syntax.tree import Sentence, Token
from parser.text.diagnostic import Diagnostic

_SHOWN = re.compile(r"`([^`]+)`")


def unfinished(
    sentence: Sentence, tokens: Sequence[Token], vocabulary: Vocabulary
) -> list[Diagnostic]:
    """Return the error that a question leaves out a value, or nothing if that is not it.

    `tokens` are the words of the question `sentence` without the mark at its end.
    """
    words = [token.text for token in tokens if token.kind == "word"]
    for name in vocabulary.nearest_names(words):
        predicate = vocabulary.predicates[name]
        *before, last = predicate.parts
        if not isinstance(last, int) or predicate.slots[last].kind not in VALUE_KINDS:
            continue
        left_out: list[str] = []
        while before and isinstance(word := before.pop(), str):
            left_out.insert(0, word)
            if _asks((*tokens, *_tokens((*left_out, "_"), sentence)), name, vocabulary):
                return [_which(" ".join(left_out), predicate, predicate.slots[last], sentence)]
    return []


def _tokens(words: Sequence[str], sentence: Sentence) -> list[Token]:
    return [Token("word", word, span=sentence.span) for word in words]


def _asks(tokens: Sequence[Token], name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a row of tokens asks about a predicate."""
    row = Row(tokens, vocabulary.spelled, asking=True)
    return any(
        each.predicate == name for found in turned(row, vocabulary.sentences) for each in found
    )


def _which(words: str, predicate: Predicate, slot: Slot, sentence: Sentence) -> Diagnostic:
    asked = phrase(sentence.tokens).rstrip(" ?.")
    shown = _SHOWN.search(example_of(slot.kind))
    value = shown[1] if shown else f'"{slot.role}"'
    advice = f"ask `{asked} {words} {value}`, with the {slot.role} that is meant"
    if slot.kind == "date":
        advice += f", or `{asked} {words} today`"
    return Diagnostic(
        "missing-value",
        f"{words} which {slot.role}? The sentence is `{template_text(predicate)}`",
        sentence.span,
        help=advice,
    )
