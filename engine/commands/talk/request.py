"""A typed line -> what it asks the desk to do."""

import re
from typing import Literal

from parser.frozen import dataclass
from parser.resolved.verbs import AUXILIARIES, PREPOSITIONS


@dataclass(frozen=True, slots=True)
class Tell:
    """A statement, such as a fact, its denial, or that all facts of a kind are given."""

    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question."""

    text: str


ExplainVerb = Literal["why", "why not", "missing", "proof", "expand"]


@dataclass(frozen=True, slots=True)
class Explain:
    """More about the last answer; with `proof` the explanation of a number, counted from 1.

    With `why` it is the way of that number, 0 for the first.
    """

    what: ExplainVerb
    number: int = 0


@dataclass(frozen=True, slots=True)
class Suppose:
    """The last question with other facts: `facts` are added, those in `without` taken away."""

    facts: tuple[str, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forget:
    """A fact by its number or its words, or all of them."""

    target: str


@dataclass(frozen=True, slots=True)
class SetDay:
    """The day as of which to ask from now on, as it was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A reading or body of law with its choice; without a name all of them are to be listed."""

    name: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """The id of a rule, provision or reading, or a word, that is to be explained."""

    id: str


@dataclass(frozen=True, slots=True)
class FindSentences:
    """A word, or several: the sentences that have it are to be shown."""

    word: str


FileVerb = Literal["save", "load", "report"]


@dataclass(frozen=True, slots=True)
class WithFile:
    """`save`, `load` or `report` with the name of a file."""

    verb: FileVerb
    path: str


PlainVerb = Literal["facts", "undo", "redo", "help", "quit", "nothing"]


@dataclass(frozen=True, slots=True)
class Plain:
    """A command that needs nothing more."""

    verb: PlainVerb


@dataclass(frozen=True, slots=True)
class Unclear:
    """A command that lacks something; `advice` says what."""

    message: str
    advice: str


Request = (
    Tell
    | Ask
    | Explain
    | Suppose
    | Forget
    | SetDay
    | Choose
    | LookUp
    | FindSentences
    | WithFile
    | Plain
    | Unclear
)

COMMANDS = (
    "why", "why not", "missing", "expand", "proof", "what if", "facts", "forget", "undo", "redo",
    "as of", "under", "readings", "explain", "sentences", "report", "save", "load", "help", "quit",
)  # fmt: skip
"""The words with which a line begins that is neither a fact nor a question."""

ASKING = AUXILIARIES | {"who", "whom", "which", "what", "when", "how"}
"""The words with which a question begins."""

_ATOM = re.compile(r"[\w-]+\s*\(")
_EXPLAINS: dict[str, ExplainVerb] = {
    "why": "why",
    "why not": "why not",
    "missing": "missing",
    "expand": "expand",
    "zašto": "why",
    "zašto ne": "why not",
    "šta nedostaje": "missing",
}
_WITH_FILE: dict[str, FileVerb] = {"save": "save", "load": "load", "report": "report"}
_PLAIN: dict[str, PlainVerb] = {
    "facts": "facts",
    "undo": "undo",
    "redo": "redo",
    "help": "help",
    "quit": "quit",
    "exit": "quit",
}


_ASKING_IN_MONTENEGRIN = frozenset(
    {"ko", "koga", "kome", "koja", "koji", "koje", "kojoj", "kada", "koliko"}
)


def understand(line: str) -> Request:
    """Return what a line asks for.

    >>> understand("why not"), understand("forget 2")
    (Explain(what='why not', number=0), Forget(target='2'))
    >>> understand("can Ana vote"), understand("Ana is banned")
    (Ask(text='can Ana vote'), Tell(text='Ana is banned'))
    """
    text = " ".join(line.split())
    key = text.casefold().rstrip(".?!") if text.strip("?") else text
    if not text or text.startswith("#"):
        return Plain("nothing")
    if text == "?" or key in _PLAIN:
        return Plain(_PLAIN.get(key, "help"))
    if key in _EXPLAINS:
        return Explain(_EXPLAINS[key])
    first, _, rest = text.partition(" ")
    command = _command(first.casefold(), rest.strip(), key)
    if command is not None:
        return command
    return Ask(text) if _is_question(text) else Tell(text)


def _command(first: str, rest: str, key: str) -> Request | None:
    if first == "proof" and (not rest or rest.isdigit()):
        if not rest or len(rest) > 6:
            return Unclear("which explanation?", "write `proof 2` for the second one")
        return Explain("proof", int(rest))
    if first == "why" and rest.isdigit():
        return Explain("why", int(rest[:6]))
    if first == "forget":
        missing = Unclear("forget what?", "give the number that `facts` shows, the words, or `all`")
        return Forget(rest) if rest else missing
    if first == "under" or key == "readings":
        name, _, choice = rest.replace("=", " ").partition(" ")
        return Choose(name, choice.strip()) if first == "under" else Choose()
    if first == "explain":
        missing = Unclear("explain what?", "give the id of a rule, such as `explain CIT-ADM-4`")
        return LookUp(rest) if rest else missing
    if first == "sentences":
        missing = Unclear("sentences with which word?", "give one, such as `sentences marriage`")
        return FindSentences(rest) if rest else missing
    if first in _WITH_FILE:
        missing = Unclear(
            f"{first} which file?", f"write `{first} ana.{'html' if first == 'report' else 'case'}`"
        )
        return WithFile(_WITH_FILE[first], rest) if rest else missing
    if key.startswith("as of"):
        return SetDay(rest.partition(" ")[2].strip() if rest[:2].casefold() == "of" else rest)
    if key == "what if" or key.startswith("what if "):
        return _supposition(rest.partition(" ")[2])
    return None


def _supposition(text: str) -> Request:
    facts: list[str] = []
    without: list[str] = []
    for part in text.rstrip("?").split(";"):
        said = part.strip()
        if said.casefold().startswith("without "):
            without.append(said.partition(" ")[2].strip())
        elif said:
            facts.append(said)
    if not facts and not without:
        return Unclear("what if what?", "write facts after it, separated by `;`")
    return Suppose(tuple(facts), tuple(without))


def _is_question(text: str) -> bool:
    words = [word.casefold() for word in text.split()[:2]]
    if words[1:] == ["li"] or words[0] in _ASKING_IN_MONTENEGRIN:
        return True
    if text.endswith("?") or words[0] in ASKING or _ATOM.match(text):
        return True
    return len(words) > 1 and words[0] in PREPOSITIONS and words[1] in ASKING - AUXILIARIES
