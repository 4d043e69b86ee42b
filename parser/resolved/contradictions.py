"""Statements of one case that contradict each other."""

from collections.abc import Iterable, Iterator, Mapping

from parser.resolved.single_values import could_be_one, narrower
from parser.resolved.tree import Constant, Statement, Term, Variable
from parser.resolved.vocabulary import Predicate
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span
from parser.values import Range, Value

Mask = tuple[bool, ...]
Key = tuple[Value | None, ...]


def contradictions(
    statements: Iterable[Statement], predicates: Mapping[str, Predicate]
) -> list[Diagnostic]:
    """Return an error for each sentence both stated and denied, or with two single values.

    So is one of which a line says that it is not known, and another whether it is so.

    A wildcard in a denial denies every sentence of its shape. One pass over the statements, with
    the denials of a predicate grouped by where their wildcards stand.
    """
    statements = tuple(statements)
    denied: dict[str, dict[Mask, dict[Key, Span]]] = {}
    for each in statements:
        if each.kind == "denies":
            mask = tuple(isinstance(term, Constant) for term in each.sentence.args)
            shapes = denied.setdefault(each.sentence.predicate, {})
            shapes.setdefault(mask, {}).setdefault(_key(each.sentence.args, mask), each.span)
    found: list[Diagnostic] = list(_known_and_not(statements, predicates))
    values: dict[tuple[str, Key], tuple[Value, Span]] = {}
    for each in statements:
        if each.kind != "states":
            continue
        predicate = predicates[each.sentence.predicate]
        for mask, keys in denied.get(predicate.name, {}).items():
            place = keys.get(_key(each.sentence.args, mask))
            if place is not None and _is_covered(each.sentence.args, mask):
                found.append(_stated_and_denied(each, place, predicate))
                break
        if predicate.single is not None:
            found += _second_value(each, predicate, predicate.single, values)
    return found


def _known_and_not(
    statements: Iterable[Statement], predicates: Mapping[str, Predicate]
) -> Iterator[Diagnostic]:
    statements = tuple(statements)
    for each in statements:
        if each.kind != "opens":
            continue
        for other in statements:
            if other.sentence.predicate == each.sentence.predicate and _says(other, each):
                shown = template_text(predicates[each.sentence.predicate])
                yield Diagnostic(
                    "known-and-not-known",
                    f"the case says that it is not known whether `{shown}`, and says it too",
                    each.span,
                    (Label(other.span, "said here"),),
                    "remove one of the two lines",
                )


def _says(one: Statement, opened: Statement) -> bool:
    """Tell whether a line says all that another says is not known."""
    said = [term.value if isinstance(term, Constant) else None for term in one.sentence.args]
    asked = [term.value if isinstance(term, Constant) else None for term in opened.sentence.args]
    match one.kind:
        case "states":
            return said == asked
        case "denies" | "closes":
            return all(a is None or a == b for a, b in zip(said, asked, strict=True))
        case "closes all" | "opens":
            return False


def _key(args: tuple[Term, ...], mask: Mask) -> Key:
    return tuple(
        term.value if isinstance(term, Constant) and kept else None
        for term, kept in zip(args, mask, strict=True)
    )


def _is_covered(args: tuple[Term, ...], mask: Mask) -> bool:
    """Tell whether every place that a denial fixes is fixed in the statement too."""
    return all(
        isinstance(term, Constant) or not kept for term, kept in zip(args, mask, strict=True)
    )


def _stated_and_denied(statement: Statement, place: Span, predicate: Predicate) -> Diagnostic:
    return Diagnostic(
        "contradiction",
        f"`{template_text(predicate)}` is both stated and denied",
        statement.span,
        (Label(place, "denied here"),),
        "remove one of the two lines",
    )


def _second_value(
    statement: Statement,
    predicate: Predicate,
    single: int,
    values: dict[tuple[str, Key], tuple[Value, Span]],
) -> list[Diagnostic]:
    args = statement.sentence.args
    others = (*args[:single], *args[single + 1 :])
    own = args[single]
    if isinstance(own, Variable) or any(_is_open(term) for term in others):
        return []
    key = (predicate.name, _key(others, (True,) * len(others)))
    first, place = values.setdefault(key, (own.value, statement.span))
    if could_be_one(first, own.value):
        if narrower(own.value, first):
            values[key] = (own.value, statement.span)
        return []
    return [
        Diagnostic(
            "second-value",
            f"this gives a second {predicate.slots[single].role}, and there can be only one",
            statement.span,
            (
                Label(place, "the first one"),
                Label(predicate.span, f"`{predicate.slots[single].role}` is declared `single`"),
            ),
            "remove one of the two lines",
        )
    ]


def _is_open(term: Term) -> bool:
    """Tell whether a statement leaves open of what it speaks there: it may be another one."""
    return isinstance(term, Variable) or isinstance(term.value, Range)
