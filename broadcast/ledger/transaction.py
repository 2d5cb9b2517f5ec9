"""What a commit of the ledger contains, statement by statement; all of it runs in one transaction.

It may run in a thread of the database (Database.transact): what it has to know of the
engine is cut with the batch before, on the loop's side.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.caps.week_cap import WeekCap
from broadcast.ledger.entries import Claim, LedgerEntry, PendingWrites, Share
from broadcast.ledger.held_claims import HeldClaims
from broadcast.ledger.mended_claims import with_messages
from broadcast.ledger.returns import RecentReturns
from db import engine_state
from db.broadcasts import polls
from db.broadcasts.polls import SentPoll
from db.caps import counted as received
from db.caps.rule import Cap
from db.certainty import chats, doubts
from db.certainty.settling import Settled, settle
from db.knowledge import personal
from db.ledger import claims, delayed, deliveries, migrated_chats, parts, runs
from db.records import ClaimedRow
from db.recovery import in_doubt
from db.recovery.claim_windows import Noted
from db.reports import minutes
from db.schema.states import BroadcastState, PauseReason
from runtime.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class RunEnds:
    """What a commit found out about runs in which nobody was left, by their ids."""

    finished: set[int] = field(default_factory=set)
    disputed: set[int] = field(default_factory=set)  # complete, but not to end like that
    resent: set[int] = field(default_factory=set)  # their uncertain are sent again


class LedgerTransaction:
    """Writes what waits, and ends the runs in which nobody is left."""

    def __init__(
        self, clock: Clock, returned: RecentReturns, cap: WeekCap, *, resend_uncertain: bool
    ) -> None:
        self._clock = clock
        self._returned = returned
        self._cap = cap
        self._resend_uncertain = resend_uncertain

    async def write(
        self, connection: AsyncConnection, writes: PendingWrites, *, again: bool = False
    ) -> Settled:
        """Outcomes with their counters, what they tell of subscribers, and what stands beside;
        returns what follows from what was found out.

        `again`: perhaps they were written before.
        """
        entries, now = writes.entries, self._clock.time()
        if again:
            due = await in_doubt.unwritten(connection, [entry.row() for entry in entries])
            entries = [entry for place, entry in enumerate(entries) if place in due]
        waiting = [entry.delay_row(now) for entry in entries if entry.delay is not None]
        counted = await deliveries.record(connection, [entry.row() for entry in entries], waiting)
        await minutes.add(connection, counted, now=int(now))
        in_doubt_now = [entry.doubt_row(int(now)) for entry in entries]
        await doubts.note(connection, [row for row in in_doubt_now if row is not None])
        if self._cap.was_counted:
            await self._take_back(connection, entries)
        for run_id, paid in _paid(entries).items():
            await runs.add_to_counters(connection, run_id, {"paid": paid})
        for entry in entries:
            if entry.taken:
                await runs.save_taken_steps(connection, entry.claim.run_id, entry.taken)
        further = [row for entry in entries for row in entry.further_messages()]
        await deliveries.save_messages(connection, further)
        await polls.note(connection, _polls(entries))
        await self._tell_subscribers(connection, entries, int(now))
        settled = await settle(connection, writes.findings, now=int(now))
        await engine_state.save(connection, writes.engine_state)
        await chats.save(connection, writes.chats)
        return settled

    async def finish_runs(
        self, connection: AsyncConnection, run_ids: AbstractSet[int], disputed: AbstractSet[int]
    ) -> RunEnds:
        """End those in which nobody is left, but not the `disputed` ones."""
        ends, now = RunEnds(), int(self._clock.time())
        for run_id in run_ids:
            if not await runs.is_complete(connection, run_id):
                continue
            if await self._resends(connection, run_id, now):
                ends.resent.add(run_id)
            elif run_id in disputed:
                ends.disputed.add(run_id)
            else:
                await runs.finish(connection, run_id, now=now)
                await delayed.release(connection, run_id)
                ends.finished.add(run_id)
        return ends

    async def _resends(self, connection: AsyncConnection, run_id: int, now: int) -> bool:
        if not self._resend_uncertain:
            return False
        return await deliveries.resend_uncertain(connection, run_id, now=now)

    async def _take_back(self, connection: AsyncConnection, entries: Sequence[LedgerEntry]) -> None:
        """Of whom it is certain that nothing was sent: it does not count for the cap."""
        numbers: dict[int, list[int]] = {}
        for entry in entries:
            if entry.is_nothing_sent:
                numbers.setdefault(entry.claim.run_id, []).append(entry.claim.subscriber_id)
        for run_id, of_run in numbers.items():
            await received.take_back(connection, run_id, of_run)

    async def _tell_subscribers(
        self, connection: AsyncConnection, entries: Sequence[LedgerEntry], now: int
    ) -> None:
        """What deliveries found out: who has blocked the bot or is gone, and which chats moved."""
        for state in {entry.subscriber for entry in entries if entry.subscriber is not None}:
            found = [
                entry.claim.subscriber_id
                for entry in entries
                if entry.subscriber is state
                and not self._returned.since(entry.claim.chat_id, entry.left_at)
            ]
            await migrated_chats.mark(connection, found, state=state, now=now)
        for entry in entries:
            if entry.new_chat_id is not None:
                await migrated_chats.move(
                    connection, old=entry.claim.chat_id, new=entry.new_chat_id, now=now
                )


async def claim(
    connection: AsyncConnection,
    shares: Sequence[Share],
    held: HeldClaims,
    cap: Cap | None,
    *,
    low: int = 0,
) -> dict[int, list[Claim]]:
    """Claim for each run; one that is missing in the answer has none left, in the part that was
    asked for. `low`: the highest number of a message that has been seen."""
    claimed: dict[int, list[Claim]] = {}
    for share in shares:
        rows, touched = await claims.claim(
            connection,
            share.run_id,
            limit=share.count,
            recalled=[*share.recalled, *await _handed_over(connection, share)],
            mends=share.mending is not None,
            part=share.part,
            noted=Noted(held.noted(share.run_id), held.oldest(share.run_id)),
            cap=cap,
        )
        if share.standing and touched < share.count:
            await parts.walked_to_the_end(connection, share.run_id, share.part or parts.WHOLE)
        if touched:
            numbers = [row.subscriber_id for row in rows]
            values = await personal.values_of(connection, numbers, share.names)
            found = [
                _claim(share.run_id, row, values.get(row.subscriber_id, ()), low) for row in rows
            ]
            if share.mending is not None:
                found = await with_messages(connection, share.mending, found)
            claimed[share.run_id] = found
    return claimed


async def _handed_over(connection: AsyncConnection, share: Share) -> Sequence[int]:
    """Who was added to a series' step since: claims need not walk up to them."""
    if not share.standing:
        return ()
    room = share.count - len(share.recalled)
    return await parts.handed_over(connection, share.run_id, share.part, limit=room)


async def pause(
    connection: AsyncConnection,
    run_id: int,
    *,
    reason: PauseReason,
    detail: str | None,
    take_back: Sequence[int],
    now: int,
) -> bool:
    """False when the run does not run any more, or nobody is left in it: then it ends."""
    if take_back:
        await deliveries.take_back_failed(connection, run_id, take_back)
    if await runs.is_complete(connection, run_id):
        return False
    new = BroadcastState.PAUSED
    if await runs.move(connection, run_id, new=new, reason=reason, detail=detail, now=now):
        return True
    # The commit that did it may be one whose answer was lost.
    return await runs.stands_paused(connection, run_id, reason, detail)


def _polls(entries: Sequence[LedgerEntry]) -> list[SentPoll]:
    return [
        SentPoll(entry.poll_id, entry.claim.run_id, entry.claim.subscriber_id)
        for entry in entries
        if entry.poll_id is not None
    ]


def _paid(entries: Sequence[LedgerEntry]) -> Counter[int]:
    paid: Counter[int] = Counter()
    for entry in entries:
        if entry.paid:
            paid[entry.claim.run_id] += entry.paid
    return paid


def _claim(run_id: int, row: ClaimedRow, values: tuple[str, ...], low: int) -> Claim:
    return Claim(
        run_id=run_id,
        subscriber_id=row.subscriber_id,
        chat_id=row.chat_id,
        step=row.step,
        refused=row.refused,
        thread_id=row.thread_id,
        variant=row.variant,
        values=values,
        so_far=row.reason,
        part=row.part,
        counted_before=row.counted_before,
        low=low,
    )
