"""The variables of one rule: which nouns are in reach, what they are called, how often used."""

from dataclasses import dataclass, field

from parser.resolved.constants import a_kind
from parser.resolved.law_tree import Compares, Expression, Item, Today
from parser.resolved.suggestions import MOST, nearest_word
from parser.resolved.tree import Variable
from parser.syntax.tree import Reference
from parser.text.diagnostic import Diagnostic, Label
from parser.text.span import NOWHERE, Span

TODAY = "today"


@dataclass(slots=True, eq=False)
class Noun:
    """One variable: its noun, its name in the rule, its kind (None after an error).

    `fits` says that it is named after the slot it was first found in. `items` are the
    variables of the items of an `any of` that this one stands for after it.
    """

    noun: str
    name: str
    kind: str | None
    span: Span
    fits: bool
    uses: int = 1
    items: tuple["Noun", ...] = ()

    def use(self) -> None:
        """Count one more use, here and in the items it comes from."""
        self.uses += 1
        if self.uses == 2:  # once is enough to tell the items from nouns used only once
            for item in self.items:
                item.use()


@dataclass(slots=True, eq=False)
class RuleNouns:
    """All variables of a rule, and the nouns that nothing introduced."""

    problems: list[Diagnostic]
    all: list[Noun] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    unbound: dict[str, Reference] = field(default_factory=dict)
    today: bool = False

    def name(self, noun: str) -> str:
        """Return a name for a new variable that no other variable of the rule has."""
        count = self.counts[noun] = self.counts.get(noun, 0) + 1
        return noun if count == 1 else f"{noun} {count}"

    def close(self) -> None:
        """Report the nouns that nothing introduces and those that are used once."""
        first: dict[str, Noun] = {}
        for noun in self.all:
            first.setdefault(noun.noun, noun)
        for word, reference in self.unbound.items():
            self.problems.append(self._unbound(word, reference, first))
        for noun in self.all:
            if noun.uses == 1 and not noun.fits and noun.noun not in self.unbound:
                self.problems.append(
                    Diagnostic(
                        "singleton-variable",
                        f"`{noun.noun}` is used only once",
                        noun.span,
                        help="name it after the slot it fills, or use `the "
                        f"{noun.noun}` in another condition",
                    )
                )

    def _unbound(self, noun: str, reference: Reference, known: dict[str, Noun]) -> Diagnostic:
        same = known.get(noun)
        labels: tuple[Label, ...] = ()
        other = noun.startswith("other ")
        first_time = f"another {noun.removeprefix('other ')}" if other else a_kind(noun)
        advice = f"introduce it first with `{first_time}`"
        if same and same.span.start > reference.span.start:
            labels = (Label(same.span, "introduced only here"),)
            advice = (
                f"introduce it here with `{first_time}` and go on with `the {noun}`, or move the "
                "condition that introduces it up"
            )
        elif same:
            labels = (Label(same.span, "what is introduced here stays here"),)
            advice = (
                "what `unless`, `none of`, `it is false that`, an aggregate or one item of an "
                "enumeration introduces stays inside; introduce it before"
            )
        elif len(self.problems) < MOST and (near := nearest_word(noun, known)):
            advice = f"did you mean `the {near}`?"
        message = f"nothing before `the {noun}` introduces it"
        if reference.determiner == "another":
            message = f"`another {noun}` needs a first `{noun}` before it"
        return Diagnostic("unbound-noun", message, reference.span, labels, advice)


class Scope:
    """The nouns in reach at one place of a rule."""

    def __init__(
        self, rule: RuleNouns, outer: "Scope | None" = None, siblings: dict[str, Noun] | None = None
    ) -> None:
        self.rule = rule
        self.own: dict[str, Noun] = {}
        self._outer = outer
        self._siblings = siblings or {}

    def inner(self, siblings: dict[str, Noun] | None = None) -> "Scope":
        """Return a scope inside this one.

        `siblings` are variables of earlier items of the same `any of`, whose names it shares.
        """
        return Scope(self.rule, self, siblings)

    def find(self, noun: str) -> Noun | None:
        """Return the variable that `the NOUN` refers to."""
        scope: Scope | None = self
        while scope is not None:
            if noun in scope.own:
                return scope.own[noun]
            scope = scope._outer
        return None

    def nouns(self) -> dict[str, str | None]:
        """Return the nouns in reach with their kinds, those introduced last at the end."""
        outer = self._outer.nouns() if self._outer is not None else {}
        return {**outer, **{noun: own.kind for noun, own in self.own.items()}}

    def export(self, items: list["Scope"]) -> None:
        """Bring what every item of an `any of` introduces into this scope."""
        first, *rest = items
        for noun, own in first.own.items():
            found = [own, *(scope.own[noun] for scope in rest if noun in scope.own)]
            if len(found) == len(items) and len({each.name for each in found}) == 1:
                self.own[noun] = Noun(noun, own.name, own.kind, own.span, True, items=tuple(found))

    def refer(self, reference: Reference, kind: str | None) -> Variable | None:
        """Return the variable of `the NOUN`, of `kind` when that is known; report clashes."""
        key = f"other {reference.noun}" if reference.determiner == "the other" else reference.noun
        noun = self.find(key)
        if noun is None:
            self.rule.unbound.setdefault(key, reference)
            return None
        noun.use()
        if noun.kind is None:
            return None
        if kind is not None and kind != noun.kind:
            self.rule.problems.append(
                Diagnostic(
                    "kind-clash",
                    f"`{key}` is {a_kind(noun.kind)}, and {a_kind(kind)} is needed here",
                    reference.span,
                    (Label(noun.span, f"introduced here as {a_kind(noun.kind)}"),),
                    f"use another noun for the {kind}",
                )
            )
            return None
        return Variable(noun.name, noun.kind, span=reference.span)

    def introduce(
        self, reference: Reference, kind: str | None, fits: bool
    ) -> tuple[Variable | None, Compares | None]:
        """Return a new variable, and for `another NOUN` the condition that it is another one."""
        key = f"other {reference.noun}" if reference.determiner == "another" else reference.noun
        first = self.find(reference.noun)
        already = self.find(key)
        if key == TODAY:
            self._report("reserved-noun", "`today` is the evaluation date", reference, None)
            return None, None
        if already is not None:
            already.use()
            self._again(reference, key, already)
            return None, None
        missing = reference.determiner == "another" and first is None
        if missing:
            self.rule.unbound.setdefault(reference.noun, reference)
        shared = self._siblings.get(key)
        same = shared is not None and shared.kind == kind
        name = shared.name if shared is not None and same else self.rule.name(key)
        noun = Noun(key, name, kind, reference.span, fits or missing)
        self.own[key] = noun
        self.rule.all.append(noun)
        if kind is None:
            return None, None
        variable = Variable(name, kind, span=reference.span)
        if reference.determiner == "a" or first is None or first.kind is None:
            return variable, None
        first.use()
        if first.kind != kind:
            self._report(
                "kind-clash",
                f"another `{reference.noun}` is {a_kind(kind)}, the first is {a_kind(first.kind)}",
                reference,
                first,
            )
            return variable, None
        one = Variable(first.name, first.kind, span=reference.span)
        return variable, Compares("!=", variable, one, span=reference.span)

    def _again(self, reference: Reference, key: str, already: Noun) -> None:
        if reference.determiner == "another":
            advice = f"say `the {key}` for the same one; a third one needs a noun of its own"
        else:
            advice = f"say `the {key}` for the same one or `another {key}` for a second one"
        self.rule.problems.append(
            Diagnostic(
                "reintroduced-noun",
                f"`{key}` is introduced again",
                reference.span,
                (Label(already.span, "first introduced here"),),
                advice,
            )
        )

    def _report(self, code: str, message: str, at: Reference, also: Noun | None) -> None:
        labels = (Label(also.span, "the first one"),) if also else ()
        self.rule.problems.append(
            Diagnostic(code, message, at.span, labels, "use another noun here")
        )


def today_item() -> Item:
    """Return the condition that makes `today` a term of a sentence."""
    today: Expression = Variable(TODAY, "date")
    return Item(Compares("=", today, Today()), span=NOWHERE)
