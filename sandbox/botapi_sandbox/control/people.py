"""Making people and chats, and what becomes of them."""

from botapi_sandbox.control.connection import Connection
from botapi_sandbox.control.replies import Message, Range


class PeopleControl(Connection):
    async def add_bot(
        self, token: str, name: str | None = None, username: str | None = None
    ) -> Message:
        bot: Message = await self.do("add_bot", token=token, name=name, username=username)
        return bot

    async def add_users(
        self,
        count: int,
        first_id: int = 1_000_001,
        language: str = "en",
        *,
        started: bool = True,
        blocked_share: float = 0.0,
        deactivated_share: float = 0.0,
    ) -> Range:
        value = await self.do(
            "add_users",
            count=count,
            first_id=first_id,
            language=language,
            started=started,
            blocked_share=blocked_share,
            deactivated_share=deactivated_share,
        )
        return Range(**value)

    async def add_user(
        self,
        id: int,  # noqa: A002 - the Bot API's own word
        first_name: str = "Ann",
        last_name: str | None = None,
        username: str | None = None,
        language: str | None = "en",
        *,
        started: bool = False,
        note: str = "",
    ) -> Message:
        user: Message = await self.do(
            "add_user",
            id=id,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language=language,
            started=started,
            note=note,
        )
        return user

    async def add_chat(
        self,
        id: int | None,  # noqa: A002 - the Bot API's own word
        type: str,  # noqa: A002 - the Bot API's own word
        title: str,
        members: list[int] | None = None,
        bot_status: str = "member",
        username: str | None = None,
        *,
        forum: bool = False,
    ) -> Message:
        chat: Message = await self.do(
            "add_chat",
            id=id,
            type=type,
            title=title,
            members=members,
            bot_status=bot_status,
            username=username,
            forum=forum,
        )
        return chat

    async def start(self, user_id: int) -> None:
        await self.do("start", user_id=user_id)

    async def block(self, user_id: int) -> None:
        await self.do("block", user_id=user_id)

    async def unblock(self, user_id: int) -> None:
        await self.do("unblock", user_id=user_id)

    async def deactivate(self, user_id: int) -> None:
        await self.do("deactivate", user_id=user_id)

    async def blocked_share(
        self, share: float, first_id: int | None = None, *, tell: bool = False
    ) -> dict[str, int]:
        """How many of one crowd, or of all of them, have blocked the bots from now on."""
        value: dict[str, int] = await self.do(
            "blocked_share", share=share, first_id=first_id, tell=tell
        )
        return value

    async def kick(self, chat_id: int, status: str = "kicked") -> None:
        await self.do("kick", chat_id=chat_id, status=status)

    async def promote(
        self, chat_id: int, status: str = "administrator", user_id: int | None = None
    ) -> None:
        """The bot, or the person of `user_id`."""
        await self.do("promote", chat_id=chat_id, status=status, user_id=user_id)

    async def migrate(self, chat_id: int, new_chat_id: int) -> None:
        await self.do("migrate", chat_id=chat_id, new_chat_id=new_chat_id)
