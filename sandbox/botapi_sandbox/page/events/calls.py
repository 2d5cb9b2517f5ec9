"""The calls event: what the bots called last, and what was wrong with it."""

import json
from typing import Any

from botapi_sandbox.call.call_log import Calls
from botapi_sandbox.call.world import World

MOST_GOOD = 50  # told at once; of a broadcast's thousand a second, nobody reads more
MOST_WRONG = 100


class CallsLog:
    def __init__(self, world: World) -> None:
        self._world = world
        self._calls: Calls | None = None
        self._seen = 0
        self._lacking: dict[str, int] = {}

    def changes(self) -> str | None:
        """Newest first. `whole`: what was told before is forgotten."""
        calls = self._world.calls
        whole = calls is not self._calls  # the first look, or a reset
        if whole:
            self._calls, self._seen, self._lacking = calls, 0, {}
        if not whole and calls.total == self._seen and calls.lacking == self._lacking:
            return None
        wrong = calls.newest(MOST_WRONG, errors=True, after=self._seen)
        any_kind = calls.newest(MOST_GOOD, after=self._seen)
        numbers = {each.number for each in any_kind}
        told = any_kind + [each for each in wrong if each.number not in numbers]
        told.sort(key=lambda each: -each.number)
        self._seen, self._lacking = calls.total, dict(calls.lacking)
        event: dict[str, Any] = {
            "whole": whole,
            "calls": [each.told() for each in told],
            "lacking": self._lacking,
            "lenient": self._world.lenient,
        }
        return json.dumps(event)
