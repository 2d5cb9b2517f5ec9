"""What was found about calls in doubt, written into the ledger.

Whoever had it is sent, with the number of the message, so that edits and recalls reach it; whoever
had it not is pending again, and gets it by the same run, for the first time. Each row is changed
only where it stands as it stood when that very call was in doubt: so it may be written twice.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.row_updates import RowUpdate
from db.ledger import parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL, OutcomeRow, message_rows, save_messages
from db.mending import awaited
from db.reports import minutes
from db.schema.certainty import OPEN, doubts
from db.schema.ledger import deliveries, runs
from db.schema.states import BroadcastState, DeliveryState, Found, SkipReason

CHUNK = 1_000  # that are written together

_CLOSES = RowUpdate(
    doubts,
    ("run_id", "subscriber_id", "step", "found", "reason", "evidence", "found_at"),
    keys=3,
    sets="found = {found}, reason = {reason}, evidence = {evidence}, found_at = {found_at}",
    where="doubts.found IS NULL",
)
_CHANGES = RowUpdate(
    deliveries,
    OutcomeRow._fields,
    keys=2,
    sets="state = {state}, step = {step}, reason = {reason}, trouble = NULL,"
    f" message_id = CASE {{state}} WHEN {DeliveryState.SENT:d} THEN {{message_id}}"
    " ELSE deliveries.message_id END",
    where=f"deliveries.state = {DeliveryState.UNCERTAIN:d}",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What became of one step of one delivery.

    low           the doubt's: a later one about the same step has a higher one, and is another
    message_ids   of what was sent: of an album one for each item
    is_last       whether the delivery has no further step
    """

    run_id: int
    subscriber_id: int
    step: int
    low: int
    found: Found
    reason: str
    evidence: str
    message_ids: tuple[int, ...] = ()
    is_last: bool = True

    def further_messages(self) -> list[dict[str, int]]:
        """Of what was sent, what does not fit into the row, as LedgerEntry.further_messages()."""
        if self.found is not Found.SENT or (
            self.is_last and self.step == 0 and len(self.message_ids) <= 1
        ):
            return []
        return message_rows(self.run_id, self.subscriber_id, self.step, self.message_ids)

    def plain(self) -> "Finding":
        """Where a database does not take it: nothing was found out."""
        return replace(self, found=Found.UNKNOWN, evidence="{}", message_ids=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """What follows, by runs: in which somebody is pending again, and mendings that may end now."""

    more: set[int] = field(default_factory=set)
    mendings: set[int] = field(default_factory=set)


async def settle(connection: AsyncConnection, findings: Sequence[Finding], *, now: int) -> Settled:
    """Write them down, with the counters; what was written before is left out."""
    settled = Settled()
    of_run = attrgetter("run_id")
    for run_id, group in groupby(sorted(findings, key=of_run), key=of_run):
        state = await connection.scalar(select(runs.c.state).where(runs.c.id == run_id))
        if state is None:
            continue
        found = list(group)
        for first in range(0, len(found), CHUNK):
            some = found[first : first + CHUNK]
            if await _settle_some(connection, run_id, some, BroadcastState(state), now=now):
                settled.more.add(run_id)
            whose = [one.subscriber_id for one in some]
            settled.mendings.update(await awaited.decide(connection, run_id, whose))
    settled.more.update(settled.mendings)
    return settled


async def _settle_some(
    connection: AsyncConnection,
    run_id: int,
    findings: Sequence[Finding],
    state: BroadcastState,
    *,
    now: int,
) -> bool:
    """Whether anybody is pending again."""
    closed = await _close(connection, run_id, findings, now=now)
    told = [one for one in closed if one.found is not Found.UNKNOWN]
    changed = [(one, _becomes(one, state)) for one in await _standing(connection, run_id, told)]
    if changed:
        await _CHANGES.run(connection, [row for _, row in changed])
    counted = Counter(in_doubt=-len(closed))
    for one, row in changed:
        counted["uncertain"] -= 1
        counted[PARTIAL] -= one.step > 0
        counted.update(_more(row))
    await runs_queries.add_to_counters(connection, run_id, counted)
    if counted["uncertain"]:
        await minutes.take_back(connection, run_id, "uncertain", -counted["uncertain"])
    if counted["sent"]:
        await minutes.add(connection, {run_id: {"sent": counted["sent"]}}, now=now)
    await save_messages(connection, [each for one, _ in changed for each in one.further_messages()])
    put_back = [row.subscriber_id for _, row in changed if row.state == DeliveryState.PENDING]
    if put_back:
        await parts.put_back(connection, run_id, put_back)
    return bool(put_back)


async def _close(
    connection: AsyncConnection, run_id: int, findings: Sequence[Finding], *, now: int
) -> list[Finding]:
    """Those that were open until now, each once."""
    row = doubts.c
    whose = row.subscriber_id.in_([one.subscriber_id for one in findings])
    rows = await connection.execute(
        select(row.subscriber_id, row.step, row.low)
        .where(row.run_id == run_id, whose, OPEN)
        .with_for_update()
    )
    still = {tuple(one) for one in rows}
    closed = {
        (one.subscriber_id, one.step): one
        for one in findings
        if (one.subscriber_id, one.step, one.low) in still
    }
    if closed:
        values = [
            (run_id, *key, one.found.value, one.reason, one.evidence, now)
            for key, one in closed.items()
        ]
        await _CLOSES.run(connection, values)
    return list(closed.values())


async def _standing(
    connection: AsyncConnection, run_id: int, findings: Sequence[Finding]
) -> list[Finding]:
    """Those whose row stands as it stood when that call was in doubt."""
    if not findings:
        return []
    row = deliveries.c
    whose = row.subscriber_id.in_([one.subscriber_id for one in findings])
    rows = await connection.execute(
        select(row.subscriber_id, row.step)
        .where(row.run_id == run_id, whose, row.state == DeliveryState.UNCERTAIN)
        .with_for_update()
    )
    still = {tuple(one) for one in rows}
    return [one for one in findings if (one.subscriber_id, one.step) in still]


def _becomes(one: Finding, state: BroadcastState) -> OutcomeRow:
    """Of a run that was cancelled meanwhile nothing is sent."""
    had_it = one.found is Found.SENT
    key = one.run_id, one.subscriber_id
    if had_it and one.is_last:
        number = one.message_ids[0] if one.message_ids else None
        return OutcomeRow(*key, DeliveryState.SENT, one.step, number)
    step = one.step + had_it
    if state is BroadcastState.CANCELLED:
        return OutcomeRow(*key, DeliveryState.SKIPPED, step, reason=SkipReason.CANCELLED)
    return OutcomeRow(*key, DeliveryState.PENDING, step)


def _more(row: OutcomeRow) -> Counter[str]:
    if row.state == DeliveryState.SENT:
        return Counter(sent=1)
    if row.state == DeliveryState.SKIPPED:
        return Counter({"skipped": 1, "cancelled": 1, PARTIAL: int(row.step > 0)})
    return Counter()
