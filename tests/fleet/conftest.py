"""A fleet for a test, and what its faults have cost at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from tests.fleet.figures import Figures, pytest_terminal_summary
from tests.fleet.fleet import Fleet

LATENCY = 0.02  # seconds of each call

__all__ = ["pytest_terminal_summary"]


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    return Figures(request.node)


@pytest.fixture
async def fleet(postgresql_url: URL, tmp_path: Path, figures: Figures) -> AsyncIterator[Fleet]:
    async with a_fleet(postgresql_url, tmp_path, figures) as ready:
        yield ready


@asynccontextmanager
async def a_fleet(database: URL, folder: Path, figures: Figures) -> AsyncIterator[Fleet]:
    async with (
        Sandbox(seed=1, like="plain").serving(port=0) as url,
        Control(url) as control,
    ):
        await control.limits(per_second=None, latency=LATENCY)
        server = database.difference_update_query(["schema"])
        ready = Fleet(url=url, control=control, server=server, folder=folder, figures=figures)
        try:
            yield ready
        finally:
            await ready.close()
