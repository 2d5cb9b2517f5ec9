"""The recipients of a broadcast as a file that is sent while it is unpacked."""

import asyncio
import gzip
from collections.abc import Iterator
from pathlib import Path

from aiohttp import web

from bot.api.core.caller import Caller
from bot.api.core.desk import Desk
from bot.api.core.refusals import Refused, wrong_state
from broadcast.doors.reporting.exports import Export
from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import NoSuchBroadcast
from db.broadcasts import broadcasts
from db.schema.states import ApiRight, DeliveryState

PIECE = 256 * 1024  # bytes
WHOLE = 2**40  # bytes of one part: there is one


def recipients_asked_for(request: web.Request, caller: Caller) -> DeliveryState | None:
    """Those with that outcome; None: all. Raises Refused."""
    caller.require([ApiRight.PEOPLE])
    return _state(request)


async def send_recipients(
    request: web.Request, desk: Desk, caller: Caller, broadcast: int, state: DeliveryState | None
) -> web.StreamResponse:
    """Raises Refused before anything is sent."""
    async with desk.turn(caller, "list_recipients"):
        found = await _asked_for(desk, broadcast)
        if found.run_id is None:
            raise wrong_state(found.state.value)
        export = await desk.office.doors.exports.recipients(
            broadcast, state, by=caller.actor, part=WHOLE
        )
    try:
        return await _sent(request, export, broadcast)
    finally:
        export.remove()


async def _asked_for(desk: Desk, number: int) -> Broadcast:
    """As all other acts know it: a message of a series, say, is none. Raises NoSuchBroadcast."""
    async with desk.office.database.read() as connection:
        if not await broadcasts.is_listed(connection, number):
            raise NoSuchBroadcast(f"there is no broadcast {number}")
    return await desk.office.doors.reports.get(number)


async def _sent(request: web.Request, export: Export, broadcast: int) -> web.StreamResponse:
    packed = "gzip" in request.headers.get("Accept-Encoding", "").lower()
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="recipients-{broadcast}.csv"',
        "Vary": "Accept-Encoding",
    }
    if packed:
        headers["Content-Encoding"] = "gzip"
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    for path in export.parts:
        pieces = _pieces(path, packed=packed)
        while piece := await asyncio.to_thread(next, pieces, b""):
            await response.write(piece)
    await response.write_eof()
    return response


def _pieces(path: Path, *, packed: bool) -> Iterator[bytes]:
    with path.open("rb") if packed else gzip.open(path) as file:
        while piece := file.read(PIECE):
            yield piece


def _state(request: web.Request) -> DeliveryState | None:
    said = dict(request.rel_url.query)
    name = said.pop("state", None)
    known = {one.name.lower(): one for one in DeliveryState}
    if said or (name is not None and name not in known):
        raise Refused(status=422, code="bad_query", detail=f"state is one of {', '.join(known)}.")
    return None if name is None else known[name]
