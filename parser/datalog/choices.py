"""Under which choices each rule counts: what it says itself, and which rules take its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from parser.frozen import dataclass
from parser.resolved.law_tree import Rule
from parser.resolved.vocabulary import Provision, Switch
from parser.text.diagnostic import Diagnostic, Label

Under = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """`under` are the choices of each switch by rule id, `places` the rules a rule stands in for.

    Rules without conditions of this kind are not there.
    """

    under: Mapping[str, Under]
    places: Mapping[str, tuple[str, ...]]
    switches: Mapping[str, Switch]
    replaced: Mapping[str, tuple[tuple[str, str, str], ...]]

    def noted(self, provision: Provision) -> Provision:
        """Return a provision whose readings say which choice it rests on."""
        own = self.under.get(provision.rule, ())
        notes: list[str] = []
        for name, choices in own:
            if not choices:
                continue
            switch = self.switches[name]
            others = [(c, r) for s, c, r in self.replaced.get(provision.rule, ()) if s == name]
            if switch.overlay and others:
                notes += [f"`{name}` says otherwise: {rule}" for _, rule in others]
            elif switch.overlay:
                notes.append(f"by `{name}`, which is not the law that answers by default")
            else:
                instead = ", ".join(f"`{choice}` gives {rule}" for choice, rule in others)
                meaning = dict(switch.choices)[choices[0]] + (f" ({instead})" if instead else "")
                notes.append(f"{name} read as `{choices[0]}`: {meaning}")
        return replace(provision, reads=(*provision.reads, *notes)) if notes else provision


def choices_of(
    rules: Sequence[Rule], switches: Mapping[str, Switch], problems: list[Diagnostic]
) -> Choices:
    """Return the choices under which rules count.

    A rule that stands instead of another takes its place among exceptions, and the other counts
    under every other choice. Reports a rule instead of one about another sentence, and two rules
    that would both take the place of one when two switches are set.
    """
    known = {rule.provision.rule: rule for rule in rules}
    under: dict[str, dict[str, tuple[str, ...]]] = {}
    replaced: dict[str, list[tuple[str, str, str]]] = {}
    direct: dict[str, list[str]] = {}
    for rule in rules:
        name = rule.provision.rule
        for switch, choice in rule.under:
            _narrow(under.setdefault(name, {}), switch, (choice,))
        for other, span in rule.instead_of:
            if other not in known:
                continue
            if known[other].head.predicate != rule.head.predicate:
                problems.append(
                    Diagnostic(
                        "instead-elsewhere",
                        f"`{name}` and `{other}` are not about the same sentence",
                        span,
                        (Label(known[other].head.span, f"`{other}` is about this sentence"),),
                        "conclude the sentence of the rule whose place this one takes",
                    )
                )
                continue
            ((switch, choice),) = rule.under
            rest = tuple(one for one, _ in switches[switch].choices if one != choice)
            _narrow(under.setdefault(other, {}), switch, rest)
            replaced.setdefault(other, []).append((switch, choice, name))
            direct.setdefault(name, []).append(other)
    places = {name: _all_places(name, direct) for name in direct}
    problems.extend(_twice(known, replaced, places))
    return Choices(
        {name: tuple(found.items()) for name, found in under.items()},
        places,
        switches,
        {name: tuple(by) for name, by in replaced.items()},
    )


def _twice(
    known: Mapping[str, Rule],
    replaced: Mapping[str, Sequence[tuple[str, str, str]]],
    places: Mapping[str, tuple[str, ...]],
) -> Iterator[Diagnostic]:
    for name, by in replaced.items():
        for (switch, _, one), (other_switch, _, other) in combinations(by, 2):
            if switch == other_switch or one in places[other] or other in places[one]:
                continue
            yield Diagnostic(
                "replaced-twice",
                f"`{one}` and `{other}` both take the place of `{name}`",
                known[other].span,
                (Label(known[one].span, f"under `{switch}`, the other under `{other_switch}`"),),
                f"write `instead of {name}, {one}` in `{other}` if it prevails under both",
            )


def _narrow(found: dict[str, tuple[str, ...]], switch: str, to: tuple[str, ...]) -> None:
    found[switch] = tuple(one for one in found.get(switch, to) if one in to)


def _all_places(name: str, direct: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(direct.get(name, ()))
    while waiting:
        one = waiting.pop()
        if one not in found and one != name:
            found[one] = None
            waiting.extend(direct.get(one, ()))
    return tuple(found)
