"""What other readings and bodies of law would answer, where the reasons rest on a choice of them.

Nothing is said of those under which the answer is the same.
"""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from engine.answers.ask import ask, of_world, world
from engine.answers.by_then import turned
from engine.answers.case_tree import settled
from engine.answers.loaded import switches
from engine.answers.promised import Promise, promises
from engine.answers.reasons import nodes, roots_of
from engine.answers.reply import Answer, Values
from engine.answers.summary import OPEN, Asks, Otherwise, Summary, Turn, Way
from engine.answers.summing import asks, summary
from engine.answers.world import goal_of
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import Derived, Node
from kb.base import KnowledgeBase
from parser.resolved.tree import Case, Constant, Question, Sentence
from parser.resolved.vocabulary import Provision
from parser.text.diagnostic import SourceError
from parser.values import Value

MOST = 4
"""How many other choices are asked for, those nearest to the conclusion first."""


_OPEN = ("depends", "unknown")


def under_others(
    kb: KnowledgeBase, case: Case, answer: Answer, backend: str
) -> tuple[Otherwise, ...]:
    """Return the choices under which the answer, or the day on which a *no* turns, is another one.

    Of an open answer only those are told that settle it. Tried are the choices on which a rule of
    its reasons counts or not, one at a time. One under which the case cannot be asked, since it
    contradicts what is stated, says nothing. Last stand the bodies of law under which it is as open
    and what it promises of what it asks is not kept.
    """
    if answer.verdict in ("silent", "conflict"):
        return ()
    day, _, _ = _day(answer, kb, case, backend)
    found: list[Otherwise] = []
    for switch, choice in _choices(kb, answer)[:MOST]:
        other = replace(case, under={**case.under, switch: choice})
        try:
            there = world(kb, answer.question, other, answer.as_of, backend)
            found_there = settled(there, goal_of(answer.question))
            if found_there == answer.verdict and day is None:
                continue
            if answer.verdict in _OPEN and found_there is None:
                continue  # open either way: to tell how takes longer than the answer itself
            is_open = found_there is None and answer.verdict not in _OPEN
            reply = of_world(kb, there, answer.question, other, every_route=False, suggest=is_open)
        except (SourceError, EvaluationError):
            continue
        if not isinstance(reply, Answer):
            continue
        if reply.verdict == answer.verdict and day is not None and _promised(reply, kb) == day:
            continue  # whatever is answered on that day, it is told of the answer already
        then, waits, certain = _day(reply, kb, other, backend)
        if reply.verdict != answer.verdict or then not in (None, day):
            meaning = _meaning(kb, answer, switch, choice)
            one = Otherwise(switch, choice, reply.verdict, then, meaning, "", waits, certain)
            one = replace(one, instead=tuple(reply.instead))
            if then is not None:
                one = replace(one, then=summary(reply, kb.predicates).ways[0].then)
            same = _same_way(kb, other, answer, reply, backend) if is_open else None
            if same is not None:
                found.append(_on_the_same_way(one, same))
                continue
            found.append(_with_reasons(one, reply, summary(reply, kb.predicates)))
    told = {(one.switch, one.choice) for one in found}
    return (*found, *_of_promises(kb, case, answer, backend, told))


def found_under_others(
    kb: KnowledgeBase, case: Case, values: Values, backend: str
) -> tuple[Otherwise, ...]:
    """Return the choices under which an open question finds something else.

    Tried are those on which a rule of the reasons of its rows counts or not. Nothing is said of one
    under which it finds nothing certain, or under which the case cannot be asked.
    """
    answers = [one for _, one in values.rows[:_ROWS]]
    answers += [values.none] if values.none is not None and not answers else []
    choices = dict.fromkeys(choice for one in answers for choice in _choices(kb, one))
    found: list[Otherwise] = []
    for switch, choice in [*choices][:MOST]:
        other = replace(case, under={**case.under, switch: choice})
        try:
            reply = ask(kb, values.question, other, as_of=values.as_of, backend=backend)
        except (SourceError, EvaluationError):
            continue
        if not isinstance(reply, Values) or _certain(reply) == _certain(values):
            continue
        if reply.rows and not _certain(reply):
            continue
        verdict = reply.rows[0][1].verdict if reply.rows else "no"
        meaning = _meaning(kb, answers[0], switch, choice)
        made = Otherwise(switch, choice, verdict, meaning=meaning, found=reply)
        if not meaning and len(reply.rows) == 1:
            ((_, answer),) = reply.rows
            made = _with_reasons(made, answer, summary(answer, kb.predicates))
        found.append(made)
    return tuple(found)


_ROWS = 12
"""Of how many rows of an open question the reasons are looked at."""


def _certain(values: Values) -> tuple[tuple[Value, ...], ...]:
    return tuple(row for row, one in values.rows if one.verdict == "yes")


def _of_promises(
    kb: KnowledgeBase,
    case: Case,
    answer: Answer,
    backend: str,
    told: Collection[tuple[str, str]],
) -> Iterator[Otherwise]:
    """Yield under which bodies of law an open answer does not keep what it promises.

    Of each, other than those `told` already, the first promise that is another verdict there.
    """
    promised = [*promises(kb, answer)] if answer.verdict in _OPEN else []
    laws = _other_laws(kb, answer) if promised else []
    for switch, choice in laws:
        if (switch, choice) in told:
            continue
        other = replace(case, under={**case.under, switch: choice})
        try:
            there = world(kb, answer.question, other, answer.as_of, backend)
            for one in promised:
                supposed = one.supposed_in(there)
                if settled(supposed, goal_of(answer.question)) == one.verdict:
                    continue
                reply = of_world(kb, supposed, answer.question, other, every_route=False)
                if isinstance(reply, Answer) and reply.verdict not in ("silent", one.verdict):
                    made = Otherwise(switch, choice, reply.verdict, given=one.given)
                    kept = _kept(kb, case, answer, one, backend)
                    same = _same_way(kb, other, kept, reply, backend, one) if kept else None
                    if same is not None:
                        yield _on_the_same_way(made, same)
                        break
                    made = _with_reasons(made, reply, summary(reply, kb.predicates))
                    if not _asks_again(made, one):
                        yield made
                        break
        except (SourceError, EvaluationError):
            continue


def _asks_again(there: Otherwise, one: Promise) -> bool:
    """Tell whether it is asked there what is taken for granted, such as an end of which none is."""
    given = {need.atom.pred for need in one.replaced}
    return there.asks is not None and any(ask.need.atom.pred in given for ask in there.asks.each)


def _kept(
    kb: KnowledgeBase, case: Case, answer: Answer, one: Promise, backend: str
) -> Answer | None:
    """Return the *yes* that an open answer promises, as it would then be given."""
    if one.verdict != "yes":
        return None
    there = one.supposed_in(world(kb, answer.question, case, answer.as_of, backend))
    reply = of_world(kb, there, answer.question, case, every_route=False)
    return reply if isinstance(reply, Answer) and reply.verdict == "yes" else None


def _other_laws(kb: KnowledgeBase, answer: Answer) -> list[tuple[str, str]]:
    """Return the bodies of law that may bear on a question, each with the choice not taken."""
    under = dict(answer.under)
    return [
        (switch, choice)
        for switch, one in switches(kb, answer.question.sentence.predicate).items()
        for choice, _ in one.choices
        if one.overlay and choice != under.get(switch, one.default)
    ]


class _SameWay(NamedTuple):
    """What would decide a way under another choice, the first provision of that choice on it.

    `conditions` are all that are open of the way, whatever takes the fewest facts.
    """

    asks: Asks
    provision: Provision | None
    conditions: tuple[Turn, ...]


def _same_way(
    kb: KnowledgeBase,
    other: Case,
    answer: Answer,
    there: Answer,
    backend: str,
    promise: Promise | None = None,
) -> _SameWay | None:
    """Return what would decide under another choice the way that a *yes* takes, if it is open.

    The *yes* may be one that is promised.

    Whoever is admitted through marriage wants to know what a statute asks for besides, and not
    what would lead there on a way of its own that takes fewer facts.
    """
    ways = summary(answer, kb.predicates).ways if answer.verdict == "yes" else ()
    head = ways[0].head if len(ways) == 1 else None
    predicate = kb.predicates.get(head.atom.pred) if head is not None else None
    if head is None or predicate is None or predicate.hidden or there.verdict not in _OPEN:
        return None
    if predicate.name == answer.question.sentence.predicate or None in head.atom.args:
        return None
    args = tuple(Constant(arg) for arg in head.atom.args if arg is not None)
    question = Question(Sentence(predicate.name, args))
    try:
        made = world(kb, question, other, answer.as_of, backend)
        made = promise.supposed_in(made) if promise is not None else made
        reply = of_world(kb, made, question, other, every_route=False)
    except (SourceError, EvaluationError):
        return None
    if not isinstance(reply, Answer) or reply.verdict not in _OPEN:
        return None
    found = asks(reply)
    if not found:
        return None
    of_choice = _of_the_choice(reply, {*dict(other.under)})
    return _SameWay(found[0], of_choice, _opened(summary(reply, kb.predicates)))


def _on_the_same_way(one: Otherwise, same: _SameWay) -> Otherwise:
    return replace(
        one, asks=same.asks, same_way=True, provision=same.provision, then=same.conditions
    )


def _with_reasons(one: Otherwise, reply: Answer, found: Summary) -> Otherwise:
    """Return what another choice answers with the rule that settles it, or what would decide it."""
    provision = _provision(found, one.switch, of_law=not one.meaning)
    if reply.verdict not in _OPEN:
        rule = provision.rule if provision else ""
        own = {*_of_choices(roots_of(reply), {one.switch})}
        return replace(one, rule=rule, provision=provision if provision in own else None)
    one = replace(one, provision=_of_the_choice(reply, {one.switch}))
    opened = _opened(found)
    if not found.asks:
        return replace(one, waits=next(iter(opened), None))
    named = {atom.pred for turn in opened if (atom := getattr(turn.node, "atom", None)) is not None}
    asked = (ask.need for ask in found.asks[0].each if not ask.need.negative)
    of_the_way = all(need.atom.pred in named for need in asked)
    return replace(one, asks=found.asks[0], then=opened if of_the_way else ())


def _opened(found: Summary) -> tuple[Turn, ...]:
    """Return the conditions that are open of the nearest way."""
    turns = (turn for way in found.ways[:1] for turn in (*way.turns, *way.then))
    return tuple(one for one in turns if one.state in OPEN)


def _provision(found: Summary, switch: str, of_law: bool) -> Provision | None:
    """Return the provision that names the way of an answer by which a choice settles it.

    That is the first with a rule that counts under this choice alone, if there is one: another may
    be nearer, and says nothing of the choice. Of a body `of_law` it is this rule itself.
    """
    ways = sorted(found.ways, key=lambda way: not _rests_on(way, switch))
    head = ways[0].head if ways else None
    named = head.rule.provision if head is not None else None
    own = _of_choices(_parts(ways[0]), {switch}) if of_law and ways else iter(())
    return next(own, named)


def _of_the_choice(reply: Answer, switches: Set[str]) -> Provision | None:
    """Return the provision of the first rule among the reasons that counts under a choice alone.

    None where there is none: the rule that an open answer waits for may be one of another law.
    """
    return next(_of_choices(roots_of(reply), switches), None)


def _of_choices(roots: Sequence[Node], switches: Set[str]) -> Iterator[Provision]:
    for one in nodes(roots):
        provision = one.rule.provision if isinstance(one, Derived) else None
        if isinstance(one, Derived) and switches & {name for name, _ in one.rule.under}:
            yield from (provision,) if provision is not None else ()


def _rests_on(way: Way, switch: str) -> bool:
    parts = nodes(_parts(way))
    return any(isinstance(one, Derived) and switch in dict(one.rule.under) for one in parts)


def _parts(way: Way) -> tuple[Node, ...]:
    return tuple(one for one in (way.head, way.node) if one is not None)


def _choices(kb: KnowledgeBase, answer: Answer) -> list[tuple[str, str]]:
    """Return the choices under which a rule of the reasons does not count."""
    counts: dict[str, set[str]] = {}
    for node in nodes(reversed(roots_of(answer))):
        if isinstance(node, Derived):
            for switch, choices in node.rule.under:
                counts.setdefault(switch, set()).update(choices)
    if not counts:
        return []
    known = switches(kb, answer.question.sentence.predicate)
    chosen = {name: one.default for name, one in known.items()} | dict(answer.under)
    return [
        (switch, choice)
        for switch in counts
        for choice, _ in known[switch].choices
        if choice != chosen[switch]
    ]


def _meaning(kb: KnowledgeBase, answer: Answer, switch: str, choice: str) -> str:
    """Return what a choice of a reading means; nothing for a body of law."""
    one = switches(kb, answer.question.sentence.predicate)[switch]
    return "" if one.overlay else dict(one.choices)[choice]


def _day(
    answer: Answer, kb: KnowledgeBase, case: Case, backend: str
) -> tuple[date | None, Turn | None, bool]:
    """Return the day on which time alone meets the nearest way of a *no*, asked on it as well.

    With it the condition that waits for it, and whether the answer is a *yes* then.
    """
    day = _promised(answer, kb)
    if day is None:
        return None, None, True
    then = turned(kb, answer.question, case, answer.as_of, day, backend)
    if then == "no":
        return None, None, True
    turns = summary(answer, kb.predicates).ways[0].turns
    waits = next((turn for turn in turns if turn.day == day), None)
    return day, waits, then == "yes"


def _promised(answer: Answer, kb: KnowledgeBase) -> date | None:
    """Return the day on which time alone meets the nearest way of a *no*; None of all others."""
    ways = summary(answer, kb.predicates).ways if answer.verdict == "no" else ()
    return ways[0].day if ways else None
