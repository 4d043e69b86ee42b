"""From a reply to the page that a reader sees: which sections, in which order, in which words."""

from dataclasses import replace

from engine.answers.reply import Answer, Missing, Need, Reply, Values
from engine.answers.shown import telling
from engine.answers.suggested import suggested
from engine.pages.page import Entry, Page, Section
from engine.pages.parts import Parts, number, parts
from engine.pages.room import kept, more, titled
from engine.pages.steps import steps
from engine.pages.undecided import two_ways, undecided, verdict_words
from engine.pages.units import with_unit
from engine.proof.identity import Known
from engine.proof.node import Finding
from parser.datalog.tree import Rule
from parser.resolved.vocabulary import VALUE_KINDS
from parser.values import Entity
from parser.words.case_text import shortest_line, statement_line
from parser.words.question_words import open_kinds, question_words
from parser.words.sentence import (
    Predicates,
    Spoken,
    choice_words,
    is_cyrillic,
    law_words,
    say,
    shown,
)

_ROUTES = 3
"""How many ways that fail are explained of a *no* when nobody says otherwise."""

_OF_PROOF = {"depends": "How far it is shown", "unknown": "How far it is shown"}
_OF_ROUTES = {"no": "Why not, nearest miss first"}
_OUTSIDE = 3
"""How many rules are named that do not count."""

_UNNAMED = {"person": "anyone whom neither the law nor the case names"}
_OTHERS = {"person": "anyone else"}


def page(reply: Reply, predicates: Predicates, proofs: int | None = None) -> Page:
    """Return the page of a reply with at most `proofs` explanations: routes, or rows with theirs.

    Otherwise it explains the best route, or of a *no* the nearest misses, and each row.
    """
    if isinstance(reply, Values):
        return _values_page(reply, predicates, proofs)
    question = question_words(reply.question, predicates)
    as_of = as_of_words(reply, predicates)
    sections, numbers = _answer_sections(reply, predicates, proofs)
    made = Page(reply.verdict, question, as_of, sections, numbers)
    return spoken_page(made, reply.verdict, predicates)


def spoken_page(page: Page, word: str, predicates: Predicates) -> Page:
    """Return a page with the words of its frame in the language of the predicates.

    It is in the letters of its question.
    """
    if not isinstance(predicates, Spoken):
        return page
    day, see = say(predicates, "as of"), say(predicates, "see")
    made = replace(page, said=say(predicates, word), day=day, see=see)
    if not is_cyrillic(page.question):
        return made
    from engine.pages.cyrillic import in_cyrillic

    return in_cyrillic(made)


def as_of_words(reply: Reply, predicates: Predicates) -> str:
    """Write the day, and the readings and bodies of law that were chosen."""
    chosen = [choice_words(name, choice, predicates) for name, choice in reply.under]
    return say(predicates, ", under ").join([shown(reply.as_of, predicates), *chosen])


def _answer_sections(
    answer: Answer, predicates: Predicates, proofs: int | None
) -> tuple[tuple[Section, ...], dict[str, int]]:
    known: Known = {}
    found = parts(answer, known)
    proofs_asked = bool(proofs)
    if proofs is None:
        proofs = _ROUTES if answer.proof is None else 1
    proof = () if answer.conflicts else found.proof[:proofs]  # it is one side of the conflict
    routes = found.routes[: proofs - len(proof)]
    drawn = steps((*found.sides, *proof, *routes), predicates, known)
    roots = iter(drawn.roots)
    sections = [
        Section(
            say(
                predicates,
                "Conflict: two rules contradict each other, and neither takes precedence",
            ),
            steps=(*next(roots), *next(roots)),
        )
        for _ in answer.conflicts
    ]
    sections += undecided(answer, predicates)
    sections += _needs_sections(answer, found, predicates)
    if proofs_asked:
        sections += two_ways(answer, predicates)
    if proof:
        title = "Why" if answer.contested else _OF_PROOF.get(answer.verdict, "Why")
        sections.append(Section(say(predicates, title), steps=next(roots)))
    if routes:
        title = _OF_ROUTES.get(answer.verdict, "Other routes, nearest first")
        ways = tuple(step for group in roots for step in group)
        sections.append(Section(say(predicates, title), steps=ways))
    if drawn.deferred:
        sections.append(Section(say(predicates, "Continued"), steps=drawn.deferred))
    if answer.verdict == "silent":
        sections.append(silence(answer, predicates))
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
        sections.append(Section(say(predicates, title), entries))
    if missing := telling(answer):
        entries = tuple(_missing_entry(one, predicates) for one in missing)
        sections.append(Section(say(predicates, "What would decide it"), entries))
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
    what = "nothing further of this is to be found by {authority}"
    found = say(
        predicates,
        what if need.closing else "to be found by {authority}",
        authority=law_words(finding.authority, predicates),
    )
    return Entry(need_words(need, predicates), (found, *need_asides(need, predicates)))


def _missing_entry(missing: Missing, predicates: Predicates) -> Entry:
    first, *others = (need_words(need, predicates) for need in missing.needs)
    asides = [*need_asides(missing.needs[0], predicates)]
    for need, words in zip(missing.needs[1:], others, strict=True):
        asides += [say(predicates, "and {words}", words=words), *need_asides(need, predicates)]
    one = "if it is so: {so}; if it is not: {otherwise}"
    several = "if they are so: {so}; if one of them is not: {otherwise}"
    turn = say(
        predicates,
        one if len(missing.needs) == 1 else several,
        so=say(predicates, missing.if_so),
        otherwise=say(predicates, missing.if_not),
    )
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
        line = statement_line(need.replaces, predicates)
        asides.append(say(predicates, "instead of: {line}", line=line))
    slots = predicates[need.atom.pred].slots
    named = [
        (arg.name, slots[place].role)
        for place in need.examples
        if isinstance(arg := need.atom.args[place], Entity) and not _is_phrase(arg)
    ]
    asides += [
        say(predicates, "{name} is an example of a {role}", name=name, role=_role(role, predicates))
        for name, role in named
    ]
    if names := other_names(need, predicates):
        asides.append(say(predicates, "other than {names}", names=names))
    return tuple(asides)


def other_names(need: Need, predicates: Predicates) -> str:
    """Name those of whom a missing fact does not decide, as it does of others; '' for none."""
    return ", ".join(shown(one, predicates) for _, one in need.other_than)


def _role(role: str, predicates: Predicates) -> str:
    return predicates.role(role) if isinstance(predicates, Spoken) else role


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


def silence(answer: Answer, predicates: Predicates) -> Section:
    """Say that nothing concludes a sentence, or that what does is not in force on the day."""
    nearest = answer.nearest
    if said := dict.fromkeys(_outside_words(one, answer, predicates) for one in answer.outside):
        title = say(
            predicates, "None of the provisions that were followed says anything of it; others do"
        )
        entries = [Entry(text) for text in said]
        return Section(title, tuple(kept(entries, _OUTSIDE, predicates)))
    title = say(predicates, "No rule or list of the knowledge base concludes such a sentence")
    if nearest:
        title += say(predicates, "; the nearest that it knows")
    return Section(title, tuple(Entry(known) for known in nearest))


def _outside_words(rule: Rule, answer: Answer, predicates: Predicates) -> str:
    """Say of a rule that does not count which days it is in force on, and under which choice."""
    forms: list[str] = []
    if rule.starts is not None and answer.as_of < rule.starts:
        forms.append(say(predicates, "in force from {day}", day=shown(rule.starts, predicates)))
    if rule.ends is not None and rule.ends < answer.as_of:
        forms.append(say(predicates, "in force until {day}", day=shown(rule.ends, predicates)))
    chosen = dict(answer.under)
    for switch, choices in rule.under:
        if chosen.get(switch) not in choices:
            forms.append(_if_chosen(switch, next(iter(choices)), predicates))
    provision = rule.provision
    if provision is None:
        return "; ".join(forms)
    said = predicates.provision(provision) if isinstance(predicates, Spoken) else provision
    place = f": {said.cites}" if said.cites else ""
    where = f"{said.law_title}{place} ({said.rule})"
    return f"{where}: {'; '.join(forms)}" if forms else where


def _if_chosen(switch: str, choice: str, predicates: Predicates) -> str:
    """Say under which choice a rule counts, of a body of law also how it is asked for."""
    if choice == "on":
        form, law = "counts if the {law} is followed (--law {name})", law_words(switch, predicates)
        return say(predicates, form, law=law, name=switch)
    return say(
        predicates, "it counts under {choice}", choice=choice_words(switch, choice, predicates)
    )


def _values_page(values: Values, predicates: Predicates, proofs: int | None) -> Page:
    named = row_names(values, predicates)
    entries = [
        Entry(f"{name}: {verdict_words(answer, predicates)}")
        for name, (_, answer) in zip(named, values.rows, strict=True)
    ]
    entries.append(Entry(others_words(values, predicates)))
    sections = [Section(say(predicates, "Answers"), tuple(entries))]
    inner = []
    for name, (_, answer) in list(zip(named, values.rows, strict=True))[:proofs]:
        inside, numbers = _answer_sections(answer, predicates, proofs)
        made = Page(answer.verdict, name, shown(answer.as_of, predicates), inside, numbers)
        inner.append(spoken_page(made, answer.verdict, predicates))
    word = number_words(values, predicates)
    question = question_words(values.question, predicates)
    as_of, exact = as_of_words(values, predicates), bool(only_name(values, predicates))
    made = Page(word, question, as_of, tuple(sections), None, tuple(inner), exact=exact)
    return spoken_page(made, word, predicates)


def row_names(values: Values, predicates: Predicates) -> list[str]:
    """Write what is in the open slots of each row."""
    kinds = open_kinds(values.question)
    return [
        ", ".join(shown(v, predicates, k) for v, k in zip(row, kinds, strict=False))
        for row, _ in values.rows
    ]


_NAMED = 4
"""How many of several values are named that another choice finds."""


def found_words(values: Values, predicates: Predicates) -> str:
    """Write what an open question finds: the single value, or the first few of several."""
    names = row_names(values, predicates)
    if values.how_many or len(names) < 2:
        return number_words(values, predicates)
    left = len(names) - _NAMED
    return ", ".join([*names[:_NAMED], *([more(left, predicates)] if left > 0 else [])])


def others_words(values: Values, predicates: Predicates) -> str:
    """Say what is answered of all that is not among the rows."""
    kinds = open_kinds(values.question)
    kind = kinds[0] if len(kinds) == 1 else ""
    others = _OTHERS.get(kind, "any other {kind}" if kind else "anything else")
    if values.others == "unknown" and kind and kind not in VALUE_KINDS:  # of who is named it is no
        others = _UNNAMED.get(kind, "any {kind} that neither the law nor the case names")
    others = say(predicates, others, kind=_role(kind, predicates))
    return f"{others}: {say(predicates, values.others)}"


def only_name(values: Values, predicates: Predicates) -> str:
    """Write what is in the open slots of the single row that there is, if that is so; else ''."""
    if values.how_many or len(values.rows) != 1 or values.rows[0][1].verdict != "yes":
        return ""
    (name,) = row_names(values, predicates)
    return name


def only_section(values: Values, predicates: Predicates) -> Section | None:
    """Say of the single row of an open question what is answered of all others.

    Where the row is not certain it is said too, with its verdict. That a sum, a number or a day is
    no other goes without saying.
    """
    if name := only_name(values, predicates):
        if values.others == "no" and VALUE_KINDS.issuperset(open_kinds(values.question)):
            return None
        if values.others == "no":
            return Section(say(predicates, "That is the only answer"))
        return titled("Besides", [Entry(others_words(values, predicates))], predicates)
    ((_, answer),) = values.rows
    (name,) = row_names(values, predicates)
    said = f"{name}: {verdict_words(answer, predicates)}; {others_words(values, predicates)}"
    return titled("Answer", [Entry(said)], predicates)


def number_words(values: Values, predicates: Predicates) -> str:
    """Say what the single row is that is so, or how many rows there are."""
    if values.how_many:
        return _how_many(values, predicates)
    if name := only_name(values, predicates):
        (((value, *others), _),) = values.rows
        return name if others else with_unit(name, value, values.question, predicates)
    return _found(values, predicates)


def _found(values: Values, predicates: Predicates) -> str:
    certain, rows = number(values).low, len(values.rows)
    if not rows:
        return say(predicates, "none" if values.others == "no" else "none certain")
    if against := sum(answer.verdict == "conflict" for _, answer in values.rows):
        conflict = say(predicates, "{number} in conflict", number=against)
        certain_words = say(predicates, "{number} for certain", number=certain)
        return f"{certain_words}, {conflict}" if certain else conflict
    if certain == rows:
        return say(predicates, "{number} answers", number=rows)
    return say(predicates, "{number} for certain" if certain else "none certain", number=certain)


def _how_many(values: Values, predicates: Predicates) -> str:
    """Say the number, as bounds where some row or the rest is not settled."""
    found = number(values)
    if found.high is None:
        return say(predicates, "at least {number}", number=found.low)
    if found.low == found.high:
        return str(found.low)
    return say(predicates, "{low} to {high}", low=found.low, high=found.high)
