"""The queue of replies: admins first, then as they came; no place is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter, Ticket
from broadcast.pace.reply_share import ALONE, BAN_INTERVAL, BURST
from broadcast.replies.queue import ReplyQueue
from tests.clocks import VirtualClock, settle

ADMIN = 1
RATE = 30


class Queue:
    """The queue, and who passed it when."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.limiter = Limiter(self.clock, ceiling=RATE)
        self.replies = ReplyQueue(
            self.limiter, ChatLimits(self.clock), self.clock, lambda chat_id: chat_id == ADMIN
        )
        self.passed: list[tuple[float, int]] = []

    async def reply(self, chat_id: int) -> Ticket:
        slot = await self.replies.slot(chat_id, 1)
        ticket = await self.replies.admit(slot, 1)
        self.passed.append((self.clock.now, chat_id))
        return ticket

    @property
    def order(self) -> list[int]:
        return [chat_id for _, chat_id in self.passed]

    def ban(self, seconds: float) -> None:
        self.limiter.flooded(seconds, Ticket(left_at=self.clock.now))

    @asynccontextmanager
    async def waiting(self, chats: range) -> AsyncIterator[Callable[[int], asyncio.Task[Ticket]]]:
        """So many stand in the queue; gives what lets one more join it."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.reply(chat_id)) for chat_id in chats]

            def join(chat_id: int) -> asyncio.Task[Ticket]:
                tasks.append(group.create_task(self.reply(chat_id)))
                return tasks[-1]

            await settle()
            yield join
            for task in tasks:
                task.cancel()


async def test_a_few_replies_go_at_once() -> None:
    queue = Queue()
    for chat_id in range(100, 105):
        await queue.reply(chat_id)
    assert {at for at, _ in queue.passed} == {queue.clock.now}


async def test_a_rush_keeps_to_its_share_and_its_order() -> None:
    queue = Queue()
    start = queue.clock.now
    async with queue.waiting(range(100, 1_100)):
        await queue.clock.advance(20)
    assert len(queue.passed) == pytest.approx((20 + BURST) * RATE * ALONE, abs=2)
    assert queue.order == list(range(100, 100 + len(queue.passed)))
    assert all(
        n <= (at - start + BURST) * RATE * ALONE + 1 for n, (at, _) in enumerate(queue.passed)
    )


async def test_an_admin_goes_before_all_who_wait() -> None:
    queue = Queue()
    async with queue.waiting(range(100, 600)) as join:
        await queue.clock.advance(1)
        so_far = len(queue.passed)
        join(ADMIN)
        await settle()
        await queue.clock.advance(2 / RATE)
        assert ADMIN in queue.order[so_far : so_far + 2]


async def test_during_a_ban_one_goes_every_two_seconds_admins_first() -> None:
    queue = Queue()
    queue.ban(9)
    async with queue.waiting(range(100, 110)) as join:
        assert queue.order == [100]
        join(ADMIN)
        await settle()
        await queue.clock.advance(2 * BAN_INTERVAL)
        assert queue.order == [100, ADMIN, 101]
        moments = [at for at, _ in queue.passed]
        assert moments[1] - moments[0] == pytest.approx(BAN_INTERVAL)


async def test_after_a_ban_one_goes_as_the_probe_and_the_rest_when_it_was_answered() -> None:
    queue = Queue()
    queue.ban(1)
    async with queue.waiting(range(100, 110)):
        await queue.clock.advance(1.5)
        assert queue.order == [100]
        await queue.clock.advance(1)
        assert queue.order == [100, 101]
        queue.limiter.answered(Ticket(left_at=queue.clock.now, bulk=False))
        await queue.clock.advance(0.3)
        assert queue.order == list(range(100, 110))


async def test_whoever_gives_up_keeps_nobody_waiting() -> None:
    queue = Queue()
    queue.ban(60)
    async with queue.waiting(range(100, 101)) as join:
        first, second, third = join(101), join(102), join(103)
        await settle()
        second.cancel()
        first.cancel()
        await settle()
        await queue.clock.advance(BAN_INTERVAL)
        assert third.done()
    assert queue.order == [100, 103]
    assert queue.replies._waiting == []


async def test_a_reply_that_is_tried_again_keeps_its_place() -> None:
    queue = Queue()
    slot = await queue.replies.slot(50, 1)
    await queue.replies.admit(slot, 1)
    queue.ban(10)
    async with queue.waiting(range(100, 110)), asyncio.TaskGroup() as group:
        assert queue.order == []
        again = group.create_task(queue.replies.admit(slot, 1))
        await settle()
        await queue.clock.advance(BAN_INTERVAL)
        assert again.done()
        assert queue.order == []


@given(
    story=st.lists(
        st.tuples(st.sampled_from(["join", "admin", "cancel", "wait", "ban"]), st.floats(0, 3)),
        max_size=40,
    )
)
def test_everybody_who_stays_gets_through(story: list[tuple[str, float]]) -> None:
    async def live() -> None:
        queue = Queue()
        chats = iter(range(100, 1_000))
        async with asyncio.TaskGroup() as group:
            tasks: list[asyncio.Task[Ticket]] = []
            for what, value in story:
                if what in ("join", "admin"):
                    chat_id = ADMIN if what == "admin" else next(chats)
                    tasks.append(group.create_task(queue.reply(chat_id)))
                elif what == "cancel" and tasks:
                    tasks[int(value * 7) % len(tasks)].cancel()
                elif what == "wait":
                    await queue.clock.advance(value)
                else:
                    queue.ban(value)
                await settle(3)
            await queue.clock.advance(300)
            assert all(task.done() for task in tasks)
        assert queue.replies._waiting == []
        ordinary = [chat_id for chat_id in queue.order if chat_id != ADMIN]
        assert ordinary == sorted(ordinary)

    asyncio.run(live())
