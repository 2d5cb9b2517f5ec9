"""The description of the API (OpenAPI 3.1), made of the table that serves it."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot import __version__
from bot.api.core.call import Act
from bot.api.http.problems import TYPE
from bot.api.http.routes import OPENAPI, PREFIX, RECIPIENTS, ROUTES, Route
from db.api.requests import LONGEST_KEY
from db.schema.states import DeliveryState

Json = dict[str, Any]
REF = "#/components/schemas/{model}"
REFUSALS: Mapping[str, str] = {
    "401": "No key, or none that works.",
    "403": "The key lacks the right, or whoever made it is no admin any more.",
    "404": "There is no such thing.",
    "409": "Its state does not allow this, or the Idempotency-Key came with something else.",
    "413": "Too much was sent.",
    "415": "Not JSON.",
    "422": "What was sent cannot be.",
    "429": "Too many calls: Retry-After says when.",
    "503": "Not just now: Retry-After says when.",
}
PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "What programs read."},
    },
}
IDEMPOTENCY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and the same body are answered the same for seven days.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
}


@cache
def description() -> bytes:
    """As it is served."""
    return json.dumps(document(), ensure_ascii=False).encode()


def document() -> Json:
    models = sorted(_models(), key=lambda one: one.__name__)
    _, schemas = models_json_schema(
        [(one, "validation") for one in models], ref_template=REF, title=None
    )
    paths: dict[str, Json] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    paths[RECIPIENTS] = {"get": _recipients()}
    paths[OPENAPI] = {"get": _own()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Herald",
            "version": __version__,
            "description": "Broadcasts and subscribers of a Telegram bot. The key names the bot.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": PREFIX}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": {**schemas.get("$defs", {}), "Problem": PROBLEM},
            "responses": _described_refusals(),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _models() -> set[type[BaseModel]]:
    named = ((route.act.body, route.act.tells) for route in ROUTES)
    return {one for pair in named for one in pair if one is not None}


def _operation(route: Route) -> Json:
    act = route.act
    said: Json = {
        "operationId": act.name,
        "summary": act.summary,
        "description": f"Right: {' or '.join(right.value for right in act.rights)}.",
        "tags": [route.path.split("/")[1]],
        "parameters": [*_numbers(route), *_query(act), *([IDEMPOTENCY] if act.once else [])],
        "responses": {
            str(act.status): {
                "description": "Done.",
                "content": {"application/json": {"schema": _ref(act.tells)}},
            },
            **_refusals(),
        },
    }
    if act.body is not None:
        said["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _ref(act.body)}},
        }
    return said


def _numbers(route: Route) -> list[Json]:
    schema = {"type": "integer", "format": "int64"}
    return [
        {"name": name, "in": "path", "required": True, "schema": schema} for name in route.names
    ]


def _query(act: Act) -> list[Json]:
    if act.query is None:
        return []
    properties = act.query.model_json_schema()["properties"]
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in properties.items()
    ]


def _recipients() -> Json:
    states = [one.name.lower() for one in DeliveryState]
    return {
        "operationId": "list_recipients",
        "summary": "The recipients of a launched broadcast as CSV.",
        "description": "Right: people.",
        "tags": ["broadcasts"],
        "parameters": [
            {
                "name": "broadcast",
                "in": "path",
                "required": True,
                "schema": {"type": "integer", "format": "int64"},
            },
            {
                "name": "state",
                "in": "query",
                "required": False,
                "schema": {"type": "string", "enum": states},
            },
        ],
        "responses": {
            "200": {
                "description": "The file.",
                "content": {"text/csv": {"schema": {"type": "string"}}},
            },
            **_refusals(),
        },
    }


def _own() -> Json:
    return {
        "operationId": "get_description",
        "summary": "This description.",
        "security": [],
        "tags": ["status"],
        "responses": {
            "200": {
                "description": "OpenAPI 3.1.",
                "content": {"application/json": {"schema": {"type": "object"}}},
            }
        },
    }


def _refusals() -> Json:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS}


def _described_refusals() -> Json:
    content = {TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}
    return {
        status: {"description": words, "content": content} for status, words in REFUSALS.items()
    }


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": REF.format(model=model.__name__)}
