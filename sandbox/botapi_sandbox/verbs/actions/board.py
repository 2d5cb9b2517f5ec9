"""What whoever runs the sandbox has to show beside the chats: a small table on the page."""

from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.ground.fitting import fits

MOST_ROWS, MOST_WAITING = 40, 20
LONGEST = 200  # characters of each text
ROW = {"words": str, "note": str, "waiting": list[dict[str, Any]], "more": int}
WAITING = {"name": str, "at": float}


class BoardVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def show_board(
        self, *, title: str = "", note: str = "", rows: list[dict[str, Any]] | None = None
    ) -> dict[str, bool]:
        """A table in the page's panel, in the place of the one before; without a title there is
        none. Of each row `words`, `note`, `waiting` (of each `name`, `at`: Unix seconds, to which
        the page counts down) and `more`: how many wait beside them. The sandbox asks nobody what
        it means."""
        shown = [_row(each) for each in rows or ()]
        if len(shown) > MOST_ROWS:
            raise ControlError(f"a board has {MOST_ROWS} rows at most")
        _short(title, note)
        board = {"title": title, "note": note, "rows": shown}
        self._world.board = board if title else None
        return {"ok": True}


def _row(told: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {"words": "", "note": "", "waiting": [], "more": 0} | _checked(told, ROW)
    row["waiting"] = [{"name": "", "at": 0.0} | _checked(one, WAITING) for one in row["waiting"]]
    if len(row["waiting"]) > MOST_WAITING:
        raise ControlError(f"a row names {MOST_WAITING} who wait at most; the others are `more`")
    return row


def _checked(told: dict[str, Any], kinds: dict[str, Any]) -> dict[str, Any]:
    for name, value in told.items():
        if name not in kinds or not fits(value, kinds[name]):
            raise ControlError(f"a board has no {name} like this")
    _short(*(value for value in told.values() if isinstance(value, str)))
    return told


def _short(*texts: str) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise ControlError(f"a text of a board has {LONGEST} characters at most")
