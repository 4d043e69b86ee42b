"""Template -> Predicate: a line of the vocabulary becomes a predicate with typed slots."""

import re
from collections.abc import Collection
from itertools import count

from parser.resolved.asking import with_question
from parser.resolved.forms import other_wordings, parts_of, template_name
from parser.resolved.suggestions import did_you_mean
from parser.resolved.vocabulary import MEANING, VALUE_KINDS, Origin, Predicate, Slot
from parser.resolved.wording import ascii_name, phrase
from parser.syntax.tree import Attribute, SlotDecl, Template, Token
from parser.text.diagnostic import Diagnostic, Label

_LONGEST = 200
_ORIGINS: dict[str, Origin] = {"given": "given", "listed": "listed", "decided by": "decided"}
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PHRASE = re.compile(r"\{([^{}]*)\}|([^\s{}]+)")


def predicate_of(
    template: Template, kinds: Collection[str], law: str, problems: list[Diagnostic]
) -> Predicate | None:
    """Return the predicate that a template declares; report what is wrong with it.

    `kinds` are the kinds of individuals that may be used. One whose attributes alone are wrong is
    returned all the same: else each line that uses it would be reported as well. The name is
    the literal words joined by `_` unless the template sets it with `as`; where another law has
    such a sentence, that of its law stands in front, and the words that name the law behind it.

    >>> words = (SlotDecl("person", "person"), Token("word", "Is"), Token("word", "banned"))
    >>> found = predicate_of(Template(words), {"person"}, "demo", [])
    >>> found.name, found.parts, found.origin
    ('is_banned', (0, 'Is', 'banned'), 'derived')
    """
    before = len(problems)
    if len(template.parts) > _LONGEST:
        problems.append(
            Diagnostic(
                "template-too-long",
                f"this sentence has {len(template.parts)} words, more than {_LONGEST}",
                template.span,
                help="say it in fewer words, or as several sentences",
            )
        )
        return None
    slots = _slots(template, kinds, problems)
    words = [part.text for part in template.parts if isinstance(part, Token)]
    if not words:
        problems.append(
            Diagnostic(
                "template-without-words",
                f"`{phrase(template.parts)}` has no word of its own",
                template.span,
                help="add words that tell this sentence from every other",
            )
        )
    usable = len(problems) == before
    given = _Attributes(template, slots, problems)
    origin, authority = given.origin()
    given.check_name()
    name = template_name(template)
    behind = (*MEANING, template.meaning) if template.meaning else ()
    plural, single = given.plural(), given.single()
    predicate = Predicate(
        name=f"{ascii_name([template.meaning])}.{name}" if behind else name,
        slots=slots,
        origin=origin,
        parts=(*parts_of(template.parts), *behind),
        single=single[-1] if single else None,
        asked=given.asked(),
        irreflexive=given.irreflexive(),
        authority=authority,
        plural=(*plural, *behind) if plural else (),
        else_no=given.else_no(),
        law=law,
        also=tuple((*form, *behind) for form in other_wordings(template, problems)),
        together=single[:-1],
        numbers=given.numbers(),
        apart=bool(behind),
        span=template.span,
    )
    return with_question(predicate, template, problems) if usable else None


def part_key(part: str) -> str:
    """Return the key of a literal part, equal to `literal_key` of the token it was made from."""
    return part if part.startswith('"') and len(part) > 1 else part.casefold()


def _slots(
    template: Template, kinds: Collection[str], problems: list[Diagnostic]
) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    places: dict[str, SlotDecl] = {}
    for part in template.parts:
        if not isinstance(part, SlotDecl):
            continue
        kind, role = part.kind.casefold(), part.role.casefold()
        if kind not in VALUE_KINDS and kind not in kinds:
            otherwise = f"declare it with `kind {kind}`"
            if part.role == part.kind:
                otherwise += f", or say of what kind it is: `{{{kind}: number}}`"
            problems.append(
                Diagnostic(
                    "unknown-kind",
                    f"there is no kind `{part.kind}`",
                    part.span,
                    help=did_you_mean(kind, [*sorted(VALUE_KINDS), *kinds], otherwise, problems),
                )
            )
        if role in places and role == kind:
            role = next(f"{kind} {n}" for n in count(2) if f"{kind} {n}" not in places)
        elif role in places:
            problems.append(
                Diagnostic(
                    "duplicate-role",
                    f"two slots are called `{role}`",
                    part.span,
                    (Label(places[role].span, "the first one"),),
                    "give one of them another role",
                )
            )
        places[role] = part
        slots.append(Slot(role, kind))
    return tuple(slots)


class _Attributes:
    """The attributes of one template, read one by one."""

    def __init__(
        self, template: Template, slots: tuple[Slot, ...], problems: list[Diagnostic]
    ) -> None:
        self._slots = slots
        self._problems = problems
        self._template = template
        self._found: dict[str, Attribute] = {}
        for attribute in template.attributes:
            first = self._found.setdefault(attribute.word, attribute)
            if first is not attribute and attribute.word not in ("asked", "also", "single"):
                self._report(
                    "duplicate-attribute",
                    f"`{attribute.word}` is said twice",
                    attribute,
                    "leave one of them out",
                    first,
                )

    def _report(
        self, code: str, message: str, at: Attribute, advice: str, also: Attribute | None = None
    ) -> None:
        labels = (Label(also.span, "the other one"),) if also else ()
        self._problems.append(Diagnostic(code, message, at.span, labels, advice))

    def origin(self) -> tuple[Origin, str]:
        """Return where facts come from, and for a finding who makes it."""
        said = [self._found[word] for word in _ORIGINS if word in self._found]
        if len(said) > 1:
            self._report(
                "contradictory-origin",
                f"a sentence cannot be both `{said[0].word}` and `{said[1].word}`",
                said[1],
                "keep the one that says where its facts come from",
                said[0],
            )
        if not said:
            return "derived", ""
        return _ORIGINS[said[0].word], said[0].argument if said[0].word == "decided by" else ""

    def numbers(self) -> tuple[int, int] | None:
        """Return the first and the last number that the one slot of a sentence can have."""
        attribute = self._found.get("listed")
        if attribute is None or not attribute.argument:
            return None
        if [slot.kind for slot in self._slots] != ["number"]:
            self._report(
                "numbers-of-no-slot",
                "the numbers of `listed` fill the one slot of a sentence",
                attribute,
                "write a sentence with one slot of numbers, or list the rows in a table",
            )
            return None
        low, _, high = attribute.argument.partition(" ")
        return int(low), int(high)

    def check_name(self) -> None:
        """Report a name set with `as` that no predicate can have."""
        attribute = self._found.get("as")
        if attribute is not None and not _NAME.fullmatch(attribute.argument):
            self._report(
                "bad-name",
                f"`{attribute.argument}` cannot be the name of a predicate",
                attribute,
                "use small letters, digits and `_`, starting with a letter",
            )

    def _index(self, attribute: Attribute) -> int | None:
        wanted = attribute.argument.casefold()
        by_role = [n for n, slot in enumerate(self._slots) if slot.role == wanted]
        by_kind = [n for n, slot in enumerate(self._slots) if slot.kind == wanted]
        if found := by_role or (by_kind if len(by_kind) == 1 else []):
            return found[0]
        roles = [slot.role for slot in self._slots]
        listed = ", ".join(f"`{role}`" for role in roles) or "none"
        self._report(
            "unknown-role",
            f"the template has no slot `{attribute.argument}`",
            attribute,
            did_you_mean(wanted, roles, f"its slots are {listed}", self._problems),
        )
        return None

    def single(self) -> tuple[int, ...]:
        """Return the slots that the others determine, the one to go by last: a value if any is."""
        found: list[int] = []
        said = [each for each in self._template.attributes if each.word == "single"]
        for attribute in said:
            if not self._slots:
                self._report(
                    "single-without-slot",
                    "`single` needs a slot",
                    attribute,
                    "leave it out: a sentence without slots is true or not",
                )
                return ()
            index = self._index(attribute) if attribute.argument else len(self._slots) - 1
            if index is None:
                continue
            if index in found:
                role = self._slots[index].role
                advice = "leave one of them out"
                self._report("duplicate-attribute", f"`{role}` is single twice", attribute, advice)
            else:
                found.append(index)
        if len(found) > 1 and not any(word in self._found for word in _ORIGINS):
            self._report(
                "event-of-rules",
                "several single slots are one event, which somebody states",
                said[-1],
                "write `given`, `listed` or `decided by`, or leave one slot single",
            )
        return tuple(sorted(found, key=lambda one: self._slots[one].kind in VALUE_KINDS))

    def asked(self) -> tuple[int, ...]:
        """Return the value slots that a question supplies."""
        found: list[int] = []
        for attribute in self._template.attributes:
            if attribute.word != "asked" or (index := self._index(attribute)) is None:
                continue
            if self._slots[index].kind not in VALUE_KINDS:
                self._report(
                    "asked-individual",
                    f"`{attribute.argument}` is an individual, and only values can be asked",
                    attribute,
                    "let the rules find it, or make it a date, number or text",
                )
            found.append(index)
        return tuple(sorted(set(found)))

    def irreflexive(self) -> bool:
        """Tell whether the relation never holds of an individual and itself."""
        attribute = self._found.get("irreflexive")
        if attribute is None:
            return False
        kinds = [slot.kind for slot in self._slots if slot.kind not in VALUE_KINDS]
        if len(kinds) == len(set(kinds)):
            self._report(
                "irreflexive-without-pair",
                "`irreflexive` needs two individuals of one kind",
                attribute,
                "leave it out, or add the second slot",
            )
        return True

    def else_no(self) -> bool:
        """Tell whether what nobody states is not so."""
        attribute = self._found.get("else no")
        if attribute is None:
            return False
        if "given" not in self._found and "decided by" not in self._found:
            self._report(
                "else-no-without-given",
                "`else no` is about what somebody states",
                attribute,
                "write `(given, else no)`, or leave it out: a table is complete as it is, and "
                "rules conclude what they conclude",
            )
        return True

    def plural(self) -> tuple[str | int, ...]:
        """Return the parts of the phrase that closes the relation."""
        attribute = self._found.get("all")
        if attribute is None:
            return ()
        parts: list[str | int] = []
        for slot, word in _PHRASE.findall(attribute.argument):
            if word:
                parts.append(word)
                continue
            role = Attribute("all", slot.split(":")[0].strip(), span=attribute.span)
            if (index := self._index(role)) is not None:
                parts.append(index)
        if not any(isinstance(part, str) for part in parts):
            self._report(
                "bad-plural",
                f'`"{attribute.argument}"` has no word of its own',
                attribute,
                'write a phrase such as `all "marriages of {person}"`',
            )
        return tuple(parts)
