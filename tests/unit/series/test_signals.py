"""What happens to people begins a series for them, and ends it, once, in its own transaction."""

import asyncio
import io

import pytest
from sqlalchemy import insert, literal, select

from broadcast.doors.hours.zones import Zones
from broadcast.doors.links.links import Links
from broadcast.hours.house import HouseRules
from db.answers import taps
from db.answers.taps import Tap
from db.audience.audience import Audience
from db.audience.conditions import InLanguage, Tagged
from db.knowledge import tags, zones
from db.ledger import migrated_chats
from db.schema.knowledge import fields
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState, EnrolmentState, SignalKind, SubscriberState
from db.schema.subscribers import subscribers as table
from db.series import series
from db.series.coming import silent
from db.series.records import Signal
from db.subscribers.csv_transfer import import_subscribers
from runtime.wake import Wake
from tests.actors import editor
from tests.unit.series.conftest import House

SUBSCRIBED = Signal(SignalKind.SUBSCRIBED)
WAITING = (EnrolmentState.WAITING, 0)
DAY = 86_400


async def test_whoever_subscribes_is_in_it_at_once_and_once(house: House) -> None:
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7, 8)
    assert await house.inside(number) == {7: WAITING, 8: WAITING}
    assert await house.due_at(number, 7) == house.now
    house.clock.now += 100
    await house.subscribers.unsubscribe(7, house.now)
    await house.subscribe(7)
    assert await house.inside(number) == {7: (EnrolmentState.LEFT, 0), 8: WAITING}


async def test_those_who_were_there_are_left_alone(house: House) -> None:
    await house.subscribe(7)
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7)
    assert await house.inside(number) == {}


async def test_whoever_comes_back_has_subscribed(house: House) -> None:
    await house.subscribe(7)
    await house.subscribers.unsubscribe(7, house.now)
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7)
    assert await house.inside(number) == {7: WAITING}


async def test_by_a_link(house: House) -> None:
    link = await Links(house.database, house.clock).add("Fair", by=editor())
    number = await house.running(Signal(SignalKind.LINK, link.id))
    await house.subscribe(7)
    await house.subscribe(8, source=link.code)
    assert await house.inside(number) == {8: WAITING}


async def test_a_tag_that_an_admin_puts_on(house: House) -> None:
    await house.subscribe(7, 8)
    vip = await house.tag("vip")
    number = await house.running(Signal(SignalKind.TAG, vip))
    for chats in ([7], [7, 8]):
        await house.put_on(vip, *chats)
    assert await house.inside(number) == {7: WAITING, 8: WAITING}


async def test_who_has_the_tag_already_does_not_get_it_again(house: House) -> None:
    await house.subscribe(7)
    vip = await house.tag("vip")
    everybody = select(table.c.id)
    async with house.database.write() as connection:
        await tags.put_on(connection, vip, everybody, now=house.now)
    number = await house.running(Signal(SignalKind.TAG, vip))
    async with house.database.write() as connection:
        await tags.put_on(connection, vip, everybody, now=house.now)
    assert await house.inside(number) == {}


async def test_a_tag_of_a_link(house: House) -> None:
    links = Links(house.database, house.clock)
    link, vip = await links.add("Fair", by=editor()), await house.tag("vip")
    await links.set_tag(link.id, vip, by=editor())
    number = await house.running(Signal(SignalKind.TAG, vip))
    await house.subscribe(7, source=link.code)
    await links.visited(7, link.code, is_first=True)
    assert await house.inside(number) == {7: WAITING}


async def test_a_field_that_is_set(house: House) -> None:
    await house.subscribe(7)
    async with house.database.write() as connection:
        await connection.execute(
            insert(fields).values(name="timezone", folded="timezone", created_at=1)
        )
        field = await connection.scalar(select(fields.c.id))
        await zones.note(connection, 7, "Europe/Kyiv", now=house.now)
    number = await house.running(Signal(SignalKind.FIELD, int(field or 0)))
    known = Zones(house.database, HouseRules(Wake(house.clock)), house.clock)
    await known.note(7, "Europe/Kyiv")  # what it was
    assert await house.inside(number) == {}
    await known.note(7, "Europe/Lisbon")
    assert await house.inside(number) == {7: WAITING}


async def test_who_unblocks_the_bot(house: House) -> None:
    number = await house.running(Signal(SignalKind.UNBLOCKED))
    await house.subscribe(7, 8)
    await house.subscribers.block(7, house.now)
    await house.subscribers.unblock(7, house.now)
    assert await house.inside(number) == {7: WAITING}


async def _tap(house: House, run_id: int, chat: int, button: int) -> None:
    async with house.database.write() as connection:
        await connection.execute(
            deliveries.insert().from_select(
                ["run_id", "subscriber_id", "state"],
                select(literal(run_id), table.c.id, literal(int(DeliveryState.SENT))).where(
                    table.c.chat_id == chat,
                    table.c.id.not_in(
                        select(deliveries.c.subscriber_id).where(deliveries.c.run_id == run_id)
                    ),
                ),
            )
        )
        await taps.record(connection, [Tap(run_id, chat, button, house.now)])


async def test_an_answer_that_is_pressed(house: House) -> None:
    await house.subscribe(7, 8)
    other = await house.running(waits=["0"], name="Other")
    run_id = (await house.line(other))[0].run_id or 0
    yes = await house.running(Signal(SignalKind.ANSWER, run_id, 2), name="Yes")
    any_one = await house.running(Signal(SignalKind.ANSWER, run_id), name="Any")
    await _tap(house, run_id, 7, 0)
    await _tap(house, run_id, 8, 1)
    assert await house.inside(yes) == {8: WAITING}
    assert await house.inside(any_one) == {7: WAITING, 8: WAITING}


async def test_an_answer_to_its_own_steps_ends_it(house: House) -> None:
    ends = [Signal(SignalKind.ANSWER)]
    number = await house.running(SUBSCRIBED, ends=ends)
    other = await house.running(SUBSCRIBED, ends=ends, name="Other")
    await house.subscribe(7)
    run_id = (await house.line(number))[0].run_id or 0
    await _tap(house, run_id, 7, 0)
    assert await house.inside(number) == {7: (EnrolmentState.ENDED, 0)}
    assert await house.inside(other) == {7: WAITING}


async def test_a_tag_ends_it(house: House) -> None:
    vip = await house.tag("vip")
    number = await house.running(SUBSCRIBED, ends=[Signal(SignalKind.TAG, vip)])
    await house.subscribe(7, 8)
    await house.put_on(vip, 7)
    assert await house.inside(number) == {7: (EnrolmentState.ENDED, 0), 8: WAITING}
    assert await house.due_at(number, 7) is None


@pytest.mark.parametrize(
    ("state", "ends"),
    [
        (SubscriberState.BLOCKED, EnrolmentState.BLOCKED),
        (SubscriberState.DEACTIVATED, EnrolmentState.BLOCKED),
        (SubscriberState.UNREACHABLE, EnrolmentState.BLOCKED),
    ],
)
async def test_a_delivery_that_finds_somebody_gone_ends_it(
    house: House, state: SubscriberState, ends: EnrolmentState
) -> None:
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7)
    who = [await house.number_of(7)]
    async with house.database.write() as connection:
        await migrated_chats.mark(connection, who, state=state, now=house.now)
    assert await house.inside(number) == {7: (ends, 0)}


async def test_only_those_who_meet_its_conditions(house: House) -> None:
    audience = Audience(must=(InLanguage(codes=("ru",)),))
    number = await house.running(SUBSCRIBED, audience=audience)
    for chat, code in ((7, "ru"), (8, "en"), (9, "ru")):
        await house.subscribers.subscribe(chat, now=house.now, language_code=code)
    assert await house.inside(number) == {7: WAITING, 9: WAITING}


async def test_where_nobody_can_tell_who_meets_them_nobody_comes_in(house: House) -> None:
    """And whoever subscribes is subscribed all the same."""
    audience = Audience(must=(Tagged(names=("gone",)),))
    number = await house.running(SUBSCRIBED, audience=audience)
    await house.subscribe(7)
    assert await house.inside(number) == {}
    assert await house.subscribers.active_count() == 1


async def test_silence_counts_from_when_the_series_was_started(house: House) -> None:
    await house.subscribe(7)  # long before
    house.clock.now += 40 * DAY
    await house.subscribe(8)
    number = await house.running(Signal(SignalKind.SILENT, 30))
    house.clock.now += 31 * DAY
    await house.subscribe(9)
    async with house.database.write() as connection:
        ((row, days),) = await series.silences(connection)
        await silent.enrol(connection, row, days=days, now=house.now)
    assert await house.inside(number) == {8: WAITING}


async def test_an_import_that_tags_somebody(house: House) -> None:
    await house.subscribe(7, 8, 9)
    vip = await house.tag("vip")
    async with house.database.write() as connection:
        chosen = select(table.c.id).where(table.c.chat_id == 7)
        await tags.put_on(connection, vip, chosen, now=house.now)
        await connection.execute(insert(fields).values(name="town", folded="town", created_at=1))
        town = int(await connection.scalar(select(fields.c.id)) or 0)
    tagged = await house.running(Signal(SignalKind.TAG, vip), name="Tagged")
    placed = await house.running(Signal(SignalKind.FIELD, town), name="Placed")
    file = io.BytesIO(b"chat_id,tags,town\n7,vip,\n8,vip,\n9,,Lisbon\n")

    def read() -> None:
        import_subscribers(house.database.url, file, now=house.now, on_problem=lambda *_: None)

    await asyncio.to_thread(read)
    assert await house.inside(tagged) == {8: WAITING}
    assert await house.inside(placed) == {9: WAITING}
