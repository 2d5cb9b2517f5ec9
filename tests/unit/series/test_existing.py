"""Those who were there when a series began come in only where that was chosen, over restarts; and
two chats that turn out to be one are in it once."""

import pytest

from broadcast.series import existing
from db.audience import lists
from db.audience.audience import Audience
from db.audience.conditions import InLanguage, InList
from db.ledger import migrated_chats
from db.schema.states import EnrolmentState, SeriesPause, SignalKind
from db.series import series
from db.series.records import SeriesRow, Signal
from tests.unit.series.conftest import House

WAITING = (EnrolmentState.WAITING, 0)
DAY = 86_400


async def row_of(house: House, number: int) -> SeriesRow:
    async with house.database.read() as connection:
        row = await series.get(connection, number)
    assert row is not None
    return row


async def put_in(house: House, number: int) -> int:
    """As the timer does, each stretch after a restart; how many stretches it takes."""
    async with house.database.write() as connection:
        await existing.begin(connection, number, now=house.now)
    stretches = 0
    while True:
        row = await row_of(house, number)
        async with house.database.write() as connection:
            if not await existing.go_on(connection, row, now=house.now):
                return stretches
        stretches += 1


async def test_everybody_where_it_begins_for_whoever_subscribes(house: House) -> None:
    await house.subscribe(7, 8)
    await house.subscribers.unsubscribe(8, house.now)
    number = await house.running(Signal(SignalKind.SUBSCRIBED))
    await put_in(house, number)
    assert await house.inside(number) == {7: WAITING}


async def test_those_alone_to_whom_it_has_happened(house: House) -> None:
    await house.subscribe(7, 8)
    vip = await house.tag("vip")
    await house.put_on(vip, 8)
    house.clock.now += 40 * DAY
    await house.subscribe(9)
    tagged = await house.running(Signal(SignalKind.TAG, vip), name="Tagged")
    silent = await house.running(Signal(SignalKind.SILENT, 30), name="Silent")
    either = await house.running(
        Signal(SignalKind.TAG, vip), Signal(SignalKind.SILENT, 30), name="Either"
    )
    for number, people in ((tagged, [8]), (silent, [7, 8]), (either, [7, 8])):
        async with house.database.read() as connection:
            row = await series.get(connection, number)
            assert row is not None
            assert await existing.matching(connection, row, now=house.now) == len(people)
        await put_in(house, number)
        assert sorted(await house.inside(number)) == people


async def test_what_can_have_happened_to_none_of_them_adds_nobody(house: House) -> None:
    await house.subscribe(7, 8)
    vip = await house.tag("vip")
    await house.put_on(vip, 8)
    outside = Signal(SignalKind.ENROLLED)
    either = await house.running(Signal(SignalKind.TAG, vip), outside, name="Either")
    alone = await house.running(outside, Signal(SignalKind.UNBLOCKED), name="Alone")
    for number, people in ((either, [8]), (alone, [7, 8])):
        await put_in(house, number)
        assert sorted(await house.inside(number)) == people


async def test_and_who_meet_its_conditions(house: House) -> None:
    for chat, code in ((7, "ru"), (8, "en")):
        await house.subscribers.subscribe(chat, now=house.now, language_code=code)
    audience = Audience(must=(InLanguage(codes=("ru",)),))
    number = await house.running(Signal(SignalKind.SUBSCRIBED), audience=audience)
    await put_in(house, number)
    assert await house.inside(number) == {7: WAITING}


async def test_it_goes_on_where_it_was(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(existing, "STRETCH", 2)
    await house.subscribe(7, 8, 9, 10, 11)
    number = await house.running(Signal(SignalKind.SUBSCRIBED))
    assert await put_in(house, number) == 3
    assert sorted(await house.inside(number)) == [7, 8, 9, 10, 11]


async def test_of_two_chats_that_are_one_that_counts_which_came_further(house: House) -> None:
    number = await house.running(Signal(SignalKind.SUBSCRIBED), waits=["0", "3600"])
    other = await house.running(Signal(SignalKind.SUBSCRIBED), name="Other", waits=["3600"])
    await house.subscribe(-7)
    await house.hand_over(number)
    await house.sent(number)
    await house.subscribe(-1007)
    async with house.database.write() as connection:
        assert await migrated_chats.move(connection, old=-7, new=-1007, now=house.now)
    assert await house.inside(number) == {-1007: (EnrolmentState.WAITING, 1)}
    assert await house.inside(other) == {-1007: WAITING}


async def test_another_bot_pauses_all_and_keeps_no_moment_of_a_backup(house: House) -> None:
    number = await house.running(Signal(SignalKind.SUBSCRIBED))
    async with house.database.write() as connection:
        assert await series.pause_all(connection, SeriesPause.OTHER_BOT, now=house.now) == 1
    row = await row_of(house, number)
    assert (row.paused_why, row.paused_at, row.restored_at) == (
        SeriesPause.OTHER_BOT,
        house.now,
        None,
    )


async def test_a_person_who_is_erased_is_in_no_series(house: House) -> None:
    number = await house.running(Signal(SignalKind.SUBSCRIBED))
    await house.subscribe(7)
    await house.subscribers.erase(7)
    assert await house.inside(number) == {}
    async with house.database.read() as connection:
        assert await series.how_many(connection, number, EnrolmentState.WAITING) == 0


async def test_a_list_that_a_series_asks_for_is_kept(house: House) -> None:
    async with house.database.write() as connection:
        kept = await lists.add(connection, by=1, now=1)
        dropped = await lists.add(connection, by=1, now=1)
    audience = Audience(must=(InList(number=kept),))
    await house.running(Signal(SignalKind.SUBSCRIBED), audience=audience)
    async with house.database.read() as connection:
        assert list(await lists.unasked(connection, before=house.now)) == [dropped]
