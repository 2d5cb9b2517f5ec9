"""What became of lost answers is found out, against a sandbox that numbers messages as Telegram
does; what people got is the sandbox's own word."""

import pytest

from botapi.call import Call
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from broadcast.model.events import Event, FoundOut
from db.connection.database import Database
from db.schema.states import BroadcastState, Found
from tests.engine.conftest import FIRST, TEXT, working
from tests.engine.finding.ground import (
    PEOPLE,
    SPEED,
    die_in_the_middle,
    fast_sandbox,
    finding,
    reasons,
)
from tests.engine.invariants import expect_exactly_once


@pytest.mark.parametrize(
    ("kind", "came"), [("lost_after", True), ("lost_before", False), ("lands_later", True)]
)
async def test_a_lost_answer_is_found_out(database: Database, kind: str, came: bool) -> None:
    async with finding(database) as bench:
        said: list[Event] = []
        bench.assembly.events.listen(said.append)
        await bench.control.faults(**{kind: {"next": 2, "skip": 20, "delay": 30.0}})
        broadcast_id = await bench.launch()
        broadcast = await bench.until(broadcast_id, lambda one: one.figures.in_doubt == 2)
        assert broadcast.state is BroadcastState.RUNNING
        await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
        await bench.clock.sleep(100)
        await bench.bot.send_message(7, "a message after the window")
        broadcast = await bench.finished(broadcast_id)
        figures = broadcast.figures
        assert (figures.sent, figures.uncertain) == (PEOPLE, 0), await reasons(database)
        await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
        assert said.count(FoundOut()) == 1
        groups = await bench.assembly.doors.findings.tally(broadcast_id)
        assert [(one.found, one.count) for one in groups] == [
            (Found.SENT if came else Found.NOT_SENT, 2)
        ]


ALBUM = Call(
    method="sendMediaGroup",
    params={"media": [{"type": "photo", "media": "https://example.com/a.jpg"}] * 3},
)
SAYS = Call(method="sendMessage", params={"text": TEXT})
CONTENTS = {
    "with an answer button": Content(
        message=(SAYS,), buttons=((Button(text="Yes", value="Thanks", kind=ButtonKind.ANSWER),),)
    ),
    "with a link": Content(
        message=(SAYS,), buttons=((Button(text="Look", value="https://example.com"),),)
    ),
    "an album": Content(message=(ALBUM,)),
    "two messages": Content(message=(SAYS, SAYS)),
}


@pytest.mark.parametrize("kind", ["lost_after", "lost_before"])
@pytest.mark.parametrize("content", CONTENTS)
async def test_of_whatever_was_sent(database: Database, content: str, kind: str) -> None:
    async with finding(database) as bench:
        await bench.control.faults(**{kind: {"next": 2, "skip": 30}})
        broadcast_id = await bench.launch(CONTENTS[content])
        await bench.until(broadcast_id, lambda one: one.figures.in_doubt == 2)
        await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
        await bench.clock.sleep(100)
        await bench.bot.send_message(7, "a message after the window")
        broadcast = await bench.finished(broadcast_id)
        figures = broadcast.figures
        assert (figures.sent, figures.uncertain) == (PEOPLE, 0), await reasons(database)
        for chat_id in range(FIRST, FIRST + PEOPLE):
            got = [one for one in await bench.control.chat(chat_id) if one["from"]["is_bot"]]
            assert len(got) == sum(call.cost for call in CONTENTS[content].message)


async def test_what_was_under_way_at_a_death_is_found_out(database: Database) -> None:
    """Nobody is in doubt at the end, and everybody has it once."""
    async with fast_sandbox() as (url, control):
        broadcast_id = await die_in_the_middle(url, database, control)
        async with working(url, database, control, find_out=True, speed=SPEED) as bench:
            broadcast = await bench.assembly.doors.reports.get(broadcast_id)
            assert broadcast.figures.in_doubt == broadcast.figures.uncertain > 0
            await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
            await bench.clock.sleep(100)
            await bench.bot.send_message(7, "a message after the window")
            broadcast = await bench.finished(broadcast_id)
            figures = broadcast.figures
            assert (figures.sent, figures.uncertain) == (PEOPLE, 0), await reasons(database)
            await expect_exactly_once(database, control, broadcast, TEXT)
