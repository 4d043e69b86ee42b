"""Ids -> what there is to say about the rules, constraints and noted provisions of that name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kb.base import KnowledgeBase
from kb.entry import ConstraintEntry, Entry, NoteEntry, RowEntry, RuleEntry, Tried
from kb.from_files import load_cases
from parser.resolved.law_tree import (
    Aggregates,
    Compares,
    Constraint,
    Group,
    Holds,
    Item,
    Law,
    Listed,
    Note,
    Rule,
)
from parser.resolved.suggestions import nearest_word
from parser.resolved.tree import Case, Constant, Sentence
from parser.resolved.vocabulary import GroundAtom
from parser.resolved.wording import template_text
from parser.text.diagnostic import Diagnostic, SourceError
from parser.text.source import read_source
from parser.text.span import NOWHERE
from parser.words.sentence import sentence

_PROPERTY = re.compile(
    r"\s*(cites|says|reads|remedy|confidence|in force|notwithstanding|subject to|under"
    r"|instead of)\b"
)
_ITEM = re.compile(r"\s*\(\w{1,5}\)$")
"""The label of an item, as a proof prints it behind the id of its rule."""

_SAID = re.compile(r'(?:[^"#]|"[^"]*"?)*')
"""A line up to a comment; what is quoted belongs to it."""

_PART = re.compile(r"[a-z]\d*|[-.][\w]+")

ID = re.compile(r"\b[A-Z][A-Z0-9]*(?:-[A-Z]{1,6}|-\d+)*-(?:\d+|[A-Z]{1,6})\b")
"""What the id of a provision looks like where a citation names it: `ENT-2`, `VF-EU`."""


def entries(kb: KnowledgeBase, wanted: str) -> tuple[Entry, ...]:
    """Return what there is to say about an id: the rule, note or row of that name, and its parts.

    The parts of `ENT-2` are `ENT-2a`, `ENT-2b` …; those of `TRP-CON` are all `TRP-CON-1` … and
    their parts. What bears the very id comes first. Raises SourceError, with the nearest ids, if
    there is none.
    """
    found = [one for one in _all(kb) if _belongs(_id(one[1]), wanted)]
    rows = tuple(_rows(kb, wanted))
    if not found and not rows:
        raise SourceError((_unknown(kb, wanted),))
    cases = tuple(_tried(kb)) if any(isinstance(one, Rule) for _, one in found) else ()
    found.sort(key=lambda one: _id(one[1]).casefold() != wanted.strip().casefold())
    return (*(_entry(kb, law, one, cases) for law, one in found), *rows)


def every_entry(kb: KnowledgeBase, cases: Iterable[Case]) -> Iterator[Entry]:
    """Yield what there is to say about each rule, note and constraint, in the order of the files.

    `cases` are the worked cases that may name them.
    """
    tried = tuple(_expecting(cases))
    for law, one in _all(kb):
        yield _entry(kb, law, one, tried)


def listed_rows(kb: KnowledgeBase) -> Iterator[RowEntry]:
    """Yield the rows of tables, once for each id that their citations name."""
    for law in kb.laws:
        for row in law.listed:
            for cited in ID.findall(row.cites):
                yield _row_entry(kb, law, cited, row)


def has_entry(kb: KnowledgeBase, wanted: str) -> bool:
    """Tell whether a rule, a provision, a row of a table or a part of one has this id."""
    return any(_belongs(_id(one), wanted) for _, one in _all(kb)) or any(_rows(kb, wanted))


def _rows(kb: KnowledgeBase, wanted: str) -> Iterator[RowEntry]:
    for law in kb.laws:
        for row in law.listed:
            cited = next((one for one in ID.findall(row.cites) if _belongs(one, wanted)), None)
            if cited is not None:
                yield _row_entry(kb, law, cited, row)


def _row_entry(kb: KnowledgeBase, law: Law, cited: str, row: Listed) -> RowEntry:
    every = (rule for each in kb.laws for rule in each.rules)
    pred = row.sentence.predicate
    feeds = _once(one.provision.rule for one in every if pred in predicates_in(one.body))
    return RowEntry(law, cited, row, _said(kb, row), feeds)


def _said(kb: KnowledgeBase, row: Listed) -> str:
    values = tuple(arg.value for arg in row.sentence.args if isinstance(arg, Constant))
    return sentence(GroundAtom(row.sentence.predicate, values), kb.predicates)


def ids(kb: KnowledgeBase) -> Iterator[tuple[Law, str, str]]:
    """Yield law, id and title of every rule, note and constraint, in the order of the files."""
    for law, one in _all(kb):
        title = one.title if isinstance(one, Note) else one.provision.title
        yield law, _id(one), title


def _all(kb: KnowledgeBase) -> Iterator[tuple[Law, Rule | Note | Constraint]]:
    for law in kb.laws:
        found: list[Rule | Note | Constraint] = [*law.rules, *law.notes, *law.constraints]
        for one in sorted(found, key=lambda each: each.span.start):
            yield law, one


def _id(one: Rule | Note | Constraint) -> str:
    return one.provision if isinstance(one, Note) else one.provision.rule


def _belongs(found: str, wanted: str) -> bool:
    """Tell whether an id is the wanted one or a part of it.

    >>> _belongs("ENT-2a", "ENT-2"), _belongs("ENT-21", "ENT-2"), _belongs("trp-con-1", "TRP-CON")
    (True, False, True)
    >>> _belongs("CIT-ADM-3", "CIT-ADM-3 (a)"), _belongs("tax.R-1", "R-1")
    (True, True)
    """
    one, other = found.casefold(), _ITEM.sub("", wanted.strip()).casefold()
    if not one.startswith(other):
        _, _, apart = one.partition(".")  # behind the law, where two have the id
        return apart == other and bool(apart)
    rest = one[len(other) :]
    return not rest or _PART.fullmatch(rest) is not None or rest.startswith("-")


def _entry(
    kb: KnowledgeBase, law: Law, one: Rule | Note | Constraint, cases: Sequence[Tried]
) -> Entry:
    if isinstance(one, Note):
        return NoteEntry(law, one)
    if isinstance(one, Constraint):
        return ConstraintEntry(law, one, rule_text(one))
    rule = one
    every = [each for each_law in kb.laws for each in each_law.rules]
    read = tuple(dict.fromkeys(predicates_in(rule.body)))
    predicates = [kb.predicates[name] for name in read]
    name = rule.provision.rule
    subject = {other for other, _ in rule.subject_to}
    over = {other for other, _ in rule.notwithstanding}
    return RuleEntry(
        law,
        rule,
        rule_text(rule),
        tuple(template_text(p) for p in predicates if p.origin == "given"),
        tuple((template_text(p), p.authority) for p in predicates if p.origin == "decided"),
        tuple(template_text(p) for p in predicates if p.origin == "listed"),
        _once(each.provision.rule for each in every if each.head.predicate in read),
        _once(
            each.provision.rule
            for each in every
            if each.provision.rule in over or name in {other for other, _ in each.subject_to}
        ),
        _once(
            each.provision.rule
            for each in every
            if each.provision.rule in subject
            or name in {other for other, _ in each.notwithstanding}
        ),
        _once(
            each.provision.rule for each in every if name in {other for other, _ in each.instead_of}
        ),
        _once(
            each.provision.rule for each in every if rule.head.predicate in predicates_in(each.body)
        ),
        tuple(tried for tried in cases if name in tried.expectation.by),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def predicates_in(items: Sequence[Item]) -> Iterator[str]:
    """Yield the predicates of which conditions speak, inside groups and aggregates too."""
    return (sentence.predicate for sentence in sentences_in(items))


def sentences_in(items: Sequence[Item]) -> Iterator[Sentence]:
    """Yield the sentences of conditions, inside groups and aggregates too."""
    for item in items:
        match item.condition:
            case Holds(sentence):
                yield sentence
            case Aggregates(items=inner) | Group(items=inner):
                yield from sentences_in(inner)
            case Compares():
                pass


def rule_text(rule: Rule | Constraint) -> tuple[str, ...]:
    """Return the lines of a rule's conclusion and conditions as its file has them, uncommented.

    There are none if the file cannot be read any more.
    """
    try:
        every = read_source(rule.span.file).splitlines()
    except SourceError:
        return ()
    said, lines = every[rule.span.line - 1 : rule.span.line], every[rule.span.line :]
    if said and said[0].startswith(" "):  # a line of the vocabulary that says so by `single`
        return (said[0].strip(),)
    body: list[str] = []
    for line in lines:
        if line.strip() and not line.startswith((" ", "\t")):
            break
        if line.strip() and not line.strip().startswith("#") and not _PROPERTY.match(line):
            body.append(_without_comment(line))
    margin = min((len(line) - len(line.lstrip()) for line in body), default=0)
    return tuple(line[margin:] for line in body)


def _without_comment(line: str) -> str:
    """Return a line of a law without the comment behind it, which is for its authors.

    >>> _without_comment('    and the name != "A # B"  # no case can notice dropped: why')
    '    and the name != "A # B"'
    """
    said = _SAID.match(line)
    return (said[0] if said else line).rstrip()


def _tried(kb: KnowledgeBase) -> Iterator[Tried]:
    """Yield the expectations of the worked cases of `kb` that name the rules of their answers."""
    return _expecting(case for path in kb.cases for case in load_cases(path, kb))


def _expecting(cases: Iterable[Case]) -> Iterator[Tried]:
    for case in cases:
        for expectation in case.expectations:
            if expectation.by:
                yield Tried(case, expectation)


def _unknown(kb: KnowledgeBase, wanted: str) -> Diagnostic:
    known = [one for _, one, _ in ids(kb)]
    known += [one for law in kb.laws for row in law.listed for one in ID.findall(row.cites)]
    near = nearest_word(wanted.upper(), known)
    advice = f"did you mean `{near}`?" if near else "`zakonik explain` lists all of them"
    return Diagnostic(
        "unknown-id", f"no rule or provision is called `{wanted}`", NOWHERE, help=advice
    )
