"""What SQLite answers is what reckoning one by one gives, counted, listed and frozen."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from db.audience import counting, facts
from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    AtRandom,
    Clicked,
    Condition,
    Fate,
    FieldIs,
    InBroadcast,
    InLanguage,
    InList,
    Joined,
    LastSeen,
    Tagged,
    WantsTopic,
)
from db.audience.facts import CannotAsk, Missing
from db.audience.keys import keys_of
from db.connection.database import Database
from db.ledger import migrated_chats, snapshot
from db.ledger import runs as runs_queries
from db.schema.broadcasts import broadcasts
from db.schema.knowledge import topic_opt_outs
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, Stage
from db.schema.subscribers import subscribers
from tests.unit.audience.world import (
    AUDIENCES,
    BROADCAST,
    CONDITIONS,
    DAY,
    LIST,
    NOW,
    OTHER,
    PEOPLE,
    RUN,
    TOPIC,
    Someone,
    World,
    is_random,
)

ALL_TOGETHER = settings(
    phases=[__import__("hypothesis").Phase.generate],
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


async def keys(
    database: Database, audience: Audience, *, after: int = 0, upto: int | None = None
) -> list[int]:
    async with database.read() as connection:
        known = await facts.read(connection, audience, now=NOW)
        query = keys_of(audience, known, after=after, upto=upto)
        return list((await connection.execute(query)).scalars())


async def count(database: Database, audience: Audience) -> int:
    async with database.read() as connection:
        return await counting.count(connection, audience, now=NOW)


async def fixed(database: Database, audience: Audience) -> Audience:
    async with database.read() as connection:
        return await counting.fix(connection, audience, now=NOW)


async def launched(database: Database, audience: Audience, number: int = 50) -> int:
    """A run for that audience, as a launch adds it."""
    async with database.write() as connection:
        await connection.execute(
            insert(broadcasts).values(
                id=number,
                title="",
                content="{}",
                created_by=1,
                created_at=1,
                stage=Stage.LAUNCHED,
            )
        )
        return await runs_queries.add(
            connection,
            broadcast_id=number,
            by=1,
            total=1,
            upto=await runs_queries.highest_subscriber(connection),
            now=NOW,
            audience=audience,
        )


async def frozen(database: Database, run_id: int, limit: int) -> list[int]:
    """All of the snapshot, as the writer takes it: from one who matches to the next ones."""
    async with database.read() as connection:
        query = select(runs.c.audience_upto).where(runs.c.id == run_id)
        upto = int((await connection.execute(query)).scalar_one())
    reached, complete = 0, False
    while not complete:
        async with database.read() as connection:
            found = await snapshot.next_recipient(connection, run_id, after=reached, upto=upto)
        async with database.write() as connection:
            reached, complete = await snapshot.freeze_chunk(
                connection,
                run_id,
                after=upto if found is None else found - 1,
                upto=upto,
                limit=limit,
            )
    async with database.read() as connection:
        rows = await connection.execute(
            select(deliveries.c.subscriber_id).where(deliveries.c.run_id == run_id)
        )
        return sorted(rows.scalars())


def without_random(audience: Audience) -> Audience:
    def kept(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(one for one in conditions if not is_random(one))

    return replace(audience, must=kept(audience.must), must_not=kept(audience.must_not))


@ALL_TOGETHER
@given(people=PEOPLE, audience=AUDIENCES.map(without_random))
async def test_it_is_what_reckoning_one_by_one_gives(
    database: Database, people: list[Someone], audience: Audience
) -> None:
    world = World(people=people)
    async with database.write() as connection:
        await world.write(connection)
    expected = world.matching(audience)
    assert await keys(database, audience) == sorted(expected)
    assert await keys(database, audience, after=3, upto=8) == sorted(expected & {4, 5, 6, 7, 8})
    assert await count(database, audience) == len(expected)


SILENT, SILENT_TO_ANOTHER = (
    Answered(broadcast=number, silent=True) for number in (BROADCAST, OTHER)
)
UNCERTAIN = InBroadcast(broadcast=BROADCAST, fate=Fate.UNCERTAIN)


@ALL_TOGETHER
@given(people=PEOPLE, conditions=st.lists(CONDITIONS.filter(lambda one: not is_random(one))))
async def test_whoever_said_nothing_may_be_left_out_beside_all_else(
    database: Database, people: list[Someone], conditions: list[Condition]
) -> None:
    """Sets that come back are put together in another way than all others."""
    world = World(people=people)
    async with database.write() as connection:
        await world.write(connection)
    some = tuple(conditions[:3])
    for audience in (
        Audience(must_not=(SILENT,)),
        Audience(must_not=(SILENT, SILENT_TO_ANOTHER)),
        Audience(must=(SILENT_TO_ANOTHER,), must_not=(SILENT,)),
        Audience(must=some, must_not=(SILENT,)),
        Audience(must_not=(*some, SILENT, SILENT_TO_ANOTHER)),
        Audience(must=(*some, UNCERTAIN)),
        Audience(must_not=(UNCERTAIN, SILENT)),
        Audience(must_not=(SILENT, UNCERTAIN)),
    ):
        expected = world.matching(audience)
        assert await keys(database, audience) == sorted(expected)
        assert await keys(database, audience, after=3, upto=8) == sorted(
            expected & set(range(4, 9))
        )
        assert await count(database, audience) == len(expected)


@ALL_TOGETHER
@given(people=PEOPLE, audience=AUDIENCES, limit=st.integers(1, 5))
async def test_the_snapshot_is_what_was_counted(
    database: Database, people: list[Someone], audience: Audience, limit: int
) -> None:
    world = World(people=people)
    async with database.write() as connection:
        await world.write(connection)
    counted = await count(database, audience)
    for_good = await fixed(database, audience)
    assert await count(database, for_good) == counted
    run_id = await launched(database, Audience.load(for_good.dump()))
    rows = await frozen(database, run_id, limit)
    assert len(rows) == counted
    assert set(rows) <= world.matching(without_random(audience))


async def test_the_same_ones_are_drawn_each_time_and_others_by_another_seed(
    database: Database,
) -> None:
    async with database.write() as connection:
        await World(people=[Someone()] * 200).write(connection)
    some = Audience(must=(AtRandom(seed=5, count=40),))
    once = await keys(database, await fixed(database, some))
    assert await keys(database, await fixed(database, some)) == once
    assert len(once) == 40
    others = Audience(must=(AtRandom(seed=6, count=40),))
    assert await keys(database, await fixed(database, others)) != once
    rest = Audience(must_not=(AtRandom(seed=5, count=40),))
    assert set(await keys(database, await fixed(database, rest))) == set(range(1, 201)) - set(once)


async def test_a_share_is_about_that_share_of_any_stretch(database: Database) -> None:
    async with database.write() as connection:
        await World(people=[Someone()] * 400).write(connection)
    for seed in range(20):
        tenth = await keys(database, Audience(must=(AtRandom(seed=seed, percent=25),)))
        assert 70 <= len(tenth) <= 130


async def test_days_are_counted_back_from_the_launch(database: Database) -> None:
    """A launch that takes its time to freeze must not move on from who was counted."""
    async with database.write() as connection:
        await World(people=[Someone(joined_at=NOW - 10 * DAY, seen_at=NOW)]).write(connection)
    asked = Audience(must=(Joined(within=10), LastSeen(within=1)))
    for_good = await fixed(database, asked)
    later = NOW + 5 * DAY
    async with database.read() as connection:
        assert await counting.count(connection, asked, now=later) == 0
        assert await counting.count(connection, for_good, now=later) == 1


@pytest.mark.parametrize(
    ("condition", "missing", "name"),
    [
        (Tagged(names=("vip", "gone")), Missing.TAG, "gone"),
        (FieldIs(name="Shoe size", value="43"), Missing.FIELD, "Shoe size"),
        (WantsTopic(topic=99), Missing.TOPIC, "99"),
        (InList(number=99), Missing.LIST, "99"),
        (InBroadcast(broadcast=99, fate="got"), Missing.BROADCAST, "99"),
        (Answered(broadcast=99), Missing.BROADCAST, "99"),
        (Clicked(broadcast=99), Missing.LINK, "99"),
        (Clicked(broadcast=BROADCAST, url="https://else.example"), Missing.LINK, str(BROADCAST)),
        (Clicked(broadcast=OTHER), Missing.LINK, str(OTHER)),  # its clicks are nobody's
    ],
)
async def test_what_is_gone_is_said_and_nobody_is_counted(
    database: Database, condition: Condition, missing: Missing, name: str
) -> None:
    async with database.write() as connection:
        await World(people=[Someone()]).write(connection)
    for audience in (Audience(must=(condition,)), Audience(must_not=(condition,))):
        with pytest.raises(CannotAsk) as refused:
            await count(database, audience)
        found = refused.value
        assert (found.missing, found.name, found.condition) == (missing, name, condition)


async def test_a_topic_that_is_gone_is_the_audiences_own(database: Database) -> None:
    with pytest.raises(CannotAsk) as refused:
        await count(database, Audience(topic=99))
    assert (refused.value.missing, refused.value.condition) == (Missing.TOPIC, None)


async def test_a_pruned_ledger_does_not_count(database: Database) -> None:
    async with database.write() as connection:
        await World(people=[Someone(delivery=DeliveryState.SENT)]).write(connection)
        await connection.execute(update(runs).where(runs.c.id == RUN).values(thinned=True))
    for audience in (
        Audience(must=(InBroadcast(broadcast=BROADCAST, fate="not got"),)),
        Audience(must_not=(Answered(broadcast=BROADCAST),)),
        Audience(since=BROADCAST),
    ):
        with pytest.raises(CannotAsk) as refused:
            await count(database, audience)
        assert (refused.value.missing, refused.value.name) == (Missing.LEDGER, str(BROADCAST))


async def test_which_condition_leaves_nobody(database: Database) -> None:
    async with database.write() as connection:
        await World(people=[Someone(language="ru"), Someone(tags=frozenset({"vip"}))]).write(
            connection
        )
    russian, vip = InLanguage(codes=("ru",)), Tagged(names=("vip",))
    nobody = InList(number=LIST)
    for audience, expected in (
        (Audience(must=(russian,)), None),
        (Audience(must=(russian, vip)), vip),
        (Audience(must=(vip, russian)), russian),
        (Audience(must=(nobody, vip, russian)), nobody),
        (Audience(must_not=(nobody, russian, vip)), vip),
        (Audience(must=(russian, vip), must_not=(russian,)), russian),
    ):
        async with database.read() as connection:
            assert await counting.emptied_by(connection, audience, now=NOW) == expected


async def test_a_topic_leaves_nobody_out_and_says_how_many_do_not_want_it(
    database: Database,
) -> None:
    async with database.write() as connection:
        await World(people=[Someone(opted_out=True), Someone(), Someone()]).write(connection)
        await connection.execute(insert(topic_opt_outs).values(topic_id=TOPIC, subscriber_id=2))
    everyone = Audience(topic=TOPIC)
    assert await count(database, everyone) == 3
    async with database.read() as connection:
        assert await counting.unwanted(connection, everyone, now=NOW) == 2
        vips = replace(everyone, must=(InLanguage(codes=("ru",)),))
        assert await counting.unwanted(connection, vips, now=NOW) == 0


async def test_those_who_do_not_want_a_topic_are_skipped_few_at_a_time(database: Database) -> None:
    """A million of them in one transaction would keep everybody else from writing."""
    async with database.write() as connection:
        people = [*[Someone()] * 10, *[Someone(opted_out=True)] * 20]
        await World(people=people).write(connection)
    run_id = await launched(database, Audience(topic=TOPIC))
    assert len(await frozen(database, run_id, 100)) == 30
    reached: list[int] = [0]
    while True:
        async with database.write() as connection:
            last = await snapshot.skip_unwanted(connection, TOPIC, after=reached[-1], limit=8)
        if last is None:
            break
        reached.append(last)
    assert reached == [0, 18, 26]
    async with database.read() as connection:
        skipped = select(deliveries.c.subscriber_id).where(deliveries.c.reason == "topic")
        assert set((await connection.execute(skipped)).scalars()) == set(range(11, 31))
        counted = select(runs.c.skipped, runs.c.unwanted).where(runs.c.id == run_id)
        assert tuple((await connection.execute(counted)).one()) == (20, 20)


@pytest.mark.parametrize(("tagged", "expected"), [(True, [1]), (False, [])])
async def test_a_group_that_moves_is_frozen_only_where_it_matches(
    database: Database, *, tagged: bool, expected: list[int]
) -> None:
    """Its snapshot had passed the old number, and was still to come to the new one."""
    vip = frozenset({"vip"}) if tagged else frozenset[str]()
    async with database.write() as connection:
        world = World(
            people=[
                Someone(kind="group", state="blocked"),
                Someone(kind="supergroup", tags=vip),
            ]
        )
        await world.write(connection)
    run_id = await launched(database, Audience(must=(Tagged(names=("vip",)),)))
    async with database.write() as connection:
        await connection.execute(update(runs).where(runs.c.id == run_id).values(frozen_upto=1))
        await migrated_chats.move(connection, old=1_001, new=1_002, now=NOW)
        rows = await connection.execute(
            select(deliveries.c.subscriber_id).where(deliveries.c.run_id == run_id)
        )
        assert list(rows.scalars()) == expected


async def test_what_is_known_of_two_chats_is_known_of_the_one_that_is_left(
    database: Database,
) -> None:
    async with database.write() as connection:
        both = frozenset({"vip", "Ölwechsel"})
        here = Someone(kind="group", tags=frozenset({"vip"}), fields=(("City", "Berlin"),))
        there = Someone(kind="supergroup", tags=both, opted_out=True, listed=True)
        await World(people=[here, there]).write(connection)
        await migrated_chats.move(connection, old=1_001, new=1_002, now=NOW)
    for condition in (
        Tagged(names=("vip",)),
        Tagged(names=("Ölwechsel",)),
        FieldIs(name="City", value="Berlin"),
        InList(number=LIST),
    ):
        assert await keys(database, Audience(must=(condition,))) == [1]
    assert await keys(database, Audience(must=(WantsTopic(topic=TOPIC),))) == []


async def test_those_who_came_since_and_nobody_twice(database: Database) -> None:
    """The broadcast was launched 30 days ago, when the newest subscriber was number 6."""
    world = World(
        people=[
            Someone(delivery=DeliveryState.SENT),
            Someone(),  # was not subscribed then, came back since
            Someone(delivery=DeliveryState.SKIPPED),  # left before the turn, came back since
            Someone(delivery=DeliveryState.UNCERTAIN),
            Someone(),  # was blocked then and is again: not active
            Someone(),  # was subscribed all the time and not in its audience
            *[Someone()] * 3,  # new
        ]
    )
    async with database.write() as connection:
        await world.write(connection)
        back = subscribers.c.id.in_((1, 2, 3, 4))
        await connection.execute(update(subscribers).where(back).values(state_at=NOW - DAY))
        gone = subscribers.c.id == 5
        await connection.execute(update(subscribers).where(gone).values(state="blocked"))
    since = Audience(since=BROADCAST)
    assert await keys(database, since) == [2, 3, 7, 8, 9]
    run_id = await launched(database, since)
    async with database.write() as connection:
        child = broadcasts.c.id == 50
        await connection.execute(update(broadcasts).where(child).values(parent_id=BROADCAST))
        await connection.execute(
            insert(deliveries),
            [
                {"run_id": run_id, "subscriber_id": 2, "state": DeliveryState.SENT, "step": 0},
                {"run_id": run_id, "subscriber_id": 3, "state": DeliveryState.BLOCKED, "step": 1},
                {"run_id": run_id, "subscriber_id": 7, "state": DeliveryState.SENT, "step": 0},
                {"run_id": run_id, "subscriber_id": 8, "state": DeliveryState.BLOCKED, "step": 0},
            ],
        )
    assert await keys(database, since) == [8, 9]
    # From the later one's card: who came since then, and got neither.
    async with database.write() as connection:
        await connection.execute(
            update(runs).where(runs.c.id == run_id).values(audience_upto=8, launched_at=NOW - 1)
        )
    assert await keys(database, Audience(since=50)) == [9]
