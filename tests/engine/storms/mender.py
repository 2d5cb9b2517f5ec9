"""An admin who corrects, takes back and pins what went out, while anything may happen to that."""

import random
from dataclasses import replace
from typing import Any

from botapi.call import Call
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from tests.actors import editor
from tests.engine.storms.house import House

MORE = " Corrected."  # behind what a text said before: it is found by that


class Mender:
    """Each is a run over the ledger of what it mends, and comes to its end like any other."""

    def __init__(self, house: House, chance: random.Random) -> None:
        self._house = house
        self._chance = chance
        self.begun: list[int] = []  # broadcasts

    async def mend(self, broadcast_id: int, *, correct: bool) -> None:
        """One of the ways; `correct`: that is one of them. Raises what the doors raise."""
        doors, by = self._house.doors, editor()
        match self._chance.choice(("correct", "recall", "stop", "pin", "unpin")):
            case "correct" if correct:
                content = _corrected(await doors.reports.get(broadcast_id))
                child = await doors.corrections.begin(broadcast_id, content, by=by)
            case "pin":
                child = await doors.pins.pin(broadcast_id, by=by)
            case "unpin":
                child = await doors.pins.unpin(broadcast_id, by=by)
            case "stop":
                child = await doors.recalls.stop_and_begin(broadcast_id, by=by)
            case _:
                child = await doors.recalls.begin(broadcast_id, by=by)
        self.begun.append(child.id)


def _corrected(broadcast: Broadcast) -> Content:
    """The same words, and more behind them."""
    content = Content.load(broadcast.content)
    return content.with_message(tuple(map(_with_more, content.message)))


def _with_more(call: Call) -> Call:
    params: dict[str, Any] = dict(call.params)
    if "text" in params:
        return replace(call, params={**params, "text": params["text"] + MORE})
    first, *others = params["media"]
    return replace(
        call, params={**params, "media": [first | {"caption": first["caption"] + MORE}, *others]}
    )
