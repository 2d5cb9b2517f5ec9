"""The board event: what whoever runs the sandbox shows beside the chats."""

import json

from botapi_sandbox.call.world import World


class Board:
    def __init__(self, world: World) -> None:
        self._world = world
        self._told = "null"

    def changes(self) -> str | None:
        told = json.dumps(self._world.board)
        if told == self._told:
            return None
        self._told = told
        return told
