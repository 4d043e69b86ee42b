"""From a reply to the page that a reader sees: which sections, in which order, in which words."""

from engine.answers.reply import Answer, Missing, Need, Reply, Values
from engine.answers.suggested import suggested
from engine.pages.page import Entry, Page, Section
from engine.pages.parts import Parts, number, parts
from engine.pages.steps import steps
from engine.pages.suppositions import suppositions_words
from engine.proof.identity import Known
from engine.proof.node import Finding
from parser.values import Entity
from parser.words.case_text import shortest_line, statement_line
from parser.words.question_words import open_kinds, question_words
from parser.words.sentence import Predicates
from parser.words.values import value_words

_ROUTES = 3
"""How many ways that fail are explained of a *no* when nobody says otherwise."""

_OF_PROOF = {"depends": "How far it is shown", "unknown": "How far it is shown"}
_OF_ROUTES = {"no": "Why not, nearest miss first"}
_OTHERS = {"person": "anyone else"}


def page(reply: Reply, predicates: Predicates, proofs: int | None = None) -> Page:
    """Return the page of a reply with at most `proofs` explanations: routes, or rows with theirs.

    Otherwise it explains the best route, or of a *no* the nearest misses, and each row.
    """
    if isinstance(reply, Values):
        return _values_page(reply, predicates, proofs)
    question = question_words(reply.question, predicates)
    as_of = _as_of(reply)
    sections, numbers = _answer_sections(reply, predicates, proofs)
    return Page(reply.verdict, question, as_of, sections, numbers)


def _as_of(reply: Reply) -> str:
    """Write the day, and the readings and bodies of law that were chosen."""
    chosen = [name if choice == "on" else f"{name} {choice}" for name, choice in reply.under]
    return ", under ".join([reply.as_of.isoformat(), *chosen])


def _answer_sections(
    answer: Answer, predicates: Predicates, proofs: int | None
) -> tuple[tuple[Section, ...], dict[str, int]]:
    known: Known = {}
    found = parts(answer, known)
    proofs_asked = bool(proofs)
    if proofs is None:
        proofs = _ROUTES if answer.proof is None else 1
    proof = found.proof[:proofs]
    routes = found.routes[: proofs - len(proof)]
    drawn = steps((*found.sides, *proof, *routes), predicates, known)
    roots = iter(drawn.roots)
    sections = [
        Section(
            "Conflict: two rules contradict each other, and neither takes precedence",
            steps=(*next(roots), *next(roots)),
        )
        for _ in answer.conflicts
    ]
    sections += _needs_sections(answer, found, predicates)
    if answer.looked_at:
        ended = f"the search for cases ended after {answer.looked_at}"
        sections.append(Section("Not decided", (Entry(ended),)))
    elif answer.verdict == "unknown" and not answer.missing:
        sections.append(Section("Nothing that a case could state was found to decide it"))
    if answer.ways and proofs_asked:
        entries = tuple(
            Entry(f"{suppositions_words(supposed, predicates)}: {verdict}")
            for verdict, supposed in answer.ways
        )
        sections.append(Section("Two ways in which it can turn out", entries))
    if proof:
        title = "Why" if answer.contested else _OF_PROOF.get(answer.verdict, "Why")
        sections.append(Section(title, steps=next(roots)))
    if routes:
        title = _OF_ROUTES.get(answer.verdict, "Other routes, nearest first")
        sections.append(Section(title, steps=tuple(step for group in roots for step in group)))
    if drawn.deferred:
        sections.append(Section("Continued", steps=drawn.deferred))
    if answer.verdict == "silent":
        sections.append(_silence(answer.nearest))
    return tuple(sections), drawn.numbers


def _needs_sections(answer: Answer, found: Parts, predicates: Predicates) -> list[Section]:
    sections = []
    if found.needed:
        entries = tuple(
            _finding_entry(finding_need(answer, one, made), one, predicates)
            for one, made in found.needed
        )
        title = "It depends on"
        if answer.contested:
            title = "Conflict if it is so, since another rule then says the contrary; else yes"
        sections.append(Section(title, entries))
    if answer.missing:
        entries = tuple(_missing_entry(missing, predicates) for missing in answer.missing)
        sections.append(Section("What would decide it", entries))
    return sections


def finding_need(answer: Answer, finding: Finding, made: bool) -> Need:
    """Return what would have to be stated for a finding that is to be made, or refused."""
    alike = (
        need
        for need in answer.rests_on
        if need.atom == finding.atom and need.negative == (not made)
    )
    return next(alike, Need(finding.atom, finding.limits, negative=not made))


def _finding_entry(need: Need, finding: Finding, predicates: Predicates) -> Entry:
    what = "nothing further of this is to be found" if need.closing else "to be found"
    return Entry(
        need_words(need, predicates),
        (f"{what} by {finding.authority}", *need_asides(need, predicates)),
    )


def _missing_entry(missing: Missing, predicates: Predicates) -> Entry:
    first, *others = (need_words(need, predicates) for need in missing.needs)
    asides = [*need_asides(missing.needs[0], predicates)]
    for need, words in zip(missing.needs[1:], others, strict=True):
        asides += [f"and {words}", *need_asides(need, predicates)]
    so, otherwise = (
        ("it is", "it is") if len(missing.needs) == 1 else ("they are", "one of them is")
    )
    turn = f"if {so} so: {missing.if_so}; if {otherwise} not: {missing.if_not}"
    return Entry(first, (*asides, turn))


def need_words(need: Need, predicates: Predicates) -> str:
    """Write a missing fact as a case would state it, so that it can be given back as it is.

    >>> from parser.resolved.vocabulary import GroundAtom, Predicate, Slot
    >>> from parser.values import Entity
    >>> slots = (Slot("person", "person"), Slot("day", "date"))
    >>> told = Predicate("told", slots, parts=(0, "was", "told", "on", 1))
    >>> ana = GroundAtom("told", (Entity("person", "Ana"), None))
    >>> need_words(Need(ana, negative=True), {"told": told})
    'it is false that Ana was told on a day'
    """
    return shortest_line(suggested(need, predicates), predicates)


def need_asides(need: Need, predicates: Predicates) -> tuple[str, ...]:
    """Say which statement a missing fact takes the place of, and what in it is an example."""
    asides: list[str] = []
    if need.replaces is not None and not _gives_way(need, predicates):
        asides.append(f"instead of: {statement_line(need.replaces, predicates)}")
    slots = predicates[need.atom.pred].slots
    named = [
        (arg.name, slots[place].role)
        for place in need.examples
        if isinstance(arg := need.atom.args[place], Entity) and not _is_phrase(arg)
    ]
    asides += [f"{name} is an example of a {role}" for name, role in named]
    return tuple(asides)


def _gives_way(need: Need, predicates: Predicates) -> bool:
    """Tell whether what a missing fact takes the place of has one value only, this one then."""
    return all(
        place == predicates[need.atom.pred].single
        for place, arg in enumerate(need.atom.args)
        if arg is None
    )


def _is_phrase(one: Entity) -> bool:
    """Tell whether an individual has no name of its own: `a spouse`."""
    return one.name[:1].islower()


def _silence(nearest: tuple[str, ...]) -> Section:
    title = "No rule or list of the knowledge base concludes such a sentence"
    if nearest:
        title += "; the nearest that it knows"
    return Section(title, tuple(Entry(known) for known in nearest))


def _values_page(values: Values, predicates: Predicates, proofs: int | None) -> Page:
    kinds = open_kinds(values.question)
    named = [
        ", ".join(value_words(v, k) for v, k in zip(row, kinds, strict=False))
        for row, _ in values.rows
    ]
    entries = [
        Entry(f"{name}: {answer.verdict}")
        for name, (_, answer) in zip(named, values.rows, strict=True)
    ]
    kind = kinds[0] if len(kinds) == 1 else ""
    others = _OTHERS.get(kind, f"any other {kind}" if kind else "anything else")
    entries.append(Entry(f"{others}: {values.others}"))
    sections = [Section("Answers", tuple(entries))]
    inner = []
    for name, (_, answer) in list(zip(named, values.rows, strict=True))[:proofs]:
        inside, numbers = _answer_sections(answer, predicates, proofs)
        inner.append(Page(answer.verdict, name, answer.as_of.isoformat(), inside, numbers))
    word = _how_many(values) if values.how_many else _found(values)
    question = question_words(values.question, predicates)
    return Page(word, question, _as_of(values), tuple(sections), None, tuple(inner))


def _found(values: Values) -> str:
    certain = number(values).low
    return "none" if not values.rows else f"{certain} found" if certain else "none certain"


def _how_many(values: Values) -> str:
    """Say the number, as bounds where some row or the rest is not settled."""
    found = number(values)
    if found.high is None:
        return f"at least {found.low}"
    return str(found.low) if found.low == found.high else f"{found.low} to {found.high}"
