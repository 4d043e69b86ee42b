"""What there is to say about a rule or provision, in a language other than that of its law."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.pages.conditions import constraint_lines, rule_lines
from engine.pages.remarks import spot
from engine.pages.text import printable, wrapped
from kb.entries import predicates_in
from kb.entry import ConstraintEntry, Entry, NoteEntry, RowEntry, RuleEntry, Tried
from parser.resolved.law_tree import Law
from parser.resolved.tree import Constant
from parser.resolved.vocabulary import GroundAtom, Predicate, Provision, Switch
from parser.words.sentence import Spoken, choice_words, law_words, say, shown

_MARKS = {
    "not-normative": "not a rule",
    "discretion": "left to discretion",
    "garbled": "garbled in the source",
    "not-known": "not known, since the source does not say",
}
_MOST_CASES = 12

Facets = Iterator[tuple[str, str]]


def text(found: Sequence[Entry], predicates: Spoken, width: int = 80) -> str:
    """Write entries one after the other, within a width."""
    return "\n".join("\n".join(_lines(entry, predicates, width)) + "\n" for entry in found)


def switch_text(switch: Switch, predicates: Spoken, width: int = 80) -> str:
    """Write a reading with its choices as lines of text."""
    said = predicates.provision(_as_provision(switch.id, switch.title, switch.says))
    lines = wrapped(f"{switch.id}: {said.title}", width, "", "    ")
    lines += wrapped(said.says, width, "    ", "    ") if said.says else []
    for name, _ in switch.choices:
        mark = "*" if name == switch.default else "-"
        meaning = (
            predicates.choice(switch.id, name).removeprefix(f"{switch.id} (").removesuffix(")")
        )
        lines += wrapped(f"{mark} {name}: {meaning}", width, "  ", "      ")
    return "\n".join(lines) + "\n"


def title_of(one: str, title: str, predicates: Spoken) -> str:
    """Write the title of a rule or provision."""
    return predicates.provision(_as_provision(one, title, "")).title


def law_title(law: Law, predicates: Spoken) -> str:
    """Write the title of a law."""
    return predicates.provision(Provision("", law=law.id, law_title=law.title)).law_title


def _as_provision(one: str, title: str, says: str, cites: str = "") -> Provision:
    return Provision(one, title, says=says, cites=cites)


def _lines(entry: Entry, predicates: Spoken, width: int) -> Iterator[str]:
    title, says, code, facets = parts(entry, predicates)
    yield from wrapped(title, width, "", "  ")
    if says:
        yield from wrapped(says, width, "  ", "  ")
    if code:
        yield ""
        yield from (f"    {printable(line)}" for line in code)
        yield ""
    for label, said in facets:
        yield from wrapped(f"{say(predicates, label)}: {said}", width, "  ", "    ")
    cases = entry.tried if isinstance(entry, RuleEntry) else ()
    if cases:
        head = say(predicates, "worked cases that ask for it ({number})", number=len(cases))
        yield f"  {head}:"
        for tried in cases[:_MOST_CASES]:
            yield from wrapped(f"- {_tried(tried, predicates)}", width, "    ", "      ")
        if len(cases) > _MOST_CASES:
            more = say(predicates, "and {number} more", number=len(cases) - _MOST_CASES)
            yield f"    … {more}"


def parts(entry: Entry, predicates: Spoken) -> tuple[str, str, Sequence[str], Facets]:
    """Return the title, the paraphrase, the lines of the rule, and what surrounds it."""
    match entry:
        case NoteEntry(_, note):
            said = predicates.provision(
                _as_provision(note.provision, note.title, note.says, note.cites)
            )
            return f"{note.provision}: {said.title}", said.says, (), _of_note(entry, predicates)
        case ConstraintEntry(_, one):
            said = predicates.provision(one.provision)
            lines = (say(predicates, "impossible"), *constraint_lines(one, predicates))
            title = f"{said.rule}: {said.title}"
            return title, said.says, lines, _of_constraint(one.provision, predicates)
        case RowEntry():
            return f"{entry.id}: {_row(entry, predicates)}", "", (), _of_row(entry, predicates)
        case RuleEntry(_, rule):
            said = predicates.provision(rule.provision)
            lines = tuple(rule_lines(rule, predicates))
            return f"{said.rule}: {said.title}", said.says, lines, _of_rule(entry, predicates)


def _row(entry: RowEntry, predicates: Spoken) -> str:
    said = entry.row.sentence
    values = tuple(arg.value for arg in said.args if isinstance(arg, Constant))
    return predicates.sentence(GroundAtom(said.predicate, values))


def _of_note(entry: NoteEntry, predicates: Spoken) -> Facets:
    note = entry.note
    yield _MARKS.get(note.mark, note.mark), predicates.reason(note.provision) or note.reason
    yield "source", _source(replace(_of_law(entry), cites=note.cites), predicates)


def _of_law(entry: NoteEntry | RowEntry) -> Provision:
    law = entry.law
    return Provision("", "", law=law.id, law_title=law.title, published=law.published)


def _source(provision: Provision, predicates: Spoken) -> str:
    said = predicates.provision(provision)
    published = f" ({said.published})" if said.published else ""
    return f"{said.law_title}{published}; {said.cites}"


def _of_constraint(provision: Provision, predicates: Spoken) -> Facets:
    yield "source", _source(provision, predicates)
    for one in predicates.provision(provision).reads:
        yield "reading", one


def _of_row(entry: RowEntry, predicates: Spoken) -> Facets:
    yield "source", _source(replace(_of_law(entry), cites=entry.row.cites), predicates)
    yield "row", spot(entry.row.span)
    yield from _listed("read by", entry.feeds, ", ")


def _of_rule(entry: RuleEntry, predicates: Spoken) -> Facets:
    rule = entry.rule
    yield "source", _source(rule.provision, predicates)
    yield from _period(entry, predicates)
    if rule.provision.confidence:
        yield "confidence", say(predicates, rule.provision.confidence)
    for one in predicates.provision(rule.provision).reads:
        yield "reading", one
    for switch, choice in rule.under:
        yield "counts under", choice_words(switch, choice, predicates)
    yield from _listed("takes the place of", [other for other, _ in rule.instead_of], ", ")
    yield from _listed("gives its place to", entry.replaced_by, ", ")
    if rule.negative:
        yield "conclusion", say(predicates, "that the sentence is false")
    read = [predicates[name] for name in dict.fromkeys(predicates_in(rule.body))]
    for label, origin in (
        ("facts it needs", "given"),
        ("findings it needs", "decided"),
        ("tables it reads", "listed"),
    ):
        of_origin = [one for one in read if one.origin == origin]
        yield from _listed(label, [_template(one, predicates) for one in of_origin])
    yield from _listed("rules it rests on", entry.rules, ", ")
    yield from _listed("takes precedence over", entry.defeats, ", ")
    yield from _listed("gives way to", entry.defeated_by, ", ")
    yield from _listed("feeds", entry.feeds, ", ")


def _template(one: Predicate, predicates: Spoken) -> str:
    said = predicates.sentence(GroundAtom(one.name, (None,) * len(one.slots)), some=True)
    return f"{said} ({law_words(one.authority, predicates)})" if one.authority else said


def _period(entry: RuleEntry, predicates: Spoken) -> Facets:
    starts, ends = entry.rule.starts or entry.law.starts, entry.rule.ends or entry.law.ends
    parts = [say(predicates, "from {day}", day=shown(starts, predicates))] if starts else []
    parts += [say(predicates, "until {day}", day=shown(ends, predicates))] if ends else []
    yield from _listed("in force", parts, " ")


def _listed(label: str, items: Sequence[str], between: str = "; ") -> Facets:
    if items:
        yield label, between.join(items)


def _tried(tried: Tried, predicates: Spoken) -> str:
    """Say what a worked case asks and expects, and where; its title is in its own language."""
    one = tried.expectation
    if one.values is None:
        said = say(predicates, str(one.verdict))
    else:
        rows = [" ".join(shown(value, predicates) for value in row) for row in one.values]
        said = ", ".join(rows) or say(predicates, "none")
    return f"{predicates.question(one.question)}: {said} ({spot(one.span)})"
