"""The addresses of the desk page."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from compliance.service.desk import bringing, decisions, handling, story
from compliance.service.desk.answers import LANGUAGE_COOKIE, render, static
from compliance.service.desk.asking import Desk, act, back_to, page
from compliance.service.desk.door import Visit
from compliance.service.desk.forms import field
from compliance.service.desk.queue import show_queue
from compliance.service.desk.words import LANGUAGES
from compliance.service.types import Role

_YEAR = 365 * 24 * 3600


def routes(desk: Desk) -> list[Route]:
    """All addresses under ``/desk``."""
    one = "/desk/stories/{story}"
    acts = {
        "version": act(desk, bringing.take_version),
        "apply": act(desk, decisions.apply_repair),
        "waive": act(desk, decisions.waive, Role.WAIVE),
        "alarm": act(desk, decisions.wrong_alarm),
        "withdraw": act(desk, decisions.withdraw, Role.WAIVE),
        "take": act(desk, handling.take),
        "back": act(desk, handling.send_back),
        "override": act(desk, handling.override, Role.OVERRIDE),
        "unanswer": act(desk, handling.withdraw_override, Role.OVERRIDE),
        "away": act(desk, handling.put_away),
    }
    return [
        Route("/desk", page(desk, show_queue), methods=["GET"]),
        Route("/desk/static/{name}", static, methods=["GET"]),
        Route("/desk/numbers", page(desk, _numbers), methods=["GET"]),
        Route("/desk/keys", page(desk, _keys), methods=["GET"]),
        Route("/desk/language", act(desk, _language), methods=["POST"]),
        Route("/desk/title", act(desk, _title), methods=["POST"]),
        Route("/desk/sign-out", act(desk, _sign_out), methods=["POST"]),
        Route("/desk/stories", act(desk, bringing.take_in), methods=["POST"]),
        Route(one, page(desk, story.show_story), methods=["GET"]),
        Route(f"{one}/source", page(desk, story.source), methods=["GET"]),
        *(Route(f"{one}/{name}", handler, methods=["POST"]) for name, handler in acts.items()),
    ]


async def _numbers(desk: Desk, request: Request, visit: Visit) -> Response:
    """How often each rule was called wrong."""
    alarms = await run_in_threadpool(desk.store.desk.alarms, visit.caller.title)
    return render(request, "numbers", visit, alarms=alarms)


async def _keys(desk: Desk, request: Request, visit: Visit) -> Response:
    return render(request, "keys", visit)


async def _language(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Choose the language of the page."""
    wanted, here = field(form, "language", 5), field(form, "here", 200)
    answer = back_to(here if here.startswith("/desk") and "//" not in here and "\\" not in here else "/desk")
    if wanted in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, wanted, max_age=_YEAR, path="/desk", httponly=True, samesite="lax")
    return answer


async def _title(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Work for another title."""
    await desk.door.turn_to(request, visit, field(form, "title", 200))
    return back_to("/desk", "turned")


async def _sign_out(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    return await desk.door.sign_out(request, visit)
