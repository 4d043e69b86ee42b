"""The answer that the completions of a case give: the judge of every engine.

Part of the executable page of the meaning (see `meaning.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from kb.base import KnowledgeBase
from parser.resolved.law_tree import Aggregates, Compares, Group, Holds, Item, Rule
from parser.resolved.tree import Case, Constant, Question, Sentence
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.values import Entity, Value
from tests.semantics.completions import Completion, choices, completions, how_many
from tests.semantics.counting import Laws, concluded_by, denied, laws_on
from tests.semantics.meaning import (
    Denials,
    Everybody,
    Page,
    Row,
    Rows,
    conclusions,
    contrary_of,
    is_denied,
)
from tests.semantics.plans import Plans
from tests.semantics.quantities import Known, Meaningless, known, within
from tests.semantics.regions import Regions, constants_in, regions

UNNAMED = "(somebody whom nobody names)"

STRANGERS = 3
"""How many people whom nobody names there are where one looks further."""

CROWD = 13
"""How many there are at most, where a count is compared with so many."""


@dataclass(frozen=True)
class Judge:
    """A case under laws, in each of its completions (or in some, if they are too many).

    A completion that the rules leave undecided is there twice: with what is so, and with what is
    not excluded. `whole` says whether these are all that there are as far as anybody can tell them
    apart, `meaningless` whether in one of them a rule compares or adds what does not go together.
    """

    laws: Laws
    looked_at: Sequence[tuple[Completion, Rows]]
    whole: bool
    meaningless: bool = False
    denials: Denials = ()

    def verdict(self, question: Question) -> str:
        """Return `yes`, `no`, `depends`, `unknown`, `silent` or `conflict`.

        A *yes* is `contested` if findings can bring about that the sentence is in conflict.
        """
        pred = question.sentence.predicate
        pattern = [t.value if isinstance(t, Constant) else None for t in question.sentence.args]
        if not self._is_concluded(pred):
            if any(_holds(rows, pred, pattern) for _, rows in self.looked_at):
                return "yes"
            return "no" if any(_is_of(pattern, one) for one in self.against(pred)) else "silent"
        in_conflict = [self._is_in_conflict(rows, pred, pattern) for _, rows in self.looked_at]
        if all(in_conflict):
            return "conflict"
        found = self._verdict([_holds(rows, pred, pattern) for _, rows in self.looked_at])
        if found == "yes" and any(in_conflict) and self._verdict(in_conflict) == "depends":
            return "contested"
        return found

    def truths(self, question: Question) -> list[tuple[Completion, bool]]:
        """Return each completion with whether the sentence that is asked about is true there."""
        pred = question.sentence.predicate
        pattern = [t.value if isinstance(t, Constant) else None for t in question.sentence.args]
        return [(one, _holds(rows, pred, pattern)) for one, rows in self.looked_at]

    def may_coincide(self, pred: str) -> bool:
        """Tell whether two values for one, as far as was looked, could be the same after all.

        The values tried stand for all that a comparison tells apart, not for all that two rules
        make of them: `x` and `2 - x` are one for a value that perhaps nobody tried.
        """
        if self.laws.predicates[pred].single is None:
            return False
        return len({frozenset(rows.get(pred, ())) for _, rows in self.looked_at}) > 1

    def _is_in_conflict(self, rows: Rows, pred: str, pattern: Sequence[Value | None]) -> bool:
        """Tell whether a sentence is concluded and denied at once, or has two values for one."""
        if any(_fits(pattern, row) for row in rows.get(refuted(pred), ())):
            return True
        both = rows.get(pred, set()) & rows.get(denied(pred), set())
        if any(_fits(pattern, row) for row in both):
            return True
        single = self.laws.predicates[pred].single
        if single is None or self.laws.predicates[pred].origin != "derived":
            return False
        rest = [value for place, value in enumerate(pattern) if place != single]
        others = [(*row[:single], *row[single + 1 :]) for row in rows.get(pred, ())]
        return any(_fits(rest, one) and others.count(one) > 1 for one in others)

    def values(self, question: Question) -> Mapping[Row, str]:
        """Return the verdict on each answer that an open question has in some completion."""
        sentence = question.sentence
        places = [
            place
            for name in question.open
            for place, term in enumerate(sentence.args)
            if not isinstance(term, Constant) and term.name == name
        ]
        pattern = [term.value if isinstance(term, Constant) else None for term in sentence.args]
        each = [
            {
                tuple(row[place] for place in places)
                for row in rows.get(sentence.predicate, ())
                if _fits(pattern, row)
            }
            for _, rows in self.looked_at
        ]
        possible = set().union(*each)
        return {values: self._verdict([values in one for one in each]) for values in possible}

    def _is_concluded(self, pred: str) -> bool:
        predicate = self.laws.predicates.get(pred)
        if predicate is None or predicate.origin != "derived":
            return predicate is not None
        return any(concluded_by(rule) == pred for rule in self.laws.rules)

    def against(self, pred: str) -> Iterator[Sequence[Value | None]]:
        """Yield what the case denies of a sentence that rules conclude."""
        return (pattern for name, pattern in self.denials if name == pred)

    def _verdict(self, truths: Sequence[bool]) -> str:
        """Apply the definition: see the table in the README."""
        if all(truths):
            return "yes"
        if not any(truths):
            return "no"
        settled = self._by_findings(truths)
        most = max(there for there, _ in settled)
        for (there, findings), always in settled.items():
            if there == most and always:
                named = frozenset(one for one in findings if not _is_about_unnamed(one))
                if settled.get((False, named), True):
                    return "depends"
        return "unknown"

    def depends_on_somebody(self, question: Question) -> bool:
        """Tell whether findings about somebody unnamed, if there is anybody, make it true."""
        pattern = [t.value if isinstance(t, Constant) else None for t in question.sentence.args]
        pred = question.sentence.predicate
        truths = [_holds(rows, pred, pattern) for _, rows in self.looked_at]
        return not all(truths) and any(self._by_findings(truths).values())

    def _by_findings(self, truths: Sequence[bool]) -> dict[tuple[bool, frozenset[object]], bool]:
        """Return for each set of findings (with others or without) whether it settles a truth."""
        settled: dict[tuple[bool, frozenset[object]], bool] = {}
        for (completion, _), truth in zip(self.looked_at, truths, strict=True):
            key = (_has_unnamed(completion.everybody), frozenset(completion.findings))
            settled[key] = settled.get(key, True) and truth
        return settled


def judge(
    kb: KnowledgeBase,
    case: Case,
    questions: Sequence[Question],
    most: int,
    random: Random,
    wide: bool = False,
) -> Judge:
    """Return the case in its completions, at most `most` of them (then chosen at random).

    With `wide`, they are drawn with more people and values than comparisons tell apart.
    """
    further = random if wide else None
    today = case.as_of or date.today()
    laws = laws_on(today, kb.laws, case.under)
    looked = _rests_on(laws, questions)
    found = regions(laws, kb.laws, case, questions, looked, further)
    open_sentences = _open_to(laws, looked)
    plans = Plans(laws.predicates)
    asked: Rows = {}
    for one in questions:
        places = laws.predicates[one.sentence.predicate].asked
        terms = [one.sentence.args[place] for place in places]
        if places:
            row = tuple(known(term.value) for term in terms if isinstance(term, Constant))
            asked.setdefault(one.sentence.predicate, set()).add(row)
    told = list(_told(case, laws))
    against = list(_denied_conclusions(case, laws))
    impossible = [plans.plan(one.body, frozenset()) for one in laws.constraints]
    tried: list[tuple[Completion, Rows]] = []
    whole = found.whole
    sizes = _some_sizes(found.sizes, random)
    strangers = min(max(STRANGERS, *sizes, 0), CROWD) if wide else 1
    for everybody in _peoples(kb, laws, case, questions, strangers):
        ways = choices(open_sentences, case, everybody, found.values, further, sizes)
        whole = whole and how_many(ways) <= most
        for completion in completions(ways, everybody, most, random):
            facts: Rows = {}
            for pred, row in (*completion.facts, *_listed(kb), *told):
                facts.setdefault(pred, set()).add(row)
            tried.append((completion, facts))

    def concluded(against: Denials, shown: Rows | None) -> list[tuple[Rows, Rows]]:
        return [
            conclusions(laws, plans, completion.everybody, facts, asked, against, shown)
            for completion, facts in tried
        ]

    def can_be(completion: Completion, rows: Rows) -> bool:
        page = Page(laws, plans, completion.everybody, rows, rows)
        return not any(page.is_so(body, {}) for body in impossible)

    try:
        first = concluded(against, None)
        ways_on = list(zip(tried, first, strict=True))
        ways_on = [(one, rows) for one, rows in ways_on if can_be(one[0], rows[0])]
        tried = [one for one, _ in ways_on]
        looked_at = [rows for _, rows in ways_on]
        presumed = [rule for rule in laws.rules if rule.presumed]
        shown = None
        if presumed:
            shown = _in_all([sure for sure, _ in looked_at], presumed)
            looked_at = concluded(against, shown)
        if against and shown is not None:  # a denial shows the contrary of what is presumed
            shown = _with_denials(shown, concluded((), shown), presumed, against)
        frees = concluded((), shown) if against else ()
        for both, (free, _) in zip(looked_at, frees, strict=False):
            for name, _ in against:
                what = {row for row in free.get(name, ()) if is_denied(against, name, row)}
                for rows in both:
                    rows.setdefault(refuted(name), set()).update(what)
    except Meaningless:
        return Judge(laws, (), whole, meaningless=True)
    pairs = [
        (completion, rows)
        for (completion, _), (sure, open_) in zip(tried, looked_at, strict=True)
        for rows in ((sure,) if sure is open_ else (sure, open_))
    ]
    return Judge(laws, pairs, whole, denials=against)


def _some_sizes(sizes: Sequence[int], random: Random) -> tuple[int, ...]:
    """Return some sizes for sets that are drawn together: one number, and what is short of it."""
    if not sizes:
        return ()
    one = random.choice(sizes)
    return tuple(size for size in (one, one - 1, one - 2) if size > 0)


def _in_all(each: Sequence[Rows], presumed: Sequence[Rule]) -> Rows:
    """Return the contraries of what rules presume that are concluded in every completion."""
    names = {contrary_of(rule) for rule in presumed}
    return {
        name: set.intersection(*(rows.get(name, set()) for rows in each)) if each else set()
        for name in names
    }


def _with_denials(
    shown: Rows, found: Sequence[tuple[Rows, Rows]], presumed: Sequence[Rule], against: Denials
) -> Rows:
    """Return what takes presumptions back, with what the case denies of what they conclude."""
    more = {name: set(rows) for name, rows in shown.items()}
    for rule in presumed:
        name = rule.head.predicate
        for rows, _ in () if rule.negative else found:
            denied = {row for row in rows.get(name, ()) if is_denied(against, name, row)}
            more[contrary_of(rule)] |= denied
    return more


def refuted(pred: str) -> str:
    """Return the name of what rules conclude of a sentence although the case denies it."""
    return f"{pred}, which the case denies"


def _told(case: Case, laws: Laws) -> Iterator[tuple[str, Row]]:
    """Yield what a case states of sentences that rules conclude, with all their values."""
    for one in case.statements:
        if one.kind == "states" and laws.predicates[one.sentence.predicate].origin == "derived":
            terms = one.sentence.args
            values = [known(term.value) for term in terms if isinstance(term, Constant)]
            if len(values) < len(terms):
                raise Meaningless("a conclusion is stated without its values")
            yield one.sentence.predicate, tuple(values)


def _denied_conclusions(case: Case, laws: Laws) -> Iterator[tuple[str, tuple[Value | None, ...]]]:
    for one in case.statements:
        name = one.sentence.predicate
        if one.kind == "denies" and laws.predicates[name].origin == "derived":
            terms = one.sentence.args
            yield name, tuple(t.value if isinstance(t, Constant) else None for t in terms)


def can_be(kb: KnowledgeBase, case: Case) -> bool:
    """Tell whether each statement of a case can be so beside its denials, whatever is asked."""
    laws = laws_on(case.as_of or date.today(), kb.laws, case.under)
    looked = frozenset(one.sentence.predicate for one in case.statements) & set(laws.predicates)
    found = regions(laws, kb.laws, case, (), looked)
    sentences = _open_to(laws, looked)
    return any(
        all(one.options for one in choices(sentences, case, everybody, found.values))
        for everybody in _peoples(kb, laws, case, ())
    )


def size(
    kb: KnowledgeBase, case: Case, questions: Sequence[Question], found: Regions | None = None
) -> int:
    """Return how many completions a case has; `found` are its regions if they are known."""
    laws = laws_on(case.as_of or date.today(), kb.laws, case.under)
    looked = _rests_on(laws, questions)
    found = found or regions_of(kb, case, questions)
    if not found.whole:
        return 1 << 62
    sentences = _open_to(laws, looked)
    return sum(
        how_many(choices(sentences, case, everybody, found.values))
        for everybody in _peoples(kb, laws, case, questions)
    )


def regions_of(kb: KnowledgeBase, case: Case, questions: Sequence[Question]) -> Regions:
    """Return the values tried for what a case leaves open; closing a relation changes none."""
    laws = laws_on(case.as_of or date.today(), kb.laws, case.under)
    return regions(laws, kb.laws, case, questions, _rests_on(laws, questions))


def _listed(kb: KnowledgeBase) -> Iterator[tuple[str, Row]]:
    for law in kb.laws:
        for row in law.listed:
            values = (term.value for term in row.sentence.args if isinstance(term, Constant))
            yield row.sentence.predicate, tuple(map(known, values))


def _peoples(
    kb: KnowledgeBase, laws: Laws, case: Case, questions: Sequence[Question], strangers: int = 1
) -> Iterator[Everybody]:
    """Yield who there may be: just those who are named, and `strangers` of each kind besides.

    Of a kind that the laws name in full there is nobody else.
    """
    closed = {kind for law in kb.laws for kind in law.closed}
    named: dict[str, dict[Entity, None]] = {
        slot.kind: {}
        for predicate in laws.predicates.values()
        for slot in predicate.slots
        if slot.kind not in VALUE_KINDS
    }
    for law in kb.laws:
        for name, kind in law.names.items():
            if kind in closed:
                named.setdefault(kind, {})[Entity(kind, name)] = None
    sentences = [one.sentence for one in case.statements]
    sentences += [one.sentence for one in questions]
    sentences += [row.sentence for law in kb.laws for row in law.listed]
    sentences += [one for rule in laws.rules for one in (rule.head, *_sentences(rule.body))]
    sentences += [one for constraint in laws.constraints for one in _sentences(constraint.body)]
    values = [value for one in sentences for term in one.args for value in constants_in(term)]
    values += [value for rule in laws.rules for value in _compared(rule.body)]
    for value in values:
        if isinstance(value, Entity):
            named.setdefault(value.kind, {})[value] = None
    yield {kind: tuple(those) for kind, those in named.items()}
    if set(named) - closed:
        unnamed = (UNNAMED, *(f"{UNNAMED} {number}" for number in range(1, strangers)))
        yield {
            kind: (*those, *(() if kind in closed else (Entity(kind, one) for one in unnamed)))
            for kind, those in named.items()
        }


def _sentences(items: Sequence[Item]) -> Iterator[Sentence]:
    for item in items:
        match item.condition:
            case Holds(sentence):
                yield sentence
            case Group(_, inner) | Aggregates(items=inner):
                yield from _sentences(inner)
            case _:
                pass


def _compared(items: Sequence[Item]) -> Iterator[Value]:
    for item in items:
        match item.condition:
            case Compares(_, left, right):
                yield from (*constants_in(left), *constants_in(right))
            case Group(_, inner) | Aggregates(items=inner):
                yield from _compared(inner)
            case _:
                pass


def _rests_on(laws: Laws, questions: Sequence[Question]) -> frozenset[str]:
    """Return all predicates on which the answers to questions may rest.

    What a constraint sets against one of them may rule it out; and a case that breaks a constraint
    has no completion, whatever is asked.
    """
    seen: set[str] = set()
    waiting = [one.sentence.predicate for one in questions]
    waiting += [one.predicate for each in laws.constraints for one in _sentences(each.body)]
    while waiting:
        pred = waiting.pop()
        if pred in seen:
            continue
        seen.add(pred)
        for rule in laws.rules:
            if rule.head.predicate == pred:
                waiting += [one.predicate for one in _sentences(rule.body)]
    return frozenset(seen)


def _open_to(laws: Laws, looked_at: frozenset[str]) -> list[Predicate]:
    """Return the predicates among some that facts and findings settle."""
    every = [laws.predicates[pred] for pred in sorted(looked_at)]
    return [one for one in every if one.origin in ("given", "decided")]


def _holds(rows: Rows, pred: str, pattern: Sequence[Value | None]) -> bool:
    return any(_fits(pattern, row) for row in rows.get(pred, ()))


def _fits(pattern: Sequence[Value | None], row: Sequence[Known]) -> bool:
    return all(
        said is None or within(value, said) for said, value in zip(pattern, row, strict=True)
    )


def _is_of(asked: Sequence[Value | None], denied: Sequence[Value | None]) -> bool:
    """Tell whether a denial speaks of all that is asked about."""
    return all(
        said is None or (value is not None and (value == said or within(known(value), said)))
        for value, said in zip(asked, denied, strict=True)
    )


def _has_unnamed(everybody: Everybody) -> bool:
    return any(one.name.startswith(UNNAMED) for those in everybody.values() for one in those)


def _is_about_unnamed(fact: object) -> bool:
    return UNNAMED in repr(fact)
