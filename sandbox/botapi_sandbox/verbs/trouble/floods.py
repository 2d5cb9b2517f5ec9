"""Floods of their own: chats that want no more for a while, slow mode, edits."""

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError


class FloodVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def chat_flood(
        self,
        *,
        chat_ids: list[int],
        seconds: float,
        edits: bool = False,
        token: str | None = None,
    ) -> dict[str, float]:
        """These chats answer 429 for so long, nobody else does; `edits`: to edits instead of to
        messages."""
        until = self._world.clock.now() + seconds
        for account in self._world.bots(token):
            for chat_id in chat_ids:
                self._world.limiters[account.id].own.flood(chat_id, until, edits=edits)
        return {"until": until}

    async def edits_flood(self, *, seconds: float, token: str | None = None) -> dict[str, float]:
        """429 for every edit, in whatever chat; messages pass."""
        until = self._world.clock.now() + seconds
        for account in self._world.bots(token):
            self._world.limiters[account.id].own.flood_edits(until)
        return {"until": until}

    async def slow_mode(
        self, *, chat_id: int, seconds: float, token: str | None = None
    ) -> dict[str, bool]:
        """A group lets the bot write once in so many seconds; 0 ends it. Not in channels and basic
        groups, which have no slow mode."""
        if self._world.room(chat_id).type != "supergroup":
            raise ControlError("slow_mode: only supergroups have it")
        if seconds < 0:
            raise ControlError("slow_mode: seconds from 0 on")
        for account in self._world.bots(token):
            self._world.limiters[account.id].own.slow_mode(chat_id, seconds)
        return {"ok": True}
