"""Two versions compared, as data."""

import json
from typing import Any

from engine.answers.changed_answers import AnswerChange, Said
from engine.pages.changes.compared import Compared
from engine.pages.changes.reasons import both_reasons
from kb.changes.change import Change

SCHEMA = "zakonik/diff/1"


def render(found: Compared) -> str:
    """Write what two versions say and answer differently as one JSON object."""
    answers = found.answers
    value: dict[str, Any] = {
        "schema": SCHEMA,
        "old": {"label": found.old.label, "version": found.old.kb.version},
        "new": {"label": found.new.label, "version": found.new.kb.version},
        "changes": [_change(found, one) for one in found.changes],
        "answers": None,
        "register": None,
    }
    if answers is not None:
        value["answers"] = {
            "cases": answers.cases,
            "questions": answers.questions,
            "asked": answers.asked,
            "changes": [_answer(found, one) for one in answers.changes],
            "unread": [
                {"file": one.file, "case": one.case, "in": "old" if one.in_old else "new"}
                | {"why": one.why}
                for one in answers.unread
            ],
        }
    if found.register is not None:
        value["register"] = {
            "cases": found.register.cases,
            "changes": [
                {"question": one.question, "old": one.old, "new": one.new}
                | {"cases": one.cases, "keys": list(one.keys)}
                for one in found.register.changes
            ],
        }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _change(found: Compared, one: Change) -> dict[str, Any]:
    return {
        "what": one.what,
        "how": one.how,
        "id": one.id,
        "law": one.law,
        "title": one.title,
        "weighs": one.weighs,
        "old_place": found.old.spot(one.old),
        "new_place": found.new.spot(one.new),
        "details": [{"part": each.part, "old": each.old, "new": each.new} for each in one.details],
    }


def _answer(found: Compared, one: AnswerChange) -> dict[str, Any]:
    old, new = both_reasons(one.old, one.new, found.old.kb.predicates, found.new.kb.predicates)
    return {
        "file": one.file,
        "line": one.line,
        "case": one.case,
        "question": one.question,
        "same_answer": one.same_answer,
        "old": _said(one.old, old),
        "new": _said(one.new, new),
    }


def _said(said: Said, reasons: tuple[str, ...]) -> dict[str, Any]:
    return {"answer": said.words, "rules": list(said.rules), "reasons": list(reasons)}
