"""Who gets a broadcast where a cap is set, against a slow count of what really happened."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from broadcast.ledger.entries import Claim
from broadcast.ledger.writer import Ledger
from db.connection.database import Database
from db.ledger import deliveries
from db.schema.states import DeliveryState
from tests.clocks import VirtualClock
from tests.engine.caps.ground import WEEK, capped, claim, end, launched, ledger_of
from tests.engine.ledger.test_ledger import EXAMPLES, add_people, opened

PEOPLE = 4
# By run: the first broadcast of its line, and whether it counts. The fourth sends the first one
# once more; the fifth is urgent.
LINES = {1: 1, 2: 2, 3: 3, 4: 1, 5: 5}
URGENT = 5
RUNS = st.sampled_from([*LINES])
NOTHING_SENT = (DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.BLOCKED)
ENDS = st.sampled_from([*NOTHING_SENT, DeliveryState.SENT, DeliveryState.UNCERTAIN])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), st.lists(RUNS, min_size=1, max_size=3, unique=True)),
        st.tuples(st.just("end"), st.tuples(RUNS, ENDS)),
        st.tuples(st.just("wait"), st.sampled_from([1, WEEK // 2, WEEK - 1, WEEK])),
        st.tuples(st.just("crash"), st.none()),
    ),
    max_size=25,
)


@dataclass(kw_only=True)
class Reference:
    """All that happened, in a list that is read from its beginning each time."""

    cap: int
    pending: dict[int, list[int]] = field(
        default_factory=lambda: {run: list(range(1, PEOPLE + 1)) for run in LINES}
    )
    got: list[tuple[int, int, float]] = field(default_factory=list)  # person, run, when
    left_out: dict[int, list[int]] = field(default_factory=lambda: {run: [] for run in LINES})

    def claim(self, run: int, now: float) -> list[int]:
        claimed = []
        for person in self.pending[run]:
            if run != URGENT and self._others(person, run, now) >= self.cap:
                self.left_out[run].append(person)
            else:
                claimed.append(person)
                self.got.append((person, run, now))
        self.pending[run] = []
        return claimed

    def nothing_sent(self, person: int, run: int) -> None:
        self.got = [one for one in self.got if one[:2] != (person, run)]

    def _others(self, person: int, run: int, now: float) -> int:
        return len(
            {
                LINES[other]
                for who, other, when in self.got
                if who == person and LINES[other] != LINES[run] and other != URGENT
                if when > now - WEEK
            }
        )


class Machine:
    """The ledger, driven as the engine drives it, and the reference beside it."""

    def __init__(self, database: Database, cap: int) -> None:
        self.database = database
        self.clock = VirtualClock()
        self.cap = cap
        self.reference = Reference(cap=cap)
        self.held: dict[int, list[Claim]] = {run: [] for run in LINES}
        self.ledger = self._begin()

    async def claim(self, runs: list[int]) -> None:
        """In one transaction: what the first claims counts for the second."""
        found = await claim(self.ledger, *runs)
        for run in runs:
            expected = self.reference.claim(run, self.clock.time())
            claims = found.get(run, [])
            assert sorted(one.subscriber_id for one in claims) == expected
            self.held[run] += claims

    async def end(self, what: tuple[int, DeliveryState]) -> None:
        run, state = what
        if not self.held[run]:
            return
        one = self.held[run].pop(0)
        await end(self.ledger, [one], state)
        if state in NOTHING_SENT:
            self.reference.nothing_sent(one.subscriber_id, run)
        if state is DeliveryState.PENDING:
            self.reference.pending[run] = sorted([*self.reference.pending[run], one.subscriber_id])

    async def wait(self, seconds: int) -> None:
        await self.clock.advance(seconds)

    async def crash(self, _: None) -> None:
        """Whoever was claimed is uncertain, and may have got it."""
        async with self.database.write() as connection:
            await deliveries.recover(connection)
        self.held = {run: [] for run in LINES}
        self.ledger = self._begin()

    async def check(self) -> None:
        for run in LINES:
            assert await capped(self.database, run) == sorted(self.reference.left_out[run])

    def _begin(self) -> Ledger:
        return ledger_of(self.database, self.clock, self.cap)


@given(cap=st.integers(1, 3), steps=STEPS)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_gets_more_and_nobody_less_than_the_cap_lets_them(
    new_database: Callable[[], URL], cap: int, steps: list[tuple[str, object]]
) -> None:
    async def run() -> None:
        async with opened(new_database()) as database:
            await add_people(database, PEOPLE)
            for _ in range(3):
                await launched(database, PEOPLE)
            await launched(database, PEOPLE, parent_id=1)
            await launched(database, PEOPLE, urgent=True)
            machine = Machine(database, cap)
            for name, value in steps:
                await getattr(machine, name)(value)
                await machine.check()

    asyncio.run(run())
