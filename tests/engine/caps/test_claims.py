"""What a claim does where a cap is set, and what becomes of what it has counted."""

import pytest
from sqlalchemy import text

from broadcast.caps.sweep import KEPT, CapSweep
from broadcast.caps.taking_in import take_in
from broadcast.caps.week_cap import KEPT_AS, WeekCap
from broadcast.ledger.restoring import doubt_what_ran
from db.admins import owner_settings
from db.audience.audience import Audience
from db.connection.database import Database
from db.ledger import migrated_chats, retention
from db.recovery import in_doubt
from db.schema.states import DeliveryState
from tests.clocks import VirtualClock
from tests.engine.caps.ground import (
    WEEK,
    capped,
    claim,
    counted,
    end,
    launched,
    ledger_of,
    rows,
)
from tests.engine.conftest import text as content
from tests.engine.ledger.test_ledger import add_people

SENT, FAILED, PENDING = DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.PENDING
DAY = 86_400


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


async def sent(database: Database, clock: VirtualClock, people: int, most: int | None) -> int:
    """A run that everybody has got, or whom the cap lets."""
    ledger = ledger_of(database, clock, most)
    run_id = await launched(database, people)
    claims = (await claim(ledger, run_id))[run_id]
    await end(ledger, claims, SENT)
    return run_id


async def test_two_in_one_transaction_count_each_other(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 3)
    one, two = await launched(database, 3), await launched(database, 3)
    found = await claim(ledger_of(database, clock, 1), one, two)
    assert [len(found[run_id]) for run_id in (one, two)] == [3, 0]
    assert await capped(database, two) == [1, 2, 3]


async def test_who_has_had_enough_is_known_when_the_ledger_is_not_any_more(
    database: Database, clock: VirtualClock
) -> None:
    """Old rows of plain successes are deleted from it (LEDGER_DAYS)."""
    await add_people(database, 3)
    one = await sent(database, clock, 2, 1)
    async with database.write() as connection:
        await retention.prune_chunk(connection, one, after=0, limit=50)
    assert await rows(database, "SELECT 1 FROM deliveries") == []
    two = await launched(database, 3)
    found = await claim(ledger_of(database, clock, 1), two)
    assert [one.subscriber_id for one in found[two]] == [3]
    assert await capped(database, two) == [1, 2]


async def test_without_a_cap_nothing_is_counted(database: Database, clock: VirtualClock) -> None:
    await add_people(database, 2)
    await sent(database, clock, 2, None)
    assert await counted(database) == []


@pytest.mark.parametrize("state", [FAILED, PENDING, DeliveryState.BLOCKED])
async def test_what_was_certainly_not_sent_is_taken_back(
    database: Database, clock: VirtualClock, state: DeliveryState
) -> None:
    await add_people(database, 2)
    ledger, run_id = ledger_of(database, clock, 1), await launched(database, 2)
    first, second = (await claim(ledger, run_id))[run_id]
    await end(ledger, [first], state)
    await end(ledger, [second], DeliveryState.UNCERTAIN)
    assert await counted(database) == [(2, run_id)]


async def test_who_has_the_first_of_several_messages_counts_and_gets_the_others(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 1)
    ledger, run_id = ledger_of(database, clock, 1), await launched(database, 1)
    claims = (await claim(ledger, run_id))[run_id]
    await end(ledger, claims, DeliveryState.CLAIMED, step=1)
    await end(ledger, claims, PENDING, step=1)  # it is paused in the middle
    assert await counted(database) == [(1, run_id)]
    async with database.write() as connection:  # another one, that counted elsewhere
        await connection.execute(
            text("INSERT INTO received VALUES (1, 99, 99, :now)"), {"now": int(clock.time())}
        )
    [again] = (await claim(ledger, run_id))[run_id]
    await end(ledger, [again], FAILED, step=1)
    assert await counted(database) == [(1, run_id), (1, 99)]


async def test_an_uncertain_one_that_is_sent_again_and_fails_may_have_arrived_before(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 1)
    ledger, run_id = ledger_of(database, clock, 1, resend=True), await launched(database, 1)
    await end(ledger, (await claim(ledger, run_id))[run_id], DeliveryState.UNCERTAIN)
    await end(ledger, (await claim(ledger, run_id))[run_id], FAILED)
    assert await counted(database) == [(1, run_id)]


async def test_claims_one_after_the_other_are_all_counted(
    database: Database, clock: VirtualClock
) -> None:
    """SQLAlchemy says columns of a RETURNING without their tables: two of one name are one."""
    await add_people(database, 4)
    ledger, run_id = ledger_of(database, clock, 1), await launched(database, 4)
    for _ in range(2):
        await claim(ledger, run_id, count=2)
    assert await counted(database) == [(number, run_id) for number in range(1, 5)]


async def test_a_claim_that_nobody_knows_of_is_taken_back(
    database: Database, clock: VirtualClock
) -> None:
    """Its commit came through, the answer did not."""
    await add_people(database, 2)
    ledger, run_id = ledger_of(database, clock, 1), await launched(database, 2)
    await claim(ledger, run_id)
    async with database.write() as connection:
        await in_doubt.give_back(connection, lambda _: {2})
    assert await counted(database) == [(2, run_id)]


@pytest.mark.parametrize("exempt", ["urgent", "topic", "series"])
async def test_what_is_exempt_reaches_everybody_and_does_not_count(
    database: Database, clock: VirtualClock, exempt: str
) -> None:
    await add_people(database, 2)
    await sent(database, clock, 2, 1)
    before = await counted(database)
    run_id = await launched(database, 2, urgent=exempt == "urgent")
    async with database.write() as connection:
        if exempt == "topic":
            await connection.execute(
                text(
                    "INSERT INTO topics (id, name, folded, position, uncapped)"
                    " VALUES (5, 't', 't', 1, true)"
                )
            )
            await runs_for(connection, run_id, Audience(topic=5))
        if exempt == "series":
            await make_steps(connection, run_id)
    claims = await claim(ledger_of(database, clock, 1), run_id)
    assert len(claims[run_id]) == 2
    assert await counted(database) == before


async def test_later_steps_of_a_series_are_capped_and_count(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 2)
    first, second = await launched(database, 2), await launched(database, 2)
    async with database.write() as connection:
        await make_steps(connection, first, second)
    ledger = ledger_of(database, clock, 1)
    assert len((await claim(ledger, second))[second]) == 2
    assert await counted(database) == [(1, second), (2, second)]
    third = await launched(database, 2)
    assert (await claim(ledger, third))[third] == []
    assert len((await claim(ledger, first))[first]) == 2  # whoever comes, is greeted


async def test_an_admin_may_send_it_all_the_same_and_it_counts(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 1)
    before = await sent(database, clock, 1, 1)
    run_id = await launched(database, 1)
    async with database.write() as connection:
        await runs_for(connection, run_id, Audience(over_cap=True))
    assert len((await claim(ledger_of(database, clock, 1), run_id))[run_id]) == 1
    assert await counted(database) == [(1, before), (1, run_id)]


async def test_when_it_is_switched_on_the_week_before_counts(
    database: Database, clock: VirtualClock
) -> None:
    """What came earlier does not, nor who failed; who is erased leaves no trace."""
    await add_people(database, 3)
    await sent(database, clock, 3, None)
    await clock.advance(WEEK + DAY)
    run_id = await launched(database, 3)
    ledger = ledger_of(database, clock, None)
    first, second, third = (await claim(ledger, run_id))[run_id]
    await end(ledger, [first, third], SENT)
    await end(ledger, [second], FAILED)
    async with database.write() as connection:
        await connection.execute(text("DELETE FROM subscribers WHERE id = 3"))
    await take_in(database, WeekCap(), ledger.flush, clock)
    assert await counted(database) == [(1, run_id)]
    await clock.advance(WEEK + 120)
    later = await launched(database, 2)
    assert len((await claim(ledger_of(database, clock, 1), later))[later]) == 2


async def test_whoever_is_just_being_sent_to_when_it_is_switched_on_counts(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 2)
    cap, run_id = WeekCap(), await launched(database, 2)
    ledger = ledger_of(database, clock, None)
    ledger._cap = ledger._transaction._cap = cap
    first, second = (await claim(ledger, run_id))[run_id]
    await take_in(database, cap, ledger.flush, clock)
    assert await counted(database) == [(1, run_id), (2, run_id)]
    await end(ledger, [first], SENT)
    await end(ledger, [second], FAILED)
    assert await counted(database) == [(1, run_id)]


async def test_a_backup_in_place_counts_who_may_have_got_it_since(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 2)
    run_id = await launched(database, 2)
    async with database.write() as connection:
        await connection.execute(
            text("UPDATE runs SET content = :content"), {"content": content("Good news").dump()}
        )
        await owner_settings.write(connection, KEPT_AS, 1, now=1)
    await doubt_what_ran(database, made_at=None, now=int(clock.time()))
    assert await counted(database) == [(1, run_id), (2, run_id)]
    await CapSweep(database, clock).once()
    later = await launched(database, 2)
    assert (await claim(ledger_of(database, clock, 1), later))[later] == []
    await clock.advance(WEEK)
    last = await launched(database, 2)
    assert len((await claim(ledger_of(database, clock, 1), last))[last]) == 2


async def test_what_counts_no_more_is_swept_and_a_clock_set_back_caps_nobody_for_long(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 1)
    old = await sent(database, clock, 1, 1)
    await clock.advance(KEPT - 1)
    await CapSweep(database, clock).once()
    assert await counted(database) == [(1, old)]
    await clock.advance(1)
    new = await sent(database, clock, 1, 1)
    await CapSweep(database, clock).once()
    assert await counted(database) == [(1, new)]
    clock.now -= 3 * KEPT  # it had been set forward, or is set back
    await CapSweep(database, clock).once()
    assert await rows(database, "SELECT received_at FROM received") == [(int(clock.time()),)]


async def test_two_chats_that_become_one_have_had_what_both_had(
    database: Database, clock: VirtualClock
) -> None:
    await add_people(database, 2)
    run_id = await sent(database, clock, 2, 5)
    other = await launched(database, 2)
    ledger = ledger_of(database, clock, 5)
    first, second = (await claim(ledger, other))[other]
    await end(ledger, [first], SENT)
    await end(ledger, [second], FAILED)
    async with database.write() as connection:
        await migrated_chats.move(connection, old=101, new=102, now=int(clock.time()))
    kept = {number for number, _ in await counted(database)}
    assert len(kept) == 1
    assert [run for _, run in await counted(database)] == [run_id, other]


async def runs_for(connection, run_id: int, audience: Audience) -> None:  # type: ignore[no-untyped-def]
    await connection.execute(
        text("UPDATE runs SET audience = :audience WHERE id = :run"),
        {"audience": audience.dump(), "run": run_id},
    )


async def make_steps(connection, *run_ids: int) -> None:  # type: ignore[no-untyped-def]
    """They are the steps of a series, in this order."""
    await connection.execute(
        text(
            "INSERT INTO series (id, name, folded, created_by, created_at, changed_at)"
            " VALUES (1, 's', 's', 1, 1, 1)"
        )
    )
    for position, run_id in enumerate(run_ids):
        await connection.execute(
            text(
                "INSERT INTO series_steps (series_id, position, broadcast_id)"
                " SELECT 1, :position, broadcast_id FROM runs WHERE id = :run"
            ),
            {"position": position, "run": run_id},
        )
