"""What to find out about an open answer, in the order in which it helps, and what follows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.answers.reply import Need, Verdict
from engine.answers.summary import Ask, Asks
from engine.pages.asked import asked_words, inside, is_measure, is_name
from engine.pages.from_reply import need_asides, other_names
from engine.pages.measures import limits_words
from engine.pages.one_of_values import OneOf, one_of_values, values_words
from engine.pages.page import Entry, Section
from engine.pages.remarks import each_words
from engine.pages.room import Room, cut, more, titled
from engine.pages.turns import node_words
from engine.pages.whom import whom_words
from engine.proof.node import Limit, Node
from parser.resolved.tree import Constant
from parser.values import Entity, Range
from parser.words.asked import asked
from parser.words.sentence import Predicates, Spoken, law_words, say

_ENOUGH = "a no is enough"
"""Said where a *yes* settles nothing: other things may make up for it."""


def asks_section(
    group: Asks,
    contested: bool,
    predicates: Predicates,
    room: Room,
    about: Sequence[Entity] = (),
    found: str = "",
) -> Section:
    """Return what would decide an answer: each thing as a question, of whom, and what follows.

    Where findings would bring about a conflict, the answer is `contested`. `about` are those of
    whom the question is: of what names nobody it is they who are asked. `found` is what is found if
    it is so, where a value was asked for.
    """
    if (one := one_of_values(group, predicates)) is not None:
        return _of_a_value(one, group, predicates, room, about)
    who = {law_words(ask.authority, predicates) for ask in group.each}
    of_all = next(iter(who)) if len(who) == 1 < len(group.each) else ""  # named once, in the title
    each = each_once(group.each, predicates, of_all)
    alone = len(each) == 1
    otherwise = None if alone else _alike(one for _, one in each)
    entries = []
    each = [*_with_that(each, predicates)]
    for number, (question, ask) in enumerate(each[: room.asks], 1):
        lines = [*need_asides(replace(ask.need, examples=(), other_than=()), predicates)]
        lines += [cut(text, room) for text in _listed(ask, predicates, room)]
        if alone:
            told = _outcome(ask, group.if_so, predicates, group.next is not None)
            form = "if it is so: {so}; if it is not, state the others too"
            lines.append(say(predicates, form, so=found) if found else told)
        elif otherwise is None:
            lines += _one_of_several(ask, predicates)
        entries.append(Entry(cut(question, room), tuple(lines), "-" if alone else str(number)))
    left = len(each) - len(entries)
    if left:
        entries.append(Entry(more(left, predicates)))
    if not alone:
        so = _verdict(group.if_so, predicates)
        form = "with all {number}, which --all names: {so}" if left else "with all of these: {so}"
        end = say(predicates, form, number=len(each), so=so)
        if otherwise is not None:
            form = "if one of them is not so: {verdict}"
            end += f"; {say(predicates, form, verdict=_verdict(otherwise, predicates))}"
        elif open_ := [number for number, (_, ask) in enumerate(each, 1) if _leaves_open(ask)]:
            form = "if only one of {numbers} is not so: {verdict}"
            form = "if only {numbers} is not so: {verdict}" if len(open_) == 1 else form
            form = "if one of them is not so: {verdict}" if len(open_) == len(each) else form
            numbers, unsettled = ", ".join(map(str, open_)), _verdict("unknown", predicates)
            end += f"; {say(predicates, form, numbers=numbers, verdict=unsettled)}"
        entries.append(Entry(end))
    further = tuple(cut(text, room) for text in next_words(group, predicates, room))
    if alone:
        entries = [replace(entries[0], lines=(*entries[0].lines, *further))]
    else:
        entries += [Entry(text) for text in further]
    title = "Ask"
    if contested:
        title = "Conflict if it is so, since another rule then says the contrary; else yes"
    section = titled(title, entries, predicates)
    nobody = not contested and not any(one.authority for one in group.each)
    asked = of_all or (whom_words(group.each, about, predicates) if nobody else "")
    return replace(section, title=f"{section.title} ({asked})") if asked else section


def _of_a_value(
    one: OneOf, group: Asks, predicates: Predicates, room: Room, about: Sequence[Entity]
) -> Section:
    """Return the section in which it is asked for a value: with which the answer is which."""
    (ask,) = group.each
    need = replace(ask.need, atom=one.atom)
    wanted = values_words(one.values, predicates)
    so, otherwise = _verdict(group.if_so, predicates), _verdict(one.otherwise, predicates)
    form = "if {wanted}: {so}; if another: {otherwise}"
    lines = [say(predicates, form, wanted=wanted, so=so, otherwise=otherwise)]
    lines += [cut(text, room) for text in next_words(one.last, predicates, room)]
    question = inside(asked(one.atom, predicates), need)
    section = titled("Ask", [Entry(cut(question, room), tuple(lines))], predicates)
    whom = whom_words((replace(ask, need=need),), about, predicates)
    return replace(section, title=f"{section.title} ({whom})")


_NEXT = 3
"""How many further questions are named at most."""

_LITTLE = 280
"""Where points have room for no more letters than this, one of them is."""


def next_words(group: Asks, predicates: Predicates, room: Room) -> Iterator[str]:
    """Yield what to ask after these things: what an answer then depends on, or what else does.

    As many of them are named as there is room for.
    """
    most = _NEXT if room.letters > _LITTLE else 1
    if group.then is not None:
        asked = _questions(group.then, predicates, most)
        yield say(predicates, "it then depends on: {asks}", asks=asked)
    if group.next is not None:
        asked = _questions(group.next, predicates, most, _preds(group))
        yield say(predicates, "if not settled by that, ask next: {asks}", asks=asked)


def _preds(group: Asks) -> frozenset[str]:
    return frozenset(ask.need.atom.pred for ask in group.each)


def _questions(
    group: Asks, predicates: Predicates, most: int, above: frozenset[str] = frozenset()
) -> str:
    """Write questions in a line, each with the answer that is needed, and what they come to.

    What was asked `above` of somebody is not asked again of anybody else: beside what is known of
    the first one it would read as the same question.
    """
    each = each_once(group.each, predicates, "")
    if len(each) == 1:
        ((question, ask),) = each
        if group.next is None:
            return f"{question} {_outcome(ask, group.if_so, predicates)}"
        wanted = _limited(ask.need, predicates)
        denied = ask.need.negative and not ask.need.closing
        form = "if {wanted}: {verdict}" if wanted else "if it is so: {verdict}"
        form = "if it is not so: {verdict}" if denied else form
        so = say(predicates, form, wanted=wanted, verdict=_verdict(group.if_so, predicates))
        above |= _preds(group)
        rest = _verdict("unknown", predicates)
        if not above.intersection(_preds(group.next)) or len(group.next.each) == 1:
            rest = _questions(group.next, predicates, most, above)
        return f"{question} {so}; {say(predicates, 'else: {asks}', asks=rest)}"
    said = [with_needed(question, ask, predicates) for question, ask in each[:most]]
    left = len(each) - len(said)
    said += [more(left, predicates)] if left else []
    so = say(predicates, "with all of these: {so}", so=_verdict(group.if_so, predicates))
    return f"{' '.join(said)}; {so}"


def with_needed(question: str, ask: Ask, predicates: Predicates) -> str:
    """Return a question with the answer that it needs, or that is enough where others may do."""
    denied = ask.need.negative and not ask.need.closing
    if denied and ask.if_not == "unknown":
        return f"{question} ({say(predicates, _ENOUGH)})"
    wanted = say(predicates, "no") if denied else _limited(ask.need, predicates)
    if not wanted:
        return question
    return f"{question} ({say(predicates, 'needed: {wanted}', wanted=wanted)})"


def each_once(asks: Sequence[Ask], predicates: Predicates, of_all: str) -> list[tuple[str, Ask]]:
    """Return the questions, alike ones once: of how many it has to be so stands beside it."""
    alike: dict[tuple[object, ...], list[Ask]] = {}
    for ask in asks:
        need = ask.need
        key = (_question(ask, predicates, of_all), need.limits, need.negative, need.closing)
        alike.setdefault(key, []).append(ask)
    found: list[tuple[str, Ask]] = []
    for (question, *_), same in alike.items():
        text = str(question)
        if len(same) > 1:
            of_them = say(predicates, "{number} of them", number=len(same))
            text = f"{text.removesuffix('?')} ({of_them})?"
        found.append((text, same[0]))
    return found


def _with_that(
    each: Sequence[tuple[str, Ask]], predicates: Predicates
) -> Iterator[tuple[str, Ask]]:
    """Yield questions, of which one about somebody asked of before says `that treaty`."""
    before: set[Entity] = set()
    for question, ask in each:
        atom = ask.need.atom
        unnamed = [
            (one, slot.role)
            for one, slot in zip(atom.args, predicates[atom.pred].slots, strict=True)
            if isinstance(one, Entity) and not is_name(one)
        ]
        for one, role in unnamed:
            if one in before and not isinstance(predicates, Spoken):
                question = re.sub(rf"\ban? {re.escape(role)}\b", f"that {role}", question)
        before |= {one for one, _ in unnamed}
        yield question, ask


def _listed(ask: Ask, predicates: Predicates, room: Room) -> Iterator[str]:
    """Yield what is stated already of a list that is to be complete."""
    if ask.known:
        yield listed_words(ask.known, predicates, room)


def listed_words(known: Sequence[Node], predicates: Predicates, room: Room) -> str:
    """Write what is stated of a list, with how much more there is."""
    said = each_words([node_words(one, predicates) for one in known])
    most = 1 if room.letters <= _LITTLE else _LISTED
    left = len(said) - most
    told = [*said[:most], *([more(left, predicates)] if left > 0 else [])]
    return say(predicates, "stated so far: {said}", said="; ".join(told))


_LISTED = 4
"""Of how many facts of a list that is to be complete it is said that they are stated."""


def _question(ask: Ask, predicates: Predicates, of_all: str) -> str:
    who = "" if of_all else law_words(ask.authority, predicates)
    question = asked_words(ask.need, predicates)
    if names := other_names(ask.need, predicates):
        others = say(predicates, "other than {names}", names=names)
        question = f"{question.removesuffix('?')} ({others})?"
    return f"{who}: {question}" if who else question


def _verdict(verdict: Verdict, predicates: Predicates) -> str:
    return say(predicates, "not settled by that" if verdict == "unknown" else verdict)


def _leaves_open(ask: Ask) -> bool:
    return ask.if_not == "unknown"


def _alike(asks: Iterable[Ask]) -> Verdict | None:
    """Return what follows if any one of several plain things is not so, if it is always the same.

    None where one of them is to be denied, or has to have a certain value: that is said of each.
    """
    found: set[Verdict] = set()
    for ask in asks:
        if ask.need.limits or (ask.need.negative and not ask.need.closing):
            return None
        found.add(ask.if_not)
    return found.pop() if len(found) == 1 and "unknown" not in found else None


def _one_of_several(ask: Ask, predicates: Predicates) -> Iterator[str]:
    """Say which answer is needed, where that is not plain, and what follows from any other."""
    need = ask.need
    denied = need.negative and not need.closing
    wanted = say(predicates, "no") if denied else _limited(need, predicates)
    if is_measure(need, predicates):
        return
    if ask.if_not == "unknown":
        if denied:
            yield say(predicates, _ENOUGH)
        elif wanted:
            yield say(predicates, "needed: {wanted}", wanted=wanted)
        return
    otherwise = _verdict(ask.if_not, predicates)
    if wanted and not denied:
        form = f"needed: {{wanted}}; {_other_side(need)}: {{otherwise}}"
        yield say(predicates, form, wanted=wanted, otherwise=otherwise)
        return
    form = "if it is so: {verdict}" if denied else "if it is not so: {verdict}"
    if ask.authority:
        form = "if it decides so: {verdict}"
        form = form if denied else "if it decides that it is not so: {verdict}"
    yield say(predicates, form, verdict=otherwise)


def _outcome(ask: Ask, if_so: Verdict, predicates: Predicates, is_next: bool = True) -> str:
    """Say what follows from each answer to the only question.

    Where one leaves it open and nothing `is_next`, it says what to do then.
    """
    need = ask.need
    so, otherwise = _verdict(if_so, predicates), _verdict(ask.if_not, predicates)
    if ask.if_not == "unknown" and not is_next and not ask.authority:
        otherwise = say(predicates, "state it with its details and ask again")
    if wanted := _limited(need, predicates):
        form = f"if {{wanted}}: {{so}}; {_other_side(need)}: {{otherwise}}"
        told = say(predicates, form, wanted=wanted, so=so, otherwise=otherwise)
        if need.if_none is None:
            return told
        none = _verdict(need.if_none, predicates)
        return f"{told}; {say(predicates, 'if not at all: {verdict}', verdict=none)}"
    if is_measure(need, predicates):
        verdict = ask.if_not if need.negative else if_so
        if verdict == "unknown":
            return say(predicates, "the answer depends on how much it is")
        return say(predicates, "however much it is: {so}", so=_verdict(verdict, predicates))
    if need.negative and not need.closing:
        so, otherwise = otherwise, so
    form = "if it is so: {so}; if it is not: {otherwise}"
    if ask.authority:  # that it is not decided yet is neither
        form = "if it decides so: {so}; if it decides that it is not so: {otherwise}"
    if need.closing and ask.if_not == "unknown":
        form = "if it is so: {so}; if it is not, state the others too"
    return say(predicates, form, so=so, otherwise=otherwise)


def told_limits(need: Need) -> tuple[Limit, ...]:
    """Return which values would do, without an end that is only where what is stated ends.

    >>> from parser.resolved.tree import Constant, Sentence, Statement
    >>> from parser.resolved.vocabulary import GroundAtom
    >>> month = Constant(Range(date(2016, 11, 1), date(2016, 11, 30)))
    >>> stated = Statement("states", Sentence("since", (month,)))
    >>> need = Need(
    ...     GroundAtom("since", (None,)),
    ...     (Limit(0, date(2016, 11, 1), date(2016, 11, 23)),),
    ...     replaces=stated,
    ... )
    >>> told_limits(need)
    (Limit(place=0, low=None, high=datetime.date(2016, 11, 23)),)
    """
    if need.replaces is None:
        return need.limits
    args = need.replaces.sentence.args
    found: list[Limit] = []
    for one in need.limits:
        term = args[one.place] if one.place < len(args) else None
        stated = term.value if isinstance(term, Constant) else None
        if isinstance(stated, Range):
            low = None if one.low == stated.low else one.low
            high = None if one.high == stated.high else one.high
            one = one if low is None and high is None else Limit(one.place, low, high)
        found.append(one)
    return tuple(found)


def _other_side(need: Need) -> str:
    """Name the values beyond the only limit: `else` would take in that nobody can say.

    >>> from engine.proof.node import Limit
    >>> from parser.resolved.vocabulary import GroundAtom
    >>> _other_side(Need(GroundAtom("told", (None,)), (Limit(0, None, date(2022, 4, 29)),)))
    'if later'
    """
    if len(need.limits) != 1:
        return "else"
    (limit,) = told_limits(need)
    if limit.low is not None and limit.high is not None:
        return "if another" if limit.low == limit.high else "if outside that"
    end = limit.high if limit.low is None else limit.low
    if isinstance(end, date):
        return "if later" if limit.low is None else "if earlier"
    return "if more" if limit.low is None else "if less"


def _limited(need: Need, predicates: Predicates) -> str:
    """Say which values would do, and of several which is which."""
    if need.negative or not need.limits:
        return ""
    if len(need.limits) == 1:
        return limits_words(told_limits(need), predicates)
    slots = predicates[need.atom.pred].slots
    said = [
        f"{_role(slots[one.place].role, predicates)} {limits_words((one,), predicates)}"
        for one in told_limits(need)
    ]
    return ", ".join(said)


def _role(role: str, predicates: Predicates) -> str:
    return predicates.role(role) if isinstance(predicates, Spoken) else f"the {role}"
