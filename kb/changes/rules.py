"""A rule, a constraint or a provision as it was and as it is -> what differs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never

from kb.changes.change import Detail, Part
from kb.changes.conditions import Texts2, in_items, labelled, valueless
from kb.written import Texts, written
from parser.resolved.law_tree import Constraint, Item, Note, Rule
from parser.resolved.vocabulary import Provision
from parser.text.span import Span


def in_rule(old: Rule, new: Rule, texts: Texts2) -> Iterator[Detail]:
    """Yield what differs between two rules of one id."""
    yield from in_provision(old.provision, new.provision)
    if (old.head, old.negative) != (new.head, new.negative):
        same = old.negative == new.negative and valueless(old.head) == valueless(new.head)
        yield Detail(
            "number" if same else "conclusion",
            _concluded(old, texts.old),
            _concluded(new, texts.new),
        )
    yield from in_items(old.body, new.body, texts)
    yield from in_days(old.starts, old.ends, new.starts, new.ends)
    yield from _between("presumption", _presumed(old), _presumed(new))
    for one, other in zip(_precedence(old), _precedence(new), strict=True):
        yield from _between("precedence", one, other)
    yield from _between("choice", _chosen(old), _chosen(new))


def in_constraint(old: Constraint, new: Constraint, texts: Texts2) -> Iterator[Detail]:
    """Yield what differs between two constraints of one id."""
    yield from in_provision(old.provision, new.provision)
    yield from in_items(old.body, new.body, texts)


def in_note(old: Note, new: Note) -> Iterator[Detail]:
    """Yield what differs between two provisions of one id that no rule carries."""
    yield from _between("title", old.title, new.title)
    yield from _between("citation", old.cites, new.cites)
    yield from _between("paraphrase", old.says, new.says)
    yield from _between("mark", f"{old.mark}: {old.reason}", f"{new.mark}: {new.reason}")


def of_whole(one: Rule | Constraint | Note, came: bool, texts: Texts2) -> Iterator[Detail]:
    """Yield what a rule, a constraint or a provision says that only one version has.

    It is the later one that has what `came`.
    """
    known = texts.new if came else texts.old
    parts: tuple[tuple[Part, str], ...]
    match one:
        case Rule(body=body, starts=starts, ends=ends):
            parts = (
                ("conclusion", _concluded(one, known)),
                *_conditions(body, known),
                ("in force from", _day(starts)),
                ("in force until", _day(ends)),
                *_each("precedence", _precedence(one)),
                ("choice", _chosen(one)),
            )
        case Constraint(body=body):
            parts = tuple(_conditions(body, known))
        case Note(mark=mark, reason=reason):
            parts = (("mark", f"{mark}: {reason}"),)
        case _:
            assert_never(one)
    for part, said in parts:
        if said:
            yield Detail(part, new=said) if came else Detail(part, old=said)


def _conditions(body: Sequence[Item], texts: Texts) -> Iterator[tuple[Part, str]]:
    return _each("condition", (labelled(item, texts) for item in body))


def _each(part: Part, said: Iterable[str]) -> Iterator[tuple[Part, str]]:
    for one in said:
        yield part, one


def in_provision(old: Provision, new: Provision) -> Iterator[Detail]:
    """Yield what differs between what two rules say of the law that they carry."""
    yield from _between("title", old.title, new.title)
    yield from _between("citation", old.cites, new.cites)
    yield from _between("paraphrase", old.says, new.says)
    yield from _between("reading", "; ".join(old.reads), "; ".join(new.reads))
    yield from _between("confidence", old.confidence, new.confidence)


def in_days(
    old_start: date | None, old_end: date | None, new_start: date | None, new_end: date | None
) -> Iterator[Detail]:
    """Yield which of the days differ between which something is in force."""
    yield from _between("in force from", _day(old_start), _day(new_start))
    yield from _between("in force until", _day(old_end), _day(new_end))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _between(part: Part, old: str, new: str) -> Iterator[Detail]:
    if old != new:
        yield Detail(part, old, new)


def _concluded(rule: Rule, texts: Texts) -> str:
    said = written(rule.head.span, texts)
    return f"it is false that {said}" if rule.negative else said


def _presumed(rule: Rule) -> str:
    return "presumed" if rule.presumed else ""


def _precedence(rule: Rule) -> tuple[str, str, str]:
    return (
        _ids(rule.notwithstanding, "notwithstanding"),
        _ids(rule.subject_to, "subject to"),
        _ids(rule.instead_of, "instead of"),
    )


def _ids(rules: tuple[tuple[str, Span], ...], word: str) -> str:
    return f"{word} {', '.join(sorted(one for one, _ in rules))}" if rules else ""


def _chosen(rule: Rule) -> str:
    said = (one if choice == "on" else f"{one} {choice}" for one, choice in rule.under)
    return ", ".join(said)
