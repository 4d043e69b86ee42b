"""`QUESTION: ANSWER` -> a question with the verdict or the values that a case expects."""

from collections.abc import Sequence
from typing import get_args

from parser.resolved.constants import quantity
from parser.resolved.questions import UnknownSentence, question_or_problems, today_constant
from parser.resolved.sentences import Reading, unknown
from parser.resolved.suggestions import did_you_mean
from parser.resolved.terms import term_at
from parser.resolved.tree import Constant, Expectation, Question, Sentence, Variable, Verdict
from parser.resolved.vocabulary import VALUE_KINDS, Slot
from parser.resolved.wording import counted, phrase
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span, join
from parser.values import Value


def expectation_of(
    expectation: syntax.ExpectationDecl, reads: Reading, case: syntax.CaseDecl
) -> Expectation | None:
    """Return what a case expects, or None after reporting what is wrong.

    A question that nobody knows may be expected to be `silent`; its sentence then has the
    predicate `""`.
    """
    before = len(reads.problems)
    verdict = _verdict(expectation.answer)
    _check_rules(expectation, reads)
    found = question_or_problems(
        expectation.question, reads.vocabulary, reads.individuals, reads.problems, case.as_of
    )
    if isinstance(found, UnknownSentence):
        if verdict != "silent":
            pieces, span = expectation.question.tokens, expectation.question.span
            reads.problems.append(unknown(pieces, span, reads.vocabulary, reads.problems))
            return None
        found = Question(Sentence("", ()), text=found.text, span=expectation.question.span)
    if found is None or len(reads.problems) > before:
        return None
    values = None
    if verdict is None:
        values = _values(expectation, found, reads, case)
        if values is None:
            return None
    by = tuple(_rule(rule, reads) for rule, _ in expectation.by)
    return Expectation(found, verdict, values, by, span=expectation.span)


def _verdict(answer: Sequence[syntax.Token]) -> Verdict | None:
    if len(answer) != 1 or answer[0].kind != "word":
        return None
    for word in get_args(Verdict):
        if answer[0].text.casefold() == word:
            found: Verdict = word
            return found
    return None


def _rule(rule: str, reads: Reading) -> str:
    """Return the id of a rule among all laws, where a case names the law that it means."""
    own = f"{reads.vocabulary.meaning}.{rule}"
    return own if own in reads.vocabulary.rules else rule


def _check_rules(expectation: syntax.ExpectationDecl, reads: Reading) -> None:
    for rule, span in expectation.by:
        known = reads.vocabulary.rules
        if _rule(rule, reads) in known:
            continue
        apart = sorted(each for each in known if each.endswith(f".{rule}"))
        advice = "name a rule of the laws that this case is about"
        advice = did_you_mean(rule, known, advice, reads.problems)
        if apart:
            advice = "several laws have it: write " + " or ".join(f"`{each}`" for each in apart)
        reads.problems.append(
            Diagnostic("unknown-rule", f"there is no rule `{rule}`", span, help=advice)
        )


def _values(
    expectation: syntax.ExpectationDecl,
    question: Question,
    reads: Reading,
    case: syntax.CaseDecl,
) -> tuple[tuple[Value, ...], ...] | None:
    answer = expectation.answer
    if not question.open:
        reads.problems.append(
            Diagnostic(
                "bad-answer",
                f"`{phrase(answer)}` is no answer to a question without open slots",
                _span(answer, expectation.span),
                help="expect one of " + ", ".join(f"`{word}`" for word in get_args(Verdict)),
            )
        )
        return None
    if len(answer) == 1 and answer[0].kind == "word" and answer[0].text.casefold() == "none":
        return ()
    slots = [Slot("number", "number")] if question.how_many else _open_slots(question)
    before = len(reads.problems)
    found: list[tuple[Value, ...]] = []
    for row in _split(answer, ","):
        cells = _split(row, "/")
        if len(cells) != len(slots):
            roles = " / ".join(slot.role for slot in slots)
            reads.problems.append(
                Diagnostic(
                    "bad-answer",
                    f"an answer has {counted(len(slots), 'part')} here, not {len(cells)}",
                    _span(row, expectation.span),
                    help=f"write `{roles}`, and a comma between answers",
                )
            )
            continue
        values = [
            value
            for cell, slot in zip(cells, slots, strict=True)
            if (value := _value(cell, slot, reads, case, expectation.span)) is not None
        ]
        found.append(tuple(term.value for term in values))
    return tuple(found) if len(reads.problems) == before else None


def _open_slots(question: Question) -> list[Slot]:
    kinds = {arg.name: arg.kind for arg in question.sentence.args if isinstance(arg, Variable)}
    return [Slot(name, kinds[name]) for name in question.open]


def _split(tokens: Sequence[syntax.Token], mark: str) -> list[list[syntax.Token]]:
    found: list[list[syntax.Token]] = [[]]
    for token in tokens:
        if token.kind == "mark" and token.text == mark:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _span(tokens: Sequence[syntax.Token], otherwise: Span) -> Span:
    return join(tokens[0].span, tokens[-1].span) if tokens else otherwise


def _value(
    tokens: Sequence[syntax.Token],
    slot: Slot,
    reads: Reading,
    case: syntax.CaseDecl,
    line: Span,
) -> Constant | None:
    for end, filler in term_at(tokens, 0, reads.vocabulary.spelled, False, articles=True):
        if end < len(tokens):
            continue
        match filler:
            case syntax.Name():
                return reads.individuals.name(filler, slot.kind)
            case syntax.Quantity():
                return quantity(filler, slot.kind, reads.problems)
            case syntax.Today():
                return today_constant(filler, slot, case.as_of, reads.problems)
            case _:
                break
    wanted = "a value" if slot.kind in VALUE_KINDS else "a name"
    reads.problems.append(
        Diagnostic(
            "bad-answer",
            f"`{phrase(tokens)}` is not {wanted}" if tokens else f"{wanted} is missing here",
            _span(tokens, line),
            help="write a verdict, `none`, or the values with commas between them; a name of "
            "several words needs quotes unless it is declared",
        )
    )
    return None
