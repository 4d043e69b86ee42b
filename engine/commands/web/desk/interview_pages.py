"""An interview: one question a page, for people without training, up to the answer and its case.

Each form carries all that was said before. So that the browser's own *back* and another language
find a page again, the server keeps it in memory as well; closing it leaves nothing behind.
"""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from engine.commands.web import models
from engine.commands.web.desk.conversations import Said, Turns
from engine.commands.web.desk.forms import Form
from engine.commands.web.desk.jobs import Choices, Compose, Look
from engine.commands.web.desk.jobs import Told as CaseTold
from engine.commands.web.desk.pages import Desk, Failed, case_path, to_page
from engine.commands.web.desk.rendering import address, phrases
from engine.commands.web.desk.told_here import told_here
from engine.commands.web.jobs import Given, Made, Refused, Step, Told
from engine.commands.web.limits import MANY, QUESTION, TURNS

_SAID = TypeAdapter(
    Annotated[list[Annotated[list[models.Said], Field(max_length=MANY)]], Field(max_length=TURNS)]
)
_MOST_ROWS = 20


async def choose(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show the questions that an interview can answer, by chapter and by words."""
    return await _chosen(desk, request, language, form)


async def _chosen(
    desk: Desk, request: Request, language: str, form: Form, refused: Refused | None = None
) -> Response:
    asked = {key: form.one(key)[:QUESTION] for key in ("find", "chapter")}
    pred = form.one("pred") or form.one("ask")
    job = Choices(language, asked["find"], asked["chapter"], pred)
    view = await desk.made(request, job)
    status = HTTPStatus.OK if refused is None else HTTPStatus(refused.status)
    parts = {"view": view, "refused": refused, "typed": form, **asked}
    return desk.show(request, "interview-choice", language, status, **parts)


async def begin(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Send the browser to the first page of the interview that a filled-in form asks for."""
    told = CaseTold(f'case "x"\n    as of {date.today().isoformat()}\n', language=language)
    values = tuple(one[:QUESTION] for one in form.row("slot"))
    job = Compose(told, form.one("pred"), values)
    match await desk.outcome(request, job):
        case Made(question):
            return to_page(f"/{language}/interview/go", q=question)
        case Refused() as refused:
            return await _chosen(desk, request, language, form, refused)


async def first(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show a page of an interview by its address: the first question, or one that was reached."""
    if not form.one("q").strip():
        return to_page(f"/{language}/interview")
    name = form.one("at")
    if not name:
        return await _asked(desk, request, language, form, Said())
    page = desk.conversations.page(name)
    if page is None:
        again = address(f"/{language}/interview/go", q=form.one("q"))
        return desk.refused(request, language, "no_interview", HTTPStatus.GONE, again=again)
    step = page.steps.get(language)
    if step is None:
        match await desk.outcome(request, _step(form, language, page.said.turns, page.trail)):
            case Made(made):
                step = page.steps[language] = made
            case Refused() as refused:
                raise Failed(refused)
    return await _shown(
        desk, request, language, form, page.said, step, page.given,
        more=page.more, left_open=page.left_open,
    )  # fmt: skip


async def go(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Take in what was said, and lead to the next question, or the one before, or the end."""
    said = _said(form)
    given = _given(form)
    pages = desk.conversations
    asked = _trail(desk, request, said)
    match form.one("way"):
        case "back":
            before, last = _back(said)
            if last is None:
                return to_page(f"/{language}/interview")
            return _led(form, language, pages.kept(before, last, asked=asked))
        case "more":
            return _led(
                form, language, pages.kept(said, given, more=given is not None, asked=asked)
            )
        case _:
            pass
    if given is None:
        nothing = Refused(phrases(language)("nothing_said"))
        return await _asked(desk, request, language, form, said, None, nothing)
    return await _taken(desk, request, language, form, said, given)


def _led(form: Form, language: str, at: str) -> Response:
    """Return what sends the browser to a page of an interview."""
    return to_page(f"/{language}/interview/go", q=form.one("q"), at=at)


async def _taken(
    desk: Desk, request: Request, language: str, form: Form, said: Said, given: Given
) -> Response:
    """Lead to what comes after an answer: the rest of what belongs together, if it matters."""
    part = (*said.part, given)
    left = max(min(form.number("queries"), MANY) - len(part), 0)
    whole = (*said.turns, (*part, *(Given("unsure"),) * left))
    left_open = any(not one.strip() for row in given.rows for one in row)
    pages = desk.conversations
    asked = _trail(desk, request, said)
    match await desk.outcome(request, _step(form, language, whole, asked)):
        case Refused() as refused:
            return await _asked(desk, request, language, form, said, given, refused)
        case Made(step) if not left or (step["ended"] and step["verdict"] in ("yes", "no")):
            at = pages.kept(Said(whole), left_open=left_open, steps={language: step}, asked=asked)
        case Made():
            seen = pages.page(request.query_params.get("at", ""))
            steps = seen.steps if seen is not None and seen.said.turns == said.turns else {}
            at = pages.kept(Said(said.turns, part), left_open=left_open, steps=steps, asked=asked)
    return _led(form, language, at)


async def save(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Keep what was said as a case in the folder."""
    said = _said(form).turns
    page = desk.conversations.page(request.query_params.get("at", ""))
    if page is not None and page.said.turns == said and language in page.steps:
        made = page.steps[language]
    else:
        trail = _trail(desk, request, Said(said))
        made = await desk.made(request, _step(form, language, said, trail))
    if not made["ended"]:
        raise Failed(Refused("the interview has not ended", key="misfit"))
    plain = "".join(one if one.isprintable() else " " for one in form.one("title"))
    title = " ".join(plain.split()).replace('"', "'")[:200] or "interview"
    text = made["case"].replace('case "interview"', f'case "{title}"', 1)
    name = desk.workspace.make(title, text)
    return to_page(case_path(language, name), q=form.one("q"), said="made")


def _step(form: Form, language: str, said: Turns, trail: tuple[Any, ...] = ()) -> Step:
    told = Told(language=language)
    return Step(told, form.one("q")[:QUESTION], said, with_names=True, trail=trail)


def _trail(desk: Desk, request: Request, said: Said) -> tuple[Any, ...]:
    """Return what the questions asked up to the page that a form was on, if that is kept."""
    page = desk.conversations.page(request.query_params.get("at", ""))
    return page.trail if page is not None and page.said.turns == said.turns else ()


async def _asked(
    desk: Desk,
    request: Request,
    language: str,
    form: Form,
    said: Said,
    given: Given | None = None,
    refused: Refused | None = None,
) -> Response:
    """Show the question after what was said, with what is `given` already in its fields.

    What was worked out for the page that the form was on is not worked out again.
    """
    page = desk.conversations.page(request.query_params.get("at", ""))
    if page is not None and page.said.turns == said.turns and language in page.steps:
        step = page.steps[language]
        return await _shown(desk, request, language, form, said, step, given, refused)
    if refused is not None and refused.key:  # too slow, or a defect: no second try
        raise Failed(refused)
    job = _step(form, language, said.turns, _trail(desk, request, said))
    match await desk.outcome(request, job):
        case Made(step):
            return await _shown(desk, request, language, form, said, step, given, refused)
        case Refused() as failed:
            return await _chosen(desk, request, language, form, failed)


async def _shown(
    desk: Desk,
    request: Request,
    language: str,
    form: Form,
    said: Said,
    step: dict[str, Any],
    given: Given | None = None,
    refused: Refused | None = None,
    *,
    more: bool = False,
    left_open: bool = False,
) -> Response:
    status = HTTPStatus.OK if refused is None else HTTPStatus(refused.status)
    hidden = {"q": form.one("q"), "turns": _as_json(said.turns), "part": _as_json((said.part,))}
    if step["ended"]:
        told = CaseTold(step["case"], "interview", language=language)
        view = await desk.made(request, Look(told, form.one("q")))
        unsure = [one["question"] for one in step["said"] if not one["said"]]
        parts = {"view": view, "step": step, "unsure": [*dict.fromkeys(unsure)], "kept": hidden}
        at = request.query_params.get("at", "")
        return desk.show(request, "interview-end", language, at=at, **parts)
    place = len(said.part)
    if place >= len(step["queries"]):
        raise Failed(Refused("the form does not fit", key="misfit"))
    return desk.show(
        request,
        "interview",
        language,
        status,
        query=step["queries"][place],
        told=[*step["said"], *told_here(step["queries"], said.part, language)],
        number=sum(map(len, said.turns)) + place + 1,
        left=max(step["left"] - place, 0),
        kept=hidden | {"queries": str(len(step["queries"]))},
        given=given,
        rows=max(len(given.rows) if given else 0, 1) + more,
        refused=refused,
        at=request.query_params.get("at", ""),
        left_open=left_open,
    )


def _back(said: Said) -> tuple[Said, Given | None]:
    """Return what was said without the last answer, and that answer if there is one."""
    if said.part:
        return Said(said.turns, said.part[:-1]), said.part[-1]
    if not said.turns:
        return said, None
    last = said.turns[-1]
    return Said(said.turns[:-1], last[:-1]), last[-1] if last else Given("unsure")


def _said(form: Form) -> Said:
    """Return what a form says was said before. Raises Failed for what no form of ours says."""
    try:
        turns = _SAID.validate_json(form.one("turns", "[]"))
        (part,) = _SAID.validate_json(form.one("part", "[[]]"))
    except (ValidationError, ValueError):
        raise Failed(Refused("the form does not fit", key="misfit")) from None
    told = tuple(tuple(one.given() for one in turn) for turn in turns)
    return Said(told, tuple(one.given() for one in part))


def _as_json(said: Turns) -> str:
    turns = [
        [models.Said(so=one.so, rows=[[*row] for row in one.rows], whole=one.whole) for one in turn]
        for turn in said
    ]
    return _SAID.dump_json(turns).decode()


def _given(form: Form) -> Given | None:
    """Return what a form says of the thing that is asked; None if it says nothing.

    What has values in it is so, whatever else is chosen beside them.
    """
    rows: list[tuple[str, ...]] = []
    while len(rows) < _MOST_ROWS and f"v{len(rows)}-0" in form.fields:
        rows.append(tuple(one[:QUESTION] for one in form.row(f"v{len(rows)}-")))
    kept = tuple(row for row in rows if any(one.strip() for one in row))
    match form.one("so"):
        case "no":
            return Given("no")
        case "unsure":
            return Given("unsure")
        case "yes" if not rows:
            return Given("yes")
        case "whole":
            return Given("yes", kept, True)
        case _ if kept or form.one("whole") == "yes":
            return Given("yes", kept, form.one("whole") == "yes")
        case _:
            return None
