"""A question -> the questions of each way by itself, where a yes to any of them is a yes to it.

An answer names the way that is nearest. Who asks whether somebody can become a citizen may mean
another one: through marriage, say.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from engine.commands.web.desk.hearing import question_form
from engine.rails.in_force import in_force
from kb.base import KnowledgeBase
from kb.heard.nearest import Nearest, is_askable
from parser.datalog.tree import Atom, Rule, Var
from parser.resolved.tree import Case

_DEEP = 2
"""How many steps down the ways are listed."""

Args = tuple[str, ...]


def ways_by_themselves(
    kb: KnowledgeBase, case: Case, pred: str, args: Args, language: str, today: date
) -> list[dict[str, Any]]:
    """Return the ways to a sentence as questions, each with its own `ways`; none if there is one.

    A way is a sentence that is enough alone, by the rules that are in force on the day of a case
    and under what it chooses. `args` are what is said in the slots, "" where it is left open.
    """
    heads: dict[str, list[Rule]] = {}
    for rule in in_force(kb.program, case.as_of or today, case.under).rules:
        heads.setdefault(rule.head.pred, []).append(rule)
    return _below(kb, heads, pred, args, language, _DEEP)


def _below(
    kb: KnowledgeBase,
    heads: dict[str, list[Rule]],
    pred: str,
    args: Args,
    language: str,
    depth: int,
) -> list[dict[str, Any]]:
    found = [*dict.fromkeys(_enough(kb, heads, pred, args))]
    if len(found) < 2 or not depth:
        return []
    return [
        question_form(kb, Nearest(one, given, 0.0), language)
        | {"ways": _below(kb, heads, one, given, language, depth - 1)}
        for one, given in found
    ]


def _enough(
    kb: KnowledgeBase, heads: dict[str, list[Rule]], pred: str, args: Args
) -> Iterator[tuple[str, Args]]:
    """Yield the sentences that are each enough for a sentence."""
    for rule in heads.get(pred, ()):
        if len(rule.body) != 1 or not isinstance(rule.body[0], Atom):
            continue
        atom = rule.body[0]
        given = _handed_on(rule.head, atom, args)
        if given is None:
            continue
        predicate = kb.predicates.get(atom.pred)
        if predicate is None or predicate.hidden:  # a part of a rule, without a sentence of its own
            yield from _enough(kb, heads, atom.pred, given)
        elif is_askable(predicate):
            yield atom.pred, given


def _handed_on(head: Atom, atom: Atom, args: Sequence[str]) -> Args | None:
    """Return what is said in the slots of a condition, None if it speaks of something else too."""
    said = {
        term.name: arg for term, arg in zip(head.args, args, strict=True) if isinstance(term, Var)
    }
    if len(said) != len(args):
        return None
    given = tuple(said.get(one.name) if isinstance(one, Var) else None for one in atom.args)
    return tuple(one for one in given if one is not None) if None not in given else None
