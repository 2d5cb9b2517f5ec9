"""What came with a request, read with limits and to the letter."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from aiohttp import web
from pydantic import ValidationError

from bot.api.core.mandate import Asked
from bot.api.core.refusals import Refused
from bot.api.core.shapes.base import Asked as Said
from db.api.requests import LONGEST_KEY

LARGEST_BODY = 512 * 1024  # bytes: the longest text in four-byte letters
JSON = "application/json"
SCHEME = "bearer "
Shape = TypeVar("Shape", bound=Said)
SHOWN = 20  # mistakes in one answer
OWN = "Value error, "  # pydantic's, before what a shape of ours says


def token_in(headers: Mapping[str, str]) -> str | None:
    """Of `Authorization: Bearer …`."""
    said = headers.get("Authorization", "")
    return said[len(SCHEME) :].strip() if said.lower().startswith(SCHEME) else None


async def body_of(request: web.Request, largest: int = LARGEST_BODY) -> bytes:
    """Raises Refused for one that is larger: no more of it than that is read."""
    if (request.content_length or 0) > largest:
        raise _too_large(largest)
    pieces, size = [], 0
    async for piece in request.content.iter_any():
        size += len(piece)
        if size > largest:
            raise _too_large(largest)
        pieces.append(piece)
    return b"".join(pieces)


def shaped(request: web.Request, body: bytes, shape: type[Shape] | None) -> Shape | None:
    """Raises Refused."""
    if shape is None:
        if body.strip() not in (b"", b"{}"):
            raise Refused(status=422, code="bad_body", detail="Nothing is to be sent along.")
        return None
    if request.content_type != JSON:
        raise Refused(status=415, code="not_json", detail=f"What is sent has to be {JSON}.")
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        raise _wrong(error, "bad_body") from None


def queried(request: web.Request, shape: type[Shape] | None) -> Shape | None:
    """A name that is unknown, or said twice, is a mistake. Raises Refused."""
    said = request.rel_url.query
    if shape is None:
        if said:
            raise Refused(status=422, code="bad_query", detail="There is nothing to ask with.")
        return None
    for name in said:
        if len(said.getall(name)) > 1:
            raise Refused(status=422, code="bad_query", detail=f"{name!r} is said twice.")
    try:
        return shape.model_validate_strings(dict(said))
    except ValidationError as error:
        raise _wrong(error, "bad_query") from None


def idempotency(request: web.Request, body: bytes) -> Asked | None:
    """Raises Refused."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not key.strip() or len(key) > LONGEST_KEY or not key.isprintable():
        raise Refused(
            status=400,
            code="bad_idempotency_key",
            detail=f"An Idempotency-Key has 1 to {LONGEST_KEY} printable characters.",
        )
    asked = hashlib.sha256()
    for part in (request.method.encode(), request.rel_url.raw_path_qs.encode(), body):
        asked.update(len(part).to_bytes(8) + part)
    return Asked(key=key, hash=asked.hexdigest())


def _too_large(largest: int) -> Refused:
    return Refused(
        status=413, code="too_large", detail=f"At most {largest // 1024} KiB can be sent."
    )


def _wrong(error: ValidationError, code: str) -> Refused:
    """Each mistake with its place; nothing of what was sent is said again."""
    found: Sequence[Any] = error.errors(include_url=False, include_input=False)
    mistakes = [
        {"field": ".".join(map(str, one["loc"])), "message": one["msg"].removeprefix(OWN)}
        for one in found[:SHOWN]
    ]
    first = mistakes[0]
    where = f"{first['field']}: " if first["field"] else ""
    return Refused(
        status=422, code=code, detail=f"{where}{first['message']}", more={"errors": mistakes}
    )
