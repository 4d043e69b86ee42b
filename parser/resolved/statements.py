"""A line of a case -> a sentence stated, denied, closed or left open."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from parser.resolved.constants import Individuals, a_kind, quantity
from parser.resolved.lexicon import Vocabulary
from parser.resolved.limits import Limited, parted, within
from parser.resolved.matching import Match
from parser.resolved.meanings import ambiguous
from parser.resolved.questions import today_constant, wildcard_fits
from parser.resolved.sentences import Reading, find_sentence, readings, words_of
from parser.resolved.suggestions import MOST, nearest_word
from parser.resolved.terms import Filler, QuestionWord
from parser.resolved.tree import EVERYTHING, Constant, Sentence, Statement, Term, Variable
from parser.resolved.vocabulary import Predicate, Slot
from parser.resolved.wording import phrase, starts_name, template_text
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.values import Entity, Range

_MOST_NEEDS = 6


def resolve_statement(
    statement: syntax.StatementDecl,
    vocabulary: Vocabulary,
    names: Mapping[str, str],
    today: date | None = None,
) -> Statement:
    """Return what a line says of a sentence; `names` are individuals known already.

    Raises `SourceError` when the sentence is unknown, is not for anyone to state, or has terms
    that do not fit.
    """
    problems: list[Diagnostic] = []
    reads = Reading(vocabulary, Individuals(vocabulary, problems, names), problems)
    found = statement_of(statement, reads, today)
    if found is None or problems:
        raise SourceError(tuple(problems))
    return found


def statement_of(
    statement: syntax.StatementDecl, reads: Reading, today: date | None
) -> Statement | None:
    """Return what `resolve_statement` returns, or None after reporting what is wrong."""
    if statement.kind == "closes all":
        return Statement("closes all", EVERYTHING, span=statement.span)
    plural = statement.kind == "closes plural"
    limits: tuple[Limited, ...] = ()
    if plural:
        match = _closure(statement, reads)
    else:
        tokens, limits = _parted(statement, reads)
        span = statement.sentence.span
        match = find_sentence(tokens, span, reads.vocabulary, reads.problems)
    if match is None:
        return None
    predicate = reads.vocabulary.predicates[match.predicate]
    told = predicate.origin == "derived" and statement.kind in ("states", "denies")
    if predicate.origin not in {"given", "decided"} and not told:
        reads.problems.append(_not_stated(statement, predicate, reads.vocabulary))
        return None
    args = _args(match, predicate, plural, reads, today)
    if args is None:
        return None
    if limits:
        args = within(args, limits, predicate, reads.problems)
    if told and statement.kind == "states" and not _says_for_which(args, predicate, reads):
        return None
    sentence = Sentence(predicate.name, args, span=statement.sentence.span)
    kind = "closes" if statement.kind == "closes plural" else statement.kind
    if kind == "states" and predicate.irreflexive and _relates_itself(sentence):
        reads.problems.append(
            Diagnostic(
                "irreflexive",
                f"`{template_text(predicate)}` never relates an individual to itself",
                statement.sentence.span,
                (Label(predicate.span, "declared `irreflexive` here"),),
                "name two different individuals",
            )
        )
        return None
    return Statement(kind, sentence, span=statement.span)


def _says_for_which(args: Sequence[Term], predicate: Predicate, reads: Reading) -> bool:
    """Report a value that a question supplies and a statement leaves open; tell if there is none.

    Rules conclude the sentence for any value asked; the case says it for one.
    """
    for place in predicate.asked:
        term = args[place]
        if isinstance(term, Variable) or isinstance(term.value, Range):
            role = predicate.slots[place].role
            reads.problems.append(
                Diagnostic(
                    "stated-without-value",
                    f"this does not say for which {role}",
                    term.span,
                    (Label(predicate.span, f"`{role}` is declared `asked`"),),
                    f"name one {role}: the sentence is asked for each by itself",
                )
            )
            return False
    return True


def _parted(
    statement: syntax.StatementDecl, reads: Reading
) -> tuple[Sequence[syntax.Token], tuple[Limited, ...]]:
    """Return the words of a sentence and the limits of its values.

    Only what is stated has limits, and only where no template spells the whole of it.
    """
    tokens = statement.sentence.tokens
    rest, limits = parted(tokens)
    vocabulary = reads.vocabulary
    if statement.kind != "states" or not limits:
        return tokens, ()
    if readings(tokens, vocabulary):
        return tokens, ()
    return rest, limits


def _relates_itself(sentence: Sentence) -> bool:
    named = [
        term.value
        for term in sentence.args
        if isinstance(term, Constant) and isinstance(term.value, Entity)
    ]
    return len(named) != len(set(named))


def _closure(statement: syntax.StatementDecl, reads: Reading) -> Match | None:
    """Match `marriages of Ana` against the phrases that close relations."""
    vocabulary = reads.vocabulary
    tokens = statement.sentence.tokens
    found = _closures(tokens, vocabulary)
    if len(found) == 1:
        return found[0]
    if found:
        span = statement.sentence.span
        reads.problems.append(ambiguous(found, tokens, span, vocabulary.predicates))
        return None
    advice = 'declare it with `all "…"` in the vocabulary, or write `all cases where … are given`'
    near = _nearest_closure(tokens, vocabulary) if len(reads.problems) < MOST else None
    if near is not None:
        advice = f"did you mean `all {near} are given`?"
    reads.problems.append(
        Diagnostic(
            "unknown-closure",
            f"no relation is closed by `all {phrase(tokens[:40])} are given`",
            statement.sentence.span,
            help=advice,
        )
    )
    return None


def _closures(tokens: Sequence[syntax.Token], vocabulary: Vocabulary) -> Sequence[Match]:
    return readings(tokens, vocabulary, vocabulary.plurals)


def _nearest_closure(tokens: Sequence[syntax.Token], vocabulary: Vocabulary) -> str | None:
    known = {
        " ".join(part for part in each.plural if isinstance(part, str)): phrase_of(each)
        for each in vocabulary.predicates.values()
        if each.plural
    }
    words = " ".join(word.text for word in words_of(tokens) if not starts_name(word.text))
    near = nearest_word(words, known)
    return known[near] if near else None


def phrase_of(predicate: Predicate) -> str:
    """Return the phrase that closes a relation, with its slots in braces."""
    return " ".join(
        f"{{{predicate.slots[part].role}}}" if isinstance(part, int) else part
        for part in predicate.plural
    )


def _args(
    match: Match, predicate: Predicate, plural: bool, reads: Reading, today: date | None
) -> tuple[Term, ...] | None:
    fillers: dict[int, Filler] = dict(enumerate(match.fillers))
    if plural:
        places = [part for part in predicate.plural if isinstance(part, int)]
        fillers = dict(zip(places, match.fillers, strict=True))
    taken: set[str] = set()
    terms: list[Term] = []
    for index, slot in enumerate(predicate.slots):
        filler = fillers.get(index)
        term = (
            _wildcard(slot.role, slot, taken)
            if filler is None
            else _term(filler, slot, taken, reads, today)
        )
        if term is not None:
            terms.append(term)
    return tuple(terms) if len(terms) == len(predicate.slots) else None


def _wildcard(name: str, slot: Slot, taken: set[str]) -> Variable:
    fresh, count = name, 1
    while fresh in taken:
        count += 1
        fresh = f"{name} {count}"
    taken.add(fresh)
    return Variable(fresh, slot.kind)


def _term(
    filler: Filler, slot: Slot, taken: set[str], reads: Reading, today: date | None
) -> Term | None:
    match filler:
        case syntax.Name():
            return reads.individuals.name(filler, slot.kind)
        case syntax.Quantity():
            return quantity(filler, slot.kind, reads.problems)
        case syntax.Today():
            return today_constant(filler, slot, today, reads.problems)
        case syntax.Reference(determiner="a"):
            fits = wildcard_fits(filler, slot, reads.problems)
            return _wildcard(filler.noun, slot, taken) if fits else None
        case syntax.Reference():
            if (named := reads.individuals.named(filler, slot.kind)) is not None:
                return named
            reads.problems.append(
                Diagnostic(
                    "unbound-noun",
                    f"`{filler.determiner} {filler.noun}` refers to nothing in this line",
                    filler.span,
                    help=f"write a name, or `{a_kind(slot.role)}` for any one",
                )
            )
            return None
        case syntax.Column() | QuestionWord():
            raise AssertionError("a statement has no columns and no question words")
        case _:
            assert_never(filler)


def _not_stated(
    statement: syntax.StatementDecl, predicate: Predicate, vocabulary: Vocabulary
) -> Diagnostic:
    shown = template_text(predicate)
    if predicate.origin == "listed":
        return Diagnostic(
            "not-for-stating",
            f"the table decides whether `{shown}`",
            statement.sentence.span,
            (Label(predicate.span, "declared `listed` here"),),
            "change the table, or leave this line out",
        )
    needs = [
        template_text(each)
        for name in vocabulary.needs.get(predicate.name, ())
        if (each := vocabulary.predicates.get(name)) and each.origin in {"given", "decided"}
    ]
    listed = ", ".join(f"`{each}`" for each in needs[:_MOST_NEEDS])
    return Diagnostic(
        "not-for-stating",
        f"rules conclude `{shown}`, so that a case neither closes it nor leaves it open",
        statement.sentence.span,
        (Label(predicate.span, "it has no origin such as `given`"),),
        f"close what its rules need: {listed}" if needs else "close what its rules need",
    )
