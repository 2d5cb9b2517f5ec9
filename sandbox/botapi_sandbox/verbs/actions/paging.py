"""Long lists, a page at a time: older messages, a crowd's people, who got what how often."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.people.crowds import Crowd
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.account import Account
from botapi_sandbox.state.tally import ChatCounts

MOST = 500  # entries in one answer
STEP = 1_000  # people looked at before others get their turn

Entry = dict[str, Any]


class PagingVerbs:
    def __init__(self, world: World) -> None:
        self._world = world

    async def older(
        self,
        *,
        chat_id: int,
        before: int,
        count: int = 50,
        viewer: int | None = None,
        token: str | None = None,
    ) -> dict[str, Any]:
        """Messages below the number `before`, oldest first; `older`: whether there are more.
        `viewer`: whose votes in a room's polls are told."""
        account = self._account(token)
        if account is None:
            return {"messages": [], "older": False}
        world, journal = self._world, self._world.journal(account, chat_id)
        numbers = journal.of_chat(chat_id, _bounded(count) + 1, before=before)
        shown = numbers[-_bounded(count) :]
        messages = [
            world.render.message(account, chat_id, each, private=True, viewer=viewer)
            for each in shown
        ]
        return {"messages": messages, "older": len(numbers) > len(shown)}

    async def crowd(
        self,
        *,
        first_id: int,
        offset: int = 0,
        count: int = 50,
        contains: str | None = None,
        token: str | None = None,  # noqa: ARG002 - a crowd is the same to every bot
    ) -> dict[str, Any]:
        """People of the crowd that begins with `first_id`; `contains`: digits of the number or a
        part of the name."""
        crowd = self._crowd(first_id)
        if not contains:
            numbers = crowd.numbers()[offset : offset + _bounded(count)]
            return {"total": crowd.count, "people": [self._entry(each) for each in numbers]}
        found = await self._found(crowd, contains.casefold())
        return self._page(found, offset, count)

    async def without(
        self,
        *,
        content: int,
        offset: int = 0,
        count: int = 100,
        token: str | None = None,  # noqa: ARG002 - counted over all bots
    ) -> dict[str, Any]:
        """Who can be written to and did not get that content."""
        got, people = self._got(content), self._world.people
        missing = [
            user_id
            async for user_id in _slowly(people.numbers())
            if not got.get(user_id) and people.standing(user_id) is Standing.ACTIVE
        ]
        return self._page(missing, offset, count)

    async def twice(
        self,
        *,
        content: int,
        offset: int = 0,
        count: int = 100,
        token: str | None = None,  # noqa: ARG002 - counted over all bots
    ) -> dict[str, Any]:
        """Chats that got the very same content again, and had not asked for it in between."""
        return self._page(self._got(content).repeated(), offset, count)

    async def _found(self, crowd: Crowd, wanted: str) -> list[int]:
        people = self._world.people
        found = []
        async for user_id in _slowly(crowd.numbers()):
            person = people.person(user_id)
            name = person.name().casefold() if person is not None else ""
            if wanted in name or wanted in str(user_id):
                found.append(user_id)
        return found

    def _page(self, numbers: list[int], offset: int, count: int) -> dict[str, Any]:
        page = numbers[offset : offset + _bounded(count)]
        return {"total": len(numbers), "people": [self._entry(each) for each in page]}

    def _entry(self, chat_id: int) -> Entry:
        """A person, or a room that was sent to."""
        standing = self._world.people.standing(chat_id)
        chat: Body = self._world.render.chat(chat_id)
        person = self._world.people.person(chat_id)
        return {
            "id": chat_id,
            "name": person.name() if person is not None else chat.get("title", ""),
            "standing": None if standing is None else standing.name.lower(),
        }

    def _crowd(self, first_id: int) -> Crowd:
        for crowd in reversed(self._world.people.crowds()):  # the newest covers the others
            if crowd.first == first_id:
                return crowd
        raise ControlError(f"no crowd begins with {first_id}")

    def _got(self, content: int) -> ChatCounts:
        if not 0 <= content < len(self._world.contents):
            raise ControlError(f"there is no content {content}")
        return self._world.tally.delivered([content])

    def _account(self, token: str | None) -> Account | None:
        if token is not None:
            return self._world.accounts.of(token)
        return next(iter(self._world.accounts.all()), None)


async def _slowly(numbers: Iterable[int]) -> AsyncIterator[int]:
    """All of them, with a turn for everybody else now and then."""
    for place, number in enumerate(numbers):
        if place % STEP == 0:
            await asyncio.sleep(0)
        yield number


def _bounded(count: int) -> int:
    return max(1, min(count, MOST))
