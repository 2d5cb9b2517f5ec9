"""What the background task owes the ledger: a verdict is on disk not later than the numbers that
are accounted for because of it."""

from typing import Any

import pytest

from botapi.message_numbers import Leaving
from broadcast.certainty.doubts import Answer, Doubt
from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.clicks.tracking import Tracking
from broadcast.finding.finder import Finder
from broadcast.finding.sendings import Sendings
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events
from broadcast.numbers.memory import Memory
from broadcast.numbers.recalled import Recalled
from db.connection.database import Database
from db.errors import DatabaseTrouble
from tests.clocks import VirtualClock
from tests.unit.finding.conftest import FIRST, IN_DOUBT, KNOWN, LAST

NOTE = (
    "INSERT INTO written SELECT NEW.value,"
    " (SELECT count(*) FROM doubts WHERE found IS NULL) WHERE NEW.key = 'numbers'"
)


class Telegram:
    """Where each message is."""

    def is_well(self) -> bool:
        return True

    async def ask_about(self, doubt: Doubt, number: int) -> Answer:
        return await self.ask(doubt.chat_id, number, doubt.markup or "")

    async def ask(self, chat_id: int, number: int, _markup: str) -> Answer:
        return Answer.THERE if chat_id == FIRST + number - 1 else Answer.NOT_FOUND


async def nothing() -> None:
    """No run is loaded here."""


def finder_of(database: Any, memory: Memory, clock: VirtualClock) -> Finder:
    ledger = Ledger(database, clock, StorageWatch(), resend_uncertain=False, memory=memory)
    asker: Any = Telegram()
    sendings = Sendings(database, Tracking(database, None, clock))
    return Finder(database, ledger, memory, asker, sendings, Events(), nothing, clock)


def close_windows(memory: Memory, clock: VirtualClock) -> None:
    """By a call that left late enough; all that waited has been read."""
    clock.now += LANDS_WITHIN
    memory.sent([LAST + 1], Leaving(KNOWN, clock.now))
    memory.heard(clock.now + 1)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def memory(clock: VirtualClock) -> Memory:
    made = Memory(clock)
    for number in range(1, KNOWN + 1):
        made.received(number)
    return made


@pytest.mark.sqlite_only("its triggers")
async def test_what_is_found_is_on_disk_no_later_than_its_number(
    sent: Database, memory: Memory, clock: VirtualClock
) -> None:
    """Else a kill in between leaves a doubt whose number is said to be another message's: nothing
    is missing then, and it is sent twice."""
    finder = finder_of(sent, memory, clock)
    async with sent.write() as connection:
        await connection.exec_driver_sql("CREATE TABLE written (value TEXT, open INT)")
        for what in ("INSERT", "UPDATE"):
            await connection.exec_driver_sql(
                f"CREATE TRIGGER noted_{what} AFTER {what} ON engine_memory BEGIN {NOTE}; END"
            )
    await finder.once()
    close_windows(memory, clock)
    memory.dump()  # another commit takes along what has come
    clock.now += 1
    await finder.once()
    async with sent.read() as connection:
        rows = (await connection.exec_driver_sql("SELECT value, open FROM written")).all()
        written = [(Recalled.load(row.value).numbers, row.open) for row in rows]
        states = (await connection.exec_driver_sql("SELECT DISTINCT state FROM deliveries")).all()
    assert states == [(2,)]
    assert written, "what was found is never written without its number"
    assert written[-1][0].missing(KNOWN, LAST + 1, limit=9) == []
    for numbers, still_open in written:
        assert len(numbers.missing(KNOWN, LAST + 1, limit=9) or []) >= still_open


async def test_trouble_with_the_database_makes_nobody_forgotten(
    sent: Database, memory: Memory, clock: VirtualClock
) -> None:
    """They were never looked into, and their run never ended."""

    class Troubled:
        """At first nothing can be read."""

        tries = 0

        def __getattr__(self, name: str) -> Any:
            return getattr(sent, name)

        def read(self) -> Any:
            self.tries += 1
            if self.tries == 1:
                raise DatabaseTrouble("disk I/O error")
            return sent.read()

    finder = finder_of(Troubled(), memory, clock)
    with pytest.raises(DatabaseTrouble):
        await finder.once()
    await finder.once()
    assert len(memory.inquiry) == IN_DOUBT


async def test_a_verdict_on_an_earlier_call_says_nothing_of_a_later_one(
    sent: Database, memory: Memory, clock: VirtualClock
) -> None:
    """It was written, nobody heard that it was, and the message was sent again and is in doubt once
    more: told again, the verdict would have it sent a third time."""
    finder = finder_of(sent, memory, clock)
    await finder.once()
    async with sent.write() as connection:
        await connection.exec_driver_sql(f"UPDATE doubts SET low = {LAST}")
    close_windows(memory, clock)
    clock.now += 1
    await finder.once()
    async with sent.read() as connection:
        still = "SELECT count(*) FROM doubts WHERE found IS NULL"
        assert (await connection.exec_driver_sql(still)).scalar() == IN_DOUBT
    assert len(memory.inquiry) == IN_DOUBT, "it is looked into"


async def test_whoever_was_erased_cannot_be_asked(
    sent: Database, memory: Memory, clock: VirtualClock
) -> None:
    """It was said that nobody can ask for a message of this kind."""
    async with sent.write() as connection:
        await connection.exec_driver_sql(f"DELETE FROM subscribers WHERE id = {LAST}")
    finder = finder_of(sent, memory, clock)
    await finder.once()
    close_windows(memory, clock)
    clock.now += 1
    await finder.once()
    async with sent.read() as connection:
        query = f"SELECT found, reason FROM doubts WHERE subscriber_id = {LAST}"
        assert (await connection.exec_driver_sql(query)).one() == ("unknown", "erased")
