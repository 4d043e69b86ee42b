"""The laws as pages: those of a site, written when they are looked at, and a rule to be changed.

A change is tried on a text in the place of the file: the file stays as it is.
"""

import os
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from engine.answers.ask import ask
from engine.answers.changed_answers import changed_answers, rests_alike
from engine.answers.coverage import part
from engine.answers.reply import Reply
from engine.answers.worked_cases import check_case, got_words
from engine.commands.web.desk.answering import BACKEND
from engine.commands.web.desk.blocks import block
from engine.commands.web.desk.jobs import LawPage, TryLaw
from engine.commands.web.desk.looking import diagnosed, languages
from engine.commands.whole_files import write_whole
from engine.pages.changes.compared import Compared
from engine.pages.changes.document import document
from engine.pages.language import spoken
from engine.pages.report.html import inside
from engine.pages.site.addresses import slug
from engine.pages.site.akoma_ntoso import written as akoma_ntoso
from engine.pages.site.book import Book
from engine.pages.site.casebook import CaseFile, case_files, places
from engine.pages.site.cases import answered
from engine.pages.site.from_laws import book
from engine.pages.site.law_pages import law_page
from engine.pages.site.rendering import Pages
from kb.base import KnowledgeBase
from kb.changes.laws import changes
from kb.changes.version import Version
from kb.from_files import load_cases_in_part, load_laws
from parser.resolved.tree import Case, Question
from parser.text.diagnostic import SourceError
from parser.text.source import read_source
from parser.words.case_text import expected_words
from parser.words.question_words import question_words

_MOST_CASES = 12
"""How many cases that name a rule are answered for its page."""

_PATIENCE = 5.0
"""Seconds after which no further case is answered for that: each has a page of its own."""

_MOST_FILES = 12
"""Of more files of worked cases only a few are asked."""

_FEW_FILES = 1

_MOST_ASKED = 30
"""How many questions of the worked cases that rest on a change are asked, of both versions."""

_Files = tuple[tuple[CaseFile, tuple[Case, ...]], ...]

_READ: list[tuple[object, _Files, dict[str, Book]]] = []
"""What this process has made of the laws that it was asked for last."""


def page(kb: KnowledgeBase, job: LawPage) -> dict[str, Any] | None:
    """Return a page with its media type, None if there is none at its address."""
    known, files, books = _read(kb)
    assert known == kb.identity
    language = job.language if job.language in languages(kb) else "en"
    if language not in books:
        books[language] = book(kb, (), language)
    told = books[language]
    pages = Pages(language, tuple(languages(kb)), places(kb), kb.version)
    parts = {"desk": {"title": job.title, "change": job.change}}
    if job.address.endswith(".xml"):
        return _chapter_xml(told, job.address)
    if job.address.startswith("case/") and job.address.count("/") == 2:
        content = _case_page(kb, pages, files, job.address, parts)
    else:
        listed = _answered(kb, files, told, job.address, language)
        content = law_page(pages, told, listed, job.address, **parts)
    if content is None:
        return None
    is_script = job.address.endswith(".js")
    media = "text/javascript; charset=utf-8" if is_script else "text/html; charset=utf-8"
    return {"content": content, "media": media}


def _chapter_xml(told: Book, address: str) -> dict[str, Any] | None:
    """Return a chapter as Akoma Ntoso, by the name of its file."""
    name = address.rpartition("/")[2].removesuffix(".xml")
    chapter = next((one for one in told.chapters.values() if slug(one.id) == name), None)
    if chapter is None:
        return None
    return {"content": akoma_ntoso(told, chapter), "media": "application/xml"}


def _read(kb: KnowledgeBase) -> tuple[object, _Files, dict[str, Book]]:
    if not _READ or _READ[0][0] != kb.identity:
        _READ[:] = [(kb.identity, tuple(case_files(kb)), {})]
    return _READ[0]


def _answered(
    kb: KnowledgeBase, files: _Files, told: Book, address: str, language: str
) -> tuple[CaseFile, ...]:
    """Return the files of cases, those that name the rule at an address with their answers."""
    named = {one.id for one in told.leaves.values() if address == f"provision/{slug(one.id)}.html"}
    left = _MOST_CASES
    until = time.monotonic() + _PATIENCE
    found: list[CaseFile] = []
    for file, cases in files:
        listed = list(file.cases)
        for place, case in enumerate(cases):
            if (
                left
                and time.monotonic() < until
                and any(named & {*one.by} for one in case.expectations)
            ):
                left -= 1
                (one,), _ = answered(kb, [case], {language: spoken(kb, language)}, BACKEND)
                listed[place] = replace(listed[place], asked=one.asked)
        found.append(replace(file, cases=tuple(listed)))
    return tuple(found)


def _case_page(
    kb: KnowledgeBase, pages: Pages, files: _Files, address: str, parts: dict[str, Any]
) -> bytes | None:
    """Return the page of a worked case, answered now."""
    for file, cases in files:
        for listed, case in zip(file.cases, cases, strict=True):
            if listed.address == address:
                language = pages.language
                (one,), _ = answered(kb, [case], {language: spoken(kb, language)}, BACKEND)
                return pages.write("case", address, case=one.pages[language], file=file, **parts)
    return None


def rule_object(kb: KnowledgeBase, rule: str) -> dict[str, Any] | None:
    """Return a rule as its file has it, and where the file is; None if there is no such rule."""
    every = (one for law in kb.laws for one in law.rules)
    of = next((one for one in every if one.provision.rule == rule), None)
    if of is None:
        return None
    content = read_source(of.span.file)
    lines = content.split("\n")
    first, last = block(lines, of.span.line - 1)
    if lines[first][:1].isspace():
        return None
    return {
        "title": of.provision.title,
        "says": of.provision.says,
        "path": os.path.abspath(of.span.file),
        "content": content,
        "text": "\n".join(lines[first:last]),
    }


def tried(kb: KnowledgeBase, job: TryLaw) -> dict[str, Any]:
    """Return what a text in the place of a law file would change.

    These are its errors, or what it says otherwise, whose answers change, and how the worked cases
    beside the file come out. It is read in a copy of the laws, since pages quote what files say.
    """
    files = tuple(dict.fromkeys(law.span.file for law in kb.laws))
    beside = f"{job.path.removesuffix('.law')}.case"
    is_part = len(kb.cases) > _MOST_FILES
    every = [os.path.abspath(one) for one in kb.cases]
    asked = every if not is_part else _speaking(kb, job.path, job.rule, every)
    if asked and not os.path.isfile(beside):
        beside = asked[0]
    root = os.path.commonpath([os.path.dirname(os.path.abspath(one)) for one in files])
    with TemporaryDirectory(prefix="zakonik-") as folder:
        laws, cases = _copied((*files, *asked), root, folder)
        place = os.path.join(folder, os.path.relpath(job.path, root))
        write_whole(place, job.content)
        try:
            made = load_laws(laws)
        except SourceError as error:
            return {"problems": diagnosed(error.diagnostics, {}), "html": ""}
        label = os.path.basename(job.path)
        old = Version(label, root, kb, tuple(asked))
        new = Version(label, folder, made, cases)
        asks = _Asked()
        answers = changed_answers(old, new, BACKEND, most=_MOST_ASKED, asks=asks)
        compared = Compared(old, new, changes(kb, made), answers)
        found = _beside(kb, made, beside, job.rule, job.language, asks)
        known = {(one.code, one.message) for one in kb.warnings}
        warned = [one for one in made.warnings if (one.code, one.message) not in known]
        return {
            "problems": [],
            "warnings": diagnosed(warned, {}),
            "html": inside(document(compared), with_annex=False),
            "left_out": max(answers.asked - _MOST_ASKED, 0),
            "changed": compared.answers_changed,
            "is_part": is_part,
            "asked": [os.path.basename(one) for one in asked],
            "cases": [*found.results],
            "others": found.others,
            "cover": found.cover,
        }


def _speaking(kb: KnowledgeBase, path: str, rule: str, files: Sequence[str]) -> list[str]:
    """Return the files of cases that name a rule most often, else the provisions of its law, a few.

    Their texts are looked through for the ids: to read all cases of a large law takes seconds.
    """
    own = [law for law in kb.laws if os.path.abspath(law.span.file) == path]
    ids = [rule.provision.rule for law in own for rule in law.rules]
    if not ids:
        return []
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ids))})(?![\w-])")
    found = ((named.findall(read_source(file)), file) for file in files)
    often = [(-said.count(rule), -len(said), file) for said, file in found]
    return [file for _, count, file in sorted(often)[:_FEW_FILES] if count]


_COPIED = (".law", ".case", ".me", ".csv")


def _copied(
    files: Sequence[str], root: str, folder: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Copy laws with what lies beside them, and return the paths of laws and cases there."""
    inside_root = [
        one
        for one in dict.fromkeys(map(os.path.abspath, files))
        if one.startswith(os.path.join(root, ""))  # cases elsewhere are of no law here
    ]
    for source in dict.fromkeys(map(os.path.dirname, inside_root)):
        target = os.path.join(folder, os.path.relpath(source, root))
        os.makedirs(target, exist_ok=True)
        for name in os.listdir(source):
            if name.endswith(_COPIED) and os.path.isfile(os.path.join(source, name)):
                shutil.copyfile(os.path.join(source, name), os.path.join(target, name))
    made = [os.path.join(folder, os.path.relpath(one, root)) for one in inside_root]
    laws = tuple(one for one in made if one.endswith(".law"))
    return laws, tuple(one for one in made if one.endswith(".case"))


class _Beside(NamedTuple):
    """How the worked cases come out that rest on a change, and how often they try a rule.

    `others` is how many questions of the file rest on nothing that was changed.
    """

    results: tuple[dict[str, Any], ...] = ()
    others: int = 0
    cover: dict[str, Any] | None = None


class _Asked:
    """Asks what a page has to know, and nothing twice."""

    def __init__(self) -> None:
        self.replies: dict[tuple[int, str, int, str], tuple[KnowledgeBase, Reply]] = {}

    def __call__(self, kb: KnowledgeBase, question: Question, case: Case) -> Reply:
        """Return the reply of some laws to a question of a worked case."""
        key = (id(kb), os.path.basename(case.span.file), case.span.start, question.text)
        if key not in self.replies:
            self.replies[key] = (kb, ask(kb, question, case, backend=BACKEND))
        return self.replies[key][1]


def _beside(
    old: KnowledgeBase, kb: KnowledgeBase, path: str, rule: str, language: str, asks: _Asked
) -> _Beside:
    """Return what the worked cases of the file say that is called like the law."""
    if not os.path.isfile(path):
        return _Beside()
    alike = rests_alike(old, kb)
    left, others = _MOST_ASKED, 0
    cases: list[Case] = []
    for case in load_cases_in_part(path, kb)[0]:
        asked = [one for one in case.expectations if not alike(one.question, one.question)]
        others += len(case.expectations) - len(asked)
        if asked and left > 0:
            cases.append(replace(case, expectations=tuple(asked[:left])))
            left -= len(asked)

    def asking(question: Question, case: Case) -> Reply:
        return asks(kb, question, case)

    predicates = spoken(kb, language)
    results = tuple(
        {
            "title": case.title,
            "question": question_words(one.expectation.question, predicates),
            "expected": expected_words(one.expectation),
            "got": one.error or got_words(one),
            "met": one.met,
        }
        for case in cases
        for one in check_case(case, asking)
    )
    tried_by = part(kb, cases, asking).rules.get(rule) if cases else None
    cover = None
    if tried_by is not None:
        tries = {"": tried_by.tries, **tried_by.items}
        cover = {
            "cases": len(tried_by.cases),
            "tries": [
                {"item": item, "held": one.held, "failed": one.failed}
                for item, one in tries.items()
            ],
            "conditional": tried_by.conditional,
        }
    return _Beside(results, others, cover)
