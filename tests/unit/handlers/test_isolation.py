"""One at a time for each key, and no lock outlives its use."""

import asyncio

import pytest

from handlers.frame.isolation import Isolation


async def test_first_come_first_served_and_nothing_is_left() -> None:
    isolation = Isolation()
    log: list[str] = []

    async def work(name: str, key: str) -> None:
        async with isolation.lock(key):
            log.append(f"{name} in")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            log.append(f"{name} out")

    async with asyncio.TaskGroup() as group:
        for name in ("a", "b", "c"):
            group.create_task(work(name, "same"))
    assert log == ["a in", "a out", "b in", "b out", "c in", "c out"]
    assert len(isolation) == 0


async def test_different_keys_do_not_wait() -> None:
    isolation = Isolation()
    async with isolation.lock((1, 1)), isolation.lock((1, 2)):
        assert len(isolation) == 2
    assert len(isolation) == 0


async def test_a_lock_is_freed_after_errors_and_cancelled_waiting() -> None:
    isolation = Isolation()

    async def wait() -> None:
        async with isolation.lock("key"):
            pytest.fail("it is held")

    async def fail() -> None:
        async with isolation.lock("key"):
            async with asyncio.timeout(0.01):
                await wait()

    with pytest.raises(TimeoutError):
        await fail()
    assert len(isolation) == 0
