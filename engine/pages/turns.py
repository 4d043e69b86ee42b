"""Steps in one line each that is true by itself, without a mark beside it or steps below it.

A condition that fails is written as what is so instead, with both values and how far apart they
are.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import assert_never

from engine.answers.complete import EVERYTHING
from engine.answers.reply import Need
from engine.answers.suggested import suggested
from engine.answers.summary import Turn
from engine.pages.assumed import (
    ASSUMED,
    is_assumed,
    is_unless_stated,
    not_stated_words,
    unshown_words,
)
from engine.pages.basis import basis, spelled_out, telling_facts
from engine.pages.compared import is_date
from engine.pages.falling_short import standing_words
from engine.pages.remarks import (
    SAID,
    absence_aside,
    aggregate_words,
    counted_days,
    each_words,
    exception_words,
    finding_aside,
    spot,
    worth_words,
)
from engine.pages.room import more
from engine.pages.unnamed import blank, denied_words, said_words
from engine.proof.grounds import status
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from engine.proof.telling import is_limit, says_nothing
from engine.rails.presumed import is_presumed
from engine.rails.said import SUPPOSED, UNLESS_STATED, Source
from parser.datalog.tree import Apply, Const, Var
from parser.values import Entity
from parser.words.case_text import shortest_line
from parser.words.sentence import (
    Predicates,
    Spoken,
    figure,
    is_hidden,
    law_words,
    say,
    shown,
)

FACTS = 2
"""How many facts go before a comparison of their values."""

_EACH = 6
"""Of how many cases that are counted each is told."""

_COUNTING = ("of which only {days} count", "of which only {days} counts")
"""How it is said which days of a case are counted: several, or one alone."""

_WHY = 8
"""How much is said of what makes an exception apply."""


def turn_words(
    turn: Turn, predicates: Predicates, said: Collection[str] = (), facts: int = 0
) -> str:
    """Write a condition; what its values are goes before a comparison, unless it was `said`.

    So does what ties it to those of whom the question is, where it is about others.
    So many `facts` are said too from which each of these values is worked out.
    """
    node = turn.node
    ties = [node_words(one, predicates) for one in turn.ties]
    if not isinstance(node, Compared):
        text = _other_words(turn, predicates) if turn.beside else node_words(node, predicates)
        if turn.day is not None:
            last = shown(turn.day - timedelta(days=1), predicates)
            if last not in text:  # of the condition alone: the answer may be the same after it
                text = f"{text} ({say(predicates, 'this until {day}', day=last)})"
        return "; ".join((*(one for one in ties if one not in said), text))
    turn = spelled_out(turn) if node.status == "fails" else turn
    assert isinstance(turn.node, Compared)
    text = standing_words(turn.node, predicates, turn.of)
    if turn.state == "to state" and node.status == "fails" and is_date(node.left):
        until = max(one for one in (node.left, node.right) if isinstance(one, date))
        text = say(predicates, "to be so on {day} too", day=shown(until, predicates))
    facts = facts if node.comparison.op != "!=" else 0
    told: dict[str, None] = dict.fromkeys(ties)
    for one in telling_facts(turn)[:FACTS]:
        one = with_a_sentence(one, predicates)
        if not is_unspoken(one, predicates):
            told |= dict.fromkeys(_from_facts(one, predicates, facts) if facts else ())
            told[node_words(one, predicates)] = None
    return "; ".join((*(fact for fact in told if fact not in said), text))


def told_before(turn: Turn, predicates: Predicates) -> set[str]:
    """Return what `turn_words` says before a condition itself, and so need not be said again."""
    return {node_words(one, predicates) for one in (*turn.ties, *turn.facts)}


def _other_words(turn: Turn, predicates: Predicates) -> str:
    """Write what is open of somebody without a name, and of whom it is so already."""
    text, aside = _words(turn.node, predicates)
    names = ", ".join(figure(one, predicates) for one in turn.beside[:FACTS])
    other = say(predicates, "other than {names}", names=names)
    mark = "; " if ": " in f"{other} {aside}" else ": "
    return f"{text} ({other}{mark}{aside})" if aside else f"{text} ({other})"


def with_a_sentence(node: Node, predicates: Predicates) -> Node:
    """Return the condition of an item that has a sentence, if it is the only one with its value.

    Of an item `(1) the wages come to an amount and the amount >= 1000 USD` the wages say what falls
    short.
    """
    while is_unspoken(node, predicates) and isinstance(node, Derived):
        values = [arg for arg in node.atom.args if not isinstance(arg, Entity)]
        below = [
            one
            for one in node.premises
            if isinstance(one, Derived | Stated | ListedRow)
            and any(arg in values for arg in one.atom.args if not isinstance(arg, Entity))
        ]
        if len(below) != 1:
            break
        node = below[0]
    return node


def _from_facts(node: Node, predicates: Predicates, most: int = FACTS) -> list[str]:
    """Return the facts from which a sentence is worked out, and how many there are more.

    Of a count or sum in which nothing counts it is that.
    """
    found = [node_words(one, predicates) for one in basis(node)]
    if not found and isinstance(node, Derived):
        found = [
            aggregate_words(one, predicates)
            for one in node.premises
            if isinstance(one, Aggregated)
            and not one.contributions
            and one.result in node.atom.args
        ][:1]
    left = len(found) - most
    return [*found[:most], more(left, predicates)] if left > 0 else found


def is_unspoken(node: Node, predicates: Predicates) -> bool:
    """Tell whether a step has no sentence of its own: that of an item with several conditions."""
    match node:
        case Derived(atom) | Absent(atom) | Exception_(route=Derived(atom) | Absent(atom)):
            return is_hidden(atom, predicates)
        case _:
            return False


def node_words(node: Node, predicates: Predicates) -> str:
    """Write a step on one line, with where it comes from."""
    text, aside = _words(node, predicates)
    return f"{text} ({within(aside)})" if aside else text


def plain_words(node: Node, predicates: Predicates) -> str:
    """Write a step on one line, without where it comes from."""
    return _words(node, predicates)[0]


def within(aside: str) -> str:
    """Return what stands in round brackets, with square ones for those inside it.

    >>> within("cannot be: P-1 (x.law:3)")
    'cannot be: P-1 [x.law:3]'
    """
    return _INNER.sub(r" [\1]", aside)


_INNER = re.compile(r" \(([^()]*)\)")


def aside_words(node: Node, predicates: Predicates) -> str:
    """Write where a step comes from, or nothing."""
    return _words(node, predicates)[1]


def _words(node: Node, predicates: Predicates) -> tuple[str, str]:
    """Return what is so, and where it comes from."""
    match node:
        case Stated(atom, source):
            return said_words(atom, predicates), _place(source, predicates)
        case ListedRow(atom, cites):
            aside = law_words(cites, predicates) or say(predicates, "listed")
            return said_words(atom, predicates), aside
        case Finding():
            return _found(node, predicates)
        case Assumption(atom):
            return said_words(atom, predicates), say(predicates, "not stated")
        case Circular(atom):
            aside = "the rules come back to it in a circle, and leave it undecided"
            return said_words(atom, predicates), say(predicates, aside)
        case Absent():
            return _absent(node, predicates)
        case Compared():
            return standing_words(node, predicates), ""
        case Aggregated():
            return _aggregate(node, predicates), ""
        case Derived(atom, rule):
            rule_id = rule.provision.rule if rule.provision else ""
            if is_hidden(atom, predicates):
                return rule.provision.item if rule.provision else "", ""
            if node.status == "fails":
                return denied_words(atom, predicates), rule_id
            if node.status in ("unknown", "open"):
                return said_words(atom, predicates), say(predicates, "not settled")
            if is_presumed(rule) and rule_id:
                rule_id = say(predicates, "presumed: {rule}", rule=rule_id)
            return said_words(atom, predicates), rule_id
        case Exception_():
            return _excepted(node, predicates)
        case ByCases(atom):
            if node.status == "fails":
                return denied_words(atom, predicates), say(predicates, "in no case")
            return said_words(atom, predicates), say(predicates, "in each case")
        case _:
            assert_never(node)


def _aggregate(node: Aggregated, predicates: Predicates) -> str:
    """Write an aggregate with what it counts: the only case as it is stated, a few each by itself.

    A case that has a sentence of its own is told with where it comes from, and is then not told
    again.
    """
    told = counted_words(node, predicates)
    if told:
        return f"{worth_words(node, predicates)}: {'; '.join(each_words(told))}"
    return aggregate_words(node, predicates)


def counted_words(node: Aggregated, predicates: Predicates) -> tuple[str, ...]:
    """Write each case that an aggregate counts, with where it comes from; nothing if too many."""
    rows = node.contributions
    told: list[str] = []
    for values, parts in rows[:_EACH]:
        one = next((part for part in parts if isinstance(part, SAID)), None)
        if one is None or is_unspoken(one, predicates):
            return ()
        days = counted_days(node, values, predicates)
        counts = say(predicates, _COUNTING[values[:1] == values[1:]], days=days) if days else ""
        said = node_words(one, predicates)
        given = [arg for arg in one.atom.args if isinstance(arg, date)]
        said = f"{said}, {counts}" if days and tuple(values) not in [*pairwise(given)] else said
        capped = (standing_words(each, predicates, of) for each, of in _capped(one))
        told.append(", ".join((said, *capped)))
    return tuple(told) if len(told) == len(rows) else ()


def _capped(node: Node, depth: int = 2) -> Iterator[tuple[Compared, Derived]]:
    """Yield how a value was worked out where a limit of the law cuts it short, with the step.

    Of 8000 USD that were paid 7000 count: that is the lesser of 8000 and 7000.
    """
    if not isinstance(node, Derived):
        return
    for part in node.premises:
        if isinstance(part, Compared):
            bound = dict(part.bindings)
            for side in (part.comparison.left, part.comparison.right):
                if isinstance(side, Apply) and side.function in ("earlier", "later"):
                    limits = [one.value for one in side.args if isinstance(one, Const)]
                    others = [bound.get(one.name) for one in side.args if isinstance(one, Var)]
                    if part.left in limits and others and part.left not in others:
                        yield part, node
        elif depth > 1:
            yield from _capped(part, depth - 1)


def _place(source: Source, predicates: Predicates) -> str:
    where = spot(source.span, predicates)
    if source.who == SUPPOSED and not where:
        return say(predicates, "supposed in this case")
    return where or source.who


def _found(node: Finding, predicates: Predicates) -> tuple[str, str]:
    words = denied_words if node.status == "fails" else said_words
    return words(node.atom, predicates), finding_aside(node, predicates)


def _absent(node: Absent, predicates: Predicates) -> tuple[str, str]:
    source = node.source
    if is_hidden(node.atom, predicates):
        text = say(predicates, "none of these holds")
        items = dict.fromkeys(_item_words(one, predicates) for one in node.routes)
        said = "; ".join(one for one in items if one)
        return (f"{text}: {said}" if said else text), ""
    if node.reason == "no more" and source is not None and source.text == EVERYTHING:
        return say(predicates, EVERYTHING), _place(source, predicates)
    if node.reason == "no more" and source is not None and source.who != UNLESS_STATED:
        closing = suggested(Need(blank(node.atom), closing=True), predicates)
        return shortest_line(closing, predicates), _place(source, predicates)
    if node.reason == "no more":
        said = said_words(node.atom, predicates)
        aside = _why_absent(node, predicates)
        return say(predicates, "no other case where {said}", said=said), aside
    if is_unless_stated(node) and None in blank(node.atom).args:
        return not_stated_words(node.atom, predicates), ""
    if node.reason in ("settled", "not listed") and (settled := _settled_words(node, predicates)):
        return settled, ""
    text = denied_words(node.atom, predicates)
    if node.reason == "denied" and source is not None:
        return text, _place(source, predicates)
    if node.reason == "closed" and source is not None and source.who != UNLESS_STATED:
        where = _place(source, predicates)
        return text, say(predicates, "all are given in {where}", where=where)
    if unshown := unshown_words(node, predicates):
        return unshown, ""
    if node.reason in ("no route", "not shown"):  # that a page goes no further is no reason
        return text, say(predicates, ASSUMED) if is_assumed(node) else ""
    if node.reason == "impossible":
        beside = [node_words(one, predicates) for one in node.routes[:2]]
        return text, "; ".join((absence_aside(node, predicates), *beside))
    return text, _why_absent(node, predicates)


def _settled_words(node: Absent, predicates: Predicates) -> str:
    """Write which value is stated or listed of what has only one, and that it is not the other."""
    stated = next((one for one in node.routes if isinstance(one, Stated | ListedRow)), None)
    if stated is None:
        return ""
    said, other = said_words(stated.atom, predicates), said_words(node.atom, predicates)
    form, told = "{said}, and so not {other}", node_words(stated, predicates)
    return say(predicates, form, said=told, other=each_words((said, other))[1])


def _item_words(route: Node, predicates: Predicates) -> str:
    """Return what an item asks for that is not so, nothing if that has no sentence of its own."""
    for one in route.premises if isinstance(route, Derived) else ():
        denies = isinstance(one, Exception_)
        atom = getattr(one.route if isinstance(one, Exception_) else one, "atom", None)
        if status(one) == "fails" and atom is not None and not is_hidden(atom, predicates):
            return denied_words(atom, predicates) if denies else said_words(atom, predicates)
    return ""


def _why_absent(node: Absent, predicates: Predicates) -> str:
    """Say why something is not so, and of what nobody stated that this is assumed."""
    if not is_unless_stated(node) or node.source is None:
        return absence_aside(node, predicates)
    where = spot(node.source.span, predicates)
    return say(predicates, ASSUMED) + (f": {where}" if where else "")


def _excepted(node: Exception_, predicates: Predicates) -> tuple[str, str]:
    """Name an exception and why it applies; a plain negative condition as what is so."""
    atom = getattr(node.route, "atom", None)
    why = "; ".join(why_words(node.route, predicates)[:_WHY]) if node.status != "holds" else ""
    if node.provision is None and atom is not None and not is_hidden(atom, predicates):
        if node.status in ("holds", "defeated"):
            if unshown := unshown_words(node, predicates):
                return unshown, ""
            assumed = say(predicates, ASSUMED) if is_assumed(node) else ""
            return denied_words(atom, predicates), assumed
        if node.status == "fails":
            said, aside = _words(node.route, predicates)
            against = say(predicates, "against it: {said}", said=said)
            rule = f" ({aside})" if aside and why else ""
            return (f"{against}{rule}: {why}", "") if why else (against, aside)
        return denied_words(atom, predicates), say(predicates, "not settled")
    if node.provision is None and why and node.status == "fails":
        return say(predicates, "against it: {said}", said=why), ""
    title = ""
    if node.provision is not None:
        called = predicates.provision(node.provision) if isinstance(predicates, Spoken) else None
        title = (called or node.provision).title
    said = exception_words(node, predicates, f' "{title}"' if title else "")
    return (f"{said}: {why}" if why else said), ""


def why_words(node: Node, predicates: Predicates) -> Sequence[str]:
    """Return what makes a step hold: the conditions of its rule that say something, one line each.

    Through a step with a single condition it goes on to what that rests on.
    """
    for _ in range(20):
        if not isinstance(node, Derived):
            break
        inner = [one for one in node.premises if not isinstance(one, Compared)]
        telling = [one for one in inner if not isinstance(one, Absent | Exception_)] or inner
        denied = [one for one in inner if isinstance(one, Absent) and _is_denied(one)]
        measured = [one for one in node.premises if isinstance(one, Compared) and measures(one)]
        (only,) = telling if len(telling) == 1 else (None,)
        through = only if isinstance(only, Derived) and not measured and not denied else None
        if through is not None and not _rests_on_a_negation(through, predicates):
            node = through
            continue
        spoken = [one for one in telling if not is_unspoken(one, predicates)]
        before = _from_facts(spoken[0], predicates) if measured and len(spoken) == 1 else []
        spoken = [one for one in inner if one in spoken or one in denied]
        said = [*before, *(node_words(one, predicates) for one in spoken)]
        return [*said, *(standing_words(one, predicates, node) for one in measured)]
    return []


def _rests_on_a_negation(node: Derived, predicates: Predicates) -> bool:
    """Tell whether a step with a sentence holds since something else does not, which nobody denied.

    That Olga was adopted by Paul is not why an adopter lives elsewhere: the sentence says more.
    """
    negations = (one for one in node.premises if isinstance(one, Absent | Exception_))
    untold = (one for one in negations if not (isinstance(one, Absent) and _is_denied(one)))
    return not is_unspoken(node, predicates) and any(not is_assumed(one) for one in untold)


def _is_denied(node: Absent) -> bool:
    """Tell whether somebody stated that something is not so, or that all of it is stated.

    Of silence it is said elsewhere.
    """
    if node.status != "holds" or node.source is None or node.source.who == UNLESS_STATED:
        return False
    return node.reason in ("denied", "closed")


def measures(node: Compared) -> bool:
    """Tell whether a comparison is one of sizes that tells something, other than of plain days."""
    if is_limit(node):
        return True
    if node.comparison.op in ("=", "!=") or says_nothing(node):
        return False
    sides = (node.comparison.left, node.comparison.right)
    return any(isinstance(side, Apply) for side in sides) or not is_date(node.left)
