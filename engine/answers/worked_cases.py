"""Worked cases: what a case expects, compared with what is answered."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from engine.answers.ask import ask
from engine.answers.reasons import answers_of, nodes
from engine.answers.reply import Answer, Reply, Values
from engine.answers.verdicts import verdict_of
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import Absent, Derived, Exception_, Node
from kb.base import KnowledgeBase
from kb.files import laws_beside
from kb.from_files import find, load_cases_in_part, load_laws
from parser.frozen import dataclass
from parser.resolved.tree import Case, Expectation, Question
from parser.text.diagnostic import Diagnostic, SourceError
from parser.words.values import value_words

Asking = Callable[[Question, Case], Reply]


@dataclass(frozen=True, slots=True)
class Checked:
    """One expectation of a case, with the reply it met or did not.

    Where there is none, `error` says why the question could not be answered for this case.
    """

    case: Case
    expectation: Expectation
    reply: Reply | None
    met: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of worked cases: those that were asked, each expectation, what is unreadable."""

    kb: KnowledgeBase
    cases: tuple[Case, ...]
    results: tuple[Checked, ...]
    problems: tuple[Diagnostic, ...] = ()


def check_files(
    paths: Sequence[str], backend: str
) -> tuple[KnowledgeBase, int, tuple[Checked, ...]]:
    """Run the case files among these files and folders, or those of the default laws.

    Returns the knowledge base, the number of cases and each expectation. Laws are those among
    the files, or else beside the cases. Raises SourceError with all errors of all files.
    """
    found = check_files_in_part(paths, backend)
    if found.problems:
        raise SourceError(found.problems)
    return found.kb, len(found.cases), found.results


def check_files_in_part(paths: Sequence[str], backend: str, only: str = "") -> Run:
    """Run the cases that can be read, of all or of those whose title or question has `only`.

    A case whose title has it is asked everything, another only the questions that have it; small
    and capital letters are not told apart. Raises SourceError where a law cannot be read.
    """
    found = find(*paths)
    laws = found.laws or laws_beside(found.cases) or find().laws
    kb = load_laws(laws)
    problems: list[Diagnostic] = []
    cases: list[Case] = []
    for path in found.cases:
        try:
            read, wrong = load_cases_in_part(path, kb)
        except SourceError as error:
            problems.extend(error.diagnostics)
            continue
        cases.extend(read)
        problems.extend(wrong)

    def asking(question: Question, case: Case) -> Reply:
        return ask(kb, question, case, backend=backend)

    wanted = tuple(_wanted(cases, only))
    results = tuple(result for case in wanted for result in check_case(case, asking))
    return Run(kb, wanted, results, tuple(problems))


def _wanted(cases: Sequence[Case], only: str) -> Iterator[Case]:
    """Yield the cases that have a text in their title, or what of their expectations has it."""
    sought = only.casefold()
    for case in cases:
        if sought in case.title.casefold():
            yield case
            continue
        left = tuple(one for one in case.expectations if sought in one.question.text.casefold())
        if left:
            yield replace(case, expectations=left)


def check_case(case: Case, ask: Asking) -> tuple[Checked, ...]:
    """Return each expectation of a case with what `ask` replies to its question.

    A case that cannot be answered meets none of its expectations, and stops no other.
    """
    return tuple(check(case, expectation, ask) for expectation in case.expectations)


def check(case: Case, expectation: Expectation, ask: Asking) -> Checked:
    """Return one expectation of a case with what `ask` replies to its question."""
    try:
        reply = ask(expectation.question, case)
    except (EvaluationError, SourceError) as error:
        return Checked(case, expectation, None, met=False, error=str(error))
    except Exception as error:  # a fault of ours in one case says nothing of the others
        fault = f"internal error: {type(error).__name__}: {error}"
        return Checked(case, expectation, None, met=False, error=fault)
    met = _agrees(expectation, reply) and set(expectation.by) <= rules_used(reply)
    return Checked(case, expectation, reply, met)


def _agrees(expectation: Expectation, reply: Reply) -> bool:
    if expectation.values is not None:
        return (
            isinstance(reply, Values)
            and set(expectation.values) == set(certain(reply))
            and not (_expects_nothing(expectation.values) and _leaves_open(reply))
        )
    if expectation.verdict == "conflict":
        return any(answer.conflicts for answer in answers_of(reply))
    return verdict_of(reply) == expectation.verdict


def _expects_nothing(values: tuple[tuple[object, ...], ...]) -> bool:
    """Tell whether `none` is expected, or that there are 0."""
    return values in ((), ((0,),))


def _leaves_open(reply: Values) -> bool:
    """Tell whether something that nobody stated could still answer an open question."""
    return verdict_of(reply) not in ("yes", "no", "silent")


def certain(values: Values) -> tuple[tuple[object, ...], ...]:
    """Return the rows that certainly answer an open question, or only how many they are."""
    rows = tuple(row for row, answer in values.rows if answer.verdict == "yes")
    return ((len(rows),),) if values.how_many else rows


def rules_used(reply: Reply) -> frozenset[str]:
    """Return the ids of the rules that the reasons of a reply rest on.

    They are those of the proof, or where there is none those that fail to apply, and of a conflict
    those of both sides. An exception counts where it applies, not where it was only looked at.
    """
    roots: list[Node] = []
    for answer in answers_of(reply):
        roots.extend((answer.proof,) if answer.proof is not None else answer.routes)
        roots.extend(side for one in answer.conflicts for side in (one.left, one.right))
    return frozenset(_rules(roots))


def _does_not_apply(node: Node) -> bool:
    """Tell whether a node says that an exception, or what is negated, is not so."""
    return isinstance(node, Absent | Exception_) and node.status == "holds"


def _rules(roots: Sequence[Node]) -> Iterator[str]:
    for node in nodes(roots, _does_not_apply):
        if isinstance(node, Derived) and node.rule.provision is not None:
            yield node.rule.provision.rule
        if isinstance(node, Exception_) and node.provision is not None:
            yield node.provision.rule


def got_words(checked: Checked) -> str:
    """Write what was answered in the words of an expectation."""
    reply = checked.reply
    if reply is None:
        return f"error: {checked.error}"
    if isinstance(reply, Answer):
        said: str = reply.verdict
    elif checked.expectation.values is None:
        said = "values"
    else:
        rows = [
            " ".join(str(v) if isinstance(v, int) else value_words(v) for v in row)  # type: ignore[arg-type]
            for row in certain(reply)
        ]
        said = ", ".join(rows) or "none"
        if _expects_nothing(certain(reply)) and _leaves_open(reply):
            said = verdict_of(reply)
    if not set(checked.expectation.by) <= rules_used(reply):
        used = ", ".join(sorted(rules_used(reply))) or "no rule"
        said += f" by {used}"
    return said
