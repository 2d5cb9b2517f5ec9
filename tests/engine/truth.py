"""The ledger beside what Telegram counted: for each recipient and each step of a broadcast.

Finer than tests/engine/invariants.py: it also holds in the middle of things, when the engine has
just died and nobody has recovered anything yet.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import text

from botapi_sandbox.control import Control
from db.connection.database import Database
from db.schema.states import DeliveryState
from tests.engine.invariants import COUNTED, SKIPPED_FOR, skipped_for

MAY_HAVE_IT = {DeliveryState.CLAIMED, DeliveryState.UNCERTAIN}
UNDECIDED = {DeliveryState.PENDING, DeliveryState.CLAIMED}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A row of the ledger. `first`: the step it began with, where it was sent to once more."""

    subscriber: int
    state: DeliveryState
    step: int
    first: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether its recipient is to stay with the first messages of several."""
        ended = self.state not in UNDECIDED and self.state is not DeliveryState.SENT
        return ended and self.step > 0

    def bounds(self, step: int) -> tuple[int, int]:
        """How often its chat got the message of this step by it: at least, and at most."""
        if step < self.first:
            return 0, 0
        if step < self.step:
            return 1, 1
        if step > self.step:
            return 0, 0
        if self.state is DeliveryState.SENT:
            return 1, 1
        return (0, 1) if self.state in MAY_HAVE_IT else (0, 0)


@dataclass(kw_only=True)
class Census:
    """Which subscriber is which chat, kept beside the database: there people can be erased.

    `moved`: new chat id → old one, so that a group that has migrated stays one chat.
    """

    chats: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)

    async def learn(self, database: Database) -> None:
        async with database.read() as connection:
            rows = await connection.execute(text("SELECT id, chat_id FROM subscribers"))
            for number, chat in rows.all():
                self.chats.setdefault(number, self.first_id(chat))

    def first_id(self, chat: int) -> int:
        return self.moved.get(chat, chat)


async def entries_of(database: Database, run_id: int) -> list[Entry]:
    query = text("SELECT subscriber_id, state, step FROM deliveries WHERE run_id = :run")
    async with database.read() as connection:
        rows = (await connection.execute(query, {"run": run_id})).all()
    return [
        Entry(subscriber=number, state=DeliveryState(state), step=step)
        for number, state, step in rows
    ]


async def expect_the_truth(
    database: Database,
    control: Control,
    census: Census,
    family: Sequence[int],
    words: Sequence[str],
) -> list[Entry]:
    """Telegram counted for each chat what the ledger says, or leaves open.

    Nothing that was sent is forgotten, nothing that is recorded was not sent, nobody got it twice
    (but where an admin sent it again). `family`: the run, and those that sent it again, in order;
    `words`: what the message of each step says.
    """
    entries = await _family(database, family)
    for step, said in enumerate(words):
        got: Counter[int] = Counter()
        for chat, times in await control.delivered(said):
            got[census.first_id(chat)] += times
        _compare(_by_chat(entries, census), got, step, most=len(family))
    return entries


async def _family(database: Database, family: Sequence[int]) -> list[Entry]:
    """All entries; who is sent to once more begins at the step that is missing."""
    reached: dict[int, int] = {}
    entries = []
    for run_id in family:
        for entry in await entries_of(database, run_id):
            entries.append(replace(entry, first=reached.get(entry.subscriber, 0)))
            reached[entry.subscriber] = entry.step
    return entries


def _by_chat(entries: Sequence[Entry], census: Census) -> Mapping[int, list[Entry]]:
    """A group that was known under both its ids has two entries."""
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        found.setdefault(census.chats[entry.subscriber], []).append(entry)
    return found


def _compare(
    chats: Mapping[int, list[Entry]], got: Mapping[int, int], step: int, *, most: int
) -> None:
    for chat, entries in chats.items():
        bounds = [entry.bounds(step) for entry in entries]
        low, high = sum(one for one, _ in bounds), sum(one for _, one in bounds)
        times = got.get(chat, 0)
        assert low <= times <= min(high, most), f"chat {chat} got step {step} {times} x: {entries}"
    strangers = set(got) - set(chats)
    assert not strangers, f"{strangers} got it and are not in the ledger"


async def expect_order(database: Database) -> None:
    """What every commit leaves behind, for every run: counters, cursors, totals, ends."""
    async with database.read() as connection:
        runs = (await connection.execute(text("SELECT * FROM runs"))).mappings().all()
    for run in runs:
        entries = await entries_of(database, run["id"])
        counts = Counter(entry.state for entry in entries)
        told = {state: run[counter] for state, counter in COUNTED.items()}
        assert told == {state: counts[state] for state in COUNTED}, f"run {run['id']}: counters"
        partial = sum(one.is_partial for one in entries)
        assert run["partial"] == partial, f"run {run['id']}: partial"
        for reason, counter in SKIPPED_FOR.items():
            count = await skipped_for(database, run["id"], reason)
            assert run[counter] == count, f"run {run['id']}: {counter}"
        delayed = await _delayed(database, run["id"])
        passed_over = await _passed_over(database, run["id"])
        assert passed_over <= delayed, f"run {run['id']}: cursor"
        if run["frozen"]:
            assert run["total"] == len(entries), f"run {run['id']}: total"
        if run["state"] == "finished":
            assert run["frozen"], f"run {run['id']} ended before its snapshot stood"
            assert not UNDECIDED & set(counts), f"run {run['id']} ended with {counts}"
            assert not delayed, f"run {run['id']} ended while {delayed} waited"


async def _passed_over(database: Database, run_id: int) -> set[int]:
    """Pending, and not above the cursor of their part, nor found by themselves."""
    query = text(
        "SELECT subscriber_id FROM deliveries JOIN run_parts USING (run_id, part)"
        " WHERE run_id = :run AND state = :pending AND subscriber_id <= cursor"
        " AND trouble IS NULL"
    )
    values = {"run": run_id, "pending": int(DeliveryState.PENDING)}
    async with database.read() as connection:
        return set((await connection.execute(query, values)).scalars())


async def _delayed(database: Database, run_id: int) -> set[int]:
    query = text("SELECT subscriber_id FROM set_aside WHERE run_id = :run")
    async with database.read() as connection:
        return set((await connection.execute(query, {"run": run_id})).scalars())
