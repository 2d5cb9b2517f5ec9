"""The bot that the sandbox keeps as a child process: killed, stopped, started again, looked at."""

from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.process.keeper import Keeper


class KeepingVerbs:
    """Each returns how the bot is afterwards."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def bot_state(self) -> dict[str, Any]:
        """The bot that this sandbox keeps: `state`, `pid`, `since`, `code`, `how`, the end of its
        `log`, `silent_for`: sandbox seconds since the last call of any bot. The next three give the
        same."""
        return self._told(self._keeper())

    async def start_bot(self) -> dict[str, Any]:
        """With the command that the sandbox was started with, and no other."""
        keeper = self._keeper()
        await keeper.start()
        return self._told(keeper)

    async def kill_bot(self) -> dict[str, Any]:
        """SIGKILL, with all it has begun: it has no time for a last word."""
        keeper = self._keeper()
        await keeper.kill()
        return self._told(keeper)

    async def stop_bot(self) -> dict[str, Any]:
        """SIGTERM; killed when it has not ended in 12 s."""
        keeper = self._keeper()
        await keeper.stop()
        return self._told(keeper)

    def _keeper(self) -> Keeper:
        if self._world.keeper is None:
            raise ControlError("this sandbox keeps no bot: start it with a command after --")
        return self._world.keeper

    def _told(self, keeper: Keeper) -> dict[str, Any]:
        called_at = self._world.called_at
        silent_for = None if called_at is None else round(self._world.clock.now() - called_at, 1)
        return keeper.state() | {"silent_for": silent_for}
