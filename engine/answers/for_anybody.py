"""Of whom it is true that a missing fact decides: of anybody, or of all but some who are known.

What would decide is shown with an example, such as a spouse of whom nothing is said. That it
decides for anybody else too is asked of everybody whom the case, the rules or the tables name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

from engine.answers.missing import agreed
from engine.answers.reply import Missing, Need, Verdict
from engine.answers.settling import ruled_out, statement_of, verdict
from engine.answers.signs import signs
from engine.answers.suggested import suggested
from engine.answers.world import Goal, World, is_anonymous
from engine.arithmetic.errors import EvaluationError
from engine.rails.rail import CERTAIN, POSSIBLE
from engine.rails.said import Said, Source
from parser.resolved.tree import Constant
from parser.text.diagnostic import SourceError
from parser.values import UNKNOWN, Entity

MOST = 40
"""Of how many individuals, or pairs of them, it is asked whether one would do as the example."""

FEW = 3
"""How many who would not do may be so all the same, in every combination, if nobody else is."""

_Others = dict[Entity, tuple[Entity, ...]]


def missing_for_anybody(world: World, goal: Goal, missing: Missing) -> Missing:
    """Return what is missing, with those for whom it does not decide as their examples do."""
    needs = for_anybody(world, goal, missing.needs, missing.if_so)
    if needs == missing.needs:
        return missing
    each = missing.each or (missing.if_not,) * len(needs)
    found = otherwise_for_anybody(world, goal, needs, each)
    return Missing(needs, missing.if_so, agreed(found), found, missing.found)


def for_anybody(
    world: World, goal: Goal, needs: tuple[Need, ...], if_so: Verdict
) -> tuple[Need, ...]:
    """Return needs that name, beside an example, everybody for whom `if_so` does not follow.

    Of whom too many are known to be asked about, the example is no example of anything else.
    """
    examples = tuple(dict.fromkeys(chain.from_iterable(map(_examples, needs))))
    if not examples:
        return needs
    known: _Others = {one: _known(world, goal, one, examples) for one in examples}
    closed = world.railed.base.closed
    exact = {one for one in examples if one.kind in closed and len(known[one]) > MOST}
    does = _test(world, goal, needs, if_so)
    open_ = [one for one in examples if one not in exact]
    excluded = {
        one: tuple(
            other for other in known[one] if len(known[one]) > MOST or not does({one: other})
        )
        for one in open_
    }
    if len(open_) > 1:
        kept = [(one, *(c for c in known[one] if c not in excluded[one])) for one in open_]
        size = 1
        for choices in kept:
            size *= len(choices)
        if size > MOST or not all(
            does(dict(zip(open_, chosen, strict=True))) for chosen in product(*kept)
        ):
            excluded = {one: known[one] for one in open_}
    return tuple(_with_others(need, exact, excluded) for need in needs)


def _with_others(need: Need, exact: set[Entity], excluded: _Others) -> Need:
    stays = tuple(place for place in need.examples if need.atom.args[place] not in exact)
    others = tuple(
        (place, other)
        for place in stays
        if isinstance(one := need.atom.args[place], Entity)
        for other in excluded.get(one, ())
    )
    return replace(need, examples=stays, other_than=others)


def _examples(need: Need) -> Iterator[Entity]:
    for place in need.examples:
        one = need.atom.args[place]
        if isinstance(one, Entity) and not need.negative:
            yield one


def _known(
    world: World, goal: Goal, example: Entity, examples: Sequence[Entity]
) -> tuple[Entity, ...]:
    """Return the individuals of the kind of an example of whom something is said anywhere.

    One of whom nothing is said is like the example, unless a table says something of that one.
    """
    railed = world.railed
    found = dict.fromkeys(world.facts.domain.get(example.kind, ()))
    preds = {pred for pred, _ in signs(railed, goal.pred)}
    for listed in railed.base.listed:
        if listed.pred in preds:
            found |= dict.fromkeys(one for one in listed.row if isinstance(one, Entity))
    if example in found:
        rest = (one for one in railed.base.closed.get(example.kind, ()) if one not in found)
        found |= dict.fromkeys([*rest][:1])
    found |= dict.fromkeys(examples)
    return tuple(
        one
        for one in found
        if one.kind == example.kind and one != example and not is_anonymous(one)
    )


def _test(
    world: World, goal: Goal, needs: Sequence[Need], if_so: Verdict
) -> Callable[[Mapping[Entity, Entity]], bool]:
    """Return whether the answer is `if_so` if all needs are met by others than the examples."""
    predicates = world.railed.base.predicates
    replaced = [
        one
        for need in needs
        if need.replaces is not None
        for one in world.said
        if one.statement == need.replaces
    ]
    statements = [suggested(need, predicates) for need in needs]

    def does(others: Mapping[Entity, Entity]) -> bool:
        said = []
        for one in statements:
            args = tuple(
                Constant(others.get(term.value, term.value))
                if isinstance(term, Constant) and isinstance(term.value, Entity)
                else term
                for term in one.sentence.args
            )
            sentence = replace(one.sentence, args=args)
            said.append(Said(replace(one, sentence=sentence), Source(who="assumed")))
        try:
            there = world.having(said, replaced)
            if if_so == "yes":
                return bool(there.keys(goal, CERTAIN))
            if if_so == "no":
                return not there.keys(goal, POSSIBLE)
            return verdict(there, goal) == if_so
        except SourceError:  # that cannot be: nobody can answer so
            return True
        except EvaluationError:  # what would follow cannot be worked out
            return False

    return does


def otherwise_for_anybody(
    world: World, goal: Goal, needs: Sequence[Need], each: Sequence[Verdict]
) -> tuple[Verdict, ...]:
    """Return what follows if a need is not met, even if it is so of those who would not do."""
    return tuple(
        found if found == "unknown" or _is_so_of_others(world, goal, need, found) else "unknown"
        for need, found in zip(needs, each, strict=True)
    )


def _is_so_of_others(world: World, goal: Goal, need: Need, found: Verdict) -> bool:
    others = need.other_than
    if not others:
        return True
    if len(others) > FEW or len({place for place, _ in others}) > 1:
        return False
    nobody = ruled_out(
        need.atom.pred,
        tuple(None if place in need.examples else arg for place, arg in enumerate(need.atom.args)),
    )
    for size in range(1, len(others) + 1):
        for some in combinations(others, size):
            said = [
                statement_of(
                    "states",
                    need.atom.pred,
                    tuple(
                        one if at == place else UNKNOWN if arg is None else arg
                        for at, arg in enumerate(need.atom.args)
                    ),
                )
                for place, one in some
            ]
            try:
                if verdict(world.having((*said, nobody)), goal) != found:
                    return False
            except SourceError:  # that cannot be
                continue
            except EvaluationError:
                return False
    return True
