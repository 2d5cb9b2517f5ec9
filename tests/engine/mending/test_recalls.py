"""Taking back: every message whose number is known is deleted, each by a call of its own."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.ledger.restoring import doubt_what_ran
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import CannotMend, MoveNotAllowed, OtherBots
from broadcast.model.mending.refusals import Unmendable
from broadcast.model.options import Options
from broadcast.sending.snapshot import Chunks
from db.connection.database import Database
from db.ledger import migrated_chats, retention
from db.mending import claims
from db.recovery import claim_windows
from db.recovery.claim_windows import ClaimWindow
from db.schema.ledger import deliveries, run_minutes, runs
from db.schema.states import BroadcastState, DeliveryState, PauseReason, RunKind, SkipReason
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import expect_counters_equal_rows

PENDING, CLAIMED = DeliveryState.PENDING, DeliveryState.CLAIMED
ALBUM = Call(
    method="sendMediaGroup",
    params={
        "media": [
            {"type": "photo", "media": "https://example.com/a.jpg", "caption": TEXT},
            {"type": "photo", "media": "https://example.com/b.jpg"},
        ]
    },
)


async def recalled(bench: Bench, broadcast_id: int) -> Broadcast:
    child = await bench.assembly.doors.recalls.begin(broadcast_id, by=editor())
    return await bench.finished(child.id)


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
    # One answer is under way meanwhile: the message lands, and its number comes late.
    await bench.control.faults(slow_answer={"next": 1, "chats": [FIRST + 25], "delay": 10})
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 40)
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


async def test_what_is_being_sent_to_others_is_stopped_and_taken_back_too(bench: Bench) -> None:
    await bench.subscribe(40)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch())
    await bench.subscribe(200, FIRST + 40)
    other = (await doors.newcomers.send(parent.id, by=editor())).id
    await bench.until(other, lambda one: one.figures.sent >= 20)
    assert [one.id for one in await doors.recalls.being_sent(parent.id)] == [other]
    with pytest.raises(CannotMend) as cannot:  # nobody was told that it stops
        await doors.recalls.begin(parent.id, by=editor())
    assert cannot.value.why is Unmendable.MORE
    assert not await doors.reports.mendings(parent.id)
    recall = await doors.recalls.begin(parent.id, by=editor(), told=[other])
    (theirs,) = await doors.reports.mendings(other)
    for number in (recall.id, theirs.id):
        await bench.finished(number)
    stopped = await bench.until(other, lambda one: one.is_over)
    assert (stopped.state, theirs.kind) == (BroadcastState.CANCELLED, RunKind.RECALL)
    assert not any([await bench.control.chat(FIRST + n) for n in range(240)])


async def test_one_of_these_that_nobody_got_is_not_taken_back(bench: Bench) -> None:
    await bench.subscribe(3)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch())
    await Subscribers(bench.database).subscribe(5_000, now=1)  # Telegram has never heard of it
    other = await bench.finished((await doors.newcomers.send(parent.id, by=editor())).id)
    recall = await doors.recalls.begin(parent.id, by=editor(), told=[other.id])
    assert (await bench.finished(recall.id)).figures.sent == 3
    assert await doors.reports.mendings(other.id) == []


async def test_lost_answers_are_asked_for_again_and_nobody_is_uncertain(bench: Bench) -> None:
    await bench.subscribe(40)
    parent = await bench.finished(await bench.launch())
    lost = {"next": 2, "skip": 10, "methods": ["deleteMessage"]}
    await bench.control.faults(lost_after=lost, lost_before={**lost, "skip": 5})
    child = await recalled(bench, parent.id)
    figures = child.figures
    assert (figures.uncertain, figures.failed, figures.sent + figures.gone) == (0, 0, 40)
    assert not any([await bench.control.chat(FIRST + n) for n in range(40)])
    await expect_counters_equal_rows(bench.database, child)


async def test_who_has_left_or_blocked_it_loses_it_too_and_the_erased_are_skipped(
    bench: Bench,
) -> None:
    await bench.subscribe(4)
    parent = await bench.finished(await bench.launch())
    store = Subscribers(bench.database)
    await store.unsubscribe(FIRST, now=2)
    await store.erase(FIRST + 1)
    child = await recalled(bench, parent.id)
    assert (child.figures.sent, child.figures.skipped) == (3, 1)
    assert await bench.control.chat(FIRST) == []


async def test_what_is_gone_already_and_what_is_too_old_is_said(bench: Bench) -> None:
    await bench.subscribe(5)
    parent = await bench.finished(await bench.launch())
    (message,) = await bench.control.chat(FIRST)
    await bench.control.delete(FIRST, message["message_id"])
    child = await recalled(bench, parent.id)
    assert (child.figures.gone, child.figures.sent) == (1, 4)
    # Whoever lost it by then is not asked for again.
    with pytest.raises(CannotMend) as cannot:
        await recalled(bench, parent.id)
    assert cannot.value.why is Unmendable.NOBODY


async def test_after_two_days_it_is_too_late(bench: Bench) -> None:
    await bench.subscribe(3)
    parent = await bench.finished(await bench.launch())
    await bench.control.advance(49 * 3_600)
    child = await recalled(bench, parent.id)
    assert (child.figures.late, child.figures.failed, child.figures.sent) == (3, 0, 0)


async def test_nothing_is_begun_that_can_reach_nobody(bench: Bench) -> None:
    await bench.subscribe(3)
    parent = await bench.finished(await bench.launch())
    async with bench.database.write() as connection:
        await connection.execute(update(run_minutes).values(minute=run_minutes.c.minute - 49 * 60))
    with pytest.raises(CannotMend) as cannot:
        await recalled(bench, parent.id)
    assert cannot.value.why is Unmendable.TOO_LATE
    reach = await bench.assembly.doors.recalls.reach(parent.id)
    assert (reach.sent, reach.reachable, reach.begin_by) == (3, 0, None)


async def test_who_may_have_it_without_a_number_that_is_known_is_told_apart(bench: Bench) -> None:
    await bench.subscribe(30)
    await bench.control.faults(lost_after={"next": 2, "skip": 25})
    parent = await bench.finished(await bench.launch())
    assert parent.figures.uncertain == 2
    child = await recalled(bench, parent.id)
    assert (child.figures.unknown, child.figures.sent, child.figures.total) == (2, 28, 30)
    await expect_counters_equal_rows(bench.database, child)


async def test_a_process_that_died_leaves_nobody_uncertain(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(60)
        parent = await bench.finished(await bench.launch())
        child = await bench.assembly.doors.recalls.begin(parent.id, by=editor())
        await bench.until(child.id, lambda one: one.figures.sent >= 10)
    async with database.write() as connection:  # as one that was killed leaves them
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.run_id == child.run_id, deliveries.c.state == PENDING)
            .values(state=CLAIMED)
        )
        await claim_windows.note(connection, child.run_id or 0, ClaimWindow(1, 60))
    async with working(sandbox_url, database, control) as reborn:
        child = await reborn.finished(child.id)
    assert (child.figures.sent, child.figures.uncertain) == (60, 0)


async def test_what_has_expired_is_taken_back_and_corrected_all_the_same(bench: Bench) -> None:
    await bench.subscribe(3)
    doors, hour = bench.assembly.doors, 3_600
    soon = int(bench.clock.time()) + hour
    said = replace(text(), options=Options(expires_at=soon))
    parent = await bench.finished(await bench.launch(said))
    bench.clock.put_on(hour)
    correction = await doors.corrections.begin(parent.id, text("Better news"), by=editor())
    correction = await bench.finished(correction.id)
    assert (correction.figures.sent, correction.figures.expired) == (3, 0)
    child = await recalled(bench, parent.id)
    assert (child.figures.sent, child.figures.expired) == (3, 0)
    assert await bench.control.chat(FIRST) == []


async def test_another_bot_does_nothing_to_what_it_has_not_sent(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """The numbers would be those of other messages of its own."""
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(60)
        parent = await bench.finished(await bench.launch())
        child = await bench.assembly.doors.corrections.begin(parent.id, text("B"), by=editor())
        await bench.until(child.id, lambda one: one.figures.sent >= 1)
    async with working(sandbox_url, database, control, token="777:other") as other:
        doors = other.assembly.doors
        with pytest.raises(CannotMend) as cannot:
            await doors.recalls.begin(parent.id, by=editor())
        assert cannot.value.why is Unmendable.OTHER_BOT
        with pytest.raises(OtherBots):
            await doors.launches.resume(child.id, by=editor())
    async with working(sandbox_url, database, control) as same:
        await same.assembly.doors.launches.resume(child.id, by=editor())
        await same.finished(child.id)
        assert (await recalled(same, parent.id)).figures.sent == 60


async def test_what_mends_is_no_broadcast_among_others(bench: Bench) -> None:
    await bench.subscribe(5)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch())
    child = await recalled(bench, parent.id)
    assert [one.id for one in (await doors.reports.page(offset=0, limit=9))[0]] == [parent.id]
    assert [one.id for one in await doors.reports.mendings(parent.id)] == [child.id]
    latest = await doors.reports.latest()
    assert latest is not None
    assert latest.id == parent.id
    assert (child.undecided, child.can_reach_the_rest) == ((), False)
    with pytest.raises(CannotMend) as cannot:
        await doors.recalls.begin(child.id, by=editor())
    assert cannot.value.why is Unmendable.MENDING
    with pytest.raises(MoveNotAllowed):
        await doors.newcomers.send(child.id, by=editor())
    with pytest.raises(MoveNotAllowed):
        await doors.follow_ups.send(child.id, Which.FAILED, by=editor())


async def test_a_recall_stops_a_correction(bench: Bench) -> None:
    await bench.subscribe(60)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch())
    correction = await doors.corrections.begin(parent.id, text("Better news"), by=editor())
    recall = await recalled(bench, parent.id)
    assert (await doors.reports.get(correction.id)).state is BroadcastState.CANCELLED
    assert recall.figures.sent == 60
    with pytest.raises(CannotMend):
        await doors.corrections.begin(parent.id, text("Best news"), by=editor())


async def test_in_a_group_that_has_moved_the_numbers_are_other_messages(bench: Bench) -> None:
    old, new = -77, -1_000_000_077
    await bench.control.add_chat(old, "group", "Friends", bot_status="administrator")
    await Subscribers(bench.database).subscribe(old, kind="group", now=1)
    parent = await bench.finished(await bench.launch())
    assert parent.figures.sent == 1
    async with bench.database.write() as connection:
        await migrated_chats.move(connection, old=old, new=new, now=2)
    child = await recalled(bench, parent.id)
    assert (child.figures.unknown, child.figures.sent) == (1, 0)


async def test_whose_numbers_are_forgotten_on_the_way_got_a_part(bench: Bench) -> None:
    """A group moves between two messages: the row said that it had stopped there, and the counter
    did not. A storm found it."""
    await bench.subscribe(1)
    run_id = (await bench.finished(await bench.launch())).run_id or 0

    async def skipped(connection: AsyncConnection) -> tuple[int, int]:
        claimed = update(deliveries).values(state=CLAIMED, step=1)
        await connection.execute(claimed.where(deliveries.c.run_id == run_id))
        numbers = (await connection.execute(select(deliveries.c.subscriber_id))).scalars().all()
        await claims.skip(connection, run_id, numbers, SkipReason.UNKNOWN)
        figures = select(runs.c.partial, runs.c.unknown).where(runs.c.id == run_id)
        partial, unknown = (await connection.execute(figures)).one()
        return partial, unknown

    assert await bench.database.transact(skipped) == (1, 1)  # as claims are made


async def test_an_old_ledger_is_kept_while_its_numbers_are_needed(bench: Bench) -> None:
    await bench.subscribe(3)
    parent = await bench.finished(await bench.launch())
    child = await bench.assembly.doors.recalls.begin(parent.id, by=editor())
    await bench.assembly.doors.launches.pause(child.id, by=editor())
    far = int(bench.clock.time()) + 10**6
    async with bench.database.read() as connection:
        assert parent.run_id not in await retention.due(connection, ended_before=far)
    await bench.assembly.doors.launches.resume(child.id, by=editor())
    await bench.finished(child.id)
    async with bench.database.read() as connection:
        assert parent.run_id in await retention.due(connection, ended_before=far)


async def test_pins_of_the_first_message_come_and_go(bench: Bench) -> None:
    await bench.subscribe(3)
    more = Call(method="sendMessage", params={"text": "and a word"})
    parent = await bench.finished(await bench.launch(Content(message=(*text().message, more))))
    first = (await bench.control.chat(FIRST))[0]["message_id"]
    pins = bench.assembly.doors.pins
    child = await bench.finished((await pins.pin(parent.id, by=editor())).id)
    assert (child.kind, child.figures.sent) == (RunKind.PIN, 3)
    assert await bench.control.pinned(FIRST) == [first]
    child = await bench.finished((await pins.unpin(parent.id, by=editor())).id)
    assert child.figures.sent + child.figures.gone == 3
    assert await bench.control.pinned(FIRST) == []


async def test_one_whose_snapshot_is_still_written_is_stopped_too(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """At once, whoever has it by then; nobody gets it from there on."""
    few = Chunks(first=10, second=10, skipped=10)
    async with working(sandbox_url, database, control, chunks=few) as bench:
        await bench.subscribe(400)
        doors = bench.assembly.doors
        broadcast_id = await bench.launch()
        child = await doors.recalls.stop_and_begin(broadcast_id, by=editor())
        child = await bench.finished(child.id)
        parent = await bench.until(broadcast_id, lambda one: one.is_over)
        assert (parent.state, parent.figures.total) == (BroadcastState.CANCELLED, 400)
        assert child.figures.sent == parent.figures.sent < 40
        assert not any([await control.chat(FIRST + n) for n in range(0, 400, 7)])


async def test_a_restored_backup_goes_on_when_it_is_told_to(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """What was deleted since the backup is gone, and nobody is uncertain."""
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(60)
        parent = await bench.finished(await bench.launch())
        child = await bench.assembly.doors.recalls.begin(parent.id, by=editor())
        await bench.until(child.id, lambda one: one.figures.sent >= 5)
    await doubt_what_ran(database, made_at=None, now=1_700_000_000)
    async with working(sandbox_url, database, control) as reborn:
        doors = reborn.assembly.doors
        found = await doors.reports.get(child.id)
        assert (found.state, found.pause_reason) == (BroadcastState.PAUSED, PauseReason.RESTORED)
        await doors.launches.resume(child.id, by=editor())
        ended = await reborn.finished(child.id)
        assert (ended.figures.uncertain, ended.figures.sent) == (0, 60)
