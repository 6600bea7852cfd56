"""The API as OpenAPI 3.1, made from the shapes that commands print."""

from importlib.metadata import version
from typing import Any

from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from . import api
from .problems import KIND, ProblemDocument
from .shown import NOTICE


def described() -> dict[str, Any]:
    """The API as OpenAPI 3.1, made from the shapes that commands print."""
    found = get_openapi(
        title="NKSPEA compliance",
        version=version("nkspea-compliance"),
        summary="What must be true before U.S. sanctions on North Korea may be suspended or must terminate",
        description=f"{NOTICE} Every answer on a case carries its notice.",
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
        keyed = name in api.KEYED
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
