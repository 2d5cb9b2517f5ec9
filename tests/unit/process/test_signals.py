"""Being asked to end."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from bot.process.signals import StopRequest


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Without its defence a test is to fail, and not to end the tests."""
    three = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
    before = {one: signal.signal(one, lambda *_: None) for one in three}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.parametrize("one", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
async def test_a_lost_terminal_was_a_crash(one: signal.Signals) -> None:
    stop = StopRequest()
    with stop.listening():
        os.kill(os.getpid(), one)
        async with asyncio.timeout(5):
            await stop.wait()
        assert signal.getsignal(one) is signal.SIG_DFL, "the second one ends at once"


async def test_nohup_means_to_live_on() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stop = StopRequest()
    with stop.listening():
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(5):
            await stop.wait()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
