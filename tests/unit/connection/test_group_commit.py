"""Changes of many people, done together: nobody waits for company, and nobody suffers from it."""

import asyncio
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.connection.group_commit import GroupCommit
from db.errors import DatabaseTrouble
from tests.clocks import settle


class Clerk:
    """Doubles numbers, a batch at a time; holds the batch while `gate` is closed."""

    def __init__(self, most: int = 100) -> None:
        self.begun: list[list[int]] = []
        self.done: list[list[int]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.trouble: Exception | None = None
        self.after: Callable[[], object] = lambda: None
        self.batches = GroupCommit[int, int](self._work, most=most)

    async def _work(self, items: Sequence[int]) -> list[int]:
        self.begun.append(list(items))
        await self.gate.wait()
        if self.trouble is not None:
            raise self.trouble
        if 13 in items:
            raise ValueError("thirteen")
        self.done.append(list(items))
        self.after()
        return [2 * item for item in items]

    def change(self, item: int) -> asyncio.Task[int]:
        return asyncio.get_running_loop().create_task(self.batches.do(item))


async def test_a_lonely_one_goes_at_once() -> None:
    clerk = Clerk()
    assert [await clerk.batches.do(1), await clerk.batches.do(2)] == [2, 4]
    assert clerk.done == [[1], [2]]


async def test_those_who_come_meanwhile_go_together_in_order() -> None:
    clerk = Clerk(most=4)
    clerk.gate.clear()
    changes = [clerk.change(item) for item in range(10)]
    await settle()
    assert clerk.begun == [[0]]
    clerk.gate.set()
    assert await asyncio.gather(*changes) == [2 * item for item in range(10)]
    assert clerk.done == [[0], [1, 2, 3, 4], [5, 6, 7, 8], [9]]


async def test_an_answer_is_given_when_its_batch_is_done_not_before() -> None:
    clerk = Clerk()
    first = clerk.change(0)
    await settle()
    assert first.done()
    clerk.gate.clear()
    others = [clerk.change(item) for item in (1, 2)]
    await settle()
    assert not any(one.done() for one in others)
    clerk.gate.set()
    assert await asyncio.gather(*others) == [2, 4]


async def test_a_broken_one_does_not_take_the_others_with_it() -> None:
    clerk = Clerk()
    clerk.gate.clear()
    changes = [clerk.change(item) for item in (1, 11, 12, 13, 14, 15, 16)]
    await settle()
    clerk.gate.set()
    results = await asyncio.gather(*changes, return_exceptions=True)
    assert [result for result in results if isinstance(result, int)] == [2, 22, 24, 28, 30, 32]
    assert isinstance(results[3], ValueError)
    assert await clerk.batches.do(5) == 10


async def test_the_databases_trouble_reaches_everybody_and_is_tried_once() -> None:
    clerk = Clerk()
    clerk.gate.clear()
    clerk.trouble = DatabaseTrouble("database or disk is full")
    changes = [clerk.change(item) for item in range(5)]
    await settle()
    clerk.gate.set()
    results = await asyncio.gather(*changes, return_exceptions=True)
    assert [str(result) for result in results] == ["database or disk is full"] * 5
    assert len({id(result) for result in results}) == 5, "each raises an error of its own"
    assert clerk.begun == [[0], [1, 2, 3, 4]]
    clerk.trouble = None
    assert await clerk.batches.do(7) == 14


async def test_who_is_cancelled_while_at_work_leaves_it_to_the_others() -> None:
    clerk = Clerk()
    clerk.gate.clear()
    worker = clerk.change(0)
    await settle()
    others = [clerk.change(item) for item in (1, 2, 3)]
    await settle()
    worker.cancel()
    await settle()
    assert clerk.begun == [[0], [1, 2, 3]]
    others[0].cancel()  # now it is the one at work
    await settle()
    assert clerk.begun[-1] == [2, 3]
    clerk.gate.set()
    assert await asyncio.gather(*others[1:]) == [4, 6]
    assert clerk.done == [[2, 3]]


async def test_who_is_cancelled_while_waiting_holds_nobody_up() -> None:
    clerk = Clerk()
    clerk.gate.clear()
    changes = [clerk.change(item) for item in range(4)]
    await settle()
    changes[1].cancel()
    await settle()
    clerk.gate.set()
    assert await asyncio.gather(changes[0], *changes[2:]) == [0, 4, 6]
    assert clerk.done == [[0], [2, 3]]


async def test_who_is_cancelled_at_the_moment_of_the_call_passes_it_on() -> None:
    clerk = Clerk(most=1)
    clerk.gate.clear()
    changes = [clerk.change(item) for item in range(3)]
    await settle()
    loop = asyncio.get_running_loop()
    # It runs when the first one is through and has called the second, which has not begun to run.
    clerk.after = lambda: loop.call_soon(changes[1].cancel)
    clerk.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await changes[1]
    assert await changes[2] == 4
    assert clerk.done == [[0], [2]]


Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["come", "come", "open", "close", "leave", "wait"]), st.integers(0, 20)
    ),
    max_size=60,
)


@given(STEPS, st.integers(1, 5))
def test_whoever_stays_is_served(steps: list[Step], most: int) -> None:
    """In whatever order people come and give up, and the work stands still and goes on."""
    asyncio.run(_play(steps, most))


async def _play(steps: list[Step], most: int) -> None:
    clerk = Clerk(most=most)
    changes: list[asyncio.Task[int]] = []
    items: list[int] = []
    leavers: set[int] = set()
    for step, number in steps:
        if step == "come":
            items.append(number)
            changes.append(clerk.change(number))
        elif step == "leave" and changes:
            leavers.add(number % len(changes))
            changes[number % len(changes)].cancel()
        elif step == "wait":
            await settle(number % 4)
        else:
            (clerk.gate.clear if step == "close" else clerk.gate.set)()
    clerk.gate.set()
    async with asyncio.timeout(5):
        results = await asyncio.gather(*changes, return_exceptions=True)
    for place, (item, result) in enumerate(zip(items, results, strict=True)):
        if isinstance(result, asyncio.CancelledError):
            assert place in leavers
        elif item == 13:
            assert isinstance(result, ValueError)
        else:
            assert result == 2 * item
    assert all(len(batch) <= most for batch in clerk.begun)
