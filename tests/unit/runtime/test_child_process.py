"""Work in another process: its answer, and every way of not getting one."""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

import pytest

from runtime.child_process import PASSED_ON, ROOT, ChildFailed, ChildTooSlow, ask
from runtime.child_task import PARENT_GONE
from runtime.clock import SystemClock
from tests.clocks import VirtualClock

SAMPLES = "tests.unit.runtime.child_samples"
WITHIN = 60.0


async def asked(do: str, **task: object) -> bytes:
    return await ask(SAMPLES, {"do": do, **task}, within=WITHIN, clock=SystemClock())


def children() -> set[str]:
    """The pids of those that live."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())


async def test_it_answers_what_it_was_asked() -> None:
    assert await asked("echo", words="да") == "да".encode()


async def test_it_knows_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123:secret")
    known = set((await asked("environment")).decode().split())
    assert "BOT_TOKEN" not in known
    assert known <= {*PASSED_ON, "PYTHONPATH", "PYTHONUTF8", "LC_CTYPE"}


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("raise", "nobody knows how"),
        ("die", "exit code -9"),
        ("eat", "MemoryError"),
        ("chatter", "exit code 0"),  # it answered more than anybody asked for
    ],
)
async def test_a_failure_is_one_error_and_a_line_in_the_log(
    do: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(ChildFailed):
        await asked(do)
    assert said in caplog.text
    assert len(caplog.text) < 100_000
    assert children() == set()


async def test_it_has_so_many_seconds_of_the_processor(caplog: pytest.LogCaptureFixture) -> None:
    """However long the wall's clock would let it."""
    with caplog.at_level(logging.WARNING), pytest.raises(ChildFailed):
        await ask("tests.unit.runtime.short_sample", {}, within=WITHIN, clock=SystemClock())
    assert f"exit code -{signal.SIGXCPU}" in caplog.text


async def test_a_module_that_is_not_there_is_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ChildFailed):
        await ask("tests.unit.runtime.nobody", {}, within=WITHIN, clock=SystemClock())
    assert "No module named" in caplog.text


async def test_who_takes_too_long_is_ended() -> None:
    clock = VirtualClock()
    asking = asyncio.get_running_loop().create_task(
        ask(SAMPLES, {"do": "sleep"}, within=9, clock=clock)
    )
    while not children() or not clock.rest:
        await asyncio.sleep(0.01)
    await clock.advance(9)
    with pytest.raises(ChildTooSlow):
        await asking
    assert children() == set()


async def test_cancelled_it_leaves_nobody_at_work() -> None:
    asking = asyncio.get_running_loop().create_task(asked("sleep"))
    while not children():
        await asyncio.sleep(0.01)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert children() == set()


async def test_it_ends_with_whoever_asked() -> None:
    """A process that was killed ends nobody: its end of the line closes, which is the sign."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", SAMPLES),
        stdin=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
    await process.communicate(b'{"do": "sleep"}\n')
    assert process.returncode == PARENT_GONE
