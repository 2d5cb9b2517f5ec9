"""Sending again: exactly to those who failed or are uncertain, each at the step that is missing."""

import asyncio

import pytest

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import DecidedAlready, MoveNotAllowed, NobodyToSendTo
from broadcast.sending.snapshot import Chunks
from db.connection.database import Database
from db.schema.states import BroadcastState, DeliveryState, Resolution
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import expect_counters_equal_rows, rows_of

CHANNELS = (-1001, -1002, -1003)


async def add_channels(bench: Bench, status: str = "member") -> None:
    """Channels in which the bot is no administrator: Telegram refuses what it sends there."""
    for chat_id in CHANNELS:
        await bench.control.add_chat(chat_id, "channel", f"Channel {chat_id}", bot_status=status)
        await Subscribers(bench.database).subscribe(chat_id, kind="channel", now=1)


async def questioned(bench: Bench, *, uncertain: int = 3, people: int = 40) -> Broadcast:
    """A finished broadcast with three failed channels and a few uncertain people."""
    await bench.subscribe(people)
    await add_channels(bench)
    await bench.control.faults(lost_after={"next": uncertain, "skip": 25})
    broadcast = await bench.finished(await bench.launch())
    assert (broadcast.figures.failed, broadcast.figures.uncertain) == (3, uncertain)
    return broadcast


async def those(bench: Bench, broadcast: Broadcast, state: DeliveryState) -> set[int]:
    rows = await rows_of(bench.database, broadcast)
    return {chat_id for chat_id, one in rows.items() if one is state}


async def times(bench: Bench, words: str = TEXT) -> dict[int, int]:
    return dict(await bench.control.delivered(words))


async def test_the_failed_get_it_and_nobody_else(bench: Bench) -> None:
    parent = await questioned(bench)
    before = await times(bench)
    for chat_id in CHANNELS:
        await bench.control.promote(chat_id)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.FAILED, by=editor(2))
    assert (child.parent_id, child.figures.total, child.launched_by) == (parent.id, 3, 2)
    child = await bench.finished(child.id)
    assert child.figures.sent == child.figures.total == 3
    assert set(await rows_of(bench.database, child)) == set(CHANNELS)
    assert await times(bench) == before | dict.fromkeys(CHANNELS, 1)
    after = await bench.assembly.doors.reports.get(parent.id)
    assert after.figures == parent.figures
    assert (after.failed_answer, after.uncertain_answer) == (Resolution.AGAIN, None)
    await expect_counters_equal_rows(bench.database, child)


@pytest.mark.parametrize("fault", ["lost_before", "lost_after"])
async def test_the_uncertain_get_it_and_nobody_else(bench: Bench, fault: str) -> None:
    await bench.subscribe(40)
    refusing = FIRST + 20  # has failed, and nobody asks about him
    await bench.control.refuse([refusing], "Bad Request: CHAT_RESTRICTED")
    await bench.control.faults(**{fault: {"next": 2, "skip": 25}})
    parent = await bench.finished(await bench.launch())
    await bench.control.relent()
    assert await those(bench, parent, DeliveryState.FAILED) == {refusing}
    uncertain = await those(bench, parent, DeliveryState.UNCERTAIN)
    assert len(uncertain) == 2
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.UNCERTAIN, by=editor())
    child = await bench.finished(child.id)
    assert child.figures.sent == child.figures.total == 2
    twice = 2 if fault == "lost_after" else 1  # that is what the admin was asked about
    got = await times(bench)
    assert {chat_id: got[chat_id] for chat_id in uncertain} == dict.fromkeys(uncertain, twice)
    assert {count for chat_id, count in got.items() if chat_id not in uncertain} == {1}
    assert refusing not in got
    assert len(got) == 39


async def test_both_at_once(bench: Bench) -> None:
    parent = await questioned(bench)
    uncertain = await those(bench, parent, DeliveryState.UNCERTAIN)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.BOTH, by=editor())
    child = await bench.finished(child.id)
    assert set(await rows_of(bench.database, child)) == uncertain | set(CHANNELS)
    # The channels refuse once more: that is theirs, not the message's, which others have.
    assert (child.figures.sent, child.figures.failed) == (3, 3)
    assert (await bench.assembly.doors.reports.get(parent.id)).undecided == ()


async def test_a_child_has_questions_of_its_own_and_is_sent_again_in_turn(bench: Bench) -> None:
    parent = await questioned(bench)
    doors = bench.assembly.doors
    first = await bench.finished(
        (await doors.follow_ups.send(parent.id, Which.FAILED, by=editor())).id
    )
    assert first.undecided == (DeliveryState.FAILED,)
    second = await bench.finished(
        (await doors.follow_ups.send(first.id, Which.FAILED, by=editor())).id
    )
    assert second.state is BroadcastState.FINISHED  # proven by the grandparent
    for chat_id in CHANNELS:
        await bench.control.promote(chat_id)
    third = await bench.finished(
        (await doors.follow_ups.send(second.id, Which.FAILED, by=editor())).id
    )
    assert (third.figures.sent, third.parent_id) == (3, second.id)
    assert [one.broadcast_id for one in await doors.reports.follow_ups(parent.id)] == [first.id]
    assert set(await times(bench)) >= set(CHANNELS)


async def test_refusals_of_a_proven_message_are_the_recipients_own(bench: Bench) -> None:
    """It would pause itself, though others have the message: these were failures before."""
    people = 30
    await bench.subscribe(people + 1)
    parent = await bench.finished(await bench.launch())
    refused = Content(message=(Call(method="sendPhoto", params={"photo": "nonsense"}),))
    async with bench.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE deliveries SET state = 5, trouble = 5, reason = 'VOICE' WHERE subscriber_id > 1"
        )
        await connection.exec_driver_sql(f"UPDATE runs SET sent = 1, failed = {people}")
        await connection.exec_driver_sql("UPDATE runs SET content = ?", (refused.dump(),))
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    child = await bench.until(child.id, lambda one: one.state is not BroadcastState.RUNNING)
    assert (child.state, child.figures.failed) == (BroadcastState.FINISHED, people)


async def test_it_goes_on_at_the_step_that_is_missing(bench: Bench) -> None:
    await bench.subscribe(12)
    place = Call(method="sendLocation", params={"latitude": 59.9, "longitude": 30.3})
    before, after = (Call(method="sendMessage", params={"text": f"part {n}"}) for n in (1, 3))
    await bench.control.faults(lost_before={"next": 1, "skip": 5, "methods": ["sendLocation"]})
    parent = await bench.finished(await bench.launch(Content(message=(before, place, after))))
    [chat_id] = await those(bench, parent, DeliveryState.UNCERTAIN)
    assert [one["text"] for one in await bench.control.chat(chat_id)] == ["part 1"]
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.UNCERTAIN, by=editor())
    assert (await bench.finished(child.id)).figures.sent == 1
    for one in range(FIRST, FIRST + 12):
        parts = [message.get("text", "a place") for message in await bench.control.chat(one)]
        assert parts == ["part 1", "a place", "part 3"]


async def test_who_left_blocked_or_is_erased_since_is_skipped(bench: Bench) -> None:
    await bench.subscribe(40)
    await bench.control.faults(lost_before={"next": 2, "skip": 25})
    parent = await bench.finished(await bench.launch())
    gone, erased = sorted(await those(bench, parent, DeliveryState.UNCERTAIN))
    await Subscribers(bench.database).unsubscribe(gone, now=2)
    await Subscribers(bench.database).erase(erased)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.UNCERTAIN, by=editor())
    child = await bench.finished(child.id)
    assert (child.figures.total, child.figures.skipped) == (2, 2)
    assert not {gone, erased} & set(await times(bench))


async def test_of_several_taps_one_counts(bench: Bench) -> None:
    parent = await questioned(bench)
    doors = bench.assembly.doors
    tries = await asyncio.gather(
        doors.follow_ups.send(parent.id, Which.FAILED, by=editor()),
        doors.follow_ups.send(parent.id, Which.FAILED, by=editor()),
        doors.follow_ups.send(parent.id, Which.BOTH, by=editor(2)),
        doors.follow_ups.leave(parent.id, Which.FAILED, by=editor(2)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, DecidedAlready) for one in tries) == 3
    left = isinstance(tries[3], Broadcast)  # it asks for less before it decides
    assert len(await doors.reports.follow_ups(parent.id)) == (0 if left else 1)
    # Whom the loser asked about besides is still in question.
    assert (await doors.reports.get(parent.id)).undecided == (DeliveryState.UNCERTAIN,)


async def test_who_is_left_alone_stays_so(bench: Bench) -> None:
    parent = await questioned(bench)
    doors = bench.assembly.doors
    left = await doors.follow_ups.leave(parent.id, Which.BOTH, by=editor())
    assert (left.failed_answer, left.uncertain_answer) == (Resolution.LEFT, Resolution.LEFT)
    with pytest.raises(DecidedAlready):
        await doors.follow_ups.send(parent.id, Which.UNCERTAIN, by=editor())
    assert await doors.reports.follow_ups(parent.id) == []


async def test_only_what_has_ended_is_sent_again(bench: Bench) -> None:
    await bench.subscribe(90)
    doors = bench.assembly.doors
    await bench.control.faults(lost_after={"next": 1, "skip": 22})
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.uncertain == 1)
    await doors.launches.pause(broadcast_id, by=editor())
    with pytest.raises(MoveNotAllowed, match="not ended"):
        await doors.follow_ups.send(broadcast_id, Which.UNCERTAIN, by=editor())
    await doors.launches.cancel(broadcast_id, by=editor())
    parent = await bench.until(broadcast_id, lambda one: one.is_over)
    with pytest.raises(NobodyToSendTo):
        await doors.follow_ups.send(broadcast_id, Which.FAILED, by=editor())
    child = await doors.follow_ups.send(broadcast_id, Which.UNCERTAIN, by=editor())
    child = await bench.finished(child.id)
    # Who was skipped because it was cancelled is not in question.
    assert (parent.figures.skipped > 0, child.figures.total) == (True, 1)


async def test_reasons_are_grouped_and_counted(bench: Bench) -> None:
    parent = await questioned(bench)
    failed, uncertain = await bench.assembly.doors.reports.open_reasons(parent.id)
    assert (failed.state, failed.count) == (DeliveryState.FAILED, 3)
    assert "need administrator rights" in (failed.reason or "")
    assert (uncertain.state, uncertain.count) == (DeliveryState.UNCERTAIN, 3)


async def test_a_restart_in_the_middle_of_the_freeze(
    sandbox_url: str, database: Database, control: Control
) -> None:
    people = 450
    async with working(sandbox_url, database, control, rate=1_000) as bench:
        await bench.control.limits(per_second=None)
        await bench.subscribe(people + 50)
        parent = await bench.finished(await bench.launch())
        async with database.write() as connection:  # as if their answers had been lost
            await connection.exec_driver_sql(
                "UPDATE deliveries SET state = 6, trouble = 6, reason = 'lost'"
                " WHERE subscriber_id > 50"
            )
            await connection.exec_driver_sql("UPDATE runs SET sent = 50, uncertain = 450")
    chunks = Chunks(gap=10_000.0)  # seconds: a second chunk never comes
    async with working(sandbox_url, database, control, rate=1_000, chunks=chunks) as bench:
        child = await bench.assembly.doors.follow_ups.send(parent.id, Which.UNCERTAIN, by=editor())
        await bench.until(child.id, lambda one: one.figures.sent == chunks.first)
    async with working(sandbox_url, database, control, rate=1_000) as bench:
        child = await bench.finished(child.id)
        assert child.figures.sent == child.figures.total == people
        got = await times(bench)
        assert [got[FIRST + n] for n in range(people + 50)] == [1] * 50 + [2] * people
        await expect_counters_equal_rows(database, child)


async def test_a_group_that_got_it_under_its_new_id_does_not_get_it_again(bench: Bench) -> None:
    """Two subscribers that turn out to be one chat: one failed, the other has the message."""
    parent = await questioned(bench)
    old = CHANNELS[0]
    await Subscribers(bench.database).migrate(old, FIRST, now=2)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    child = await bench.finished(child.id)
    assert (child.figures.total, child.figures.skipped, child.figures.failed) == (3, 1, 2)
    assert (await times(bench))[FIRST] == 1
    after = await bench.assembly.doors.reports.get(parent.id)
    await expect_counters_equal_rows(bench.database, after)


async def test_a_group_that_failed_under_its_new_id_is_not_forgotten(bench: Bench) -> None:
    await bench.subscribe(25)
    await add_channels(bench)
    parent = await bench.finished(await bench.launch())
    assert parent.figures.failed == 3
    await Subscribers(bench.database).subscribe(-77, kind="group", now=2)
    await Subscribers(bench.database).migrate(-77, CHANNELS[0], now=2)
    await bench.control.promote(CHANNELS[0])
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    child = await bench.finished(child.id)
    assert (child.figures.sent, child.figures.failed) == (1, 2)
    assert (await times(bench))[CHANNELS[0]] == 1


async def test_the_child_says_the_same_words(bench: Bench) -> None:
    parent = await questioned(bench)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    assert (child.title, child.content) == (parent.title, text().dump())


async def cut_short(bench: Bench, people: int = 90) -> Broadcast:
    """A broadcast that was cancelled when some had it, and others had left or were in question."""
    await bench.subscribe(people)
    await bench.control.faults(lost_after={"next": 1, "skip": 22})
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.uncertain == 1)
    await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    await Subscribers(bench.database).unsubscribe(FIRST + people - 1, now=2)
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    return await bench.until(broadcast_id, lambda one: one.is_over)


async def test_the_rest_of_a_cancelled_one_get_it_and_nobody_else(bench: Bench) -> None:
    parent = await cut_short(bench)
    rest = await those(bench, parent, DeliveryState.SKIPPED)
    assert len(rest) == parent.figures.cancelled == parent.figures.skipped > 0
    assert parent.can_reach_the_rest
    await Subscribers(bench.database).subscribe(FIRST + 1_000, now=3)  # was not in it
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.CANCELLED, by=editor(2))
    assert (child.parent_id, child.figures.total) == (parent.id, len(rest))
    child = await bench.finished(child.id)
    assert set(await rows_of(bench.database, child)) == rest
    # Who left before it was cancelled, as it seemed to the ledger, is skipped now.
    assert (child.figures.sent, child.figures.skipped) == (len(rest) - 1, 1)
    got = await times(bench)
    assert set(got.values()) == {1}
    assert FIRST + 1_000 not in got
    after = await bench.assembly.doors.reports.get(parent.id)
    assert (after.cancelled_answer, after.can_reach_the_rest) == (Resolution.AGAIN, False)
    assert after.undecided == (DeliveryState.UNCERTAIN,)  # that is another question
    await expect_counters_equal_rows(bench.database, child)


async def test_who_was_skipped_for_leaving_is_not_the_rest(bench: Bench) -> None:
    await bench.subscribe(90)
    await Subscribers(bench.database).unsubscribe(FIRST, now=2)
    await Subscribers(bench.database).subscribe(FIRST, now=2)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent > 0)
    await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    async with bench.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE deliveries SET state = 7, reason = 'left' WHERE subscriber_id = 90"
        )
        await connection.exec_driver_sql("UPDATE runs SET skipped = skipped + 1")
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    parent = await bench.until(broadcast_id, lambda one: one.is_over)
    assert parent.figures.cancelled == parent.figures.skipped - 1
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.CANCELLED, by=editor())
    child = await bench.finished(child.id)
    assert child.figures.total == parent.figures.cancelled
    assert FIRST + 89 not in await times(bench)


async def test_of_two_taps_on_the_rest_one_counts(bench: Bench) -> None:
    parent = await cut_short(bench)
    doors = bench.assembly.doors
    tries = await asyncio.gather(
        doors.follow_ups.send(parent.id, Which.CANCELLED, by=editor()),
        doors.follow_ups.send(parent.id, Which.CANCELLED, by=editor(2)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, DecidedAlready) for one in tries) == 1
    assert len(await doors.reports.follow_ups(parent.id)) == 1


async def test_the_rest_of_one_that_nobody_took_is_not_proven(bench: Bench) -> None:
    """What nobody has taken may still be refused for its own sake: then it pauses again."""
    await bench.subscribe(30)
    refused = Content(message=(Call(method="sendPhoto", params={"photo": "nonsense"}),))
    broadcast_id = await bench.launch(refused)
    await bench.until(broadcast_id, lambda one: one.state is BroadcastState.PAUSED)
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    parent = await bench.until(broadcast_id, lambda one: one.is_over)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.CANCELLED, by=editor())
    child = await bench.until(child.id, lambda one: one.state is not BroadcastState.RUNNING)
    assert (child.state, child.figures.failed) == (BroadcastState.PAUSED, 0)


async def test_the_rest_go_on_at_the_step_that_is_missing(bench: Bench) -> None:
    await bench.subscribe(12)
    parts = tuple(Call(method="sendMessage", params={"text": f"part {n}"}) for n in (1, 2))
    broadcast_id = await bench.launch(Content(message=parts))
    parent = await bench.finished(broadcast_id)
    async with bench.database.write() as connection:  # as if cancelled between the two
        await connection.exec_driver_sql(
            "UPDATE deliveries SET state = 7, reason = 'cancelled', step = 1"
            " WHERE subscriber_id = 5"
        )
        await connection.exec_driver_sql(
            "UPDATE runs SET state = 'cancelled', sent = 11, skipped = 1, cancelled = 1"
        )
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.CANCELLED, by=editor())
    assert (await bench.finished(child.id)).figures.sent == 1
    got = [one["text"] for one in await bench.control.chat(FIRST + 4)]
    assert got == ["part 1", "part 2", "part 2"]


async def test_a_group_that_was_left_out_under_its_new_id_is_not_forgotten(bench: Bench) -> None:
    """The subscriber that is left of the two is the one that the broadcast knew nothing of."""
    parent = await cut_short(bench)
    new = max(await those(bench, parent, DeliveryState.SKIPPED)) - 5
    await Subscribers(bench.database).subscribe(-77, kind="group", now=3)
    await Subscribers(bench.database).migrate(-77, new, now=3)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.CANCELLED, by=editor())
    await bench.finished(child.id)
    assert (await times(bench)).get(new, 0) == 1
