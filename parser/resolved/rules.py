"""A rule of a law file: its head, its conditions, and where it stands in the law."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from parser.resolved.conditions import resolve_items
from parser.resolved.law_tree import Item, Note, Rule
from parser.resolved.provisions import provision_of
from parser.resolved.scope import RuleNouns, Scope, today_item
from parser.resolved.sentences import Reading, resolve_sentence
from parser.resolved.suggestions import did_you_mean
from parser.resolved.switches import chosen
from parser.resolved.vocabulary import PRESUMED, Predicate, Provision, Remedy
from parser.resolved.wording import template_text
from parser.syntax import tree as syntax
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span


def resolve_rule(rule: syntax.RuleDecl, law: syntax.LawDecl, reads: Reading) -> Rule | None:
    """Return a rule with every sentence, name and noun resolved; None after an error."""
    before = len(reads.problems)
    nouns = RuleNouns(reads.problems)
    scope = Scope(nouns)
    head, extra = resolve_sentence(rule.head, scope, reads)
    body = tuple(Item(condition, span=rule.head.span) for condition in extra)
    body += resolve_items(rule.body, scope, reads)
    nouns.close()
    if head is None:
        return None
    predicate = reads.vocabulary.predicates[head.predicate]
    if predicate.origin != "derived":
        reads.problems.append(_not_derived(rule, predicate))
    under = chosen(rule.under, reads.vocabulary.switches, reads.problems)
    if law.overlay:
        under[law.overlay] = "on"
    if rule.instead_of and len(under) != 1:
        reads.problems.append(_not_chosen(rule))
    if len(reads.problems) > before:
        return None
    if nouns.today:
        body = (today_item(), *body)
    return Rule(
        provision=_provision(rule, law),
        head=head,
        body=body,
        negative=rule.negative,
        notwithstanding=rule.notwithstanding,
        subject_to=rule.subject_to,
        instead_of=rule.instead_of,
        under=tuple(under.items()),
        starts=rule.starts,
        ends=rule.ends,
        presumed=rule.presumed,
        span=rule.span,
    )


def _provision(rule: syntax.RuleDecl, law: syntax.LawDecl) -> Provision:
    """Return where a rule stands, with its readings; that it is presumed is one of them."""
    found = provision_of(rule, law)
    return replace(found, reads=(*found.reads, PRESUMED)) if rule.presumed else found


def _not_chosen(rule: syntax.RuleDecl) -> Diagnostic:
    return Diagnostic(
        "replaces-always",
        f"`{rule.id}` does not say under which one choice it replaces another rule",
        rule.instead_of[0][1],
        help="add one line `under READING CHOICE`, or write it in a law with `overlay NAME`",
    )


def _not_derived(rule: syntax.RuleDecl, predicate: Predicate) -> Diagnostic:
    said = {
        "given": "is declared `given`: somebody states it",
        "listed": "is declared `listed`: a table fills it",
        "decided": f'is declared `decided by "{predicate.authority}"`',
    }
    return Diagnostic(
        "head-not-derived",
        f"no rule can conclude `{template_text(predicate)}`",
        rule.head.span,
        (Label(predicate.span, f"it {said[predicate.origin]}"),),
        "conclude a sentence that has no origin in the vocabulary, or remove its origin there",
    )


def resolve_note(note: syntax.NoteDecl) -> Note:
    """Return a provision that no rule carries."""
    return Note(note.id, note.title, note.mark, note.reason, note.cites, note.says, span=note.span)


def resolve_remedy(declared: syntax.RuleDecl | syntax.NoteDecl) -> Remedy | None:
    """Return the remedy that a rule or provision declares, None if it declares none."""
    one = declared.remedy
    if one is None:
        return None
    against = tuple(name for name, _ in one.against)
    return Remedy(declared.id, against, one.refusal, not one.unseen, one.body, one.limit)


def check_ids(
    declarations: Collection[syntax.RuleDecl | syntax.NoteDecl | syntax.ImpossibleDecl],
    elsewhere: Collection[str],
    problems: list[Diagnostic],
) -> None:
    """Report ids used twice, and references to rules that nobody wrote.

    `elsewhere` are the ids of the rules of used laws.
    """
    first: dict[str, Span] = {}
    for declaration in declarations:
        place = first.setdefault(declaration.id, declaration.span)
        if place is not declaration.span:
            problems.append(
                Diagnostic(
                    "duplicate-id",
                    f"`{declaration.id}` is used twice",
                    declaration.span,
                    (Label(place, "first used here"),),
                    "give one of them another id",
                )
            )
    rules = {each.id for each in declarations if isinstance(each, syntax.RuleDecl)}
    rules.update(elsewhere)
    for declaration in declarations:
        for named, span in _named_by(declaration):
            if named == declaration.id and named not in _against(declaration):
                problems.append(
                    Diagnostic(
                        "own-exception",
                        f"`{named}` cannot take precedence over itself",
                        span,
                        help="name another rule",
                    )
                )
            elif named not in rules:
                advice = "write the rule, or use the law that has it with `uses`"
                advice = did_you_mean(named, rules, advice, problems)
                problems.append(
                    Diagnostic("unknown-rule", f"there is no rule `{named}`", span, help=advice)
                )


def _named_by(
    declaration: syntax.RuleDecl | syntax.NoteDecl | syntax.ImpossibleDecl,
) -> Iterator[tuple[str, Span]]:
    """Yield the ids of rules that a declaration refers to, with their places."""
    match declaration:
        case syntax.RuleDecl():
            yield from declaration.notwithstanding
            yield from declaration.subject_to
            yield from declaration.instead_of
        case syntax.NoteDecl() | syntax.ImpossibleDecl():
            pass
    if not isinstance(declaration, syntax.ImpossibleDecl) and declaration.remedy is not None:
        yield from declaration.remedy.against


def _against(
    declaration: syntax.RuleDecl | syntax.NoteDecl | syntax.ImpossibleDecl,
) -> frozenset[str]:
    """Return the ids against which a declaration has a remedy: a rule may have one of its own."""
    if isinstance(declaration, syntax.ImpossibleDecl) or declaration.remedy is None:
        return frozenset()
    return frozenset(name for name, _ in declaration.remedy.against)
