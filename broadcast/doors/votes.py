"""Votes in the polls that broadcasts sent: counted as they come, many in one transaction."""

from collections.abc import Sequence

from db.broadcasts import polls
from db.broadcasts.polls import Vote
from db.connection.database import Database
from db.connection.group_commit import GroupCommit
from runtime.clock import Clock

KEPT = 86_400  # seconds for a vote whose poll is not known: its outcome may yet be written


class Votes:
    """Records votes and counts those of a run."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._recorded = GroupCommit[Vote, None](self._write)

    async def record(self, poll_id: int, voter_id: int, options: Sequence[int]) -> None:
        """What somebody chose, by number from 0; nothing takes the vote back."""
        now = int(self._clock.time())
        await self._recorded.do(Vote(poll_id, voter_id, tuple(options), now))

    async def tally(self, run_id: int) -> dict[int, int]:
        """Votes by option."""
        async with self._database.read() as connection:
            return await polls.tally(connection, run_id)

    async def sweep(self) -> int:
        """Delete votes of polls that nobody knows; how many."""
        before = int(self._clock.time()) - KEPT
        async with self._database.write() as connection:
            return await polls.sweep(connection, before=before)

    async def _write(self, votes: Sequence[Vote]) -> list[None]:
        async with self._database.write() as connection:
            await polls.vote(connection, votes)
        return [None] * len(votes)
