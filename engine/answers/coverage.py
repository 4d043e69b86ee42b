"""Which provisions the laws carry, and which rules and items the worked cases have tried."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from engine.answers.cut_short import cut_short, rests_on
from engine.answers.reasons import answers_of, nodes, roots_of
from engine.answers.reply import Reply
from engine.arithmetic.errors import EvaluationError
from engine.proof.node import (
    Absent,
    Aggregated,
    Assumption,
    ByCases,
    Circular,
    Compared,
    Derived,
    Exception_,
    Finding,
    ListedRow,
    Node,
    Stated,
)
from kb.base import KnowledgeBase
from kb.entries import ID
from parser.resolved.law_tree import Rule
from parser.resolved.tree import Case, Question, Sentence
from parser.text.diagnostic import SourceError
from parser.text.span import Span

Asking = Callable[[Question, Case], Reply]


@dataclass(slots=True)
class Tries:
    """In how many explanations something held, and in how many it failed."""

    held: int = 0
    failed: int = 0


@dataclass(slots=True)
class RuleCover:
    """A rule with the cases in whose explanations it appears, and its labelled items.

    A rule without conditions, not `conditional`, cannot fail. Of a presumption `contrary` are the
    rules that would show the contrary: where it stands they have failed, each that counted.
    """

    id: str
    title: str
    law: str
    tries: Tries = field(default_factory=Tries)
    items: dict[str, Tries] = field(default_factory=dict)
    cases: set[str] = field(default_factory=set)
    conditional: bool = True
    contrary: tuple[Rule, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What no case has ever tried."""
        found = []
        if not self.tries.held:
            found.append("never held")
        if self.conditional and not self.tries.failed:
            found.append("never failed")
        for label, tries in self.items.items():
            if not tries.held:
                found.append(f"{label} never held")
            if not tries.failed:
                found.append(f"{label} never failed")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rules by id, notes (provisions that no rule carries) with their marks, and rows by id.

    `left_out` are the cases with a question that cannot be answered, each with the reason. `rows`
    are the ids that the citations of tables name, with how often an explanation has used
    one of their rows; `mentioned` are ids that only the readings of rules speak of.
    """

    rules: Mapping[str, RuleCover]
    notes: Mapping[str, str]
    rows: Mapping[str, int]
    mentioned: frozenset[str]
    cases: int
    expectations: int
    left_out: tuple[tuple[Case, str], ...] = ()

    def accounts_for(self, wanted: str) -> str:
        """Say what carries a provision: `rule`, `note`, `table`, `part`, `reading`, or nothing.

        `part` is an id of which only parts are carried (`TRP-CON` by `TRP-CON-1`).
        """
        if wanted in self.rules:
            return "rule"
        if wanted in self.notes:
            return "note"
        if wanted in self.rows:
            return "table"
        known = (*self.rules, *self.notes, *self.rows)
        if any(one.startswith(wanted) and not one[len(wanted)].isdigit() for one in known):
            return "part"
        return "reading" if wanted in self.mentioned else ""


@dataclass(frozen=True, slots=True)
class Part:
    """What the explanations of some worked cases show, as far as their own questions go.

    `deeper` are the questions that they leave unexplained, each with its case.
    """

    rules: Mapping[str, RuleCover]
    rows: Mapping[str, int]
    cases: int
    expectations: int
    left_out: tuple[tuple[Case, str], ...]
    deeper: tuple[tuple[Case, Question], ...]


def coverage(kb: KnowledgeBase, cases: Iterable[Case], ask: Asking) -> Coverage:
    """Return what the expectations of `cases` try of the laws.

    A rule or item has held where an explanation derives it for certain, and failed where an
    explanation shows it failing. A question that cannot be answered about its case tries nothing.
    What an explanation leaves unexplained under a negation is asked for itself as long as a rule
    that it could rest on lacks something.
    """
    return together(kb, (part(kb, cases, ask),), ask)


def part(kb: KnowledgeBase, cases: Iterable[Case], ask: Asking) -> Part:
    """Return what the expectations of some cases show; `together` puts such parts together."""
    rules, rows = _rules(kb), _rows(kb)
    count = asked = 0
    left_out: list[tuple[Case, str]] = []
    deeper: list[tuple[Case, Question]] = []
    for case in cases:
        count += 1
        for expectation in case.expectations:
            asked += 1
            if not expectation.question.sentence.predicate:
                continue
            try:
                reply = ask(expectation.question, case)
            except (EvaluationError, SourceError) as error:
                left_out.append((case, str(error)))
                continue
            deeper += _tried(kb, case, expectation.question, reply, rules, rows)
    return Part(rules, rows, count, asked, tuple(left_out), tuple(deeper))


def together(kb: KnowledgeBase, parts: Sequence[Part], ask: Asking) -> Coverage:
    """Return what parts of the worked cases try of the laws, all of them taken together."""
    rules, rows = _rules(kb), _rows(kb)
    for each in parts:
        for name, cover in each.rules.items():
            _add(rules[name].tries, cover.tries)
            rules[name].cases |= cover.cases
            for label, tries in cover.items.items():
                _add(rules[name].items[label], tries)
        for one, times in each.rows.items():
            rows[one] += times
    _try_deeper(kb, [one for each in parts for one in each.deeper], ask, rules, rows)
    notes = {note.provision: note.mark for law in kb.laws for note in law.notes}
    notes |= {one.provision.rule: "cannot be" for law in kb.laws for one in law.constraints}
    mentioned = {
        one
        for law in kb.laws
        for rule in law.rules
        for text in (*rule.provision.reads, rule.provision.cites)
        for one in ID.findall(text)
    }
    mentioned |= {
        one
        for law in kb.laws
        for note in law.notes
        for one in ID.findall(f"{note.says} {note.reason}")
    }
    mentioned |= {one.id for law in kb.laws for one in law.switches}
    cases = sum(each.cases for each in parts)
    asked = sum(each.expectations for each in parts)
    left_out = tuple(one for each in parts for one in each.left_out)
    return Coverage(rules, notes, rows, frozenset(mentioned), cases, asked, left_out)


def _rows(kb: KnowledgeBase) -> dict[str, int]:
    return {one: 0 for listed in kb.program.listed for one in ID.findall(listed.cites)}


def _add(tries: Tries, further: Tries) -> None:
    tries.held += further.held
    tries.failed += further.failed


def _tried(
    kb: KnowledgeBase,
    case: Case,
    question: Question,
    reply: Reply,
    rules: Mapping[str, RuleCover],
    rows: dict[str, int],
) -> Iterator[tuple[Case, Question]]:
    """Count what a reply explains, and return what it leaves unexplained."""
    roots = tuple(root for one in answers_of(reply) for root in roots_of(one))
    for node in nodes(roots):
        _count(node, rules, rows, case)
    return ((case, one) for one in cut_short(roots, kb.predicates, question))


def _try_deeper(
    kb: KnowledgeBase,
    waiting: list[tuple[Case, Question]],
    ask: Asking,
    rules: Mapping[str, RuleCover],
    rows: dict[str, int],
) -> None:
    """Ask what was left unexplained, while a rule below it has gaps; each question once a case."""
    below = rests_on(kb.program)
    asked: set[tuple[Span, str, Sentence]] = set()
    while waiting:
        case, question = waiting.pop()
        key = case.span, case.title, question.sentence
        reached = below.get(question.sentence.predicate, frozenset())
        if key in asked or not any(rules[one].gaps for one in reached if one in rules):
            continue
        asked.add(key)
        try:
            reply = ask(question, case)
        except (EvaluationError, SourceError):
            continue
        waiting += _tried(kb, case, question, reply, rules, rows)


def _rules(kb: KnowledgeBase) -> dict[str, RuleCover]:
    found: dict[str, RuleCover] = {}
    for law in kb.laws:
        for rule in law.rules:
            one = rule.provision
            found[one.rule] = RuleCover(
                one.rule,
                one.title,
                law.id,
                conditional=bool(rule.body),
                contrary=_contrary(kb, rule),
            )
    for clause in kb.program.rules:
        provision = clause.provision
        if provision is not None and provision.item and clause.role == "item":
            found[provision.rule].items.setdefault(provision.item, Tries())
    return found


def _contrary(kb: KnowledgeBase, rule: Rule) -> tuple[Rule, ...]:
    """Return the rules that would show the contrary of what a rule presumes."""
    if not rule.presumed:
        return ()
    return tuple(
        one
        for law in kb.laws
        for one in law.rules
        if one.negative != rule.negative
        and one.head.predicate == rule.head.predicate
        and one.under in ((), rule.under)
    )


def _counted(one: Rule, case: Case) -> bool:
    """Tell whether a rule was in force on the day of a case."""
    day = case.as_of or date.today()
    return (one.starts or day) <= day <= (one.ends or day)


def _count(node: Node, rules: Mapping[str, RuleCover], rows: dict[str, int], case: Case) -> None:
    match node:
        case Derived(rule=clause, status=status) if clause.provision is not None:
            cover = rules.get(clause.provision.rule)
            if cover is None:
                return
            cover.cases.add(f"{case.span.file}:{case.title}")
            label = clause.provision.item
            tries = cover.items.get(label) if clause.role == "item" else cover.tries
            if clause.role == "applies":
                tries = cover.tries
            if tries is not None:
                tries.held += status in ("holds", "conflict")
                tries.failed += status == "fails"
            if status == "holds":
                for one in cover.contrary:
                    rules[one.provision.rule].tries.failed += _counted(one, case)
        case ListedRow(cites=cites):
            for one in ID.findall(cites):
                if one in rows:
                    rows[one] += 1
        case Derived() | Stated() | Finding() | Assumption() | Compared() | Aggregated():
            return
        case (
            Absent() | Circular() | Exception_() | ByCases()
        ):  # what these show is counted at the rules below them
            return
        case _:
            assert_never(node)


_RANGE = re.compile(r"\b([A-Z][A-Z0-9-]*-)(\d+)(?:\.\.|…|-to-)(\d+)\b")


def ids_in(text: str) -> tuple[str, ...]:
    r"""Return the ids that the headings and the first cells of tables in a text name, in order.

    >>> ids_in("### ENT-1  entry\n| TRP-1 | x |\n### RES-1 / RES-2\n### CIT-MODE-1..3 modes")
    ('ENT-1', 'TRP-1', 'RES-1', 'RES-2', 'CIT-MODE-1', 'CIT-MODE-2', 'CIT-MODE-3')
    """
    found: dict[str, None] = {}
    for line in text.splitlines():
        if line.startswith("### "):
            said = line[4:].partition("  ")[0] if "  " in line[4:] else line[4:]
        elif line.startswith("| ") and ID.match(line[2:]):
            said = line[2:].partition("|")[0]
        else:
            continue
        for match in _RANGE.finditer(said):
            for number in range(int(match[2]), min(int(match[3]), int(match[2]) + 999) + 1):
                found[f"{match[1]}{number}"] = None
        for one in ID.findall(_RANGE.sub(" ", said)):
            found[one] = None
    return tuple(found)


def missing(found: Coverage, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the wanted ids that nothing carries."""
    return tuple(one for one in wanted if not found.accounts_for(one))
