"""A seed -> a law, a case and questions, written in the language."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from parser.resolved.vocabulary import VALUE_KINDS
from tests.semantics.engines import Text
from tests.semantics.phrases import BASE, CONSTANTS, DERIVED, PARTIAL, PEOPLE, TODAY, Phrase
from tests.semantics.reached import Table

Lines = list[str]


class Nothing(Exception):
    """What was to be written cannot stand there; something else is written instead."""


@dataclass
class Scope:
    """The nouns in reach of a condition with their kinds; `taken` are all nouns of the rule."""

    nouns: dict[str, str]
    taken: set[str]

    def inner(self) -> "Scope":
        """Return a scope whose own nouns stay inside."""
        return Scope(dict(self.nouns), self.taken)


@dataclass
class Writer:
    """Writes one text; `avoid` are constructs that it leaves out, `reached` what it has used."""

    random: Random
    avoid: frozenset[str] = frozenset()
    reached: Table = field(default_factory=Counter)
    used: dict[str, Phrase] = field(default_factory=dict)
    concluded: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)

    def reach(self, construct: str, position: str) -> None:
        """Note that a construct stands in a position, unless it is one to avoid."""
        if construct in self.avoid or f"{construct} in {position}" in self.avoid:
            raise Nothing
        self.reached[construct, position] += 1

    def may(self, construct: str, chance: float) -> bool:
        """Tell whether to use a construct this time."""
        return construct not in self.avoid and self.random.random() < chance

    def text(self) -> Text:
        """Return a law with a case and questions."""
        how_many = self.random.choice((2, 2, 3))
        self.base = self.random.sample(sorted(BASE), how_many)
        reading = self.may("reading", 0.12)
        rules: list[Lines] = []
        heads = self.random.sample(sorted(DERIVED), self.random.choice((1, 2, 2)))
        for number, name in enumerate(heads):
            rules += self.rules_for(name, f"R{number}", reading and number == 0)
            self.concluded.append(name)
        overlay = self.overlay(heads[0]) if self.may("body of law", 0.08) else ""
        law = ['law t "T"', '    published "x"', "", "names of country: Serbia, Malta", ""]
        if reading:
            law += ['reading WAY "a way"', '    cites "1"', '    says "x"']
            law += ['    default one "the one"', '    choice two "the other"', ""]
        law += ["vocabulary", *(f"    {one.template}" for one in self.used.values()), ""]
        if BASE["listed"] in self.used.values():
            law += [
                'table "countries.csv"',
                '    cites "t"',
                "    {Country} is listed for {Days} days",
                "",
            ]
        law += [line for rule in rules for line in (*rule, "")]
        choices = [
            *(["under WAY two"] if reading and self.random.random() < 0.5 else []),
            *(["under statute"] if overlay and self.random.random() < 0.6 else []),
        ]
        return Text("\n".join(law), self.case(choices), self.questions(), overlay)

    # rules

    def rules_for(self, name: str, rule: str, reading: bool) -> list[Lines]:
        """Return the rules that conclude a sentence, and those that deny it."""
        found = [self.rule(name, rule)]
        if self.random.random() < 0.3 or name == "outranks":
            found.append(self.rule(name, f"{rule}b", recursive=name == "outranks"))
        if reading:
            self.reached["law", "reading"] += 1
            found.append(self.rule(name, f"{rule}w", also=["under WAY two", f"instead of {rule}"]))
        draw = self.random.random()
        if draw < 0.25 and self.may("defeats", 1):
            self.reached["law", "defeats"] += 1
            found.append(self.rule(name, f"X{rule}", [f"notwithstanding {rule}"], denies=True))
        elif draw < 0.32 and self.may("denies without priority", 1):
            self.reached["law", "denies without priority"] += 1
            found.append(self.rule(name, f"X{rule}", denies=True))
        elif draw < 0.38 and self.may("gives way", 1) and len(found) > 1:
            self.reached["law", "gives way"] += 1
            found[0].insert(2, f"    subject to {rule}b")
        return found

    def overlay(self, name: str) -> str:
        """Return a second law file that counts only where it is asked for."""
        self.reached["law", "body of law"] += 1
        lines = self.rule(name, "S1", ["instead of R0"])
        return "\n".join(
            ['law s "S"', '    published "x"', "    overlay statute", "    uses t", "", *lines, ""]
        )

    def rule(
        self,
        name: str,
        rule: str,
        also: Lines | None = None,
        denies: bool = False,
        recursive: bool = False,
    ) -> Lines:
        """Return the lines of one rule."""
        phrase = self.phrase(name)
        where = "exception" if denies else "if"
        for _ in range(60):
            scope = Scope({role: kind for role, kind in phrase.slots}, {r for r, _ in phrase.slots})
            before = self.reached.copy()
            known = dict(self.used)
            try:
                body = self.body(phrase, scope, where, recursive)
            except Nothing:
                self.reached, self.used = before, known
                continue
            head = phrase.say([f"a {role}" for role, _ in phrase.slots])
            lines = [f'rule {rule} "r"', '    cites "1"', *(f"    {one}" for one in also or ())]
            if self.may("in force later", 0.04):
                self.reached["law", "in force later"] += 1
                lines.append("    in force from 2026-12-01")
            return [*lines, f"    {'it is false that ' if denies else ''}{head}", *body]
        raise Nothing

    def body(self, phrase: Phrase, scope: Scope, where: str, recursive: bool) -> Lines:
        """Return the conditions of a rule, those first that give its conclusion its values."""
        parts: list[Lines] = []
        bound = {
            role
            for role, kind in phrase.slots
            if kind not in VALUE_KINDS or "asked" in phrase.attributes
        }
        scope.nouns = {role: kind for role, kind in scope.nouns.items() if role in bound}
        if recursive:
            self.reached["recursion", where] += 1
            parts.append([self.phrase("knows").say(["the person", "a friend"])])
            parts.append([phrase.say(["the friend", "the junior"])])
            scope.nouns["friend"] = "person"
            scope.taken.add("friend")
        for role, kind in phrase.slots:
            if role not in scope.nouns:
                parts += self.giving(role, kind, scope, where)
        for _ in range(
            self.random.choice((1, 1, 2)) - (1 if parts and self.random.random() < 0.5 else 0)
        ):
            parts.append(self.condition(scope, where, 0))
        lines: Lines = []
        for part in parts:
            opener = "    and " if lines else "    if "
            lines += [opener + part[0], *(f"    {line}" for line in part[1:])]
        if self.random.random() < 0.35 or not lines:
            lines += self.exception(scope)
        return lines

    def exception(self, scope: Scope) -> Lines:
        """Return an `unless`."""
        part = self.condition(scope.inner(), "unless", 1)
        return [f"    unless {part[0]}", *(f"    {line}" for line in part[1:])]

    def giving(self, role: str, kind: str, scope: Scope, where: str) -> list[Lines]:
        """Return conditions that give a value of the conclusion, as it is or calculated."""
        source = self.random.choice(self.base_of_kind(kind, scope) or [""])
        if not source:
            raise Nothing
        phrase = self.phrase(source)
        lines = self.sentence(phrase, scope, where, fresh=True)
        noun = next(r for r, k in phrase.slots if k == kind)
        self.reach(f"compares {kind}s", where)
        draw = self.random.random()
        if kind == "date":
            value = f"the {noun} + 3 years" if draw < 0.5 else f"the {noun}"
        elif kind == "number" and draw < 0.3:
            self.reach("division", where)
            value = f"6 / the {noun}"
        elif kind == "number":
            value = f"2 - the {noun}" if draw < 0.6 else f"the {noun}"
        else:
            value = f"the {noun} * 2" if draw < 0.5 else f"the {noun}"
        scope.nouns[role] = kind
        return [lines, [f"the {role} = {value}"]]

    def base_of_kind(self, kind: str, scope: Scope) -> list[str]:
        """Return base sentences about a person with one value of a kind that is not in reach."""
        found = [
            name
            for name, phrase in BASE.items()
            if [k for _, k in phrase.slots] == ["person", kind]
            and phrase.slots[1][0] not in scope.taken
            and phrase.construct not in self.avoid
        ]
        return [name for name in found if name in self.base] or found

    # conditions

    def condition(self, scope: Scope, where: str, depth: int) -> Lines:
        """Return the lines of one condition, the first without what stands before it."""
        writers: list[tuple[float, Callable[[Scope, str, int], Lines]]] = [
            (3, self.holds),
            (1.2, self.negation),
            (2, self.compared),
            (1, self.comparison_alone),
        ]
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

    def phrase(self, name: str) -> Phrase:
        """Return a sentence by name, which the vocabulary then declares."""
        phrase = BASE.get(name) or DERIVED[name]
        if phrase.construct in self.avoid:
            raise Nothing
        self.used[name] = phrase
        return phrase

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
        if asked and kind == "date":
            return f"the {self.random.choice(fitting)}" if fitting and draw < 0.5 else "today"
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
        if kind == "date" and draw < 0.3:
            return f"the {noun} + 3 years {op} today"
        if kind == "date" and draw < 0.5:
            self.reach("years between", where)
            return f"the years from the {noun} to today {op} {self.random.choice(('3', '6'))}"
        if kind == "date" and draw < 0.6:
            self.reach("earlier or later", where)
            which = self.random.choice(("earlier", "later"))
            return f"the {which} of the {noun} and 2023-11-23 {op} 2023-11-23"
        if kind == "number" and draw < 0.25:
            self.reach("division", where)
            over = self.random.choice((f"6 / the {noun}", f"the {noun} / 2"))
            return f"{over} {op} {value}"
        if kind in ("number", "amount") and draw < 0.4:
            return f"the {noun} * 2 {op} {value}"
        return f"the {noun} {op} {value}"

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
        kind = self.random.choice(("count", "count", "sum", "min", "max", "days covered"))
        self.reach(kind, where)
        wanted = {
            "count": "",
            "sum": "number",
            "min": "date",
            "max": "number",
            "days covered": "stay",
        }
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
            else f"{kind} of the {role}"
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

    # cases and questions

    def case(self, choices: Lines) -> str:
        """Return a case about the sentences that the law uses."""
        said: Lines = []
        for phrase in self.used.values():
            if phrase in BASE.values() and phrase.attributes != "listed":
                said += self.statements(phrase)
        lines = ['case "c"', f"    as of {TODAY}", *(f"    {one}" for one in choices), "    given"]
        return "\n".join([*lines, *(f"        {one}" for one in dict.fromkeys(said)), ""])

    def statements(self, phrase: Phrase) -> Lines:
        """Return what a case says of one sentence."""
        found: Lines = []
        subjects = CONSTANTS[phrase.slots[0][1]]
        for subject in subjects:
            for _ in range(self.random.choice((0, 1, 1, 2))):
                found += self.statement(phrase, subject)
        many = phrase.values > 1
        if self.random.random() < (0.9 if many else 0.35):
            self.reached[phrase.construct, "closed for all"] += 1
            found.append(f"all cases where {phrase.anything} are given")
        elif self.random.random() < 0.3 and len(phrase.slots) > 1:
            self.reached[phrase.construct, "closed for one"] += 1
            rest = [f"a {role}" for role, _ in phrase.slots[1:]]
            found.append(f"all cases where {phrase.say([subjects[0], *rest])} are given")
        return found

    def statement(self, phrase: Phrase, subject: str) -> Lines:
        """Return one statement or denial about somebody."""
        denies = self.random.random() < 0.35
        terms = [subject]
        what = "denied whole" if denies else "stated"
        for role, kind in phrase.slots[1:]:
            draw = self.random.random()
            if kind not in VALUE_KINDS:
                others = [
                    one for one in CONSTANTS[kind] if one != subject or self.random.random() < 0.3
                ]
                terms.append(f"a {role}" if denies and draw < 0.4 else self.random.choice(others))
            elif draw < 0.3 and not (role == "season" and not denies):
                terms.append(f"a {role}")
                what = "denied whole" if denies else "value not known"
            elif kind == "date" and draw < 0.55:
                terms.append(self.random.choice(PARTIAL))
                what = "denied partial date" if denies else "partial date stated"
            else:
                terms.append(self.random.choice(CONSTANTS[kind]))
                what = "denied value" if denies else what
        if what in self.avoid or f"{phrase.construct} {what}" in self.avoid:
            return []
        self.reached[phrase.construct, what] += 1
        return [f"{'it is false that ' if denies else ''}{phrase.say(terms)}"]

    def questions(self) -> tuple[str, ...]:
        """Return what is asked: everything that rules conclude, about everybody."""
        found: Lines = []
        for name in self.concluded:
            phrase = DERIVED[name]
            role, kind = phrase.slots[-1]
            for person in PEOPLE:
                if len(phrase.slots) == 1:
                    found.append(phrase.say([person]))
                elif kind == "person":
                    found += [phrase.say([person, other]) for other in PEOPLE]
                else:
                    found.append(phrase.say([person, self.random.choice(CONSTANTS[kind])]))
                    if "asked" not in phrase.attributes:
                        found += [
                            phrase.say([person, f"a {role}"]),
                            phrase.say([person, f"what {role}"]),
                        ]
            if len(phrase.slots) == 1:
                found.append(phrase.say(["who"]))
        return tuple(found)


def item(part: Lines) -> Lines:
    """Return the lines of an item of an enumeration, indented below it."""
    return [f"    (x) {part[0]}", *(f"        {line}" for line in part[1:])]
