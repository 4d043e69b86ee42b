"""Whatever the words are, the answer is a tree or errors: never a crash, never a long wait."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from parser.resolved import (
    Question,
    UnknownSentence,
    Vocabulary,
    resolve_law,
    resolve_question,
    resolve_statement,
    vocabulary_of,
)
from parser.syntax.tree import (
    Attribute,
    Call,
    Compares,
    Expression,
    Group,
    Holds,
    Item,
    LawDecl,
    LawFile,
    Quantity,
    Reference,
    RuleDecl,
    Sentence,
    SlotDecl,
    StatementDecl,
    Template,
    Token,
)
from parser.text.diagnostic import SourceError
from parser.values import Amount, Duration, Range, Share
from tests.parser.resolved.written import demo, no_table
from tests.work import at_most

WORDS = """
    Ana Marko Serbia Bosnia and Herzegovina a an the another other person spouse country date today
    is was does did do can may who whom which what when how many much someone anything it true that
    banned married to from born on in hold holds have has children stay national of earns owns
    share firm wrote is_banned visa_free _ ?x Ж İstanbul 日本 __import__('os') ; ( ) , ? . / 's
"""
TOKENS = st.one_of(
    st.sampled_from(WORDS.split()).map(lambda word: Token("word", word)),
    st.sampled_from(list("(),?_/.'")).map(lambda mark: Token("mark", mark)),
    st.text(max_size=5).map(lambda text: Token("text", text)),
    st.text(min_size=1, max_size=5).map(lambda text: Token("word", text)),
    st.sampled_from(
        [
            Token("number", "42", 42),
            Token("number", "2012", 2012),
            Token("number", "1.5", Decimal("1.5")),
            Token("date", "2026-11-23", date(2026, 11, 23)),
            Token("date", "2008-06", Range(date(2008, 6, 1), date(2008, 6, 30))),
            Token("duration", "90 days", Duration(days=90)),
            Token("share", "51%", Share(Decimal(51))),
            Token("amount", "1 EUR", Amount(Decimal(1), "EUR")),
        ]
    ),
)
VOCABULARY: list[Vocabulary] = []


def vocabulary() -> Vocabulary:
    if not VOCABULARY:
        VOCABULARY.append(demo())
    return VOCABULARY[0]


@settings(max_examples=300)
@given(st.lists(TOKENS, max_size=12).map(tuple), st.booleans())
def test_any_question_is_answered(tokens: tuple[Token, ...], strict: bool) -> None:
    try:
        found = resolve_question(Sentence(tokens), vocabulary(), {"Ana": "person"}, strict)
    except SourceError as error:
        assert error.diagnostics
    else:
        assert isinstance(found, Question | UnknownSentence)


@settings(max_examples=200)
@given(
    st.lists(TOKENS, max_size=10).map(tuple),
    st.sampled_from(["states", "denies", "closes", "closes plural"]),
)
def test_any_statement_is_answered(tokens: tuple[Token, ...], kind: str) -> None:
    try:
        statement = StatementDecl(kind, Sentence(tokens))  # type: ignore[arg-type]
        found = resolve_statement(statement, vocabulary(), {})
    except SourceError as error:
        assert error.diagnostics
    else:
        predicate = vocabulary().predicates[found.sentence.predicate]
        assert len(found.sentence.args) == len(predicate.slots)


def law_of(*declarations: Template | RuleDecl) -> LawFile:
    return LawFile(LawDecl("demo", "Demo"), declarations)


def words(text: str) -> tuple[Token, ...]:
    return tuple(Token("word", word) for word in text.split())


PERSON = SlotDecl("person", "person")
STAY = Template((PERSON, *words("may stay")))
BANNED = Template((PERSON, *words("is banned")), (Attribute("given"),))
HEAD = Sentence(words("a person may stay"))


def refusals(file: LawFile) -> list[str]:
    try:
        resolve_law(file, (), no_table)
    except SourceError as error:
        return [problem.code for problem in error.diagnostics]
    return []


def test_deep_expressions_are_refused() -> None:
    deep: Expression = Quantity(1)
    for _ in range(50_000):
        deep = Call("+", (deep, Quantity(1)))
    rule = RuleDecl("R", "R", HEAD, (Item(Compares("=", Quantity(1), deep)),))
    assert refusals(law_of(STAY, rule)) == ["too-deep"]


def test_deep_conditions_are_refused() -> None:
    item = Item(Holds(Sentence(words("the person is banned"))))
    for _ in range(50_000):
        item = Item(Group("all", (item,)))
    rule = RuleDecl("R", "R", HEAD, (item,))
    assert refusals(law_of(STAY, BANNED, rule)) == ["too-deep"]


def test_endless_templates_are_refused() -> None:
    endless = Template(tuple(SlotDecl(f"r{n}", "person") for n in range(100_000)))
    assert refusals(law_of(endless)) == ["template-too-long"]


def test_many_errors_take_linear_time() -> None:
    with at_most(10_000_000):
        rules = [
            RuleDecl(
                f"R-{n}", "R", Sentence(words(f"the persn may fly to Moon{n} on unknown{n} days"))
            )
            for n in range(5_000)
        ]
        kinds = [
            Template((SlotDecl(f"kindd{n}", f"kindd{n}"), *words(f"is w{n}"))) for n in range(5_000)
        ]
        found = refusals(law_of(STAY, *kinds, *rules))
        assert (found.count("unknown-sentence"), found.count("unknown-kind")) == (5_000, 5_000)


def test_templates_made_to_clash_take_bounded_time() -> None:
    with at_most(3_000_000):
        same = [
            Template((PERSON, *words("is in")), (Attribute("as", f"name{n}"),))
            for n in range(5_000)
        ]
        assert refusals(law_of(*same)) == ["template-clash"] * 4_999


def test_ten_thousand_unbound_nouns_take_linear_time() -> None:
    with at_most(1_000_000):
        items = tuple(
            Item(Compares("=", Reference("the", f"noun{n}"), Quantity(n))) for n in range(10_000)
        )
        found = refusals(law_of(STAY, RuleDecl("R", "R", HEAD, items)))
        assert found == ["unbound-noun"] * 10_000


def test_a_big_law_resolves_at_once() -> None:
    with at_most(10_000_000):
        declarations: list[Template | RuleDecl] = [BANNED]
        for n in range(4_000):
            declarations.append(
                Template((PERSON, *words(f"satisfies requirement w{n} of the law")))
            )
            head = Sentence(words(f"a person satisfies requirement w{n} of the law"))
            body = (
                Item(
                    Holds(Sentence(words(f"the person satisfies requirement w{n // 2} of the law")))
                ),
                Item(Holds(Sentence(words("the person is banned")))),
            )
            declarations.append(RuleDecl(f"R-{n}", "R", head, body))
        found = resolve_law(law_of(*declarations), (), no_table)
        assert len(found.rules) == 4_000
        asked = Sentence(words("does Ana satisfy requirement w17 of the law"))
        question = resolve_question(asked, vocabulary_of([found]), {}, strict_names=False)
        assert isinstance(question, Question)
        assert question.sentence.predicate == "satisfies_requirement_w17_of_the_law"
