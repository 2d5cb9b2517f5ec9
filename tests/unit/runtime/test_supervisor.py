"""Background tasks end when they are told to, all of them."""

import asyncio
from contextlib import suppress

from runtime.clock import SystemClock
from runtime.supervisor import Supervisor


async def test_what_a_task_begins_while_it_is_cancelled_is_cancelled_too() -> None:
    """A call that was cut once opened the circuit breaker, and its probe outlived everything."""
    supervisor = Supervisor(SystemClock())
    started = asyncio.Event()
    ended: list[str] = []

    async def for_ever(name: str) -> None:
        started.set()
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(3600)
        ended.append(name)
        if name == "first":
            supervisor.spawn(for_ever("second"), name="second")
            await asyncio.sleep(0)

    supervisor.spawn(for_ever("first"), name="first")
    await started.wait()
    await supervisor.close()
    assert ended == ["first", "second"]
