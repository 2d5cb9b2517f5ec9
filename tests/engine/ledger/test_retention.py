"""Old ledgers are pruned while the bot works, and nothing but plain successes goes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from botapi.call import Call
from broadcast.ledger.retention import DAY, Retention
from broadcast.model.content import Content
from db.answers import taps
from db.answers.tallies import tally
from db.answers.taps import Tap
from db.audience import facts
from db.audience.audience import Audience
from db.audience.conditions import Fate, InBroadcast
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.ledger import migrated_chats, retention
from db.reports import recipients
from db.schema.states import IN_TROUBLE, DeliveryState
from runtime.supervisor import Supervisor
from tests.clocks import FastClock, VirtualClock
from tests.engine.conftest import TEXT, Bench
from tests.engine.invariants import expect_counters_equal_rows, rows_of

KEPT = (
    DeliveryState.BLOCKED,
    DeliveryState.UNREACHABLE,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.SKIPPED,
)
DAYS = 30
CLOCK = VirtualClock()


async def ended_run(database: Database, *, people: int, days_ago: float, **values: object) -> int:
    """A run with a delivery for each number; every tenth is none of a success."""
    columns = {"state": "finished", "frozen": True, "thinned": False, **values}
    ended_at = int(CLOCK.time() - days_ago * DAY)
    async with database.write() as connection:
        broadcast = await connection.execute(
            text(
                "INSERT INTO broadcasts (stage, title, content, created_by, created_at)"
                " VALUES ('launched', 't', '{}', 1, 1) RETURNING id"
            )
        )
        run = await connection.execute(
            text(
                "INSERT INTO runs (broadcast_id, state, launched_by, launched_at, finished_at,"
                " audience_upto, frozen_upto, frozen, thinned, total)"
                " VALUES (:broadcast, :state, 1, 1, :ended_at, :people, :people, :frozen,"
                " :thinned, :people) RETURNING id"
            ),
            {
                **columns,
                "broadcast": broadcast.scalar_one(),
                "ended_at": ended_at,
                "people": people,
            },
        )
        run_id = int(run.scalar_one())
        for number in range(1, people + 1):
            state = KEPT[number // 10 % len(KEPT)] if number % 10 == 0 else DeliveryState.SENT
            key = {"run": run_id, "number": number}
            await connection.execute(
                text(
                    "INSERT INTO deliveries (run_id, subscriber_id, state, trouble)"
                    " VALUES (:run, :number, :state, :trouble)"
                ),
                {**key, "state": state, "trouble": state if state in IN_TROUBLE else None},
            )
            await connection.execute(
                text("INSERT INTO delivery_messages VALUES (:run, :number, 0, 0, 7)"), key
            )
    return run_id


async def states(database: Database, run_id: int) -> Mapping[int, int]:
    return Counter(await _column(database, "deliveries", "state", run_id))


async def _column(database: Database, table: str, column: str, run_id: int) -> list[int]:
    query = text(f"SELECT {column} FROM {table} WHERE run_id = :run ORDER BY subscriber_id")
    async with database.read() as connection:
        return list((await connection.execute(query, {"run": run_id})).scalars())


async def pruned(database: Database, run_id: int) -> bool:
    async with database.read() as connection:
        query = text("SELECT thinned FROM runs WHERE id = :run")
        return bool((await connection.execute(query, {"run": run_id})).scalar())


async def thin_by(database: Database, run_id: int, *, limit: int) -> int:
    """How many chunks it took."""
    async with database.write() as connection:
        assert await retention.begin(connection, run_id)
    after: int | None = 0
    chunks = 0
    while after is not None:
        async with database.write() as connection:
            after = await retention.prune_chunk(connection, run_id, after=after, limit=limit)
        chunks += 1
    return chunks


@pytest.mark.parametrize("limit", [1, 7, 100, 1_000])
async def test_only_plain_successes_go_whatever_the_piece(database: Database, limit: int) -> None:
    run_id = await ended_run(database, people=100, days_ago=99)
    assert (await states(database, run_id))[DeliveryState.SENT] == 90
    chunks = await thin_by(database, run_id, limit=limit)
    assert chunks <= 100 // limit + 1
    assert await states(database, run_id) == dict.fromkeys(KEPT, 2)
    kept = await _column(database, "deliveries", "subscriber_id", run_id)
    assert await _column(database, "delivery_messages", "subscriber_id", run_id) == kept
    assert await pruned(database, run_id)


async def test_one_that_was_cut_off_goes_on_at_the_next_start(database: Database) -> None:
    run_id = await ended_run(database, people=100, days_ago=99)
    async with database.write() as connection:
        assert await retention.begin(connection, run_id)
        await retention.prune_chunk(connection, run_id, after=0, limit=40)
    await Retention(database, _Hasty(), days=DAYS).once()
    assert await states(database, run_id) == dict.fromkeys(KEPT, 2)
    assert await pruned(database, run_id)


async def test_what_is_young_or_not_over_keeps_all_its_rows(database: Database) -> None:
    kept = [
        await ended_run(database, people=20, days_ago=DAYS - 1),
        await ended_run(database, people=20, days_ago=99, state="running"),
        await ended_run(database, people=20, days_ago=99, state="paused"),
        await ended_run(database, people=20, days_ago=99, state="cancelled", frozen=False),
    ]
    old = [
        await ended_run(database, people=20, days_ago=DAYS + 1),
        await ended_run(database, people=20, days_ago=99, state="cancelled"),
    ]
    await Retention(database, _Hasty(), days=DAYS).once()
    assert [sum((await states(database, run_id)).values()) for run_id in kept] == [20] * 4
    assert [sum((await states(database, run_id)).values()) for run_id in old] == [2] * 2


async def test_one_that_is_taken_back_meanwhile_holds_up_no_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = await ended_run(database, people=20, days_ago=99)
    other = await ended_run(database, people=20, days_ago=99)
    async with database.write() as connection:
        await connection.execute(
            text("UPDATE runs SET recall_at = 1 WHERE id = :id"), {"id": needed}
        )
    looked, due = [[needed, other]], retention.due

    async def stale(*args: Any, **more: Any) -> Sequence[int]:
        return looked.pop() if looked else await due(*args, **more)

    monkeypatch.setattr(retention, "due", stale)
    await Retention(database, _Hasty(), days=DAYS).once()
    assert (await pruned(database, needed), await pruned(database, other)) == (False, True)


async def test_it_is_done_at_the_start_and_then_daily(database: Database) -> None:
    clock = VirtualClock()
    old = await ended_run(database, people=20, days_ago=DAYS + 1)
    soon = await ended_run(database, people=20, days_ago=DAYS - 0.5)
    supervisor = Supervisor(clock)
    supervisor.run_forever(Retention(database, clock, days=DAYS).run_forever, name="retention")
    try:
        await _until_thin(database, clock, old)
        while clock.rest < DAY / 2:  # it is not done yet, and would sleep through the advance
            assert not await pruned(database, soon)
            await clock.advance(0.1)
        await clock.advance(DAY)
        await _until_thin(database, clock, soon)
    finally:
        await supervisor.close()


async def test_the_open_questions_of_a_thin_run_can_still_be_read(database: Database) -> None:
    run_id = await ended_run(database, people=100, days_ago=99)
    await thin_by(database, run_id, limit=30)
    async with database.read() as connection:
        for state in (DeliveryState.UNCERTAIN, DeliveryState.FAILED):
            rows = await recipients.page(connection, run_id, state, after=0, limit=10)
            assert [row.state for row in rows] == [state] * 2


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        (21, False),  # it got the message, though its row is gone
        (10, True),  # it was unreachable
        (99, True),  # it came after that broadcast
    ],
)
async def test_a_chat_that_got_it_under_another_number_is_not_asked_about_again(
    database: Database, other: int, asked: bool
) -> None:
    """Number 20 failed, and its chat becomes the other one's: sending again must not reach it."""
    run_id = await ended_run(database, people=30, days_ago=99)
    async with database.write() as connection:
        for number in (20, other):
            await connection.execute(
                text(
                    "INSERT INTO subscribers (id, chat_id, joined_at, changed_at)"
                    " VALUES (:number, -:number, 1, 1)"
                ),
                {"number": number},
            )
    await thin_by(database, run_id, limit=30)
    async with database.write() as connection:
        assert await migrated_chats.move(connection, old=-20, new=-other, now=1)
        [failed] = await recipients.page(connection, run_id, DeliveryState.FAILED, after=0, limit=9)
    assert (failed.chat_id == -other) is asked
    assert (failed.chat_id is not None) is asked
    assert sum((await states(database, run_id)).values()) == 3


@pytest.mark.parametrize(("messages", "kept"), [(1, 0), (3, 30)])
async def test_what_a_report_says_of_messages_is_counted_before(
    database: Database, messages: int, kept: int
) -> None:
    """Of one message there is nothing that the counters do not say."""
    run_id = await ended_run(database, people=30, days_ago=99)
    call = Call(method="sendMessage", params={"text": "one"})
    content = Content(message=(call,) * messages).dump()
    async with database.write() as connection:
        await connection.execute(text("UPDATE runs SET content = :content"), {"content": content})
    await Retention(database, FastClock(1_000.0), days=DAYS).once()
    assert sum((await states(database, run_id)).values()) == 3
    async with database.read() as connection:
        counted = await connection.execute(text("SELECT coalesce(sum(people), 0) FROM run_tallies"))
        assert counted.scalar() == kept


async def test_a_broadcast_goes_on_beside_it_and_keeps_its_figures(bench: Bench) -> None:
    await bench.subscribe(120)
    first = await bench.finished(await bench.launch())
    await expect_counters_equal_rows(bench.database, first)
    second = await bench.launch()
    clock = bench.clock
    await clock.sleep(1.5)
    await Retention(bench.database, clock, days=0).once()
    assert await rows_of(bench.database, first) == {}
    assert await bench.assembly.doors.reports.get(first.id) == replace(first, thinned=True)
    broadcast = await bench.finished(second)
    await expect_counters_equal_rows(bench.database, broadcast)
    assert set((await rows_of(bench.database, broadcast)).values()) == {DeliveryState.SENT}
    assert (await bench.control.counts(TEXT)).accepted == 240


class _Hasty(VirtualClock):
    async def sleep(self, seconds: float) -> None:
        """No gap is too short for a test."""


async def _until_thin(database: Database, clock: VirtualClock, run_id: int) -> None:
    for _ in range(5_000):
        if await pruned(database, run_id):
            return
        await clock.advance(0.1)
    raise AssertionError(f"run {run_id} is not pruned")


async def test_while_rows_go_nobody_is_told_that_they_never_got_it(database: Database) -> None:
    """Whoever came back since would get it again, and a tap of theirs be a stranger's."""
    run_id = await ended_run(database, people=100, days_ago=99)
    async with database.write() as connection:
        assert await retention.begin(connection, run_id)
        await retention.prune_chunk(connection, run_id, after=0, limit=40)
        for asked in (
            Audience(since=run_id),
            Audience(must=(InBroadcast(broadcast=run_id, fate=Fate.NOT_GOT),)),
        ):
            with pytest.raises(CannotAsk):
                await facts.read(connection, asked, now=1)
        await taps.record(connection, [Tap(run_id, 7, 0, 1)])
        assert await tally(connection, run_id) == {}


@pytest.mark.parametrize(
    "audience", ['{"since": 1}', '{"topic": 1}', '{"must": [{"broadcast": {}}]}']
)
async def test_it_waits_until_nobody_asks_who_got_it(database: Database, audience: str) -> None:
    run_id = await ended_run(database, people=10, days_ago=99)
    freezing = await ended_run(database, people=10, days_ago=0, state="running", frozen=False)
    async with database.write() as connection:
        await connection.execute(
            text("UPDATE runs SET audience = :audience WHERE id = :run"),
            {"audience": audience, "run": freezing},
        )
        assert not await retention.begin(connection, run_id)
    assert not await pruned(database, run_id)
    async with database.write() as connection:
        await connection.execute(text("UPDATE runs SET frozen = TRUE"))
        assert await retention.begin(connection, run_id)
