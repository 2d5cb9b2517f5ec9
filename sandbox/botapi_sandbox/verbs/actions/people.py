"""Making people and chats, and what becomes of them."""

from typing import Any

from botapi_sandbox.call.membership import appoint, stand, tell_bot
from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.people.crowds import Crowd, golden_step
from botapi_sandbox.people.persons import Person, Standing
from botapi_sandbox.state.chats import KINDS, Room

MOST_PEOPLE = 1_000_000  # of one crowd; walks over everybody are to end within seconds
LAST_ID = 2**52  # Bot API: User.id has at most 52 significant bits
STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")


class PeopleVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def add_bot(
        self, *, token: str, name: str | None = None, username: str | None = None
    ) -> Body:
        """A bot before it first calls, or another name for one that has."""
        account = self._world.accounts.of(token)
        account.rename(name or account.name, username or account.username)
        return account.user()

    async def add_users(
        self,
        *,
        count: int,
        first_id: int = 1_000_001,
        language: str = "en",
        started: bool = True,
        blocked_share: float = 0.0,
        deactivated_share: float = 0.0,
    ) -> dict[str, int]:
        """A crowd: one small record, however many, a million at most. Gives `first_id` and
        `last_id`."""
        if not 1 <= count <= MOST_PEOPLE:
            raise ControlError(f"a crowd has from 1 to {MOST_PEOPLE} people")
        if not 1 <= first_id <= LAST_ID - count:
            raise ControlError(f"people have numbers from 1 to {LAST_ID}")
        if not (0 <= blocked_share <= 1 and 0 <= deactivated_share <= 1):
            raise ControlError("a share is a number from 0 to 1")
        self._world.people.add_crowd(
            Crowd(
                first=first_id,
                count=count,
                language=language,
                started=started,
                blocked_share=blocked_share,
                deactivated_share=deactivated_share,
                seed=self._world.seed,
                step=golden_step(count),
            )
        )
        return {"first_id": first_id, "last_id": first_id + count - 1}

    async def add_user(
        self,
        *,
        id: int,  # noqa: A002 - the Bot API's own word
        first_name: str = "Ann",
        last_name: str | None = None,
        username: str | None = None,
        language: str | None = "en",
        started: bool = False,
        note: str = "",
    ) -> Body:
        """Somebody with a name; such chats are indexed. `note`: who that is, for the page; no bot
        sees it."""
        if not 1 <= id <= LAST_ID:
            raise ControlError(f"people have numbers from 1 to {LAST_ID}")
        person = Person(
            id=id,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language=language,
            note=note,
        )
        self._world.people.add(person, Standing.ACTIVE if started else Standing.STRANGER)
        for account in self._world.accounts.all():  # one of a crowd may have been written to
            account.journal.watch(id)
        return person.user()

    async def add_chat(
        self,
        *,
        type: str,  # noqa: A002 - the Bot API's own word
        title: str,
        id: int | None = None,  # noqa: A002 - the Bot API's own word
        members: list[int] | None = None,
        bot_status: str = "member",
        username: str | None = None,
        forum: bool = False,
    ) -> Body:
        """A group, supergroup or channel; without an id it gets a free one. Bots hear that they
        were added. `forum`: a supergroup with topics."""
        if forum and type != "supergroup":
            raise ControlError("only supergroups have topics")
        if type not in KINDS or (id is not None and id >= 0):
            raise ControlError(f"a chat has a negative id and one of the types {KINDS}")
        if bot_status not in STATUSES:
            raise ControlError(f"bot_status: one of {STATUSES}")
        room = Room(
            id=self._world.rooms.free_id(type) if id is None else id,
            type=type,
            title=title,
            username=username,
            bot_status=bot_status,
            members=set(members or ()),
            topics={} if forum else None,
        )
        self._world.rooms.add(room)
        if bot_status != "left":
            self._tell(room, "left", bot_status)
        return room.chat()

    async def start(self, *, user_id: int) -> dict[str, bool]:
        """The private chat exists from now on, without a word said."""
        stand(self._world, user_id, Standing.ACTIVE)
        return {"ok": True}

    async def block(self, *, user_id: int) -> dict[str, bool]:
        """Of all bots; they hear of it."""
        stand(self._world, user_id, Standing.BLOCKED)
        return {"ok": True}

    async def unblock(self, *, user_id: int) -> dict[str, bool]:
        """Bots hear of it."""
        stand(self._world, user_id, Standing.ACTIVE)
        return {"ok": True}

    async def deactivate(self, *, user_id: int) -> dict[str, bool]:
        """The account is deleted; nobody is told."""
        stand(self._world, user_id, Standing.DEACTIVATED)
        return {"ok": True}

    async def kick(self, *, chat_id: int, status: str = "kicked") -> dict[str, bool]:
        """The bot, out of a chat. `status`: kicked or left; deleted is the end of a basic group,
        which nobody is told."""
        if status == "deleted" and self._world.room(chat_id).type == "group":
            self._world.room(chat_id).deleted = True
            return {"ok": True}
        if status not in ("kicked", "left"):
            raise ControlError(
                "kick: the status is kicked or left, of a basic group also deleted; "
                "promote takes the others"
            )
        return self._move(chat_id, status)

    async def promote(
        self, *, chat_id: int, status: str = "administrator", user_id: int | None = None
    ) -> dict[str, bool]:
        """Any other status of the bot in a chat: administrator, member, restricted. With a
        user_id: any status of that person, creator, left and kicked included."""
        if status not in STATUSES:
            raise ControlError(f"promote: everybody is one of {STATUSES}")
        if user_id is None:
            return self._move(chat_id, status)
        self._world.person(user_id)
        room = self._world.room(chat_id)
        appoint(self._world, room, user_id, status, by=self._somebody(room))
        return {"ok": True}

    async def migrate(self, *, chat_id: int, new_chat_id: int) -> dict[str, bool]:
        """A basic group becomes a supergroup with a new id; both chats say so."""
        world = self._world
        old = world.room(chat_id)
        if new_chat_id >= 0 or world.rooms.get(new_chat_id) is not None:
            raise ControlError("migrate: new_chat_id is negative, and of no other chat")
        new = Room(
            id=new_chat_id,
            type="supergroup",
            title=old.title,
            bot_status=old.bot_status,
            members=set(old.members),
            statuses=dict(old.statuses),
        )
        world.rooms.add(new)
        who = self._somebody(old)["id"]
        for account in world.accounts.all():
            world.receive(account, chat_id, who, {"migrate_to_chat_id": new_chat_id})
            world.receive(account, new_chat_id, who, {"migrate_from_chat_id": chat_id})
        old.migrated_to = new_chat_id
        return {"ok": True}

    async def people(self) -> dict[str, Any]:
        """Everybody there is: named people, crowds as ranges, chats of many."""
        chats = [
            room.chat() | {"bot_status": room.bot_status} for room in self._world.rooms.of_bots()
        ]
        return self._world.people.overview() | {"chats": chats}

    def _move(self, chat_id: int, status: str) -> dict[str, bool]:
        room = self._world.room(chat_id)
        old, room.bot_status = room.bot_status, status
        self._tell(room, old, status)
        return {"ok": True}

    def _tell(self, room: Room, old: str, new: str) -> None:
        for account in self._world.accounts.all():
            tell_bot(self._world, account, room.chat(), self._somebody(room), old, new)

    def _somebody(self, room: Room) -> Body:
        """Who did it: the first member of the chat."""
        for user_id in sorted(room.members):
            person = self._world.people.person(user_id)
            if person is not None:
                return person.user()
        return {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
