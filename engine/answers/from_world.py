"""Ask one question of one world: the verdict, its reasons, and what is missing."""

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from engine.answers.barred import could_break
from engine.answers.conflicts import conflicts
from engine.answers.contested import by_cases, can_be_made, contested, may_not_matter, smallest
from engine.answers.excluding import excluding
from engine.answers.for_anybody import for_anybody, otherwise_for_anybody
from engine.answers.known_beside import known_rows
from engine.answers.missing import each_otherwise, whole_of
from engine.answers.refuted import is_denied, refuted
from engine.answers.reply import Answer, Reply, Values, Verdict
from engine.answers.settling import Change, findings_of, rests_on, settling
from engine.answers.widest import widest
from engine.answers.world import Goal, World, goal_of, is_anonymous, open_places
from engine.proof.absence import absence
from engine.proof.grounds import Pattern
from engine.proof.node import Node
from engine.proof.why_not import NESTING, routes
from engine.rails.from_datalog import Railed
from engine.rails.rail import CERTAIN, GRANTED, POSSIBLE, Rail
from engine.rails.supposing import is_like_any_other
from parser.resolved.tree import Question
from parser.values import Entity, Range, Value

if TYPE_CHECKING:
    from engine.answers.by_cases import Found

LOOKED_INTO = 4_000
"""After so many rows, walked through for what the answers to one question rest on, the others that
the rails leave open are not decided: of hundreds of people each may be of everybody's family."""


def answer(
    world: World, question: Question, every_route: bool = True, suggest: bool = True
) -> Reply:
    """Return the answer to `question`: an Answer, or Values if it leaves slots open.

    Without `every_route`, an answer that is open shows only the route of its proof. Without
    `suggest`, one to a question without open slots does not say what would decide it.
    """
    goal = goal_of(question)
    if is_silent(world, goal.pred):
        return Answer(question, world.as_of, "silent")
    if could_break(world.railed, world.facts):
        from engine.answers.with_names import refuse_with_names  # of few cases with conclusions

        refuse_with_names(world, goal)
    places = open_places(question)
    if not places:
        return closed(world, question, goal, every_route, suggest=suggest)
    return _values(world, question, goal, places, every_route)


def is_silent(world: World, pred: str) -> bool:
    """Tell whether nothing in force on that day can conclude a sentence, one way or the other."""
    return has_no_rule(world.railed, pred) and pred not in world.facts.denied


def _is_only_told(world: World, pred: str) -> bool:
    """Tell whether no rule concludes a sentence, so that there is only what the case says."""
    railed = world.railed
    return railed.base.predicates[pred].origin == "derived" and pred not in railed.ruled


def has_no_rule(railed: Railed, pred: str) -> bool:
    """Tell whether no rule, table or fact of a program can say anything about a sentence."""
    predicate = railed.base.predicates.get(pred)
    return predicate is None or (
        predicate.origin == "derived" and pred not in railed.naming.concluded
    )


def closed(
    world: World,
    question: Question,
    goal: Goal,
    every_route: bool = True,
    look: bool = True,
    suggest: bool = True,
) -> Answer:
    """Return the answer to a question without open slots (see `answer`).

    What the rails leave open is looked into only with `look`, and else *unknown* and undecided.
    """
    found = _closed(world, question, goal, every_route, look, suggest)
    if not world.doubted:
        return found
    from engine.answers.doubted import unless_doubted  # of few presumptions it is not decided

    return unless_doubted(world, goal, found)


def _closed(
    world: World, question: Question, goal: Goal, every_route: bool, look: bool, suggest: bool
) -> Answer:
    keys = world.keys(goal, CERTAIN)
    found = conflicts(world, goal.pred, goal.args)
    if found := (*found, *refuted(world, goal.pred, goal.args)):
        proof = smallest(world, keys) if keys else None
        return Answer(question, world.as_of, "conflict", proof, conflicts=found)
    if any(isinstance(value, Range) and not value.of for _, row in keys for value in row):
        from engine.answers.with_names import conflicts_with_names

        if found := conflicts_with_names(world, goal):
            proof = smallest(world, keys)
            return Answer(question, world.as_of, "conflict", proof, conflicts=found)
    if keys:
        proof = smallest(world, keys)
        if proof is None:  # what no derivation reaches is not proved, whatever an engine found
            return Answer(question, world.as_of, "unknown", decided=False)
        certain = Answer(question, world.as_of, "yes", proof)
        return contested(world, goal, [row for _, row in keys], certain)
    possible = bool(world.keys(goal, POSSIBLE))
    if possible and not look:
        return Answer(question, world.as_of, "unknown", decided=False)
    if possible and (narrower := excluding(world, goal)) is not None:
        return closed(narrower, question, goal, every_route, suggest=suggest)
    proof = _best(world, goal, POSSIBLE)
    why_not: tuple[Node, ...] = ()
    if every_route or proof is None:
        why_not = routes(world.grounds, goal.pred, goal.args, NESTING)
    if not possible:
        if not (denied := is_denied(world, goal)) and _is_only_told(world, goal.pred):
            return Answer(question, world.as_of, "silent")
        if denied or world.railed.base.predicates[goal.pred].origin != "derived":
            why_not = (absence(world.grounds, goal.pred, goal.args, NESTING),)
        from engine.answers.values_instead import values_instead  # few questions name a value

        instead = values_instead(world, goal) if look else ()
        beside = known_rows(world, why_not)
        return Answer(question, world.as_of, "no", routes=why_not, instead=instead, beside=beside)
    open_ = Answer(question, world.as_of, "unknown", proof, why_not)
    changes = settling(world, goal, GRANTED)
    is_barred = changes is not None and not can_be_made(world, goal, changes)
    if changes is not None and not is_barred:
        return _depending(world, goal, open_, changes, suggest)
    from engine.answers.left_open import left_open  # a question that is decided needs none of it

    found_out = left_open(world, question, goal, open_, suggest)
    if isinstance(found_out, Answer):
        if not found_out.decided and None in goal.args:
            from engine.answers.by_rows import by_rows  # of few questions nothing else decides

            def ask(there: World, one: Goal) -> Answer:
                return closed(there, question, one, suggest=False)

            rows = by_rows(world, goal, ask)
            if rows is not None:
                return _certain(world, goal, open_, rows)
        found_out = _found_out(world, goal, open_, found_out, suggest)
        return replace(found_out, decided=False) if is_barred else found_out
    return _certain(world, goal, open_, found_out)


def _found_out(world: World, goal: Goal, open_: Answer, unknown: Answer, suggest: bool) -> Answer:
    """Return *unknown*, unless findings that no derivation shows would make it *yes*."""
    predicates = world.railed.base.predicates.values()
    if not unknown.decided or not any(one.origin == "decided" for one in predicates):
        return unknown
    from engine.answers.by_findings import by_findings  # few questions rest on findings

    changes = by_findings(world, goal)
    if changes is None:
        return unknown
    if not can_be_made(world, goal, changes):
        return replace(unknown, decided=False)
    return _depends_on(world, goal, open_, changes, suggest)


def _depending(
    world: World, goal: Goal, open_: Answer, changes: tuple[Change, ...], suggest: bool
) -> Answer:
    """Return that a question depends on findings, unless it is certain whatever they are."""
    if may_not_matter(world, goal, changes):
        cases = by_cases(world, goal, ("yes",))
        if cases.proof is not None:
            return _certain(world, goal, open_, cases)
        if not cases.differ:  # nothing shows that any finding counts
            return replace(open_, decided=False, looked_at=cases.looked_at if cases.ended else 0)
    return _depends_on(world, goal, open_, changes, suggest)


def _depends_on(
    world: World, goal: Goal, open_: Answer, changes: tuple[Change, ...], suggest: bool
) -> Answer:
    """Return that a question depends on findings; on which, only with `suggest`."""
    if not suggest:
        return replace(open_, verdict="depends")
    if any(change.whole != change.said for change in changes):  # whichever of the values is found
        changes = tuple(whole_of(world, goal, [*changes]))
    made, refused = findings_of(changes)
    best = _best(world, goal, GRANTED) or open_.proof
    needs = for_anybody(world, goal, rests_on(changes), "yes")
    each = each_otherwise(world, goal, sorted(changes, key=lambda one: one.need.negative))
    return replace(
        open_,
        verdict="depends",
        proof=best,
        findings=made,
        refusals=refused,
        rests_on=needs,
        otherwise=otherwise_for_anybody(world, goal, needs, each),
    )


def _certain(world: World, goal: Goal, open_: Answer, cases: "Found") -> Answer:
    """Return the answer that is the same in all cases."""
    assert cases.proof is not None, "whatever is certain by cases has a proof"
    if cases.verdict == "yes":
        found = replace(open_, verdict="yes", proof=cases.proof, routes=())
        if None in goal.args:
            from engine.answers.with_names import conflicts_with_names

            if against := conflicts_with_names(world, goal):
                return replace(found, verdict="conflict", conflicts=against)
        return contested(world, goal, [goal.args], found)
    return replace(open_, verdict="no", proof=None, routes=(cases.proof,))


def _best(world: World, goal: Goal, rail: Rail) -> Node | None:
    keys = world.keys(goal, rail)
    return smallest(world, keys) if keys else None


def _values(
    world: World, question: Question, goal: Goal, places: tuple[int, ...], every_route: bool
) -> Values:
    from engine.answers.with_names import rows_of

    rows: dict[tuple[Value, ...], Node | None] = {}
    others: list[tuple[Value, ...]] = []
    for (_, row), proof in rows_of(world, goal):
        values = tuple(row[place] for place in places)
        if any(is_anonymous(v) or _is_unknown(v) for v in values):
            others.append(values)
        else:
            rows.setdefault(values, proof)
    for values in _never(world, goal, places, tuple(rows)):
        del rows[values]
    answers: list[tuple[tuple[Value, ...], Answer]] = []
    for values in sorted(rows, key=_order):
        args: Pattern = tuple(
            values[places.index(i)] if i in places else value for i, value in enumerate(goal.args)
        )
        proof = rows[values]
        if proof is None:
            walked = sum(one.walked for one in world.resting.values())
            one = Goal(goal.pred, args)
            found = closed(world, question, one, every_route, walked < LOOKED_INTO)
        else:
            found = Answer(question, world.as_of, "yes", proof)
        if found.verdict != "no":  # the rails may leave open what no case allows
            answers.append((values, found))
    of_others = _of_others(answers)
    others += of_others
    answers = widest([one for one in answers if one[0] not in of_others])
    left: Literal["no", "unknown"] = "no"
    if others and _leaves_others(world, goal, places, others, rows):
        left = "unknown"
    none = None if answers else _none(world, question, goal, left, every_route)
    return Values(question, world.as_of, tuple(answers), left, question.how_many, none=none)


def _none(
    world: World, question: Question, goal: Goal, left: Verdict, every_route: bool
) -> Answer | None:
    """Return the answer to whether anything at all is so of which no row was found.

    It agrees with what is `left` for all that is no row.
    """
    found = closed(world, replace(question, open=(), how_many=False), goal, every_route)
    return found if found.verdict == left else None


def _of_others(answers: Sequence[tuple[tuple[Value, ...], Answer]]) -> list[tuple[Value, ...]]:
    """Return the ranges in which something holds only because it does for a value that is told.

    Whether it does for another value there is as open as for any other.
    """
    ranged = [
        values
        for values, found in answers
        if found.verdict == "yes" and any(isinstance(value, Range) for value in values)
    ]
    if not ranged:
        return []
    from engine.answers.parted import is_among

    told = [values for values, found in answers if found.verdict == "yes" and values not in ranged]
    return [values for values in ranged if any(is_among(one, [values]) for one in told)]


def _never(
    world: World, goal: Goal, places: tuple[int, ...], found: Sequence[tuple[Value, ...]]
) -> list[tuple[Value, ...]]:
    """Return those of the values found that are none once what nobody stated is parted."""
    certain = {tuple(row[place] for place in places) for _, row in world.keys(goal, CERTAIN)}
    exact = {one for one in certain if not any(isinstance(value, Range) for value in one)}
    if exact.issuperset(found):
        return []
    from engine.answers.parted import is_among, may_meet_a_key, parted

    rows = parted(world, goal) if may_meet_a_key(world) else None
    if rows is None:
        return []
    left = [tuple(row[place] for place in places) for row in rows]
    return [one for one in found if one not in exact and not is_among(one, left)]


def _leaves_others(
    world: World,
    goal: Goal,
    places: tuple[int, ...],
    unnamed: list[tuple[Value, ...]],
    rows: Container[tuple[Value, ...]],
) -> bool:
    """Tell whether some values beyond `rows` are possible answers.

    `unnamed` are the answers found that contain an individual without a name, or an unknown value.
    Where the laws list every individual of a kind, such as every country, an individual of that
    kind without a name must be one of those listed: so the question is asked again of all listed
    individuals, and there are others only if one of them is a possible answer that `rows` lacks.
    """
    named = world.railed.base.closed
    if not all(any(_is_named_elsewhere(v, named) for v in values) for values in unnamed):
        return any(_may_be_another(world, goal, places, values, rows) for values in unnamed)
    everybody = tuple(one for kind in sorted(named) for one in named[kind])
    wider = replace(world, also=(*world.also, *everybody))
    for _, row in wider.keys(goal, POSSIBLE):
        values = tuple(row[place] for place in places)
        if values not in rows and not any(_is_named_elsewhere(v, named) for v in values):
            return True
    return False


def _may_be_another(
    world: World,
    goal: Goal,
    places: tuple[int, ...],
    values: tuple[Value, ...],
    rows: Container[tuple[Value, ...]],
) -> bool:
    """Tell whether somebody whom nobody names, or a value not known, may be a further answer.

    Whatever holds of one such person holds of whoever has no name: so it is asked of a new one. Of
    a value that is not known it is asked only where no other value is an answer.
    """
    if rows and any(_is_unknown(value) for value in values):
        return True
    asked = [
        Entity(value.kind, "a stranger")
        if isinstance(value, Entity) and is_anonymous(value)
        else value
        for value in values
    ]
    strangers = [one.kind for one in values if isinstance(one, Entity) and is_anonymous(one)]
    if len(strangers) > 1 or not all(is_like_any_other(world.railed, kind) for kind in strangers):
        return True
    args = list(goal.args)
    for place, value in zip(places, asked, strict=True):
        args[place] = None if _is_unknown(value) else value
    also = tuple(one for one in asked if isinstance(one, Entity))
    wider = replace(world, also=(*world.also, *also))
    further = Goal(goal.pred, tuple(args))
    from engine.answers.case_tree import settled

    while settled(wider, further) != "no":
        found = by_cases(wider, further, ())
        narrower = None if found.differ or found.verdict else excluding(wider, further)
        if narrower is None:
            return found.verdict != "no"
        wider = narrower
    return False


def _is_named_elsewhere(value: Value, named: Container[str]) -> bool:
    return isinstance(value, Entity) and is_anonymous(value) and value.kind in named


def _is_unknown(value: Value) -> bool:
    return isinstance(value, Range) and value.low is None and value.high is None


def _order(values: tuple[Value, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((type(value).__name__, _sortable(value)) for value in values)


def _sortable(value: Value) -> str:
    return f"{value:020d}" if isinstance(value, int) else str(value)
