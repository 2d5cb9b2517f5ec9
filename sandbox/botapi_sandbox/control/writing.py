"""People write, press, vote."""

from typing import Any

from botapi_sandbox.control.connection import Connection
from botapi_sandbox.control.replies import Forwarded, Message, Pressed, Sent, SentAlbum


class WritingControl(Connection):
    async def say(
        self,
        user_id: int,
        text: str,
        chat_id: int | None = None,
        entities: list[Any] | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> Sent:
        value = await self.do_bot(
            "say",
            user_id=user_id,
            text=text,
            chat_id=chat_id,
            entities=entities,
            reply_to=reply_to,
            topic=topic,
        )
        return Sent(**value)

    async def everyone_says(
        self,
        text: str,
        first_id: int,
        count: int,
        per_second: float | None = None,
        *,
        wait: bool = False,
    ) -> None:
        """Returns at once unless `wait`: then when the last one has written."""
        await self.do_bot(
            "everyone_says",
            text=text,
            first_id=first_id,
            count=count,
            per_second=per_second,
            wait=wait,
        )

    async def send(
        self,
        user_id: int,
        kind: str,
        chat_id: int | None = None,
        topic: int | None = None,
        **fields: Any,
    ) -> Sent:
        value = await self.do_bot(
            "send", user_id=user_id, kind=kind, chat_id=chat_id, topic=topic, fields=fields
        )
        return Sent(**value)

    async def album(
        self,
        user_id: int,
        kinds: list[str],
        caption: str | None = None,
        chat_id: int | None = None,
        topic: int | None = None,
    ) -> SentAlbum:
        value = await self.do_bot(
            "album", user_id=user_id, kinds=kinds, caption=caption, chat_id=chat_id, topic=topic
        )
        return SentAlbum(**value)

    async def edit(
        self,
        user_id: int,
        message_id: int,
        text: str | None = None,
        caption: str | None = None,
        entities: list[Any] | None = None,
        chat_id: int | None = None,
    ) -> None:
        await self.do_bot(
            "edit",
            user_id=user_id,
            message_id=message_id,
            text=text,
            caption=caption,
            entities=entities,
            chat_id=chat_id,
        )

    async def delete(self, user_id: int, message_id: int, chat_id: int | None = None) -> None:
        await self.do_bot("delete", user_id=user_id, message_id=message_id, chat_id=chat_id)

    async def forward(
        self, user_id: int, message_ids: list[int], to: int, chat_id: int | None = None
    ) -> Forwarded:
        value = await self.do_bot(
            "forward", user_id=user_id, message_ids=message_ids, to=to, chat_id=chat_id
        )
        return Forwarded(**value)

    async def press(
        self,
        user_id: int,
        message_id: int | None = None,
        button: str | None = None,
        data: str | None = None,
        chat_id: int | None = None,
        wait: float = 5.0,
    ) -> Pressed:
        value = await self.do_bot(
            "press",
            user_id=user_id,
            message_id=message_id,
            button=button,
            data=data,
            chat_id=chat_id,
            wait=wait,
        )
        return Pressed(**value)

    async def forged_callback(
        self, user_id: int, data: str, message: Message | None = None, wait: float = 1.0
    ) -> Pressed:
        value = await self.do_bot(
            "forged_callback", user_id=user_id, data=data, message=message, wait=wait
        )
        return Pressed(**value)

    async def vote(
        self, user_id: int, message_id: int, options: list[int], chat_id: int | None = None
    ) -> Message:
        poll: Message = await self.do_bot(
            "vote", user_id=user_id, message_id=message_id, options=options, chat_id=chat_id
        )
        return poll

    async def react(
        self, user_id: int, message_id: int, emoji: list[str], chat_id: int | None = None
    ) -> list[Message]:
        """How many of each reaction there are then (Bot API: ReactionCount)."""
        counts: list[Message] = await self.do_bot(
            "react", user_id=user_id, message_id=message_id, emoji=emoji, chat_id=chat_id
        )
        return counts

    async def update(self, raw: dict[str, Any]) -> int:
        """Returns the update_id."""
        value = await self.do_bot("update", raw=raw)
        return int(value["update_id"])
