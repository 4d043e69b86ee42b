"""*What if*: a copy of a case with other facts, its answer beside that of the case itself."""

from starlette.requests import Request
from starlette.responses import Response

from engine.commands.web.desk.forms import Form
from engine.commands.web.desk.jobs import Look, Supposing, Told
from engine.commands.web.desk.pages import Desk, Failed, case_path, to_page
from engine.commands.web.jobs import Made, Refused
from engine.commands.web.limits import MANY, QUESTION


async def compared(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Show the answer of a case beside that of a copy; the file stays as it is."""
    name = request.path_params["name"]
    text = desk.workspace.read(name)
    told = Told(text.content, name, form.number("n"), language)
    view = await desk.made(request, Look(told))
    if view["problems"]:
        return to_page(case_path(language, name))
    job = _supposing(told, form)
    outcome = await desk.outcome(request, job) if job.question else None
    refused = outcome if isinstance(outcome, Refused) else None
    return desk.show(
        request,
        "what-if",
        language,
        200 if refused is None else refused.status,
        name=name,
        path=case_path(language, name),
        n=told.number,
        q=job.question,
        view=view,
        facts=job.facts,
        without=job.without,
        found=outcome.value if isinstance(outcome, Made) else None,
        refused=refused,
    )


async def kept(desk: Desk, request: Request, language: str, form: Form) -> Response:
    """Keep the copy as a case of its own."""
    name = request.path_params["name"]
    text = desk.workspace.read(name)
    told = Told(text.content, name, form.number("n"), language)
    match await desk.outcome(request, _supposing(told, form)):
        case Made(found):
            made = desk.workspace.make(f"{name.removesuffix('.case')}-what-if", found["text"])
            return to_page(case_path(language, made), q=form.one("q"), said="copied")
        case Refused() as refused:
            raise Failed(refused)


def _supposing(told: Told, form: Form) -> Supposing:
    numbers = [int(one) for one in form.every("without") if one.isascii() and one.isdigit()]
    facts = tuple(one.strip()[:QUESTION] for one in form.every("with"))[:MANY]
    return Supposing(told, form.one("q")[:QUESTION], facts, tuple(numbers[:10_000]))
