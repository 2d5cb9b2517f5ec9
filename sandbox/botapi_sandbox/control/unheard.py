"""What takes numbers of messages, and is not told to the bot."""

from typing import Any

from botapi_sandbox.control.connection import Connection


class UnheardControl(Connection):
    async def unheard(self, **changes: Any) -> dict[str, Any]:
        now: dict[str, Any] = await self.do_bot("unheard", **changes)
        return now

    async def foreign_message(
        self,
        chat_id: int,
        text: str = "From another program",
        reply_markup: dict[str, Any] | None = None,
    ) -> int:
        """Its number."""
        done = await self.do_bot(
            "foreign_message", chat_id=chat_id, text=text, reply_markup=reply_markup
        )
        return int(done["message_id"])

    async def skip_numbers(self, count: int = 1, chat_id: int | None = None) -> list[int]:
        numbers: list[int] = await self.do_bot("skip_numbers", count=count, chat_id=chat_id)
        return numbers
