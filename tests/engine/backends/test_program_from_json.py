"""Programs written as JSON: what is read, and what is refused."""

import json

import pytest

from engine.backends.program_from_json import SHOWN, parse_program, run_program
from parser.datalog.tree import Var
from parser.text.diagnostic import SourceError

X = {"var": "X"}


def result(entry: object, engine: str = "reference") -> dict[str, list[list[object]]]:
    return dict(run_program(parse_program(json.dumps(entry)), engine))  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["reference", "pydatalog", "duckdb"])
def test_a_program_with_everything(engine: str) -> None:
    entry = {
        "id": "everything",
        "note": "keys beside the rules and facts are for people",
        "rules": [
            {
                "head": {"pred": "next", "args": [X, {"fn": "+", "args": [X, 1]}]},
                "body": [
                    {"pred": "n", "args": [X], "neg": False},
                    {"pred": "skipped", "args": [X, {"var": "_"}], "neg": True},
                    {"op": "<", "left": X, "right": {"fn": "neg", "args": [-9]}},
                ],
            },
            {
                "head": {"pred": "total", "args": [{"var": "T"}]},
                "body": [
                    {
                        "agg": "sum",
                        "result": {"var": "T"},
                        "term": X,
                        "body": [{"pred": "pair", "args": [X, {"var": "_"}], "neg": False}],
                    }
                ],
            },
            {"head": {"pred": "always", "args": []}, "body": []},
        ],
        "facts": {"n": [[3], [1], [9], [2]], "skipped": [[2, "a"]], "pair": [[5, 1], [5, 2]]},
    }
    assert result(entry, engine) == {
        "always": [[]],
        "n": [[1], [2], [3], [9]],
        "next": [[1, 2], [3, 4]],
        "pair": [[5, 1], [5, 2]],
        "skipped": [[2, "a"]],
        "total": [[10]],
    }


def test_integers_come_before_texts() -> None:
    assert result({"facts": {"p": [["b"], ["1"], [2], [10], ["a"]]}})["p"] == [
        [2],
        [10],
        ["1"],
        ["a"],
        ["b"],
    ]


def test_names_that_look_like_the_readers_own() -> None:
    body = [{"pred": "q", "args": [{"var": "expression 1"}], "neg": False}]
    head = {"pred": "p", "args": [{"fn": "+", "args": [{"var": "expression 1"}, 1]}]}
    assert result({"rules": [{"head": head, "body": body}], "facts": {"q": [[1]]}})["p"] == [[2]]
    (found,) = parse_program(json.dumps({"rules": [{"head": head, "body": body}]})).rules
    assert found.head.args == (Var("expression 1"),)


def atom(*args: object) -> dict[str, object]:
    return {"pred": "p", "args": list(args)}


def rule(head: object, *body: object) -> dict[str, object]:
    return {"rules": [{"head": head, "body": list(body)}]}


def deep(levels: int) -> object:
    return 1 if levels == 0 else {"fn": "neg", "args": [deep(levels - 1)]}


def nested(levels: int) -> object:
    body = [nested(levels - 1)] if levels else [atom(X)]
    return {"agg": "count", "result": {"var": f"N{levels}"}, "term": None, "body": body}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ([], "`[]` stands where a program belongs"),
        ({"typo": []}, "`rules` or `facts`"),
        ({"rules": 1}, "a list of rules"),
        ({"rules": [1]}, "rule 1: `1` stands where a rule"),
        ({"rules": [{"head": atom(1), "bdy": []}]}, "a rule with `head` and `body`"),
        ({"rules": [{}]}, "an atom"),
        (rule({"pred": "p", "args": [], "neg": True}), "an atom with `pred` and `args`"),
        (rule({"pred": 1, "args": []}), "a name in `pred`"),
        (rule(atom(True)), "a text or an integer"),
        (rule(atom(None)), "a text or an integer"),
        (rule(atom([1])), "a text or an integer"),
        (rule(atom("\ud800")), "whole characters"),
        (rule(atom({"var": 1})), "a variable with a name"),
        (rule(atom({"var": ""})), "a variable with a name"),
        (rule(atom({"var": "X", "fn": "+"})), "a variable"),
        (rule(atom({"fn": "max", "args": [1, 2]})), "one of + -"),
        (rule(atom({"fn": ["+"], "args": [1, 2]})), "one of + -"),
        (rule(atom({"fn": "+", "args": [1]})), "as many arguments"),
        (rule(atom(deep(300))), "nests less deeply"),
        (rule(atom(), nested(150)), "nests less deeply"),
        (rule(atom(), {**atom(), "neg": "yes"}), "`true` or `false`"),
        (rule(atom(), {"op": "~", "left": 1, "right": 2}), "one of ="),
        (rule(atom(), {"op": "=", "left": 1, "rihgt": 2}), "`left` and `right`"),
        (rule(atom(), {"agg": "avg", "result": X, "term": X, "body": []}), "one of count"),
        (rule(atom(), {"agg": "sum", "result": X, "term": None, "body": []}), "a text or"),
        ({"facts": []}, "rows by predicate"),
        ({"facts": {"p": 1}}, "facts of `p`: `1` stands where a list of rows"),
        ({"facts": {"p": [1]}}, "a list of constants"),
        ({"facts": {"p": [[1], [1, 2]]}}, "`p` has 1 place elsewhere and 2 here"),
        (rule(atom(X)), "nothing gives `X` a value"),
        (rule(atom(), {**atom(), "neg": True}), "only where that is not so"),
    ],
)
def test_malformed_programs(entry: object, message: str) -> None:
    with pytest.raises(SourceError) as refused:
        parse_program(json.dumps(entry), "a.json")
    (problem,) = refused.value.diagnostics
    assert message in problem.message
    assert problem.help
    assert len(problem.message) < 300


@pytest.mark.parametrize(
    "text",
    ["", "[", "{} x", "NaN", '{"facts": {"p": [[1.5]]}}', '{"facts": {"p": [[1e5]]}}', "[" * 99_999,
     '{"facts": {"p": [[' + "9" * 5_000 + "]]}}", '{"facts": {"p": [[Infinity]]}}'],
)  # fmt: skip
def test_text_that_is_no_program(text: str) -> None:
    with pytest.raises(SourceError) as refused:
        parse_program(text, "a.json")
    (problem,) = refused.value.diagnostics
    assert problem.at.file == "a.json"
    assert problem.help
    assert len(problem.message) < 200


def test_all_problems_at_once() -> None:
    entry = {
        "rules": [{"head": 1}, {"head": atom(1)}, {"head": atom(1), "body": [{"op": "?"}]}],
        "facts": {"q": [[None]], "r": 5},
    }
    with pytest.raises(SourceError) as refused:
        parse_program(json.dumps(entry))
    places = [problem.message.partition(":")[0] for problem in refused.value.diagnostics]
    assert places == ["rule 1", "rule 3", "facts of `q`", "facts of `r`"]
    with pytest.raises(SourceError) as refused:
        parse_program(json.dumps({"rules": [None] * 10_000}))
    assert len(refused.value.diagnostics) == SHOWN
