"""Taking back: every message whose number is known is deleted, each by a call of its own."""

import pytest

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.errors import CannotMend
from broadcast.model.mending.refusals import Unmendable
from db.schema.states import BroadcastState, RunKind
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench
from tests.engine.invariants import expect_counters_equal_rows

ALBUM = Call(
    method="sendMediaGroup",
    params={
        "media": [
            {"type": "photo", "media": "https://example.com/a.jpg", "caption": TEXT},
            {"type": "photo", "media": "https://example.com/b.jpg"},
        ]
    },
)


async def test_everybody_loses_it(bench: Bench) -> None:
    await bench.subscribe(40)
    parent = await bench.finished(await bench.launch())
    child = await bench.assembly.doors.recalls.begin(parent.id, by=editor(2))
    assert (child.kind, child.parent_id, child.title) == (RunKind.RECALL, parent.id, parent.title)
    child = await bench.finished(child.id)
    assert child.figures.sent == child.figures.total == 40
    for number in (FIRST, FIRST + 39):
        assert await bench.control.chat(number) == []
    await expect_counters_equal_rows(bench.database, child)


async def test_of_an_album_and_more_each_message_is_deleted(bench: Bench) -> None:
    await bench.subscribe(3)
    more = Call(method="sendMessage", params={"text": "and a word"})
    parent = await bench.finished(await bench.launch(Content(message=(ALBUM, more))))
    assert len(await bench.control.chat(FIRST)) == 3
    child = await bench.assembly.doors.recalls.begin(parent.id, by=editor())
    child = await bench.finished(child.id)
    assert child.figures.sent == 3
    assert await bench.control.chat(FIRST) == []


async def test_one_that_runs_is_stopped_and_nobody_keeps_it(bench: Bench) -> None:
    await bench.subscribe(200)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 30)
    with pytest.raises(CannotMend) as cannot:
        await bench.assembly.doors.recalls.begin(broadcast_id, by=editor())
    assert cannot.value.why is Unmendable.RUNNING
    child = await bench.assembly.doors.recalls.stop_and_begin(broadcast_id, by=editor())
    child = await bench.finished(child.id)
    parent = await bench.until(broadcast_id, lambda one: one.is_over)
    assert parent.state is BroadcastState.CANCELLED
    assert child.figures.sent == parent.figures.sent == child.figures.total
    chats = [await bench.control.chat(FIRST + n) for n in range(200)]
    assert not any(chats)
