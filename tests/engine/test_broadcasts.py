"""The life of a broadcast, against the sandbox."""

import asyncio
from dataclasses import replace
from itertools import groupby

import pytest

from botapi.call import Call
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo, NoSuchBroadcast
from broadcast.model.options import Options
from db.reports import minutes
from db.schema.states import BroadcastState, DeliveryState
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, text
from tests.engine.invariants import expect_exactly_once, rows_of

GROUP = -1_001_000_000_001


async def test_everyone_is_reached_once(bench: Bench) -> None:
    await bench.subscribe(100)
    broadcast = await bench.finished(await bench.launch())
    assert broadcast.figures.sent == broadcast.figures.total == 100
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
    counts = await bench.control.counts()
    assert counts.statuses.get("429", 0) == 0


async def test_the_minutes_of_a_run_add_up_to_its_figures(bench: Bench) -> None:
    await bench.subscribe(100)
    await bench.control.faults(lost_after={"next": 2, "skip": 10})
    broadcast = await bench.finished(await bench.launch())
    assert broadcast.run_id is not None
    async with bench.database.read() as connection:
        rows = await minutes.of_run(connection, broadcast.run_id)
    figures = broadcast.figures
    assert figures.uncertain == 2
    for state in ("sent", "blocked", "failed", "uncertain"):
        assert sum(getattr(row, state) for row in rows) == getattr(figures, state)
    began, ended = broadcast.launched_at, broadcast.finished_at
    assert began is not None
    assert ended is not None
    assert began // 60 <= rows[0].minute <= rows[-1].minute <= ended // 60


async def test_what_arrives_is_what_was_composed(bench: Bench) -> None:
    await bench.subscribe(1)
    message = Call(
        method="sendMessage",
        params={"text": "<b> & друзья", "entities": [{"type": "bold", "offset": 0, "length": 3}]},
    )
    buttons = ((Button(text="Look", value="https://example.com/?a=1&b=2"),),)
    options = Options(silent=True, protected=True, no_preview=True)
    content = Content(message=(message,), buttons=buttons, options=options)
    await bench.finished(await bench.launch(content))
    arrived = await bench.control.last_message(FIRST)
    assert arrived is not None
    assert arrived["text"] == "<b> & друзья"
    assert [one for one in arrived["entities"] if one["type"] == "bold"] == [
        {"type": "bold", "offset": 0, "length": 3}
    ]
    assert arrived["reply_markup"]["inline_keyboard"] == [
        [{"text": "Look", "url": "https://example.com/?a=1&b=2"}]
    ]
    assert arrived["sandbox"]["silent"]
    assert arrived["has_protected_content"]


async def test_groups_get_no_web_apps_and_nothing_to_leave_by(bench: Bench) -> None:
    """Telegram would refuse them there (BUTTON_TYPE_INVALID)."""
    await bench.subscribe(1)
    await bench.control.add_chat(GROUP, "supergroup", "Team", members=[FIRST])
    await Subscribers(bench.database).subscribe(GROUP, now=1, kind="supergroup")
    shop = Button(text="Shop", value="https://example.com", kind=ButtonKind.APP)
    yes = Button(text="Yes", value="Thanks!", kind=ButtonKind.ANSWER)
    content = Content(
        message=(Call(method="sendMessage", params={"text": TEXT}),),
        buttons=((shop, yes),),
        options=Options(unsubscribe=True),
        leave_words={"": "Leave"},
    )
    broadcast = await bench.finished(await bench.launch(content))
    assert broadcast.figures.sent == 2
    labels = {}
    for chat_id in (FIRST, GROUP):
        arrived = await bench.control.last_message(chat_id)
        assert arrived is not None
        rows = arrived["reply_markup"]["inline_keyboard"]
        labels[chat_id] = [one["text"] for row in rows for one in row]
    assert labels == {FIRST: ["Shop", "Yes", "Leave"], GROUP: ["Yes"]}


async def test_who_subscribes_later_is_not_in_it(bench: Bench) -> None:
    await bench.subscribe(40)
    broadcast_id = await bench.launch()
    await bench.subscribe(10, first=FIRST + 500)
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.total == 40
    assert set(dict(await bench.control.delivered(TEXT))) == set(range(FIRST, FIRST + 40))


async def test_who_leaves_or_is_erased_meanwhile_is_skipped(bench: Bench) -> None:
    await bench.subscribe(60)
    people = Subscribers(bench.database)
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent > 0)  # all of them are frozen
    await people.unsubscribe(FIRST + 58, now=2)
    await people.erase(FIRST + 59)
    broadcast = await bench.finished(broadcast_id)
    assert (broadcast.figures.sent, broadcast.figures.skipped) == (58, 2)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)
    assert FIRST + 59 not in await rows_of(bench.database, broadcast)


async def test_a_pause_holds_and_resuming_reaches_the_rest(bench: Bench) -> None:
    await bench.subscribe(90)
    doors = bench.assembly.doors
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 20)
    await doors.launches.pause(broadcast_id, by=editor())
    await bench.clock.sleep(2)
    held = await doors.reports.get(broadcast_id)
    await bench.clock.sleep(5)
    still = await doors.reports.get(broadcast_id)
    assert still.state is BroadcastState.PAUSED
    assert still.figures == held.figures
    assert (await bench.control.counts(TEXT)).accepted == held.figures.sent
    assert DeliveryState.CLAIMED not in (await rows_of(bench.database, still)).values()
    await doors.launches.resume(broadcast_id, by=editor())
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent == 90
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_a_cancelled_one_is_silent_and_says_who_was_left(bench: Bench) -> None:
    await bench.subscribe(90)
    doors = bench.assembly.doors
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 20)
    await doors.launches.cancel(broadcast_id, by=editor())
    broadcast = await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
    assert broadcast.state is BroadcastState.CANCELLED
    assert broadcast.figures.sent + broadcast.figures.skipped == 90
    await bench.clock.sleep(5)
    assert (await doors.reports.get(broadcast_id)).figures == broadcast.figures
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_of_two_launches_at_once_one_counts(bench: Bench) -> None:
    await bench.subscribe(20)
    doors = bench.assembly.doors
    broadcast_id = await doors.drafts.add(text(), by=editor())
    tries = await asyncio.gather(
        *(doors.launches.launch(broadcast_id, by=editor()) for _ in range(3)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, MoveNotAllowed) for one in tries) == 2
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent == 20
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_fifty_people_do_not_wait_behind_a_crowd(bench: Bench) -> None:
    await bench.subscribe(100)
    crowd = await bench.launch(text("for the crowd"))
    few = await bench.launch(text("for the few"))
    broadcasts = [await bench.finished(crowd), await bench.finished(few)]
    first = (await bench.control.timeline("for the crowd")).accepted
    second = (await bench.control.timeline("for the few")).accepted
    # They take turns one by one: while both run, neither gets ahead, nor goes in bundles.
    start, end = max(first[0], second[0]), min(first[-1], second[-1])
    during = [sum(start <= moment <= end for moment in one) for one in (first, second)]
    assert min(during) >= 50
    assert abs(during[0] - during[1]) <= 10
    both = sorted([(one, 0) for one in first] + [(one, 1) for one in second])
    turns = [whose for moment, whose in both if start <= moment <= end]
    assert len(turns) / len(list(groupby(turns))) < 3  # in a row; by whole claims it would be six
    for broadcast, words in zip(broadcasts, ("for the crowd", "for the few"), strict=True):
        await expect_exactly_once(bench.database, bench.control, broadcast, words)


async def test_an_urgent_one_goes_first(bench: Bench) -> None:
    await bench.subscribe(300)
    crowd = await bench.launch(text("for the crowd"))
    await bench.until(crowd, lambda one: one.figures.sent >= 30)
    urgent = replace(text("a storm is coming"), options=Options(urgent=True))
    await bench.finished(await bench.launch(urgent))
    await bench.finished(crowd)
    storm = (await bench.control.timeline("a storm is coming")).accepted
    others = (await bench.control.timeline("for the crowd")).accepted
    assert len(others) == len(storm) == 300
    # What was claimed before it came waits, or is in the way of the first few.
    assert sum(storm[0] <= moment <= storm[-1] for moment in others) <= 8
    assert sum(moment > storm[-1] for moment in others) >= 50


async def test_a_delivery_of_several_steps_makes_them_in_order(bench: Bench) -> None:
    await bench.subscribe(12)
    steps = tuple(Call(method="sendMessage", params={"text": f"part {n}"}) for n in (1, 2, 3))
    broadcast = await bench.finished(await bench.launch(Content(message=steps)))
    assert broadcast.figures.sent == 12
    for chat_id in range(FIRST, FIRST + 12):
        texts = [one["text"] for one in await bench.control.chat(chat_id)]
        assert texts == ["part 1", "part 2", "part 3"]


async def test_moves_that_make_no_sense_are_refused(bench: Bench) -> None:
    doors = bench.assembly.doors
    empty = await doors.drafts.add(text(), by=editor())
    with pytest.raises(NobodyToSendTo):
        await doors.launches.launch(empty, by=editor())
    with pytest.raises(MoveNotAllowed):
        await doors.launches.pause(empty, by=editor())
    await bench.subscribe(1)
    done = await bench.launch()
    await bench.finished(done)
    for move in (doors.launches.pause, doors.launches.resume, doors.launches.cancel):
        with pytest.raises(MoveNotAllowed):
            await move(done, by=editor())
    with pytest.raises(MoveNotAllowed):
        await doors.drafts.discard(done, by=editor())
    await doors.drafts.discard(empty, by=editor())
    await doors.drafts.discard(empty, by=editor())
    with pytest.raises(NoSuchBroadcast):
        await doors.reports.get(empty)


async def test_a_broadcast_everyone_has_left_ends(bench: Bench) -> None:
    await bench.subscribe(3)
    doors = bench.assembly.doors
    broadcast_id = await bench.launch()
    await doors.launches.pause(broadcast_id, by=editor())
    for chat_id in range(FIRST, FIRST + 3):
        await Subscribers(bench.database).unsubscribe(chat_id, now=2)
    await doors.launches.resume(broadcast_id, by=editor())
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent + broadcast.figures.skipped == 3
