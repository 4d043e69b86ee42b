"""Answers that were written as JSON, read back and derived again, step by step."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.answers.ask import ask, read_question, world
from engine.answers.reply import Answer
from engine.answers.world import World
from engine.pages.as_json import OLDER, SCHEMA, reply_object
from engine.pages.beside_object import beside_object
from engine.pages.from_json import Changed, nodes_from
from engine.pages.json_values import Malformed
from engine.proof.checker.conflict import verify_conflict
from engine.proof.checker.verify import InvalidProof, verify
from engine.proof.identity import clause_id
from engine.rails.presumed import undenied, with_known
from kb.base import KnowledgeBase
from parser.datalog.tree import Rule
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import SourceError

Read = Mapping[str, Any]


class Refused(Exception):
    """An answer that does not stand: why, and the identity of the node at fault if it is one."""

    def __init__(self, reason: str, identity: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.identity = identity


def answers_from(text: str) -> list[Read]:
    """Return the answers of a file; raises Malformed for what is no such file."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"it is no JSON: {error}") from error
    answers = found if isinstance(found, list) else [found]
    for one in answers:
        if isinstance(one, dict) and one.get("schema") in OLDER:
            raise Malformed(
                f"it is in the older form `{one['schema']}`, and this version reads `{SCHEMA}`:"
                " ask again with `zakonik ask … --format json`, and verify that answer"
            )
        if not isinstance(one, dict) or one.get("schema") != SCHEMA:
            raise Malformed(f"it holds no answers in the form `{SCHEMA}`")
        missing = [key for key in ("question", "as_of", "under", "nodes") if key not in one]
        if missing:
            raise Malformed(f"an answer has no `{missing[0]}`")
    return answers


def verified(kb: KnowledgeBase, read: Read, case: Case) -> int:
    """Check an answer about `case` that was read from JSON; return how many nodes it has.

    Every node must have the identity under which it stands and rest on clauses of the rule base;
    the independent checker derives each proof again; and the question, asked anew, must come out
    the same. Raises Refused with what does not stand, Malformed for what is no answer.
    """
    try:
        day = date.fromisoformat(read["as_of"])
        case = replace(case, under={**read["under"]}, as_of=day)
        question = read_question(kb, str(read["question"]), case, day)
    except (ValueError, TypeError) as error:
        raise Malformed(f"the answer is malformed: {error}") from error
    except SourceError as error:
        raise Refused(f"the question does not fit: {error.diagnostics[0].message}") from error
    if isinstance(question, Answer):
        if read.get("verdict") != "silent":
            raise Refused("the rule base does not know what was asked")
        return 0
    _derive_again(kb, read, question, case, day)
    _ask_again(kb, read, question, case)
    return len(read["nodes"])


def _derive_again(kb: KnowledgeBase, read: Read, question: Question, case: Case, day: date) -> None:
    where = world(kb, question, case, day, "reference")
    clauses = {clause_id(rule, {}): rule for rule in _clauses(where)}
    names: dict[int, str] = {}
    try:
        nodes = nodes_from(read["nodes"], clauses)
        if any(one["verdict"] == "yes" and one["proof"] is None for one in _answers(read)):
            raise Refused("a yes without a proof shows nothing")
        roots = [identity for one in _answers(read) for identity in _roots(one)]
        missing = next((one for one in roots if one not in nodes), None)
        if missing is not None:
            raise Changed(missing, "it is not there")
        names.update((id(node), identity) for identity, node in nodes.items())
        for one in _answers(read):
            for root in _own(one):
                verify(nodes[root], where.railed, where.facts)
            for both in one["conflicts"]:
                left, right = nodes[both["left"]], nodes[both["right"]]
                verify_conflict(left, right, where.railed, where.facts)
    except Changed as error:
        raise Refused(error.reason, error.identity) from error
    except InvalidProof as error:
        raise Refused(error.reason, names.get(id(error.node), "")) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise Malformed(f"the answer is malformed: {error!r}") from error


def _answers(read: Read) -> Sequence[Read]:
    """Return the answers that a reply has: its own, or that of each row, or why there is none."""
    rows: Sequence[Read] = read.get("rows", (read,))
    return [*rows, read["none"]] if "none" in read else rows


def _clauses(where: World) -> Iterator[Rule]:
    """Yield the clauses of which proofs are made: as written, in cases, and without denials."""
    yield from where.railed.program.rules
    yield from with_known(where.railed, {}).program.rules
    for pred in where.facts.denied:
        yield from undenied(where.railed, pred).program.rules


def _own(answer: Read) -> list[str]:
    proof = [answer["proof"]] if answer["proof"] is not None else []
    return [*proof, *answer["routes"]]


def _roots(answer: Read) -> list[str]:
    sides = [one[side] for one in answer["conflicts"] for side in ("left", "right")]
    return [*_own(answer), *sides]


def _ask_again(kb: KnowledgeBase, read: Read, question: Question, case: Case) -> None:
    reply = ask(kb, question, case)
    beside = beside_object(kb, case, reply, "pydatalog") if "beside" in read else None
    again = json.loads(json.dumps(reply_object(reply, kb.predicates, case.title, beside)))
    for key, value in again.items():
        if key not in ("case", "nodes") and _differ(read.get(key), value):
            raise Refused(f"asked again, the answer has another `{key}`")
    for identity, node in again["nodes"].items():
        if _differ(read["nodes"].get(identity), node):
            raise Refused("asked again, it says something else", identity)


def _differ(one: Any, other: Any) -> bool:
    return bool(_without_folders(one) != _without_folders(other))


def _without_folders(found: Any) -> Any:
    """Return JSON without the folders of files, which differ from one machine to the next."""
    match found:
        case dict():
            return {
                key: str(value).replace("\\", "/").rsplit("/", 1)[-1]
                if key == "file"
                else _without_folders(value)
                for key, value in found.items()
            }
        case list():
            return [_without_folders(one) for one in found]
        case _:
            return found
