"""What takes numbers of messages, and is not told to the bot."""

from typing import Any

from botapi_sandbox.call.unheard import happen, take_a_number, write_as_another
from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ApiError, ControlError
from botapi_sandbox.state.account import Account
from botapi_sandbox.trouble.unheard import Unheard

MOST_SKIPPED = 1_000_000  # numbers at once


class UnheardVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def unheard(self, *, token: str | None = None, **changes: Any) -> dict[str, Any]:
        """`kind`: a share, or an object of fields; null or 0 ends one. Gives those in force."""
        world = self._world
        for one in world.silence.change(changes):
            for account in world.bots(token) if one.per_second else ():
                world.tasks.spawn(self._go_on(account, one))
        return {each.pop("kind"): each for each in world.silence.listed()}

    async def foreign_message(
        self,
        *,
        chat_id: int,
        text: str = "From another program",
        reply_markup: dict[str, Any] | None = None,
        token: str | None = None,
    ) -> dict[str, int]:
        """Another program on the bot's token writes there, now. It stands in no log of calls and
        in no count; gives `message_id`."""
        world = self._world
        if chat_id > 0:
            world.person(chat_id)
        else:
            world.room(chat_id)
        account = world.bots(token)[0]
        try:
            number = write_as_another(world, account, chat_id, text, reply_markup)
        except ApiError as error:
            raise ControlError(str(error)) from None
        return {"message_id": number}

    async def skip_numbers(
        self, *, count: int = 1, chat_id: int | None = None, token: str | None = None
    ) -> list[int]:
        """Service messages take so many numbers, and nobody is told. In `chat_id`, where the bot
        finds messages that can't be edited; else nowhere it can see. Gives the numbers."""
        if not 1 <= count <= MOST_SKIPPED:
            raise ControlError(f"skip_numbers: from 1 to {MOST_SKIPPED}")
        world = self._world
        account = world.bots(token)[0]
        return [take_a_number(world, account, chat_id) for _ in range(count)]

    async def _go_on(self, account: Account, one: Unheard) -> None:
        world = self._world
        silence = world.silence  # a reset makes another one
        while True:
            await world.clock.sleep(silence.chance.expovariate(one.per_second))
            if world.silence is not silence or not silence.goes_on(one):
                return
            happen(world, account, one)
