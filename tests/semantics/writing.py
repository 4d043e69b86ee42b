"""A seed -> a law, a case and questions, written in the language."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parser.resolved.vocabulary import VALUE_KINDS
from tests.semantics.cases import case, questions
from tests.semantics.conditions import Conditions, Scope
from tests.semantics.drafts import Lines, Nothing
from tests.semantics.engines import Text
from tests.semantics.phrases import BASE, CONSTANTS, DERIVED, PERSON, Phrase


@dataclass
class Writer(Conditions):
    """Writes one text, and further cases for it."""

    choices: Lines = field(default_factory=list)

    def text(self) -> Text:
        """Return a law with a case and questions."""
        how_many = self.random.choice((2, 2, 3))
        self.base = self.random.sample(self.allowed(BASE), how_many)
        reading = self.may("reading", 0.12)
        rules: list[Lines] = []
        heads = self.random.sample(self.allowed(DERIVED), self.random.choice((1, 2, 2)))
        for number, name in enumerate(heads):
            rules += self.rules_for(name, f"R{number}", reading and number == 0)
            self.concluded.append(name)
        overlay = self.overlay(heads[0]) if self.may("body of law", 0.08) else ""
        about = [name for name in self.base if BASE[name].slots[0] == PERSON]
        if about and self.may("constraint", 0.15):
            rules.append(self.constraint(about))
        law = ['law t "T"', '    published "x"', "", "names of country: Serbia, Malta"]
        if self.may("everybody named", 0.5):
            self.reached["law", "everybody named"] += 1
            law.append("names of person: Ana, Mia")
        law.append("")
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
        self.choices = choices
        return Text("\n".join(law), self.case(), questions(self), overlay)

    def case(self) -> str:
        """Return a case under the law that was written last; each call gives another."""
        return case(self, self.choices)

    # rules

    def constraint(self, names: Sequence[str]) -> Lines:
        """Return what cannot be: two sentences together, or one with some values, or with any."""
        valued = [name for name in names if BASE[name].values]
        lines = ['impossible C1 "c"', '    cites "1"']
        said = self.phrase(self.random.choice(valued or names))
        roles = [role for role, _ in said.slots[1:]]
        terms = ["a person", *(f"a {role}" for role in roles)]
        pairs = [(r, k) for r, k in said.slots[1:] if k in VALUE_KINDS]
        others = [name for name in names if BASE[name] is not said]
        if others and (not pairs or self.random.random() < 0.5):
            self.reached["law", "constraint of sentences"] += 1
            other = self.phrase(self.random.choice(others))
            rest = [self.random.choice(CONSTANTS[kind]) for _, kind in other.slots[1:]]
            own = [self.random.choice(CONSTANTS[kind]) for _, kind in said.slots[1:]]
            first = said.say(["a person", *own])
            return [*lines, f"    that {first}", f"    and {other.say(['the person', *rest])}"]
        lines.append(f"    that {said.say(terms)}")
        if not pairs:
            self.reached["law", "constraint of one sentence"] += 1
            return lines
        role, kind = pairs[0]
        if len(pairs) > 1 and pairs[1][1] == kind:
            self.reached["law", "constraint of two values"] += 1
            return [*lines, f"    and the {pairs[1][0]} < the {role}"]
        self.reached["law", "constraint of a value"] += 1
        op = self.random.choice(("=", "!=")) if kind == "text" else self.random.choice((">", "="))
        return [*lines, f"    and the {role} {op} {self.random.choice(CONSTANTS[kind])}"]

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
        if "asked" in phrase.attributes and self.random.random() < 0.4:
            role, kind = phrase.slots[-1]
            self.reach("asked and compared alone", where)
            parts.append([self.comparison(role, kind, Scope({}, set()), where)])
        how_many = self.random.choice((1, 1, 2))
        if parts:
            how_many = self.random.choice((0, how_many))
        for _ in range(how_many):
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
