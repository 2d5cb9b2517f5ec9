"""One address's events: in order, again where they fail, and what becomes of an address that takes
nothing."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.events import AddressFails
from broadcast.model.outgoing.verdict import LONGEST_WAIT, Verdict, wait_of
from broadcast.outgoing.retrying import DAY, JITTER, LONGEST_PROBE, OFF_AFTER, PAUSES, pause
from db.outgoing import queue
from runtime.lease import HeartbeatLease
from runtime.outside import WhyNot
from tests.actors import owner
from tests.unit.outgoing.house import FINE, SHOP, House, answer

HOUR = 3_600.0


async def test_what_was_taken_goes_from_the_queue(house: House) -> None:
    number = await house.add()
    await house.happen("a", "b", "")
    await house.go(await house.lane(number))
    assert len(house.servers.posts) == 3
    row = await house.row(number)
    assert (row.delivered, row.waiting, row.taken_at) == (3, 0, int(house.clock.time()))


async def test_the_id_and_the_body_are_the_same_over_all_attempts(house: House) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [answer(500), WhyNot.TIME, FINE]
    await house.happen("a")
    await house.go(await house.lane(number), HOUR)
    assert len(house.servers.posts) == 3
    assert len({(event_id, body) for _, event_id, body, _ in house.servers.posts}) == 1
    times = [int(headers["webhook-timestamp"]) for _, _, _, headers in house.servers.posts]
    assert times == sorted(set(times))  # each is signed at its own moment


async def test_of_one_subject_a_later_one_waits_for_the_earlier_one(house: House) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [answer(500), FINE]
    await house.happen("broadcast:7", "broadcast:7", "broadcast:8")
    first, second, other = [one["event_id"] for one in await house.queued()]
    lane = await house.lane(number)
    await lane.once()
    assert house.servers.ids == [first, other]
    await house.go(lane, 60)
    assert house.servers.ids == [first, other, first, second]


async def test_without_a_subject_nothing_waits(house: House) -> None:
    number = await house.add()
    await house.happen("", "", "")
    lane = await house.lane(number)
    await lane.once()
    assert len(house.servers.posts) == 3


async def test_an_address_that_takes_nothing_is_tried_with_one_event_at_a_time(
    house: House,
) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [WhyNot.TIME]
    await house.happen(*(f"s{one}" for one in range(20)))
    lane = await house.lane(number)
    await house.go(lane, 5 * HOUR)
    tried = len(house.servers.posts)
    assert tried < 8 + 5 * HOUR / (LONGEST_PROBE * (1 - JITTER)) + 10
    row = await house.row(number)
    assert (row.failing_why, row.waiting) == ("time", 20)
    assert row.failing_since is not None
    house.servers.answers[SHOP] = [FINE]
    await house.go(lane, LONGEST_PROBE * (1 + JITTER))
    row = await house.row(number)
    assert (row.delivered, row.waiting, row.failing_since) == (20, 0, None)
    order = house.servers.ids[tried + 1 :]
    assert len(order) == 19  # and no sooner or later one because it had been tried before


async def test_a_restart_does_not_begin_anew_with_all_of_them(house: House) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [WhyNot.UNREACHABLE]
    await house.happen(*(f"s{one}" for one in range(20)))
    await house.go(await house.lane(number), HOUR)
    before = len(house.servers.posts)
    await (await house.lane(number)).once()
    assert len(house.servers.posts) == before + 1


async def test_a_dead_address_is_told_once_and_switched_off_after_three_days(house: House) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [answer(503)]
    await house.happen("a", "b")
    lane = await house.lane(number)
    await house.go(lane, HOUR / 2)
    assert house.said == []
    await house.go(lane, 2 * DAY)
    assert house.said == [AddressFails(address_id=number, off=False)]
    await house.go(lane, OFF_AFTER)
    assert house.said[1:] == [AddressFails(address_id=number, off=True)]
    row = await house.row(number)
    assert row.off_at is not None
    assert (row.waiting, row.given_up) == (2, 0)  # nothing is lost
    before = len(house.servers.posts)
    await house.happen("c")  # for nobody
    await house.go(lane, DAY)
    assert len(house.servers.posts) == before

    house.servers.answers[SHOP] = [FINE]
    await house.doors.switch_on(number, by=owner())
    await house.go(await house.lane(number))
    row = await house.row(number)
    assert (row.delivered, row.waiting, row.failing_since) == (2, 0, None)


async def test_one_that_comes_and_goes_is_told_once_a_day(house: House) -> None:
    number = await house.add()
    lane = await house.lane(number)
    for _ in range(7):
        house.servers.answers[SHOP] = [answer(500)]
        await house.happen("a", "b", "c")
        await house.go(lane, 3 * HOUR)
        house.servers.answers[SHOP] = [FINE]
        await house.go(lane, HOUR)
    assert house.said == [AddressFails(address_id=number, off=False)] * 2


async def test_410_switches_it_off_at_once(house: House) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [answer(410)]
    await house.happen("a")
    await house.go(await house.lane(number), HOUR)
    assert len(house.servers.posts) == 1
    row = await house.row(number)
    assert (row.off_at is not None, row.failing_why, row.waiting) == (True, "http 410", 1)
    assert house.said == [AddressFails(address_id=number, off=True)]


async def test_it_waits_as_long_as_it_is_asked_to(house: House) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [answer(429, retry_after="7200"), FINE]
    await house.happen("a")
    lane = await house.lane(number)
    await house.go(lane)
    await house.happen("b")
    await house.go(lane, 7190)
    assert len(house.servers.posts) == 1
    await house.go(lane, 20)
    assert len(house.servers.posts) == 3


async def test_what_is_refused_for_a_day_while_others_are_taken_is_given_up(house: House) -> None:
    """One event that a server cannot bear keeps the next of its subject for a day, and no more."""
    number = await house.add()
    await house.happen("bad", "bad")
    bad, next_one = [one["event_id"] for one in await house.queued()]
    lane = await house.lane(number)
    house.servers.refused.add(bad)
    for _ in range(36):
        await house.happen("good")
        good = (await house.queued())[-1]["event_id"]
        await house.go(lane, HOUR)
        assert good in house.servers.ids
    counted = Counter(house.servers.ids)
    assert 10 <= counted[bad] <= 15
    assert counted[next_one] == 1
    row = await house.row(number)
    assert (row.given_up, row.waiting, row.failing_since) == (1, 0, None)


async def test_of_too_many_the_oldest_go(house: House) -> None:
    number = await house.add()
    await house.happen(*(f"s{one}" for one in range(7)))
    newest = [one["event_id"] for one in await house.queued()][-5:]
    async with house.database.write() as connection:
        assert await queue.trim(connection, number, most=5) == 2
        assert await queue.trim(connection, number, most=5) == 0
    assert [one["event_id"] for one in await house.queued()] == newest
    assert (await house.row(number)).given_up == 2


async def test_a_clock_that_is_set_back_holds_nothing_up(house: House) -> None:
    number = await house.add()
    await house.happen("a", at=int(house.clock.time()) + 3 * DAY)
    await house.go(await house.lane(number))
    assert len(house.servers.posts) == 1


async def test_without_the_right_to_serve_the_bot_nothing_is_posted(house: House) -> None:
    number = await house.add()
    await house.happen("a")
    elsewhere = House(house.database, lease=HeartbeatLease())
    await (await elsewhere.lane(number)).once()
    assert elsewhere.servers.posts == []


async def test_a_test_event_that_is_taken_lets_everything_go(house: House) -> None:
    number = await house.add()
    house.servers.answers[SHOP] = [WhyNot.NAME]
    await house.happen("a", "b")
    await house.poster.once()
    lane, task = house.poster._lanes[number]
    task.cancel()  # it is led by hand
    await house.go(lane, HOUR)
    assert (await house.doors.test(number, by=owner())) == Verdict(why="name")
    assert (await house.row(number)).failing_since is not None
    house.servers.answers[SHOP] = [FINE]
    assert (await house.doors.test(number, by=owner())).taken
    await house.go(lane)
    row = await house.row(number)
    assert (row.waiting, row.failing_since) == (0, None)


def test_ten_attempts_are_spread_over_a_day() -> None:
    assert DAY * 0.9 < sum(PAUSES) < DAY
    assert max(max(PAUSES) * (1 + JITTER), LONGEST_WAIT) < queue.LONGEST


@given(st.integers(1, 10_000), st.integers())
def test_a_pause_is_that_of_its_attempt_or_the_last_one(attempts: int, seed: int) -> None:
    usual = PAUSES[min(attempts, len(PAUSES)) - 1]
    assert abs(pause(attempts, random.Random(seed)) - usual) <= usual * JITTER


@given(st.text())
def test_whatever_stands_in_retry_after_is_some_wait(asked: str) -> None:
    assert 0 <= wait_of({"retry-after": asked}, now=1e9) <= LONGEST_WAIT


def test_retry_after_may_be_a_date() -> None:
    now = 1_445_412_420.0
    assert wait_of({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, now=now) == 60
    assert wait_of({"retry-after": "Wed, 21 Oct 2015 07:26:00 GMT"}, now=now) == 0
