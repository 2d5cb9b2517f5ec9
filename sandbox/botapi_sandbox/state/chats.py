"""Groups, supergroups and channels."""

from dataclasses import dataclass, field
from typing import Any

from botapi_sandbox.ground.errors import ApiError, bad_request, forbidden
from botapi_sandbox.state.journal import Journal

WRITERS = ("creator", "administrator", "member")
GROUPS_FROM = 4_000_000_001
OTHERS_FROM = 1_002_000_000_001  # Bot API: supergroups and channels begin with -100
KINDS = ("group", "supergroup", "channel")
PAIR = "pair"
"""A chat of two people, to which something was forwarded: bots neither see nor know it."""
PAIRS_FROM = 3_000_000_000_001  # below all others
OUTSIDE = ("left", "kicked")


@dataclass(slots=True, kw_only=True)
class Topic:
    """Of a forum. Its number is that of the message that says that it was made."""

    id: int
    name: str
    icon_color: int
    closed: bool = False


@dataclass(slots=True, kw_only=True)
class Room:
    """A chat of many. `journal` is its own counter; a basic group has none (the bot's counts)."""

    id: int
    type: str
    title: str
    username: str | None = None
    bot_status: str = "member"  # Bot API: ChatMember.status
    members: set[int] = field(default_factory=set)
    statuses: dict[int, str] = field(default_factory=dict)  # of people who are no mere members
    journal: Journal | None = None
    migrated_to: int | None = None
    deleted: bool = False
    reader: int | None = None  # of a pair: who got something last
    # Of a forum, all but the general one, which has no number; None: it is no forum.
    topics: dict[int, Topic] | None = None

    def chat(self) -> dict[str, Any]:
        fields = {"id": self.id, "title": self.title, "type": self.type}
        if self.topics is not None:
            fields["is_forum"] = True
        return fields | ({"username": self.username} if self.username else {})

    def is_pair(self) -> bool:
        return self.type == PAIR

    def is_heard(self) -> bool:
        """Whether the bot is in it, and is told what is said there."""
        return self.bot_status not in OUTSIDE and not self.is_pair()

    def status(self, user_id: int) -> str:
        """How a person stands here (Bot API: ChatMember.status)."""
        return self.statuses.get(user_id, "member" if user_id in self.members else "left")

    def appoint(self, user_id: int, status: str) -> None:
        """Makes somebody a member of that status; left and kicked ones are inside no longer."""
        self.statuses.pop(user_id, None)
        if status in ("left", "kicked"):
            self.members.discard(user_id)
        else:
            self.members.add(user_id)
        if status not in ("left", "member"):
            self.statuses[user_id] = status

    def refusal(self) -> ApiError | None:
        """Why the bot may not write here, in Telegram's words; None when it may."""
        if self.migrated_to is not None:
            text = "group chat was upgraded to a supergroup chat"
            return bad_request(text, migrate_to_chat_id=self.migrated_to)
        if self.deleted:
            return forbidden("the group chat was deleted")
        if self.bot_status == "kicked":
            return forbidden(f"bot was kicked from the {self._kind()}")
        if self.bot_status == "left":
            return forbidden(f"bot is not a member of the {self._kind()}")
        if self.type == "channel" and self.bot_status != "administrator":
            return bad_request("need administrator rights in the channel chat")
        if self.bot_status not in WRITERS:
            if self.type == "group":  # nobody is restricted there by name: the group is silent
                return bad_request("have no write access to the chat")
            return bad_request("not enough rights to send text messages to the chat")
        return None

    def _kind(self) -> str:
        return f"{self.type} chat"


class Rooms:
    """All chats of many, by id and by public name."""

    def __init__(self) -> None:
        self._all: dict[int, Room] = {}

    def add(self, room: Room) -> None:
        if room.type != "group":
            room.journal = Journal(watched=_always)
        self._all[room.id] = room

    def free_id(self, kind: str) -> int:
        """A number that no chat has, of the size that such chats have."""
        number = -GROUPS_FROM if kind == "group" else -OTHERS_FROM
        while number in self._all:
            number -= 1
        return number

    def get(self, chat_id: int) -> Room | None:
        return self._all.get(chat_id)

    def of_bots(self) -> list[Room]:
        """Those that bots may know: all but the pairs."""
        return [room for room in self._all.values() if not room.is_pair()]

    def pair(self, one: int, other: int, title: str) -> Room:
        """The chat of these two; made when it is first asked for."""
        both = {one, other}
        for room in self._all.values():
            if room.is_pair() and room.members == both:
                return room
        number = -PAIRS_FROM
        while number in self._all:
            number -= 1
        room = Room(id=number, type=PAIR, title=title, bot_status="left", members=both)
        self.add(room)
        return room

    def named(self, username: str) -> Room | None:
        wanted = username.casefold()
        for room in self._all.values():
            if room.username and room.username.casefold() == wanted:
                return room
        return None

    def all(self) -> list[Room]:
        return list(self._all.values())


def _always(_chat_id: int) -> bool:
    return True
