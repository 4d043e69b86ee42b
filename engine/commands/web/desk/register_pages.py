"""The pages of registers: the question of everybody, how far it is, and who is behind a number."""

import asyncio
import tomllib
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from engine.commands.options import written_day
from engine.commands.web.desk import mapping_begun, registers
from engine.commands.web.desk.conflicts import Place, overtaken
from engine.commands.web.desk.forms import Form
from engine.commands.web.desk.history import version_of
from engine.commands.web.desk.jobs import Look, Told
from engine.commands.web.desk.pages import Desk, Failed, to_page
from engine.commands.web.desk.registers import NoRegister, Register
from engine.commands.web.desk.rendering import address
from engine.commands.web.desk.screening import Running, Screening, is_full
from engine.commands.web.desk.workspace import Overtaken
from engine.commands.web.jobs import Refused
from engine.commands.web.limits import MANY, QUESTION

_A_PAGE = 100
_REJECTS = 200

_T = TypeVar("_T")


async def every(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show the registers of the folder."""
    found = [
        registers.register(desk.workspace.folder, name)
        for name in registers.registers(desk.workspace.folder)
    ]
    begun = mapping_begun.unmapped(desk.workspace.folder)
    return desk.show(request, "registers", language, found=found, unmapped=begun)


async def begin(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Write a mapping to begin with for a table that has none."""
    name = form.one("folder")
    _kept(lambda: mapping_begun.begin(desk.workspace.folder, name, form.one("table")))
    return to_page(f"/{language}/register/{quote(name, safe='')}", said="mapping_begun")


async def write(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Save the text of a mapping."""
    found = _register(desk, request)
    mapping = form.one("mapping")
    _kept(lambda: registers.mapping_text(found, mapping))
    try:
        tomllib.loads(form.one("content"))
    except tomllib.TOMLDecodeError as error:
        return await _shown(desk, request, language, form, f"{mapping}: {error}", 422)
    try:
        registers.mappings_of(found).save(mapping, form.one("content"), form.one("version"))
    except Overtaken as other:
        place = Place(
            name=mapping,
            home=_path(language, found),
            home_words=found.name,
            page=address(_path(language, found), mapping=mapping),
            write=f"{_path(language, found)}/mapping",
            kept={"mapping": mapping},
        )
        base = registers.mappings_of(found).history(mapping).with_version(form.one("version"))
        return overtaken(desk, request, language, place, other.now, form.one("content"), base)
    return to_page(_path(language, found), mapping=mapping, said="saved")


async def one(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show a register: its tables, its mapping, what can be asked, and what was answered."""
    return await _shown(desk, request, language, form)


async def _shown(
    desk: Desk, request: Request, language: str, form: Form, problem: str = "", status: int = 200
) -> Response:
    found = _register(desk, request)
    mapping = form.one("mapping") or found.mappings[0]
    text = _kept(lambda: registers.mapping_text(found, mapping))
    is_typed = bool(form.one("content"))
    empty = f'case "x"\n    as of {date.today().isoformat()}\n'
    view = await desk.made(request, Look(Told(empty, language=language)))
    return desk.show(
        request,
        "register",
        language,
        status,
        register=found,
        path=_path(language, found),
        mapping=mapping,
        text=form.one("content") if is_typed else text,
        version=form.one("version") if is_typed else version_of(text),
        switches=view["switches"],
        today=date.today().isoformat(),
        typed=form,
        problem=problem,
        running=_running(desk, found),
    )


async def ask(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Begin to ask a register, beside the server."""
    found = _register(desk, request)
    question = " ".join(form.one("question").split())[:QUESTION]
    day = written_day(form.one("day"))
    mapping = form.one("mapping")
    _kept(lambda: registers.mapping_text(found, mapping))
    if day is None or not question:
        problem = f"`{form.one('day')}` is not a day" if question else "there is no question"
        return await _shown(desk, request, language, form, problem, 422)
    if is_full([*desk.running.values()]):
        problem = "other registers are being asked: wait for them"
        return await _shown(desk, request, language, form, problem, HTTPStatus.TOO_MANY_REQUESTS)
    before = desk.running.get(found.name)
    if before is not None and not before.has_ended:
        return to_page(f"{_path(language, found)}/progress")
    screening = Screening(
        desk.pool.paths,
        found.folder,
        f"{found.folder}/{mapping}",
        question,
        day,
        form.every("against")[:MANY],
        _kept(lambda: registers.output_of(found, question, day.isoformat())),
    )
    desk.running[found.name] = Running(screening)
    return to_page(f"{_path(language, found)}/progress")


async def progress(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show how far the asking of a register is, or go on to its answers."""
    found = _register(desk, request)
    running = _running(desk, found)
    if running is None:
        return to_page(_path(language, found))
    stem = running.screening.output.rpartition("/")[2]
    if running.has_ended and running.problem is None:
        return to_page(f"{_path(language, found)}/answers/{quote(stem, safe='')}")
    path = _path(language, found)
    return desk.show(
        request, "register-progress", language, register=found, path=path, running=running
    )


async def stop(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """End the asking of a register; what it has written so far is taken up when asked again."""
    found = _register(desk, request)
    running = desk.running.pop(found.name, None)
    if running is not None:
        running.end()
    return to_page(_path(language, found), said="stopped")


async def answers(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show what the answers for a register come to, and the people behind one of them."""
    found = _register(desk, request)
    stem = request.path_params["stem"]
    said = _kept(lambda: registers.answers_of(found, stem))
    answer, other, provision = form.one("answer"), form.one("other"), form.one("provision")
    number = form.number("page")
    rows = []
    if answer:
        skip = (max(number, 1) - 1) * _A_PAGE
        rows = await asyncio.to_thread(
            registers.rows_of, found, stem, (answer, other, provision), skip, _A_PAGE + 1
        )
    rejects = await asyncio.to_thread(registers.rejects_of, found, stem, _REJECTS)
    return desk.show(
        request,
        "register-answers",
        language,
        register=found,
        path=_path(language, found),
        here=f"{_path(language, found)}/answers/{quote(stem, safe='')}",
        stem=stem,
        told=said,
        answer=answer,
        other=other,
        provision=provision,
        number=max(number, 1),
        rows=rows[:_A_PAGE],
        has_more=len(rows) > _A_PAGE,
        rejects=rejects,
    )


async def picture(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Return the picture of the answers for a register."""
    found = _register(desk, request)
    stem = request.path_params["stem"]
    return Response(_kept(lambda: registers.picture_of(found, stem)), media_type="image/svg+xml")


def _register(desk: Desk, request: Request) -> Register:
    name = request.path_params["register"]
    return _kept(lambda: registers.register(desk.workspace.folder, name))


def _kept(looks: Callable[[], _T]) -> _T:
    """Return what is looked for. Raises Failed where there is nothing of the kind."""
    try:
        return looks()
    except NoRegister:
        raise Failed(Refused("there is no such register, or no such answers", status=404)) from None


def _running(desk: Desk, found: Register) -> Running | None:
    running = desk.running.get(found.name)
    if running is not None:
        running.look()
    return running


def _path(language: str, found: Register) -> str:
    return f"/{language}/register/{quote(found.name, safe='')}"
