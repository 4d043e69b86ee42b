"""A sentence that is not so, as English says it: `Ana cannot vote`, `nobody is married to Ana`."""

from collections.abc import Sequence
from itertools import pairwise

from parser.resolved.verbs import AUXILIARIES
from parser.resolved.vocabulary import Predicate
from parser.words.turned_round import supported

_OTHER_DENIALS = frozenset({"must", "shall", "should", "might", "need"})
"""Verbs whose denial is another verb: who need not leave is not one who must not leave."""

_AFTER = (["no"], ["not"], ["never"], ["neither"], ["and"], ["or"])
_TO_DO = AUXILIARIES - {"do", "does", "did"}
"""Verbs with whose `to` something has to be done: who is not to leave must stay."""

_OWNS = {"has": "does", "have": "do", "had": "did"}
_HAD = (
    "been become begun bought brought built come done drawn driven fallen felt found given gone had"
)
_HELD = (
    "held kept known laid led left lost made met paid put read run said seen sent set shown sold"
)
_SPENT = "spent stood sworn taken taught told thought understood won written"
_PARTICIPLES = frozenset(f"{_HAD} {_HELD} {_SPENT}".split())
_QUANTIFIERS = frozenset({"every", "each", "all", "both", "only", "another", "no", "other"})
_NOBODY = {"anyone": "nobody", "anything": "nothing"}


def negated(predicate: Predicate, slots: Sequence[str]) -> str | None:
    """Return the denial of the sentence whose slots say these texts, None if no verb is found.

    Of a subject that is any one the sentence is so of none.

    >>> from parser.resolved.vocabulary import Slot
    >>> votes = Predicate("votes", (Slot("person", "person"),), parts=(0, "votes"))
    >>> can = Predicate("can", (Slot("person", "person"),), parts=(0, "can", "vote"))
    >>> negated(votes, ("Ana",)), negated(can, ("Ana",)), negated(can, ("anyone",))
    ('Ana does not vote', 'Ana cannot vote', 'nobody can vote')
    >>> must = Predicate("must", (Slot("person", "person"),), parts=(0, "must", "leave"))
    >>> has = Predicate("has", (Slot("person", "person"),), parts=(0, "has", "a", "visa"))
    >>> negated(must, ("Ana",)), negated(has, ("Ana",))
    (None, 'Ana does not have a visa')
    >>> unfit = Predicate("unfit", (Slot("person", "person"),), parts=(0, "is", "not", "fit"))
    >>> negated(unfit, ("Ana",))
    'Ana is fit'
    """
    parts = predicate.parts
    at = _verb(parts)
    if at is None:
        return None
    subject = [one if isinstance(one, str) else slots[one] for one in parts[:at]]
    rest = [one if isinstance(one, str) else slots[one] for one in parts[at + 1 :]]
    verb = str(parts[at])
    if any(a in ("and", "or") and b in AUXILIARIES for a, b in pairwise(rest)):
        return None
    if subject[0].split(" ")[0].casefold() in _QUANTIFIERS:
        return None
    if verb in AUXILIARIES and rest[:1] == ["not"] and _is_plain(subject, rest):
        return _joined([*subject, verb, *rest[1:]])
    if verb in _OTHER_DENIALS or rest[:1] in _AFTER or (verb in _TO_DO and rest[:1] == ["to"]):
        return None
    if any(map(_is_of_none, subject)):
        if len(subject) > 1:
            return None
        none = _NOBODY.get(subject[0]) or f"no {subject[0].removeprefix('any ')}"
        return _joined([none, verb, *rest])
    if verb in _OWNS and not _is_participle(rest[:1]):
        found: tuple[str, str] | None = _OWNS[verb], "have"
    elif verb in AUXILIARIES:
        return _joined([*subject, "cannot" if verb == "can" else f"{verb} not", *rest])
    else:
        found = supported(verb)
    if found is None:
        return None
    return _joined([*subject, found[0], "not", found[1], *rest])


def _is_plain(subject: Sequence[str], rest: Sequence[str]) -> bool:
    """Tell whether a sentence without its `not` is just its denial: none says `any` or `all`."""
    words = " ".join(rest).split()
    return not any(map(_is_of_none, subject)) and not _SCOPED.intersection(words)


_SCOPED = frozenset({*_QUANTIFIERS, "any", "anyone", "anything", "either", "or", "yet", "until"})


def _is_of_none(said: str) -> bool:
    return said in _NOBODY or said.startswith("any ")


def _is_participle(words: Sequence[str]) -> bool:
    return bool(words) and (words[0].endswith("ed") or words[0] in _PARTICIPLES)


def _verb(parts: Sequence[str | int]) -> int | None:
    """Return where the verb stands: behind a slot in front, else the first auxiliary."""
    if parts and isinstance(parts[0], int):
        return 1 if len(parts) > 1 and isinstance(parts[1], str) else None
    return next((n for n, part in enumerate(parts) if part in AUXILIARIES), None)


def _joined(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        glued = word[:1] in {",", "'", "\u2019", ";", ")", "%"}
        text += word if glued or not text else f" {word}"
    return text
