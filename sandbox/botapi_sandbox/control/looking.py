"""Looking at chats and at what was counted."""

from typing import Any

from botapi_sandbox.control.connection import Connection
from botapi_sandbox.control.replies import Caller, CallLog, Counts, Landed, Message, Timeline

Page = dict[str, Any]
"""Part of a long list, and `total` or `older`: how much more there is."""


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
        numbers: list[int] = await self.do_bot("pinned", chat_id=chat_id)
        return numbers

    async def commands(
        self, scope: dict[str, Any] | None = None, language: str = ""
    ) -> list[dict[str, str]]:
        stored: list[dict[str, str]] = await self.do_bot("commands", scope=scope, language=language)
        return stored

    async def counts(self, contains: str | None = None) -> Counts:
        return Counts(**await self.do_bot("counts", contains=contains))

    async def missed(self, contains: str, first_id: int, count: int) -> list[int]:
        ids: list[int] = await self.do_bot(
            "missed", contains=contains, first_id=first_id, count=count
        )
        return ids

    async def delivered(self, contains: str | None = None) -> list[tuple[int, int]]:
        return [(chat, times) for chat, times in await self.do_bot("delivered", contains=contains)]

    async def landed(self, contains: str | None = None, data: str | None = None) -> list[Landed]:
        rows = await self.do_bot("landed", contains=contains, data=data)
        return [Landed(chat_id=chat, number=number, at=at) for chat, number, at in rows]

    async def timeline(self, contains: str | None = None) -> Timeline:
        return Timeline(**await self.do_bot("timeline", contains=contains))

    async def calls(self, *, errors: bool = False, count: int = 100, after: int = 0) -> CallLog:
        return CallLog(**await self.do("calls", errors=errors, count=count, after=after))

    async def callers(self) -> list[Caller]:
        return [Caller(**each) for each in await self.do("callers")]

    async def show_board(
        self, title: str = "", note: str = "", rows: list[dict[str, Any]] | None = None
    ) -> None:
        """Beside the chats of the page; without a title there is none."""
        await self.do("show_board", title=title, note=note, rows=rows)

    async def bots(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.do("bots")
        return found

    async def people(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.do("people")
        return found

    async def older(
        self, chat_id: int, before: int, count: int = 50, viewer: int | None = None
    ) -> Page:
        """{"messages": oldest first, "older": whether there are more}."""
        page: Page = await self.do_bot(
            "older", chat_id=chat_id, before=before, count=count, viewer=viewer
        )
        return page

    async def crowd(
        self, first_id: int, contains: str | None = None, *, offset: int = 0, count: int = 50
    ) -> Page:
        """{"total", "people": [{"id", "name", "standing"}]}; the same for the next two."""
        page: Page = await self.do_bot(
            "crowd", first_id=first_id, contains=contains, offset=offset, count=count
        )
        return page

    async def without(self, content: int, *, offset: int = 0, count: int = 100) -> Page:
        page: Page = await self.do_bot("without", content=content, offset=offset, count=count)
        return page

    async def twice(self, content: int, *, offset: int = 0, count: int = 100) -> Page:
        page: Page = await self.do_bot("twice", content=content, offset=offset, count=count)
        return page
