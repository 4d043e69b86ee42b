"""`zakonik explain`: a rule or provision in plain words, what a word occurs in, or all ids."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from engine.commands.options import LANGUAGES, add_format, add_laws, knowledge
from engine.commands.terminal import medium
from kb.base import KnowledgeBase
from kb.by_word import ByWord
from kb.entry import Entry
from parser.resolved.law_tree import Law
from parser.resolved.vocabulary import Switch
from parser.words.sentence import Predicates, Spoken


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `zakonik explain`."""
    parser.add_argument(
        "id",
        nargs="*",
        metavar="ID",
        help="the id of a rule, provision or reading, or a word that occurs in sentences, names "
        "and titles (default: list all ids)",
    )
    add_laws(parser)
    add_format(parser, "text", "md", "json")
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default="en",
        help="the language of rules, provisions and readings as text (default: en)",
    )


def run(args: Namespace) -> None:
    """Print what there is to say about each id, or the ids of every law."""
    from dataclasses import replace

    from engine.pages import provision
    from engine.pages.language import spoken
    from kb.by_word import by_word
    from kb.entries import entries, has_entry, ids
    from kb.from_files import find

    kb = knowledge(args)
    if not kb.cases and not args.kb:
        kb = replace(kb, cases=find().cases)
    switches = kb.vocabulary.switches
    if args.id:
        readings = [switches[one] for one in args.id if one in switches]
        words = [
            by_word(kb, one) for one in args.id if one not in switches and not has_entry(kb, one)
        ]
        told = [each for each in words if not each.is_empty]
        nowhere = {each.word for each in words if each.is_empty}
        wanted = [one for one in args.id if has_entry(kb, one) or one in nowhere]
        entered = [entry for one in wanted for entry in entries(kb, one)]
        predicates = spoken(kb, args.lang)
        if args.format == "text" and isinstance(predicates, Spoken):
            _print_in(predicates, readings, entered)
            readings, entered = [], []
        _print(readings, entered, told, args.format)
        return
    listed = list(ids(kb))
    if args.format == "json":
        value: list[dict[str, Any]] = [
            {"law": law.id, "id": one, "title": title} for law, one, title in listed
        ]
        value += [provision.switch_object(one) for one in switches.values()]
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return
    _list(kb, listed, spoken(kb, args.lang))


def _list(
    kb: KnowledgeBase, listed: Sequence[tuple[Law, str, str]], predicates: Predicates
) -> None:
    """Print the ids and titles of every law, and the readings."""
    from engine.pages import explained, provision

    width = medium().width
    own = predicates if isinstance(predicates, Spoken) else None
    for law in kb.laws:
        sys.stdout.write(f"{law.id}: {explained.law_title(law, own) if own else law.title}\n")
        for each, one, title in listed:
            if each is law:
                said = explained.title_of(one, title, own) if own else title
                sys.stdout.write(f"  {one}  {said}\n")
    for switch in kb.vocabulary.switches.values():
        said = (
            explained.switch_text(switch, own, width)
            if own
            else provision.switch_text(switch, width)
        )
        sys.stdout.write(f"\n{said}")


def _print_in(predicates: Spoken, readings: Sequence[Switch], found: Sequence[Entry]) -> None:
    """Print readings and entries in another language than that of the laws."""
    from engine.pages import explained

    width = medium().width
    parts = [explained.switch_text(one, predicates, width) for one in readings]
    parts += [explained.text(found, predicates, width)] if found else []
    sys.stdout.write("\n".join(parts))


def _print(
    readings: Sequence[Switch], found: Sequence[Entry], words: Sequence[ByWord], form: str
) -> None:
    from engine.pages import by_word, provision

    match form:
        case "json":
            value = [provision.switch_object(one) for one in readings]
            value += [provision.as_object(entry) for entry in found]
            value += [by_word.as_object(one) for one in words]
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        case "md":
            for one in readings:
                sys.stdout.write(provision.switch_markdown(one))
            sys.stdout.write(provision.markdown(found))
            sys.stdout.write(by_word.markdown(words))
        case _:
            width = medium().width
            parts = [provision.switch_text(one, width, cited=True) for one in readings]
            parts += [provision.text(found, width)] if found else []
            parts += [by_word.text(one, width) for one in words]
            sys.stdout.write("\n".join(parts))
