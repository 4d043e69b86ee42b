"""What a conversation says of itself: at its beginning, and on `help`."""

from datetime import date

from kb.base import KnowledgeBase
from parser.resolved.vocabulary import GroundAtom, Predicate
from parser.values import Entity, Value
from parser.words.asked import asked
from parser.words.sentence import sentence

_EXAMPLES: dict[str, Value] = {"person": Entity("person", "Ana"), "date": date(2020, 5, 1)}


def first_screen(kb: KnowledgeBase, day: date) -> str:
    """Return what can be done, in at most twelve lines, with a fact and a question of these laws.

    Facts and questions of laws without sentences about people and days are described.
    """
    fact = next((one for one in kb.predicates.values() if _is_example(one, "given")), None)
    concluded = [one for one in kb.predicates.values() if _is_example(one, "derived")]
    modal = [one for one in concluded if {"can", "may", "must"} & {*one.parts}]
    asks = next(iter(modal or concluded), None)
    said = sentence(_atom(fact), kb.predicates) if fact is not None else "a whole sentence"
    question = asked(_atom(asks), kb.predicates) if asks is not None else "a sentence with `?`"
    examples = ((said, "tell a fact"), (f"{question[:1].lower()}{question[1:]}", "ask"))
    if any(len(left) > _WIDEST for left, _ in examples):
        lines = [f"  {left}\n      {right}" for left, right in examples]
        rows = _ROWS
    else:
        lines, rows = [], (*examples, *_ROWS)
    width = max(len(left) for left, _ in rows)
    lines += [f"  {left:<{width}}   {right}" for left, right in rows]
    heading = f"Facts and questions are whole sentences (as of {day.isoformat()}):"
    return "\n".join((heading, *lines)) + "\n"


_ROWS: tuple[tuple[str, str], ...] = (
    ("why, why not, missing", "the reasons; what is missing"),
    ("what if FACT", "ask again with another fact, this once"),
    ("facts, forget 2, undo, redo", "see and change what was told"),
    ("sentences WORD", "which sentences have a word (or Tab)"),
    ("save F.case, load F.case", "keep the case, take one up"),
    ("help, quit", "everything else; the end (Ctrl-D)"),
)

_WIDEST = 36
"""How long an example may be to stand beside what it does."""


def _is_example(predicate: Predicate, origin: str) -> bool:
    return (
        predicate.origin == origin
        and bool(predicate.parts)
        and not (predicate.hidden or predicate.denies or predicate.else_no)
        and bool(predicate.slots)
        and all(slot.kind in _EXAMPLES for slot in predicate.slots)
        and sum(slot.kind == "person" for slot in predicate.slots) == 1
    )


def _atom(predicate: Predicate) -> GroundAtom:
    return GroundAtom(predicate.name, tuple(_EXAMPLES[slot.kind] for slot in predicate.slots))


GUIDE = """\
Tell facts in sentences, and ask questions; every line is one of these:

  Ana is married to Marko from 2020-05-01      a fact
  it is false that Ana is banned               its denial
  all marriages of Ana are given               nothing more of the kind is to come
  can Ana obtain citizenship by admittance     a question (also with who, which, when, how many)

  why, why 2          the proof of the last answer; of its second way
  why not             each rule that could have made it true, the nearest miss first
  missing             what would decide it, or turn it
  proof 2, expand     the second explanation; all of them
  what if FACT; FACT; without FACT      the last question with other facts, this once

  facts               what was told, with numbers
  forget 2            take a fact back (its number, its words, or `all`)
  undo, redo          take the last change back; make it again
  as of 2027-01-01    ask for another day (`as of today`: the real one)

  under CONV-7 in-time    read a text otherwise; under statute: with that body of law
  readings            what there is to choose from
  explain CIT-ADM-4   a rule in plain words
  sentences marriage  the sentences of the laws that have a word

  save FILE.case      keep the case;  load FILE.case  takes one up
  report FILE.html    a report on the last question, to hand on (also .pdf, .docx, .md,
                      .txt, .json; `report FILE.pdf me` in Montenegrin)
  quit
"""
