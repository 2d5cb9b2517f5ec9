"""Where it is not found out what became of a lost answer: its recipient stays uncertain."""

import json

import pytest

from broadcast.doors.follow_ups import Which
from broadcast.ledger.restoring import doubt_what_ran
from broadcast.ledger.takeover import Takeover
from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import NobodyToSendTo
from broadcast.model.events import Event
from broadcast.numbers.memory import Memory
from db.certainty.given_up import KEPT, lately
from db.connection.database import Database
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.clocks import VirtualClock
from tests.conftest import TOKEN
from tests.engine.conftest import Bench, working
from tests.engine.finding.ground import (
    PEOPLE,
    SPEED,
    die_in_the_middle,
    fast_sandbox,
    finding,
    reasons,
)

NOT_FOUND = json.dumps(
    {"ok": False, "error_code": 400, "description": "Bad Request: message to edit not found"}
)
CHANGED = json.dumps({"ok": True, "result": {"message_id": 1}})


async def answers_wrongly(bench: Bench, body: str, *, status: int) -> Broadcast:
    """Two answers are lost, and every question is answered in the same way."""
    questions = {"methods": ["editMessageReplyMarkup"], "share": 1.0, "body": body}
    await bench.control.faults(
        lost_after={"next": 2, "skip": 20}, odd=questions | {"status": status}
    )
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.in_doubt == 2)
    await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
    await bench.clock.sleep(100)
    await bench.bot.send_message(7, "a message after the window")
    return await bench.finished(broadcast_id)


async def test_a_server_that_answers_wrongly_is_not_believed(database: Database) -> None:
    """It was not sent, it says of everything: of what is known to be there, too."""
    async with finding(database) as bench:
        broadcast = await answers_wrongly(bench, NOT_FOUND, status=400)
        assert (broadcast.figures.sent, broadcast.figures.uncertain) == (PEOPLE - 2, 2)
        assert {one[1] for one in await reasons(database)} == {"not_calibrated"}
        now = int(bench.clock.time())
        async with database.read() as connection:
            later = await lately(connection, now=now + KEPT)
            kept = await lately(connection, now=now)
        assert later == []
        assert len({one.chat_id for one in kept}) == 2
        assert all(one.low < (one.high or 0) and one.items == 1 for one in kept)


async def test_where_a_question_changes_something_nothing_more_is_asked(
    database: Database,
) -> None:
    async with finding(database) as bench:
        said: list[Event] = []
        bench.assembly.events.listen(said.append)
        broadcast = await answers_wrongly(bench, CHANGED, status=200)
        assert broadcast.figures.uncertain == 2
        assert {one[1] for one in await reasons(database)} <= {"not_calibrated", "stopped"}
        del said


async def test_another_bots_numbers_are_others(database: Database) -> None:
    async with fast_sandbox() as (url, control):
        broadcast_id = await die_in_the_middle(url, database, control)
        other = "4343:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
        async with working(
            url, database, control, find_out=True, speed=SPEED, token=other
        ) as bench:
            broadcast = await bench.assembly.doors.reports.get(broadcast_id)
            assert broadcast.state is BroadcastState.PAUSED
            assert broadcast.figures.uncertain > 0
            assert broadcast.figures.in_doubt == 0


async def test_a_backup_knows_less_than_telegram(database: Database) -> None:
    """What was sent since took numbers that it has not seen: nothing that is missing tells
    anything."""
    async with fast_sandbox() as (url, control):
        broadcast_id = await die_in_the_middle(url, database, control)
        clock, bot_id = VirtualClock(), int(TOKEN.partition(":")[0])
        await Takeover(database, clock, Memory(clock), bot_id=bot_id).take_over()
        assert {one[0] for one in await reasons(database)} == {None}
        await doubt_what_ran(database, made_at=1, now=2)
        assert {one[1] for one in await reasons(database)} == {"not_remembered"}
        async with working(url, database, control, find_out=True, speed=SPEED) as bench:
            broadcast = await bench.assembly.doors.reports.get(broadcast_id)
            assert broadcast.figures.in_doubt == 0
            assert broadcast.figures.uncertain > 0


async def test_whoever_wants_none_of_it_has_them_uncertain(database: Database) -> None:
    async with fast_sandbox() as (url, control):
        broadcast_id = await die_in_the_middle(url, database, control)
        async with working(url, database, control, speed=SPEED) as bench:
            broadcast = await bench.finished(broadcast_id)
            assert broadcast.figures.in_doubt == 0
            assert broadcast.figures.uncertain > 0


async def test_of_a_cancelled_one_nothing_more_is_sent(database: Database) -> None:
    """Whoever had it not is skipped like the others; until that is known it is sent to nobody
    again."""
    async with finding(database) as bench:
        await bench.control.faults(lost_before={"next": 2, "skip": 20})
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.in_doubt == 2)
        doors = bench.assembly.doors
        cancelled = await doors.launches.cancel(broadcast_id, by=editor())
        assert not cancelled.undecided
        assert not cancelled.can_reach_the_rest
        for which in (Which.UNCERTAIN, Which.BOTH, Which.CANCELLED):
            with pytest.raises(NobodyToSendTo):
                await doors.follow_ups.send(broadcast_id, which, by=editor())
        await bench.clock.sleep(100)
        await bench.bot.send_message(7, "a message after the window")
        broadcast = await bench.until(broadcast_id, lambda one: one.figures.in_doubt == 0)
        assert broadcast.figures.uncertain == 0
        assert broadcast.figures.sent + broadcast.figures.cancelled == PEOPLE
        assert broadcast.can_reach_the_rest
