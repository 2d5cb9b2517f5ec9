"""A few storms; `make soak` plays more of them."""

import pytest
from sqlalchemy.engine import URL

from tests.engine.storms.scene import run_storm

SEEDS = range(3)


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_happens_the_ledger_tells_the_truth(seed: int, migrated_url: URL) -> None:
    await run_storm(seed, migrated_url)


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_is_found_out_is_true(seed: int, migrated_url: URL) -> None:
    """What lost answers have brought about, with kills, late calls, replies and other programs; the
    judge is the sandbox's own record."""
    await run_storm(seed, migrated_url, find_out=True)
