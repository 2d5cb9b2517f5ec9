"""The process from outside: how it begins, how it is asked to end, and how it does."""

import signal
from pathlib import Path

from botapi_sandbox.control import Control
from tests.e2e.processes import TOKEN, started

ANN = 7001


async def test_from_start_to_sigterm(tmp_path: Path, sandbox_url: str, control: Control) -> None:
    async with started(tmp_path, sandbox_url, LOG_LEVEL="DEBUG", LOG_FORMAT="json") as first:
        await first.says("is ready")
        await control.add_user(ANN, first_name="Ann")
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=10)
        async with started(tmp_path, sandbox_url) as second:
            assert await second.code() == 1
            [line] = second.said.splitlines()
            assert line == (
                f"herald: another Herald (pid {first.process.pid}) already works on this database"
            )
        first.process.send_signal(signal.SIGTERM)
        assert await first.code() == 0
    assert '"message": "ended"' in first.said
    assert "Traceback" not in first.said
    assert TOKEN.split(":")[1] not in first.said


async def test_a_signal_during_the_start(
    tmp_path: Path, sandbox_url: str, control: Control
) -> None:
    await control.outage(60, "hang")
    async with started(tmp_path, sandbox_url, LOG_LEVEL="DEBUG") as bot:
        await bot.says("was brought up to date")  # next it asks getMe, and waits
        bot.process.send_signal(signal.SIGINT)
        assert await bot.code() == 0
    assert "ended before the start was complete" in bot.said
    assert "Traceback" not in bot.said


async def test_a_second_signal_ends_at_once(
    tmp_path: Path, sandbox_url: str, control: Control
) -> None:
    async with started(tmp_path, sandbox_url) as bot:
        await bot.says("is ready")
        await control.add_user(ANN, first_name="Ann")
        # The welcome gets through, and the bot waits to hear so.
        await control.faults(never_answers={"share": 1, "accepted": 1})
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=10)
        bot.process.send_signal(signal.SIGHUP)  # a lost terminal asks as well
        await bot.says("SIGHUP: ending; a second one ends at once")
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.code() == -signal.SIGTERM
