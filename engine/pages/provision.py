"""A rule or provision in plain words, as text, Markdown or data."""

from collections.abc import Iterator, Sequence
from typing import Any

from engine.pages import sources
from engine.pages.remarks import spot
from engine.pages.text import printable, wrapped
from kb.entry import ConstraintEntry, Entry, NoteEntry, RowEntry, RuleEntry, Tried
from parser.resolved.tree import Expectation
from parser.resolved.vocabulary import Switch
from parser.words.case_text import result_words

_MARKS = {
    "not-normative": "not a rule",
    "discretion": "left to discretion",
    "garbled": "garbled in the source",
    "not-known": "not known, since the source does not say",
}
_MOST_CASES = 12


def text(found: Sequence[Entry], width: int = 80) -> str:
    """Write entries one after the other, within a width."""
    return "\n".join("\n".join(_entry(entry, width)) + "\n" for entry in found)


def _entry(entry: Entry, width: int) -> Iterator[str]:
    if isinstance(entry, NoteEntry):
        note = entry.note
        yield from wrapped(f"{note.provision}: {note.title}", width, "", "  ")
        yield from wrapped(note.says, width, "  ", "  ")
        mark = _MARKS.get(note.mark, note.mark)
        yield from wrapped(f"{mark}: {note.reason}", width, "  ", "    ")
        for label, said in _note_facets(entry):
            yield from wrapped(f"{label}: {said}", width, "  ", "    ")
        return
    if isinstance(entry, ConstraintEntry):
        yield from _constraint(entry, width)
        return
    if isinstance(entry, RowEntry):
        yield from wrapped(f"{entry.id}: {entry.said}", width, "", "  ")
        for label, said in _beside(entry):
            yield from wrapped(f"{label}: {said}", width, "  ", "    ")
        return
    provision = entry.rule.provision
    yield from wrapped(f"{provision.rule}: {provision.title}", width, "", "  ")
    if provision.says:
        yield from wrapped(provision.says, width, "  ", "  ")
    yield ""
    for line in entry.text:
        yield f"    {printable(line)}"
    yield ""
    for label, said in facets(entry):
        yield from wrapped(f"{label}: {said}", width, "  ", "    ")
    cases = entry.tried
    if cases:
        yield f"  worked cases that ask for it ({len(cases)}):"
        for tried in cases[:_MOST_CASES]:
            yield from wrapped(f"- {tried_words(tried)}", width, "    ", "      ")
        if len(cases) > _MOST_CASES:
            yield f"    … and {len(cases) - _MOST_CASES} more"


def _constraint(entry: ConstraintEntry, width: int) -> Iterator[str]:
    provision = entry.constraint.provision
    yield from wrapped(f"{provision.rule}: {provision.title}", width, "", "  ")
    if provision.says:
        yield from wrapped(provision.says, width, "  ", "  ")
    yield ""
    yield "    impossible"
    for line in entry.text:
        yield f"    {printable(line)}"
    yield ""
    for label, said in _beside(entry):
        yield from wrapped(f"{label}: {said}", width, "  ", "    ")


def _note_facets(entry: NoteEntry) -> Iterator[tuple[str, str]]:
    yield "source", f"{entry.law.title}; {entry.note.cites}"
    yield from sources.facets(entry.law.provenance)


def _beside(entry: ConstraintEntry | RowEntry) -> Iterator[tuple[str, str]]:
    if isinstance(entry, RowEntry):
        at = entry.row.span
        yield "source", f"{entry.law.title}; {entry.row.cites}"
        yield from sources.facets(entry.law.provenance)
        yield "row", spot(at)
        yield from _listed("read by", entry.feeds, ", ")
        return
    provision = entry.constraint.provision
    yield "source", f"{provision.law_title}; {provision.cites}"
    yield from sources.facets(provision.provenance)
    for one in provision.reads:
        yield "reading", one


def facets(entry: RuleEntry) -> Iterator[tuple[str, str]]:
    """Yield what surrounds a rule, each with its label; nothing that is empty."""
    provision, rule = entry.rule.provision, entry.rule
    published = f" ({provision.published})" if provision.published else ""
    yield "source", f"{provision.law_title}{published}; {provision.cites}"
    yield from sources.facets(provision.provenance)
    period = _period(entry)
    if period:
        yield "in force", period
    if provision.confidence:
        yield "confidence", provision.confidence
    for one in provision.reads:
        yield "reading", one
    for switch, choice in rule.under:
        yield "counts under", switch if choice == "on" else f"{switch} {choice}"
    yield from _listed("takes the place of", [other for other, _ in rule.instead_of], ", ")
    yield from _listed("gives its place to", entry.replaced_by, ", ")
    if rule.negative:
        yield "conclusion", "that the sentence is false"
    yield from _listed("facts it needs", entry.facts)
    yield from _listed("findings it needs", [f"{s} ({who})" for s, who in entry.findings])
    yield from _listed("tables it reads", entry.tables)
    yield from _listed("rules it rests on", entry.rules, ", ")
    yield from _listed("takes precedence over", entry.defeats, ", ")
    yield from _listed("gives way to", entry.defeated_by, ", ")
    yield from _listed("feeds", entry.feeds, ", ")


def switch_lines(switch: Switch, width: int, now: str = "") -> Iterator[str]:
    """Yield a reading with its choices, the one that holds now marked."""
    now = now or switch.default
    yield from wrapped(f"{switch.id}: {switch.title}", width, "", "    ")
    if switch.says:
        yield from wrapped(switch.says, width, "    ", "    ")
    for name, meaning in switch.choices:
        mark = "*" if name == now else "-"
        yield from wrapped(f"{mark} {name}: {meaning}", width, "  ", "      ")


def switch_text(switch: Switch, width: int, now: str = "", cited: bool = False) -> str:
    """Write a reading with its choices as lines of text, `cited` with what it is a reading of."""
    lines = list(switch_lines(switch, width, now))
    if cited and switch.cites:
        lines += wrapped(f"source: {switch.cites}", width, "  ", "      ")
    return "\n".join(lines) + "\n"


def switch_markdown(switch: Switch) -> str:
    """Write a reading with its choices as Markdown."""
    from engine.pages.markdown import escape

    lines = [f"## {escape(switch.id)}: {escape(switch.title)}", ""]
    lines += [escape(switch.says), ""] if switch.says else []
    lines += [f"*source*: {escape(switch.cites)}", ""] if switch.cites else []
    for name, meaning in switch.choices:
        default = " (default)" if name == switch.default else ""
        lines.append(f"- **{escape(name)}**{default}: {escape(meaning)}")
    return "\n".join(lines) + "\n\n"


def switch_object(switch: Switch) -> dict[str, Any]:
    """Return a reading as an object."""
    return {
        "kind": "body of law" if switch.overlay else "reading",
        "id": switch.id,
        "title": switch.title,
        "cites": switch.cites,
        "says": switch.says,
        "default": switch.default,
        "choices": dict(switch.choices),
    }


def _listed(label: str, items: Sequence[str], between: str = "; ") -> Iterator[tuple[str, str]]:
    if items:
        yield label, between.join(items)


def _period(entry: RuleEntry) -> str:
    starts = entry.rule.starts or entry.law.starts
    ends = entry.rule.ends or entry.law.ends
    parts = [f"from {starts.isoformat()}"] if starts else []
    parts += [f"until {ends.isoformat()}"] if ends else []
    return " ".join(parts)


def tried_words(tried: Tried) -> str:
    """Say what a worked case asks and expects."""
    return (
        f"{tried.case.title}: {_asked(tried.expectation)}: {result_words(tried.expectation)} "
        f"({spot(tried.expectation.span)})"
    )


def _asked(expectation: Expectation) -> str:
    return " ".join(expectation.question.text.split())


def markdown(found: Sequence[Entry]) -> str:
    """Write entries as Markdown."""
    from engine.pages.markdown import escape

    lines: list[str] = []
    for entry in found:
        if isinstance(entry, NoteEntry):
            note = entry.note
            lines += [
                f"## {escape(note.provision)}: {escape(note.title)}",
                "",
                escape(note.says),
                "",
            ]
            mark = _MARKS.get(note.mark, note.mark)
            lines += [f"*{escape(mark)}*: {escape(note.reason)}", ""]
            lines += [f"- **{label}**: {escape(said)}" for label, said in _note_facets(entry)]
            lines.append("")
            continue
        if isinstance(entry, RowEntry):
            lines += [f"## {escape(entry.id)}: {escape(entry.said)}", ""]
            lines += [f"- **{label}**: {escape(said)}" for label, said in _beside(entry)]
            lines.append("")
            continue
        if isinstance(entry, ConstraintEntry):
            provision = entry.constraint.provision
            lines += [f"## {escape(provision.rule)}: {escape(provision.title)}", ""]
            lines += [escape(provision.says), "", "```law", "impossible", *entry.text, "```", ""]
            lines += [f"- **{label}**: {escape(said)}" for label, said in _beside(entry)]
            lines.append("")
            continue
        provision = entry.rule.provision
        lines += [f"## {escape(provision.rule)}: {escape(provision.title)}", ""]
        lines += [escape(provision.says), "", "```law", *entry.text, "```", ""]
        lines += [f"- **{label}**: {escape(said)}" for label, said in facets(entry)]
        lines += [f"- **worked case**: {escape(tried_words(tried))}" for tried in entry.tried]
        lines.append("")
    return "\n".join(lines)


def as_object(entry: Entry) -> dict[str, Any]:
    """Return an entry as an object of `zakonik/explain/1`."""
    if isinstance(entry, NoteEntry):
        note = entry.note
        return {
            "kind": "note",
            "id": note.provision,
            "title": note.title,
            "law": entry.law.id,
            "cites": note.cites,
            "says": note.says,
            "mark": note.mark,
            "reason": note.reason,
            "provenance": sources.provenance_object(entry.law.provenance),
        }
    if isinstance(entry, ConstraintEntry):
        provision = entry.constraint.provision
        return {
            "kind": "constraint",
            "id": provision.rule,
            "title": provision.title,
            "law": entry.law.id,
            "cites": provision.cites,
            "says": provision.says,
            "reads": list(provision.reads),
            "text": list(entry.text),
            "provenance": sources.provenance_object(entry.law.provenance),
        }
    if isinstance(entry, RowEntry):
        at = entry.row.span
        return {
            "kind": "row",
            "id": entry.id,
            "law": entry.law.id,
            "cites": entry.row.cites,
            "says": entry.said,
            "at": spot(at),
            "feeds": list(entry.feeds),
            "provenance": sources.provenance_object(entry.law.provenance),
        }
    provision, rule = entry.rule.provision, entry.rule
    return {
        "kind": "rule",
        "id": provision.rule,
        "title": provision.title,
        "law": entry.law.id,
        "cites": provision.cites,
        "says": provision.says,
        "reads": list(provision.reads),
        "confidence": provision.confidence or None,
        "in_force": _period(entry) or None,
        "negative": rule.negative,
        "text": list(entry.text),
        "facts": list(entry.facts),
        "findings": [{"sentence": s, "authority": who} for s, who in entry.findings],
        "tables": list(entry.tables),
        "rules": list(entry.rules),
        "defeats": list(entry.defeats),
        "defeated_by": list(entry.defeated_by),
        "under": dict(rule.under),
        "instead_of": [other for other, _ in rule.instead_of],
        "replaced_by": list(entry.replaced_by),
        "feeds": list(entry.feeds),
        "provenance": sources.provenance_object(entry.law.provenance),
        "cases": [
            {
                "title": tried.case.title,
                "question": _asked(tried.expectation),
                "expected": result_words(tried.expectation),
                "at": spot(tried.expectation.span),
            }
            for tried in entry.tried
        ],
    }
