"""The description of the portal's interface for programs, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from typing import Any
from urllib.parse import urlsplit

from samgak.practice.rules.portal import MOST_ROWS, USUAL_ROWS


def document(address: str, *, note: str) -> dict[str, Any]:
    """`address` is the absolute address of the rows, with {dataset} in it."""
    parts = urlsplit(address)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Practice portal", "version": "1", "description": note},
        "servers": [{"url": f"{parts.scheme}://{parts.netloc}"}],
        "paths": {parts.path: {"get": _get()}},
    }


def _get() -> dict[str, Any]:
    return {
        "operationId": "rows",
        "summary": "Rows of a dataset; the name of a column as a parameter keeps the rows that hold its value.",
        "parameters": [
            _parameter("dataset", "path", minimum=1),
            _parameter("limit", "query", minimum=0, maximum=MOST_ROWS, default=USUAL_ROWS),
            _parameter("offset", "query", minimum=0, default=0),
        ],
        "responses": {
            "200": _answer("A portion of the rows", _portion()),
            "400": _answer("What was asked for does not exist", {"type": "object"}),
            "404": {"description": "No such dataset on the portal"},
        },
    }


def _parameter(name: str, place: str, **limits: int) -> dict[str, Any]:
    schema = {"type": "integer", **limits}
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _answer(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _portion() -> dict[str, Any]:
    number = {"type": "integer"}
    return {
        "type": "object",
        "properties": {
            "version": number,
            "total": number,
            "limit": number,
            "offset": number,
            "next": {"type": ["string", "null"]},
            "rows": {"type": "array", "items": {"type": "object"}},
        },
    }
