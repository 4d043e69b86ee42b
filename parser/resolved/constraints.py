"""A constraint of a law file: sentences that never hold together."""

from collections.abc import Iterator
from typing import assert_never

from parser.resolved.conditions import resolve_items
from parser.resolved.law_tree import (
    Aggregates,
    Calculated,
    Compares,
    Constraint,
    Expression,
    Group,
    Holds,
    Item,
    Today,
)
from parser.resolved.provisions import provision_of
from parser.resolved.scope import RuleNouns, Scope, today_item
from parser.resolved.sentences import Reading
from parser.resolved.tree import Constant, Variable
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span

TODAY = "today"


def resolve_constraint(
    declared: syntax.ImpossibleDecl, law: syntax.LawDecl, reads: Reading
) -> Constraint | None:
    """Return a constraint with every sentence, name and noun resolved; None after an error.

    It speaks of what is stated, found, listed or concluded, and of what is compared between the
    values.
    """
    problems = reads.problems
    before = len(problems)
    nouns = RuleNouns(problems)
    body = _spliced(resolve_items(declared.body, Scope(nouns), reads))
    nouns.close()
    derived = any(_is_derived(item, reads) for item in body)
    if law.overlay:
        problems.append(
            Diagnostic(
                "constraint-in-overlay",
                f"`{declared.id}` stands in a body of law that can be left out",
                declared.span,
                (Label(law.span, f"this law belongs to `{law.overlay}`"),),
                "what cannot be is so under every reading: state it in the law that declares "
                "the sentences",
            )
        )
    for item in body:
        problems.extend(_misplaced(item))
    if len(problems) == before:
        problems.extend(_loose(declared, body))
    if len(problems) > before:
        return None
    if derived and nouns.today:
        body = (today_item(), *body)
    return Constraint(provision_of(declared, law), body, span=declared.span)


def _is_derived(item: Item, reads: Reading) -> bool:
    """Tell whether a condition is a sentence that rules conclude."""
    match item.condition:
        case Holds(sentence):
            return reads.vocabulary.predicates[sentence.predicate].origin == "derived"
        case Compares() | Aggregates() | Group():
            return False
        case _:
            assert_never(item.condition)


def _spliced(items: tuple[Item, ...]) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in items:
        match item.condition:
            case Group("all", inner, exception=False):
                found.extend(_spliced(inner))
            case _:
                found.append(item)
    return tuple(found)


def _misplaced(item: Item) -> Iterator[Diagnostic]:
    """Yield what is wrong with one condition: a constraint has sentences and comparisons."""
    match item.condition:
        case Holds(negative=False) | Compares():
            pass
        case Holds():
            yield _unfit(item, "a denial", "say only what holds together with what")
        case Aggregates():
            yield _unfit(item, "an aggregate", "say only what holds together with what")
        case Group("any"):
            yield _unfit(
                item, "a choice", "write a constraint of its own for each of the alternatives"
            )
        case Group():
            yield _unfit(item, "a list", "say only what holds together with what")
        case _:
            assert_never(item.condition)


def _unfit(item: Item, what: str, advice: str) -> Diagnostic:
    return Diagnostic(
        "misfit-in-constraint", f"{what} is no part of what cannot be", item.span, help=advice
    )


def _loose(declared: syntax.ImpossibleDecl, body: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """Yield what a constraint compares and no sentence of it gives a value."""
    sentences = [item.condition for item in body if isinstance(item.condition, Holds)]
    if not sentences:
        yield Diagnostic(
            "no-sentence",
            f"`{declared.id}` says of no sentence that it cannot be",
            declared.span,
            help="begin with `that` and a sentence of the vocabulary",
        )
        return
    known = {
        arg.name for one in sentences for arg in one.sentence.args if isinstance(arg, Variable)
    }
    seen: set[str] = set()
    for item in body:
        if not isinstance(item.condition, Compares):
            continue
        for name, span in (*_used(item.condition.left), *_used(item.condition.right)):
            if name not in known and name not in seen and name != TODAY:
                seen.add(name)
                yield Diagnostic(
                    "unsafe-variable",
                    f"nothing gives `{name}` a value",
                    span if span != NOWHERE else item.span,
                    help=f"state the {name} in a sentence of the constraint",
                )


def _used(expression: Expression) -> Iterator[tuple[str, Span]]:
    match expression:
        case Variable(name):
            yield name, expression.span
        case Calculated(_, args):
            for arg in args:
                yield from _used(arg)
        case Constant() | Today():
            pass
        case _:
            assert_never(expression)
