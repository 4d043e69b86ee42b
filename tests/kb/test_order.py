"""The order of laws that use one another."""

from kb.order import in_order
from parser.syntax.tree import LawDecl, LawFile
from parser.text.diagnostic import Diagnostic
from parser.text.span import Span


def laws(**uses: str) -> list[LawFile]:
    """Return a law for each keyword; its value names the laws that it uses."""
    return [
        LawFile(
            LawDecl(
                name,
                name.title(),
                uses=tuple((used, Span(name, 1, 2, 1, 2)) for used in words.split()),
                span=Span(name, 0, 1, 1, 1),
            )
        )
        for name, words in uses.items()
    ]


def order(files: list[LawFile]) -> tuple[list[str], list[Diagnostic]]:
    problems: list[Diagnostic] = []
    return [file.law.id for file in in_order(files, problems)], problems


def test_used_laws_come_first_whatever_the_order_of_the_files() -> None:
    files = laws(c="", a="b", b="d c", d="")
    assert order(files) == order(files[::-1])
    names, problems = order(files)
    assert problems == []
    assert names[2:] == ["b", "a"]


def test_a_circle_is_named_in_full() -> None:
    names, (problem,) = order(laws(a="b", b="c", c="a", d=""))
    assert names == []
    assert problem.code == "law-cycle"
    circle = problem.message.rpartition(": ")[2].split(" -> ")
    assert circle[0] == circle[-1]
    assert "".join(circle[:3]) in "abcabc"
    assert len(problem.also) == 2


def test_a_law_that_uses_itself_is_a_circle() -> None:
    _, (problem,) = order(laws(a="a"))
    assert problem.message == "laws use each other in a circle: a -> a"


def test_an_unknown_law_has_its_nearest_named() -> None:
    _, (problem,) = order(laws(foreigners="", a="foreigner"))
    assert (problem.code, problem.help) == ("unknown-law", "did you mean `foreigners`?")


def test_an_unknown_law_may_be_in_a_file_that_could_not_be_read() -> None:
    problems: list[Diagnostic] = []
    in_order(laws(a="b"), problems, complete=False)
    assert problems == []


def test_one_id_twice_shows_both_places() -> None:
    _, (problem,) = order(laws(a="") + laws(a=""))
    assert problem.code == "duplicate-law"
    assert problem.also[0].text == "the other one"


def test_a_long_chain_takes_no_time() -> None:
    chain = {f"l{n:05}": f"l{n + 1:05}" for n in range(20_000)} | {"l20000": ""}
    names, problems = order(laws(**chain))
    assert problems == []
    assert names[0] == "l20000"
