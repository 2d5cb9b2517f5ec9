"""The bots that the sandbox keeps as child processes."""

from botapi_sandbox.control.connection import Connection
from botapi_sandbox.control.replies import BotState


class BotProcessControl(Connection):
    """Each returns how the bot is afterwards; ControlRefused when the sandbox keeps none. `name`:
    which one, where it keeps several."""

    async def bot_state(self, name: str | None = None) -> BotState:
        return BotState(**await self.do("bot_state", name=name))

    async def bot_states(self) -> list[BotState]:
        return [BotState(**each) for each in await self.do("bot_states")]

    async def start_bot(self, name: str | None = None) -> BotState:
        return BotState(**await self.do("start_bot", name=name))

    async def kill_bot(self, name: str | None = None) -> BotState:
        """SIGKILL."""
        return BotState(**await self.do("kill_bot", name=name))

    async def stop_bot(self, name: str | None = None) -> BotState:
        """SIGTERM; killed when it has not ended in 12 s."""
        return BotState(**await self.do("stop_bot", name=name))

    async def freeze_bot(self, name: str | None = None) -> BotState:
        """SIGSTOP."""
        return BotState(**await self.do("freeze_bot", name=name))

    async def wake_bot(self, name: str | None = None) -> BotState:
        """SIGCONT."""
        return BotState(**await self.do("wake_bot", name=name))
