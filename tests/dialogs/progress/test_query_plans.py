"""Nothing that must be quick reads the whole ledger or counts the people, whatever their number.

The statements are those that the bot really makes; SQLite itself says how it goes about each.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from botapi_sandbox.control import Control
from broadcast.caps.sweep import CapSweep
from broadcast.ledger.retention import Retention
from db.connection.database import Database
from db.ledger import migrated_chats
from db.schema.states import BroadcastState
from tests.actors import owner
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, living

pytestmark = pytest.mark.sqlite_only("its query plans")

# A row by its key, the rows of a stretch of one run, the few in a partial index.
BOUNDED = re.compile(
    r"SEARCH deliveries (AS \w+ )?USING PRIMARY KEY \(run_id=\? AND subscriber_id[=><]"
    r"|SEARCH delivery_messages USING PRIMARY KEY \(run_id=\? AND subscriber_id[=><]"
    r"|(SEARCH|SCAN) deliveries USING (COVERING )?INDEX ix_deliveries_trouble"
    r"|SEARCH subscribers USING INTEGER PRIMARY KEY \(rowid[=><]"
    r"|SEARCH subscribers USING (COVERING )?INDEX sqlite_autoindex_subscribers_1 \(chat_id=\?"
    r"|SEARCH received USING (PRIMARY KEY|INDEX \w+|COVERING INDEX \w+) \("
    r"|SEARCH subscribers$"  # max(id): the last entry of the key
)
LARGE = re.compile(r"(SCAN|SEARCH) (deliveries|delivery_messages|subscribers|received)\b")


@dataclass(kw_only=True)
class Watched:
    """Every statement that reached the database, with one set of its values."""

    statements: dict[str, Any] = field(default_factory=dict)

    def heard(self, *happening: Any) -> None:
        _, _, statement, values, _, many = happening
        if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", statement):
            self.statements[statement] = values[0] if many else values

    async def unbounded(self, database: Database) -> dict[str, list[str]]:
        """The statements that go through a large table, with the lines that say so."""
        found: dict[str, list[str]] = {}
        for statement, values in self.statements.items():
            async with database.read() as connection:
                plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                lines = [str(row["detail"]) for row in plan.mappings()]
            bad = [line for line in lines if LARGE.match(line) and not BOUNDED.match(line)]
            if bad:
                found[statement] = bad
        return found


@contextmanager
def watching() -> Iterator[Watched]:
    """Every connection of this process, whichever thread it works in."""
    watched = Watched()
    event.listen(Engine, "before_cursor_execute", watched.heard)
    try:
        yield watched
    finally:
        event.remove(Engine, "before_cursor_execute", watched.heard)


async def test_a_start_with_a_broadcast_under_way(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(120)
        number = await house.launched("Good news")
        await house.until("SELECT sent > 20 FROM runs", (1,))
    with watching() as watched:
        async with living(sandbox_url, database, control) as house:
            await house.until("SELECT state FROM runs", ("finished",))
            broadcast = await house.assembly.doors.reports.get(number)
    assert broadcast.figures.done == 120
    assert any("UPDATE deliveries" in statement for statement in watched.statements)
    assert await watched.unbounded(database) == {}


async def lose_two_answers(house: House) -> None:
    """Recipients' ones: what an admin is told meanwhile is to come."""
    recipients = list(range(FIRST, FIRST + 30))
    await house.control.faults(lost_after={"next": 2, "skip": 10, "chats": recipients})


async def test_status_while_it_runs_and_at_the_end(house: House, admin: Person) -> None:
    await house.subscribe(120)
    await lose_two_answers(house)
    number = await house.launched("Good news")
    await house.until("SELECT frozen FROM runs", (1,))  # writing the snapshot reads everybody
    with watching() as watched:
        await admin.say("/status")
        await admin.sees("Sending")
        await house.until("SELECT state FROM runs", ("finished",))
        await admin.sees("Finished")
        await admin.say("/status")
        await admin.sees("Uncertain: 2")
    assert (await house.assembly.doors.reports.get(number)).state is BroadcastState.FINISHED
    assert await watched.unbounded(house.database) == {}


async def test_the_list_a_card_and_its_questions(house: House, admin: Person) -> None:
    await house.subscribe(30)
    await lose_two_answers(house)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    await admin.say("/admin")
    await admin.sees("Your menu")
    with watching() as watched:
        await admin.press("Broadcasts")
        await admin.sees("newest first")
        await admin.press("Good news")
        await admin.sees("Launched")
        await admin.press("❔")
        await admin.sees(f"({FIRST + 10})")
    # Back in the menu the people are counted: that is another matter.
    assert await watched.unbounded(house.database) == {}


async def test_pruning_and_what_a_moving_chat_leads_to(house: House) -> None:
    await house.subscribe(30)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    with watching() as watched:
        await house.clock.sleep(1.5)  # it ended in an earlier second
        await Retention(house.database, house.clock, days=0).once()
        async with house.database.write() as connection:
            await migrated_chats.move(connection, old=FIRST, new=FIRST + 1, now=1)
    assert await house.rows("SELECT thinned FROM runs") == [(1,)]
    assert await watched.unbounded(house.database) == {}


async def test_a_broadcast_where_a_cap_is_set(house: House) -> None:
    await house.subscribe(120)
    await house.assembly.doors.caps.decide(1, by=owner())
    await house.launched("First")
    await house.until("SELECT state FROM runs", ("finished",))
    with watching() as watched:
        await house.launched("Second")
        await house.until("SELECT state FROM runs WHERE id = 2", ("finished",))
        await CapSweep(house.database, house.clock).once()
    counted = {one: told for one, told in watched.statements.items() if "received" in one}
    assert len(counted) >= 3
    assert await Watched(statements=counted).unbounded(house.database) == {}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM deliveries WHERE run_id = 1",
        "SELECT * FROM deliveries WHERE state = 4",
        "DELETE FROM deliveries WHERE state = 2",
        "SELECT count(*) FROM subscribers WHERE state = 'active'",
        "SELECT language FROM subscribers",
        "SELECT chat_id FROM subscribers ORDER BY id",
    ],
)
async def test_what_goes_through_everything_would_be_seen(
    database: Database, statement: str
) -> None:
    watched = Watched(statements={statement: ()})
    assert await watched.unbounded(database)
