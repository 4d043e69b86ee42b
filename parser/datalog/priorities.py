"""Which rule takes precedence over which, over all laws together."""

from collections.abc import Mapping, Sequence

from parser.datalog.graph import components
from parser.frozen import dataclass
from parser.resolved.law_tree import Rule
from parser.resolved.suggestions import did_you_mean
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import Span


@dataclass(frozen=True, slots=True)
class Priorities:
    """`exceptions` are the rules that defeat a rule, by its id, and where that is said.

    `defeating` are the ids of all rules that defeat any.
    """

    exceptions: Mapping[str, tuple[tuple[Rule, Span], ...]]
    defeating: frozenset[str]


def priorities(
    rules: Sequence[Rule], places: Mapping[str, tuple[str, ...]], problems: list[Diagnostic]
) -> Priorities:
    """Return what `notwithstanding` and `subject to` say, each turned the same way round.

    A rule also takes precedence over, and gives way to, what the rules in whose `places` it
    stands do.
    Reports ids used twice, unknown rules, exceptions to a rule about another sentence, and
    rules that take precedence over each other in a circle.
    """
    known = _by_id(rules, problems)
    found: dict[str, dict[str, Span]] = {}
    for rule in rules:
        own = rule.provision.rule
        for named, span in rule.notwithstanding:
            _add(rule, known.get(named), named, span, known, problems, found, own)
        for named, span in rule.subject_to:
            _add(known.get(named), rule, named, span, known, problems, found, own)
    _inherit(found, places)
    _circles(found, problems)
    exceptions = {
        name: tuple(
            (known[each], span) for each, span in sorted(by.items(), key=lambda item: item[0])
        )
        for name, by in found.items()
    }
    return Priorities(exceptions, frozenset(each for by in found.values() for each in by))


def _inherit(found: dict[str, dict[str, Span]], places: Mapping[str, tuple[str, ...]]) -> None:
    for name, taken in places.items():
        for weaker, by in tuple(found.items()):
            for other in taken:
                if weaker == other and name not in by:
                    own = found.setdefault(name, {})
                    own.update({one: at for one, at in by.items() if one != name})
                if other in by and weaker != name:
                    by.setdefault(name, by[other])


def _by_id(rules: Sequence[Rule], problems: list[Diagnostic]) -> dict[str, Rule]:
    known: dict[str, Rule] = {}
    for rule in rules:
        name = rule.provision.rule
        first = known.setdefault(name, rule)
        if first is not rule:
            problems.append(
                Diagnostic(
                    "duplicate-id",
                    f"`{name}` is used twice",
                    rule.span,
                    (Label(first.span, "first used here"),),
                    "give one of them another id",
                )
            )
    return known


def _add(
    stronger: Rule | None,
    weaker: Rule | None,
    named: str,
    span: Span,
    known: Mapping[str, Rule],
    problems: list[Diagnostic],
    found: dict[str, dict[str, Span]],
    own: str,
) -> None:
    """Record that `stronger` defeats `weaker`, or report why it cannot."""
    if stronger is None or weaker is None:
        advice = "write the rule, or load the law that has it"
        advice = did_you_mean(named, known, advice, problems)
        problems.append(
            Diagnostic("unknown-rule", f"there is no rule `{named}`", span, help=advice)
        )
    elif stronger is weaker:
        problems.append(
            Diagnostic(
                "own-exception",
                f"`{named}` cannot take precedence over itself",
                span,
                help="name another rule",
            )
        )
    elif stronger.head.predicate != weaker.head.predicate:
        problems.append(_elsewhere(stronger, weaker, named, span, own))
    else:
        found.setdefault(weaker.provision.rule, {})[stronger.provision.rule] = span


def _elsewhere(stronger: Rule, weaker: Rule, named: str, span: Span, own: str) -> Diagnostic:
    labels = tuple(
        Label(rule.head.span, f"`{rule.provision.rule}` is about this sentence")
        for rule in (stronger, weaker)
    )
    return Diagnostic(
        "notwithstanding-elsewhere",
        f"`{own}` and `{named}` are not about the same sentence",
        span,
        labels,
        f"an exception concludes, or denies, what `{weaker.provision.rule}` concludes; to change "
        "a condition of it, use `unless` there",
    )


def _circles(
    found: Mapping[str, Mapping[str, Span]],
    problems: list[Diagnostic],
) -> None:
    for members in components({name: tuple(by) for name, by in found.items()}):
        if len(members) < 2:
            continue
        inside = sorted(members)
        together = set(members)
        spans = [
            (name, each, span)
            for name in inside
            for each, span in found[name].items()
            if each in together
        ]
        first, *rest = spans
        shown = ", ".join(f"`{name}`" for name in inside[:8])
        more = f" and {len(members) - 8} more" if len(members) > 8 else ""
        problems.append(
            Diagnostic(
                "exception-cycle",
                f"these rules take precedence over each other in a circle: {shown}{more}",
                first[2],
                tuple(
                    Label(span, f"`{each}` takes precedence over `{name}`")
                    for name, each, span in rest[:8]
                ),
                "decide which of them prevails, and leave the others without precedence",
            )
        )
