"""Finds out what became of calls whose answer was lost: the background task around the inquiry.

What is to be asked, waited for and judged stands in broadcast/certainty; here it is carried out.
A window is closed by a message of the bot's own that left after it: the next one that anybody gets,
and where there is none, one to the admins, who are told that something is being found out.
"""

import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict

from broadcast.certainty.calibration import Calibration, Question
from broadcast.certainty.doubts import (
    Alarm,
    Answer,
    Ask,
    Close,
    Doubt,
    Stop,
    Verdict,
    Wait,
)
from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.finding.asker import Asker
from broadcast.finding.known import KnownMessages
from broadcast.finding.sendings import Asked, Recipient, Sendings
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events, FindingOut, FindingStopped, FoundOut
from broadcast.numbers.memory import Memory
from db.certainty import doubts
from db.certainty.doubts import ERASED, OpenDoubt
from db.certainty.settling import Finding
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.schema.states import Found
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

RETRY = 5.0  # seconds after trouble with the database
LOOK_AROUND = 30.0  # the same without any doubt: whether another program shares the token
LOOK_AGAIN = 1.0  # seconds while the server is not well, or an answer is waited for
NOBODY = 0  # no chat has this id: that of whoever was erased


class Finder:
    """`reload`: runs in which somebody is to be sent to again are read again."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        memory: Memory,
        asker: Asker,
        sendings: Sendings,
        events: Events,
        reload: Callable[[], Awaitable[None]],
        clock: Clock,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._memory = memory
        self._asker = asker
        self._sendings = sendings
        self._known = KnownMessages(database, sendings)
        self._events = events
        self._reload = reload
        self._clock = clock
        self._wake = Wake(clock)
        self._calibration = Calibration()
        self._turn = 0  # how often a message of the bot's own was asked for
        self._open: dict[tuple[int, int, int], Asked | None] = {}
        self._ended: list[Verdict] = []  # the ledger was told, and has perhaps not written it yet
        self._is_news = True  # what the process before was not done with, at first
        memory.on_doubt = self._hear

    async def run_forever(self) -> None:
        """The background task."""
        while True:
            self._wake.clear()
            try:
                rest = await self.once()
            except DatabaseTrouble as trouble:
                logger.warning("nothing can be found out just now: %s", trouble)
                rest = RETRY
            await self._wake.wait(rest)

    async def once(self) -> float:
        """All that can be done now; seconds until there is more."""
        while True:
            await self._write()
            if self._is_news:
                await self._take_in()
            step = self._next()
            if not isinstance(step, Wait):
                await self._do(step)
            elif not self._ended and not await self._calibrate():
                return self._rest(step)

    def _next(self) -> Ask | Close | Stop | Wait:
        """What else there is, once each verdict was told: with the numbers that are accounted for
        by them, and by the very next commit."""
        passed = self._calibration.passed(self._clock.monotonic())
        while True:
            step = self._memory.next(well=self._asker.is_well(), calibrated=passed)
            if not isinstance(step, Verdict):
                return step
            self._ledger.found_out(self._finding(step))
            self._ended.append(step)

    async def _do(self, step: Ask | Close | Stop) -> None:
        match step:
            case Ask(doubt=doubt, number=number):
                asked_at = self._clock.monotonic()
                said = await self._asker.ask_about(doubt, number)
                self._memory.answered(step, said, asked_at=asked_at)
            case Close():
                self._events.say(FindingOut(count=self._memory.in_doubt, turn=self._turn))
                self._turn += 1
            case Stop(alarm=alarm):
                self._stop(alarm)

    def _rest(self, step: Wait) -> float:
        if not self._memory.in_doubt:
            return LOOK_AROUND
        if step.until is None:
            return LOOK_AGAIN
        return max(0.0, min(step.until - self._clock.monotonic(), LOOK_AGAIN))

    # what is in doubt

    def _hear(self) -> None:
        self._is_news = True
        self._wake.ring()

    async def _take_in(self) -> None:
        """Open what is open in the database and not yet here. Raises DatabaseTrouble; then there is
        still news."""
        self._is_news = False
        try:
            async with self._database.read() as connection:
                rows = await doubts.open_ones(connection)
            fresh = [row for row in rows if _key(row) not in self._open]
            for run_id in dict.fromkeys(row.run_id for row in fresh):
                of_run = [row for row in fresh if row.run_id == run_id]
                asked = await self._sendings.of(run_id, list(_recipients(of_run)))
                for row in of_run:
                    self._begin(row, asked.get(row.subscriber_id))
        except DatabaseTrouble:
            self._is_news = True
            raise
        self._memory.chats.taken_over()

    def _begin(self, row: OpenDoubt, asked: Asked | None) -> None:
        self._open[_key(row)] = asked
        sent = None if asked is None else asked.sent
        # Others post in a channel, too, and the bot may change what they post.
        asks = row.chat_id is not None and not (row.is_channel and sent and not sent.own_data)
        self._memory.doubt(
            Doubt(
                run_id=row.run_id,
                subscriber_id=row.subscriber_id,
                step=row.step,
                chat_id=row.chat_id or NOBODY,
                low=row.low,
                closes_at=self._clock.monotonic() + LANDS_WITHIN,
                markup=sent.markup if sent and asks else None,
                items=1 if sent is None else sent.items,
                own_data=sent is not None and sent.own_data,
            )
        )

    # what was found

    async def _write(self) -> None:
        """Wait until it is. Raises DatabaseTrouble; then it is written the next time."""
        if not self._ended:
            return
        await self._ledger.flush()
        self._is_news = True  # whoever was sent to again meanwhile may be in doubt once more
        for one in self._ended:
            self._open.pop(one.doubt.key, None)
            logger.info(
                "what became of step %d of run %d to subscriber %d: %s (%s)",
                one.doubt.step,
                one.doubt.run_id,
                one.doubt.subscriber_id,
                one.found,
                one.reason,
            )
        self._ended.clear()
        if not self._open:
            self._events.say(FoundOut())
        await self._reload()

    def _finding(self, verdict: Verdict) -> Finding:
        """What was sent is perhaps not known any more; that nothing was is known all the same."""
        doubt, asked = verdict.doubt, self._open.get(verdict.doubt.key)
        is_clear = asked is not None or verdict.found is Found.NOT_SENT
        found = verdict.found if is_clear else Found.UNKNOWN
        is_erased = found is Found.UNKNOWN and doubt.chat_id == NOBODY
        return Finding(
            run_id=doubt.run_id,
            subscriber_id=doubt.subscriber_id,
            step=doubt.step,
            low=doubt.low,
            found=found,
            reason=ERASED if is_erased else verdict.reason,
            evidence=json.dumps(asdict(verdict.evidence), separators=(",", ":")),
            message_ids=verdict.numbers,
            is_last=asked is None or asked.is_last,
        )

    def _stop(self, alarm: Alarm) -> None:
        logger.critical("what became of lost answers is not looked into any more: %s", alarm)
        self._events.say(FindingStopped(alarm=alarm))

    # whether the server answers as it should

    async def _calibrate(self) -> bool:
        """Ask one question whose answer is known, where one is wanted; False: none is, or there is
        nothing to ask about."""
        now = self._clock.monotonic()
        if not self._memory.in_doubt or not self._asker.is_well():
            return False
        kinds = {one.sent.kind for one in self._open.values() if one is not None}
        for kind in sorted(kinds):
            wanted = self._calibration.wanted(kind, now)
            if wanted is not None and await self._put(wanted):
                return True
        return False

    async def _put(self, wanted: Question) -> bool:
        pair = await self._known.pair(wanted)
        if pair is None:
            return False
        said = await self._asker.ask(pair.chat_id, pair.number, pair.markup)
        self._calibration.answered(wanted, said, now=self._clock.monotonic())
        if said is Answer.CHANGED:
            self._memory.inquiry.stop(Alarm.CHANGED)
        wrong = self._calibration.wrong(wanted.kind)
        if wrong is not None:
            logger.error("this server answers a question whose answer is known wrongly: %s", wrong)
        return True


def _key(row: OpenDoubt) -> tuple[int, int, int]:
    return row.run_id, row.subscriber_id, row.step


def _recipients(rows: Iterable[OpenDoubt]) -> Iterable[Recipient]:
    return (
        Recipient(
            subscriber_id=row.subscriber_id,
            chat_id=row.chat_id or NOBODY,
            step=row.step,
            variant=row.variant,
            said=row.said or "",
        )
        for row in rows
    )
