"""What one chunk of those who are due comes to, in one transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.hours.parts import quiet_by_person
from broadcast.hours.standing import zone_of
from broadcast.model.content import Content
from broadcast.model.series.wait import Wait
from db.schema.states import SeriesState
from db.series import due, series, steps
from db.series.records import DueRow, StepRow

# While the step before is still on its way to somebody, so many seconds pass until they are looked
# at again: as long as the wait between the two, that they are not nearer than it says, but no less,
# and no more, than these.
LEAST_PAUSE, MOST_PAUSE = 30, 3_600
LONGEST_QUEUE = 900  # seconds that those who stand before them may take


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    timezone: ZoneInfo  # of whoever's own is not known
    rate: float  # messages/s


class Handed(NamedTuple):
    looked_at: int
    handed: int  # to the runs of their steps


async def hand_over_some(
    connection: AsyncConnection, series_id: int, rules: Rules, *, now: int, limit: int
) -> Handed:
    """The first of those whose time has come. Nobody, where the series does not run (any more)."""
    row = await series.get(connection, series_id)
    if row is None or row.state != SeriesState.RUNNING:
        return Handed(0, 0)
    found = await due.some(connection, series_id, now=now, limit=limit)
    if not found:
        return Handed(0, 0)
    line = await steps.of_series(connection, series_id)
    gone = [one.subscriber_id for one in found if not one.active]
    await due.lost(connection, series_id, gone)
    handed = 0
    by_step: dict[int, list[DueRow]] = defaultdict(list)
    for one in found:
        if one.active:
            by_step[one.step].append(one)
    late = None if row.expires_after is None else now - row.expires_after
    for position, people in sorted(by_step.items()):
        chunk = _Chunk(connection, line, position, rules, now, row.restored_at)
        handed += await chunk.hand_over(people, late=late)
    return Handed(len(found), handed)


class _Chunk:
    """People of one series who wait for the same step."""

    def __init__(
        self,
        connection: AsyncConnection,
        line: Sequence[StepRow],
        position: int,
        rules: Rules,
        now: int,
        restored_at: int | None,
    ) -> None:
        self._connection = connection
        self._line = line
        self._position = position
        self._rules = rules
        self._now = now
        self._restored_at = restored_at

    async def hand_over(self, people: Sequence[DueRow], *, late: int | None) -> int:
        """`late`: who was due before then is too late. How many came into the run."""
        if self._position >= len(self._line):
            await self._finish(people)
            return 0
        step = self._line[self._position]
        ready = await self._ready(people, step)
        ready = await self._in_doubt(ready, step)
        missed = [one for one in ready if late is not None and one.due_at < late]
        await due.pass_over(self._connection, step, [one.subscriber_id for one in missed])
        too_late = {one.subscriber_id for one in missed}
        in_time = [one.subscriber_id for one in ready if one.subscriber_id not in too_late]
        handed = await due.hand_over(
            self._connection, step, in_time, zones_of=await self._zones_of(step, ready)
        )
        await self._go_on(ready)
        return handed

    async def _ready(self, people: Sequence[DueRow], step: StepRow) -> Sequence[DueRow]:
        """Without those for whom it is too early."""
        if self._position == 0:
            return await self._begun(people, Wait.load(step.wait))
        before = self._line[self._position - 1]
        if before.run_id is None or before.total <= before.done:
            return people
        numbers = [one.subscriber_id for one in people]
        waiting = await due.under_way(self._connection, before.run_id, numbers)
        if waiting:
            pause = self._pause(Wait.load(step.wait), before)
            await due.look_later(
                self._connection, step.series_id, list(waiting), due_at=self._now + pause
            )
        return [one for one in people if one.subscriber_id not in waiting]

    async def _begun(self, people: Sequence[DueRow], wait: Wait) -> Sequence[DueRow]:
        """Where the first step goes by the calendar nobody has reckoned when it is."""
        if not wait.by_calendar:
            return people
        later: dict[int, list[int]] = defaultdict(list)
        ready = []
        for one in people:
            moment = wait.over(one.begun_at, self._zone(one))
            if moment > self._now:
                later[moment].append(one.subscriber_id)
            else:
                ready.append(one._replace(due_at=moment))
        for moment, numbers in later.items():
            await due.look_later(self._connection, self._line[0].series_id, numbers, due_at=moment)
        return ready

    async def _in_doubt(self, people: Sequence[DueRow], step: StepRow) -> Sequence[DueRow]:
        """Without those who may have got it: the backup in place does not know what was sent until
        it was put there. They go on as if they had."""
        upto = self._restored_at
        doubted = [one for one in people if upto is not None and one.due_at <= upto]
        await due.doubt(self._connection, step, [one.subscriber_id for one in doubted])
        by_moment: dict[int, list[DueRow]] = defaultdict(list)
        for one in doubted:
            by_moment[one.due_at].append(one)
        for moment, some in by_moment.items():
            await self._go_on(some, since=moment)
        return [one for one in people if upto is None or one.due_at > upto]

    async def _zones_of(self, step: StepRow, people: Sequence[DueRow]) -> Mapping[int, str]:
        """Of those whose quiet hours are those of their own clocks, and whose zone is known."""
        known = {one.subscriber_id: one.zone for one in people if one.zone is not None}
        options = Content.load(step.content).options
        if not known or not await quiet_by_person(self._connection, options):
            return {}
        return known

    async def _go_on(self, people: Sequence[DueRow], *, since: int | None = None) -> None:
        """`since`: when they were handed over, if not now."""
        since = self._now if since is None else since
        following = self._position + 1
        if following >= len(self._line):
            await self._finish(people)
            return
        step = self._line[following]
        for moment, numbers in self._moments(people, Wait.load(step.wait), since).items():
            await due.go_on(
                self._connection,
                step.series_id,
                numbers,
                step=following,
                due_at=moment,
                handed_at=since,
            )

    async def _finish(self, people: Sequence[DueRow]) -> None:
        numbers = [one.subscriber_id for one in people]
        if self._line and numbers:
            await due.finish(
                self._connection,
                self._line[0].series_id,
                numbers,
                step=len(self._line),
                now=self._now,
            )

    def _moments(self, people: Sequence[DueRow], wait: Wait, since: int) -> Mapping[int, list[int]]:
        """When the next step is for whom."""
        found: dict[int, list[int]] = defaultdict(list)
        for one in people:
            found[wait.over(since, self._zone(one))].append(one.subscriber_id)
        return found

    def _zone(self, one: DueRow) -> ZoneInfo:
        return zone_of(one.zone, self._rules.timezone)

    def _pause(self, wait: Wait, before: StepRow) -> int:
        """Seconds."""
        usual = MOST_PAUSE if wait.by_calendar else wait.seconds
        usual = min(max(usual, LEAST_PAUSE), MOST_PAUSE)
        queue = min(int((before.total - before.done) / self._rules.rate), LONGEST_QUEUE)
        return max(usual, queue)
