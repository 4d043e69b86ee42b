"""Short remarks beside a step: where a fact comes from, which rule, why something is absent.

Gaps and limits are worded in `engine.pages.measures`, whole sections in `engine.pages.from_reply`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from engine.proof.node import (
    Absent,
    Aggregated,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from engine.rails.said import SUPPOSED, UNLESS_STATED, Source
from parser.resolved.verbs import PREPOSITIONS
from parser.resolved.vocabulary import PRESUMED, GroundAtom, Provision
from parser.text.span import Span
from parser.values import Range, Value
from parser.words.sentence import (
    ENGLISH,
    Predicates,
    Spoken,
    denial,
    figure,
    is_hidden,
    law_words,
    say,
    sentence,
    shown,
)

MEASURES = {
    "count": "the number",
    "sum": "the sum",
    "min": "the least",
    "max": "the greatest",
    "days": "the days covered",
}


_AMONG = "not among the {rows} rows of {table}"


def spot(span: Span, predicates: Predicates = ENGLISH) -> str:
    """Write a place as file and line, without the folder; '' for no place.

    >>> spot(Span("cases/ana.case", 40, 52, 3, 9))
    'ana.case:3'
    """
    if not span.line:
        return ""
    name = span.file.replace("\\", "/").rsplit("/", 1)[-1]
    if name.startswith("fact "):  # the number of a fact that was told beside the files
        return say(predicates, "fact {number}", number=name.removeprefix("fact "))
    if name.startswith("--"):
        return name
    return f"{name}:{span.line}" if name else f"line {span.line}"


def place(source: Source | None, verb: str = "stated", predicates: Predicates = ENGLISH) -> str:
    """Say who stated something and where.

    >>> place(Source("--fact"))
    'stated by --fact'
    """
    if source is None:
        return say(predicates, verb)
    where = spot(source.span, predicates)
    if source.who == SUPPOSED and not where:
        return say(predicates, "supposed in this case")
    if where:
        return say(predicates, verb + " in {where}", where=where)
    if source.who:
        return say(predicates, verb + " by {who}", who=source.who)
    return say(predicates, verb)


def authority_words(authority: str, predicates: Predicates) -> str:
    """Name an authority inside a sentence, with its article where English has one.

    >>> authority_words("Ministry of Interior", {}), authority_words("the court", {})
    ('the Ministry of Interior', 'the court')
    """
    if isinstance(predicates, Spoken):
        return predicates.text(authority)
    named = re.match(r"(the|an?) ", authority) or " " not in authority
    return authority if named else f"the {authority}"


def finding_aside(node: Finding, predicates: Predicates) -> str:
    """Say where a finding is stated, and whose it is; or that the authority has yet to make it.

    Of what is stated nobody knows whether the authority has decided it: a case says only that it
    is so.
    """
    authority = authority_words(node.authority, predicates)
    match node.status:
        case "holds" | "fails" if node.source is not None and node.source.who == SUPPOSED:
            return say(predicates, "supposed in this case")
        case "holds" | "fails":
            verb = "stated" if node.status == "holds" else "denied"
            decides = say(predicates, "{authority} decides on it", authority=authority)
            where = place(node.source, verb, predicates) if node.source is not None else ""
            return "; ".join(filter(None, (where, decides)))
        case "open" | "unknown" | "defeated" | "conflict":
            return say(predicates, "for {authority} to decide", authority=authority)
        case _:
            assert_never(node.status)


def absence_aside(node: Absent, predicates: Predicates) -> str:
    """Say why the sentence is not so."""
    match node.reason:
        case "denied":
            return place(node.source, "denied", predicates)
        case "closed" | "no more" if node.source and node.source.who == UNLESS_STATED:
            return f"{say(predicates, UNLESS_STATED)}{_in(node.source, predicates)}"
        case "closed":
            said = say(predicates, "not among those given, and all are")
            return said + _in(node.source, predicates)
        case "settled":
            return place(node.source, "another value is stated", predicates)
        case "not listed" if node.source is not None:
            table, rows = law_words(node.source.who, predicates), node.source.text
            form = "other than the only row of {table}" if rows == "1" else _AMONG
            return say(predicates, form, rows=rows, table=table)
        case "not listed":
            return say(predicates, "not in the table")
        case "not shown":
            return say(predicates, "not shown further")
        case "no route":
            return "" if node.routes else say(predicates, "no rule concludes it")
        case "nobody":
            return say(predicates, "there is none")
        case "itself":
            return say(predicates, "never relates anyone to themselves")
        case "impossible":
            said = say(predicates, "cannot be")
            where = _in(node.source, predicates)
            return f"{said}: {node.source.who}{where}" if node.source else said
        case "possible":
            return say(predicates, "not ruled out")
        case "contradicted":
            return say(predicates, "this contradicts what is stated")
        case "no more":
            return place(node.source, "all are given", predicates)
        case _:
            assert_never(node.reason)


def rule_notes(provision: Provision | None, law: str, predicates: Predicates) -> tuple[str, ...]:
    """Return the lines under a derived step: rule, citation, readings, low confidence.

    The law is named unless it is `law`, whose rule stands above.
    """
    if provision is None:
        return ()
    same = provision.law_title == law
    if isinstance(predicates, Spoken):
        provision = predicates.provision(provision)
    called = f' "{provision.title}"' if provision.title else ""
    notes = [say(predicates, "by {rule}", rule=provision.rule) + called]
    title = "" if same else provision.law_title
    cited = ": ".join(part for part in (title, provision.cites) if part)
    if cited:
        notes.append(cited)
    notes.extend(
        say(predicates, PRESUMED)
        if reading == PRESUMED
        else say(predicates, "reading: {reading}", reading=reading)
        for reading in provision.reads
    )
    if provision.confidence in ("low", "medium"):
        level = say(predicates, provision.confidence)
        notes.append(say(predicates, "confidence in this reading: {level}", level=level))
    return tuple(notes)


def exception_words(node: Exception_, predicates: Predicates, title: str = "") -> str:
    """Say what became of an exception; its `title` goes after the id of its rule."""
    if node.provision is None:
        return _of_its_own(node, predicates)
    rule = f" {node.provision.rule}{title}"
    match node.status:
        case "holds":
            return say(predicates, "the exception{rule} does not apply", rule=rule)
        case "fails":
            return say(predicates, "the exception{rule} applies", rule=rule)
        case "defeated":
            return say(predicates, "the exception{rule} is itself overridden", rule=rule)
        case "conflict":
            return say(predicates, "the exception{rule} contradicts this rule", rule=rule)
        case "unknown" | "open":
            phrase = "it is not settled whether the exception{rule} applies"
            return say(predicates, phrase, rule=rule)
        case _:
            assert_never(node.status)


def _of_its_own(node: Exception_, predicates: Predicates) -> str:
    """Say what became of the sentences of which a rule says itself that none may hold."""
    match node.status:
        case "holds" | "defeated":
            return say(predicates, "none of these holds")
        case "fails" | "conflict":
            return say(predicates, "one of these holds")
        case "unknown" | "open":
            return say(predicates, "it is not settled whether one of these holds")
        case _:
            assert_never(node.status)


def aggregate_words(node: Aggregated, predicates: Predicates) -> str:
    """Write the result of an aggregate, and what was counted or added up.

    Of one case that it is, of several what they have in common; of none what would have been one.
    """
    rows = len(node.contributions)
    measure = say(predicates, MEASURES.get(node.kind, node.kind))
    counted = _counted(node)
    if not rows and isinstance(node.result, Range):
        return say(predicates, "{measure} is not known", measure=measure)
    if counted is not None and is_hidden(counted, predicates):
        return _items_words(node, predicates)
    worth = worth_words(node, predicates)
    if not rows:
        measured = _measured(node, predicates)
        if counted is None or (measured is None and node.kind != "count"):
            # that a permit was issued may be so: its days are those that another condition gives
            return say(predicates, "{worth}: nothing counts", worth=worth)
        said = sentence(measured or counted, predicates, some=True)
        # some may be stated all the same, such as of another year
        return say(predicates, "{worth}: no case counts where {said}", worth=worth, said=said)
    if counted is None:
        over = "over {rows} row" if rows == 1 else "over {rows} rows"
        return f"{worth}, {say(predicates, over, rows=rows)}"
    if rows == 1:
        return f"{worth}: {sentence(counted, predicates)}"
    said = _NAMED_TWICE.sub(r"\2 \1", sentence(counted, predicates, some=True))
    cases = say(predicates, "{rows} cases where {said}", rows=rows, said=said)
    return cases if node.kind == "count" and node.result == rows else f"{worth}: {cases}"


def _items_words(node: Aggregated, predicates: Predicates) -> str:
    """Say how many of the items of a rule are met, and which."""
    parts = (part for _, nodes in node.contributions for part in nodes)
    said = dict.fromkeys(text for part in parts for text in _item_words(part, predicates))
    if not said:
        return say(predicates, "none of its conditions met")
    number = shown(node.result, predicates)
    form = "{number} of its conditions met: {said}"
    return say(predicates, form, number=number, said="; ".join(said))


def _item_words(node: Node, predicates: Predicates) -> Iterator[str]:
    """Yield what an item rests on, in sentences of the law."""
    match node:
        case Derived(atom) if is_hidden(atom, predicates):
            for one in node.premises:
                yield from _item_words(one, predicates)
        case Absent(atom) if not is_hidden(atom, predicates):
            yield denial(atom, predicates)
        case Stated(atom) | ListedRow(atom) | Finding(atom) | Derived(atom):
            yield sentence(atom, predicates)
        case _:
            return


_NAMED_TWICE = re.compile(r"\b(\w+) (an?) \1\b")
"""A slot behind its own name: `in week a week`."""


_OF_DAYS = {"min": "{worth}, the earliest day", "max": "{worth}, the latest day"}
_IN_ALL = {
    "count": "{worth} in number",
    "sum": "{worth} in all",
    "min": "{worth}, the least",
    "max": "{worth}, the greatest",
    "days": "{worth} days in all",
}


def worth_words(node: Aggregated, predicates: Predicates) -> str:
    """Write what an aggregate comes to: `7110 USD in all`."""
    form = _IN_ALL.get(node.kind, node.kind)
    form = "{worth} day in all" if node.kind == "days" and node.result == 1 else form
    form = _OF_DAYS.get(node.kind, form) if isinstance(node.result, date) else form
    return say(predicates, form, worth=shown(node.result, predicates))


def each_words(said: Sequence[str]) -> tuple[str, ...]:
    """Return sentences of one kind, each after the first without the words that it shares.

    A preposition before the first word that differs stays with it.

    >>> each_words(("Ana paid 5 EUR for Tea", "Ana paid 7 EUR for Cake"))
    ('Ana paid 5 EUR for Tea', '7 EUR for Cake')
    >>> each_words(("Ana worked under W1", "Ana worked under W2"))
    ('Ana worked under W1', 'under W2')
    """
    split = [one.split(" ") for one in said]
    shared = 0
    while all(len(one) > shared + 1 and one[shared] == split[0][shared] for one in split):
        shared += 1
    while shared and split[0][shared - 1] in _BEFORE:
        shared -= 1
    return (*said[:1], *(" ".join(one[shared:]) for one in split[1:]))


_BEFORE = PREPOSITIONS | {"do", "iz", "na", "od", "po", "sa", "u", "za"}


def counted_days(node: Aggregated, values: Sequence[Value], predicates: Predicates) -> str:
    """Write from which day to which a case counts among the days covered; '' of another measure."""
    match node.kind, tuple(values):
        case "days", (date() as first, date() as last):
            start, end = figure(first, predicates), figure(last, predicates)
            if first == last:
                return start
            return say(predicates, "{first} to {last}", first=start, last=end)
        case _:
            return ""


def _counted(node: Aggregated) -> GroundAtom | None:
    """Return the sentence that each row of an aggregate is about, with the values that they share.

    `None` stands where they differ.
    """
    found: GroundAtom | None = None
    for _, nodes in node.contributions:
        atom = next((one.atom for one in nodes if isinstance(one, SAID)), None)
        if atom is None or (found is not None and atom.pred != found.pred):
            return None
        found = atom if found is None else _shared(found, atom)
    if found is None:
        closed = (one.atom for one in node.closed if isinstance(one, Absent))
        return next(closed, None)
    return found


def _measured(node: Aggregated, predicates: Predicates) -> GroundAtom | None:
    """Return which of several sentences that would have to be so says how much there is of it."""
    kinds = ("amount", "number", "duration", "date")
    atoms = [one.atom for one in node.closed if isinstance(one, Absent)]
    for kind in kinds:
        for atom in atoms:
            predicate = predicates.get(atom.pred)
            if predicate is not None and any(slot.kind == kind for slot in predicate.slots):
                return atom
    return None


SAID = (Stated, ListedRow, Finding, Derived)


def _shared(one: GroundAtom, other: GroundAtom) -> GroundAtom:
    both = zip(one.args, other.args, strict=True)
    return GroundAtom(one.pred, tuple(a if a == b else None for a, b in both))


def _in(source: Source | None, predicates: Predicates) -> str:
    where = spot(source.span, predicates) if source else ""
    return f" ({where})" if where else ""
