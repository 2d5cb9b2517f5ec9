"""The bot that the sandbox keeps as a child process: killed, stopped, started again, looked at."""

from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.process.bot_process import BotProcess


class BotProcessVerbs:
    """Each returns how the bot is afterwards."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def bot_state(self) -> dict[str, Any]:
        """The bot that this sandbox keeps: `state`, `pid`, `since`, `code`, `how`, the end of its
        `log`, `silent_for`: sandbox seconds since the last call of any bot. The next three give the
        same."""
        return self._told(self._bot())

    async def start_bot(self) -> dict[str, Any]:
        """With the command that the sandbox was started with, and no other."""
        bot = self._bot()
        await bot.start()
        return self._told(bot)

    async def kill_bot(self) -> dict[str, Any]:
        """SIGKILL, with all it has begun: it has no time for a last word."""
        bot = self._bot()
        await bot.kill()
        return self._told(bot)

    async def stop_bot(self) -> dict[str, Any]:
        """SIGTERM; killed when it has not ended in 12 s."""
        bot = self._bot()
        await bot.stop()
        return self._told(bot)

    def _bot(self) -> BotProcess:
        if self._world.bot_process is None:
            raise ControlError("this sandbox keeps no bot: start it with a command after --")
        return self._world.bot_process

    def _told(self, bot: BotProcess) -> dict[str, Any]:
        called_at = self._world.called_at
        silent_for = None if called_at is None else round(self._world.clock.now() - called_at, 1)
        return bot.state() | {"silent_for": silent_for}
