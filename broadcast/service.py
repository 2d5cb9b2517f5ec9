"""The one door for handlers: drafts, launch, pause, resume, cancel, figures, test sends.

Every method may raise db.errors.DatabaseTrouble; those that name a broadcast raise NoSuchBroadcast
when it is gone. Who may call is checked by handlers/, who may be asked is checked here.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from broadcast.clock import Clock
from broadcast.content import Call, Content
from broadcast.engine import Engine, Halt
from broadcast.errors import (
    CallRefused,
    CallUnanswered,
    MoveNotAllowed,
    NobodyToSendTo,
    NoSuchBroadcast,
)
from broadcast.events import BroadcastChanged, Events
from broadcast.limiter import Limiter
from broadcast.model import (
    BROADCAST_MOVES,
    Broadcast,
    BroadcastState,
    OpenQuestion,
    PauseReason,
    check_broadcast_move,
)
from broadcast.outcome import Outcome, Verdict
from broadcast.sender import Sender, prepare_call
from db import broadcasts, questions, runs
from db.engine import Database

logger = logging.getLogger(__name__)

UNCLEAR = frozenset({Verdict.UNCERTAIN, Verdict.NOT_SENT, Verdict.FLOODED, Verdict.TOKEN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How fast a running broadcast goes."""

    rate: float  # messages/s of this broadcast over the last seconds
    seconds_left: float | None  # None when it stands still
    halt: Halt | None = None  # why it stands still, though it is running
    halt_seconds: float = 0.0  # at least so long


class Broadcasts:
    """What handlers/ may ask of the engine."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        sender: Sender,
        limiter: Limiter,
        events: Events,
        clock: Clock,
        saw_number: Callable[[int], None],
    ) -> None:
        self.events = events
        self._database = database
        self._engine = engine
        self._sender = sender
        self._limiter = limiter
        self._clock = clock
        self._saw_number = saw_number

    async def draft(self, content: Content, *, author: int) -> int:
        async with self._database.write() as connection:
            return await broadcasts.add_draft(
                connection,
                title=content.title,
                content=content.dump(),
                author=author,
                now=self._now(),
            )

    async def change_draft(self, broadcast_id: int, content: Content) -> None:
        """Raises MoveNotAllowed when it is no draft any more."""
        async with self._database.write() as connection:
            changed = await broadcasts.change_draft(
                connection, broadcast_id, title=content.title, content=content.dump()
            )
        if not changed:
            broadcast = await self.get(broadcast_id)
            raise MoveNotAllowed(f"a {broadcast.state} broadcast cannot be changed")

    async def discard(self, broadcast_id: int) -> None:
        """Delete a draft; a launched one raises MoveNotAllowed; one that is gone is fine."""
        async with self._database.write() as connection:
            gone = await broadcasts.delete_draft(connection, broadcast_id)
            left = None if gone else await broadcasts.find(connection, broadcast_id)
        if left is not None:
            raise MoveNotAllowed("a launched broadcast cannot be discarded")

    async def sweep_drafts(self, before: int, *, kept: Collection[int] = ()) -> int:
        """Delete drafts created before that moment (Unix seconds), but for the kept ids."""
        async with self._database.write() as connection:
            return await broadcasts.delete_drafts(connection, before=before, kept=kept)

    async def get(self, broadcast_id: int) -> Broadcast:
        async with self._database.read() as connection:
            row = await broadcasts.find(connection, broadcast_id)
        if row is None:
            raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
        return Broadcast.from_row(row)

    async def page(self, *, offset: int, limit: int) -> tuple[Sequence[Broadcast], int]:
        """Launched ones, newest first, and how many there are in all. Drafts are not listed."""
        async with self._database.read() as connection:
            rows, count = await broadcasts.page(connection, offset=offset, limit=limit)
        return [Broadcast.from_row(row) for row in rows], count

    async def unfinished(self) -> Sequence[Broadcast]:
        """Running or paused, oldest first."""
        async with self._database.read() as connection:
            rows = await broadcasts.in_states(
                connection, [BroadcastState.RUNNING, BroadcastState.PAUSED]
            )
        return [Broadcast.from_row(row) for row in rows]

    async def latest(self) -> Broadcast | None:
        """The one launched last."""
        newest, _ = await self.page(offset=0, limit=1)
        return newest[0] if newest else None

    async def open_questions(
        self, broadcast_id: int, *, offset: int, limit: int
    ) -> Sequence[OpenQuestion]:
        """Uncertain recipients, then failed ones; how many there are say the figures."""
        broadcast = await self.get(broadcast_id)
        if broadcast.run_id is None:
            return []
        async with self._database.read() as connection:
            rows = await questions.open_questions(
                connection, broadcast.run_id, offset=offset, limit=limit
            )
        return [OpenQuestion.from_row(row) for row in rows]

    def pace(self, broadcast: Broadcast) -> Pace:
        if broadcast.state is not BroadcastState.RUNNING or broadcast.run_id is None:
            return Pace(rate=0.0, seconds_left=None)
        halt = self._engine.halt()
        if halt is not None:
            return Pace(rate=0.0, seconds_left=None, halt=halt[0], halt_seconds=halt[1])
        rate = self._engine.rate_of(broadcast.run_id)
        return Pace(rate=rate, seconds_left=broadcast.figures.left / rate if rate else None)

    async def audience_size(self, broadcast_id: int) -> int:
        await self.get(broadcast_id)
        async with self._database.read() as connection:
            return await runs.audience_size(connection)

    def expected_seconds(self, recipients: int, content: Content) -> float:
        """How long a launch would take at the current rate, beside what is already running."""
        cost = sum(call.cost for call in content.calls())
        share = self._limiter.rate / (self._engine.running + 1)
        return self._limiter.gate_seconds + recipients * cost / share

    async def launch(self, broadcast_id: int, *, by: int) -> Broadcast:
        """Freeze the audience and start; answers at once whatever its size.

        Raises MoveNotAllowed when it was launched already, NobodyToSendTo for an empty audience.
        """
        async with self._database.write() as connection:
            total = await runs.audience_size(connection)
            if not total:
                raise NobodyToSendTo("nobody is subscribed")
            if await broadcasts.mark_launched(connection, broadcast_id):
                await runs.add(
                    connection,
                    broadcast_id=broadcast_id,
                    by=by,
                    total=total,
                    upto=await runs.highest_subscriber(connection),
                    now=self._now(),
                )
            else:
                row = await broadcasts.find(connection, broadcast_id)
                if row is None:
                    raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
                raise MoveNotAllowed("it was launched already")
        return await self._changed(broadcast_id)

    async def pause(self, broadcast_id: int, *, by: int) -> Broadcast:
        """Raises MoveNotAllowed when the state does not allow it, like the next two."""
        return await self._move(broadcast_id, BroadcastState.PAUSED, by=by)

    async def resume(self, broadcast_id: int, *, by: int) -> Broadcast:
        return await self._move(broadcast_id, BroadcastState.RUNNING, by=by)

    async def cancel(self, broadcast_id: int, *, by: int) -> Broadcast:
        return await self._move(broadcast_id, BroadcastState.CANCELLED, by=by)

    async def show(self, chat_id: int, calls: Sequence[Call]) -> list[int]:
        """Make the calls for one chat in the interactive lane (preview, test): message numbers.

        Raises CallRefused with Telegram's text, or CallUnanswered when it gives no clear answer.
        """
        message_ids: list[int] = []
        for call in calls:
            outcome = await self._call_once(call, chat_id)
            if outcome.verdict in UNCLEAR:
                raise CallUnanswered(outcome.detail or str(outcome.verdict))
            if outcome.verdict is not Verdict.SENT:
                raise CallRefused(outcome.detail or str(outcome.verdict))
            message_ids.extend(outcome.message_ids)
        if chat_id > 0:  # a person's chat, see shares_counter in broadcast/lane.py
            for number in message_ids:
                self._saw_number(number)
        return message_ids

    async def _call_once(self, call: Call, chat_id: int) -> Outcome:
        await self._clock.sleep(self._limiter.book_interactive(call.cost))
        left_at = self._clock.monotonic()
        outcome = await self._sender.send(prepare_call(call), chat_id)
        if outcome.verdict is Verdict.FLOODED:
            self._limiter.flooded(outcome.retry_after, left_at=left_at)
        return outcome

    async def _move(self, broadcast_id: int, new: BroadcastState, *, by: int) -> Broadcast:
        broadcast = await self.get(broadcast_id)
        if broadcast.run_id is None:
            raise MoveNotAllowed("it was not launched yet")
        check_broadcast_move(broadcast.state, new)
        async with self._database.write() as connection:
            moved = await runs.move(
                connection,
                broadcast.run_id,
                old=[state for state, following in BROADCAST_MOVES.items() if new in following],
                new=new,
                reason=PauseReason.ADMIN if new is BroadcastState.PAUSED else None,
                finished_at=self._now() if new is BroadcastState.CANCELLED else None,
            )
        if not moved:  # somebody was faster
            current = await self.get(broadcast_id)
            check_broadcast_move(current.state, new)
        logger.info("broadcast %d is %s, by %d", broadcast_id, new, by)
        return await self._changed(broadcast_id)

    async def _changed(self, broadcast_id: int) -> Broadcast:
        await self._engine.reload()
        self.events.say(BroadcastChanged(broadcast_id=broadcast_id))
        return await self.get(broadcast_id)

    def _now(self) -> int:
        return int(self._clock.time())
