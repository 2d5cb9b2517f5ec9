"""What is taken back, corrected or pinned while somebody is in doubt reaches whoever is found to
have it, too."""

from dataclasses import replace

import pytest

from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from broadcast.model.errors import CannotMend
from broadcast.model.mending.refusals import Unmendable
from db.connection.database import Database
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.engine.conftest import FIRST, Bench, text, working
from tests.engine.finding.ground import PEOPLE, SPEED, dying, fast_sandbox, finding, reasons
from tests.engine.invariants import expect_counters_equal_rows

OLD, NEW = "Old news", "Better news"
LOST = "lost_after"
ASKS = Button(text="Yes", value="Thanks", kind=ButtonKind.ANSWER)
LEADS = Button(text="Look", value="https://example.com")


async def begun(bench: Bench, content: Content) -> None:
    """With messages to see by how the server answers: those that were mended are none."""
    await bench.finished(await bench.launch(content))


async def in_doubt(bench: Bench, content: Content | None = None, kind: str = LOST) -> int:
    """A broadcast of which two answers are lost."""
    await bench.control.faults(**{kind: {"next": 2, "skip": 20}})
    broadcast_id = await bench.launch(content)
    await bench.until(broadcast_id, lambda one: one.figures.in_doubt == 2)
    return broadcast_id


async def found_out(bench: Bench, child: Broadcast) -> Broadcast:
    """What mends, at its end."""
    await bench.until(child.id, lambda one: one.figures.remaining == 0)
    await bench.clock.sleep(100)
    await bench.bot.send_message(7, "a message after the window")
    child = await bench.finished(child.id)
    await expect_counters_equal_rows(bench.database, child)
    return child


async def said(control: Control) -> dict[int, list[str]]:
    """What everybody has of the bot's that is in question."""
    chats = {chat_id: await control.chat(chat_id) for chat_id in range(FIRST, FIRST + PEOPLE)}
    return {
        chat_id: [one["text"] for one in chat if one["from"]["is_bot"] and one["text"] != OLD]
        for chat_id, chat in chats.items()
    }


async def test_what_is_found_later_is_taken_back_too(database: Database) -> None:
    """It stayed with whoever had it: a recall looked once who had a message."""
    async with finding(database) as bench:
        await begun(bench, text(OLD))
        broadcast_id = await in_doubt(bench)
        child = await bench.assembly.doors.recalls.stop_and_begin(broadcast_id, by=editor())
        waiting = await bench.until(child.id, lambda one: one.figures.in_doubt > 0)
        assert (waiting.state, waiting.figures.unknown) == (BroadcastState.RUNNING, 2)
        child = await found_out(bench, child)
        parent = await bench.assembly.doors.reports.get(broadcast_id)
        assert parent.figures.uncertain == 0, await reasons(database)
        assert child.figures.sent == child.figures.total == parent.figures.sent
        assert not any((await said(bench.control)).values())


async def test_what_is_to_be_pinned_waits_and_says_for_what(database: Database) -> None:
    """It said that it was still being sent."""
    async with finding(database) as bench:
        await begun(bench, text(OLD))
        broadcast_id = await in_doubt(bench)
        await bench.until(broadcast_id, lambda one: one.only_finds_out)
        doors = bench.assembly.doors
        for begin in (doors.pins.pin, doors.pins.unpin, doors.recalls.begin):
            with pytest.raises(CannotMend) as cannot:
                await begin(broadcast_id, by=editor())
            assert cannot.value.why is Unmendable.FINDING_OUT


async def test_over_a_kill_too(database: Database) -> None:
    async with fast_sandbox() as (url, control):
        async with dying(url, database, control) as bench:
            await bench.subscribe(PEOPLE)
            await control.add_user(7, "Ann", started=True)
            await begun(bench, text(OLD))
            broadcast_id = await in_doubt(bench)
            child = await bench.assembly.doors.recalls.stop_and_begin(broadcast_id, by=editor())
            await bench.until(child.id, lambda one: one.figures.in_doubt == 2)
        async with working(url, database, control, find_out=True, speed=SPEED) as bench:
            child = await found_out(bench, child)
            figures = child.figures
            assert figures.sent + figures.gone == figures.total > 2
            assert not any((await said(control)).values())


@pytest.mark.parametrize("kind", ["lost_after", "lost_before"])
async def test_nobody_is_left_with_the_old_text(database: Database, kind: str) -> None:
    """Whoever is found to have it gets it corrected, whoever had it not gets the new one."""
    async with finding(database) as bench:
        await begun(bench, text(OLD))
        broadcast_id = await in_doubt(bench, kind=kind)
        child = await bench.assembly.doors.corrections.begin(broadcast_id, text(NEW), by=editor())
        child = await found_out(bench, child)
        parent = await bench.finished(broadcast_id)
        assert parent.figures.sent == PEOPLE, await reasons(database)
        assert child.figures.sent == child.figures.total
        assert set(map(tuple, (await said(bench.control)).values())) == {(NEW,)}


async def test_after_a_correction_it_is_asked_for_as_it_was_sent(database: Database) -> None:
    """By another markup it would be changed, and nothing more be looked into."""
    async with fast_sandbox() as (url, control):
        async with dying(url, database, control) as bench:
            await bench.subscribe(PEOPLE)
            await control.add_user(7, "Ann", started=True)
            await begun(bench, replace(text(OLD), buttons=((LEADS,),)))
            doors = bench.assembly.doors
            content = replace(text(), buttons=((ASKS,),))
            broadcast_id = await in_doubt(bench, content)
            new = replace(text(NEW), buttons=((LEADS,),))
            child = await doors.corrections.begin(broadcast_id, new, by=editor())
            await bench.until(child.id, lambda one: one.figures.in_doubt == 2)
        async with working(url, database, control, find_out=True, speed=SPEED) as bench:
            child = await found_out(bench, child)
            parent = await bench.finished(broadcast_id)
            assert parent.figures.sent == PEOPLE, await reasons(database)
            assert {one[0] for one in await reasons(database)} == {"sent"}
            assert set(map(tuple, (await said(control)).values())) == {(NEW,)}
