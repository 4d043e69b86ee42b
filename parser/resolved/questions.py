"""A question -> the sentence it turns round, with the variables whose values are wanted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from parser.resolved.atom_form import atom_match
from parser.resolved.constants import Individuals, a_kind, quantity
from parser.resolved.lexicon import Vocabulary
from parser.resolved.matching import Match, Row
from parser.resolved.meanings import ambiguous, law_named, meant, of_law
from parser.resolved.question_readings import turned
from parser.resolved.sentences import no_terms, today_clash, words_of
from parser.resolved.terms import Filler, QuestionWord
from parser.resolved.tree import Constant, Question, Sentence, Term, Variable
from parser.resolved.unfinished import unfinished
from parser.resolved.verbs import singular_forms
from parser.resolved.vocabulary import VALUE_KINDS, Slot, nouns_of
from parser.resolved.wording import phrase
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, SourceError

_TRUE_THAT = ["is", "it", "true", "that"]
_MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class UnknownSentence:
    """A question that no sentence of the vocabulary answers, with those that come nearest."""

    text: str
    nearest: tuple[str, ...] = ()
    language: str = ""


def resolve_question(
    sentence: syntax.Sentence,
    vocabulary: Vocabulary,
    names: Mapping[str, str],
    strict_names: bool = True,
    today: date | None = None,
) -> Question | UnknownSentence:
    """Return the sentence that a question asks about, or that nobody knows it.

    `names` are individuals known from elsewhere, such as a case. With `strict_names` any other
    name is an error, otherwise it is introduced by the slot it stands in. `today` is what the
    question means by `today`. Raises `SourceError` for names, nouns and values that do not fit.
    """
    problems: list[Diagnostic] = []
    individuals = Individuals(vocabulary, problems, names, strict_names)
    found = question_or_problems(sentence, vocabulary, individuals, problems, today)
    if found is None:
        raise SourceError(tuple(problems))
    return found


def question_or_problems(
    sentence: syntax.Sentence,
    vocabulary: Vocabulary,
    individuals: Individuals,
    problems: list[Diagnostic],
    today: date | None,
) -> Question | UnknownSentence | None:
    """Return what `resolve_question` returns, or None after adding to `problems` what is wrong."""
    tokens = sentence.tokens
    while tokens and tokens[-1].kind == "mark" and tokens[-1].text in {"?", "."}:
        tokens = tokens[:-1]
    if [each.text.casefold() for each in tokens[:4]] == _TRUE_THAT:
        tokens = tokens[4:]
    text = phrase(sentence.tokens)
    if _asks_what_a_word_means(tokens):
        return UnknownSentence(text, vocabulary.nearest([each.text for each in tokens[3:]]))
    before = len(problems)
    found = atom_match(tokens, vocabulary, problems)
    if found is None and len(problems) == before and len(tokens) <= _MOST_WORDS:
        row = Row(tokens, vocabulary.spelled, asking=True)
        found = _one_of(row, sentence, vocabulary, problems)
        if found is None and len(problems) == before:
            problems += _meant(tokens, vocabulary) or unfinished(sentence, tokens, vocabulary)
    if len(problems) > before:
        return None
    if found is None:
        return UnknownSentence(text, vocabulary.nearest([w.text for w in words_of(tokens)]))
    slots = vocabulary.predicates[found.predicate].slots
    asking = _Asking(individuals, problems, today)
    for filler, slot in zip(found.fillers, slots, strict=True):
        asking.fill(filler, slot)
    if len(problems) > before:
        return None
    args = Sentence(found.predicate, tuple(asking.terms), span=sentence.span)
    return Question(args, tuple(asking.open), asking.how_many, text, span=sentence.span)


def _asks_what_a_word_means(tokens: Sequence[syntax.Token]) -> bool:
    """Tell whether a question is `what is a visa`: no sentence says what a word means.

    As a question about some visa it would mean one of its documents, or whatever else it is in.
    """
    said = [each.text.casefold() for each in tokens]
    return len(said) == 4 and said[:2] == ["what", "is"] and said[2] in ("a", "an")


def _one_of(
    row: Row, sentence: syntax.Sentence, vocabulary: Vocabulary, problems: list[Diagnostic]
) -> Match | None:
    """Return the closest reading whose question words fit its slots."""
    misfits: list[Match] = []
    for found in _readings(row, vocabulary):
        fitting = [each for each in found if not _misfit(each, vocabulary)]
        misfits += [each for each in found if each not in fitting]
        if len({each.predicate for each in fitting}) > 1:
            by_name = list({each.predicate: each for each in fitting}.values())
            args = (by_name, sentence.tokens, sentence.span, vocabulary.predicates)
            problems.append(ambiguous(*args))
            return None
        if fitting:
            return fitting[0]
    if misfits:
        asked, slot = _misfit(misfits[0], vocabulary)[0]
        shown = f"{asked.pronoun} {asked.noun}".strip()
        problems.append(
            Diagnostic(
                "question-word",
                f"`{shown}` does not ask for {a_kind(slot.kind)}",
                asked.span,
                help=f"ask with `{_question_word(slot)}`",
            )
        )
    return None


def _readings(row: Row, vocabulary: Vocabulary) -> Iterator[Sequence[Match]]:
    """Yield lists of readings of a question, in the words of the law that it names if it does."""
    predicates, spelled = vocabulary.predicates, vocabulary.spelled
    named = law_named(row.pieces)
    for one in (row, Row(row.pieces, spelled, asking=True, articles=True)):
        is_known = False
        for found in turned(one, vocabulary.sentences):
            is_known = is_known or bool(found)
            yield meant(found, vocabulary.meaning, predicates)
        if not is_known and named is not None:
            rest, law = named
            shorter = Row(rest, spelled, asking=True, articles=one is not row)
            for found in turned(shorter, vocabulary.sentences):
                is_known = is_known or bool(found)
                yield meant(of_law(found, law, predicates), law, predicates)
        if is_known:
            return


def _meant(tokens: Sequence[syntax.Token], vocabulary: Vocabulary) -> list[Diagnostic]:
    """Return what is wrong with a question that would be known if a word of it were a term."""
    row = Row(tokens, vocabulary.spelled, asking=True, lenient=True)
    for found in turned(row, vocabulary.sentences):
        if found:
            return no_terms(found, vocabulary, {})
    return []


def _question_word(slot: Slot) -> str:
    match slot.kind:
        case "person":
            return "who"
        case "date":
            return "when"
        case "number":
            return "how many"
        case "amount" | "share" | "duration":
            return "how much"
        case kind:
            return f"which {kind}"


def _misfit(found: Match, vocabulary: Vocabulary) -> list[tuple[QuestionWord, Slot]]:
    slots = vocabulary.predicates[found.predicate].slots
    return [
        (filler, slot)
        for filler, slot in zip(found.fillers, slots, strict=True)
        if isinstance(filler, QuestionWord) and not _fits(filler, slot)
    ]


def _fits(asked: QuestionWord, slot: Slot) -> bool:
    """Tell whether a question word asks for what a slot holds."""
    named = not asked.noun or not nouns_of(slot).isdisjoint(singular_forms(asked.noun))
    match asked.pronoun:
        case "who":
            return slot.kind == "person"
        case "when":
            return slot.kind == "date"
        case "how many":
            return named and (slot.kind == "number" or (bool(asked.noun) and _counted(slot)))
        case "how much":
            return named and slot.kind in {"number", "amount", "share", "duration"}
        case "someone":
            return not asked.noun or slot.kind == asked.noun
        case "which":
            return named
        case "_":
            return True
        case _:
            assert_never(asked.pronoun)


def _counted(slot: Slot) -> bool:
    return slot.kind not in VALUE_KINDS or slot.kind == "date"


@dataclass(slots=True)
class _Asking:
    """The terms of a question as they are found, slot by slot."""

    individuals: Individuals
    problems: list[Diagnostic]
    today: date | None
    terms: list[Term] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    how_many: bool = False
    variables: dict[str, Variable] = field(default_factory=dict)

    def fill(self, filler: Filler, slot: Slot) -> None:
        """Add the term of one slot, or report why there is none."""
        term = self._term(filler, slot)
        if term is not None:
            self.terms.append(term)

    def _term(self, filler: Filler, slot: Slot) -> Term | None:
        match filler:
            case syntax.Name():
                return self.individuals.name(filler, slot.kind)
            case syntax.Quantity():
                return quantity(filler, slot.kind, self.problems)
            case syntax.Today():
                return today_constant(filler, slot, self.today, self.problems)
            case syntax.Reference():
                return self._reference(filler, slot)
            case QuestionWord():
                return self._asked(filler, slot)
            case syntax.Column():
                raise AssertionError("a question has no columns")
            case _:
                assert_never(filler)

    def _new(self, name: str, slot: Slot) -> str:
        fresh, count = name, 1
        while fresh in self.variables:
            count += 1
            fresh = f"{name} {count}"
        self.variables[fresh] = Variable(fresh, slot.kind)
        return fresh

    def _reference(self, reference: syntax.Reference, slot: Slot) -> Term | None:
        if reference.determiner == "a":
            if not wildcard_fits(reference, slot, self.problems):
                return None
            return self.variables[self._new(reference.noun, slot)]
        known = self.variables.get(reference.noun)
        if reference.determiner == "the" and known is not None and known.kind == slot.kind:
            return known
        if (named := self.individuals.named(reference, slot.kind)) is not None:
            return named
        self.problems.append(
            Diagnostic(
                "unbound-noun",
                f"`{reference.determiner} {reference.noun}` refers to nothing in this question",
                reference.span,
                help=f"write a name, `{a_kind(slot.role)}` for any one, "
                f"or `{_question_word(slot)}`",
            )
        )
        return None

    def _asked(self, asked: QuestionWord, slot: Slot) -> Term:
        if asked.pronoun in {"someone", "_"}:
            return self.variables[self._new(slot.role, slot)]
        known = self.variables.get(asked.name) if asked.name else None
        if known is not None and known.kind == slot.kind:
            return known
        name = self._new(asked.name or slot.role, slot)
        self.open.append(name)
        if asked.pronoun == "how many" and slot.kind != "number":
            self.how_many = True
        return self.variables[name]


def wildcard_fits(reference: syntax.Reference, slot: Slot, problems: list[Diagnostic]) -> bool:
    """Tell whether `a NOUN` means any individual or value of a slot, and no narrower class."""
    if reference.noun in nouns_of(slot):
        return True
    wanted = f"`{a_kind(slot.role)}`"
    if slot.kind != slot.role:
        wanted += f" or `{a_kind(slot.kind)}`"
    problems.append(
        Diagnostic(
            "narrower-noun",
            f"nothing here says what `{a_kind(reference.noun)}` is",
            reference.span,
            help=f"write {wanted}, or a name",
        )
    )
    return False


def today_constant(
    filler: syntax.Today, slot: Slot, today: date | None, problems: list[Diagnostic]
) -> Constant | None:
    """Return the day that `today` stands for outside a rule."""
    if slot.kind != "date":
        problems.append(today_clash(filler, slot))
        return None
    if today is None:
        problems.append(
            Diagnostic(
                "today-unknown",
                "`today` has no date here",
                filler.span,
                help="write the date, or say `as of DATE` in the case",
            )
        )
        return None
    return Constant(today, span=filler.span)
