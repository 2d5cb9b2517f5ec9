"""The time zone of a person is a custom field of a fixed name."""

import io
from pathlib import Path

import pytest

from broadcast.doors.audience.fields import Fields
from broadcast.doors.audience.naming import Named
from broadcast.doors.hours.zones import Zones
from broadcast.hours.house import HouseRules
from db.connection.database import Database
from db.knowledge import fields
from db.subscribers.csv_files import BadFile
from db.subscribers.csv_transfer import Imported, export_subscribers, import_subscribers
from runtime.wake import Wake
from tests.actors import owner
from tests.clocks import FastClock

NOW = 1_720_000_000


@pytest.fixture
def zones(database: Database) -> Zones:
    return Zones(database, HouseRules(Wake(FastClock(1.0))), FastClock(1.0))


def taken(database: Database, text: str) -> tuple[Imported, list[str]]:
    problems: list[str] = []
    result = import_subscribers(
        database.url,
        io.BytesIO(text.encode()),
        now=NOW,
        on_problem=lambda line, bad: problems.append(f"{line}: {bad}"),
        pause=lambda _seconds: None,
    )
    return result, problems


async def test_somebody_says_it_changes_it_and_takes_it_back(
    database: Database, zones: Zones
) -> None:
    taken(database, "chat_id\n5\n6\n")
    assert await zones.of(5) is None
    assert await zones.note(5, " asia/kathmandu ") == "Asia/Kathmandu"
    assert await zones.note(6, "Europe/Lisbon") == "Europe/Lisbon"
    assert (await zones.of(5), await zones.of(6)) == ("Asia/Kathmandu", "Europe/Lisbon")
    await zones.note(5, "Europe/Lisbon")
    assert await zones.counted() == {"Europe/Lisbon": 2}
    await zones.note(5, None)
    assert await zones.of(5) is None
    assert await zones.counted() == {"Europe/Lisbon": 1}


async def test_what_is_no_zone_is_refused(database: Database, zones: Zones) -> None:
    taken(database, "chat_id\n5\n")
    for typed in ("Europe/Atlantis", "", "../../etc/passwd", "GMT+25"):
        with pytest.raises(ValueError, match="no time zone"):
            await zones.note(5, typed)
    async with database.read() as connection:
        assert not await fields.every(connection)


async def test_who_is_not_known_is_kept_and_not_subscribed_by_it(
    database: Database, zones: Zones
) -> None:
    await zones.note(7, "Europe/Lisbon")
    assert await zones.of(7) == "Europe/Lisbon"
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT chat_id, state FROM subscribers")
        assert [tuple(row) for row in rows] == [(7, "unsubscribed")]


async def test_an_import_brings_zones_and_tells_of_those_that_are_none(
    database: Database, zones: Zones, tmp_path: Path
) -> None:
    result, problems = taken(database, "chat_id,Timezone\n5,europe/paris\n6,Mars\n7,\n8,UTC\n")
    assert (result.new, result.bad) == (3, 1)
    assert problems == ["3: there is no such time zone, write it like Europe/Lisbon: 'Mars'"]
    assert await zones.counted() == {"Europe/Paris": 1, "UTC": 1}
    out = tmp_path / "out.csv"
    with out.open("w", encoding="utf-8", newline="") as stream:
        export_subscribers(database.url, stream)
    assert taken(database, out.read_text()) == (Imported(known=3), [])


def test_a_column_that_is_nearly_called_so_is_no_other_field(database: Database) -> None:
    with pytest.raises(BadFile, match="taken for timezone"):
        taken(database, "chat_id,time_zone\n5,Europe/Paris\n")


async def test_it_keeps_its_name_and_no_other_field_gets_it(
    database: Database, zones: Zones
) -> None:
    taken(database, "chat_id,city\n5,Rome\n")
    await zones.note(5, "Europe/Rome")
    async with database.read() as connection:
        city, zone = [one.id for one in await fields.every(connection)]
    door = Fields(database, FastClock(1.0))
    assert await door.rename(zone, "place", by=owner()) is Named.FIXED
    assert await door.rename(city, "Time-Zone", by=owner()) is Named.BAD
    await door.remove(zone, by=owner())
    assert await zones.of(5) is None


async def test_what_an_earlier_import_brought_and_is_none_is_not_known(
    database: Database, zones: Zones
) -> None:
    taken(database, "chat_id,city\n5,Rome\n")
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE fields SET name='Timezone', folded='timezone'")
    assert await zones.of(5) is None
    assert await zones.counted() == {}
