"""A few storms; `make soak` plays more of them."""

import pytest
from sqlalchemy.engine import URL

from tests.engine.storms.scene import run_storm

SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_happens_the_ledger_tells_the_truth(seed: int, migrated_url: URL) -> None:
    await run_storm(seed, migrated_url)
