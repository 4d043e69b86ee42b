"""Our kinds of stretches -> a TextMate grammar, for editors that colour a file by patterns alone.

Patterns know no vocabulary and see one line at a time, so they leave more plain than our own
lexer; what they do colour agrees with it (`tests/parser/highlight/test_textmate.py`).
"""

import json
from typing import Any

from parser.highlight.kinds import Kind

SCOPES: dict[Kind, str] = {
    "declaration": "keyword.declaration.zakonik",
    "property": "keyword.other.property.zakonik",
    "connective": "keyword.control.zakonik",
    "attribute": "storage.modifier.zakonik",
    "function": "support.function.zakonik",
    "operator": "keyword.operator.zakonik",
    "id": "entity.name.type.zakonik",
    "name": "constant.other.name.zakonik",
    "variable": "variable.other.zakonik",
    "quantity": "constant.numeric.zakonik",
    "day": "constant.numeric.date.zakonik",
    "text": "string.quoted.double.zakonik",
    "answer": "constant.language.zakonik",
    "slot": "variable.parameter.zakonik",
    "comment": "comment.line.number-sign.zakonik",
}
"""What editors call each kind; words of sentences and punctuation have no scope."""

_ID = r'[^\s",:()#]+'
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SECTIONS = {
    "law": "_law",
    "kind": "_plain",
    "names": "_names",
    "vocabulary": "_vocabulary",
    "table": "_table",
    "provision": "_provision",
    "reading": "_provision",
    "rule": "_rule",
    "impossible": "_rule",
    "parameter": "_plain",
    "background": "_case",
    "case": "_case",
}
_NAMED = frozenset({"law", "rule", "provision", "reading", "impossible", "parameter"})
_TEXTS = "published source cites says reads"


def _one(kind: Kind, match: str) -> dict[str, Any]:
    return {"match": match, "name": SCOPES[kind]}


def _groups(match: str, *kinds: Kind | None) -> dict[str, Any]:
    """Return a pattern whose groups have kinds, in their order."""
    captures = {str(at): {"name": SCOPES[k]} for at, k in enumerate(kinds, 1) if k is not None}
    return {"match": match, "captures": captures}


def _words(words: str) -> str:
    return "|".join(words.split())


_END = r"(?=\s*(?:#|$))"
_COMMENT = _one("comment", "#.*$")
_TEXT = _one("text", r'"[^"]*"')
_DAY = _one("day", r"\b\d{4}-\d{2}(?:-\d{2})?(?![\w-])")
_UNITS = r" {1,4}(?:year|month|week|day)s?\b"
_QUANTITY = _one(
    "quantity",
    rf"(?:(?<![\w.,'\u2019-])|(?<=[ (,:]-))"
    rf"(?:[£€$] ?{_NUMBER}|{_NUMBER}(?:%| [A-Z]{{3}}\b|{_UNITS})?)(?![\w-])",
)
_CALCULATED = (
    r"(?:(?:the|a) +)?(?:(?:earlier|later|greater|lesser|count|sum|min|max|whole part) of"
    r"|(?:(?:first|last) +day of +the +)?(?:year|quarter|month|weekday) of"
    r"|(?:working +)?(?:days|weeks|months|years) from"
    r"|date of +\d+ +[A-Z][a-z]+ +in|rounded(?: up| down)?(?: to the nearest)?)\b"
)
"""What begins a calculation; in a sentence these may be plain words, so they have no scope."""
_PASSED_OVER = {"match": rf"\b{_CALCULATED}"}
_VARIABLE = _one(
    "variable",
    r"\b(?:a|an|the|another) +[a-zà-ž][\w\u2019'-]*(?<!['\u2019]s)(?<![-\u2019'])",
)
_NAME = _one("name", r"\b(?!A\b)[A-ZČĆŠŽĐ][\w-]*")
_SLOT = _one("slot", r"\{(?:\"[^\"]*\"|[^}\"#])*\}")
_INLINE = [_COMMENT, _TEXT, _DAY, _QUANTITY, _PASSED_OVER, _VARIABLE, _NAME]


def grammar() -> dict[str, Any]:
    """Return the grammar, for laws and cases alike."""
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "Zakonik",
        "scopeName": "source.zakonik",
        "patterns": [_COMMENT, *(_section(word) for word in _SECTIONS)],
        "repository": {name: {"patterns": patterns} for name, patterns in _parts().items()},
    }


def _section(word: str) -> dict[str, Any]:
    """Return a declaration: from its keyword to the next line at the margin that says something."""
    named = {"2": {"name": SCOPES["id"]}} if word in _NAMED else {}
    return {
        "begin": rf"^({word})(?![\w-])(?: +({_ID}))?" if word in _NAMED else rf"^({word})(?![\w-])",
        "beginCaptures": {"1": {"name": SCOPES["declaration"]}, **named},
        "end": r"^(?=[^\s#])",
        "patterns": [{"include": f"#{_SECTIONS[word]}"}],
    }


def _parts() -> dict[str, list[dict[str, Any]]]:
    """Return what can stand in each declaration."""
    text_of = _groups(rf'^\s+({_words(_TEXTS)})(?=\s+")', "property")
    in_force = [
        _groups(r"^\s+(in force from)(?=\s+\d)", "property"),
        _groups(r"\s(until)(?=\s+\d)", "property"),
    ]
    provision = [
        _COMMENT,
        text_of,
        *in_force,
        _groups(rf"^\s+(mark|confidence|default|choice)\s+({_ID})", "property", "id"),
    ]
    return {
        "_plain": [_COMMENT, _TEXT],
        "_names": [_COMMENT, _groups(r"\b(also called)\b", "property"), _one("name", r'"[^"]*"')],
        "_law": [
            _COMMENT,
            text_of,
            *in_force,
            _groups(r"^\s+(published|retrieved|consolidated to)(?=\s+\d)", "property"),
            _groups(r"^\s+(calendar)\s+(\"[^\"]*\")", "property", "name"),
            _groups(rf"^\s+(overlay|uses)\s+({_ID})", "property", "id"),
            _TEXT,
            _DAY,
        ],
        "_provision": [*provision, _TEXT],
        "_table": [_COMMENT, text_of, _SLOT, _TEXT],
        "_vocabulary": [
            _COMMENT,
            _groups(r"^\s+(asks|help|proved by)(?=\s+\")", "property"),
            _SLOT,
            _groups(r"(?:\(|, )(given|single|listed|irreflexive|else no)(?=[,)])", "attribute"),
            _groups(r"(?:\(|, )(decided)(?= by )", "attribute"),
            _groups(r"(?:\(|, )(all|also)(?= \")", "attribute"),
            _groups(r"(?:\(|, )(asked)(?= [\w-]+[,)])", "attribute"),
            _TEXT,
            _NAME,
        ],
        "_rule": [
            *provision,
            _groups(r"^\s+(presumed unless the contrary is shown)" + _END, "property"),
            _groups(
                rf"^\s+(notwithstanding|subject to|instead of)\s+({_ID})(?:,\s+({_ID}))?"
                rf"(?:,\s+({_ID}))?(?:,\s+({_ID}))?" + _END,
                "property",
                "id",
                "id",
                "id",
                "id",
            ),
            _groups(rf"^\s+(under)\s+({_ID})(?:\s+({_ID}))?" + _END, "property", "id", "id"),
            _groups(
                r"^\s+(remedy)(?=\s)(?:[^#]*?\s(against(?: refusal of)?)"
                rf"\s+({_ID})(?:,\s+({_ID}))?(?:,\s+({_ID}))?)?" + _END,
                "property",
                "property",
                "id",
                "id",
                "id",
            ),
            *_conditions(),
        ],
        "_case": [
            _COMMENT,
            _groups(r"^\s+(as of)(?=\s+\d)", "property"),
            _groups(r"^\s+(given|expect)" + _END, "property"),
            _groups(rf"^\s+(under)\s+({_ID})(?:\s+({_ID}))?" + _END, "property", "id", "id"),
            _groups(r"^\s+(all facts are given)" + _END, "connective"),
            _groups(r"^\s+(all)\b(?=.*\sare given\s*(?:#|$))", "connective"),
            _groups(r"\b(are given)" + _END, "connective"),
            _groups(
                r"^\s+(it is false that|it is not known whether|all cases where)\b", "connective"
            ),
            *_answers(),
            *_INLINE,
        ],
    }


def _answers() -> list[dict[str, Any]]:
    """Return what stands behind the colon of an expectation; values that are listed stay plain."""
    by = rf"(?:\s+(by)\s+({_ID})" + rf"(?:,\s+({_ID}))?" * 7 + ")?" + _END
    ids: tuple[Kind, ...] = ("id",) * 8
    return [
        _groups(
            rf":\s+(yes|no|unknown|depends|silent|conflict|none){by}", "answer", "property", *ids
        ),
        _groups(rf':\s+(?:[^#"]|"[^"]*")*?{by}', "property", *ids),
    ]


def _conditions() -> list[dict[str, Any]]:
    """Return the lines of a rule."""
    return [
        _groups(
            r"^\s+(?:((?i:if|and|unless|that))(?![\w-])\s*)?(?:\(\w+\)\s*)?"
            r"(?:(it is false that)\b)?",
            "connective",
            "connective",
        ),
        _groups(r"((?:any|all|none|at (?:least|most) \d+) of:)" + _END, "connective"),
        _groups(r"\s(where)(?=:\s*(?:#|$))", "connective"),
        _groups(r"\s(!=|=)\s+(\"[^\"]*\")" + _END, "operator", "name"),
        {"match": r"\sis (?:not )?one of [^#]*"},
        _groups(r"\s(!=|=)\s+the [A-Z][\w-]*" + _END, "operator"),
        _groups(r"\s(<=|>=|!=|<|>|=|\+|\*|/)(?=\s)", "operator"),
        _groups(r"(?:[<>=+-]|[<>!]=) (today)\b", "function"),
        _groups(r"\b(today)(?= (?:<|>|=|!=|<=|>=|\+|-) )", "function"),
        *_INLINE,
    ]


def main() -> None:
    """Print the grammar as JSON."""
    print(json.dumps(grammar(), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
