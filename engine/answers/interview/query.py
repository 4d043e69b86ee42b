"""What the interview asks about: a sentence, some of whose places may be blank."""

from engine.proof.grounds import Pattern
from parser.datalog.atoms import atoms
from parser.datalog.tree import Program
from parser.frozen import dataclass
from parser.resolved.tree import Constant, Sentence, Statement, Variable
from parser.resolved.vocabulary import GroundAtom, Provision
from parser.values import Value
from parser.words.sentence import Predicates, sentence

Sought = tuple[str, *tuple[Value | None, ...]]
"""What makes two queries the same: the predicate and what is fixed in it."""


@dataclass(frozen=True, slots=True)
class Query:
    """A sentence that is asked about; `None` is a blank to be filled in.

    `provision` is the rule that needs it.
    """

    pred: str
    args: Pattern
    provision: Provision | None = None

    @property
    def blanks(self) -> tuple[int, ...]:
        """The places to be filled in, in slot order."""
        return tuple(place for place, value in enumerate(self.args) if value is None)

    def covers(self, statement: Statement) -> bool:
        """Tell whether a statement says something about what is asked."""
        said = statement.sentence
        return said.predicate == self.pred and all(
            wanted is None or not isinstance(term, Constant) or term.value == wanted
            for wanted, term in zip(self.args, said.args, strict=True)
        )


def key_of(query: Query) -> Sought:
    """Return what makes two queries the same."""
    return (query.pred, *query.args)


def in_words(query: Query, predicates: Predicates) -> str:
    """Write a query as a sentence with its blanks named: `Ana is married to a spouse …`."""
    return sentence(GroundAtom(query.pred, query.args), predicates, some=True)


def stating(query: Query, values: tuple[Value, ...]) -> Statement:
    """Return the statement that fills the blanks with these values, in order."""
    fillers = iter(values)
    args = tuple(Constant(next(fillers) if arg is None else arg) for arg in query.args)
    return Statement("states", Sentence(query.pred, args))


def denying(query: Query) -> Statement:
    """Return the statement that nothing of the kind is so."""
    return Statement("denies", Sentence(query.pred, _wild(query)))


def closing(query: Query) -> Statement:
    """Return the statement that nothing more of the kind is to come."""
    return Statement("closes", Sentence(query.pred, _wild(query)))


def _wild(query: Query) -> tuple[Constant | Variable, ...]:
    return tuple(Variable("any", "") if arg is None else Constant(arg) for arg in query.args)


def needed_by(program: Program, pred: str) -> Provision | None:
    """Return the first provision one of whose rules speaks of `pred`."""
    for rule in program.rules:
        if rule.provision is not None and any(atom.pred == pred for atom in atoms(rule.body)):
            return rule.provision
    return None
