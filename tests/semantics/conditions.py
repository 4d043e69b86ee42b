"""The conditions of generated rules."""

from collections.abc import Callable
from dataclasses import dataclass

from parser.resolved.vocabulary import VALUE_KINDS
from tests.semantics.drafts import Draft, Lines, Nothing
from tests.semantics.phrases import BASE, CONSTANTS, DERIVED, FOREIGN, PARTIAL, Phrase


@dataclass
class Scope:
    """The nouns in reach of a condition with their kinds; `taken` are all nouns of the rule."""

    nouns: dict[str, str]
    taken: set[str]

    def inner(self) -> "Scope":
        """Return a scope whose own nouns stay inside."""
        return Scope(dict(self.nouns), self.taken)


@dataclass
class Conditions(Draft):
    """Writes conditions."""

    def condition(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return the lines of one condition, the first without what stands before it."""
        writers: list[tuple[float, Callable[[Scope, str, int], Lines]]] = [
            (3, self.holds),
            (1.2, self.negation),
            (2, self.compared),
            (1, self.comparison_alone),
        ]
        if any("asked" in DERIVED[name].attributes for name in self.concluded):
            writers.append((1.5, self.asked_about))
        if depth < 2:
            writers += [(1.6, self.group), (1.3, self.aggregate)]
        for _ in range(12):
            (write,) = self.random.choices([w for _, w in writers], [n for n, _ in writers])
            nouns, taken, before = dict(scope.nouns), set(scope.taken), self.reached.copy()
            known = dict(self.used)
            try:
                return write(scope, where, depth)
            except Nothing:
                scope.nouns, scope.taken, self.reached, self.used = nouns, taken, before, known
        raise Nothing

    def holds(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return a sentence, perhaps one that other rules conclude."""
        return self.sentence(self.some_phrase(), scope, where)

    def negation(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return `it is false that` a sentence."""
        self.reach("negation", where)
        lines = self.sentence(self.some_phrase(), scope.inner(), "not")
        return [f"it is false that {lines[0]}", *lines[1:]]

    def some_phrase(self) -> Phrase:
        """Return a sentence that may stand in a condition."""
        pool = [*self.base, *self.base, *self.concluded]
        name = self.random.choice(pool)
        return self.phrase(name)

    def sentence(self, phrase: Phrase, scope: Scope, where: str, fresh: bool = False) -> Lines:
        """Return a sentence about nouns in reach, names, values, and nouns that it introduces."""
        self.reach(phrase.construct, where)
        terms: list[str] = []
        for place, (role, kind) in enumerate(phrase.slots):
            terms.append(
                self.term(role, kind, scope, where, fresh, place, "asked" in phrase.attributes)
            )
        return [phrase.say(terms)]

    def term(
        self, role: str, kind: str, scope: Scope, where: str, fresh: bool, place: int, asked: bool
    ) -> str:
        """Return what stands in one slot."""
        fitting = [noun for noun, its in scope.nouns.items() if its == kind]
        if place == 0 and "person" in fitting and (fresh or self.random.random() < 0.75):
            return "the person"
        draw = self.random.random()
        if asked and kind in VALUE_KINDS:
            if fitting and draw < 0.6:
                self.reach("asked of a value in reach", where)
                return f"the {self.random.choice(fitting)}"
            return "today" if kind == "date" else self.random.choice(CONSTANTS[kind])
        if not fresh and fitting and draw < 0.3:
            return f"the {self.random.choice(fitting)}"
        if not fresh and draw < 0.5:
            if kind == "date" and self.may("partial date in a law", 0.25):
                self.reach("partial date in a law", where)
                return self.random.choice(PARTIAL)
            self.reach(
                "constant individual" if kind in ("person", "country") else "constant value", where
            )
            return self.random.choice(CONSTANTS[kind])
        if kind == "person" and "person" in scope.nouns and self.may("another individual", 0.15):
            self.reach("another individual", where)
            known = "other person" in scope.taken
            scope.nouns["other person"] = "person"
            scope.taken.add("other person")
            return "the other person" if known else "another person"
        if role in scope.taken:
            if not fitting:
                raise Nothing
            return f"the {self.random.choice(fitting)}"
        scope.nouns[role] = kind
        scope.taken.add(role)
        return f"a {role}"

    def compared(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return a sentence that gives a value, and a comparison of it."""
        names = [name for name in (*self.base, *self.concluded) if self.gives_value(name, scope)]
        if not names:
            raise Nothing
        phrase = self.phrase(self.random.choice(names))
        first = self.sentence(phrase, scope, where, fresh=True)
        noun, kind = next((r, k) for r, k in phrase.slots if k in VALUE_KINDS)
        return self.together([first, [self.comparison(noun, kind, scope, where)]], where, depth)

    def asked_about(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return a sentence that gives a value, and one that is asked about this value."""
        asked = [DERIVED[name] for name in self.concluded if "asked" in DERIVED[name].attributes]
        phrase = self.random.choice(asked)
        _, kind = phrase.slots[-1]
        names = [
            name
            for name in (*self.base, *BASE)
            if self.gives_value(name, scope) and BASE[name].slots[-1][1] == kind
        ]
        if not names:
            raise Nothing
        first = self.sentence(self.phrase(names[0]), scope, where, fresh=True)
        parts = [first, self.sentence(phrase, scope, where)]
        if self.random.random() < 0.4:
            parts[1] = [f"it is false that {parts[1][0]}"]
        return self.together(parts, where, depth)

    def gives_value(self, name: str, scope: Scope) -> bool:
        """Tell whether a sentence has values that a condition can take from it."""
        phrase = BASE.get(name) or DERIVED[name]
        roles = [role for role, kind in phrase.slots[1:]]
        return (
            bool(phrase.values)
            and "asked" not in phrase.attributes
            and not scope.taken & set(roles)
        )

    def together(self, parts: list[Lines], where: str, depth: int) -> Lines:
        """Return several conditions as one: as lines of an item, or as `all of`."""
        if where in ("if", "exception", "where"):
            lines = list(parts[0])
            for part in parts[1:]:
                lines += [f"and {part[0]}", *part[1:]]
            return lines
        return ["all of:", *(line for part in parts for line in item(part))]

    def comparison_alone(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return a comparison of a value that is in reach."""
        known = [(noun, kind) for noun, kind in scope.nouns.items() if kind != "country"]
        if not known:
            raise Nothing
        noun, kind = self.random.choice(known)
        self.reach("comparison alone", where)
        return [self.comparison(noun, kind, scope, where)]

    def comparison(self, noun: str, kind: str, scope: Scope, where: str) -> str:
        """Return a comparison of the value of a noun."""
        op = self.random.choice(("=", "!=", "<", "<=", ">", ">="))
        same = [other for other, its in scope.nouns.items() if its == kind and other != noun]
        what = "individuals" if kind in ("person", "country") else f"{kind}s"
        self.reach(f"compares {what}", where)
        if what == "individuals" or kind == "text":
            op = self.random.choice(("=", "!="))
        if same and self.may("two unknowns", 0.4):
            if kind in VALUE_KINDS:
                self.reach("two unknowns", where)
            return f"the {noun} {op} the {self.random.choice(same)}"
        value = self.random.choice(CONSTANTS[kind])
        draw = self.random.random()
        if kind in ("number", "amount", "date") and draw > 0.95:
            self.reach("between", where)
            return f"the {noun} is between {value} and {self.random.choice(CONSTANTS[kind])}"
        if kind in ("number", "amount") and draw > 0.85:
            self.reach("rounding", where)
            way = self.random.choice(("rounded up", "rounded", "rounded to the nearest 2"))
            return f"the {noun} / 2 {way} {op} {value}"
        match kind:
            case "date" if draw < 0.1:
                self.reach("parts of dates", where)
                period = self.random.choice(("month", "quarter", "year"))
                which = self.random.choice(("first", "last"))
                return self.random.choice(
                    (
                        f"the year of the {noun} {op} {self.random.choice(('2022', '2023'))}",
                        f"the {which} day of the {period} of the {noun} {op} {value}",
                    )
                )
            case "date":
                return self.date_compared(noun, op, value, where)
            case "number" if draw < 0.4:
                return self.number_compared(noun, op, value, where)
            case "amount" if draw < 0.15:
                self.reach("another currency", where)
                return f"the {noun} {op} {FOREIGN}"
            case "number" | "amount" if draw < 0.5:
                return f"the {noun} * 2 {op} {value}"
            case "duration" if draw < 0.3:
                self.reach("negative span", where)
                return f"6 months - the {noun} {op} {value}"
            case _:
                return f"the {noun} {op} {value}"

    def date_compared(self, noun: str, op: str, value: str, where: str) -> str:
        """Return a comparison of something that is calculated from a day, or of the day."""
        first, last = self.random.choice(((f"the {noun}", "today"), ("today", f"the {noun}")))
        number = self.random.choice(("-1", "0", "3", "6"))
        if number == "-1" or first == "today":
            self.reach("negative span", where)
        match self.random.randrange(11):
            case 0 | 1:
                return f"the {noun} + 3 years {op} today"
            case 2 | 3:
                self.reach("years between", where)
                return f"the years from {first} to {last} {op} {number}"
            case 4:
                self.reach("months between", where)
                return f"the months from {first} to {last} {op} {number}"
            case 5:
                self.reach("days between", where)
                return f"the days from {first} to {last} {op} {number}"
            case 6:
                self.reach("earlier or later", where)
                which = self.random.choice(("earlier", "later"))
                return f"the {which} of the {noun} and 2023-11-23 {op} 2023-11-23"
            case _:
                return f"the {noun} {op} {value}"

    def number_compared(self, noun: str, op: str, value: str, where: str) -> str:
        """Return a comparison of a quotient, its whole part, or what is left after it."""
        match self.random.randrange(5):
            case 4:
                self.reach("division", where)
                return f"the {noun} {op} {self.random.choice(('4', '6'))} / the {noun}"
            case 0:
                self.reach("whole part", where)
                over = self.random.choice((f"5 / the {noun}", f"the {noun} / 2", f"0 - the {noun}"))
                return f"the whole part of {over} {op} {value}"
            case 1:
                self.reach("remainder", where)
                return f"the {noun} % 2 {op} {value}"
            case _:
                self.reach("division", where)
                over = self.random.choice((f"6 / the {noun}", f"the {noun} / 2"))
                return f"{over} {op} {value}"

    def group(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return an enumeration."""
        kind = self.random.choice(("all of", "any of", "any of", "none of", "at least"))
        self.reach(kind, where)
        items = [self.item(scope, kind, depth + 1) for _ in range(self.random.choice((2, 2, 3)))]
        opener = f"at least {self.random.choice((1, 2))} of:" if kind == "at least" else f"{kind}:"
        return [opener, *(line for part in items for line in item(part))]

    def item(self, scope: Scope, kind: str, depth: int) -> Lines:
        """Return one item of an enumeration."""
        inner = scope.inner()
        lines = self.condition(inner, kind, depth)
        if kind == "all of":
            scope.nouns = inner.nouns
        return lines

    def aggregate(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return an aggregate and a comparison of its result, maybe the other way round."""
        wanted = {
            "count": "",
            "sum": "number",
            "sum of money": "amount",
            "min": self.random.choice(("date", "number", "amount", "share")),
            "max": self.random.choice(("date", "number", "amount", "share")),
            "days covered": "stay",
        }
        kind = self.random.choice(("count", *wanted))
        self.reach(kind, where)
        names = [
            name
            for name in dict.fromkeys((*self.base, *BASE))
            if self.suits(BASE[name], wanted[kind], scope)
        ]
        if not names:
            raise Nothing
        inner = scope.inner()
        phrase = self.phrase(names[0])
        inside = [self.sentence(phrase, inner, "where", fresh=True)]
        if self.random.random() < 0.4:
            inside.append(self.condition(inner, "where", depth + 1))
        role, role_kind = phrase.slots[1]
        result = f"total{len(scope.taken)}"
        scope.taken.add(result)
        of = (
            "days from the entry to the exit covered"
            if kind == "days covered"
            else f"{kind.split()[0]} of the {role}"
        )
        lines = [f"a {result} = {of} where:"]
        for number, part in enumerate(inside):
            lines += [
                f"    {'and ' if number else ''}{part[0]}",
                *(f"    {line}" for line in part[1:]),
            ]
        result_kind = "number" if kind in ("count", "days covered") else role_kind
        compares = [self.comparison(result, result_kind, Scope({}, set()), where)]
        extra: list[Lines] = []
        if self.may("aggregate first", 0.4):
            self.reach("aggregate first", where)
            extra = [self.holds(scope, where, depth)]
        return self.together([lines, compares, *extra], where, depth)

    def suits(self, phrase: Phrase, wanted: str, scope: Scope) -> bool:
        """Tell whether an aggregate can be made over a sentence."""
        roles = {role for role, _ in phrase.slots[1:]}
        if roles & scope.taken or len(phrase.slots) < 2 or phrase.construct in self.avoid:
            return False
        if wanted == "stay":
            return phrase is BASE["stay"]
        if phrase.slots[0] != ("person", "person"):
            return False
        return not wanted or phrase.slots[1][1] == wanted


def item(part: Lines) -> Lines:
    """Return the lines of an item of an enumeration, indented below it."""
    return [f"    (x) {part[0]}", *(f"        {line}" for line in part[1:])]
