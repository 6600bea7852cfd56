"""The server: pages under `/`, the API under `/v1`. It keeps nothing, and what it serves it has judged by `judge`."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any, NamedTuple

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..files.resources import web_file
from ..problem import Code, Problem
from . import api, pages
from .problems import KIND, ProblemDocument, document, text
from .workers import BusyError, TooSlowError, Workers

MOST_BODY, MOST_QUERY = 1_000_000, 32_000
_SLOWEST_BODY = 10  # seconds in which what is sent must have come
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self'; style-src-attr 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
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
    app.add_exception_handler(HTTPException, _refused)
    app.add_middleware(Guard, hosts=chosen.hosts)
    return app


def _add_pages(app: FastAPI, workers: Workers) -> None:
    async def shown(request: Request) -> Response:
        body = b""
        if request.method == "POST":
            body = await _sent(request)
            if not body.strip():
                problem = Problem(Code.MISSING_KEY, "nothing was sent: choose a file, or put its text in")
                return _response(pages.failed("Nothing to judge", [problem]))
        return await _of_workers(
            workers, pages.answer, request.url.path, tuple(request.query_params.multi_items()), body
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
    if not request.headers.get("content-type", "").startswith(
        ("multipart/form-data", "application/x-www-form-urlencoded")
    ):
        return await request.body()
    async with request.form(max_files=1, max_fields=4, max_part_size=MOST_BODY) as form:
        file, said = form.get("file"), form.get("text")
        data = await file.read() if file is not None and not isinstance(file, str) else b""
        return data or (said.encode() if isinstance(said, str) else b"")


def _add_api(app: FastAPI, workers: Workers) -> None:
    for name in api.ENDPOINTS:

        async def asked(request: Request, name: str = name) -> Response:
            return await _of_workers(workers, api.answer, name, await request.body())

        app.add_route(f"/v1/{name}", asked, ["POST"], include_in_schema=False)
    for name in api.LOOKUPS:

        async def looked_up(request: Request, name: str = name) -> Response:
            return await _of_workers(workers, api.looked_up, name, request.path_params.get("key", ""))

        keyed = name in ("law", "schema")
        app.add_route(
            f"/v1/{name}/{{key:path}}" if keyed else f"/v1/{name}", looked_up, ["GET"], include_in_schema=False
        )

    async def openapi(_: Request) -> Response:
        return Response(json.dumps(described(), ensure_ascii=False), media_type="application/json")

    app.add_route("/openapi.json", openapi, ["GET"], include_in_schema=False)


async def _of_workers(workers: Workers, call: Callable[..., pages.Answer], *arguments: Any) -> Response:
    try:
        return _response(await workers.run(call, *arguments))
    except BusyError:
        return _problem(503, "Busy", "more is being judged than can be; ask again in a moment")
    except TooSlowError:
        return _problem(503, "Too slow", f"it took longer than the {workers.seconds:g} seconds that one request has")


def _response(found: pages.Answer) -> Response:
    if found.location:
        return RedirectResponse(found.location, found.status)
    headers = {"Content-Disposition": f'attachment; filename="{found.file_name}"'} if found.file_name else {}
    return Response(found.text, found.status, media_type=found.kind, headers=headers)


def _problem(status: int, title: str, detail: str) -> Response:
    return Response(text(document(status, title, detail)), status, media_type=KIND)


async def _refused(request: Request, error: Exception) -> Response:
    """A path that is none, or a method that a path does not take: as a page, or as a problem document."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = {404: "there is no such page", 405: f"`{request.method}` is not taken here"}
    detail = said.get(status, error.detail if isinstance(error, HTTPException) else "")
    headers = error.headers if isinstance(error, HTTPException) else None
    if request.url.path.startswith("/v1"):
        body = text(document(status, "Not possible", str(detail)))
        return Response(body, status, media_type=KIND, headers=dict(headers or {}))
    found = pages.failed(
        "Not found" if status == 404 else "Not possible", [Problem(Code.UNKNOWN_ID, str(detail))], status
    )
    return Response(found.text, found.status, media_type=found.kind, headers=dict(headers or {}))


class Guard:
    """Around all: who is called by another name is not here, what is too large or comes too slowly is refused."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app, self.hosts = app, {each.lower() for each in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; every answer has the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                added = [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items() if k.lower().encode() not in own]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        try:
            body = await _whole(receive)
        except _TooLargeError:
            await _problem(413, "Too large", f"the most is {MOST_BODY:,} bytes")(scope, receive, guarded)
            return
        except TimeoutError:
            await _problem(408, "Too slow", "what was sent did not come in time")(scope, receive, guarded)
            return
        await self.app(scope, _again(body, receive), guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        name = host if host.startswith("[") and host.endswith("]") else host.rpartition(":")[0] or host
        if name not in self.hosts and host not in self.hosts:
            return _problem(421, "Another host", "this server is not called by that name")
        if len(scope["query_string"]) > MOST_QUERY:
            return _problem(414, "Too long", f"the most of an address is {MOST_QUERY:,} letters")
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > MOST_BODY:
            return _problem(413, "Too large", f"the most is {MOST_BODY:,} bytes")
        return None


class _TooLargeError(Exception):
    pass


async def _whole(receive: Receive) -> bytes:
    """All that is sent, within its bounds. TimeoutError where it comes too slowly."""
    found = b""
    async with asyncio.timeout(_SLOWEST_BODY):
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return found
            more: bytes = message.get("body", b"")
            found += more
            if len(found) > MOST_BODY:
                raise _TooLargeError
            if not message.get("more_body", False):
                return found


def _again(body: bytes, receive: Receive) -> Receive:
    """What was sent, once more for the application; then whatever comes after it."""
    said = False

    async def once() -> Message:
        nonlocal said
        if said:
            return await receive()
        said = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


def described() -> dict[str, Any]:
    """The API as OpenAPI 3.1, made from the shapes that commands print."""
    found = get_openapi(
        title="NKSPEA compliance",
        version=version("nkspea-compliance"),
        summary="What must be true before U.S. sanctions on North Korea may be suspended or must terminate",
        description=f"{pages.NOTICE} Every answer on a case carries its notice.",
        routes=[],
    )
    asked = {f"asked {name}": each.asked for name, each in api.ENDPOINTS.items()}
    answered = {
        **{name: each.shape for name, each in api.ENDPOINTS.items()},
        **{name: each.shape for name, each in api.LOOKUPS.items()},
    }
    models = {**asked, **answered, "problem": ProblemDocument}
    made, shared = TypeAdapter.json_schemas(
        [(name, "serialization", TypeAdapter(model)) for name, model in models.items()],
        ref_template="#/components/schemas/{model}",
    )

    def schema(name: str) -> dict[str, Any]:
        return made[name, "serialization"]

    problem = {
        "description": "What is wrong, every problem at once",
        "content": {KIND: {"schema": schema("problem")}},
    }
    others = dict.fromkeys(("408", "413", "414", "421", "422", "503"), problem)
    for name, endpoint in api.ENDPOINTS.items():
        found["paths"][f"/v1/{name}"] = {
            "post": {
                "operationId": name,
                "summary": endpoint.summary,
                "requestBody": {"required": True, "content": {"application/json": {"schema": schema(f"asked {name}")}}},
                "responses": {"200": _answered(schema(name)), **others},
            }
        }
    for name, lookup in api.LOOKUPS.items():
        key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        keyed = name in ("law", "schema")
        found["paths"][f"/v1/{name}/{{key}}" if keyed else f"/v1/{name}"] = {
            "get": {
                "operationId": name,
                "summary": lookup.summary,
                "parameters": [key] if keyed else [],
                "responses": {"200": _answered(schema(name)), "404": problem, **others},
            }
        }
    found["components"] = {"schemas": shared.get("$defs", {})}
    return found


def _answered(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "Found", "content": {"application/json": {"schema": schema}}}
