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
from parser.datalog.tree import Atom, Comparison, Const, Literal, Negation, Program, Rule
from parser.resolved.tree import Case, Question, Sentence
from parser.resolved.vocabulary import Predicate
from parser.text.diagnostic import SourceError

_GOAL = "audited"
_BESIDE = "audited/beside"


def never(asked: Asked, body: Sequence[Literal]) -> bool:
    """Tell whether the engine says that conditions of a rule hold in no case at all."""
    return _says_no(asked, body, ())


def never_without(asked: Asked, rule: Rule, other: Rule) -> bool:
    """Tell whether the engine says that one rule never concludes what another does not."""
    own = replace(other, head=Atom(_BESIDE, other.head.args), body=other.body)
    return _says_no(asked, (*rule.body, Negation(Atom(_BESIDE, rule.head.args))), (own,))


def _says_no(asked: Asked, body: Sequence[Literal], more: tuple[Rule, ...]) -> bool:
    part = asked.bench.part
    own = _given(part, body)
    others = tuple((rule, _given(part, rule.body)) for rule in more)
    if own is None or any(given is None for _, given in others):
        return False
    rules = tuple(replace(rule, body=given) for rule, given in others if given is not None)
    goal = Rule(Atom(_GOAL, ()), own)
    hidden = {
        _GOAL: Predicate(_GOAL, ()),
        _BESIDE: replace(part.predicate, name=_BESIDE, single=None, asked=(), hidden=True),
    }
    program: Program = replace(
        asked.bench.kb.program,
        rules=(*asked.bench.kb.program.rules, *rules, goal),
        predicates=asked.bench.kb.program.predicates | hidden,
    )
    kb = replace(
        asked.bench.kb,
        predicates={**asked.bench.kb.predicates, **hidden},
        read_program=lambda: program,
        digest="",
    )
    case = Case("", part.day, under=dict(part.under))
    try:
        reply = ask(kb, Question(Sentence(_GOAL, ()), text=_GOAL), case, every_route=False)
    except (EvaluationError, SourceError):
        return False
    return isinstance(reply, Answer) and reply.verdict == "no"


def _given(part: Part, body: Sequence[Literal]) -> tuple[Literal, ...] | None:
    """Return conditions with the day of the question in them; None if it asks for other values."""
    goal = part.goal
    found: list[Literal] = []
    for literal in body:
        if not isinstance(literal, Atom) or literal.pred != write(AskedFor(goal)):
            found.append(literal)
            continue
        kinds = [part.predicate.slots[place].kind for place in part.predicate.asked]
        if kinds != ["date"] * len(kinds):
            return None
        found.extend(Comparison("=", term, Const(part.day)) for term in literal.args)
    return tuple(found)
