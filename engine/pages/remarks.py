"""Short remarks beside a step: where a fact comes from, which rule, why something is absent.

Gaps and limits are worded in `engine.pages.measures`, whole sections in `engine.pages.from_reply`.
"""

from typing import assert_never

from engine.proof.node import Absent, Aggregated, Exception_, Finding
from engine.rails.said import SUPPOSED, UNLESS_STATED, Source
from parser.resolved.vocabulary import PRESUMED, Provision
from parser.text.span import Span
from parser.words.values import counted, value_words

_MEASURES = {
    "count": "the number",
    "sum": "the sum",
    "min": "the least",
    "max": "the greatest",
    "days": "the days covered",
}


def spot(span: Span) -> str:
    """Write a place as file and line, without its folder; nothing for no place.

    >>> spot(Span("cases/ana.case", 40, 52, 3, 9))
    'ana.case:3'
    """
    if not span.line:
        return ""
    name = span.file.replace("\\", "/").rsplit("/", 1)[-1]
    if name.startswith(("--", "fact ")):
        return name
    return f"{name}:{span.line}" if name else f"line {span.line}"


def place(source: Source | None, verb: str = "stated") -> str:
    """Say who stated something and where.

    >>> place(Source("--fact"))
    'stated by --fact'
    """
    if source is None:
        return verb
    where = spot(source.span)
    if source.who == SUPPOSED and not where:
        return "supposed in this case"
    if where:
        return f"{verb} in {where}"
    return f"{verb} by {source.who}" if source.who else verb


def finding_aside(node: Finding) -> str:
    """Say what the authority found, or that it has not yet."""
    match node.status:
        case "holds" | "fails" if node.source is not None and node.source.who == SUPPOSED:
            return "supposed in this case"
        case "holds":
            return f"found by {node.authority}{_in(node.source)}"
        case "fails":
            return f"refused by {node.authority}{_in(node.source)}"
        case "open" | "unknown" | "defeated" | "conflict":
            return f"for {node.authority} to decide"
        case _:
            assert_never(node.status)


def absence_aside(node: Absent) -> str:
    """Say why the sentence is not so."""
    match node.reason:
        case "denied":
            return place(node.source, "denied")
        case "closed" | "no more" if node.source and node.source.who == UNLESS_STATED:
            return f"{UNLESS_STATED}{_in(node.source)}"
        case "closed":
            return f"not among those given, and all are{_in(node.source)}"
        case "settled":
            return place(node.source, "another value is stated")
        case "not listed":
            return "not in the table"
        case "no route":
            return "" if node.routes else "no rule concludes it"
        case "nobody":
            return "there is none"
        case "itself":
            return "never relates anyone to themselves"
        case "impossible":
            return f"cannot be: {node.source.who}{_in(node.source)}" if node.source else "cannot be"
        case "possible":
            return "not ruled out"
        case "contradicted":
            return "this contradicts what is stated"
        case "no more":
            return place(node.source, "all are given")
        case _:
            assert_never(node.reason)


def rule_notes(provision: Provision | None, law: str = "") -> tuple[str, ...]:
    """Return the lines under a derived step: rule, citation, readings, low confidence.

    The law is named unless it is `law`, whose rule stands above.
    """
    if provision is None:
        return ()
    called = f' "{provision.title}"' if provision.title else ""
    notes = [f"by {provision.rule}{called}"]
    title = "" if provision.law_title == law else provision.law_title
    cited = ": ".join(part for part in (title, provision.cites) if part)
    if cited:
        notes.append(cited)
    notes.extend(
        reading if reading == PRESUMED else f"reading: {reading}" for reading in provision.reads
    )
    if provision.confidence in ("low", "medium"):
        notes.append(f"confidence in this reading: {provision.confidence}")
    return tuple(notes)


def exception_words(node: Exception_) -> str:
    """Say what became of an exception."""
    rule = f" {node.provision.rule}" if node.provision else ""
    match node.status:
        case "holds":
            return f"the exception{rule} does not apply"
        case "fails":
            return f"the exception{rule} applies"
        case "defeated":
            return f"the exception{rule} is itself overridden"
        case "conflict":
            return f"the exception{rule} contradicts this rule"
        case "unknown" | "open":
            return f"it is not settled whether the exception{rule} applies"
        case _:
            assert_never(node.status)


def aggregate_words(node: Aggregated) -> str:
    """Write the result of an aggregate and over how many rows."""
    measure = _MEASURES.get(node.kind, node.kind)
    rows = counted(len(node.contributions), "row")
    return f"{measure} = {value_words(node.result)}, over {rows}"


def _in(source: Source | None) -> str:
    where = spot(source.span) if source else ""
    return f" ({where})" if where else ""
