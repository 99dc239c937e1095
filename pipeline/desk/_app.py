"""The desk's addresses, behind its guard.

    GET  /                    the list of drafts
    GET  /state               whether anything in it has changed
    GET  /desk.css  /desk.js  /review.css  /review.js
    GET  /KEY/                a draft's review page
    GET  /KEY/state           which draft and which decisions it is of, and what is being done
    GET  /KEY/rendered        the draft as readers will have it, in a frame that can do nothing
    POST /KEY/decisions       save
    POST /KEY/export          publish
    POST /KEY/apply           write what was accepted into the draft

All of them follow the token, which the guard takes off. What is refused answers with a sentence.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from pipeline import house
from pipeline.desk import _actions as actions
from pipeline.desk import _pages as pages
from pipeline.desk._desk import Desk, Draft
from pipeline.desk._guard import Address, Guard
from pipeline.desk._rows import row, rows
from pipeline.desk._shelf import digest
from pipeline.desk._worker import Closing
from pipeline.errors import CopydeskError
from pipeline.reporters import html

MISSING = "There is no such draft here; it may have been moved. Go back to the list."


def app(desk: Desk, address: Address) -> ASGIApp:
    """The desk as an ASGI application."""
    routes = [
        Route("/", _page(lambda request: pages.listed(desk, rows(desk)))),
        Route("/state", _json(lambda: {"ticks": desk.ticks})),
        Route("/desk.css", _file("text/css", lambda: house.text("report/base.css") + house.text("desk/desk.css"))),
        Route("/desk.js", _file("text/javascript", lambda: house.text("desk/desk.js"))),
        Route(f"/{actions.STYLE}", _file("text/css", html.style)),
        Route(f"/{actions.SCRIPT}", _file("text/javascript", html.script)),
        Route("/{key}/", _page(_of(desk, lambda draft, request: _review(desk, draft, request)))),
        Route("/{key}/state", _state(desk)),
        Route("/{key}/rendered", _page(_of(desk, lambda draft, request: pages.framed(desk, row(desk, draft))))),
        Route("/{key}/rendered/page", _page(_of(desk, lambda draft, _: actions.rendered(desk, draft)), sealed=True)),
        Route("/{key}/decisions", _post(desk, _save), methods=["POST"]),
        Route("/{key}/export", _post(desk, _export), methods=["POST"]),
        Route("/{key}/apply", _post(desk, _apply), methods=["POST"]),
    ]
    handlers = {404: _missing, 405: _missing}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), address)


class _NoDraft(CopydeskError):
    """A key that no draft has."""


def _of(desk: Desk, give: Callable[[Draft, Request], str]) -> Callable[[Request], str]:
    """What to give of the draft that a request is about. Raises _NoDraft."""
    return lambda request: give(_draft(desk, request), request)


def _draft(desk: Desk, request: Request) -> Draft:
    draft = desk.find(request.path_params["key"])
    if draft is None:
        raise _NoDraft(MISSING)
    return draft


def _review(desk: Desk, draft: Draft, request: Request) -> str:
    """The review page, or one that waits for it."""
    if draft.error:
        return pages.waiting(row(desk, draft))
    return actions.page(desk, draft, request.scope["root_path"]) or pages.waiting(row(desk, draft))


def _page(give: Callable[[Request], str], *, sealed: bool = False) -> Any:
    """An endpoint for a page; one that is `sealed` can do nothing, and is shown in our own frame only."""

    async def endpoint(request: Request) -> Response:
        try:
            text = await run_in_threadpool(give, request)
        except CopydeskError as error:
            return HTMLResponse(pages.refused(str(error)), _status(error), pages.SEALED if sealed else None)
        return HTMLResponse(text, headers=pages.SEALED if sealed else None)

    return endpoint


def _json(give: Callable[[], Mapping[str, Any]]) -> Any:
    async def endpoint(request: Request) -> Response:
        return JSONResponse(give())

    return endpoint


def _file(kind: str, give: Callable[[], str]) -> Any:
    async def endpoint(request: Request) -> Response:
        return Response(give(), media_type=f"{kind}; charset=utf-8")

    return endpoint


def _state(desk: Desk) -> Any:
    def state(draft: Draft) -> dict[str, Any]:
        settled = draft.settled
        return {
            "draft": settled.version[0] if settled else "",
            "decisions": digest(desk.record(draft)),
            "linting": draft.waiting,
            "doing": draft.doing,
            "error": draft.error,
        }

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await run_in_threadpool(lambda: state(_draft(desk, request))))
        except CopydeskError as error:
            return JSONResponse({"sentence": str(error)}, _status(error))

    return endpoint


def _post(desk: Desk, do: Callable[[Desk, Draft, Mapping[str, Any]], Mapping[str, Any]]) -> Any:
    """An endpoint that does something with a draft and a JSON object, and answers with another."""

    async def endpoint(request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            if not isinstance(body, dict):
                raise ValueError
        except (ValueError, RecursionError):
            return JSONResponse({"sentence": "This is no JSON object."}, HTTPStatus.BAD_REQUEST)
        try:
            return JSONResponse(await run_in_threadpool(lambda: do(desk, _draft(desk, request), body)))
        except CopydeskError as error:
            return JSONResponse({"sentence": str(error)}, _status(error))

    return endpoint


def _save(desk: Desk, draft: Draft, body: Mapping[str, Any]) -> Mapping[str, Any]:
    base, entries = body.get("base"), body.get("decisions")
    if not isinstance(base, str) or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise CopydeskError("What is saved is `base`, a text, and `decisions`, a list of entries.")
    return {"base": actions.save(desk, draft, base, entries)}


def _export(desk: Desk, draft: Draft, body: Mapping[str, Any]) -> Mapping[str, Any]:
    formats = body.get("formats", [])
    if not isinstance(formats, list) or not all(isinstance(name, str) for name in formats):
        raise CopydeskError("`formats` is a list of names.")
    made = actions.export(desk, draft, formats)
    return {"sentences": made.sentences, "written": made.written, "held": made.held}


def _apply(desk: Desk, draft: Draft, body: Mapping[str, Any]) -> Mapping[str, Any]:
    text, base = body.get("draft"), body.get("base")
    if not isinstance(text, str) or not isinstance(base, str):
        raise CopydeskError("`draft` and `base` say which draft and which decisions are meant.")
    sentence, written = actions.apply(desk, draft, text, base)
    return {"sentence": sentence, "draft": written}


def _status(error: CopydeskError) -> HTTPStatus:
    """The status of an answer that is a sentence."""
    kinds = {
        _NoDraft: HTTPStatus.NOT_FOUND,
        actions.Conflict: HTTPStatus.CONFLICT,
        Closing: HTTPStatus.SERVICE_UNAVAILABLE,
    }
    return kinds.get(type(error), HTTPStatus.BAD_REQUEST)


async def _missing(request: Request, error: Exception) -> Response:
    return JSONResponse({"sentence": "There is nothing at this address."}, getattr(error, "status_code", 404))
