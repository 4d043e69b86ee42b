"""`zakonik explain`: a rule or provision in plain words, what a word occurs in, or all ids."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from engine.commands.options import add_laws, knowledge
from engine.commands.terminal import medium
from kb.by_word import ByWord
from kb.entry import Entry
from parser.resolved.vocabulary import Switch


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
    parser.add_argument("--format", choices=("text", "md", "json"), default="text")


def run(args: Namespace) -> None:
    """Print what there is to say about each id, or the ids of every law."""
    from dataclasses import replace

    from engine.pages import provision
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
    for law in kb.laws:
        sys.stdout.write(f"{law.id}: {law.title}\n")
        for each, one, title in listed:
            if each is law:
                sys.stdout.write(f"  {one}  {title}\n")
    for switch in switches.values():
        sys.stdout.write("\n" + provision.switch_text(switch, medium().width))


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
