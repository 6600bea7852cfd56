"""The server: pages under `/`, the API under `/v1`. It keeps nothing, and what it serves it has judged by `judge`."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from ..files.resources import web_file
from ..problem import Code, Problem, UnusableError
from . import api, pages
from .description import described
from .guard import MOST_BODY, Guard
from .refusals import refuse, refused
from .shown import Answer, failed
from .workers import BusyError, TooSlowError, Workers

_STATIC = {"style.css": "text/css; charset=utf-8", "board.js": "text/javascript; charset=utf-8"}


class Settings(NamedTuple):
    """How the server is run: the hosts by which it is called, its processes, the seconds for a request, the queue."""

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    workers: int = 2
    seconds: float = 30
    most: int = 16


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application, for any ASGI server."""
    chosen = settings or Settings()
    workers = Workers(chosen.workers, chosen.seconds, chosen.most)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        workers.start()
        yield
        workers.stop()

    app = FastAPI(lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    _add_pages(app, workers)
    _add_api(app, workers)
    app.add_exception_handler(HTTPException, refuse)
    app.add_middleware(Guard, hosts=chosen.hosts)
    return app


def _add_pages(app: FastAPI, workers: Workers) -> None:
    async def shown(request: Request) -> Response:
        body = b""
        if request.method == "POST":
            try:
                body = await _sent(request)
            except UnusableError as error:
                return _response(failed("That cannot be read", error.problems, back="import"))
            if not body.strip():
                problem = Problem(Code.MISSING_KEY, "nothing was sent: choose a file, or put its text in")
                return _response(failed("Nothing to judge", [problem], back="import"))
        return await _of_workers(
            request, workers, pages.answer, request.url.path, tuple(request.query_params.multi_items()), body
        )

    for path in pages.PAGES:
        methods = ["GET", "HEAD", *(["POST"] if path == "/import" else [])]
        app.add_route(path, shown, methods, include_in_schema=False)
    for start in pages.BELOW:
        app.add_route(f"{start}/{{name:path}}", shown, ["GET", "HEAD"], include_in_schema=False)

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            raise HTTPException(404)
        return Response(web_file(name), media_type=_STATIC[name], headers={"Cache-Control": "max-age=300"})

    app.add_route("/static/{name}", static, ["GET", "HEAD"], include_in_schema=False)


async def _sent(request: Request) -> bytes:
    """The case that a form sends: the file, or the text beside it; of anything else, the body."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return await request.body()
    try:
        async with request.form(max_files=1, max_fields=4, max_part_size=MOST_BODY) as form:
            file, said = form.get("file"), form.get("text")
            data = await file.read() if file is not None and not isinstance(file, str) else b""
            return data or (said.encode() if isinstance(said, str) else b"")
    except (ValueError, LookupError):  # a form names the encoding of its text, and that may be none or give no text
        raise UnusableError([Problem(Code.NOT_UTF8, "what was sent is no text in UTF-8")]) from None


def _add_api(app: FastAPI, workers: Workers) -> None:
    for name in api.ENDPOINTS:

        async def asked(request: Request, name: str = name) -> Response:
            return await _of_workers(request, workers, api.answer, name, await request.body())

        app.add_route(f"/v1/{name}", asked, ["POST"], include_in_schema=False)
    for name in api.LOOKUPS:

        async def looked_up(request: Request, name: str = name) -> Response:
            return await _of_workers(request, workers, api.looked_up, name, request.path_params.get("key", ""))

        keyed = name in api.KEYED
        app.add_route(
            f"/v1/{name}/{{key:path}}" if keyed else f"/v1/{name}", looked_up, ["GET"], include_in_schema=False
        )

    async def openapi(_: Request) -> Response:
        return Response(json.dumps(described(), ensure_ascii=False), media_type="application/json")

    app.add_route("/openapi.json", openapi, ["GET"], include_in_schema=False)


async def _of_workers(request: Request, workers: Workers, call: Callable[..., Answer], *arguments: Any) -> Response:
    try:
        return _response(await workers.run(call, *arguments))
    except BusyError:
        return refused(request.scope, 503, "Busy", "more is being judged than can be; ask again in a moment")
    except TooSlowError:
        said = f"it took longer than the {workers.seconds:g} seconds that one request has"
        return refused(request.scope, 503, "Too slow", said)


def _response(found: Answer) -> Response:
    if found.location:
        return RedirectResponse(found.location, found.status)
    headers = {"Content-Disposition": f'attachment; filename="{found.file_name}"'} if found.file_name else {}
    return Response(found.text, found.status, media_type=found.kind, headers=headers)
