"""Messages that are known to be there, and what they look like by now."""

import pytest

from broadcast.certainty.calibration import Question
from broadcast.certainty.doubts import Kind
from broadcast.clicks.tracking import Tracking
from broadcast.finding.known import KnownMessages
from broadcast.finding.sendings import Sendings
from db.connection.database import Database
from tests.clocks import VirtualClock
from tests.filled import add_run

THERE = Question(Kind.PLAIN, there=True)


@pytest.fixture
def known(sent: Database) -> KnownMessages:
    return KnownMessages(sent, Sendings(sent, Tracking(sent, None, VirtualClock())))


async def test_what_is_corrected_meanwhile_is_not_asked_for(
    sent: Database, known: KnownMessages
) -> None:
    """By the buttons that it had the question would have changed it, and stopped everything."""
    assert await known.pair(THERE) is not None
    async with sent.write() as connection:
        await add_run(connection, 2, kind="edit", source_run_id=1, audience_upto=99, total=10)
    assert await known.pair(THERE) is None


async def test_what_is_pinned_is_as_it_was(sent: Database, known: KnownMessages) -> None:
    """Where all broadcasts were pinned no server was known, and nothing found out."""
    async with sent.write() as connection:
        await add_run(connection, 2, kind="pin", source_run_id=1, audience_upto=99, total=10)
    assert await known.pair(THERE) is not None
    async with sent.write() as connection:
        await add_run(connection, 3, kind="recall", source_run_id=1, audience_upto=99, total=10)
    assert await KnownMessages(sent, known._sendings).pair(THERE) is None


async def test_what_a_series_says_may_have_changed(sent: Database, known: KnownMessages) -> None:
    async with sent.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET standing = true")
    assert await known.pair(THERE) is None
