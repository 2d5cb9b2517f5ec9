"""The demo that is told on the terminal."""

import re
import signal
from pathlib import Path

import pytest

from tests.e2e.processes import names_in, started, working_below


async def test_the_demo_plays_to_its_end(tmp_path: Path, sandbox_url: str) -> None:
    async with started(tmp_path, sandbox_url, "demo", "--play", "--people", "30") as demo:
        assert await demo.code() == 0, demo.said
    # Three people block the bot after Confirm; on a slow machine some got the message before.
    once = re.search(r"got it once: (\d+)$", demo.said, re.MULTILINE)
    assert once is not None
    assert 27 <= int(once[1]) <= 30
    assert "got it twice: 0" in demo.said
    assert "missed: 0" in demo.said
    assert " of 31\n" in demo.said


@pytest.mark.parametrize("moment", ["Starting a local Telegram", "people find the bot"])
async def test_ctrl_c_ends_the_demo_and_its_children(
    tmp_path: Path, sandbox_url: str, moment: str
) -> None:
    async with started(tmp_path, sandbox_url, "demo", "--play") as demo:
        await demo.says(moment)
        demo.process.send_signal(signal.SIGINT)
        assert await demo.code() == 130
    assert "Traceback" not in demo.said
    assert working_below(tmp_path) == []
    assert not [name for name in names_in(tmp_path) if name.startswith("herald-demo-")]
