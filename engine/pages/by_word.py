"""What a word occurs in, as text, Markdown or data."""

from collections.abc import Iterator, Sequence
from typing import Any

from engine.pages.provision import switch_lines, switch_object
from engine.pages.text import wrapped
from kb.by_word import ByWord, FoundSentence

_MOST = 40
"""How many of one sort are shown; the number of the others follows."""


def text(found: ByWord, width: int = 80) -> str:
    """Write what a word occurs in, within a width."""
    lines: list[str] = []
    if found.sentences:
        lines += [f"sentences with `{found.word}`:"]
        for each in found.sentences[:_MOST]:
            lines += wrapped(each.text, width, "  ", "    ")
            lines += wrapped(_about(each), width, "    ", "      ")
        lines += _more(len(found.sentences))
    if found.rules:
        lines += ["rules and provisions:"]
        for one, title in found.rules[:_MOST]:
            lines += wrapped(f"{one}  {title}", width, "  ", "    ")
        lines += _more(len(found.rules))
    for kind, names in found.names:
        lines += [f"names of {kind}:"]
        lines += wrapped(", ".join(names[:_MOST]), width, "  ", "  ")
        lines += _more(len(names))
    if found.readings:
        lines += ["readings:"]
        for switch in found.readings:
            lines += [f"  {line}" for line in switch_lines(switch, width - 2)]
    return "\n".join(lines) + "\n"


def _about(one: FoundSentence) -> str:
    about = f"{one.origin}; {one.law}" if one.law else one.origin
    return f"{about}; closed by `{one.closes}`" if one.closes else about


def _more(number: int) -> Iterator[str]:
    if number > _MOST:
        yield f"  … and {number - _MOST} more"


def markdown(found: Sequence[ByWord]) -> str:
    """Write what words occur in as Markdown."""
    from engine.pages.markdown import escape

    lines: list[str] = []
    for each in found:
        lines += [f"## {escape(each.word)}", ""]
        lines += [f"- {escape(one.text)} ({escape(_about(one))})" for one in each.sentences]
        lines += [f"- **{escape(one)}**: {escape(title)}" for one, title in each.rules]
        for kind, names in each.names:
            lines.append(f"- names of {escape(kind)}: {escape(', '.join(names))}")
        lines += [f"- **{escape(one.id)}**: {escape(one.title)}" for one in each.readings]
        lines.append("")
    return "\n".join(lines)


def as_object(found: ByWord) -> dict[str, Any]:
    """Return what a word occurs in as an object."""
    return {
        "kind": "word",
        "word": found.word,
        "sentences": [
            {"text": one.text, "origin": one.origin, "law": one.law, "closes": one.closes}
            for one in found.sentences
        ],
        "rules": [{"id": one, "title": title} for one, title in found.rules],
        "names": {kind: list(names) for kind, names in found.names},
        "readings": [switch_object(one) for one in found.readings],
    }
