"""The line to the server is cut as claims, or outcomes, are committed, by a proxy between the two:
whatever became of the COMMIT, nobody is lost, nobody gets it twice, and the counters are the rows.

SEEDS=50 plays each with fifty seeds; SEED=7 that one alone (`make cuts`).
"""

import os
import random
import sys
from collections.abc import Sequence

import pytest
from sqlalchemy.engine import URL

from botapi_sandbox.control import Control
from broadcast.model.content import Content
from db.connection.opening import open_database
from tests.engine.conftest import TEXT, Bench, text, working
from tests.engine.invariants import expect_exactly_once, expect_minutes_add_up
from tests.postgresql.cluster import Cluster
from tests.postgresql.proxy import Cut, Proxy

PEOPLE = 100
RATE = 60  # messages/s of the fast clock
SHARE = 0.5  # of the commits after the first one
MORE = "And one thing more"
# How a statement begins that is in each transaction of the kind (db/ledger/claims.py,
# db/dialect/row_updates.py). A transaction of both is one of claims.
CLAIMS = "UPDATE deliveries SET state=CASE"
OUTCOMES = "UPDATE deliveries SET state = given.state"


def seeds() -> list[int]:
    if one := os.environ.get("SEED"):
        return [int(one)]
    return list(range(int(os.environ.get("SEEDS") or 2)))


def kind_of(statements: Sequence[str]) -> str | None:
    for name, beginning in (("claims", CLAIMS), ("outcomes", OUTCOMES)):
        if any(one.startswith(beginning) for one in statements):
            return name
    return None


class Knife:
    """Cuts commits of one kind, the first and some of the others, in any of the ways."""

    def __init__(self, kind: str, chance: random.Random) -> None:
        self._kind = kind
        self._chance = chance
        self._share = 1.0

    def __call__(self, statements: Sequence[str]) -> Cut | None:
        if kind_of(statements) != self._kind or self._chance.random() >= self._share:
            return None
        self._share = SHARE
        return self._chance.choice(list(Cut))


@pytest.mark.parametrize("seed", seeds())
@pytest.mark.parametrize("kind", ["claims", "outcomes"])
async def test_a_commit_that_was_cut_off(
    sandbox_url: str, cluster: Cluster, postgresql_url: URL, control: Control, kind: str, seed: int
) -> None:
    chance = random.Random(f"{kind} {seed}")
    words = (TEXT, MORE) if chance.random() < 0.5 else (TEXT,)
    cluster.fill(postgresql_url)
    async with Proxy(cluster.server.port).serving() as proxy:
        database = await open_database(proxy.url(postgresql_url))
        try:
            async with working(sandbox_url, database, control, rate=RATE) as bench:
                proxy.chooses = Knife(kind, chance)
                await see_it_through(bench, words)
        except BaseException as error:
            error.add_note(f"again: make cuts SEED={seed}; cut: {proxy.cuts}")
            raise
        finally:
            await database.close()
    assert proxy.cuts
    sys.stdout.write(f"of {kind} {len(proxy.cuts)} commits were cut off: {proxy.counts}\n")


async def see_it_through(bench: Bench, words: Sequence[str]) -> None:
    await bench.control.limits(per_second=None)
    await bench.subscribe(PEOPLE)
    message = tuple(call for one in words for call in text(one).message)
    broadcast = await bench.finished(await bench.launch(Content(message=message)))
    figures = broadcast.figures
    assert (figures.total, figures.sent, figures.uncertain) == (PEOPLE, PEOPLE, 0)
    for one in words:
        await expect_exactly_once(bench.database, bench.control, broadcast, one)
    await expect_minutes_add_up(bench.database, broadcast)
