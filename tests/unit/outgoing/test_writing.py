"""What happened is an event in the transaction in which it happened, for whoever wants it."""

import json
from typing import Any

import pytest
from sqlalchemy import event

from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.launches import Launches
from broadcast.doors.reports import Reports
from broadcast.model.events import Events
from db.answers import taps
from db.answers.taps import Tap
from db.inbox import keeping
from db.inbox.keeping import Kept
from db.ledger import migrated_chats, runs
from db.outgoing import addresses
from db.schema.ledger import deliveries
from db.schema.states import BroadcastState, DeliveryState, EventKind, PauseReason, Relay, RunKind
from db.subscribers.store import Subscribers
from tests.actors import editor, owner
from tests.engine.conftest import text
from tests.unit.outgoing.house import House
from tests.unit.planning.house import Told

ANN, BOB = 50, 51
NOW = 1_000


async def told(house: House) -> list[tuple[str, str, Any]]:
    """Kind, subject and data of what waits."""
    return [
        (one["kind"], one["subject"], json.loads(one["body"])["data"])
        for one in await house.queued()
    ]


async def kinds(house: House) -> list[str]:
    return [kind for kind, _, _ in await told(house)]


@pytest.fixture
def people(house: House) -> Subscribers:
    return Subscribers(house.database)


async def test_a_subscription_from_its_begin_to_its_end(house: House, people: Subscribers) -> None:
    await house.add()
    await people.subscribe(ANN, now=NOW, first_name="Ann", username="ann", source="flyer")
    await people.subscribe(ANN, now=NOW, first_name="Anna")  # a new name is no news
    await people.unsubscribe(ANN, now=NOW + 1)
    await people.subscribe(ANN, now=NOW + 2)
    await people.block(ANN, now=NOW + 3)
    await people.unblock(ANN, now=NOW + 4)
    found = await told(house)
    assert [(kind, data["state"], data.get("new")) for kind, _, data in found] == [
        ("subscriber.joined", "active", True),
        ("subscriber.left", "unsubscribed", None),
        ("subscriber.joined", "active", False),
        ("subscriber.blocked", "blocked", None),
        ("subscriber.joined", "active", False),
    ]
    assert {subject for _, subject, _ in found} == {f"subscriber:{ANN}"}
    assert found[0][2]["subscriber"] == {
        "id": ANN,
        "type": "private",
        "name": "Ann",
        "username": "ann",
        "language_code": None,
        "source": "flyer",
    }
    assert [one["happened_at"] for one in await house.queued()] == list(range(NOW, NOW + 5))


async def test_who_is_found_to_be_gone(house: House, people: Subscribers) -> None:
    await house.add()
    await people.subscribe(ANN, now=NOW)
    await people.subscribe(BOB, now=NOW)
    await people.unsubscribe(BOB, now=NOW)
    async with house.database.write() as connection:
        for state in ("deactivated", "blocked"):  # the second finds nobody who is active any more
            await migrated_chats.mark(connection, [1, 2], state=state, now=NOW + 9)
    assert [(kind, data["state"]) for kind, _, data in (await told(house))[3:]] == [
        ("subscriber.blocked", "deactivated")
    ]


async def test_who_is_erased_is_to_be_forgotten_outside_too(
    house: House, people: Subscribers
) -> None:
    await house.add()
    await people.subscribe(ANN, now=NOW, first_name="Ann")
    await people.erase(ANN, now=NOW + 1)
    assert await told(house) == [
        (
            "subscriber.left",
            f"subscriber:{ANN}",
            {"subscriber": {"id": ANN}, "state": "erased"},
        )
    ]
    await people.erase(ANN, now=NOW + 2)
    assert await kinds(house) == []  # even that one goes, and nobody is left to be told of


async def test_each_address_gets_what_it_wants_under_one_id(
    house: House, people: Subscribers
) -> None:
    first = await house.add("https://a.test/", EventKind.SUBSCRIBER_JOINED, EventKind.REPLY)
    second = await house.add("https://b.test/", EventKind.SUBSCRIBER_JOINED)
    third = await house.add("https://c.test/", EventKind.SUBSCRIBER_LEFT)
    off = await house.add("https://d.test/")
    await house.doors.switch_off(off, by=owner())
    await people.subscribe(ANN, now=NOW)
    await people.unsubscribe(ANN, now=NOW)
    rows = await house.queued()
    assert [one["address_id"] for one in rows] == [first, second, third]
    assert rows[0]["event_id"] == rows[1]["event_id"] != rows[2]["event_id"]


async def test_without_an_address_it_costs_one_look_for_a_whole_batch(
    house: House, people: Subscribers
) -> None:
    """And nothing at all where nothing has changed."""
    said: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "event_addresses" in statement or "outgoing_events" in statement:
            said.append(statement)

    async with house.database.read() as connection:
        engine = connection.sync_connection
        assert engine is not None
        event.listen(type(engine), "before_cursor_execute", note)
    try:
        await people.subscribe(ANN, now=NOW)
        assert len(said) == 1
        await people.subscribe(ANN, now=NOW)
        assert len(said) == 1
    finally:
        event.remove(type(engine), "before_cursor_execute", note)
    assert await house.queued() == []


async def test_what_did_not_happen_is_no_event(house: House, people: Subscribers) -> None:
    await house.add()
    await people.subscribe(ANN, now=NOW)

    async def fail_in_the_end() -> None:
        async with house.database.write() as connection:
            await migrated_chats.mark(connection, [1], state="blocked", now=NOW)
            raise RuntimeError("the rest of the transaction fails")

    with pytest.raises(RuntimeError):
        await fail_in_the_end()
    assert await kinds(house) == ["subscriber.joined"]


@pytest.fixture
def launches(house: House) -> Launches:
    reports = Reports(house.database)
    effects = Told(Events(), reports)
    return Launches(house.database, effects, house.clock)  # type: ignore[arg-type]


async def launched(house: House, launches: Launches, people: Subscribers) -> int:
    for chat_id in (ANN, BOB):
        await people.subscribe(chat_id, now=NOW, first_name="Ann")
    await house.add()
    number = await Drafts(house.database, house.clock).add(text("Good news"), by=editor())
    await launches.launch(number, by=editor())
    return number


async def test_a_broadcast_from_its_launch_to_its_end(
    house: House, launches: Launches, people: Subscribers
) -> None:
    number = await launched(house, launches, people)
    await launches.pause(number, by=editor())
    await launches.resume(number, by=editor())
    await launches.cancel(number, by=editor())
    found = await told(house)
    assert [(kind, subject) for kind, subject, _ in found] == [
        ("broadcast.launched", f"broadcast:{number}"),
        ("broadcast.paused", f"broadcast:{number}"),
        ("broadcast.finished", f"broadcast:{number}"),
    ]
    first, paused, ended = [data["broadcast"] for _, _, data in found]
    assert (first["id"], first["recipients"], first["state"]) == (number, 2, "running")
    assert (paused["state"], paused["reason"]) == ("paused", "admin")
    assert ended["state"] == "cancelled"
    assert set(ended["figures"]) >= {"sent", "blocked", "failed", "uncertain"}


async def test_one_that_ends_by_itself_ends_once(
    house: House, launches: Launches, people: Subscribers
) -> None:
    await launched(house, launches, people)
    async with house.database.write() as connection:
        assert await runs.finish(connection, 1, now=NOW)
        assert not await runs.finish(connection, 1, now=NOW)
    assert (await kinds(house))[1:] == ["broadcast.finished"]


async def test_what_goes_on_by_itself_or_mends_or_is_a_step_is_no_event(
    house: House, launches: Launches, people: Subscribers
) -> None:
    await launched(house, launches, people)
    paused, mending = BroadcastState.PAUSED, PauseReason.MENDING
    async with house.database.write() as connection:
        assert await runs.move(connection, 1, new=paused, reason=mending, now=NOW)
        assert await runs.move(connection, 1, new=BroadcastState.RUNNING)
        await connection.exec_driver_sql(f"UPDATE runs SET kind = '{RunKind.EDIT}'")
        assert await runs.move(connection, 1, new=paused, now=NOW)
        await connection.exec_driver_sql(f"UPDATE runs SET kind = '{RunKind.SEND}'")
        await connection.exec_driver_sql("UPDATE broadcasts SET series_id = 1")
        assert await runs.finish(connection, 1, now=NOW) is False
        assert await runs.move(connection, 1, new=BroadcastState.CANCELLED, finished_at=NOW)
    assert await kinds(house) == ["broadcast.launched"]


async def test_answers_of_recipients_and_replies(
    house: House, launches: Launches, people: Subscribers
) -> None:
    number = await launched(house, launches, people)
    async with house.database.write() as connection:
        sent = {"run_id": 1, "subscriber_id": 1, "state": DeliveryState.SENT}
        await connection.execute(deliveries.insert().values(**sent))
        tap = Tap(1, ANN, 1, NOW, (None, "blue"), "Blue")
        await taps.record(connection, [tap])
        await taps.record(connection, [tap])  # the same again
        await taps.record(connection, [tap._replace(user_id=BOB), tap._replace(user_id=99)])
        await keeping.keep(
            connection, [Kept(1, number, 77, None, NOW)], relay=Relay.NO, greet_before=0
        )
    answered, wrote = (await told(house))[1:]
    assert answered[:2] == ("answer", f"subscriber:{ANN}")
    assert answered[2]["answer"] == {"number": 1, "text": "Blue", "tag": "blue"}
    assert answered[2]["broadcast"] == {"id": number}
    assert answered[2]["subscriber"]["id"] == ANN
    assert wrote[0] == "reply"
    assert (wrote[2]["message"], wrote[2]["broadcast"]) == ({"id": 77}, {"id": number})


async def test_an_owner_who_is_erased_leaves_their_addresses(
    house: House, people: Subscribers
) -> None:
    number = await house.add()
    await people.erase(owner().user_id)
    async with house.database.read() as connection:
        assert await addresses.find(connection, number) is not None
        made_by = await connection.exec_driver_sql("SELECT created_by FROM event_addresses")
        assert made_by.scalar() == 0
