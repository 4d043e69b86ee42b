"""A small vocabulary and proof nodes over it, for the tests of the renderers."""

from datetime import date

from engine.answers.reply import Answer, Missing, Need
from engine.proof.node import (
    Absent,
    Assumption,
    Compared,
    Derived,
    Finding,
    Gap,
    Limit,
    Node,
    Stated,
    Status,
)
from engine.rails.said import Source
from parser.datalog.tree import Apply, Atom, Comparison, Const, Role, Rule, Var
from parser.resolved.tree import Constant, Question, Sentence
from parser.resolved.vocabulary import GroundAtom, Predicate, Provision, Slot
from parser.text.span import Span
from parser.values import Duration, Entity, Value

ANA = Entity("person", "Ana")
MARKO = Entity("person", "Marko")
TODAY = date(2026, 11, 23)
WEDDING = date(2020, 5, 1)

PERSON = Slot("person", "person")
PREDICATES = {
    "married": Predicate(
        "married",
        (PERSON, Slot("spouse", "person"), Slot("wedding", "date")),
        "given",
        (0, "is", "married", "to", 1, "from", 2),
    ),
    "admission": Predicate(
        "admission",
        (PERSON,),
        "decided",
        ("admission", "of", 0, "is", "in", "the", "interests", "of", "Montenegro"),
        authority="Ministry of Interior",
    ),
    "banned": Predicate("banned", (PERSON,), "given", (0, "is", "banned")),
    "obtains": Predicate(
        "obtains", (PERSON,), parts=(0, "can", "obtain", "citizenship", "by", "admittance")
    ),
    "not_obtains": Predicate("not_obtains", (PERSON,), denies="obtains"),
    "rule:any": Predicate("rule:any", (PERSON,), hidden=True),
}

PROVISION = Provision(
    "CIT-ADM-3",
    "Admittance by marriage",
    law_title="Law on Montenegrin Citizenship",
    cites="Acquiring of Citizenship, admittance",
    reads=("The source runs three routes together; read as alternatives.",),
    confidence="medium",
)


def atom(pred: str, *args: Value | None) -> GroundAtom:
    return GroundAtom(pred, args)


def stated(pred: str, *args: Value | None, line: int = 4) -> Stated:
    return Stated(atom(pred, *args), Source("case", Span("cases/ana.case", 0, 1, line, 9)))


def derived(
    ground: GroundAtom,
    *premises: Node,
    provision: Provision | None = PROVISION,
    role: Role = "rule",
    status: Status = "holds",
) -> Derived:
    rule = Rule(Atom(ground.pred, (Var("person"),)), (), role, provision)
    return Derived(ground, rule, "certain", (("person", ANA),), premises, status)


def comparison(today: date, gap: Gap | None = None, status: Status = "holds") -> Compared:
    left = Apply("+", (Var("wedding"), Const(Duration(36))))
    bindings = (("today", today), ("wedding", WEDDING))
    return Compared(
        Comparison("<=", left, Var("today")), bindings, date(2023, 5, 1), today, gap, status
    )


MARRIED = stated("married", ANA, MARKO, WEDDING)
OPEN = Finding(atom("admission", ANA), "Ministry of Interior", None, "open")
DENIED = Absent(atom("banned", ANA), "denied", Source("case", Span("ana.case", 0, 1, 7, 1)))
PROOF = derived(
    atom("obtains", ANA),
    MARRIED,
    comparison(TODAY),
    DENIED,
    derived(atom("rule:any", ANA), OPEN, provision=Provision("CIT-ADM-3", item="(a)"), role="item"),
    status="open",
)

QUESTION = Question(
    Sentence("obtains", (Constant(ANA),)), text="can Ana obtain  citizenship by admittance"
)
DEPENDS = Answer(QUESTION, TODAY, "depends", PROOF, (PROOF,), findings=(OPEN,))
NEED = Need(atom("married", ANA, MARKO, None), (Limit(2, None, date(2023, 12, 31)),))
UNKNOWN = Answer(
    QUESTION,
    TODAY,
    "unknown",
    missing=(Missing((NEED,), "yes", "no"),),
    routes=(derived(atom("obtains", ANA), Assumption(atom("banned", ANA)), status="unknown"),),
)
