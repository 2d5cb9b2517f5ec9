"""A message as the Bot API shows it, put together from its row and its content."""

import hashlib
import json
from collections.abc import Callable

from botapi_sandbox.content.contents import Body, Content, Contents
from botapi_sandbox.people.people import People
from botapi_sandbox.people.reactions import Reactions
from botapi_sandbox.state.account import Account
from botapi_sandbox.state.chats import Rooms
from botapi_sandbox.state.journal import Journal
from botapi_sandbox.state.polls import Polls

DICE_FACES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
REFERENCES = {"_reply": "reply_to_message", "_pinned": "pinned_message"}
ALBUM_BASE = 13_000_000_000_000_000  # real media_group_ids have about this size


class Renderer:
    def __init__(
        self,
        people: People,
        rooms: Rooms,
        contents: Contents,
        polls: Polls,
        reactions: Reactions,
        journal: Callable[[Account, int], Journal],
    ) -> None:
        self._people = people
        self._rooms = rooms
        self._contents = contents
        self._polls = polls
        self._reactions = reactions
        self._journal = journal

    def chat(self, chat_id: int) -> Body:
        """Bot API: Chat, as inside a message."""
        if chat_id < 0:
            room = self._rooms.get(chat_id)
            return room.chat() if room else {"id": chat_id, "type": "group", "title": "?"}
        person = self._people.person(chat_id)
        return person.chat() if person else {"id": chat_id, "type": "private"}

    def sent(self, account: Account, chat_id: int, number: int, content: Content) -> str:
        """The answer to a send, as JSON: the hot path of a broadcast."""
        if chat_id < 0 or content.per_message:
            return json.dumps(self.message(account, chat_id, number), ensure_ascii=False)
        date = account.journal.date(number)
        return (
            f'{{"message_id":{number},"from":{account.encoded},'
            f'"chat":{self._people.encoded_chat(chat_id)},"date":{date},{content.encoded}}}'
        )

    def message(
        self,
        account: Account,
        chat_id: int,
        number: int,
        *,
        private: bool = False,
        viewer: int | None = None,
    ) -> Body:
        """Bot API: Message. `private` adds what only the control API shows, under "sandbox":
        also what the `viewer` has chosen in a poll, in a private chat its person."""
        journal = self._journal(account, chat_id)
        content = self._contents[journal.content(number)]
        fields: Body = {"message_id": number, **self._author(account, journal, chat_id, number)}
        fields |= {"chat": self.chat(chat_id), "date": journal.date(number)}
        edited = journal.edited(number)
        if edited is not None:
            fields["edit_date"] = edited
        fields |= {k: v for k, v in content.body().items() if not k.startswith("_")}
        if content.per_message:
            self._own_fields(account, chat_id, number, content, fields)
        if private:
            hidden = {name[1:]: value for name, value in (content.private or {}).items()}
            voter = chat_id if chat_id > 0 else viewer
            if "poll" in fields and voter is not None:
                hidden["voted"] = self._polls.chosen((chat_id, number), voter)
            if reacted := self._reactions.counts((chat_id, number)):
                hidden["reacted"] = reacted
            if topic := self._topic(chat_id, fields):
                hidden["topic"] = topic
            fields["sandbox"] = {"outgoing": journal.outgoing(number), **hidden}
        return fields

    def _topic(self, chat_id: int, fields: Body) -> str:
        """What the topic is called that the message stands in; nothing outside of forums."""
        room = self._rooms.get(chat_id) if fields.get("is_topic_message") else None
        topics = (room.topics if room else None) or {}
        topic = topics.get(fields["message_thread_id"]) if topics else None
        return topic.name if topic else ""

    def _author(self, account: Account, journal: Journal, chat_id: int, number: int) -> Body:
        room = self._rooms.get(chat_id) if chat_id < 0 else None
        if room is not None and room.type == "channel":
            return {"sender_chat": room.chat()}
        if journal.outgoing(number):
            return {"from": account.user()}
        user_id = journal.sender(number) or chat_id
        person = self._people.person(user_id)
        return {"from": person.user()} if person else {}

    def _own_fields(
        self, account: Account, chat_id: int, number: int, content: Content, fields: Body
    ) -> None:
        """What differs between two messages of the same content."""
        private = content.private or {}
        if "_album" in private:
            fields["media_group_id"] = str(ALBUM_BASE + number - private["_album"])
        if "poll" in fields:
            fields["poll"] = self._polls.shown((chat_id, number), account.id, fields["poll"])
        if "dice" in fields:
            fields["dice"] = {"value": _roll(number, fields["dice"]["emoji"])} | fields["dice"]
        for name, place in REFERENCES.items():
            other = private.get(name)
            if other is not None and self._journal(account, chat_id).holds(chat_id, other):
                shown = self.message(account, chat_id, other)
                fields[place] = {k: v for k, v in shown.items() if k not in REFERENCES.values()}


def _roll(number: int, emoji: str) -> int:
    """Looks random, stays the same however often the message is shown."""
    digest = hashlib.sha256(f"{number}{emoji}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % DICE_FACES.get(emoji, 6) + 1
