"""A line that says nothing the laws know: which command or sentence may have been meant."""

from dataclasses import replace
from difflib import get_close_matches

from engine.commands.talk.replying import refusal
from engine.commands.talk.request import COMMANDS
from engine.commands.talk.state import Desk
from kb.by_word import ByWord, by_word
from kb.heard.nearest import Sentences, is_tellable, said_with
from parser.text.diagnostic import Quoted, SourceError

_SHOWN = 3
"""How many sentences are named in an error."""

_LIKE = 0.75
"""How alike a word and a command are at least, from 0 to 1, for one to be meant by the other."""

_MANY = 3
"""A line of more words than this was meant as a sentence, whatever it begins with."""


def sentences_with(desk: Desk, word: str) -> ByWord:
    """Return the sentences in which a word occurs; raises SourceError if there is none."""
    found = by_word(desk.kb, word)
    if not found.sentences:
        near = get_close_matches(word.casefold()[:40], sorted(_words(desk)), 3, _LIKE)
        meant_by = "" if near else _nearest(desk, word, _SHOWN)
        advice = f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else _FIND
        advice = f"it may be meant by {meant_by}" if meant_by else advice
        raise refusal("unknown-word", f"no sentence of the laws has `{word}` in it", advice)
    return ByWord(word, found.sentences)


_FIND = "`sentences WORD` shows which sentences have a word, `help` what else there is"


def meant(desk: Desk, text: str, error: SourceError) -> SourceError:
    """Return the error for a line that is no sentence, with what may have been meant by it.

    That is a command that is spelled alike, or sentences that have its words; other errors, such
    as that of a name that is not known, stay as they are.
    """
    if any(one.code != "unknown-sentence" for one in error.diagnostics):
        return error
    words = text.split()
    commands = sorted({one.split()[0] for one in COMMANDS})
    near = get_close_matches(words[0].casefold()[:40], commands, 1, _LIKE)
    if near and len(words) <= _MANY:
        message = f"`{words[0]}` is no command, and `{text}` no sentence of the laws"
        return refusal("unknown-command", message, f"did you mean `{near[0]}`?")
    if len(words) == 1:
        found = by_word(desk.kb, words[0]).sentences
        if found:
            shown = ", ".join(f"`{one.text}`" for one in found[:_SHOWN])
            word = words[0].casefold()
            advice = f"write a whole sentence, such as {shown}; `sentences {word}` shows all"
            return refusal("no-sentence", f"`{words[0]}` is a word and no sentence", advice)
    said = _nearest(desk, text)
    told = tuple(
        replace(one, help=f"did you mean {said}? {_FIND}")
        if said
        else replace(one, help=_FIND if _is_for_authors(one.help) else f"{one.help}; {_FIND}")
        for one in error.diagnostics
    )
    return Quoted(told, error.texts) if isinstance(error, Quoted) else SourceError(told)


def _nearest(desk: Desk, text: str, most: int = 1) -> str:
    """Return the sentences that may be meant by a line, with what it says in their slots."""
    people = [name for name, kind in desk.names.items() if kind == "person"]
    ready = Sentences(desk.kb, is_tellable)
    found = ready.heard(text, desk.names, desk.day, people[0] if people else "", most=most)
    said = [said_with(desk.kb, each) for one in found[:_SHOWN] for each in one.nearest]
    return ", ".join(f"`{one}`" for one in dict.fromkeys(said))


def _is_for_authors(advice: str | None) -> bool:
    """Tell whether advice is for whoever writes laws: at a desk nobody declares sentences."""
    return advice is None or advice.startswith("declare it")


def _words(desk: Desk) -> set[str]:
    return {
        part.casefold()
        for predicate in desk.kb.predicates.values()
        for part in predicate.parts
        if isinstance(part, str) and part.isalpha() and len(part) > _SHOWN
    }
