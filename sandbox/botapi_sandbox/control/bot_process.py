"""The bot that the sandbox keeps as a child process."""

from botapi_sandbox.control.connection import Connection
from botapi_sandbox.control.replies import BotState


class BotProcessControl(Connection):
    """Each returns how the bot is afterwards; ControlRefused when the sandbox keeps none."""

    async def bot_state(self) -> BotState:
        return BotState(**await self.do("bot_state"))

    async def start_bot(self) -> BotState:
        return BotState(**await self.do("start_bot"))

    async def kill_bot(self) -> BotState:
        """SIGKILL."""
        return BotState(**await self.do("kill_bot"))

    async def stop_bot(self) -> BotState:
        """SIGTERM; killed when it has not ended in 12 s."""
        return BotState(**await self.do("stop_bot"))
