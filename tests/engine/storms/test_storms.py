"""A few storms; `make soak` plays more of them."""

from pathlib import Path

import pytest

from tests.engine.storms.scene import run_storm

SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_happens_the_ledger_tells_the_truth(seed: int, tmp_path: Path) -> None:
    await run_storm(seed, tmp_path)
