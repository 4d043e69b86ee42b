"""What the engines answer, held against the judge."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random

from engine.answers.ask import ask, read_question
from engine.answers.checked import check
from engine.answers.reasons import answers_of, roots_of
from engine.answers.reply import Answer, Reply, Values
from engine.arithmetic.errors import EvaluationError
from engine.proof.checker.verify import InvalidProof
from engine.proof.node import ByCases
from kb.base import KnowledgeBase
from kb.from_files import load_texts, read_cases
from parser.resolved.tree import Case, Constant, Question, Variable
from parser.text.diagnostic import SourceError
from parser.values import Entity, Range, Value
from tests.semantics.claims import wrong_claims
from tests.semantics.further import Further
from tests.semantics.judged import UNNAMED, Judge, can_be, judge
from tests.semantics.meaning import Row
from tests.semantics.phrases import COUNTRIES, PEOPLE
from tests.semantics.quantities import Known, within

ENGINES = ("pydatalog", "reference", "duckdb")
HOME = Path(__file__).parent / "tables"
"""Where the tables stand that a law may read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A law, a case and questions as they are written; `overlay` is a second law, or nothing."""

    law: str
    case: str
    questions: tuple[str, ...]
    overlay: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A question to which an engine gives another answer than the completions.

    `kind` is `wrong yes`, `wrong no`, `wrong depends`, `wrong conflict`, `unseen conflict`, the
    same of one of several `values`, `wrong decider` and `wrong way` (see `claims.py`), `wrong
    silence`, `unknown where settled`, `unknown where it depends`, or `crash` (or any refusal of a
    case that can be, but for that of `is_of_currencies`); `unnamed` says whether there may be
    people whom nobody names.
    """

    kind: str
    engine: str
    question: str
    said: str
    right: str
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one text: questions asked, and the faults found.

    Not `whole` is sampled. `settled` are the closed questions with yes or no for an answer,
    `unnamed` says whether there may be people whom nobody names. `told_apart` are answers that
    seemed to be faults until a further completion was found. To so many questions as are `refused`
    the answer is that amounts in two currencies meet, though the judge can answer them.
    """

    asked: int
    faults: tuple[Fault, ...]
    whole: bool
    settled: int
    unnamed: bool = False
    told_apart: int = 0
    refused: int = 0


def read(text: Text) -> tuple[KnowledgeBase, Case, list[Question]]:
    """Return the laws, the case and the questions of a text; raises SourceError."""
    kb, case = read_case(text)
    assert case.as_of is not None
    spoken_of = {*case.names, *(name for law in kb.laws for name in law.names)}
    strangers = {*PEOPLE, *COUNTRIES} - spoken_of
    found: list[Question] = []
    for words in text.questions:
        if strangers & set(words.split()):  # about somebody of whom the case does not speak
            continue
        try:
            question = read_question(kb, words, case, case.as_of)
        except SourceError:
            continue
        if isinstance(question, Question):
            found.append(replace(question, text=words))
    return kb, case, found


def read_case(text: Text) -> tuple[KnowledgeBase, Case]:
    """Return the laws and the case of a text; raises SourceError."""
    kb = _knowledge(text.law, text.overlay)
    (case,) = read_cases(text.case, "t.case", kb)
    return kb, case


@lru_cache(maxsize=4)
def _knowledge(law: str, overlay: str) -> KnowledgeBase:
    """Return what a law says; the last few are kept, for several cases are put under each."""
    laws = [(str(HOME / "t.law"), law)]
    if overlay:
        laws.append((str(HOME / "s.law"), overlay))
    return load_texts(laws)


def trial(
    text: Text,
    most: int,
    engines: Sequence[str] = ENGINES,
    random: Random | None = None,
    claims: bool = True,
    borne: Container[str] = (),
) -> Trial:
    """Ask every question of a text of the engines and of the judge; raises SourceError.

    With `claims` what an answer says of missing facts is judged as well. Faults of a kind that is
    `borne` are left out: no completions are drawn to find whether they are some.
    """
    kb, case, questions = read(text)
    judged = judge(kb, case, questions, most, random or Random(0))
    faults: list[Fault] = []
    settled = told_apart = refused = 0
    if judged.meaningless or not judged.looked_at:
        return _refused(kb, case, questions, engines)
    for question in questions:
        settled += not question.open and judged.verdict(question) in ("yes", "no")
        further = Further(kb, case, question, judged)
        for engine in engines:
            try:
                reply = ask(kb, question, case, backend=engine, every_route=False)
            except Exception as error:
                if isinstance(error, SourceError) and not can_be(kb, case):
                    continue  # it contradicts itself where the answer does not rest on that
                if is_of_currencies(error, text):
                    refused += 1
                    continue
                faults.append(Fault("crash", engine, question.text, repr(error)[:200], "an answer"))
                continue
            found = list(differences(judged, question, reply, engine))
            found = [one for one in found if one.kind not in borne]
            left = _left(found, further, reply, engine)
            told_apart += len(found) - len(left)
            faults += left
            if claims and engine == ENGINES[0]:
                faults += _claims(judged, question, reply, case)
            if engine == ENGINES[0] and not _is_proved(kb, reply, case):
                faults.append(Fault("wrong proof", engine, question.text, "", "a proof", False))
    unnamed = _matters_unnamed(judged)
    return Trial(len(questions), tuple(faults), judged.whole, settled, unnamed, told_apart, refused)


_OF_CURRENCIES = re.compile(r"amounts in ([A-Z]{3}) and ([A-Z]{3}) (cannot be compared|do not go)")


def is_of_currencies(error: Exception, text: Text) -> bool:
    """Tell whether an error says that amounts in two currencies meet, both of which a text has.

    An engine may say so wherever a rule compares or adds them, even if the rule would conclude
    nothing for some other reason: see *Arithmetic* in `docs/semantics.md`.
    """
    found = _OF_CURRENCIES.search(str(error)) if isinstance(error, EvaluationError) else None
    there = " ".join((text.law, text.overlay, text.case))
    return (
        found is not None
        and found[1] != found[2]
        and all(one in there for one in found.groups()[:2])
    )


def _claims(judged: Judge, question: Question, reply: Reply, case: Case) -> Iterator[Fault]:
    """Yield what a reply claims of missing facts although a completion refutes it.

    What is presumed rests on what is known, so that no completion alone says what it is.
    """
    if any(rule.presumed for rule in judged.laws.rules):
        return
    answers = [((), reply)] if isinstance(reply, Answer) else reply.rows
    for values, answer in answers:
        if any(isinstance(value, Range) for value in values):
            continue
        asked = _with_values(question, values) if values else question
        for one in wrong_claims(case, answer, judged.truths(asked)):
            yield Fault(one.kind, ENGINES[0], asked.text, f"{one.claim}: {one.said}", one.right)


def _is_proved(kb: KnowledgeBase, reply: Reply, case: Case) -> bool:
    """Tell whether the checker admits the proofs of a reply, if one of them is by cases."""
    roots = [node for answer in answers_of(reply) for node in roots_of(answer)]
    if any(isinstance(node, ByCases) for node in roots):
        try:
            check(kb, reply, case)
        except InvalidProof:
            return False
    return True


def _left(found: list[Fault], further: Further, reply: Reply, engine: str) -> list[Fault]:
    """Return the faults that are still some when further completions are looked at."""
    for judged in further.judges() if any(map(_is_doubtful, found)) else ():
        still = set(differences(judged, further.question, reply, engine))
        found = [one for one in found if not _is_doubtful(one) or one in still]
        if not any(map(_is_doubtful, found)):
            break
    return found


def _is_doubtful(fault: Fault) -> bool:
    """Tell whether a completion that nobody tried may show that an engine is right."""
    return (
        "unknown where" in fault.kind
        or "unseen conflict" in fault.kind
        or (fault.kind.endswith("wrong depends") and fault.right in ("yes", "no"))
    )


def _refused(
    kb: KnowledgeBase, case: Case, questions: Sequence[Question], engines: Sequence[str]
) -> Trial:
    """Ask about a case that has no completion, or in which a rule has no meaning.

    An engine may refuse it, or answer where it need not look at what is wrong; it may not crash.
    """
    faults: list[Fault] = []
    for question in questions:
        for engine in engines:
            try:
                ask(kb, question, case, backend=engine, every_route=False)
            except (SourceError, EvaluationError):
                continue
            except Exception as error:
                faults.append(Fault("crash", engine, question.text, repr(error)[:200], "an error"))
    return Trial(len(questions), tuple(faults), False, 0)


def differences(judged: Judge, question: Question, reply: Reply, engine: str) -> Iterator[Fault]:
    """Yield where a reply differs from what the completions say."""
    if isinstance(reply, Answer):
        yield from _closed(judged, question, _said(reply), engine)
    else:
        yield from _open(judged, question, reply, engine)


def _said(answer: Answer) -> str:
    return "contested" if answer.contested else answer.verdict


def _closed(judged: Judge, question: Question, said: str, engine: str) -> Iterator[Fault]:
    right = judged.verdict(question)
    kind = _kind(said, right, judged.whole)
    if kind == "wrong depends" and judged.depends_on_somebody(question):
        kind = ""
    if kind == "unseen conflict" and judged.may_coincide(question.sentence.predicate):
        kind = ""
    if kind:
        unnamed = _matters_unnamed(judged)
        yield Fault(kind, engine, question.text, said, right, unnamed)


def _matters_unnamed(judged: Judge) -> bool:
    """Tell whether there may be somebody whom nobody names."""
    return any(
        one.name == UNNAMED
        for completion, _ in judged.looked_at
        for those in completion.everybody.values()
        for one in those
    )


def _kind(said: str, right: str, whole: bool) -> str:
    """Return what kind of fault it is to say one thing where another is right, if any.

    Where not all completions were looked at, those that were can refute a *yes* and a *no*.
    """
    if said == right:
        return ""
    if said in ("conflict", "contested"):
        return "wrong conflict" if whole or said == "conflict" else ""
    if right in ("conflict", "contested"):
        return "unseen conflict" if whole else ""
    if said in ("yes", "no"):
        return f"wrong {said}"
    if "silent" in (said, right):
        return "wrong silence"
    if not whole:
        return ""
    if said == "depends":
        return "wrong depends"
    return "unknown where it depends" if right == "depends" else "unknown where settled"


def _open(judged: Judge, question: Question, reply: Values, engine: str) -> Iterator[Fault]:
    right = judged.values(question)
    for values, answer in reply.rows:
        asked = _with_values(question, values)
        for fault in _closed(judged, asked, _said(answer), engine):
            exact = not any(isinstance(value, Range) for value in values)
            if exact or fault.kind.startswith("wrong"):
                yield replace(
                    fault, kind=f"values: {fault.kind}", question=f"{question.text} {values}"
                )
    for row, verdict in sorted(right.items(), key=repr):
        if any(_stands_for(values, row) for values, _ in reply.rows):
            continue
        if any(isinstance(one, Entity) and one.name == UNNAMED for one in row):
            if reply.others == "no":
                yield Fault(
                    "values: wrong no",
                    engine,
                    question.text,
                    "nobody else",
                    f"{verdict}: somebody unnamed",
                )
        elif reply.others == "no":
            yield Fault("values: wrong no", engine, question.text, "no other", f"{verdict}: {row}")
        elif verdict == "yes" and judged.whole:
            yield Fault(
                "values: unknown where settled",
                engine,
                question.text,
                "not among the values",
                f"yes: {row}",
            )
    if reply.others != "no" and judged.whole:
        listed = [values for values, _ in reply.rows]
        if all(any(_stands_for(values, row) for values in listed) for row in right):
            yield Fault(
                "values: unknown where settled",
                engine,
                question.text,
                "others may",
                "no others",
                _matters_unnamed(judged),
            )


def _with_values(question: Question, values: Sequence[Value]) -> Question:
    given = dict(zip(question.open, values, strict=True))
    args = tuple(
        Constant(given[term.name]) if isinstance(term, Variable) and term.name in given else term
        for term in question.sentence.args
    )
    return replace(question, sentence=replace(question.sentence, args=args), open=())


def _stands_for(values: Sequence[Value], row: Row) -> bool:
    pairs: Iterator[tuple[Value, Known]] = zip(values, row, strict=True)
    return all(within(known, value) for value, known in pairs)
