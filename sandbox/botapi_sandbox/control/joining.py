"""Asking to join, from Python."""

from botapi_sandbox.control.connection import Connection


class JoiningControl(Connection):
    """Who asks to join a chat, and what its administrators answer."""

    async def ask_to_join(self, user_id: int, chat_id: int, bio: str | None = None) -> None:
        await self.do("ask_to_join", user_id=user_id, chat_id=chat_id, bio=bio)

    async def answer_join(self, user_id: int, chat_id: int, *, approve: bool = True) -> None:
        await self.do("answer_join", user_id=user_id, chat_id=chat_id, approve=approve)
