"""A sentence of a rule -> a predicate applied to variables and constants."""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from typing import assert_never

from parser.resolved.constants import Individuals, a_kind, example_of, quantity
from parser.resolved.law_tree import Compares
from parser.resolved.lexicon import Vocabulary
from parser.resolved.matching import Match, Row, matches
from parser.resolved.meanings import ambiguous, law_named, meant, of_law, of_other_laws
from parser.resolved.scope import TODAY, RuleNouns, Scope
from parser.resolved.suggestions import MOST
from parser.resolved.terms import Filler, Piece, QuestionWord
from parser.resolved.tree import Sentence, Term, Variable
from parser.resolved.trie import Trie
from parser.resolved.vocabulary import Slot, nouns_of
from parser.resolved.wording import phrase, starts_name
from parser.syntax import tree as syntax
from parser.syntax.scan import scan
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span


@dataclass(slots=True)
class Reading:
    """What reading the sentences of a file needs: its words, its names, and its errors so far."""

    vocabulary: Vocabulary
    individuals: Individuals
    problems: list[Diagnostic] = field(default_factory=list)
    calendar: str = ""


def reading(vocabulary: Vocabulary, problems: list[Diagnostic], calendar: str = "") -> Reading:
    """Return what is needed to read a file, before anything of it is read.

    `calendar` is the one of its law (`parser.resolved.calendars`).
    """
    return Reading(vocabulary, Individuals(vocabulary, problems), problems, calendar)


def find_sentence(
    pieces: Sequence[Piece], span: Span, vocabulary: Vocabulary, problems: list[Diagnostic]
) -> Match | None:
    """Return the one sentence of the vocabulary that a row of tokens spells, or report why not."""
    found = _found(pieces, span, vocabulary, problems)
    if not isinstance(found, Sequence):
        return found
    problems.extend(_cause(pieces, span, vocabulary, problems, {}, False).diagnostics)
    return None


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why nobody knows a sentence, and how it should have been written ('' where unclear)."""

    diagnostics: Sequence[Diagnostic]
    text: str = ""


def _cause(
    pieces: Sequence[Piece],
    span: Span,
    vocabulary: Vocabulary,
    problems: Sized,
    nouns: dict[str, str | None],
    in_rule: bool,
) -> _Cause:
    """Return why no template fits, given the nouns in reach."""
    from parser.resolved.misread import misread  # only where something is wrong

    if (named := law_named(pieces)) is not None and (others := readings(named[0], vocabulary)):
        args = (named[0], named[1], others, span, vocabulary.predicates)
        return _Cause((of_other_laws(*args),), phrase(named[0]))
    read = misread(pieces, vocabulary, nouns, in_rule) if len(problems) < MOST else None
    if read is not None:
        return _Cause((read.diagnostic,), read.text)
    found = matches(Row(pieces, vocabulary.spelled, lenient=True), vocabulary.sentences)
    terms = no_terms(found, vocabulary, nouns)
    return _Cause(terms or [unknown(pieces, span, vocabulary, problems)])


def _found(
    pieces: Sequence[Piece], span: Span, vocabulary: Vocabulary, problems: list[Diagnostic]
) -> Match | tuple[()] | None:
    """Return the one sentence that fits, None after reporting several, or none: `()`."""
    found = readings(pieces, vocabulary)
    if len(found) == 1:
        return found[0]
    if found:
        problems.append(ambiguous(found, pieces, span, vocabulary.predicates))
        return None
    return ()


def readings(
    pieces: Sequence[Piece], vocabulary: Vocabulary, sentences: Trie | None = None
) -> Sequence[Match]:
    """Return the `sentences` (default: all of the vocabulary) that a row of pieces could be.

    The words of a law behind it and articles before names count where nothing fits without.
    """
    predicates, spelled = vocabulary.predicates, vocabulary.spelled
    known = vocabulary.sentences if sentences is None else sentences
    named = law_named(pieces)
    for articles in (False, True):
        found = matches(Row(pieces, spelled, articles=articles), known)
        if not found and named is not None:
            rest, law = named
            row = Row(rest, spelled, articles=articles)
            found = of_law(matches(row, known), law, predicates)
        if found:
            return meant(found, vocabulary.meaning, predicates)
    return ()


def no_terms(
    found: Sequence[Match], vocabulary: Vocabulary, nouns: Mapping[str, str | None]
) -> list[Diagnostic]:
    """Return an error for each word that stands in a slot and is no term.

    `found` are the readings of a sentence in which any word may be a term, `nouns` those in reach.
    """
    if len(found) != 1:
        return []
    return [
        Diagnostic(
            "not-a-term",
            f"`{filler.text}` is neither a name nor a noun with an article",
            filler.span,
            help=f"write `the {filler.text}`"
            if filler.text in nouns
            else f"a name is capitalised (`{filler.text.capitalize()}`), in quotes or declared; "
            f"a noun is `{a_kind(filler.text)}` or `the {filler.text}`",
        )
        for filler in found[0].fillers
        if isinstance(filler, syntax.Name)
        and not filler.quoted
        and not starts_name(filler.text)
        and filler.text not in vocabulary.names
    ]


def unknown(
    pieces: Sequence[Piece], span: Span, vocabulary: Vocabulary, problems: Sized
) -> Diagnostic:
    """Return the error that no template fits, with the nearest templates in its help.

    `problems` are the errors so far: when there are many, no nearest ones are looked for.
    """
    words = [word.text for word in words_of(pieces)]
    near = vocabulary.nearest(words) if len(problems) < MOST else ()
    shown = phrase(pieces[:40])
    advice = "declare it in the vocabulary"
    if near:
        nearest = "the nearest sentences are " if len(near) > 1 else "the nearest sentence is "
        nearest += ", ".join(f"`{each}`" for each in near)
        advice = f"{nearest}; names are capitalised, declared or in quotes"
    if words[:1] == ["("] or shown.startswith("("):
        advice = "a label has at most five letters and digits, such as `(a)`, `(iv)` or `(3A)`"
    shown = shown if len(shown) <= 200 and len(pieces) <= 40 else f"{shown[:200]}…"
    return Diagnostic(
        "unknown-sentence", f"no sentence of the vocabulary reads `{shown}`", span, help=advice
    )


def words_of(pieces: Sequence[Piece]) -> list[syntax.Token]:
    """Return the words of a row, without literals and punctuation."""
    return [each for each in pieces if isinstance(each, syntax.Token) and each.kind == "word"]


def resolve_sentence(
    sentence: syntax.Sentence, scope: Scope, reads: Reading
) -> tuple[Sentence | None, list[Compares]]:
    """Return the sentence with its terms, and the conditions that `another NOUN` adds."""
    match = _found(sentence.tokens, sentence.span, reads.vocabulary, reads.problems)
    if match is None:
        _introduce_anyway(sentence.tokens, scope, reads)
        return None, []
    if not isinstance(match, Match):
        nouns = scope.nouns()
        args = (sentence.tokens, sentence.span, reads.vocabulary, reads.problems, nouns, True)
        cause = _cause(*args)
        reads.problems.extend(cause.diagnostics)
        tokens = [replace(each, span=sentence.span) for each in scan(cause.text, "", 0, 1)]
        _introduce_anyway(tokens or sentence.tokens, scope, reads)
        return None, []
    predicate = reads.vocabulary.predicates[match.predicate]
    extra: list[Compares] = []
    terms: list[Term] = []
    for filler, slot in zip(match.fillers, predicate.slots, strict=True):
        term, different = _term(filler, slot, scope, reads)
        if term is not None:
            terms.append(term)
        if different is not None:
            extra.append(different)
    if len(terms) < len(predicate.slots):
        return None, []
    return Sentence(predicate.name, tuple(terms), span=sentence.span), extra


def _term(
    filler: Filler, slot: Slot, scope: Scope, reads: Reading
) -> tuple[Term | None, Compares | None]:
    match filler:
        case syntax.Reference(determiner="a" | "another"):
            fits = filler.noun in nouns_of(slot)
            return scope.introduce(filler, slot.kind, fits)
        case syntax.Reference():
            known = scope.find(filler.noun) is not None
            named = None if known else reads.individuals.named(filler, slot.kind)
            return named or scope.refer(filler, slot.kind), None
        case syntax.Name():
            return reads.individuals.name(filler, slot.kind), None
        case syntax.Quantity():
            return quantity(filler, slot.kind, reads.problems), None
        case syntax.Today():
            return today(filler, slot, scope.rule), None
        case syntax.Column() | QuestionWord():
            reads.problems.append(
                Diagnostic("misplaced-term", "this cannot fill a slot here", filler.span)
            )
            return None, None
        case _:
            assert_never(filler)


def today(filler: syntax.Today, slot: Slot, rule: RuleNouns) -> Variable | None:
    """Return the variable that stands for the evaluation date in the sentences of a rule."""
    if slot.kind != "date":
        rule.problems.append(today_clash(filler, slot))
        return None
    rule.today = True
    return Variable(TODAY, "date", span=filler.span)


def today_clash(filler: syntax.Today, slot: Slot) -> Diagnostic:
    """Return the error that `today` stands where no date is wanted."""
    return Diagnostic(
        "kind-clash",
        f"`today` is a date, and {a_kind(slot.kind)} is needed here",
        filler.span,
        help=f"write {example_of(slot.kind)}",
    )


def _introduce_anyway(tokens: Sequence[syntax.Token], scope: Scope, reads: Reading) -> None:
    """Bind the nouns of a sentence nobody knows, so that one mistake is one error."""
    row = Row(tokens, reads.vocabulary.spelled)
    for at in range(len(tokens)):
        for _, filler in row.terms(at):
            if not isinstance(filler, syntax.Reference):
                continue
            other = f"other {filler.noun}"
            match filler.determiner:
                case "a" if scope.find(filler.noun) is None:
                    scope.introduce(filler, None, True)
                case "another" if scope.find(other) is None and scope.find(filler.noun):
                    scope.introduce(filler, None, True)
                case "the" if (noun := scope.find(filler.noun)) is not None:
                    noun.use()
                case "the other" if (noun := scope.find(other)) is not None:
                    noun.use()
                case _:
                    pass
