"""The runs that the engine has something to do for, as it holds them in memory."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.outcome import SUSPICIOUS
from botapi.refusals import judge_refusal
from broadcast.clicks.tracking import Tracking
from broadcast.guards.canary import SafetyLimits
from broadcast.guards.content import Refusal
from broadcast.hours.house import HouseRules
from broadcast.model.clicks.addresses import Addresses
from broadcast.paid.balance import StarsBalance
from broadcast.runs.guards import Earlier
from broadcast.runs.run import ActiveRun
from db.broadcasts.variants import variants_of
from db.connection.database import Database
from db.ledger import delayed, deliveries, open_deliveries, runs
from db.ledger.delayed import DelayedRow
from db.mending import texts
from db.records import RunRow
from db.schema.states import RunKind
from runtime.clock import Clock

MOST_AT_REST = 100  # runs; some kilobytes each
MOST_REFUSALS = 500  # of a message that nobody took there are few: nobody else is asked soon


class ActiveRuns:
    """All unsettled runs by their id."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        balance: StarsBalance,
        safety: SafetyLimits,
        house: HouseRules,
        tracking: Tracking,
    ) -> None:
        self._tracking = tracking
        self._database = database
        self._balance = balance
        self._clock = clock
        self._safety = safety
        self._house = house
        self._runs: dict[int, ActiveRun] = {}
        # Steps of series in which everybody has an outcome: others will come, and what is known of
        # the message is read from the whole ledger.
        self._at_rest: OrderedDict[int, ActiveRun] = OrderedDict()
        self._reading = asyncio.Lock()  # what is read later must not be overtaken

    async def reload(self) -> None:
        """Read the unsettled runs. Raises DatabaseTrouble."""
        async with self._reading:
            async with self._database.read() as connection:
                rows = await runs.unsettled(connection)
                earlier = {
                    row.id: await _earlier(connection, row)
                    for row in rows
                    if row.id not in self._runs and not self._wakes(row)
                }
                waiting = await delayed.every(connection)
            self._take(rows, earlier, await self._tracked(rows))
            self._recall(waiting)

    def _recall(self, rows: Sequence[DelayedRow]) -> None:
        """Who waits, when this is not known here: since before a restart, say."""
        for row in rows:
            run = self._runs.get(row.run_id)
            if run is not None:
                run.delayed.recall(row.subscriber_id, row.seconds(self._clock.time()))

    async def _tracked(self, rows: Sequence[RunRow]) -> Mapping[int, Addresses]:
        """The links of those that are new, or say something else than before."""
        found = {}
        for row in rows:
            run = self._runs.get(row.id)
            if run is not None and run.script.text == row.content:
                continue
            if (links := await self._tracking.of(row)) is not None:
                found[row.id] = links
        return found

    def _take(
        self,
        rows: Sequence[RunRow],
        earlier: Mapping[int, Earlier],
        links: Mapping[int, Addresses],
    ) -> None:
        known, self._runs = self._runs, {}
        for row in rows:
            run = known.pop(row.id, None)
            if run is None and self._wakes(row):
                run = self._at_rest.pop(row.id)
            if run is None:
                before = earlier.get(row.id)
                run = ActiveRun(
                    row,
                    self._clock,
                    self._safety,
                    self._balance,
                    self._house,
                    before,
                    links.get(row.id),
                )
            else:
                run.refresh(row, links.get(row.id))
            self._runs[row.id] = run
        for run_id, run in known.items():
            if run.standing:
                self._at_rest[run_id] = run
        while len(self._at_rest) > MOST_AT_REST:
            self._at_rest.popitem(last=False)

    def _wakes(self, row: RunRow) -> bool:
        """Whether it is known, and says what it said."""
        run = self._at_rest.get(row.id)
        return run is not None and run.script.text == row.content

    def get(self, run_id: int) -> ActiveRun | None:
        return self._runs.get(run_id)

    def __iter__(self) -> Iterator[ActiveRun]:
        return iter(tuple(self._runs.values()))

    def claimable(self) -> list[ActiveRun]:
        """Running ones in which somebody may be left; urgent ones alone while there are any."""
        ready = [run for run in self._runs.values() if run.claimable]
        return [run for run in ready if run.urgent] or ready

    def disputed(self) -> frozenset[int]:
        """Those that must not end, though everyone should have an outcome."""
        return frozenset(run.id for run in self._runs.values() if run.disputed)

    def pays(self) -> bool:
        """Whether a paid broadcast is going, whatever it may still spend."""
        return any(run.sendable and run.budget is not None for run in self._runs.values())

    @property
    def remaining(self) -> int:
        """Recipients without an outcome, in all running ones."""
        return sum(run.remaining for run in self._runs.values() if run.sendable)

    @property
    def running(self) -> int:
        return sum(run.sendable for run in self._runs.values())


async def _earlier(connection: AsyncConnection, row: RunRow) -> Earlier:
    """What somebody took of the message in an earlier process, and who refused the rest."""
    if row.kind == RunKind.EDIT:
        sent = await texts.sent_before(connection, row.id)
        return replace(await _answers(connection, row), sent=sent)
    return Earlier() if row.kind != RunKind.SEND else await _answers(connection, row)


async def _answers(connection: AsyncConnection, row: RunRow) -> Earlier:
    taken = {0: row.taken_steps}
    if variants_of(row.content):
        taken = await deliveries.taken_by_variant(connection, row.id) if row.taken_steps else {}
    elif row.sent:
        return Earlier()
    if not row.failed:
        return Earlier(taken=taken)
    failed = await open_deliveries.failed(connection, row.id, limit=MOST_REFUSALS)
    refusals = [
        Refusal(one.subscriber_id, one.step, one.reason, one.variant)
        for one in failed
        if one.step >= taken.get(one.variant, 0)
        and judge_refusal(one.reason or "", 0) in SUSPICIOUS
    ]
    return Earlier(refusals=refusals, taken=taken)
