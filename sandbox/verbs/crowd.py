"""A crowd that writes: streamed at the pace the bot reads, without an object for each."""

from sandbox.account import Account
from sandbox.errors import ControlError
from sandbox.people import Standing
from sandbox.verbs.writing import text_body
from sandbox.world import World

AHEAD = 1000  # updates kept for a bot that reads slowly


class CrowdVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def everyone_says(
        self,
        *,
        text: str,
        first_id: int,
        count: int,
        per_second: float | None = None,
        token: str | None = None,
        wait: bool = False,
    ) -> dict[str, int]:
        """Goes on in the background unless `wait`. Who blocked the bot stays silent."""
        accounts = self._world.bots(token)
        if count > 0 and self._world.people.person(first_id) is None:
            raise ControlError(f"there is no user {first_id}")
        work = self._stream(accounts, text, range(first_id, first_id + count), per_second)
        task = self._world.tasks.spawn(work)
        if wait:
            await task
        return {"count": count}

    async def _stream(
        self, accounts: list[Account], text: str, users: range, per_second: float | None
    ) -> None:
        world = self._world
        body = text_body(text)
        begun = world.clock.now()
        for place, user_id in enumerate(users):
            if per_second:
                await world.clock.sleep(begun + place / per_second - world.clock.now())
            standing = world.people.standing(user_id)
            if standing is Standing.STRANGER:
                world.people.change(user_id, Standing.ACTIVE)
            elif standing is not Standing.ACTIVE:
                continue
            for account in accounts:
                await account.updates.room(AHEAD)
                world.receive(account, user_id, user_id, body)
