"""The bot event: whether the bot that the sandbox keeps is alive."""

import json
from typing import Any

from botapi_sandbox.call.world import World

NO_BOT: dict[str, Any] = {
    "name": None,
    "state": "none",
    "pid": None,
    "since": None,
    "code": None,
    "how": None,
    "log": [],
}
SILENCE_STEP = 5  # seconds: how finely its silence is told, so that a quiet bot makes few events


class BotStatus:
    def __init__(self, world: World) -> None:
        self._world = world
        self._told = ""

    def changes(self) -> str | None:
        """`since` moves all the time and is no reason to tell again."""
        world = self._world
        kept = world.processes.all()
        state = kept[0].state() if kept else NO_BOT
        silent = None
        if world.called_at is not None:
            silent = int(world.clock.now() - world.called_at) // SILENCE_STEP * SILENCE_STEP
        told = json.dumps(state | {"since": None, "silent_for": silent})
        if told == self._told:
            return None
        self._told = told
        return json.dumps(state | {"silent_for": silent})
