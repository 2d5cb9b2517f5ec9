"""A bot with one subscriber, on a clock that somebody may set."""

import pytest

from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.unit.planning.house import JumpingClock, PlanHouse


@pytest.fixture
async def house(database: Database) -> PlanHouse:
    await Subscribers(database).subscribe(50, now=1)
    return PlanHouse(database, JumpingClock())
