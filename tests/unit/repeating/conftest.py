"""A bot with one subscriber, on a Monday at nine in Berlin."""

import pytest

from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.unit.repeating.house import MONDAY, RepeatHouse, clock_at


@pytest.fixture
async def house(database: Database) -> RepeatHouse:
    await Subscribers(database).subscribe(50, now=1)
    return RepeatHouse(database, clock_at(MONDAY))
