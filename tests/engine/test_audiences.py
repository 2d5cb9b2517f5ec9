"""Broadcasts for some of the people: who gets them, and who is skipped for the topic."""

from dataclasses import replace

import pytest
from sqlalchemy import text as sql

from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import AudienceChanged, MoveNotAllowed, NobodyToSendTo, NotAllowed
from broadcast.model.events import BroadcastPausedItself
from broadcast.planning import launching
from broadcast.planning.launching import Counted
from broadcast.sending.snapshot import Chunks
from db.admins.admins import Admins
from db.audience.audience import Audience
from db.audience.conditions import AtRandom, Fate, FromSource, InBroadcast, InList, Joined, Tagged
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.ledger import runs
from db.people.whom import Matching
from db.schema.states import BroadcastState, PauseReason, Role
from tests.actors import editor, owner
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import expect_counters_equal_rows

SMALL = Chunks(first=2, second=2)
VIPS = Audience(must=(Tagged(names=("vip",)),))


async def do(bench: Bench, statement: str) -> None:
    async with bench.database.write() as connection:
        await connection.execute(sql(statement))


async def tagged(bench: Bench, *places: int) -> None:
    await do(bench, "INSERT INTO tags (id, name, folded, created_at) VALUES (1, 'VIP', 'vip', 1)")
    for place in places:
        await do(bench, f"INSERT INTO subscriber_tags VALUES (1, {place + 1})")


async def opted_out(bench: Bench, place: int) -> None:
    await do(bench, f"INSERT INTO topic_opt_outs VALUES (1, {place + 1})")


async def topic(bench: Bench) -> None:
    await do(bench, "INSERT INTO topics (id, name, folded, position) VALUES (1, 'N', 'n', 1)")


async def launch(bench: Bench, audience: Audience, words: str = TEXT) -> int:
    doors = bench.assembly.doors
    draft_id = await doors.drafts.add(text(words), by=editor())
    await doors.drafts.choose(draft_id, audience, by=editor())
    await doors.launches.launch(draft_id, by=editor())
    return draft_id


async def got(bench: Bench, words: str = TEXT) -> set[int]:
    times = dict(await bench.control.delivered(words))
    assert set(times.values()) <= {1}
    return {chat_id - FIRST for chat_id in times}


async def test_those_who_match_get_it_and_nobody_else(bench: Bench) -> None:
    await bench.subscribe(20)
    await tagged(bench, 3, 4, 19)
    broadcast = await bench.finished(await launch(bench, VIPS))
    assert await got(bench) == {3, 4, 19}
    assert broadcast.figures.total == 3
    await expect_counters_equal_rows(bench.database, broadcast)


async def test_whoever_gets_the_tag_after_the_launch_does_not_get_it(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """The rest of the snapshot is another matter: it takes people as they are."""
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(10)
        await tagged(bench, 0, 9)
        broadcast_id = await launch(bench, VIPS)
        await bench.until(broadcast_id, lambda one: one.figures.sent > 0)
        await do(bench, "INSERT INTO subscriber_tags VALUES (1, 1) ON CONFLICT DO NOTHING")
        await bench.subscribe(1, FIRST + 10)
        await do(bench, "INSERT INTO subscriber_tags VALUES (1, 11)")
        await bench.finished(broadcast_id)
        assert await got(bench) == {0, 9}


async def test_few_at_the_end_of_many_are_frozen_piece_by_piece(
    sandbox_url: str, database: Database, control: Control
) -> None:
    chunks = Chunks(first=2, second=3)
    async with working(sandbox_url, database, control, chunks=chunks) as bench:
        await bench.subscribe(60)
        last = {1, *range(50, 60)}
        await tagged(bench, *last)
        broadcast = await bench.finished(await launch(bench, VIPS))
        assert await got(bench) == last
        await expect_counters_equal_rows(bench.database, broadcast)


async def test_a_restart_in_the_middle_of_the_snapshot_goes_on_with_the_same_ones(
    sandbox_url: str, database: Database, control: Control
) -> None:
    chunks = Chunks(first=2, second=2)
    chosen = set(range(0, 60, 2))
    async with working(sandbox_url, database, control, chunks=chunks) as bench:
        await bench.subscribe(60)
        await tagged(bench, *chosen)
        audience = Audience(must=(Tagged(names=("vip",)), AtRandom(seed=9, count=20)))
        broadcast_id = await launch(bench, audience)
        before = await bench.until(broadcast_id, lambda one: one.figures.sent > 0)
    assert before.figures.done < 20
    async with working(sandbox_url, database, control, chunks=chunks) as bench:
        broadcast = await bench.finished(broadcast_id)
        assert broadcast.figures.sent == 20
        assert await got(bench) < chosen
        await expect_counters_equal_rows(bench.database, broadcast)


async def test_who_opted_out_of_the_topic_is_skipped_and_counted(bench: Bench) -> None:
    await bench.subscribe(6)
    await topic(bench)
    await opted_out(bench, 2)
    await opted_out(bench, 5)
    await do(bench, "UPDATE subscribers SET state = 'unsubscribed' WHERE id = 6")
    broadcast = await bench.finished(await launch(bench, Audience(topic=1)))
    assert await got(bench) == {0, 1, 3, 4}
    assert (broadcast.figures.skipped, broadcast.figures.unwanted) == (1, 1)
    await expect_counters_equal_rows(bench.database, broadcast)
    everybody = await bench.finished(await launch(bench, Audience(), "All of you"))
    assert everybody.figures.sent == 5


async def paused(bench: Bench, audience: Audience) -> Broadcast:
    """Before anybody was claimed who could be left out."""
    broadcast_id = await launch(bench, audience)
    await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    return await bench.until(broadcast_id, lambda one: one.state is BroadcastState.PAUSED)


async def test_who_opts_out_after_the_launch_is_skipped_too(bench: Bench) -> None:
    await bench.subscribe(40)
    await topic(bench)
    broadcast = await paused(bench, Audience(topic=1))
    await opted_out(bench, 39)
    await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
    broadcast = await bench.finished(broadcast.id)
    assert 39 not in await got(bench)
    assert broadcast.figures.unwanted == 1


async def test_sent_again_it_is_still_about_the_topic(bench: Bench) -> None:
    await bench.subscribe(8)
    await topic(bench)
    await bench.control.refuse([FIRST + 3, FIRST + 4], "Bad Request: MOON", 400)
    parent = await bench.finished(await launch(bench, Audience(topic=1)))
    assert parent.figures.failed == 2
    await bench.control.relent([FIRST + 3, FIRST + 4])
    await opted_out(bench, 3)
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    child = await bench.finished(child.id)
    assert (child.figures.sent, child.figures.unwanted) == (1, 1)
    assert 3 not in await got(bench)


async def test_those_who_did_not_get_another_one(bench: Bench) -> None:
    await bench.subscribe(10)
    some = await bench.finished(await launch(bench, Audience(must=(AtRandom(seed=3, count=4),))))
    assert some.figures.sent == 4
    missed = Audience(must=(InBroadcast(broadcast=some.id, fate="not got"),))
    rest = await bench.finished(await launch(bench, missed, "For the others"))
    assert rest.figures.sent == 6
    assert await got(bench) | await got(bench, "For the others") == set(range(10))


async def test_a_launch_fixes_days_and_a_duplicate_asks_anew(bench: Bench) -> None:
    await bench.subscribe(3)
    now = int(bench.clock.time())
    await do(bench, f"UPDATE subscribers SET joined_at = {now - 86_400}")
    asked = Audience(must=(Joined(within=7), AtRandom(seed=1, count=2)))
    broadcast = await bench.finished(await launch(bench, asked))
    fixed = Audience.load(broadcast.audience)
    assert broadcast.figures.sent == 2
    assert abs(_after(fixed) - (now - 7 * 86_400)) < 600
    doors = bench.assembly.doors
    copy = await doors.drafts.duplicate(broadcast.id, by=editor())
    assert Audience.load((await doors.reports.get(copy)).audience) == asked
    await doors.templates.save(broadcast.id, "Weekly", by=editor())
    copy = await doors.templates.use(1, by=editor())
    assert Audience.load((await doors.reports.get(copy)).audience) == asked


async def test_a_duplicate_of_what_was_sent_again_is_for_whom_the_first_was(bench: Bench) -> None:
    """It was for everyone: those who failed are not asked for again, and nothing else was said."""
    await bench.subscribe(3)
    await do(bench, "UPDATE subscribers SET source = 'ad' WHERE id < 3")
    asked = Audience(must=(FromSource(codes=("ad",)),))
    parent = await bench.finished(await launch(bench, asked))
    await do(bench, "UPDATE deliveries SET state = 5, trouble = 5 WHERE subscriber_id = 1")
    await do(bench, "UPDATE runs SET sent = 1, failed = 1")
    doors = bench.assembly.doors
    again = await doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    copy = await doors.drafts.duplicate(again.id, by=editor())
    assert Audience.load((await doors.reports.get(copy)).audience) == asked
    await doors.templates.save(again.id, "Weekly", by=editor())
    copy = await doors.templates.use(1, by=editor())
    assert Audience.load((await doors.reports.get(copy)).audience) == asked


def _after(audience: Audience) -> int:
    [joined] = [one for one in audience.must if isinstance(one, Joined)]
    assert joined.after is not None
    return joined.after


async def test_an_empty_audience_and_a_deleted_tag_launch_nothing(bench: Bench) -> None:
    await bench.subscribe(3)
    with pytest.raises(NobodyToSendTo):
        await launch(bench, Audience(must=(FromSource(codes=("moon",)),)))
    with pytest.raises(CannotAsk):
        await launch(bench, VIPS)
    with pytest.raises(CannotAsk):
        await launch(bench, Audience(must_not=(InList(number=9),)))
    assert await bench.assembly.doors.reports.page(offset=0, limit=9) == ([], 0)


async def test_an_audience_that_changes_in_that_moment_is_not_launched(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was counted and confirmed is what is launched."""
    await bench.subscribe(3)
    doors = bench.assembly.doors
    draft_id = await doors.drafts.add(text(), by=editor())
    launches, counted = doors.launches, launching.counted

    async def changed(database: Database, broadcast_id: int, *, now: int) -> Counted:
        found = await counted(database, broadcast_id, now=now)
        await doors.drafts.choose(draft_id, Audience(must=(Joined(after=1),)), by=editor())
        return found

    monkeypatch.setattr(launching, "counted", changed)
    with pytest.raises(AudienceChanged):
        await launches.launch(draft_id, by=editor())
    monkeypatch.setattr(launching, "counted", counted)
    await launches.launch(draft_id, by=editor())
    with pytest.raises(MoveNotAllowed, match="launched already"):
        await launches.launch(draft_id, by=editor())


async def test_whoever_lost_the_role_a_moment_ago_sends_nothing(bench: Bench) -> None:
    """A command beside the bot has removed them; what the floor above remembers is older."""
    await bench.subscribe(3)
    doors, gone = bench.assembly.doors, replace(editor(7), stored=True)
    draft_id = await doors.drafts.add(text(), by=gone)
    with pytest.raises(NotAllowed, match="no admin any more"):
        await doors.launches.launch(draft_id, by=gone)
    await Admins(bench.database).add(7, Role.EDITOR, 1, owner_elsewhere=True)
    await doors.launches.launch(draft_id, by=gone)
    await bench.finished(draft_id)
    await bench.subscribe(1, first=2_000_001)
    await do(bench, "UPDATE runs SET uncertain = 1, sent = 2")
    await do(bench, "DELETE FROM admins")
    with pytest.raises(NotAllowed, match="no admin any more"):
        await doors.follow_ups.send(draft_id, Which.UNCERTAIN, by=gone)
    with pytest.raises(NotAllowed, match="no admin any more"):
        await doors.newcomers.send(draft_id, by=gone)
    assert await doors.reports.follow_ups(draft_id) == []


async def test_a_tag_that_goes_in_the_moment_of_the_launch_stops_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its snapshot would never end, or let in whoever must not get it."""
    await bench.subscribe(3)
    await tagged(bench, 1)
    doors = bench.assembly.doors
    draft_id = await doors.drafts.add(text(), by=editor())
    await doors.drafts.choose(draft_id, VIPS, by=editor())
    launches, counted = doors.launches, launching.counted

    async def gone(database: Database, broadcast_id: int, *, now: int) -> Counted:
        found = await counted(database, broadcast_id, now=now)
        await do(bench, "DELETE FROM tags")
        return found

    monkeypatch.setattr(launching, "counted", gone)
    with pytest.raises(CannotAsk):
        await launches.launch(draft_id, by=editor())
    assert await bench.assembly.doors.reports.page(offset=0, limit=9) == ([], 0)


async def stopped_half_way(bench: Bench) -> Broadcast:
    """What it asks about goes while its recipients are being listed."""
    await bench.subscribe(60)
    await tagged(bench, *range(0, 60, 2))
    broadcast_id = await launch(bench, VIPS)
    await bench.until(broadcast_id, lambda one: one.figures.sent > 0)
    await do(bench, "DELETE FROM tags")
    return await bench.until(broadcast_id, lambda one: one.state is BroadcastState.PAUSED)


async def test_a_broadcast_whose_question_is_gone_pauses_and_says_so(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """It waited for ever, and a line of the log was all that said so."""
    said: list[object] = []
    async with working(sandbox_url, database, control, chunks=SMALL) as bench:
        bench.assembly.events.listen(said.append)
        paused = await stopped_half_way(bench)
        assert (paused.pause_reason, paused.pause_detail) == (PauseReason.AUDIENCE, "tag vip")
        assert paused.figures.total > paused.figures.done
        told = [one for one in said if isinstance(one, BroadcastPausedItself)]
        assert [one.reason for one in told] == [PauseReason.AUDIENCE]
        launches = bench.assembly.doors.launches
        await launches.resume(paused.id, by=editor())
        await bench.until(paused.id, lambda one: one.state is BroadcastState.PAUSED)
        async with bench.database.write() as connection:  # at once: it is looked for all the time
            for statement in (
                "INSERT INTO tags (id, name, folded, created_at) VALUES (2, 'VIP', 'vip', 1)",
                "INSERT INTO subscriber_tags SELECT 2, id FROM subscribers WHERE id % 2 = 1",
            ):
                await connection.exec_driver_sql(statement)
        await launches.resume(paused.id, by=editor())
        broadcast = await bench.finished(paused.id)
        assert await got(bench) == set(range(0, 60, 2))
        await expect_counters_equal_rows(bench.database, broadcast)


async def test_a_broadcast_whose_question_is_gone_can_be_cancelled(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """It never ended, and no tag could be renamed any more."""
    async with working(sandbox_url, database, control, chunks=SMALL) as bench:
        paused = await stopped_half_way(bench)
        await bench.assembly.doors.launches.cancel(paused.id, by=editor())
        over = await bench.until(paused.id, lambda one: one.figures.total == one.figures.done)
        assert over.state is BroadcastState.CANCELLED
        await expect_counters_equal_rows(bench.database, over)
        async with bench.database.read() as connection:
            assert not await runs.any_is_frozen_now(connection)


@pytest.mark.parametrize("at_once", [4, 1_000])
async def test_whoever_opted_out_of_a_topic_that_is_removed_meanwhile_gets_nothing(
    bench: Bench, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they had said of it went with the topic, and those who were left got it all."""
    monkeypatch.setattr("broadcast.doors.audience.topics.CHUNK", at_once)
    await bench.subscribe(60)
    doors = bench.assembly.doors
    await doors.topics.add("News", by=owner())
    await do(bench, "INSERT INTO topic_opt_outs SELECT 1, id FROM subscribers WHERE id > 50")
    broadcast = await launch(bench, Audience(topic=1))
    await doors.launches.pause(broadcast, by=editor())
    await doors.topics.remove(1, by=owner())
    await doors.launches.resume(broadcast, by=editor())
    ended = await bench.finished(broadcast)
    assert (ended.figures.sent, ended.figures.unwanted) == (50, 10)
    assert await got(bench) == set(range(50))
    await expect_counters_equal_rows(bench.database, ended)


@pytest.mark.parametrize("fate", [Fate.GOT, Fate.NOT_GOT])
async def test_whoever_got_a_broadcast_when_it_was_sent_again_has_got_it(
    bench: Bench, fate: Fate
) -> None:
    await bench.subscribe(4)
    parent = await bench.finished(await launch(bench, Audience()))
    await do(bench, "UPDATE deliveries SET state = 5, trouble = 5 WHERE subscriber_id <= 2")
    await do(bench, "UPDATE runs SET sent = 2, failed = 2")
    await bench.control.block(FIRST)
    doors = bench.assembly.doors
    await bench.finished((await doors.follow_ups.send(parent.id, Which.FAILED, by=editor())).id)
    await do(bench, "UPDATE subscribers SET state = 'active'")
    asked = InBroadcast(broadcast=parent.id, fate=fate)
    expected = {1, 2, 3} if fate is Fate.GOT else {0}
    for audience in (Audience(must=(asked,)), Audience(must_not=(asked,))):
        people = await doors.people.page(
            Matching(audience=audience), offset=0, limit=9, by=editor()
        )
        assert {(one.chat_id or 0) - FIRST for one in people} == expected
        expected = set(range(4)) - expected


async def test_whoever_got_it_when_it_was_sent_again_is_uncertain_no_more(bench: Bench) -> None:
    """They were asked once more what they had got for certain."""
    await bench.subscribe(4)
    parent = await bench.finished(await launch(bench, Audience()))
    await do(bench, "UPDATE deliveries SET state = 6, trouble = 6 WHERE subscriber_id <= 2")
    await do(bench, "UPDATE runs SET sent = 2, uncertain = 2")
    await bench.control.block(FIRST)
    doors = bench.assembly.doors
    child = await doors.follow_ups.send(parent.id, Which.UNCERTAIN, by=editor())
    await bench.finished(child.id)
    await do(bench, "UPDATE subscribers SET state = 'active'")
    asked = InBroadcast(broadcast=parent.id, fate=Fate.UNCERTAIN)
    assert await doors.counts.count(Audience(must=(asked,)), within=60) == 1
    assert await doors.counts.count(Audience(must_not=(asked,)), within=60) == 3
