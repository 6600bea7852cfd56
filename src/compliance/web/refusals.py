"""What the server itself refuses: a problem document for a program, a page for a browser."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from ..problem import Code, Problem
from .problems import KIND, document, text
from .shown import failed


def refused(
    scope: Scope, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, back: str = ""
) -> Response:
    """The answer that a request is not answered; a page where a page is asked for, outside of the API."""
    own = {"Retry-After": "5", **(headers or {})} if status == 503 else dict(headers or {})
    accepted = dict(scope["headers"]).get(b"accept", b"").lower()
    if b"text/html" in accepted and not _of_api(scope):
        found = failed(title, [Problem(Code.UNKNOWN_ID, detail)], status, back)
        return Response(found.text, status, media_type=found.kind, headers=own)
    return Response(text(document(status, title, detail)), status, media_type=KIND, headers=own)


def _of_api(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == "/v1" or path.startswith("/v1/")


async def refuse(request: Request, error: Exception) -> Response:
    """A path that is none, or a method that a path does not take."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = {404: "there is no such page", 405: f"`{request.method}` is not taken here"}
    detail = said.get(status, str(error.detail) if isinstance(error, HTTPException) else "")
    headers = error.headers if isinstance(error, HTTPException) else None
    return refused(request.scope, status, "Not found" if status == 404 else "Not possible", detail, headers)
