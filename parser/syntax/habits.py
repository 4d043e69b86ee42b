"""What people write in a condition out of habit, and what is meant by it. Data only.

Each entry finds one habit and says how it is written here. Whether the author meant that is for
`parser/syntax/meant.py` to find out: an entry counts only where the line, written as it says, can
be read. The order matters where two entries would do.
"""

import re
from collections.abc import Callable, Mapping

from parser.frozen import dataclass

Groups = Mapping[str, str]
"""The named parts of what was found; `odd` is what a message points at."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit, how it is recognised, and what is meant.

    `written` is looked for in a condition without its connective, with `odd` for the words that
    differ (else all that it finds). `meant` takes the place of what was found. `message` and
    `advice` may speak of `{odd}` and the other groups, `advice` also of `{line}`, the whole
    condition as it should be. What is `sure` is told even where nothing can check it.
    """

    code: str
    written: re.Pattern[str]
    meant: str | Callable[[Groups], str]
    message: str
    advice: str = "write `{line}`"
    sure: bool = False


def _find(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)


def _iso(groups: Groups) -> str:
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(groups["month"].lower()))
    return f"{groups['year']}-{month:02}-{int(groups['day']):02}"


_COMPARED = {
    "is less than or equal to": "<=",
    "is smaller than or equal to": "<=",
    "is greater than or equal to": ">=",
    "is more than or equal to": ">=",
    "is not less than": ">=",
    "is no less than": ">=",
    "is not fewer than": ">=",
    "is not below": ">=",
    "is not before": ">=",
    "is no earlier than": ">=",
    "is not more than": "<=",
    "is no more than": "<=",
    "is not greater than": "<=",
    "is not over": "<=",
    "is not above": "<=",
    "is not after": "<=",
    "is no later than": "<=",
    "does not exceed": "<=",
    "is on or before": "<=",
    "is on or after": ">=",
    "on or before": "<=",
    "on or after": ">=",
    "is less than": "<",
    "is fewer than": "<",
    "is smaller than": "<",
    "is lower than": "<",
    "is shorter than": "<",
    "is under": "<",
    "is below": "<",
    "is before": "<",
    "is earlier than": "<",
    "is more than": ">",
    "is greater than": ">",
    "is larger than": ">",
    "is bigger than": ">",
    "is higher than": ">",
    "is longer than": ">",
    "is over": ">",
    "is above": ">",
    "is after": ">",
    "is later than": ">",
    "exceeds": ">",
    "is at least": ">=",
    "is at most": "<=",
    "is up to": "<=",
    "is until": "<=",
    "is since": ">=",
    "is not the same as": "!=",
    "is not equal to": "!=",
    "does not equal": "!=",
    "is different from": "!=",
    "is other than": "!=",
    "differs from": "!=",
    "is the same as": "=",
    "is equal to": "=",
    "same as": "=",
    "equals": "=",
    "before": "<",
    "after": ">",
    "since": ">=",
    "is not": "!=",
    "isn't": "!=",
    "are not": "!=",
}
"""How comparisons are said in words; what is longer stands before what it begins with."""

_IN_SENTENCES = {
    "no less than": ">=",
    "not less than": ">=",
    "no more than": "<=",
    "not more than": "<=",
    "less than": "<",
    "fewer than": "<",
    "more than": ">",
    "at least": ">=",
    "at most": "<=",
    "up to": "<=",
    "over": ">",
    "under": "<",
    "before": "<",
    "after": ">",
}
_LITERAL = r"[£€$]?\d[\d,.]*(?:-\d\d-\d\d)?(?: ?%| [A-Z]{3}\b| (?:years?|months?|weeks?|days?)\b)?"
_FUNCTIONS = {
    "max": "(greater of {a} and {b})",
    "maximum": "(greater of {a} and {b})",
    "min": "(lesser of {a} and {b})",
    "minimum": "(lesser of {a} and {b})",
}
_ROUNDED = {
    "round": "rounded",
    "floor": "rounded down",
    "ceil": "rounded up",
    "ceiling": "rounded up",
    "trunc": "rounded down",
    "int": "rounded down",
}
_ARTICLE = r"an? [\w-]+"


def _compared(phrase: str, operator: str) -> Habit:
    return Habit(
        "words-for-operator",
        _find(rf"^(?P<a>.+?) (?P<odd>{re.escape(phrase)}) (?P<b>.+)$"),
        f"{{a}} {operator} {{b}}",
        "`{odd}` compares nothing here",
    )


def _limited(phrase: str, operator: str) -> Habit:
    return Habit(
        "limit-in-sentence",
        _find(rf"^(?P<x>.+ )(?P<odd>{phrase}) (?P<v>{_LITERAL})(?P<y>.*)$"),
        "{x}{v}{y}",
        "`{odd}` is no part of this sentence",
        "leave the value open, `a NOUN`, and compare it on a line of its own: "
        f"`and the NOUN {operator} {{v}}`",
    )


HABITS: tuple[Habit, ...] = (
    Habit(
        "stray-end",
        _find(r"^(?P<a>.*[^\s.;,:])\s*(?P<odd>[.;,]+)$"),
        "{a}",
        "no `{odd}` ends a line",
        "remove it: write `{line}`",
    ),
    Habit(
        "stray-connective",
        _find(r"^(?P<odd>unless|except(?: if| when)?) (?P<a>.+)$"),
        "{a}",
        "`{odd}` follows another word that begins a condition",
        "begin the line with one of them: `unless {line}`",
    ),
    Habit(
        "stray-connective",
        _find(r"^(?P<odd>if|and|when|where|whenever|that|also|provided that) (?P<a>.+)$"),
        "{a}",
        "`{odd}` follows another word that begins a condition",
        "leave it out: write `{line}`",
    ),
    Habit(
        "date-in-words",
        _find(
            r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?"
            rf"(?P<month>{_MONTH})\b\.?,? (?P<year>\d{{4}})\b"
        ),
        _iso,
        "`{odd}` is not written as a date is here",
        "write year-month-day: `{line}`",
    ),
    Habit(
        "date-in-words",
        _find(
            rf"\b(?P<month>{_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"
        ),
        _iso,
        "`{odd}` is not written as a date is here",
        "write year-month-day: `{line}`",
    ),
    Habit(
        "share-form",
        _find(r"\b(?P<n>\d+(?:\.\d+)?)(?P<odd> (?:%|percent\b|per cent\b|pct\b))"),
        "{n}%",
        "a share is a number with `%` right behind it",
    ),
    Habit(
        "decimal-comma",
        _find(r"(?P<n>\d)(?P<odd>,)(?P<f>\d{1,2})(?!\d)"),
        "{n}.{f}",
        "a comma stands between thousands, a point before decimals",
    ),
    Habit(
        "today-form",
        _find(
            r"\b(?P<odd>today's date|(?:the )?(?:current|present) (?:date|day)|"
            r"(?:the )?date of today|now|this day|(?:the )?evaluation date)(?!\w)"
        ),
        "today",
        "the day of the question is called `today`",
    ),
    *(
        Habit(
            "function-form",
            _find(rf"\b(?P<odd>{name}) ?\((?P<a>[^(),]+), ?(?P<b>[^(),]+)\)"),
            meant,
            "`{odd}` is no function here",
        )
        for name, meant in _FUNCTIONS.items()
    ),
    *(
        Habit(
            "function-form",
            _find(rf"\b(?P<odd>{name}) ?\((?P<a>[^(),]+)\)"),
            f"({{a}} {meant})",
            "`{odd}` is no function here",
        )
        for name, meant in _ROUNDED.items()
    ),
    Habit(
        "operator-form",
        _find(r"(?P<odd>\b(?:not|is) ?=)"),
        lambda groups: "=" if groups["odd"].lower().startswith("is") else "!=",
        "`{odd}` is no comparison",
    ),
    Habit(
        "age-form",
        _find(
            r"^(?P<a>.+?) (?P<odd>(?:is|was) (?:at least |over |more than |older than |aged )?"
            r"(?P<n>\d+) years?(?: or (?:more|older|over))?(?: old| of age)?"
            r"(?: or (?:more|older))?)$"
        ),
        "the years from the birthday to today >= {n}",
        "an age is counted in years from a birthday",
        "have a sentence introduce `a birthday`, and write `{line}` on the next line",
        sure=True,
    ),
    Habit(
        "age-form",
        _find(
            r"^(?P<a>.+?) (?P<odd>(?:is|was) (?:under|below|less than|younger than|not yet) "
            r"(?P<n>\d+) years?(?: old| of age)?)$"
        ),
        "the years from the birthday to today < {n}",
        "an age is counted in years from a birthday",
        "have a sentence introduce `a birthday`, and write `{line}` on the next line",
        sure=True,
    ),
    Habit(
        "aggregate-form",
        _find(r"^(?P<odd>(?P<f>count|sum|min|max) of .+?)(?: where)? ?(?P<op>[<>!]?=|<|>) ?.+$"),
        "",
        "an aggregate gets a name before it is compared",
        "write `a total = {f} of … where:` with its conditions indented below, and compare "
        "`the total` on the line after them",
        sure=True,
    ),
    Habit(
        "denial-form",
        _find(r"^(?P<odd>not(?: that)?|it is not (?:true|the case) that) (?P<a>.+)$"),
        "it is false that {a}",
        "`{odd}` denies nothing here",
    ),
    Habit(
        "denial-form",
        _find(r"^(?P<odd>nobody|no one|no-one) (?P<a>.+)$"),
        "it is false that a person {a}",
        "`{odd}` denies nothing here",
    ),
    Habit(
        "denial-form",
        _find(r"^(?P<odd>nobody|no one|no-one) (?P<a>.+)$"),
        "it is false that another person {a}",
        "`{odd}` denies nothing here",
        "write `{line}`: `another` is anybody but the first",
    ),
    Habit(
        "denial-form",
        _find(r"^(?P<odd>no) (?P<a>[\w-]+ .+)$"),
        "it is false that a {a}",
        "`{odd}` denies nothing here",
    ),
    Habit(
        "denial-form",
        _find(r"^(?P<odd>no) (?P<a>[\w-]+ .+)$"),
        "it is false that another {a}",
        "`{odd}` denies nothing here",
        "write `{line}`: `another` is anybody but the first",
    ),
    Habit(
        "existence-form",
        _find(
            rf"^(?P<odd>(?:there )?(?:exists?|is|are)) (?P<n>{_ARTICLE})"
            r"(?: (?:who|which|that|such that))? (?P<rest>.+)$"
        ),
        "{n} {rest}",
        "`{odd}` says nothing here: a sentence with `{n}` in it says that there is one",
    ),
    Habit(
        "existence-form",
        _find(
            r"^(?P<odd>(?:there )?(?:exists?|is|are)) an? (?P<n>[\w-]+)"
            r"(?: (?:who|which|that|such that))? (?P<rest>.+)$"
        ),
        "another {n} {rest}",
        "`{odd}` says nothing here: a sentence with `another {n}` in it says that there is one",
    ),
    Habit(
        "existence-form",
        _find(rf"^(?P<odd>(?:there )?exists?|there (?:is|are)) (?P<n>{_ARTICLE})$"),
        "",
        "`{odd}` says nothing here",
        "a sentence of the vocabulary with `{n}` in it says that there is one",
        sure=True,
    ),
    Habit(
        "quantified-noun",
        _find(r"\b(?P<odd>each|every|any|some|all)(?: of)?(?: the)? (?P<n>[\w-]+)"),
        "the {n}",
        "`{odd} {n}` is no term: a rule speaks of anybody whom its conditions fit",
    ),
    Habit(
        "quantified-noun",
        _find(r"\b(?P<odd>each|every|any|some|all)(?: of)?(?: the)? (?P<n>[\w-]+)"),
        "a {n}",
        "`{odd} {n}` is no term: a rule speaks of anybody whom its conditions fit",
    ),
    Habit(
        "possessive-pronoun",
        _find(r"\b(?P<odd>his|her|their|its|whose) (?P<n>[\w-]+)"),
        "the {n}",
        "`{odd}` refers to nothing: each noun stands for itself",
    ),
    *(_compared(phrase, operator) for phrase, operator in _COMPARED.items()),
    Habit(
        "words-for-operator",
        _find(
            r"^(?P<a>the [\w-]+) (?P<odd>is|was|are) "
            rf"(?P<b>{_LITERAL}|today|the [\w-]+|\"[^\"]*\"|(?-i:[A-Z])[\w-]*)$"
        ),
        "{a} = {b}",
        "`{odd}` compares nothing here",
    ),
    Habit(
        "between-form",
        _find(r"^(?P<a>.+?) (?P<odd>(?:lies |falls |was |are )?between) (?P<b>.+)$"),
        "{a} is between {b}",
        "`{odd}` compares only behind `is`",
    ),
    Habit(
        "one-of-form",
        _find(r"^(?P<a>.+?) (?P<odd>is (?:in|any of|either)|in|are one of) (?P<b>.+)$"),
        "{a} is one of {b}",
        "`{odd}` compares nothing here",
    ),
    Habit(
        "within-form",
        _find(
            r"^(?P<a>.+?) (?P<odd>(?:is |was )?within) (?P<n>\S+ \S+) (?:of|after|from) (?P<b>.+)$"
        ),
        "{a} <= {b} + {n}",
        "`{odd}` compares nothing here",
        "write `{line}`, and `{a} >= {b}` on a line of its own",
    ),
    Habit(
        "within-form",
        _find(r"(?P<odd>within) (?P<n>\S+ \S+) (?:of|after|from) (?P<b>.+)$"),
        "{b} + {n}",
        "`{odd}` is no calculation",
    ),
    *(_limited(phrase, operator) for phrase, operator in _IN_SENTENCES.items()),
    Habit(
        "two-conditions",
        _find(r"^(?:either )?(?P<a>.+?),? (?P<odd>and ?/ ?or|or(?: else)?) (?P<b>.+)$"),
        "{a}",
        "`{odd}` does not join conditions on one line",
        "put the alternatives under `any of:`, each a whole condition on a line of its own, "
        "indented: `{line}` is the first",
    ),
    Habit(
        "two-conditions",
        _find(r"^(?:both )?(?P<a>.+?),? (?P<odd>and|but|as well as|&+) (?P<b>.+)$"),
        "{a}",
        "`{odd}` does not join conditions on one line",
        "write `{line}`, and the other on the next line, starting with `and`: each is a whole "
        "condition",
    ),
    Habit(
        "two-conditions",
        _find(
            r"^(?P<a>.+?),? (?P<odd>unless|except(?: if| when)?|but not|provided that|if|when) "
            r"(?P<b>.+)$"
        ),
        "{a}",
        "`{odd}` begins a line of its own",
        "write `{line}`, and what follows on the next line, starting with `and` or `unless`",
    ),
    Habit(
        "two-conditions",
        _find(r"^(?P<a>.+?),? (?P<odd>then|else|otherwise|,? ?=>|implies) (?P<b>.+)$"),
        "{a}",
        "`{odd}` begins nothing here",
        "the conclusion is the first line of a rule, its conditions follow with `if`; what holds "
        "otherwise is another rule",
    ),
    Habit(
        "compared-sentences",
        _find(
            r"^(?P<a>.+? (?:is|are|was|were|has|have|can|may|must) .+?) (?P<odd>!=|==?|<>) "
            r"(?P<b>.+ (?:is|are|was|were|has|have|can|may|must) .+)$"
        ),
        "{a}",
        "`{odd}` compares values, and these are sentences",
        "write each on a line of its own, with `it is false that` before the one that must not "
        "hold",
        sure=True,
    ),
)
