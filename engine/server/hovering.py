"""What stands at a place -> what there is to say about it, as Markdown."""

from collections.abc import Iterator

from engine.pages.markdown import escape
from engine.server.places import IdAt, Pointed
from engine.server.workspace import Workspace
from kb.base import KnowledgeBase
from kb.translated import form_text
from parser.resolved.law_tree import Constraint, Law, Note, Rule
from parser.resolved.vocabulary import Predicate, Switch
from parser.resolved.wording import template_text
from parser.text.diagnostic import SourceError
from parser.values import Entity

MOST = 12
"""How many rules that conclude a sentence are named."""


def hover(workspace: Workspace, path: str, what: Pointed) -> str:
    """Return what a file's laws say of an id, a name or a sentence; '' if they say nothing."""
    laws = workspace.reading(path).laws
    match what:
        case IdAt(name):
            blocks = [*_law(laws, name), *_provisions(laws, name)]
            blocks += _translated_texts(workspace.reading(path).kb, name) if blocks else []
        case Entity(kind, name):
            blocks = [f"**{escape(name)}** · {escape(kind)}"]
        case Predicate():
            blocks = [*_sentence(what, laws), *_translated(workspace.reading(path).kb, what)]
    return "\n\n".join(blocks)


def _law(laws: tuple[Law, ...], name: str) -> Iterator[str]:
    for law in laws:
        if law.id == name:
            yield f"**{escape(law.id)}** {escape(law.title)}"
            if law.published:
                yield escape(law.published)


def _provisions(laws: tuple[Law, ...], name: str) -> Iterator[str]:
    for law in laws:
        every: list[Rule | Constraint | Note | Switch] = [*law.rules, *law.constraints]
        for one in (*every, *law.notes, *law.switches):
            if _id(one) == name or _id(one).endswith(f".{name}"):
                yield from _provision(one, law)


def _id(one: Rule | Constraint | Note | Switch) -> str:
    match one:
        case Rule() | Constraint():
            return one.provision.rule
        case Note():
            return one.provision
        case Switch():
            return one.id


def _provision(one: Rule | Constraint | Note | Switch, law: Law) -> Iterator[str]:
    match one:
        case Rule() | Constraint():
            of = one.provision
            title, cites, says, reads = of.title, of.cites, of.says, of.reads
        case Note():
            title, cites, says, reads = one.title, one.cites, one.says, (one.reason,)
        case Switch():
            meanings = tuple(f"{name}: {meaning}" for name, meaning in one.choices)
            title, cites, says, reads = one.title, one.cites, one.says, meanings
    yield f"**{escape(_id(one))}** {escape(title)}"
    yield f"{escape(law.title)}{f', {escape(cites)}' if cites else ''}"
    if says:
        yield f"> {escape(says)}"
    if lines := [f"- {escape(line)}" for line in reads if line]:
        yield "\n".join(lines)


def _sentence(what: Predicate, laws: tuple[Law, ...]) -> Iterator[str]:
    yield f"`{template_text(what)}`"
    slots = (
        escape(slot.role if slot.role == slot.kind else f"{slot.role}: {slot.kind}")
        for slot in what.slots
    )
    said = {
        "given": "given: a fact that somebody states",
        "listed": "listed in a table",
        "decided": f"decided by {what.authority}",
        "derived": "concluded by rules",
    }[what.origin]
    title = next((law.title for law in laws if law.id == what.law), what.law)
    yield f"{escape(said)} · {', '.join(slots) or 'no slots'} · {escape(title)}"
    if what.asks:
        yield f"> {escape(what.asks)}"
    rules = [rule for law in laws for rule in law.rules if rule.head.predicate == what.name]
    lines = [
        f"- **{escape(rule.provision.rule)}** {escape(rule.provision.title)}"
        + (f" ({escape(rule.provision.cites)})" if rule.provision.cites else "")
        for rule in rules[:MOST]
    ]
    if len(rules) > MOST:
        lines.append(f"- and {len(rules) - MOST} more")
    if lines:
        yield "\n".join(lines)


def _translated(kb: KnowledgeBase | None, what: Predicate) -> Iterator[str]:
    """Yield how a sentence reads in Montenegrin, if a translation on disk says so."""
    try:
        reads = kb.reader if kb is not None else None
    except SourceError:  # what is wrong in a translation is said of its own file
        return
    if reads is not None and what.name in reads.translation.forms:
        yield f"`{form_text(what.name, reads)}`"


def _translated_texts(kb: KnowledgeBase | None, name: str) -> list[str]:
    try:
        texts = kb.translation.texts if kb is not None else {}
    except SourceError:
        return []
    of = texts.get(name)
    said = [of.title, of.says] if of is not None else []
    return [f"*{escape(line)}*" for line in said if line]
