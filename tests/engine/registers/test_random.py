"""Random laws over registers of random cases: each case has the answer that it has by itself."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers.settling import verdict
from engine.answers.world import Goal, World
from engine.backends import backend
from engine.rails.from_datalog import to_rails
from engine.registers.chunks import in_database
from engine.registers.prepared import prepared
from engine.registers.rules.subject import SUBJECT
from parser.datalog.tree import Program
from parser.resolved.tree import Case, Constant, Question, Sentence
from parser.values import Entity
from tests.engine.registers.registers import register_of
from tests.properties.programs import ANA, AS_OF, random_case, random_program

CASES = 8


def alone(program: Program, case: Case, pred: str) -> str:
    from engine.answers.cases import statements

    railed = to_rails(program, (pred,))
    loaded = backend("reference").load(railed.program)
    where = World(railed, loaded, statements(case), AS_OF, also=(ANA,))
    return verdict(where, Goal(pred, (ANA,)))


@given(st.integers(min_value=0, max_value=10**9), st.booleans())
@settings(max_examples=16)
def test_a_register_answers_as_each_case_does(seed: int, wide: bool) -> None:
    random = Random(seed)
    program = random_program(random)
    cases = [
        Case(f"case {number}", AS_OF, tuple(one.statement for one in random_case(random)))
        for number in range(CASES)
    ]
    database, register = register_of(program.predicates, cases, ANA, wide)
    pred = f"p{random.choice((2, 3, 4))}"
    question = Question(Sentence(pred, (Constant(Entity("person", SUBJECT)),)))
    table = in_database(database, prepared(program, question, AS_OF, register), register)
    found = dict(database.execute(f"SELECT a0, verdict FROM ({table})").fetchall())
    for number, case in enumerate(cases):
        if found[number] is not None:  # what findings on both sides decide is asked alone
            assert found[number] == alone(program, case, pred), case.title
