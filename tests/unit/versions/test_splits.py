"""Who gets which version: the same for ever, each about as many, and nobody in two."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from broadcast.model.versions.plan import MOST_VERSIONS, VersionTest
from db.audience.random_order import PLACES, place_of, share
from db.broadcasts.variants import Split
from db.connection.database import Database
from db.schema.subscribers import subscribers
from tests.engine.ledger.test_ledger import add_people

PEOPLE = 4_000

splits = st.integers(2, MOST_VERSIONS).flatmap(
    lambda versions: st.builds(
        Split,
        broadcast_id=st.integers(1, 10**6),
        versions=st.just(versions),
        share=st.integers(1, 100 // versions),
    )
)


@given(splits)
def test_shares_are_as_large_as_was_said_and_next_to_each_other(split: Split) -> None:
    ends = split.ends()
    sizes = [end - start for start, end in zip((0, *ends), ends, strict=False)]
    everybody = split.share == 100 // split.versions
    wanted = PLACES / split.versions if everybody else PLACES * split.share / 100
    assert all(abs(size - wanted) <= 1 for size in sizes)
    assert (ends[-1] == PLACES) is everybody


@given(st.integers(1, 100), st.integers(2, MOST_VERSIONS))
def test_a_plan_never_promises_more_than_everybody(percent: int, versions: int) -> None:
    plan = VersionTest(share=percent)
    each = plan.share_of_each(versions)
    assert 1 <= each * versions <= 100
    split = Split(broadcast_id=1, versions=versions, share=each)
    assert plan.holds_back(versions) is (split.ends()[-1] < PLACES)


@pytest.mark.parametrize(("versions", "percent"), [(2, 10), (3, 10), (4, 25), (3, 33), (2, 1)])
async def test_each_version_has_its_share_of_the_people(
    database: Database, versions: int, percent: int
) -> None:
    await add_people(database, PEOPLE)
    split = Split(broadcast_id=7, versions=versions, share=percent)
    version = split.version(subscribers.c.id)
    async with database.read() as connection:
        waits = split.waits(subscribers.c.id)
        query = select(version, waits, func.count()).group_by(version, waits)
        rows = (await connection.execute(query)).all()
    assert all(bool(held) is (number == versions) for number, held, _ in rows)
    counts = Counter({number: people for number, _, people in rows})
    part = 1 / versions if split.ends()[-1] == PLACES else percent / 100
    for number in range(versions):
        assert counts[number] == pytest.approx(PEOPLE * part, abs=PEOPLE * 0.01)


async def test_the_split_is_not_the_order_of_the_audiences_random_part(database: Database) -> None:
    """Whoever is drawn for the broadcast would all be in its first version."""
    await add_people(database, PEOPLE)
    split = Split(broadcast_id=5, versions=2, share=50)
    drawn = place_of(subscribers.c.id, 5) < share(20)
    version = split.version(subscribers.c.id)
    async with database.read() as connection:
        query = select(version, func.count()).where(drawn).group_by(version)
        counts = dict(iter(await connection.execute(query)))
    assert min(counts.get(0, 0), counts.get(1, 0)) > PEOPLE * 0.2 * 0.4
