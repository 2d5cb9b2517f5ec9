"""Growth, sources and who left: what the subscribers' own rows tell."""

import pytest

from broadcast.doors.reporting.statistics import Statistics
from broadcast.doors.reports import Reports
from db.connection.database import Database
from db.records import GrowthRow, LeaversRow, SourceRow, TallyRow
from db.reports import tallies
from db.reports.cohorts import FIRST_MONDAY, CohortRow, cohorts
from db.reports.growth import DAY, growth
from db.reports.leavers import leavers, page_before
from db.reports.leavers import page as leavers_page
from db.reports.sources import sources

TODAY = 20_000  # days since 1970
NOON = TODAY * DAY + DAY // 2


async def add(
    database: Database,
    chat_id: int,
    *,
    joined: int = 1,
    state: str = "active",
    at: int | None = None,
    source: str | None = None,
) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO subscribers"
            " (id, chat_id, joined_at, changed_at, state, state_at, source)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (chat_id, chat_id, joined, at or joined, state, at, source),
        )


async def run(database: Database, number: int, launched_at: int, blocked: tuple[int, ...]) -> None:
    async with database.write() as connection:
        do = connection.exec_driver_sql
        await do(
            "INSERT INTO broadcasts (id, title, content, created_by, created_at)"
            " VALUES (?, '', '{}', 1, 1)",
            (number,),
        )
        await do(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total)"
            " VALUES (?, ?, 1, ?, 9, 9)",
            (number, number, launched_at),
        )
        for subscriber in blocked:
            await do(
                "INSERT INTO deliveries (run_id, subscriber_id, state) VALUES (?, ?, 3)",
                (number, subscriber),
            )


async def test_growth_by_the_days_of_the_zone(database: Database) -> None:
    """Somebody who came half an hour before midnight UTC came on the next day in Berlin."""
    late = TODAY * DAY - 1800
    await add(database, 1, joined=NOON - 5 * DAY)
    await add(database, 2, joined=NOON - 5 * DAY, state="blocked", at=NOON)
    await add(database, 3, joined=NOON - 5 * DAY, state="blocked", at=NOON - 4 * DAY)
    await add(database, 4, joined=late)
    async with database.read() as connection:
        utc = await growth(connection, first_day=TODAY - 1, days=2, offset=0)
        berlin = await growth(connection, first_day=TODAY - 1, days=2, offset=3600)
    assert utc == GrowthRow(before=2, came=(1, 0), left=(0, 1))
    assert berlin == GrowthRow(before=2, came=(0, 1), left=(0, 1))


async def test_who_stayed_by_the_week_of_joining(database: Database) -> None:
    """Half an hour before Monday it is Monday in Berlin."""
    monday = (TODAY - (TODAY + FIRST_MONDAY) % 7) * DAY
    await add(database, 1, joined=monday)
    await add(database, 2, joined=monday + DAY, state="blocked", at=monday + 2 * DAY)
    await add(database, 3, joined=monday + DAY, state="unsubscribed", at=monday + 9 * DAY)
    await add(database, 4, joined=monday - 1800)
    await add(database, 5, joined=monday, state="blocked", at=monday - 5)
    week = (TODAY + FIRST_MONDAY) // 7
    async with database.read() as connection:
        utc = await cohorts(connection, first_week=week - 1, weeks=2, offset=0)
        berlin = await cohorts(connection, first_week=week - 1, weeks=2, offset=3600)
    assert utc == [
        CohortRow(week=week - 1, joined=1, left=()),
        CohortRow(week=week, joined=4, left=(2, 1)),
    ]
    assert [row.joined for row in berlin] == [0, 5]


async def test_sources_with_those_who_are_still_here(database: Database) -> None:
    for number, (source, state) in enumerate(
        [
            ("ad", "active"),
            ("ad", "unsubscribed"),
            ("ad", "blocked"),
            ("ad", "deactivated"),
            (None, "active"),
        ],
        start=1,
    ):
        await add(database, number, source=source, state=state)
    await add(database, 9, source="x7", state="blocked")
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO links (code, name, created_by, created_at) VALUES ('x7', 'Poster', 1, 1)"
        )
    async with database.read() as connection:
        assert await sources(connection) == [
            SourceRow(source="ad", here=1, left=1, lost=2),
            SourceRow(source=None, here=1, left=0, lost=0),
            SourceRow(source="Poster", here=0, left=0, lost=1),
        ]


async def test_who_left_after_the_launch_and_on_a_usual_day(database: Database) -> None:
    for number in range(1, 15):  # one every second day of the four weeks before
        await add(database, number, state="unsubscribed", at=NOON - 2 * number * DAY)
    await add(database, 21, state="unsubscribed", at=NOON + 10)
    await add(database, 22, state="blocked", at=NOON + 20)
    await add(database, 23, state="blocked", at=NOON + DAY)  # too late
    await add(database, 24, at=NOON + 30)  # came back
    async with database.read() as connection:
        found = await leavers(connection, launched_at=NOON, until=NOON + DAY)
    assert found == LeaversRow(unsubscribed=1, blocked=1, usual=0.5)


async def test_whom_a_delivery_found_gone_did_not_leave_because_of_it(database: Database) -> None:
    """A thousand who had blocked the bot long ago would look like a thousand whom it annoyed."""
    await add(database, 1, state="blocked", at=NOON + 1)
    await add(database, 2, state="blocked", at=NOON + 1)
    await run(database, 1, NOON, blocked=(2,))
    async with database.read() as connection:
        found = await leavers(connection, launched_at=NOON, until=NOON + DAY)
    assert found.blocked == 1


async def test_nor_did_those_whom_a_recall_or_the_cleaning_found(database: Database) -> None:
    for number in (1, 2, 3):
        await add(database, number, state="blocked", at=NOON + 1)
    await run(database, 1, NOON, blocked=(2,))
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET kind = 'recall'")
        await connection.exec_driver_sql(
            "INSERT INTO found_gone VALUES (3, 'blocked', ?)", (NOON + 1,)
        )
    async with database.read() as connection:
        found = await leavers(connection, launched_at=NOON, until=NOON + DAY)
    assert found.blocked == 1


async def test_once_the_day_is_over_they_are_counted_for_good(database: Database) -> None:
    """Each look at an old report looked at everybody who had left in four weeks."""
    reports = Reports(database)
    statistics = Statistics(database, reports)
    await add(database, 1, state="unsubscribed", at=NOON + 1)
    await add(database, 2, state="blocked", at=NOON + DAY - 1)
    await run(database, 1, NOON, ())
    broadcast = await reports.get(1)
    early = await statistics.leavers(broadcast, now=NOON + DAY - 2)
    assert early == LeaversRow(unsubscribed=1, blocked=0, usual=None)
    over = await statistics.leavers(broadcast, now=NOON + DAY)
    assert over == LeaversRow(unsubscribed=1, blocked=1, usual=None)
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE subscribers SET state = 'active'")
    assert await statistics.leavers(broadcast, now=NOON + 2 * DAY) == over


@pytest.mark.parametrize(("first", "usual"), [(NOON - 2 * DAY, 1.0), (NOON - 3600, None)])
async def test_the_usual_is_of_the_days_that_are_known(
    database: Database, first: int, usual: float | None
) -> None:
    await add(database, 1, state="unsubscribed", at=first)
    await add(database, 2, state="unsubscribed", at=NOON - 1800)
    async with database.read() as connection:
        found = await leavers(connection, launched_at=NOON, until=NOON + DAY)
    assert found.usual == usual


@pytest.mark.sqlite_only("its query plans")
async def test_the_usual_comes_out_of_its_index(database: Database) -> None:
    async with database.read() as connection:
        plan = await connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT state, count(*) FROM subscribers"
            " WHERE state IN ('unsubscribed', 'blocked') AND state_at >= 5 AND state_at < 9"
            " GROUP BY state"
        )
        assert "ix_subscribers_left" in str(plan.all())


async def test_versions_are_counted_once_and_kept(database: Database) -> None:
    """The report says the same when the rows of those who got it were pruned."""
    await run(database, 1, NOON, blocked=(1, 2))
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (run_id, subscriber_id, state, variant, step)"
            " VALUES (1, 3, 2, 1, 2)"
        )
    first = await tallies.of_run(database, 1)
    assert sorted(first) == [TallyRow(0, 3, 0, 2), TallyRow(1, 2, 2, 1)]
    async with database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM deliveries")
    assert sorted(await tallies.of_run(database, 1)) == sorted(first)


async def test_what_is_left_of_a_pruned_ledger_is_not_counted(database: Database) -> None:
    """An earlier version pruned without counting: those who got it all are gone."""
    await run(database, 1, NOON, (1, 2))
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET thinned = true")
    assert await tallies.of_run(database, 1) == []


async def test_those_who_left_page_by_page_and_back(database: Database) -> None:
    for number in range(1, 8):
        await add(database, number, state="unsubscribed", at=NOON + number)
    when = {"launched_at": NOON, "until": NOON + DAY}
    async with database.read() as connection:
        pages = [
            [one.number for one in await leavers_page(connection, **when, after=after, limit=3)]
            for after in (0, 3, 6)
        ]
        back = [await page_before(connection, **when, after=after, limit=3) for after in (6, 3, 0)]
    assert pages == [[1, 2, 3], [4, 5, 6], [7]]
    assert back == [3, 0, 0]
