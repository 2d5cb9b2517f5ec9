"""All addresses of a bot: a lane for each, and owners alone decide."""

import asyncio
from typing import Any

import pytest

from broadcast.model.errors import NoSuchAddress, NotAllowed, TooManyAddresses
from broadcast.model.outgoing.address import MOST_ADDRESSES
from db.schema.states import EventKind
from runtime.outside import Answer, OutsideError
from tests.actors import editor, owner, stranger
from tests.unit.outgoing.house import FINE, SHOP, House, Servers, answer

SLOW = "https://slow.test/"


class OneIsSlow(Servers):
    """It answers when the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Event()
        self.waiting = 0
        self.took = asyncio.Event()

    async def post(self, url: str, body: bytes, **rest: Any) -> Answer:
        if url == SLOW:
            self.waiting += 1
            await self.let.wait()
        answer = await super().post(url, body, **rest)
        if url == SHOP and len(self.posts) >= 20:
            self.took.set()
        return answer


async def test_a_slow_address_keeps_nobody_else_waiting(house: House) -> None:
    servers = house.courier._outside = OneIsSlow()
    await house.add(SLOW)
    await house.add(SHOP)
    await house.happen(*(f"s{one}" for one in range(20)))
    task = asyncio.get_running_loop().create_task(house.poster.run_forever())
    await asyncio.wait_for(servers.took.wait(), 20)
    assert {url for url, _, _, _ in servers.posts} == {SHOP}
    assert servers.waiting <= 8
    task.cancel()


async def test_lanes_come_and_go_with_their_addresses(house: House) -> None:
    assert await house.poster.once() is None  # it sleeps
    first, second = await house.add(), await house.add(SLOW)
    assert await house.poster.once() is not None
    assert set(house.poster._lanes) == {first, second}
    await house.doors.switch_off(first, by=owner())
    await house.doors.remove(second, by=owner())
    assert await house.poster.once() is None
    assert house.poster._lanes == {}
    await house.doors.switch_on(first, by=owner())
    assert await house.poster.once() is not None
    assert set(house.poster._lanes) == {first}


async def test_one_switched_on_as_soon_as_it_was_switched_off_gets_what_waits(house: House) -> None:
    """Before anybody has looked that it is off."""
    number = await house.add()
    house.servers.answers[SHOP] = [answer(410)]
    await house.happen("a")
    assert await house.poster.once() is not None
    before, task = house.poster._lanes[number]
    await house.go(before)
    assert (await house.row(number)).off_at is not None
    house.servers.answers[SHOP] = [FINE]
    await house.doors.switch_on(number, by=owner())
    assert await house.poster.once() is not None
    after, _ = house.poster._lanes[number]
    assert (after is not before, task.cancelling()) == (True, 1)
    await house.go(after)
    assert (await house.row(number)).waiting == 0


async def test_only_owners_decide(house: House) -> None:
    number = await house.add()
    doors = house.doors
    for by in (editor(), stranger()):
        for asked in (
            doors.all(by=by),
            doors.get(number, by=by),
            doors.add(SHOP, [], by=by),
            doors.choose(number, [], by=by),
            doors.renew_secret(number, by=by),
            doors.switch_off(number, by=by),
            doors.switch_on(number, by=by),
            doors.remove(number, by=by),
            doors.test(number, by=by),
        ):
            with pytest.raises(NotAllowed):
                await asked
    assert house.servers.posts == []
    assert (await house.row(number)).off_at is None


async def test_what_an_address_is_asked_about_must_be_there(house: House) -> None:
    doors, by = house.doors, owner()
    for asked in (
        doors.get(9, by=by),
        doors.choose(9, [], by=by),
        doors.renew_secret(9, by=by),
        doors.switch_on(9, by=by),
        doors.remove(9, by=by),
        doors.test(9, by=by),
    ):
        with pytest.raises(NoSuchAddress):
            await asked


async def test_an_address_is_looked_at_before_it_is_kept(house: House) -> None:
    with pytest.raises(OutsideError):
        await house.doors.add("file:///etc/hostname", [], by=owner())
    for _ in range(MOST_ADDRESSES):
        await house.add()
    with pytest.raises(TooManyAddresses):
        await house.doors.add(SHOP, [], by=owner())
    assert len(await house.doors.all(by=owner())) == MOST_ADDRESSES


async def test_which_events_it_gets_can_be_chosen_anew(house: House) -> None:
    number = await house.add()
    chosen = frozenset({EventKind.REPLY, EventKind.ANSWER})
    await house.doors.choose(number, chosen, by=owner())
    address = await house.doors.get(number, by=owner())
    assert (address.kinds, address.url, address.waiting) == (chosen, SHOP, 0)


async def test_a_test_event_says_that_it_is_one(house: House) -> None:
    number = await house.add()
    assert (await house.doors.test(number, by=owner())).taken
    ((url, event_id, body, headers),) = house.servers.posts
    assert url == SHOP
    assert b'"type":"test"' in body
    assert headers["webhook-id"] == event_id
