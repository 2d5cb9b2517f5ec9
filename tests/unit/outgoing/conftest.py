"""A house of events."""

from collections.abc import AsyncIterator

import pytest

from db.connection.database import Database
from tests.unit.outgoing.house import House


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    made = House(database)
    yield made
    await made.supervisor.close()
