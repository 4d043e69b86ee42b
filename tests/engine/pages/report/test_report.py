"""Reports: every statement comes from a proof, and no case can break one."""

import io
import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import kb
from engine.answers.ask import ask
from engine.answers.reply import Answer, Reply
from engine.pages.report import html, markdown, text
from engine.pages.report.compose import Reported, compose
from engine.pages.report.document import Report, statements
from engine.proof.identity import node_id, premises
from engine.proof.node import Node
from kb.from_files import load_cases
from parser.words.sentence import is_hidden
from tests.engine.commands.running import zakonik
from tests.laws import shipped, told

EXAMPLES = Path(__file__).parents[4] / "examples"
LAW = Path(kb.__file__).parent / "montenegro"
ANA = str(EXAMPLES / "citizenship" / "ana.case")
QUESTION = "can Ana obtain citizenship by admittance"
FILES = [
    *sorted((EXAMPLES / "citizenship").glob("*.case")),
    *sorted((EXAMPLES / "situations").glob("*.case")),
    *sorted(LAW.glob("*.case")),
]

Capsys = pytest.CaptureFixture[str]


def nodes(reply: Reply) -> set[str]:
    """Return the identities of all proof nodes of a reply."""
    answers = (reply,) if isinstance(reply, Answer) else tuple(one for _, one in reply.rows)
    pending: list[Node] = []
    for answer in answers:
        pending += [one for one in (answer.proof, *answer.routes) if one is not None]
        pending += [node for one in answer.conflicts for node in (one.left, one.right)]
    seen: set[str] = set()
    while pending:
        node = pending.pop()
        identity = node_id(node)
        if identity not in seen:
            seen.add(identity)
            pending.extend(premises(node))
    return seen


def reports(path: Path) -> list[tuple[Report, Reply]]:
    laws = shipped()
    found = []
    for case, results in told(path)[::5]:
        for one in results[:2]:
            if one.expectation.question.sentence.predicate:
                assert one.reply is not None
                report = compose([Reported(case, one.reply)], laws.predicates, laws.version)
                found.append((report, one.reply))
    return found


class Outline(HTMLParser):
    """Collects anchors and references, and checks that tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.anchors: list[str] = []
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if name := found.get("id"):
            self.anchors.append(name)
        if (to := found.get("href")) is not None:
            self.references.append(to)
        assert tag not in ("script", "img", "link", "iframe")
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def checked(page: bytes) -> str:
    """Return a page as text once it is sound: tags closed, every reference inside it."""
    written = page.decode("utf-8")
    outline = Outline()
    outline.feed(written)
    assert outline.open == []
    assert len(set(outline.anchors)) == len(outline.anchors)
    assert {one[1:] for one in outline.references} <= set(outline.anchors)
    assert all(one.startswith("#") for one in outline.references)
    return written


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_statement_comes_from_a_proof_node(path: Path) -> None:
    laws = shipped()
    for report, reply in reports(path):
        known = nodes(reply)
        for said, node in statements(report):
            assert node in known or not known or not node, said
        for written in (text.render(report), markdown.render(report)):
            assert all(
                name not in written.decode()
                for name, predicate in laws.predicates.items()
                if predicate.hidden and ":" in name
            )
        assert not re.search(
            r"\bNone\b(?! of (?:these|the provisions)| is )", checked(html.render(report))
        )


def test_a_report_has_no_empty_section() -> None:
    for path in FILES[:8]:
        for report, _ in reports(path):
            assert all(section.blocks or section.sections for section in report.sections)


def test_without_a_fact_the_report_changes_accordingly() -> None:
    laws = shipped()
    (case,) = load_cases(ANA, laws)
    marriage = "Ana is married to Marko since 1 May 2020"
    whole = text.render(compose([Reported(case, ask(laws, QUESTION, case))], laws.predicates, ""))
    assert marriage in whole.decode()
    less = replace(case, statements=case.statements[1:])
    reply = ask(laws, QUESTION, less)
    left = text.render(compose([Reported(less, reply)], laws.predicates, "")).decode()
    assert marriage not in left
    assert left.count("\n\n\n") == 0


@pytest.mark.parametrize("ending", ["html", "md", "txt", "json"])
def test_the_command_writes_each_kind(capsys: Capsys, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"ana.{ending}"
    ended = zakonik(capsys, "report", QUESTION, "--case", ANA, "-o", str(path))
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    written = path.read_text(encoding="utf-8")
    assert "Ana is married to Marko" in written
    assert "CIT-ADM-3" in written
    if ending == "json":
        assert json.loads(written)["verdict"] == "depends"


def test_a_report_says_where_the_law_was_read(capsys: Capsys, tmp_path: Path) -> None:
    law = tmp_path / "club.law"
    law.write_text(
        'law club "Club rules"\n    source "the page of the club"\n    retrieved 2026-11-23\n'
        '    consolidated to 2024-06-30\n    published "Notice 1"\n    ours title, gazette\n'
        "vocabulary\n    {person} is a member    (given)\n    {person} may vote\n"
        'rule C-1 "Vote"\n    cites "section 1"\n    a person may vote\n'
        "    if the person is a member\n"
    )
    asked = ("may Ana vote", "--fact", "Ana is a member", "--kb", str(law))
    for ending in ("txt", "md", "html", "pdf", "docx"):
        path = tmp_path / f"ana.{ending}"
        assert zakonik(capsys, "report", *asked, "-o", str(path)).code == 0
    written = " ".join((tmp_path / "ana.txt").read_text(encoding="utf-8").split())
    assert (
        "the page of the club; retrieved on 23 November 2026; consolidated to 30 June 2024."
        in written
    )
    added = "added by the authors of these rules, and not in the source"
    assert f"Club rules (Notice 1); {added}: the title and the gazette." in written
    path = tmp_path / "ana-me.txt"
    zakonik(capsys, "report", *asked, "--lang", "me", "-o", str(path))
    assert "preuzeto 23.11.2026. godine" in " ".join(path.read_text(encoding="utf-8").split())
    answer = json.loads(zakonik(capsys, "ask", *asked, "--format", "json").out)
    assert answer["sources"] == [
        {
            "law": "club",
            "title": "Club rules",
            "published": "Notice 1",
            "source": "the page of the club",
            "retrieved": "2026-11-23",
            "published_on": None,
            "consolidated_to": "2024-06-30",
            "ours": ["title", "gazette"],
        }
    ]


def test_the_report_names_what_was_chosen(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "ana.txt"
    options = ("--law", "statute", "--reading", "CONV-7=in-time")
    zakonik(capsys, "report", QUESTION, "--case", ANA, "-o", str(path), *options)
    written = path.read_text(encoding="utf-8")
    assert "Readings and laws chosen: CONV-7 in-time; statute" in written
    assert "STAT-11" in written


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\u0410\u043d\u0430 & \u041a\u043e", "*_[x](y)_*", "a\\lb"],
)
def test_a_name_is_only_a_name(capsys: Capsys, tmp_path: Path, name: str) -> None:
    fact = f'"{name}" was born on 1990-01-01'
    question = f'has "{name}" reached the age of eighteen'
    for ending in ("html", "md", "txt"):
        path = tmp_path / f"report.{ending}"
        ended = zakonik(capsys, "report", question, "--fact", fact, "-o", str(path))
        assert (ended.code, ended.err) == (0, "")
        if ending == "html":
            assert "<script" not in checked(path.read_bytes())


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("report.exe", "a report cannot be written as `.exe`"),
        ("report", "has no ending"),
        ("no/such/folder/report.html", "cannot be written"),
        (".", "has no ending"),
    ],
)
def test_a_report_that_cannot_be_written_is_one_clear_error(
    capsys: Capsys, tmp_path: Path, output: str, told: str
) -> None:
    path = f"{tmp_path}/{output}"
    ended = zakonik(capsys, "report", QUESTION, "--case", ANA, "-o", path)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert list(tmp_path.iterdir()) == []


def test_hidden_sentences_stay_hidden() -> None:
    laws = shipped()
    (case,) = load_cases(ANA, laws)
    reply = ask(laws, QUESTION, case)
    assert isinstance(reply, Answer)
    assert reply.proof is not None
    assert not is_hidden(reply.proof.atom, laws.predicates)  # type: ignore[union-attr]


def test_a_conversation_writes_one(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ana.html"
    lines = [
        QUESTION,
        f"report {path}",
        f"report {tmp_path}/ana.txt me",
        f"report {tmp_path}/ana.exe",
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    ended = zakonik(capsys, "repl", ANA)
    assert ended.code == 2
    assert f"written: {path}" in ended.out
    assert "cannot be written as `.exe`" in ended.out + ended.err
    assert (tmp_path / "ana.txt").read_text(encoding="utf-8").startswith("OBRAZLOŽENJE")
    assert "Ana is married to Marko" in checked(path.read_bytes())
