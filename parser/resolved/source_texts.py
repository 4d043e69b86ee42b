"""What of laws a translation says in another language, and whether it has changed since."""

import hashlib
from collections.abc import Iterable, Sequence

from parser.resolved.law_tree import Law


def source_texts(laws: Iterable[Law]) -> dict[str, tuple[str, ...]]:
    """Return for each id what of it can be translated: title, paraphrase, citation, readings.

    A reading that has the id of a rule is said where the rule is.
    """
    found: dict[str, tuple[str, ...]] = {}
    for law in laws:
        provisions = [rule.provision for rule in law.rules]
        provisions += [constraint.provision for constraint in law.constraints]
        for of in provisions:
            found[of.rule] = (of.title, of.says, of.cites, *of.reads)
        for note in law.notes:
            found[note.provision] = (note.title, note.says, note.cites, note.reason)
        for switch in law.switches:
            meanings = (meaning for _, meaning in switch.choices)
            if not switch.overlay:
                found.setdefault(switch.id, (switch.title, switch.says, switch.cites, *meanings))
    return found


def digest(texts: Sequence[str]) -> str:
    """Return six digits that change when a text does.

    >>> digest(("a", "b")) == digest(("a", "c"))
    False
    """
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:6]
