"""What Telegram and the network can do to a broadcast, and what becomes of it."""

import pytest

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.guards.canary import SafetyLimits
from broadcast.model.content import Content
from broadcast.model.errors import CallRefused
from broadcast.model.events import BroadcastPausedItself, Event
from broadcast.model.halt import HaltReason
from db.connection.database import Database
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.conftest import TOKEN
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import expect_exactly_once, expect_minutes_add_up, rows_of


async def test_blocked_and_gone_people_are_told_apart_and_remembered(bench: Bench) -> None:
    await bench.subscribe(30)
    await bench.control.block(FIRST)
    await bench.control.deactivate(FIRST + 1)
    await Subscribers(bench.database).subscribe(555, now=1)  # Telegram has never heard of it
    broadcast = await bench.finished(await bench.launch())
    figures = broadcast.figures
    assert (figures.sent, figures.blocked, figures.unreachable) == (28, 1, 2)
    states = [await Subscribers(bench.database).find(one) for one in (FIRST, FIRST + 1, 555)]
    assert [one and one.state for one in states] == ["blocked", "deactivated", "unreachable"]
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_a_ban_is_waited_out_and_nobody_is_lost(bench: Bench) -> None:
    await bench.subscribe(120)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 40)
    await bench.control.ban(35)
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent == 120
    refused = (await bench.control.timeline(TEXT)).refused
    assert 1 <= len(refused) <= 15  # those in flight, and no pounding on the closed gate
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


@pytest.mark.parametrize(
    ("kind", "uncertain"),
    [
        ("lost_after", 2),
        ("html_502", 2),
        ("error_500", 2),
        ("lost_before", 2),  # from outside it looks the same: the request had left
        ("garbage", 0),  # 200 that cannot be read is still 200
    ],
)
async def test_ambiguous_answers_are_uncertain_and_never_repeated(
    bench: Bench, kind: str, uncertain: int
) -> None:
    await bench.subscribe(60)
    await bench.control.faults(**{kind: {"next": 2, "skip": 20}})
    broadcast = await bench.finished(await bench.launch())
    assert broadcast.figures.uncertain == uncertain
    assert broadcast.figures.sent == 60 - uncertain
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_the_admin_can_see_who_is_uncertain(bench: Bench) -> None:
    await bench.subscribe(40)
    await bench.control.faults(lost_after={"next": 2, "skip": 10})
    broadcast = await bench.finished(await bench.launch())
    listed = await bench.assembly.doors.recipients.page(
        broadcast.id, DeliveryState.UNCERTAIN, after=0, limit=10
    )
    rows = await rows_of(bench.database, broadcast)
    uncertain = {chat for chat, state in rows.items() if state is DeliveryState.UNCERTAIN}
    assert {one.chat_id for one in listed} == uncertain
    assert len(uncertain) == 2
    assert all(one.reason for one in listed)
    further = await bench.assembly.doors.recipients.page(
        broadcast.id, DeliveryState.UNCERTAIN, after=listed[-1].number, limit=10
    )
    assert list(further) == []


async def test_a_message_that_lands_late_is_not_sent_again(bench: Bench) -> None:
    await bench.subscribe(60)
    await bench.control.faults(lands_later={"next": 2, "skip": 10, "delay": 20})
    broadcast = await bench.finished(await bench.launch())
    await bench.control.advance(30)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
    assert broadcast.figures.uncertain == 2


@pytest.mark.parametrize("manner", ["html_502", "error_500", "refuse", "drop"])
async def test_an_outage_leaves_a_handful_uncertain_not_its_length(
    bench: Bench, manner: str
) -> None:
    await bench.subscribe(150)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 40)
    await bench.control.outage(600, manner)
    await _until_unable(bench)
    await bench.clock.sleep(40)
    assert bench.assembly.status.halts()
    await bench.control.advance(550)
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent + broadcast.figures.uncertain == 150
    assert broadcast.figures.uncertain <= 20
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def _until_unable(bench: Bench) -> None:
    while not bench.assembly.status.halts():
        await bench.clock.sleep(0.1)


async def test_a_refused_connection_leaves_nobody_uncertain(bench: Bench) -> None:
    await bench.subscribe(30)
    await bench.control.outage(20, "refuse")
    broadcast = await bench.finished(await bench.launch())
    assert (broadcast.figures.sent, broadcast.figures.uncertain) == (30, 0)


async def test_refused_content_pauses_and_marks_nobody(bench: Bench) -> None:
    said: list[Event] = []
    bench.assembly.events.listen(said.append)
    await bench.subscribe(50)
    dead_file = Content(message=(Call(method="sendPhoto", params={"photo": "AgACdead"}),))
    broadcast_id = await bench.launch(dead_file)
    broadcast = await bench.until(broadcast_id, lambda one: one.state is BroadcastState.PAUSED)
    assert broadcast.pause_reason is PauseReason.CONTENT
    assert "wrong file identifier" in (broadcast.pause_detail or "").lower()
    await bench.clock.sleep(2)
    rows = await rows_of(bench.database, broadcast)
    assert set(rows.values()) == {DeliveryState.PENDING}
    assert (await bench.control.counts()).sends <= SafetyLimits().canary  # nobody else was asked
    assert (await bench.assembly.doors.reports.get(broadcast_id)).figures.done == 0
    assert [one.reason for one in said if isinstance(one, BroadcastPausedItself)] == [
        PauseReason.CONTENT
    ]


@pytest.mark.parametrize("audience", [50, 2])
async def test_a_refusal_in_words_that_nobody_knows_pauses_too(bench: Bench, audience: int) -> None:
    await bench.subscribe(audience)
    poll = Call(method="sendPoll", params={"question": "?" * 301, "options": [{"text": "only"}]})
    broadcast_id = await bench.launch(Content(message=(poll,)))
    broadcast = await bench.until(broadcast_id, lambda one: one.state is not BroadcastState.RUNNING)
    assert broadcast.state is BroadcastState.PAUSED
    assert broadcast.pause_reason is PauseReason.CONTENT
    await bench.clock.sleep(2)
    assert (await bench.assembly.doors.reports.get(broadcast_id)).figures.done == 0


@pytest.mark.parametrize("audience", [1, 2])
async def test_refused_content_pauses_for_the_smallest_audience(
    bench: Bench, audience: int
) -> None:
    await bench.subscribe(audience)
    broadcast_id = await bench.launch(text("x" * 4097))
    broadcast = await bench.until(broadcast_id, lambda one: one.state is not BroadcastState.RUNNING)
    assert broadcast.state is BroadcastState.PAUSED
    assert broadcast.figures.failed == 0


async def test_a_refused_token_pauses_everything(bench: Bench) -> None:
    await bench.subscribe(60)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 10)
    await bench.control.revoke(TOKEN)
    broadcast = await bench.until(broadcast_id, lambda one: one.state is BroadcastState.PAUSED)
    assert broadcast.pause_reason is PauseReason.TOKEN
    assert bench.assembly.status.halts()
    await bench.clock.sleep(2)
    broadcast = await bench.assembly.doors.reports.get(broadcast_id)
    assert broadcast.figures.failed == broadcast.figures.uncertain == 0
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_a_migrated_group_gets_it_under_its_new_id(bench: Bench) -> None:
    await bench.control.add_chat(-77, "group", "Friends", members=[FIRST])
    await bench.subscribe(1)
    await Subscribers(bench.database).subscribe(-77, kind="group", now=1)
    await bench.control.migrate(-77, -1_000_000_077)
    broadcast = await bench.finished(await bench.launch())
    assert broadcast.figures.sent == 2
    assert dict(await bench.control.delivered(TEXT)) == {FIRST: 1, -1_000_000_077: 1}
    assert await Subscribers(bench.database).find(-77) is None


async def test_a_migration_into_a_known_chat_sends_once(bench: Bench) -> None:
    await bench.control.add_chat(-77, "group", "Friends", members=[FIRST])
    people = Subscribers(bench.database)
    await people.subscribe(-77, kind="group", now=1)
    await bench.subscribe(30)
    await people.subscribe(-1_000_000_077, kind="supergroup", now=1)
    await bench.control.migrate(-77, -1_000_000_077)
    broadcast = await bench.finished(await bench.launch())
    assert dict(await bench.control.delivered(TEXT))[-1_000_000_077] == 1
    assert (broadcast.figures.sent, broadcast.figures.skipped) == (31, 1)


async def test_a_preview_that_telegram_refuses_says_why(bench: Bench) -> None:
    await bench.subscribe(1)
    with pytest.raises(CallRefused, match="message is too long"):
        await bench.assembly.doors.previews.show(text("x" * 4097).calls(), by=editor(FIRST))
    assert await bench.assembly.doors.previews.show(text("fine").calls(), by=editor(FIRST))


async def test_uncertain_ones_are_sent_again_where_the_owner_chose_so(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control, resend=True) as bench:
        await bench.subscribe(40)
        await control.faults(lost_after={"next": 2, "skip": 10})
        broadcast = await bench.finished(await bench.launch())
    assert (broadcast.figures.sent, broadcast.figures.uncertain) == (40, 0)
    twice = [times for _, times in await control.delivered(TEXT) if times == 2]
    assert len(twice) == 2  # that is what the owner accepts with this setting
    await expect_minutes_add_up(database, broadcast)


async def test_a_cancelled_one_keeps_its_uncertain_even_so(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control, resend=True) as bench:
        await bench.subscribe(60)
        await control.faults(lost_after={"next": 2, "skip": 10})
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.uncertain == 2)
        await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
        broadcast = await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
        await bench.clock.sleep(2)
    assert broadcast.figures.uncertain == 2
    await expect_exactly_once(database, control, broadcast, TEXT)


async def test_the_gate_is_remembered_over_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(60)
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.sent >= 20)
        await control.ban(60)
        await _until_unable(bench)
    refused = len((await control.timeline(TEXT)).refused)
    async with working(sandbox_url, database, control) as reborn:
        assert reborn.assembly.limiter.gate_seconds > 10
        await reborn.finished(broadcast_id)
    assert len((await control.timeline(TEXT)).refused) == refused


async def test_another_bots_token_does_not_go_on_with_these_subscribers(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """To another bot they are strangers: all of them would be marked unreachable."""
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(90)
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.sent >= 20)
    sent = (await control.counts(TEXT)).accepted
    async with working(sandbox_url, database, control, token="777:other") as other:
        await other.clock.sleep(2)
        broadcast = await other.assembly.doors.reports.get(broadcast_id)
        assert broadcast.pause_reason is PauseReason.OTHER_BOT
    assert (await control.counts(TEXT)).accepted == sent
    async with working(sandbox_url, database, control, token="777:new-secret") as same:
        await same.assembly.doors.launches.resume(broadcast_id, by=editor())  # the admin insists
        await same.finished(broadcast_id)


async def test_progress_says_why_it_stands_still(bench: Bench) -> None:
    await bench.subscribe(90)
    doors = bench.assembly.doors
    broadcast_id = await bench.launch()
    broadcast = await bench.until(broadcast_id, lambda one: one.figures.sent >= 10)
    assert doors.forecast.speed(broadcast).halt is None
    assert 0 < doors.forecast.speed(broadcast).rate <= 45  # a busy machine is slower, never faster
    await bench.control.ban(60)
    await _until_unable(bench)
    speed = doors.forecast.speed(broadcast)
    assert speed.halt is not None
    assert speed.halt.reason is HaltReason.FLOOD
    assert 0 < speed.halt.seconds <= 60
    assert speed.seconds_left is None
    await doors.launches.cancel(broadcast_id, by=editor())
