"""Two versions of some laws and their worked cases -> the answers that are others.

Both versions are asked what the cases of the later one ask, and what those of the earlier one ask
that the later one has no more. Only what rests on something that differs is asked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from functools import cache

from engine.answers.ask import ask
from engine.answers.reply import Reply
from engine.answers.worked_cases import Checked, check, got_words, rules_used
from engine.rails.relevant_rules import relevant
from kb.base import KnowledgeBase
from kb.changes.version import Version
from kb.from_files import read_cases_in_part
from parser.datalog.atoms import atoms
from parser.frozen import dataclass
from parser.resolved.tree import Case, Expectation, Question
from parser.text.diagnostic import Diagnostic
from parser.text.source import read_source

Asks = Callable[[KnowledgeBase, Question, Case], Reply]


@dataclass(frozen=True, slots=True)
class Said:
    """What one version answers: in the words of an expectation, with the rules that it rests on.

    There is no reply where the question cannot be answered; the words then say why.
    """

    words: str
    rules: tuple[str, ...]
    reply: Reply | None = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A question of a worked case that two versions answer otherwise, or for other reasons."""

    file: str
    line: int
    case: str
    question: str
    old: Said
    new: Said

    @property
    def same_answer(self) -> bool:
        """Tell whether only the rules differ on which the answer rests."""
        return self.old.words == self.new.words


@dataclass(frozen=True, slots=True)
class Unread:
    """A case, or all cases of a file (without a title), that one version cannot read, and why."""

    file: str
    case: str
    in_old: bool
    why: str


@dataclass(frozen=True, slots=True)
class ChangedAnswers:
    """What comes of the worked cases of two versions.

    `cases` and `questions` are how many there are, `asked` how many rest on what differs (of which
    fewer may have been asked).
    """

    cases: int
    questions: int
    asked: int
    changes: tuple[AnswerChange, ...]
    unread: tuple[Unread, ...]


def changed_answers(
    old: Version,
    new: Version,
    backend: str,
    tell: Callable[[int, int], None] = lambda done, of: None,
    most: int | None = None,
    asks: Asks | None = None,
) -> ChangedAnswers:
    """Return the questions of worked cases that two versions answer otherwise.

    `tell` hears how many questions were looked at, of how many. Raises SourceError for a file that
    cannot be read at all. At most the first `most` that rest on what differs are asked, by `asks`
    if it is given.
    """
    asks = asks or _asking(backend)
    pairs, unread = _read(old, new)
    resting = rests_alike(old.kb, new.kb)
    every = [(pair, *both) for pair in pairs for both in pair.expectations()]
    asked = 0
    found: list[AnswerChange] = []
    for done, (pair, one, other) in enumerate(every):
        tell(done, len(every))
        if _is_same(pair) and resting(one.question, other.question):
            continue
        asked += 1
        if most is not None and asked > most:
            continue
        before = _said(old.kb, pair.old, one, asks)
        after = _said(new.kb, pair.new, other, asks)
        if before != after:
            place, title = other.span.line, pair.new.title
            found.append(AnswerChange(pair.file, place, title, other.question.text, before, after))
    tell(len(every), len(every))
    return ChangedAnswers(len(pairs), len(every), asked, tuple(found), tuple(unread))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A case as two versions read it."""

    file: str
    old: Case
    new: Case

    def expectations(self) -> Iterator[tuple[Expectation, Expectation]]:
        """Yield each expectation as both read it."""
        yield from zip(self.old.expectations, self.new.expectations, strict=True)


def _read(old: Version, new: Version) -> tuple[list[_Pair], list[Unread]]:
    """Return the cases that both versions can read, and those that one cannot."""
    pairs: list[_Pair] = []
    unread: list[Unread] = []
    for name, path in _files(old, new):
        text = read_source(path)
        before, wrong_before = _cases(text, name, old.kb)
        after, wrong_after = _cases(text, name, new.kb)
        for title, one in before.items():
            other = after.get(title)
            if other is None:
                unread.append(Unread(name, title, False, _why(wrong_after, one)))
            else:
                pairs.append(_Pair(name, one, other))
        for title, one in after.items():
            if title not in before:
                unread.append(Unread(name, title, True, _why(wrong_before, one)))
        if not before and not after:
            unread.append(Unread(name, "", False, _why(wrong_after, None)))
    return pairs, unread


def _files(old: Version, new: Version) -> Iterator[tuple[str, str]]:
    """Yield the case files: name and path, in the later version where that has it."""
    known = {new.path(path): path for path in new.cases}
    yield from known.items()
    for path in old.cases:
        name = old.path(path)
        if name not in known:
            yield name, path


def _cases(
    text: str, name: str, kb: KnowledgeBase
) -> tuple[dict[str, Case], tuple[Diagnostic, ...]]:
    """Return the cases of a text by title that some laws can read, and what is wrong with others.

    The second of two with one title goes by its line besides.
    """
    cases, wrong = read_cases_in_part(text, name, kb)
    found: dict[str, Case] = {}
    for case in cases:
        title = f"{case.title} ({case.span.line})" if case.title in found else case.title
        found[title] = case
    return found, wrong


def _why(problems: Sequence[Diagnostic], case: Case | None) -> str:
    """Return the first of some problems, of those that stand in a case if any does."""
    within = [
        one for one in problems if case is None or case.span.start <= one.at.start < case.span.end
    ]
    return (within or list(problems))[0].message if problems else "it is no case there"


def _is_same(pair: _Pair) -> bool:
    """Tell whether both versions read the same statements."""
    return replace(pair.old, expectations=()) == replace(pair.new, expectations=())


def rests_alike(old: KnowledgeBase, new: KnowledgeBase) -> Callable[[Question, Question], bool]:
    """Return what tells whether two questions are one, and rest on the same in both versions."""

    @cache
    def same(goal: str) -> bool:
        return _rests_on(old, goal) == _rests_on(new, goal)

    def told(one: Question, other: Question) -> bool:
        return one == other and same(one.sentence.predicate)

    return told


def _rests_on(kb: KnowledgeBase, goal: str) -> object:
    """Return all of some laws that an answer about a sentence can rest on, as one value."""
    if goal not in kb.predicates:
        return None
    program = relevant(kb.program, goal)
    reached = {goal, *(one.head.pred for one in program.rules)}
    reached |= {atom.pred for one in program.rules for atom in atoms(one.body)}
    reached |= {atom.pred for one in program.constraints for atom in one.atoms}
    rules = tuple(
        (
            one.head,
            one.body,
            one.role,
            one.starts,
            one.ends,
            one.under,
            one.provision and (one.provision.rule, one.provision.item),
        )
        for one in program.rules
    )
    switches = tuple((one.id, one.default, one.overlay) for one in program.switches)
    return (
        rules,
        frozenset((row.pred, row.row) for row in program.listed),
        tuple((one.atoms, one.comparisons) for one in program.constraints),
        switches,
        program.closed,
        frozenset(program.entities),
        {name: program.predicates.get(name) for name in reached},
    )


def _asking(backend: str) -> Asks:
    return lambda kb, question, case: ask(kb, question, case, backend=backend)


def _said(kb: KnowledgeBase, case: Case, one: Expectation, asks: Asks) -> Said:
    def asking(question: Question, of: Case) -> Reply:
        return asks(kb, question, of)

    found: Checked = check(case, replace(one, by=()), asking)
    if found.reply is None:
        return Said(got_words(found), (), None)
    return Said(got_words(found), tuple(sorted(rules_used(found.reply))), found.reply)
