"""What stands at a place -> what there is to say about it, block by block.

An editor shows the blocks as Markdown, the desk as elements of a page.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple, assert_never

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

Kind = Literal["line", "item", "quote", "sentence", "translated"]


class Block(NamedTuple):
    """A line of what is said: `strong` is what it is about, if it begins with that."""

    kind: Kind
    text: str
    strong: str = ""


def hover(workspace: Workspace, path: str, what: Pointed) -> tuple[Block, ...]:
    """Return what a file's laws say of an id, a name or a sentence; () if they say nothing."""
    laws = workspace.reading(path).laws
    match what:
        case IdAt(name):
            found = [*_law(laws, name), *_provisions(laws, name)]
            found += _translated_texts(workspace.reading(path).kb, name) if found else []
            return tuple(found)
        case Entity(kind, name):
            return (Block("line", f"· {kind}", name),)
        case Predicate():
            return (*_sentence(what, laws), *_translated(workspace.reading(path).kb, what))


def markdown(blocks: tuple[Block, ...]) -> str:
    r"""Return blocks as Markdown.

    >>> markdown((Block("line", "Members", "LIB-1"), Block("item", "one"), Block("item", "two")))
    '**LIB-1** Members\n\n- one\n- two'
    """
    said = ""
    for number, block in enumerate(blocks):
        is_next_item = number and block.kind == blocks[number - 1].kind == "item"
        said += ("\n" if is_next_item else "\n\n" if number else "") + _marked(block)
    return said


def _marked(block: Block) -> str:
    strong = f"**{escape(block.strong)}** " if block.strong else ""
    match block.kind:
        case "line":
            return f"{strong}{escape(block.text)}"
        case "item":
            return f"- {strong}{escape(block.text)}"
        case "quote":
            return f"> {escape(block.text)}"
        case "sentence":
            return f"`{block.text}`"
        case "translated":
            return f"*{escape(block.text)}*"
        case _:
            assert_never(block.kind)


def _law(laws: tuple[Law, ...], name: str) -> Iterator[Block]:
    for law in laws:
        if law.id == name:
            yield Block("line", law.title, law.id)
            if law.published:
                yield Block("line", law.published)


def _provisions(laws: tuple[Law, ...], name: str) -> Iterator[Block]:
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


def _provision(one: Rule | Constraint | Note | Switch, law: Law) -> Iterator[Block]:
    match one:
        case Rule() | Constraint():
            of = one.provision
            title, cites, says, reads = of.title, of.cites, of.says, of.reads
        case Note():
            title, cites, says, reads = one.title, one.cites, one.says, (one.reason,)
        case Switch():
            meanings = tuple(f"{name}: {meaning}" for name, meaning in one.choices)
            title, cites, says, reads = one.title, one.cites, one.says, meanings
    yield Block("line", title, _id(one))
    yield Block("line", f"{law.title}{f', {cites}' if cites else ''}")
    if says:
        yield Block("quote", says)
    yield from (Block("item", line) for line in reads if line)


def _sentence(what: Predicate, laws: tuple[Law, ...]) -> Iterator[Block]:
    yield Block("sentence", template_text(what))
    slots = (
        slot.role if slot.role == slot.kind else f"{slot.role}: {slot.kind}" for slot in what.slots
    )
    said = {
        "given": "given: a fact that somebody states",
        "listed": "listed in a table",
        "decided": f"decided by {what.authority}",
        "derived": "concluded by rules",
    }[what.origin]
    title = next((law.title for law in laws if law.id == what.law), what.law)
    yield Block("line", f"{said} · {', '.join(slots) or 'no slots'} · {title}")
    if what.asks:
        yield Block("quote", what.asks)
    rules = [rule for law in laws for rule in law.rules if rule.head.predicate == what.name]
    for rule in rules[:MOST]:
        of = rule.provision
        yield Block("item", of.title + (f" ({of.cites})" if of.cites else ""), of.rule)
    if len(rules) > MOST:
        yield Block("item", f"and {len(rules) - MOST} more")


def _translated(kb: KnowledgeBase | None, what: Predicate) -> Iterator[Block]:
    """Yield how a sentence reads in Montenegrin, if a translation on disk says so."""
    try:
        reads = kb.reader if kb is not None else None
    except SourceError:  # what is wrong in a translation is said of its own file
        return
    if reads is not None and what.name in reads.translation.forms:
        yield Block("sentence", form_text(what.name, reads))


def _translated_texts(kb: KnowledgeBase | None, name: str) -> list[Block]:
    try:
        texts = kb.translation.texts if kb is not None else {}
    except SourceError:
        return []
    of = texts.get(name)
    said = [of.title, of.says] if of is not None else []
    return [Block("translated", line) for line in said if line]
