"""A situation -> a worked case to paste, which the engine has answered as the case expects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.answers.worked_cases import check_case
from engine.audit.part import Part
from kb.base import KnowledgeBase
from kb.from_files import read_cases
from parser.datalog.naming import Denial, write
from parser.datalog.tree import Program, Row
from parser.resolved.tree import Constant, Question, Sentence, Statement, Variable
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import SourceError
from parser.words.case_text import shortest_line, value_text
from parser.words.sentence import Declaring, phrase
from parser.words.turned_round import turned_round


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question about a row of a sentence, and the answer it is to have, with rules behind it.

    `about` is the sentence, if that is another one than the part is about.
    """

    row: Row
    verdict: str
    by: tuple[str, ...] = ()
    about: Predicate | None = None


class Replay:
    """Writes cases about one part, and has them answered."""

    def __init__(self, kb: KnowledgeBase, part: Part) -> None:
        """Take the laws that answer."""
        self._kb = kb
        self._part = part
        self._words = Declaring(kb.predicates, kb.vocabulary.names)
        self.asked = 0

    def worked(
        self, title: str, statements: Sequence[Statement], wanted: Sequence[Wanted]
    ) -> str | None:
        """Return a case that states a situation and is answered as wanted; None if none is.

        It closes as little as it can: what is not stated is left open where that suffices.
        """
        for closing in self._closings():
            for plain in (False, True):
                text = self._written(title, (*statements, *closing), wanted, plain)
                if self.agrees(text):
                    return text
        return None

    def agrees(self, text: str, without: Sequence[str] = ()) -> bool:
        """Tell whether the laws answer a case as it expects, with some rules left out of them."""
        self.asked += 1
        kb = self._without(without) if without else self._kb
        try:
            cases = read_cases(text, "a case of the audit", kb)
        except SourceError:
            return False
        checked = [
            one
            for case in cases
            for one in check_case(case, lambda question, case: ask(kb, question, case))
        ]
        return bool(checked) and all(one.met for one in checked)

    def denies(self, text: str, row: Row) -> bool:
        """Tell whether the rules say in a case that a row of the sentence is false.

        That is more than *no*, which is answered too where nothing is said.
        """
        self.asked += 1
        denial = write(Denial(self._part.goal))
        if denial not in self._kb.predicates:
            return False
        sentence = Sentence(denial, tuple(Constant(value) for value in row))
        (case,) = read_cases(text, "a case of the audit", self._kb)
        reply = ask(self._kb, Question(sentence, text=denial), case, every_route=False)
        return isinstance(reply, Answer) and reply.verdict == "yes"

    def _without(self, rules: Sequence[str]) -> KnowledgeBase:
        program = self._kb.program
        kept = tuple(
            one for one in program.rules if one.provision is None or one.provision.rule not in rules
        )
        changed: Program = replace(program, rules=kept)
        return replace(self._kb, read_program=lambda: changed, digest="")

    def _closings(self) -> Iterator[tuple[Statement, ...]]:
        yield ()
        every = Statement("closes all", Sentence("", ()))
        yield (every,)
        findings = tuple(
            Statement("closes", Sentence(one.name, tuple(_anything(one))))
            for one in self._part.stated
            if one.origin == "decided" and not one.else_no
        )
        if findings:
            yield (every, *findings)

    def _written(
        self, title: str, statements: Sequence[Statement], wanted: Sequence[Wanted], plain: bool
    ) -> str:
        quoted = title.replace('"', "'")
        lines = [f'case "{quoted}"', f"    as of {self._part.day.isoformat()}"]
        switches = {one.id: one for one in self._part.program.switches}
        for name, choice in self._part.under:
            if choice != switches[name].default:
                lines.append(f"    under {name}{'' if choice == 'on' else f' {choice}'}")
        lines.append("    given")
        lines += [f"        {shortest_line(one, self._words)}" for one in statements]
        if not statements:
            lines.pop()
        lines.append("    expect")
        for one in wanted:
            by = f" by {', '.join(dict.fromkeys(one.by))}" if one.by else ""
            lines.append(f"        {self._question(one, plain)}: {one.verdict}{by}")
        return "\n".join(lines) + "\n"

    def _question(self, wanted: Wanted, plain: bool) -> str:
        predicate = wanted.about or self._part.predicate
        slots = tuple(value_text(value, self._words.names) for value in wanted.row)
        if plain:
            return phrase(predicate, slots)
        turned = turned_round(predicate, slots, ()).removesuffix("?")
        first, _, rest = turned.partition(" ")
        return f"{first.lower()} {rest}" if rest else phrase(predicate, slots)


def _anything(predicate: Predicate) -> Iterator[Variable]:
    for slot in predicate.slots:
        yield Variable(slot.role, slot.kind)
