"""Votes in the polls of broadcasts.

Telegram tells a vote by the poll it was given in, and each recipient has a poll of their own. The
polls that were sent are noted with their outcomes; votes move the tallies of the run. Reports read
tallies and never count votes, so that votes may go with the rows of an old ledger.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.broadcasts import poll_tallies, poll_votes, polls

MOST_OPTIONS = 62  # bits of a signed number; Bot API: 12 options


class SentPoll(NamedTuple):
    poll_id: int
    run_id: int
    subscriber_id: int


class Vote(NamedTuple):
    """No options: it is taken back. `at` in Unix seconds."""

    poll_id: int
    voter_id: int
    options: tuple[int, ...]
    at: int


async def note(connection: AsyncConnection, sent: Sequence[SentPoll]) -> None:
    """Remember whose polls these are; votes that were faster count from now on."""
    if not sent:
        return
    runs = {one.poll_id: one.run_id for one in sent}
    known = await connection.execute(select(polls.c.poll_id).where(polls.c.poll_id.in_(runs)))
    for poll_id in known.scalars():
        del runs[poll_id]  # its votes count already
    await connection.execute(
        insert(polls).on_conflict_do_nothing(), [one._asdict() for one in sent]
    )
    early = await connection.execute(
        select(poll_votes.c.poll_id, poll_votes.c.options).where(poll_votes.c.poll_id.in_(runs))
    )
    moved: Counter[tuple[int, int]] = Counter()
    for poll_id, bits in early:
        _count(moved, runs[poll_id], bits, 1)
    await _move(connection, moved)


async def vote(connection: AsyncConnection, votes: Iterable[Vote]) -> None:
    """Keep them in order of arrival: the last one of somebody counts."""
    moved: Counter[tuple[int, int]] = Counter()
    for one in votes:
        theirs = poll_votes.c.poll_id == one.poll_id, poll_votes.c.voter_id == one.voter_id
        before = await connection.scalar(select(poll_votes.c.options).where(*theirs))
        bits = sum(1 << option for option in set(one.options) if 0 <= option < MOST_OPTIONS)
        if bits:
            kept = {"options": bits, "voted_at": one.at}
            await connection.execute(
                insert(poll_votes)
                .values(poll_id=one.poll_id, voter_id=one.voter_id, **kept)
                .on_conflict_do_update(index_elements=["poll_id", "voter_id"], set_=kept)
            )
        elif before is not None:
            await connection.execute(delete(poll_votes).where(*theirs))
        run_id = await connection.scalar(
            select(polls.c.run_id).where(polls.c.poll_id == one.poll_id)
        )
        if run_id is not None:
            _count(moved, run_id, bits, 1)
            _count(moved, run_id, before or 0, -1)
    await _move(connection, moved)


async def tally(connection: AsyncConnection, run_id: int) -> dict[int, int]:
    """Votes by option; options without one may be missing."""
    table = poll_tallies
    rows = await connection.execute(
        select(table.c.option, table.c.votes).where(table.c.run_id == run_id)
    )
    return {int(option): int(votes) for option, votes in rows}


async def erase(connection: AsyncConnection, voter_id: int, subscriber_id: int | None) -> None:
    """Take back all votes of somebody, and forget which polls were theirs."""
    given = poll_votes.c.voter_id == voter_id
    rows = await connection.execute(
        select(polls.c.run_id, poll_votes.c.options)
        .join(polls, polls.c.poll_id == poll_votes.c.poll_id)
        .where(given)
    )
    moved: Counter[tuple[int, int]] = Counter()
    for run_id, bits in rows:
        _count(moved, run_id, bits, -1)
    await _move(connection, moved)
    await connection.execute(delete(poll_votes).where(given))
    if subscriber_id is not None:
        await connection.execute(delete(polls).where(polls.c.subscriber_id == subscriber_id))


async def forget(connection: AsyncConnection, run_id: int, *, limit: int) -> bool:
    """Forget the next polls of a run whose old rows are deleted; False when there are none left."""
    some = select(polls.c.poll_id).where(polls.c.run_id == run_id).limit(limit)
    gone = await connection.execute(delete(polls).where(polls.c.poll_id.in_(some)))
    return gone.rowcount > 0


async def sweep(connection: AsyncConnection, *, before: int) -> int:
    """Delete votes older than that (Unix seconds) whose poll is not known: previews, tests, and
    what retention deleted. Returns how many."""
    known = exists().where(polls.c.poll_id == poll_votes.c.poll_id)
    gone = await connection.execute(
        delete(poll_votes).where(poll_votes.c.voted_at < before, ~known)
    )
    return gone.rowcount


def _count(moved: Counter[tuple[int, int]], run_id: int, bits: int, by: int) -> None:
    for option in range(bits.bit_length()):
        if bits >> option & 1:
            moved[run_id, option] += by


async def _move(connection: AsyncConnection, moved: Counter[tuple[int, int]]) -> None:
    rows = [
        {"run_id": run_id, "option": option, "votes": votes}
        for (run_id, option), votes in moved.items()
        if votes
    ]
    if rows:
        more = insert(poll_tallies)
        added = poll_tallies.c.votes + more.excluded.votes
        await connection.execute(
            more.on_conflict_do_update(index_elements=["run_id", "option"], set_={"votes": added}),
            rows,
        )
