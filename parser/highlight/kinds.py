"""Which terminals of the grammar are shown alike. Data only."""

from typing import Literal

Kind = Literal[
    "declaration",
    "property",
    "connective",
    "attribute",
    "function",
    "operator",
    "punctuation",
    "id",
    "name",
    "variable",
    "quantity",
    "day",
    "text",
    "answer",
    "slot",
    "sentence",
    "comment",
    "blank",
]

_ALIKE: dict[Kind, str] = {
    "declaration": (
        "_LAW _KIND _NAMES _VOCABULARY _TABLE _PROVISION _READING _RULE _IMPOSSIBLE "
        "_PARAMETER _BACKGROUND _CASE"
    ),
    "property": (
        "_PUBLISHED _SOURCE _RETRIEVED _CONSOLIDATED _OURS _IN_FORCE _UNTIL _USES "
        "_OVERLAY _CALENDAR _CITES _SAYS _READS _CONFIDENCE _MARK _NOTWITHSTANDING "
        "_SUBJECT_TO _INSTEAD_OF _UNDER _DEFAULT PRESUMED PROVED _ALTERNATIVE _FROM _AS_OF "
        "_MEANING _GIVEN _EXPECT _BY WHAT ASKS HELP _ALSO_CALLED LOWER UPPER "
        "_REMEDY UNSEEN _BODY _LIMIT AGAINST"
    ),
    "connective": (
        "_IF _AND _UNLESS _THAT FALSE QUANTIFIER _WHERE CLOSES OPENS CLOSES_PLURAL "
        "CLOSES_ALL ARE_GIVEN"
    ),
    "attribute": "GIVEN LISTED IRREFLEXIVE ELSE_NO DECIDED SINGLE ASKED AS ALL ALSO",
    "function": (
        "BETWEEN CHOICE PART DAY_IN OF ROUNDED ROUNDED_TO WORKING _TO AGGREGATE_OF "
        "_COVERED _AND_ALSO _OR_ELSE TODAY"
    ),
    "operator": "OP _EQUALS PLUS MINUS STAR SLASH PERCENT _IS_BETWEEN ONE_OF",
    "punctuation": "_COMMA _COLON _LPAR _RPAR OPEN CLOSE _ALSO LABEL _STRAY",
    "id": "ID ROLE",
    "name": "NAME",
    "variable": "REFERENCE",
    "quantity": "QUANTITY NUMBERS VALUE",
    "day": "DATE",
    "text": "TEXT",
    "answer": "ANSWER",
    "sentence": "TEMPLATE COLUMNS SENTENCE",
}

KINDS: dict[str, Kind] = {
    terminal: kind for kind, terminals in _ALIKE.items() for terminal in terminals.split()
}
"""The kind of each terminal that stands for something written."""

UNWRITTEN = frozenset({"_NL", "_INDENT", "_DEDENT", "_COMPARE", "_AGGREGATE"})
"""The terminals that tell the grammar how lines and comparisons stand."""
