"""Looking at chats and at what was counted."""

from typing import Any

from sandbox.control.connection import Connection
from sandbox.control.replies import Counts, Message, Timeline


class LookingControl(Connection):
    async def chat(self, chat_id: int, last: int = 50) -> list[Message]:
        messages: list[Message] = await self.do_bot("chat", chat_id=chat_id, last=last)
        return messages

    async def last_message(self, chat_id: int) -> Message | None:
        message: Message | None = await self.do_bot("last_message", chat_id=chat_id)
        return message

    async def wait_for(self, chat_id: int, contains: str, timeout: float = 5.0) -> Message:
        """Raises ControlRefused when `timeout` wall-clock seconds have passed."""
        message: Message = await self.do_bot(
            "wait_for", chat_id=chat_id, contains=contains, timeout=timeout
        )
        return message

    async def pinned(self, chat_id: int) -> list[int]:
        numbers: list[int] = await self.do("pinned", chat_id=chat_id)
        return numbers

    async def commands(
        self, scope: dict[str, Any] | None = None, language: str = ""
    ) -> list[dict[str, str]]:
        stored: list[dict[str, str]] = await self.do_bot("commands", scope=scope, language=language)
        return stored

    async def counts(self, contains: str | None = None) -> Counts:
        return Counts(**await self.do("counts", contains=contains))

    async def missed(self, contains: str, first_id: int, count: int) -> list[int]:
        ids: list[int] = await self.do("missed", contains=contains, first_id=first_id, count=count)
        return ids

    async def delivered(self, contains: str | None = None) -> list[tuple[int, int]]:
        return [(chat, times) for chat, times in await self.do("delivered", contains=contains)]

    async def timeline(self, contains: str | None = None) -> Timeline:
        return Timeline(**await self.do("timeline", contains=contains))

    async def bots(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.do("bots")
        return found

    async def people(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.do("people")
        return found
