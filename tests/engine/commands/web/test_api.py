"""What programs ask over HTTP: the same answers as on the command line, errors as data."""

import json
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from engine.commands.web.limits import QUESTION, TEXT

MIRA = """\
case "Mira"
    as of 2026-11-23
    given
        Mira has been a member since 2026-10-22
        Mira has 2 books at home
        it is false that Mira owes a fee

case "Ivo"
    as of 2026-11-23
    given
        Ivo has been a member since 2026-10-22
        Ivo has 5 books at home
        it is false that Ivo owes a fee
"""


def _post(client: TestClient, path: str, **body: Any) -> Any:
    found = client.post(f"/api/v1/{path}", json=body)
    assert found.status_code == 200, found.text
    return found.json()


def test_each_question_has_its_answer_with_every_node(client: TestClient) -> None:
    said = {"case": MIRA, "title": "Mira"}
    questions = ["may Mira borrow a book", "who may borrow a book"]
    first, second = _post(client, "ask", situation=said, questions=questions)
    assert first["verdict"] == "yes"
    assert first["proof"] in first["nodes"]
    assert [one["verdict"] for one in second["rows"]] == ["yes"]
    schema = client.get("/api/v1/schemas/proof").json()
    jsonschema.validate(first, schema)
    jsonschema.validate(second, schema)


def test_facts_and_the_day_of_a_request_prevail(client: TestClient) -> None:
    said = {"case": MIRA, "title": "Mira", "as_of": "2026-11-21"}
    (early,) = _post(client, "ask", situation=said, questions=["may Mira borrow a book"])
    assert (early["verdict"], early["as_of"]) == ("no", "2026-11-21")
    facts = ["Ana has been a member since 2020-01-01", "Ana has 1 books at home"]
    (open_,) = _post(client, "ask", situation={"facts": facts}, questions=["may Ana borrow a book"])
    assert open_["verdict"] == "depends"


def test_what_is_missing_is_asked_for(client: TestClient) -> None:
    facts = ["Ana has been a member since 2020-01-01", "Ana has 1 books at home"]
    found = _post(client, "missing", situation={"facts": facts}, question="may Ana borrow a book")
    assert found["verdict"] == "depends"
    assert "waived" in json.dumps(found["asks"])


def test_other_facts_turn_an_answer(client: TestClient) -> None:
    said = {"case": MIRA, "title": "Ivo"}
    question = "may Ivo borrow a book"
    found = _post(
        client,
        "what-if",
        situation=said,
        question=question,
        facts=["Ivo has 4 books at home"],
        without=["Ivo has 5 books at home"],
    )
    assert (found["before"]["verdict"], found["after"]["verdict"]) == ("no", "yes")
    turning = _post(client, "what-if", situation=said, question=question)
    assert turning["nearest"]["verdict"] == "yes"


def test_an_interview_is_asked_step_by_step_to_its_end(client: TestClient) -> None:
    situation = {"as_of": "2026-11-23"}
    said: list[list[dict[str, Any]]] = []
    seen: list[str] = []
    found: Any = {"ended": False}
    for _ in range(9):
        found = _post(
            client, "interview", situation=situation, question="may Ana borrow a book", said=said
        )
        if found["ended"]:
            break
        turn = []
        for query in found["queries"]:
            seen.append(query["question"])
            kinds = [blank["kind"] for blank in query["blanks"]]
            rows = [["2020-01-01" if kind == "date" else "2" for kind in kinds]] if kinds else []
            turn.append({"so": "yes" if rows else "no", "rows": rows})
        said.append(turn)
    assert found["ended"]
    assert found["verdict"] == "yes"
    assert len(seen) == len(set(seen)) == len(found["said"])
    (again,) = _post(
        client, "ask", situation={"case": found["case"]}, questions=["may Ana borrow a book"]
    )
    assert again["verdict"] == "yes"


@pytest.mark.parametrize(
    "said",
    [
        [[]],
        [[{"so": "yes"}] * 9],
        [[{"so": "yes", "rows": [["2020-01-01", "x"]]}]],
        [[{"so": "yes", "rows": [["no day"]]}]],
        [[{"so": "yes", "rows": [[""]]}]],
    ],
)
def test_an_answer_that_does_not_fit_its_question_is_refused(
    client: TestClient, said: list[Any]
) -> None:
    body = {"question": "may Ana borrow a book", "said": said}
    found = client.post("/api/v1/interview", json=body)
    assert found.status_code == 422, found.text
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["diagnostics"]


def test_a_case_is_checked_with_all_that_is_wrong(client: TestClient) -> None:
    text = MIRA.replace("owes a fee", "owes a fea")
    found = _post(client, "check", case=text)
    assert [(one["code"], one["line"]) for one in found["diagnostics"]] == [
        ("unknown-sentence", 6),
        ("unknown-sentence", 13),
    ]
    jsonschema.validate(found, client.get("/api/v1/schemas/findings").json())


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("html", b"<!"),
        ("pdf", b"%PDF"),
        ("docx", b"PK"),
        ("md", b"#"),
        ("txt", b""),
        ("json", b"{"),
    ],
)
def test_a_report_comes_in_each_of_its_forms(client: TestClient, form: str, begins: bytes) -> None:
    body = {
        "situation": {"case": MIRA, "title": "Mira"},
        "questions": ["may Mira borrow a book"],
        "form": form,
    }
    found = client.post("/api/v1/report", json=body)
    assert found.status_code == 200, found.text
    assert found.content.startswith(begins)
    assert len(found.content) > 300


def test_a_rule_and_a_word_are_explained(client: TestClient) -> None:
    (rule,) = client.get("/api/v1/explain/LIB-2").json()
    assert rule["id"] == "LIB-2"
    assert client.get("/api/v1/explain/fee").json()
    assert client.get("/api/v1/explain/xyzzy").status_code == 404


def test_the_words_of_questions_and_facts_can_be_found(client: TestClient) -> None:
    (law,) = client.get("/api/v1/questions").json()["laws"]
    assert law["law"] == "lending"
    assert [one["sentence"] for one in law["questions"]] == ["{person} may borrow a book"]
    assert client.get("/api/v1/questions?law=lending&word=book").json()["laws"]
    assert client.get("/api/v1/questions?word=xyzzy").json()["others"] == ["lending"]
    found = client.get("/api/v1/words/fee").json()
    assert "{person} owes a fee" in [one["text"] for one in found["sentences"]]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("ask", {"questions": []}),
        ("ask", {"questions": ["x" * (QUESTION + 1)]}),
        ("ask", {"questions": ["may Ana borrow a book"], "situaton": {}}),
        ("ask", {"questions": ["may Ana borrow a book"], "situation": {"as_of": "2026-02-30"}}),
        ("ask", {"questions": ["may Ana borrow a book"], "situation": {"case": MIRA}}),
        ("ask", {"questions": ["may A borrow"], "situation": {"case": MIRA, "title": "Eva"}}),
        ("ask", {"questions": ["may A borrow"], "situation": {"readings": ["X=y"]}}),
        ("check", {"case": "x" * (TEXT + 1)}),
        *(
            ("ask", {"questions": ["may Ana borrow a book"], "situation": {"as_of": day}})
            for day in (0, 1.5, True, "0", "1700000000", "2026-11-23T00:00:00", "2026-1-2", "")
        ),
        ("interview", {"question": "may A borrow", "said": [[{"so": "yes", "whole": "yes"}]]}),
        ("ask", {"questions": "may A borrow a book"}),
        ("ask", {"questions": [1]}),
        ("report", {"questions": ["may A borrow a book"], "form": "exe"}),
        ("interview", {"question": "who may borrow a book"}),
        ("what-if", {"question": "may Ana borrow a book", "without": ["²"]}),
    ],
)
def test_what_does_not_fit_is_a_problem_with_its_reason(
    client: TestClient, path: str, body: dict[str, Any]
) -> None:
    found = client.post(f"/api/v1/{path}", json=body)
    assert found.status_code == 422, found.text
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["detail"]


def test_what_is_no_json_is_a_problem(client: TestClient) -> None:
    found = client.post("/api/v1/ask", content=b"{", headers={"content-type": "application/json"})
    assert found.status_code == 422
    assert client.get("/api/v1/nothing").json()["status"] == 404
    assert client.get("/api/v1/ask").json()["status"] == 405


def test_the_interface_describes_itself(client: TestClient) -> None:
    found = client.get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert {*found["paths"]} == {
        "/api/v1/ask",
        "/api/v1/check",
        "/api/v1/explain/{id}",
        "/api/v1/interview",
        "/api/v1/missing",
        "/api/v1/questions",
        "/api/v1/report",
        "/api/v1/schemas/{name}",
        "/api/v1/what-if",
        "/api/v1/words/{word}",
    }
