"""What is asked of the API, and in which order, so that nothing happens twice or by halves."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.api.core.refusals import Refused, refusal_of
from bot.commands.broadcast.line import Json, Line
from bot.commands.telling import cannot_use
from bot.commands.writing import writing
from broadcast.model.errors import DraftHeld

GONE = 404
TRIED_AGAIN = (401, 429, 503)  # a refusal of these says nothing about the broadcast


@dataclass(frozen=True, kw_only=True, slots=True)
class Sending:
    """`body`: of the draft, as the API takes it. `launch`: None: it stays a draft, which the admins
    are asked to send; {}: now; else the moment, as the API takes it. `once`: what makes the same
    command count once, whenever it is given again."""

    body: Mapping[str, Any]
    launch: Mapping[str, Any] | None
    once: str | None


async def send(line: Line, sending: Sending) -> Json:
    """The broadcast as it is then. Raises Refused: without `once` nothing is left behind then."""
    once = sending.once or secrets.token_urlsafe(16)
    body = dict(sending.body)
    if sending.launch is not None:
        body["quiet"] = True
    try:
        made = await line.ask("POST", "/broadcasts", body, once=f"{once} draft")
    except Refused as refused:
        raise _of_once(refused, sending.once) from None
    number = int(made["id"])
    if sending.once is not None:
        made = await _as_it_is(line, number)
    if sending.launch is None or made["state"] != "draft":
        return made
    if made["held_by"] is not None:
        raise refusal_of(DraftHeld(made["held_by"])) or DraftHeld(made["held_by"])
    try:
        return await _launched(line, number, sending.launch, once)
    except Refused as refused:
        if sending.once is None and refused.status not in TRIED_AGAIN:
            with suppress(Refused):
                await line.ask("DELETE", f"/broadcasts/{number}", once=f"{once} discard")
            raise
        raise _left(refused, number) from None


async def status(line: Line, number: int | None) -> Json:
    return await line.ask("GET", "/status" if number is None else f"/broadcasts/{number}")


async def move(line: Line, way: str, number: int) -> Json:
    """`way`: pause or resume."""
    return await line.ask("POST", f"/broadcasts/{number}/{way}", once=secrets.token_urlsafe(16))


async def cancel(line: Line, number: int) -> Json:
    """A draft is thrown away."""
    once = secrets.token_urlsafe(16)
    view = await line.ask("GET", f"/broadcasts/{number}")
    if view["state"] == "draft":
        return await line.ask("DELETE", f"/broadcasts/{number}", once=once)
    return await line.ask("POST", f"/broadcasts/{number}/cancel", once=once)


async def report(line: Line, number: int) -> Json:
    return await line.ask("GET", f"/broadcasts/{number}/report")


async def recipients(line: Line, number: int, state: str | None, file: Path) -> Json:
    """Whole, or not there at all."""
    which = "" if state is None else f"?state={state}"
    try:
        with writing(file) as stream:
            size = await line.copy(f"/broadcasts/{number}/recipients.csv{which}", stream)
    except OSError as error:
        raise cannot_use(file, error) from None
    return {"file": str(file), "bytes": size}


async def _launched(line: Line, number: int, launch: Mapping[str, Any], once: str) -> Json:
    if not launch:
        return await line.ask("POST", f"/broadcasts/{number}/launch", once=f"{once} launch")
    return await line.ask("POST", f"/broadcasts/{number}/plan", launch, once=f"{once} plan")


async def _as_it_is(line: Line, number: int) -> Json:
    """What the same command has made before may have gone another way since."""
    try:
        return await line.ask("GET", f"/broadcasts/{number}")
    except Refused as refused:
        if refused.status != GONE:
            raise
        raise Refused(
            status=409,
            code="discarded_since",
            detail=f"the same --once has made draft {number} before, and it was thrown away since",
        ) from None


def _of_once(refused: Refused, once: str | None) -> Refused:
    """In the words of the command: whoever typed it knows of no Idempotency-Key."""
    if refused.code != "idempotency_key_reused" or once is None:
        return refused
    detail = "the same --once was given with another draft or audience before; choose another one"
    return Refused(status=refused.status, code=refused.code, detail=detail, more=refused.more)


def _left(refused: Refused, number: int) -> Refused:
    return Refused(
        status=refused.status,
        code=refused.code,
        detail=f"{refused.detail} Draft {number} stays: the same --once goes on with it, "
        f"herald broadcast cancel {number} throws it away.",
        retry_after=refused.retry_after,
        more={**refused.more, "broadcast": number},
    )
