"""L202: a rule, or a way in it, that no facts can ever meet."""

from collections.abc import Iterator
from typing import assert_never

from engine.lint.bounds import bounds_of, order
from engine.lint.closure import contradiction, follows_from
from engine.lint.conjunctions import Together, conditions, together
from engine.lint.laws import Laws
from engine.lint.rule import LintRule, finding
from parser.resolved.law_tree import Aggregates, Compares, Group, Holds, Rule
from parser.resolved.tree import Constant, Sentence
from parser.resolved.vocabulary import Predicate, entity_slots
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span

_ADVICE = "correct one of them; what is an alternative stands under `any of:`"


def _find(laws: Laws) -> Iterator[Diagnostic]:
    """Yield conditions that never hold beside or within those around them."""
    rows: dict[str, list[Sentence]] = {}
    for law in laws.kb.laws:
        for row in law.listed:
            rows.setdefault(row.sentence.predicate, []).append(row.sentence)
    for rule in laws.rules:
        for found in together(rule.body):
            yield from _compared(found)
            yield from _always(found)
            yield from _denied(found)
            for held, span in found.holds[len(found.holds) - found.own_holds :]:
                if not held.negative:
                    yield from _unlisted(held.sentence, span, laws, rows)
                    yield from _itself(held.sentence, span, laws)
                    yield from _out_of_force(rule, held.sentence, span, laws)
            yield from _too_few(found)
        for item in conditions(rule.body):
            match item.condition:
                case Group("at least", items, count) if count > len(items):
                    yield finding(
                        "L202",
                        f"there are only {len(items)} of which {count} are asked for",
                        item.condition.span,
                        "correct the number, or add what is missing",
                    )
                case Group() | Holds() | Compares() | Aggregates():
                    pass
                case _:
                    assert_never(item.condition)


def _compared(found: Together) -> Iterator[Diagnostic]:
    before = found.compares[: len(found.compares) - found.own_compares]
    if found.own_compares and contradiction(before) is None:
        pair = contradiction(found.compares)
        if pair is not None:
            first, second = sorted(pair, key=lambda one: one.span.start)
            yield finding(
                "L202",
                "this never holds beside what is compared before it",
                second.span,
                _ADVICE,
                *(() if first.span == second.span else (Label(first.span, "this excludes it"),)),
            )


def _always(found: Together) -> Iterator[Diagnostic]:
    """Yield an exception that is met wherever the rest of its rule is."""
    if found.alone == "none" and found.own_compares:
        *others, own = found.compares
        because = follows_from(own, others)
        if because and own.span != NOWHERE:
            yield finding(
                "L202",
                "this is so wherever the rest of the rule is, so that the rule never holds",
                own.span,
                "correct it, or leave the exception out",
                *(Label(one.span, "it follows from this") for one in because),
            )


def _denied(found: Together) -> Iterator[Diagnostic]:
    first = len(found.holds) - found.own_holds
    for place, (held, span) in enumerate(found.holds):
        if not held.negative and held.sentence in found.aside and place >= first:
            other = next(one for one in found.aside if one == held.sentence)
            yield finding(
                "L202",
                "this is asked for and excluded by the same rule, so that it never holds",
                span,
                "leave one of the two out",
                *(() if other.span == NOWHERE else (Label(other.span, "excluded here"),)),
            )


def _unlisted(
    sentence: Sentence, span: Span, laws: Laws, rows: dict[str, list[Sentence]]
) -> Iterator[Diagnostic]:
    predicate = laws.predicates.get(sentence.predicate)
    if predicate is None or predicate.origin != "listed" or predicate.numbers is not None:
        return
    known = rows.get(sentence.predicate, [])
    if not any(_matches(row, sentence) for row in known):
        what = "no row of the table says this" if known else "the table has no rows"
        yield finding(
            "L202",
            f"{what}, so that it never holds",
            span,
            "correct what it names, or add the row to the table",
            Label(predicate.span, "the table is declared here"),
        )


def _matches(row: Sentence, sentence: Sentence) -> bool:
    return all(
        not isinstance(wanted, Constant) or wanted == given
        for given, wanted in zip(row.args, sentence.args, strict=True)
    )


def _itself(sentence: Sentence, span: Span, laws: Laws) -> Iterator[Diagnostic]:
    predicate = laws.predicates.get(sentence.predicate)
    if predicate is not None and predicate.irreflexive and _is_about_itself(predicate, sentence):
        yield finding(
            "L202",
            "nobody is so to themselves, as the vocabulary says",
            span,
            "name two individuals: `another …`",
            Label(predicate.span, "declared `irreflexive` here"),
        )


def _is_about_itself(predicate: Predicate, sentence: Sentence) -> bool:
    people = [sentence.args[place] for place in entity_slots(predicate)]
    return any(one == other for n, one in enumerate(people) for other in people[:n])


def _out_of_force(rule: Rule, sentence: Sentence, span: Span, laws: Laws) -> Iterator[Diagnostic]:
    concluding = [one for one in laws.concluding.get(sentence.predicate, ()) if not one.negative]
    if concluding and not any(laws.may_meet(rule, one) for one in concluding):
        yield finding(
            "L202",
            "no rule that concludes this is in force when this one is",
            span,
            "correct the days in force or the readings, or write the rule that is missing",
            *(Label(one.span, "it concludes this") for one in concluding[:3]),
        )


def _too_few(found: Together) -> Iterator[Diagnostic]:
    """Yield comparisons of a number of things or days that is to be below zero."""
    counted = {one.result for one in found.aggregates if one.kind in ("count", "days")}
    for one in found.compares[len(found.compares) - found.own_compares :]:
        for bound in bounds_of(one):
            at = order(bound.limit, 0)
            below = at is not None and (at < 0 or (at == 0 and bound.op == "<"))
            if bound.base is None and bound.thing in counted and below and bound.op in _FEW:
                yield finding(
                    "L202", "no number of things is below zero", one.span, "correct the number"
                )


_FEW = frozenset({"<", "<=", "="})

RULE = LintRule("L202", "never-holds", "conditions that no facts can meet", _find)
