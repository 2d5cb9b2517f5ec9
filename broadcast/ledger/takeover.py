"""What must be done once by whoever takes over a bot: before anything of it is sent.

Only one process may send for a bot, and it holds the instance lock (db/connection/
instance_lock.py). So what is claimed at that moment was claimed by one that is no more, and nobody
will ever tell what became of it. A process that merely starts must not decide that.
"""

import logging
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.message_numbers import SUPERGROUPS
from broadcast.certainty.doubts import Reason
from broadcast.ledger.restoring import doubt_if_put_back
from broadcast.numbers.memory import Memory
from broadcast.numbers.recalled import KEY, Recalled
from broadcast.paid.lost_calls import charge_lost
from db import engine_state, unfinished_updates
from db.admins import admins
from db.broadcasts import plans, version_tests
from db.certainty import chats, doubts
from db.certainty.chats import KnownChat
from db.certainty.doubts import DoubtRow
from db.certainty.given_up import lately
from db.connection.database import Database
from db.ledger import deliveries, runs
from db.mending import claims as mending_claims
from db.mending import delete_after, senders
from db.mending.senders import BOT_KEY
from db.repeating import repeats
from db.schema.states import AskedWhy, PauseReason, RepeatWhy, SeriesPause
from db.series import series
from runtime.clock import Clock

logger = logging.getLogger(__name__)

NOTHING_KNOWN = -1  # below all numbers: some that a message may have were never seen


class Takeover:
    """Of a bot by this process, which holds the lock."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        memory: Memory | None = None,
        *,
        bot_id: int,
        owner_ids: Collection[int] = (),
    ) -> None:
        """`memory`: of message numbers; None: about lost answers nothing is found out. `owner_ids`:
        admins whatever the table says."""
        self._database = database
        self._memory = memory
        self._clock = clock
        self._bot_id = bot_id
        self._owner_ids = owner_ids

    async def take_over(self) -> None:
        """Claims of the process before become uncertain, those of what can be done once more
        pending; another bot's broadcasts pause, and which of several versions is better is not
        decided by itself any more, nor is anything launched. In a backup that was put back all
        that had not ended is doubted.

        Raises DatabaseTrouble.
        """
        await self._doubt()
        await self._recover()
        await self._greet_bot()

    async def _doubt(self) -> None:
        """Before anything else is made of what stands there."""
        doubted = await doubt_if_put_back(self._database, now=self._now())
        if doubted is None:
            return
        logger.critical(
            "this database is a backup that was put back, or a standby that has taken over: it may"
            " not know what was sent since, and nothing goes on by itself (%d broadcasts, %d"
            " planned ones, %d repeated ones, %d series), and %d keys of the API are revoked",
            len(doubted.runs),
            doubted.plans,
            doubted.repeats,
            doubted.series,
            doubted.keys,
        )

    async def _recover(self) -> None:
        async with self._database.write() as connection:
            mended = await mending_claims.reclaim(connection)
            lost = await deliveries.recover(connection)
            await charge_lost(connection, {run_id: len(steps) for run_id, steps in lost.items()})
            await self._look_into(connection, lost)
        if mended:
            logger.info("%d messages are mended once more after the last end", mended)
        for run_id, steps in lost.items():
            logger.warning(
                "run %d: %d deliveries are uncertain after the last end", run_id, len(steps)
            )

    async def _look_into(
        self, connection: AsyncConnection, lost: Mapping[int, Mapping[int, int]]
    ) -> None:
        """What became of these is found out, where the process before has kept what it takes."""
        whose = await engine_state.recall(connection, BOT_KEY)
        recalled = await _numbers_before(connection)
        now = self._now()
        if self._memory is None or recalled is None or whose not in (None, str(self._bot_id)):
            # The numbers of another bot's messages are others.
            reason = Reason.STOPPED if self._memory is None else Reason.NOT_REMEMBERED
            await doubts.give_up(connection, reason=reason, now=now)
            await engine_state.forget(connection, KEY)
            await chats.forget_all(connection)
            if self._memory is not None:
                if whose is not None:
                    self._memory.begin()
                # From now on it is known what this process has not seen.
                await engine_state.save(connection, {KEY: self._memory.dump()})
            return
        known = await chats.take_over(connection)
        await self._recall(connection, self._memory, recalled, known)
        moved = {one.chat_id for one in known if one.moved}
        groups = await chats.groups_of(connection, {one for run in lost.values() for one in run})
        rows = []
        for run_id, steps in lost.items():
            for number, step in steps.items():
                group, low = groups.get(number), recalled.low
                if group in moved:
                    low = NOTHING_KNOWN  # it may have been to the group that it was
                elif group is not None and group <= SUPERGROUPS:
                    low = self._memory.chats.lowest(group)
                rows.append(DoubtRow(run_id, number, step, group, low, now))
        await doubts.note(connection, rows)

    async def _recall(
        self,
        connection: AsyncConnection,
        memory: Memory,
        recalled: Recalled,
        known: Sequence[KnownChat],
    ) -> None:
        """With what may have been sent beside the calls in doubt, and have no number known."""
        given_up = await lately(connection, now=self._now())
        answering = [
            *self._owner_ids,
            *await admins.ids(connection),
            *await unfinished_updates.chats(connection),
        ]
        received = await unfinished_updates.numbers(connection)
        memory.recall(recalled, known, given_up=given_up, answering=answering, received=received)

    async def _greet_bot(self) -> None:
        """Pause what runs if the token has become another bot's since the last start."""
        async with self._database.write() as connection:
            known = await engine_state.recall(connection, BOT_KEY)
            if known is not None and known != str(self._bot_id):
                logger.critical(
                    "these subscribers are bot %s's, the token is bot %d's: everything is paused",
                    known,
                    self._bot_id,
                )
                await runs.pause_running(connection, reason=PauseReason.OTHER_BOT)
                await series.pause_all(connection, SeriesPause.OTHER_BOT, now=self._now())
                await version_tests.by_hand(connection)
                await delete_after.forget_all(connection)
                await senders.changed(connection, known)
                await plans.ask_about_all(connection, AskedWhy.OTHER_BOT)
                await repeats.pause_all(connection, RepeatWhy.OTHER_BOT)
            await engine_state.save(connection, {BOT_KEY: str(self._bot_id)})

    def _now(self) -> int:
        return int(self._clock.time())


async def _numbers_before(connection: AsyncConnection) -> Recalled | None:
    text = await engine_state.recall(connection, KEY)
    if text is None:
        return None
    try:
        return Recalled.load(text)
    except ValueError:
        logger.exception("what was kept of message numbers cannot be read")
        return None
