"""What matters of an update, read from the raw JSON before any model sees it.

Who wrote where, which command, whether the bot is still in the chat, where a group has moved: each
value is checked for its type and its range here. So it counts even where the rest of the update is
of a kind that this version does not know, or would be dear to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RawUpdate = dict[str, Any]
Body = Mapping[str, Any]

LARGEST_ID = 2**53  # Bot API: at most 52 significant bits
LONGEST_TEXT = 4_096  # characters, Telegram's own limit; of a longer one the beginning counts
CHATS = frozenset({"private", "group", "supergroup", "channel"})
MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")
IN_CHAT = {"creator": True, "administrator": True, "member": True, "left": False, "kicked": False}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    id: int
    kind: str  # the Bot API's type of a chat
    title: str = ""
    first_name: str = ""
    username: str | None = None
    is_direct: bool = False  # the direct messages of a channel


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    id: int
    is_bot: bool = False
    first_name: str = ""
    username: str | None = None
    language_code: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    name: str  # in small letters
    mention: str | None  # of which bot, where one is named
    argument: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Essentials:
    """`kind` is the update's field that was filled; "" when it has none that could be read."""

    number: int
    kind: str
    place: Place | None = None
    sender: Person | None = None
    sender_chat: int | None = None  # in whose name it was written: a channel, or the group itself
    message_id: int = 0
    date: int = 0
    thread: int | None = None  # the forum topic that it was written in
    is_forwarded: bool = False  # into a channel's discussion group, by Telegram itself
    text: str = ""
    migrated_to: int | None = None  # the group's new id
    was_in: bool | None = None  # was the bot in the chat before, and is it now
    is_in: bool | None = None

    @property
    def command(self) -> Command | None:
        words = self.text.split(maxsplit=1)
        if not words or not words[0].startswith("/"):
            return None
        name, _, mention = words[0][1:].partition("@")
        argument = words[1] if len(words) > 1 else None
        return Command(name=name.lower(), mention=mention or None, argument=argument)

    @property
    def is_start_or_stop(self) -> bool:
        """Whether somebody wants to be on the list, or off it."""
        command = self.command
        written = self.kind in ("message", "channel_post")
        return written and command is not None and command.name in ("start", "stop")

    @property
    def comes_back(self) -> bool:
        """Whether the bot may write there, whatever was known before."""
        if self.is_in is True:
            return True
        return self.is_start_or_stop and self.command is not None and self.command.name == "start"

    @property
    def is_membership_change(self) -> bool:
        """Whether Telegram tells that the bot was let in, shut out or blocked."""
        return self.kind == "my_chat_member"

    @property
    def is_critical(self) -> bool:
        """Whether a subscription depends on it: such an update must not be lost."""
        return self.is_start_or_stop or self.is_membership_change or self.migrated_to is not None


def number_of(raw: Body) -> int | None:
    """The update's own number."""
    return whole(raw.get("update_id"))


def chats_of(raw: Body) -> frozenset[int]:
    """Where it may be answered: in its chat, or in private to whom it is from."""
    body = next((value for value in raw.values() if isinstance(value, Mapping)), {})
    message = part(body.get("message"))
    places = (body.get("chat"), message.get("chat"), body.get("from"), body.get("user"))
    ids = (whole(part(place).get("id")) for place in places)
    return frozenset(one for one in ids if one is not None)


def essentials_of(raw: Body, number: int) -> Essentials:
    """Never raises: what cannot be read is left out."""
    kind = next((name for name, value in raw.items() if isinstance(value, Mapping)), "")
    body = raw.get(kind, {})
    if kind == "my_chat_member":
        return Essentials(
            number=number,
            kind=kind,
            place=_place(body.get("chat")),
            sender=_person(body.get("from")),
            date=whole(body.get("date")) or 0,
            was_in=_is_in(body.get("old_chat_member")),
            is_in=_is_in(body.get("new_chat_member")),
        )
    message = body if kind in MESSAGES else part(body.get("message"))
    sender_chat = _place(message.get("sender_chat"))
    return Essentials(
        number=number,
        kind=kind,
        place=_place(message.get("chat") or body.get("chat")),
        sender=_person(body.get("from") or body.get("user")),
        sender_chat=sender_chat.id if sender_chat else None,
        message_id=whole(message.get("message_id")) or 0,
        date=whole(message.get("date")) or 0,
        thread=_topic(message),
        is_forwarded=message.get("is_automatic_forward") is True,
        text=line(message.get("text"), LONGEST_TEXT) if kind in MESSAGES else "",
        migrated_to=whole(message.get("migrate_to_chat_id")) if kind == "message" else None,
    )


def whole(value: object) -> int | None:
    """A number that an id or a moment can be; `True` is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) < LARGEST_ID else None


def line(value: object, longest: int = 256) -> str:
    return value[:longest] if isinstance(value, str) else ""


def part(value: object) -> Body:
    return value if isinstance(value, Mapping) else {}


def _place(value: object) -> Place | None:
    raw = part(value)
    chat_id, kind = whole(raw.get("id")), raw.get("type")
    if not chat_id or not isinstance(kind, str) or kind not in CHATS:
        return None
    return Place(
        id=chat_id,
        kind=kind,
        title=line(raw.get("title")),
        first_name=line(raw.get("first_name")),
        username=line(raw.get("username")) or None,
        is_direct=raw.get("is_direct_messages") is True,
    )


def _topic(message: Body) -> int | None:
    """Replies have a thread's number too, outside forums."""
    is_topic = message.get("is_topic_message") is True
    return whole(message.get("message_thread_id")) if is_topic else None


def _person(value: object) -> Person | None:
    raw = part(value)
    user_id = whole(raw.get("id"))
    if not user_id or user_id < 0:
        return None
    return Person(
        id=user_id,
        is_bot=raw.get("is_bot") is True,
        first_name=line(raw.get("first_name")),
        username=line(raw.get("username")) or None,
        language_code=line(raw.get("language_code"), 16) or None,
    )


def _is_in(value: object) -> bool | None:
    """None where the status is one that nobody knows yet."""
    raw = part(value)
    status = raw.get("status")
    if status == "restricted":
        return raw.get("is_member") is True
    return IN_CHAT.get(status) if isinstance(status, str) else None
