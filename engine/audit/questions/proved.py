"""Whether the engine itself says that something is so of nobody, whatever a case states.

The solver looks at a few people and values. The engine, asked with nothing stated, answers *no*
only where no completion of the case makes it so: then no bound is left.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.answers.ask import ask
from engine.answers.reply import Answer
from engine.arithmetic.errors import EvaluationError
from engine.audit.part import Part
from engine.audit.questions.asked import Asked
from parser.datalog.naming import AskedFor, write
from parser.datalog.tree import Atom, Literal, Negation, Program, Rule
from parser.resolved.tree import Case, Constant, Question, Sentence, Variable
from parser.resolved.vocabulary import VALUE_KINDS
from parser.text.diagnostic import SourceError
from parser.values import Entity

_GOAL = "audited"
_BESIDE = "audited/beside"


def never(asked: Asked, head: Atom, body: Sequence[Literal]) -> bool:
    """Tell whether the engine says that conditions of a rule hold in no case at all."""
    return _says_no(asked, head, body, ())


def never_without(asked: Asked, rule: Rule, other: Rule) -> bool:
    """Tell whether the engine says that one rule never concludes what another does not."""
    own = replace(other, head=Atom(_BESIDE, other.head.args), body=other.body)
    body = (*rule.body, Negation(Atom(_BESIDE, rule.head.args)))
    return _says_no(asked, rule.head, body, (own,))


def _says_no(asked: Asked, head: Atom, body: Sequence[Literal], more: tuple[Rule, ...]) -> bool:
    """Ask about people of whom nothing is said: what is not so of them is so of nobody."""
    part = asked.bench.part
    if any(_asks(part, each) for each in (body, *(rule.body for rule in more))):
        return False
    goal = Rule(Atom(_GOAL, head.args), tuple(body))
    plain = replace(part.predicate, single=None, asked=(), hidden=True)
    hidden = {name: replace(plain, name=name) for name in (_GOAL, _BESIDE)}
    laws = asked.bench.kb
    program: Program = replace(
        laws.program,
        rules=(*laws.program.rules, *more, goal),
        predicates=laws.program.predicates | hidden,
    )
    kb = replace(
        laws,
        predicates={**laws.predicates, **hidden},
        read_program=lambda: program,
        digest="",
    )
    args = tuple(_anybody(part, place) for place in range(len(part.predicate.slots)))
    names = {
        one.value.name: one.value.kind
        for one in args
        if isinstance(one, Constant) and isinstance(one.value, Entity)
    }
    case = Case("", part.day, names=names, under=dict(part.under))
    try:
        reply = ask(kb, Question(Sentence(_GOAL, args), text=_GOAL), case, every_route=False)
    except (EvaluationError, SourceError):
        return False
    return isinstance(reply, Answer) and reply.verdict == "no"


def _anybody(part: Part, place: int) -> Constant | Variable:
    """Return somebody of whom nothing is said, or whoever there is of those that are all named."""
    kind = part.predicate.slots[place].kind
    if kind in VALUE_KINDS or kind in part.program.closed:
        return Variable(f"place {place}", kind)
    return Constant(Entity(kind, f"Anybody-{place}"))


def _asks(part: Part, body: Sequence[Literal]) -> bool:
    """Tell whether conditions take a value from the question: nobody can ask for all of them."""
    asked = write(AskedFor(part.goal))
    return any(isinstance(literal, Atom) and literal.pred == asked for literal in body)
