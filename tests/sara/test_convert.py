"""Facts and queries of the form of the public data, in words of ours; the stories are our own."""

from typing import Any

import pytest

from kb import load
from tests.sara.__main__ import LAWS, by_section, outcome
from tests.sara.convert import Unasked, converted
from tests.sara.events import PublicCase, read

WEDDING: list[list[Any]] = [
    ["marriage_", "wed"],
    ["agent_", "wed", "nora"],
    ["agent_", "wed", "otto"],
    ["start_", "wed", "2016-03-04"],
]
PAY: list[list[Any]] = [
    ["income_", "job"],
    ["agent_", "job", "nora"],
    ["amount_", "job", 27100],
    ["start_", "job", "2016-12-31"],
]
WORK: list[list[Any]] = [
    ["service_", "chores"],
    ["agent_", "chores", "otto"],
    ["patient_", "chores", "nora"],
    ["start_", "chores", "2016-01-01"],
    ["end_", "chores", "2016-03-31"],
    ["purpose_", "chores", "domestic service"],
    ["payment_", "thanks"],
    ["agent_", "thanks", "nora"],
    ["patient_", "thanks", "otto"],
    ["purpose_", "thanks", "chores"],
    ["amount_", "thanks", 999],
    ["start_", "thanks", "2016-03-31"],
]


def case(facts: list[list[Any]], pred: str, args: list[Any], expected: bool | int) -> PublicCase:
    """Return a case of the form of the data."""
    query = {"pred": pred, "args": args}
    line = {"id": "s0_own", "text": "", "question": "", "facts": facts}
    return read({**line, "query": query, "expected": expected})


def test_events_become_sentences() -> None:
    asked = converted(case(WEDDING, "s7703", ["nora", "otto", *"abcdef", 2016], True))
    assert asked.given == (
        '"Nora" is an individual',
        '"Otto" is an individual',
        '"Nora" is married to "Otto" from 2016-03-04 to 2999-12-31',
    )
    assert asked.questions == (
        '"Nora" is married within section 7703 to "Otto" for the year to 2016-12-31',
    )


@pytest.mark.parametrize(
    "public",
    [
        case(PAY, "tax", ["nora", 2016, {"var": "Tax"}], 3315),
        case(PAY, "tax", ["nora", 2017, {"var": "Tax"}], 0),
        case([*PAY, *WEDDING], "s1_c", ["nora", 2016, {"var": "_"}, 3315], False),
        case(WEDDING, "s152_c_1_E", ["nora", {"var": "_"}, 2016], True),
        case(WORK, "s3306_c_2", [{"var": "_"}, "nora", 2016], True),
        case(WORK, "s3306_a_3", ["nora", 2016, {"var": "_"}], False),
        case(
            [["s63", "nora", 2016, 22100], *PAY], "s1_c", ["nora", 2016, {"var": "_"}, 3315], True
        ),
    ],
    ids=lambda public: f"{public.query['pred']} {public.expected}",
)
def test_the_answer_is_compared_with_what_is_expected(public: PublicCase) -> None:
    found = outcome(public, load(str(LAWS)), prove=True)
    assert found.right, found.said


def test_another_amount_than_expected_is_wrong() -> None:
    found = outcome(
        case(PAY, "tax", ["nora", 2016, {"var": "Tax"}], 3316), load(str(LAWS)), prove=False
    )
    assert (found.right, found.said) == (False, "3315")
    assert by_section([found])[-1].startswith("all             0 of   1 right")


def test_a_query_of_another_kind_is_not_asked() -> None:
    with pytest.raises(Unasked):
        converted(case(WEDDING, "s9999", ["nora"], True))
