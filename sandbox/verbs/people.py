"""Making people and chats, and what becomes of them."""

from typing import Any

from sandbox.chats import KINDS, Room
from sandbox.contents import Body
from sandbox.errors import ControlError
from sandbox.people import Crowd, Person, Standing, golden_step
from sandbox.world import World


class PeopleVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

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
        if count < 1 or first_id < 1:
            raise ControlError("a crowd has at least one person and numbers from 1 on")
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
    ) -> Body:
        person = Person(
            id=id,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language=language,
        )
        self._world.people.add(person, Standing.ACTIVE if started else Standing.STRANGER)
        return person.user()

    async def add_chat(
        self,
        *,
        id: int,  # noqa: A002 - the Bot API's own word
        type: str,  # noqa: A002 - the Bot API's own word
        title: str,
        members: list[int] | None = None,
        bot_status: str = "member",
        username: str | None = None,
    ) -> Body:
        """The bots of this sandbox hear that they were added, where they can write."""
        if type not in KINDS or id >= 0:
            raise ControlError(f"a chat has a negative id and one of the types {KINDS}")
        room = Room(
            id=id,
            type=type,
            title=title,
            username=username,
            bot_status=bot_status,
            members=set(members or ()),
        )
        self._world.rooms.add(room)
        self._tell(room, "left", bot_status)
        return room.chat()

    async def start(self, *, user_id: int) -> dict[str, bool]:
        """The private chat exists from now on, without a word said."""
        self._world.stand(user_id, Standing.ACTIVE)
        return {"ok": True}

    async def block(self, *, user_id: int) -> dict[str, bool]:
        self._world.stand(user_id, Standing.BLOCKED)
        return {"ok": True}

    async def unblock(self, *, user_id: int) -> dict[str, bool]:
        self._world.stand(user_id, Standing.ACTIVE)
        return {"ok": True}

    async def deactivate(self, *, user_id: int) -> dict[str, bool]:
        """The account is deleted; nobody is told."""
        self._world.stand(user_id, Standing.DEACTIVATED)
        return {"ok": True}

    async def kick(self, *, chat_id: int, status: str = "kicked") -> dict[str, bool]:
        """`status`: kicked or left."""
        if status not in ("kicked", "left"):
            raise ControlError("kick: the status is kicked or left; promote takes the others")
        return self._move(chat_id, status)

    async def promote(self, *, chat_id: int, status: str = "administrator") -> dict[str, bool]:
        """Any other status of the bot in a chat: administrator, member, restricted."""
        return self._move(chat_id, status)

    async def migrate(self, *, chat_id: int, new_chat_id: int) -> dict[str, bool]:
        """A basic group becomes a supergroup with a new id; both chats say so."""
        world = self._world
        old = world.room(chat_id)
        new = Room(
            id=new_chat_id,
            type="supergroup",
            title=old.title,
            bot_status=old.bot_status,
            members=set(old.members),
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
        chats = [room.chat() | {"bot_status": room.bot_status} for room in self._world.rooms.all()]
        return self._world.people.overview() | {"chats": chats}

    def _move(self, chat_id: int, status: str) -> dict[str, bool]:
        room = self._world.room(chat_id)
        old, room.bot_status = room.bot_status, status
        self._tell(room, old, status)
        return {"ok": True}

    def _tell(self, room: Room, old: str, new: str) -> None:
        for account in self._world.accounts.all():
            self._world.membership(account, room.chat(), self._somebody(room), old, new)

    def _somebody(self, room: Room) -> Body:
        """Who did it: the first member of the chat."""
        for user_id in sorted(room.members):
            person = self._world.people.person(user_id)
            if person is not None:
                return person.user()
        return {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
