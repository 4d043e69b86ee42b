"""Sentences that several laws have: which of them is meant, and what to say where nobody knows.

`Ana is resident within the meaning of tax` is the sentence of the law `tax`, also where no other
law has it.
"""

from collections.abc import Iterable, Mapping, Sequence

from parser.resolved.matching import Match
from parser.resolved.terms import Filler, Piece
from parser.resolved.vocabulary import MEANING, Predicate
from parser.resolved.wording import phrase, template_text
from parser.syntax.tree import Name, Token
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span

Predicates = Mapping[str, Predicate]


def law_named(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], str] | None:
    """Return a sentence without the words that name its law, and the law; None without those.

    >>> words = [Token("word", word) for word in "Ana is in within the meaning of tax".split()]
    >>> [each.text for each in law_named(words)[0]], law_named(words)[1]
    (['Ana', 'is', 'in'], 'tax')
    """
    *rest, law = pieces or (None,)
    said = rest[-len(MEANING) :]
    words = tuple(each.text.casefold() for each in said if isinstance(each, Token))
    if words != MEANING or not isinstance(law, Token):
        return None
    return pieces[: -len(MEANING) - 1], law.text


def of_law(found: Iterable[Match], law: str, predicates: Predicates) -> list[Match]:
    """Return the readings that are sentences of a law."""
    return [each for each in found if predicates[each.predicate].law == law]


def meant(found: Sequence[Match], law: str, predicates: Predicates) -> Sequence[Match]:
    """Return the readings of a sentence that count, each once.

    Where several laws have it, those of `law`, if that is any.
    """
    if len(found) < 2:
        return found
    if law and len({each.predicate for each in found}) > 1:
        found = of_law(found, law, predicates) or found
    return _each_once(found)


def _each_once(found: Sequence[Match]) -> Sequence[Match]:
    """Return readings without those that differ in the wording of the sentence alone."""
    kept: dict[tuple[str, tuple[Filler, ...]], Match] = {}
    for each in found:
        kept.setdefault((each.predicate, tuple(_plain(one) for one in each.fillers)), each)
    return list(kept.values())


def _plain(filler: Filler) -> Filler:
    match filler:
        case Name(text=text, quoted=quoted):
            return Name(text.removeprefix("the "), quoted)
        case _:
            return filler


def ambiguous(
    found: Sequence[Match], pieces: Sequence[Piece], span: Span, predicates: Predicates
) -> Diagnostic:
    """Return the error that a sentence has more than one reading."""
    first, second = (predicates[each.predicate] for each in found[:2])
    if first.apart and second.apart and first.law != second.law:
        return _of_two_laws([predicates[each.predicate] for each in found], pieces, span)
    one, other = template_text(first), template_text(second)
    if one == other:
        return Diagnostic(
            "ambiguous-sentence",
            f"this could be read in two ways as `{one}`",
            span,
            help="put the name in quotes, or use other words",
        )
    return Diagnostic(
        "ambiguous-sentence",
        f"this could be `{one}` or `{other}`",
        span,
        help="change the words of one of the templates so that every sentence has one reading",
    )


def _of_two_laws(meant: Sequence[Predicate], pieces: Sequence[Piece], span: Span) -> Diagnostic:
    said = phrase(pieces[:40]).rstrip(" ?.")
    laws = list({each.law: each for each in meant}.values())
    listed = " and of ".join(f"`{each.law}`" for each in laws)
    ways = " or ".join(f"`… {' '.join(MEANING)} {each.law}`" for each in laws)
    return Diagnostic(
        "ambiguous-sentence",
        f"`{said}` is a sentence of {listed}",
        span,
        tuple(Label(each.span, f"that of `{each.law}`") for each in laws),
        f"say whose it is, behind the sentence: {ways}",
    )


def of_other_laws(
    pieces: Sequence[Piece], law: str, found: Sequence[Match], span: Span, predicates: Predicates
) -> Diagnostic:
    """Return the error that a law has no such sentence, though others do."""
    laws = list({predicates[each.predicate].law: predicates[each.predicate] for each in found})
    ways = " or ".join(f"`… {' '.join(MEANING)} {each}`" for each in laws)
    return Diagnostic(
        "sentence-of-another-law",
        f"`{phrase(pieces[:40])}` is no sentence of a law `{law}`",
        span,
        tuple(Label(predicates[each.predicate].span, "declared here") for each in found),
        f"write {ways}, or leave these words out",
    )
