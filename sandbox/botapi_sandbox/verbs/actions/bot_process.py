"""The bots that the sandbox keeps as child processes: killed, frozen, started again, looked at."""

from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.process.bot_process import BotProcess


class BotProcessVerbs:
    """Each returns how the bot is afterwards."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def bot_state(self, *, name: str | None = None) -> dict[str, Any]:
        """The bot that this sandbox keeps: `state` (running, frozen, ended), `pid`, `since`,
        `code`, `how`, the end of its `log`, `silent_for`: sandbox seconds since the last call of
        any bot. The next five give the same. `name`: which one, where it keeps several."""
        return self._told(self._bot(name))

    async def start_bot(self, *, name: str | None = None) -> dict[str, Any]:
        """With the command that the sandbox was started with, and no other."""
        bot = self._bot(name)
        await bot.start()
        return self._told(bot)

    async def kill_bot(self, *, name: str | None = None) -> dict[str, Any]:
        """SIGKILL, with all it has begun: it has no time for a last word."""
        bot = self._bot(name)
        await bot.kill()
        return self._told(bot)

    async def stop_bot(self, *, name: str | None = None) -> dict[str, Any]:
        """SIGTERM; killed when it has not ended in 12 s."""
        bot = self._bot(name)
        await bot.stop()
        return self._told(bot)

    async def freeze_bot(self, *, name: str | None = None) -> dict[str, Any]:
        """SIGSTOP, with all it has begun: it stands still, with its connections open."""
        bot = self._bot(name)
        bot.freeze()
        return self._told(bot)

    async def wake_bot(self, *, name: str | None = None) -> dict[str, Any]:
        """SIGCONT: it goes on where it stood, as if no time had passed."""
        bot = self._bot(name)
        bot.wake()
        return self._told(bot)

    async def bot_states(self) -> list[dict[str, Any]]:
        """The same of all that this sandbox keeps."""
        return [self._told(bot) for bot in self._world.processes.all()]

    def _bot(self, name: str | None) -> BotProcess:
        return self._world.processes.one(name)

    def _told(self, bot: BotProcess) -> dict[str, Any]:
        called_at = self._world.called_at
        silent_for = None if called_at is None else round(self._world.clock.now() - called_at, 1)
        return bot.state() | {"silent_for": silent_for}
