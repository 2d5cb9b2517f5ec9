"""A bot with one subscriber, on a Monday at nine in Berlin, and a server with a feed."""

import pytest

from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.unit.feeds.house import FeedHouse, Server
from tests.unit.repeating.house import MONDAY, clock_at


@pytest.fixture
async def house(database: Database) -> FeedHouse:
    await Subscribers(database).subscribe(50, now=1)
    return FeedHouse(database, clock_at(MONDAY), Server())
