"""People forward messages: to the bot, into rooms, and to one another."""

from typing import Any

from botapi_sandbox.call.membership import stand
from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.methods.messages.copies import passed_on
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.account import Account


class ForwardingVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def forward(
        self,
        *,
        user_id: int,
        message_ids: list[int],
        to: int,
        chat_id: int | None = None,
        token: str | None = None,
    ) -> dict[str, Any]:
        """Messages of the chat `chat_id` (else their own with the bot), passed on with their
        buttons: `to` a group or channel, their own number, which is the bot, or somebody else's.
        What two people write to each other is a chat that no bot sees or may write to; a tap on
        a button there reaches the bot as one on a message that it cannot read. Gives `chat_id`,
        where they are now, and `message_ids`."""
        world, source = self._world, chat_id if chat_id is not None else user_id
        person = world.person(user_id)
        account = world.bots(token)[0]
        bodies = self._bodies(account, source, message_ids)
        target = to if to == user_id or to < 0 else self._pair(person.id, to)
        self._check(user_id, target)
        numbers = [world.receive(account, target, user_id, body) for body in bodies]
        return {"chat_id": target, "message_ids": numbers}

    def _bodies(self, account: Account, source: int, numbers: list[int]) -> list[Body]:
        world = self._world
        journal = world.journal(account, source)
        made: list[Body] = []
        albums: set[str | None] = set()
        for number in numbers:
            if not journal.holds(source, number):
                raise ControlError(f"there is no message {number} in chat {source}")
            shown = world.render.message(account, source, number)
            if shown.get("has_protected_content"):
                raise ControlError(f"message {number} is protected: it can't be forwarded")
            albums.add(shown.get("media_group_id"))
            made.append(passed_on(world.contents[journal.content(number)].body(), shown))
        if len(made) > 1 and None not in albums and len(albums) == 1:  # it stays an album
            group = str(world.chance.randrange(10**16, 10**17))
            made = [body | {"media_group_id": group} for body in made]
        return made

    def _pair(self, user_id: int, other: int) -> int:
        world = self._world
        one, two = world.person(user_id), world.person(other)
        if world.people.standing(other) is Standing.DEACTIVATED:
            raise ControlError(f"the account of user {other} is deleted")
        room = world.rooms.pair(user_id, other, f"{one.name()} and {two.name()}")
        room.reader = other
        return room.id

    def _check(self, user_id: int, target: int) -> None:
        """A person may write there; writing to a bot starts or unblocks it."""
        world = self._world
        standing = world.people.standing(user_id)
        if standing is Standing.DEACTIVATED:
            raise ControlError(f"the account of user {user_id} is deleted")
        if target > 0 and standing is not Standing.ACTIVE:
            stand(world, user_id, Standing.ACTIVE)
        if target < 0 and world.rooms.get(target) is None:
            raise ControlError(f"there is no group or channel {target}")
