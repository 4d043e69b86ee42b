"""Syntax tree of a law file -> resolved law: kinds, templates, names, tables and rules."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from parser.resolved.constraints import resolve_constraint
from parser.resolved.declared_names import declared_names
from parser.resolved.law_tree import Constraint, Law, Rule
from parser.resolved.lexicon import (
    BUILT_IN_KINDS,
    Vocabulary,
    add_predicate,
    build,
    clash_problems,
)
from parser.resolved.names import called_together, names_together
from parser.resolved.one_event import one_event
from parser.resolved.rules import check_ids, resolve_note, resolve_remedy, resolve_rule
from parser.resolved.sentences import Reading, reading
from parser.resolved.suggestions import did_you_mean
from parser.resolved.switches import own_switches, switches_of
from parser.resolved.table_files import ReadTable, table_of
from parser.resolved.tables import declare_names, listed_numbers, listed_rows
from parser.resolved.templates import predicate_of
from parser.resolved.trie import names_of
from parser.resolved.vocabulary import VALUE_KINDS, Predicate
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label, SourceError
from parser.text.span import Span


def resolve_law(file: syntax.LawFile, used: Sequence[Law], read_table: Callable[[str], str]) -> Law:
    """Return the law that a file states: every sentence known, every name and noun bound.

    `used` are the laws it uses; `read_table` gives the text of a CSV file beside the file, and
    may raise `OSError` or `UnicodeError`. Raises `SourceError` with all errors of the file.
    """
    law, problems = resolve_law_in_part(file, used, read_table)
    if problems:
        raise SourceError(problems)
    return law


def resolve_law_in_part(
    file: syntax.LawFile, used: Sequence[Law], read_table: Callable[[str], str]
) -> tuple[Law, tuple[Diagnostic, ...]]:
    """Return what of a law can be understood, and all errors of the file, in order.

    What is wrong is left out; what is left may refer to it.
    """
    problems: list[Diagnostic] = []
    _check_uses(file.law, used, problems)
    own, kinds = _kinds(file, used, problems)
    predicates = _predicates(file, used, kinds, problems)
    switches = own_switches(file, used, problems)
    declared = declared_names(file, used, kinds, problems)
    closed = frozenset(declared.closed)
    inherited, further = names_together(used)
    own_called = {
        spelled: {kind: main for kind, (main, _) in kinds.items()}
        for spelled, kinds in declared.called.items()
    }
    called = called_together(used, [])
    for spelled, mains in own_called.items():
        called[spelled] = {**called.get(spelled, {}), **mains}
    vocabulary = build(
        {**{p.name: p for law in used for p in law.predicates.values()}, **predicates},
        {**inherited, **declared.names},
        kinds,
        closed.union(*(law.closed for law in used)),
        switches={**switches_of(used), **{each.id: each for each in switches}},
        further=further,
        called=called,
    )
    tables = _tables(file, vocabulary, read_table, problems)
    everything = dict(vocabulary.names)
    for table in tables:
        closed |= declare_names(table, everything, declared.places, called, problems)
    vocabulary = replace(
        vocabulary,
        names=everything,
        closed=vocabulary.closed | closed,
        spelled=names_of([*everything, *called]),
    )
    problems += clash_problems(vocabulary, file.law.id)
    named = file.law.calendar
    calendar = ""
    if named is not None:
        from parser.resolved.calendars import calendar_text  # only for a law that has one

        calendar = calendar_text(named, read_table, problems) or "unknown"
    reads = reading(vocabulary, problems, calendar)
    listed = tuple(row for table in tables for row in listed_rows(table, reads))
    listed += tuple(row for predicate in predicates.values() for row in listed_numbers(predicate))
    rules = _rules(file, used, reads)
    events = one_event(predicates.values(), file.law)
    constraints = (*_constraints(file, reads), *events)
    names = dict(declared.names)
    names |= {name: kind for name, kind in everything.items() if name not in inherited}
    names |= {name: kind for name, (kind, _) in reads.individuals.introduced.items()}
    law = Law(
        id=file.law.id,
        title=file.law.title,
        published=file.law.published,
        starts=file.law.starts,
        ends=file.law.ends,
        uses=tuple(name for name, _ in file.law.uses),
        kinds=own,
        closed=tuple(sorted(closed)),
        names=names,
        called=declared.called,
        predicates=predicates,
        rules=rules,
        listed=listed,
        notes=tuple(
            resolve_note(each) for each in file.declarations if isinstance(each, syntax.NoteDecl)
        ),
        switches=switches,
        constraints=constraints,
        remedies=tuple(
            remedy
            for each in file.declarations
            if isinstance(each, syntax.RuleDecl | syntax.NoteDecl)
            and (remedy := resolve_remedy(each)) is not None
        ),
        overlay=file.law.overlay,
        provenance=file.law.provenance,
        span=file.law.span,
    )
    return law, tuple(sorted(problems, key=lambda each: _place(each, file.law.span)))


def _place(problem: Diagnostic, law: Span) -> tuple[bool, str, int]:
    """Order errors by place, those of the law file before those of its tables."""
    return problem.at.file != law.file, problem.at.file, problem.at.start


def _check_uses(law: syntax.LawDecl, used: Sequence[Law], problems: list[Diagnostic]) -> None:
    known = {each.id for each in used}
    for name, span in law.uses:
        if name not in known:
            advice = did_you_mean(name, known, "put its file beside this one", problems)
            problems.append(
                Diagnostic("unknown-law", f"there is no law `{name}`", span, help=advice)
            )


def _kinds(
    file: syntax.LawFile, used: Sequence[Law], problems: list[Diagnostic]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the kinds that the file declares, and all that it may use."""
    own: dict[str, Span] = {}
    for declaration in file.declarations:
        if not isinstance(declaration, syntax.KindDecl):
            continue
        kind = declaration.name.casefold()
        if kind in VALUE_KINDS or kind in BUILT_IN_KINDS or kind in own:
            labels = (Label(own[kind], "declared here"),) if kind in own else ()
            problems.append(
                Diagnostic(
                    "duplicate-kind",
                    f"there is a kind `{kind}` already",
                    declaration.span,
                    labels,
                    "leave this line out" if kind in own else "it is built in: leave this line out",
                )
            )
        own.setdefault(kind, declaration.span)
    return tuple(own), BUILT_IN_KINDS.union(own, *(law.kinds for law in used))


def _predicates(
    file: syntax.LawFile,
    used: Sequence[Law],
    kinds: frozenset[str],
    problems: list[Diagnostic],
) -> dict[str, Predicate]:
    known = {each.name: each for law in used for each in law.predicates.values()}
    inherited = set(known)
    for declaration in file.declarations:
        if isinstance(declaration, syntax.Template):
            predicate = predicate_of(declaration, kinds, file.law.id, problems)
            if predicate is not None:
                add_predicate(predicate, known, problems)
    return {name: each for name, each in known.items() if name not in inherited}


def _tables(
    file: syntax.LawFile,
    vocabulary: Vocabulary,
    read: Callable[[str], str],
    problems: list[Diagnostic],
) -> list[ReadTable]:
    reads: Reading = reading(vocabulary, problems)
    found = (
        table_of(declaration, read, reads)
        for declaration in file.declarations
        if isinstance(declaration, syntax.TableDecl)
    )
    return [table for table in found if table is not None]


def _rules(file: syntax.LawFile, used: Sequence[Law], reads: Reading) -> tuple[Rule, ...]:
    written = [
        d
        for d in file.declarations
        if isinstance(d, syntax.RuleDecl | syntax.NoteDecl | syntax.ImpossibleDecl)
    ]
    elsewhere = {rule.provision.rule for law in used for rule in law.rules}
    check_ids(written, elsewhere, reads.problems)
    resolved = (
        resolve_rule(each, file.law, reads) for each in written if isinstance(each, syntax.RuleDecl)
    )
    return tuple(rule for rule in resolved if rule is not None)


def _constraints(file: syntax.LawFile, reads: Reading) -> tuple[Constraint, ...]:
    resolved = (
        resolve_constraint(each, file.law, reads)
        for each in file.declarations
        if isinstance(each, syntax.ImpossibleDecl)
    )
    return tuple(each for each in resolved if each is not None)
