"""What a whole crowd does: streamed at the pace the bot reads, without an object for each."""

import asyncio

from botapi_sandbox.call.membership import notify_bot
from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.people.crowds import Crowd
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.account import Account
from botapi_sandbox.verbs.actions.writing import text_body

AHEAD = 1000  # updates kept for a bot that reads slowly
STEP = 1000  # people who are silent before others get their turn


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
        """A crowd writes, streamed as fast as the bot reads, in the background unless `wait`. Who
        blocked the bot stays silent."""
        accounts = self._world.bots(token)
        if count > 0 and self._world.people.person(first_id) is None:
            raise ControlError(f"there is no user {first_id}")
        if count > 0 and self._world.people.person(first_id + count - 1) is None:
            raise ControlError(f"there is no user {first_id + count - 1}")
        work = self._stream(accounts, text, range(first_id, first_id + count), per_second)
        task = self._world.tasks.spawn(work)
        if wait:
            await task
        return {"count": count}

    async def blocked_share(
        self, *, share: float, first_id: int | None = None, tell: bool = False
    ) -> dict[str, int]:
        """So many of one crowd (`first_id`), or of each, have blocked the bots from now on. Bots
        hear of it with `tell` only: really they learn it from the 403s."""
        people = self._world.people
        if not 0 <= share <= 1:
            raise ControlError("share: from 0 to 1")
        chosen = [each for each in people.crowds() if first_id in (None, each.first)]
        if first_id is not None and not chosen:
            raise ControlError(f"no crowd begins with {first_id}")
        for crowd in chosen:
            before = people.standings_of(crowd) if tell else None
            people.block_share(crowd, share)
            if before is not None:
                self._world.tasks.spawn(self._tell(crowd, before))
        return {standing.name.lower(): count for standing, count in people.counts().items()}

    async def _tell(self, crowd: Crowd, before: bytearray) -> None:
        """my_chat_member for each one who stands differently now."""
        world, people = self._world, self._world.people
        for user_id, old in zip(crowd.numbers(), before, strict=True):
            if user_id % STEP == 0:
                await asyncio.sleep(0)
            if people is not world.people:
                return  # a reset: the people of now are others
            new = people.standing(user_id)
            person = people.person(user_id)
            if new is None or person is None or new == old:
                continue
            for account in world.accounts.all():
                await account.updates.room(AHEAD)
                notify_bot(world, account, person, Standing(old), new)

    async def _stream(
        self, accounts: list[Account], text: str, users: range, per_second: float | None
    ) -> None:
        world, people = self._world, self._world.people
        body = text_body(text)
        begun = world.clock.now()
        for place, user_id in enumerate(users):
            if place % STEP == 0:
                await asyncio.sleep(0)
            if per_second:
                await world.clock.sleep(begun + place / per_second - world.clock.now())
            if people is not world.people:
                return  # a reset: the people of now are others
            standing = people.standing(user_id)
            if standing is Standing.STRANGER:
                people.change(user_id, Standing.ACTIVE)
            elif standing is not Standing.ACTIVE:
                continue
            for account in accounts:
                await account.updates.room(AHEAD)
                world.receive(account, user_id, user_id, body)
