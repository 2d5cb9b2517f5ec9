"""The log tells a broadcast's life by its number, and never a word of its text."""

import logging

import pytest

from db.schema.states import BroadcastState
from tests.actors import editor
from tests.engine.conftest import Bench, text

WORDS = "Strictly confidential: <b>half price"


async def test_launch_pause_resume_and_finish_were_not_all_logged(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    doors = bench.assembly.doors
    await bench.subscribe(60)
    broadcast_id = await bench.launch(text(WORDS))
    await bench.until(broadcast_id, lambda one: one.figures.sent > 3)
    await doors.launches.pause(broadcast_id, by=editor(7))
    await doors.launches.resume(broadcast_id, by=editor(8))
    await bench.finished(broadcast_id)
    await bench.clock.sleep(1)
    said = [one.getMessage() for one in caplog.records]
    lines = [one for one in said if one.startswith(f"broadcast {broadcast_id} ")]
    assert lines == [
        f"broadcast {broadcast_id} is launched to 60 recipients, by 1",
        f"broadcast {broadcast_id} is paused, by 7",
        f"broadcast {broadcast_id} is running, by 8",
        f"broadcast {broadcast_id} is finished: sent 60 of 60",
    ]
    assert "confidential" not in caplog.text


async def test_a_cancelled_one_and_one_that_paused_itself(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await bench.subscribe(60)
    broadcast_id = await bench.launch(text("x" * 4097))
    await bench.until(broadcast_id, lambda one: one.state is BroadcastState.PAUSED)
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor(7))
    while f"broadcast {broadcast_id} is cancelled: " not in caplog.text:
        await bench.clock.sleep(0.1)
    assert f"broadcast {broadcast_id} has paused itself: content" in caplog.text
    assert f"broadcast {broadcast_id} is cancelled, by 7" in caplog.text
    assert "xxxxx" not in caplog.text
