"""What a node does with its jobs: each is a bot that lives here until the job ends."""

import asyncio
import logging
from collections.abc import Mapping

from bot.fleet.duties import Duties, Duty
from bot.fleet.register.book import Book
from bot.fleet.register.line import Line
from bot.fleet.rules import BEAT, Job
from bot.roster.roster import OVER, Roster
from bot.settings.settings import Settings
from broadcast.doors.bot_list import BotState
from db.errors import DatabaseTrouble
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)


class Serving:
    """`known`: the settings of all bots whose tokens this node has."""

    def __init__(
        self,
        line: Line,
        roster: Roster,
        duties: Duties,
        supervisor: Supervisor,
        clock: Clock,
        known: Mapping[int, Settings],
    ) -> None:
        self._line = line
        self._roster = roster
        self._duties = duties
        self._supervisor = supervisor
        self._clock = clock
        self.known = known
        self._too_old: set[int] = set()  # bots whose database a newer Herald has migrated
        self._endings: dict[int, asyncio.Task[None]] = {}  # by job

    @property
    def able(self) -> frozenset[int]:
        """Bots that this node can serve."""
        return frozenset(self.known) - self._too_old

    def follow(self, known: Mapping[int, Settings]) -> None:
        """Other tokens, or other settings: what has changed begins anew, here or elsewhere."""
        before, self.known = self.known, known
        self._too_old &= known.keys()
        for duty in self._duties.all():
            if known.get(duty.bot) != before.get(duty.bot):
                self.hand_over(duty)

    def begin(self, job: Job, begun: float) -> None:
        """From now on, in the background."""
        before = self._duties.of_bot(job.bot)
        duty = self._duties.begin(job.id, job.bot, begun)
        self._supervisor.spawn(self._begin(duty, before), name=f"begin of bot {job.bot}")

    def hand_over(self, duty: Duty) -> None:
        """It drains; then it is another node's."""
        self._end(duty)

    async def tidy(self, book: Book) -> None:
        """Bots whose lives have ended by themselves give their jobs back."""
        for duty in self._duties.all():
            resident = self._roster.residents.get(duty.bot)
            if duty.ending or resident is None:
                continue
            if resident.doing is BotState.REFUSED:
                await book.disable(duty.bot, resident.why)
            if duty.too_old and duty.bot not in self._too_old:
                self._too_old.add(duty.bot)
                logger.warning("bot %d is left to nodes of a newer version", duty.bot)
            if duty.behind is not None:
                await book.number_above(duty.behind)
            idle = duty.is_lost and resident.doing in (BotState.STARTING, BotState.WAITING)
            cannot = duty.too_old or duty.behind is not None
            if resident.doing in OVER or cannot or idle:
                self._end(duty)

    async def end_all(self) -> None:
        """All at once; returns when every job is ended, or nobody can be told."""
        for duty in self._duties.all():
            self._end(duty)
        if self._endings:
            await asyncio.wait(self._endings.values())

    async def _begin(self, duty: Duty, before: Duty | None) -> None:
        if before is not None:
            before.lose("a later job has it")
        await self._roster.leave(duty.bot)
        settings = self.known.get(duty.bot)
        if settings is None or duty.ending:
            self._end(duty)
            return
        logger.info("bot %d is served here from now on (job %d)", duty.bot, duty.job)
        self._roster.serve(duty.bot, settings)

    def _end(self, duty: Duty) -> None:
        if duty.job in self._endings:
            return
        duty.ending = True
        ending = self._supervisor.spawn(self._ended(duty), name=f"end of bot {duty.bot}")
        self._endings[duty.job] = ending
        ending.add_done_callback(lambda _task: self._endings.pop(duty.job, None))

    async def _ended(self, duty: Duty) -> None:
        if self._duties.of_bot(duty.bot) is duty:
            await self._roster.leave(duty.bot)
        while not duty.is_lost:
            try:
                async with self._line.connection() as connection:
                    await (await Book.over(connection)).end(duty.job, well=not duty.too_old)
                break
            except DatabaseTrouble as trouble:
                if not duty.lease.valid():
                    logger.warning("job %d ends when others notice: %s", duty.job, trouble)
                    break
                await self._clock.sleep(BEAT)
        self._duties.end(duty)
