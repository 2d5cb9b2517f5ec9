"""The one door for handlers: drafts, launch, pause, resume, cancel, figures, test sends.

Every method may raise db.errors.DatabaseTrouble; those that name a broadcast raise NoSuchBroadcast
when it is gone. Who may call is checked by handlers/, who may be asked is checked here.
"""

import json
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.call import Call
from broadcast.doors.follow_ups import ReasonGroup, SendingAgain, SentAgain, Which
from broadcast.doors.forecast import Forecast, Speed
from broadcast.doors.votes import Votes
from broadcast.model.broadcast import (
    BROADCAST_MOVES,
    Broadcast,
    BroadcastState,
    OpenQuestion,
    PauseReason,
    check_broadcast_move,
)
from broadcast.model.content import Content, WhenSpent
from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo, NoSuchBroadcast
from broadcast.model.events import BroadcastChanged, Events
from broadcast.paid.balance_poll import BalancePoll
from broadcast.paid.prices import Quote
from broadcast.replies.previews import Previews
from broadcast.sending.engine import Engine
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.ledger import runs
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Broadcasts:
    """What handlers/ may ask of the engine."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        forecast: Forecast,
        previews: Previews,
        events: Events,
        clock: Clock,
        stars: BalancePoll,
    ) -> None:
        self.events = events
        self._database = database
        self._engine = engine
        self._forecast = forecast
        self._previews = previews
        self._clock = clock
        self._stars = stars
        self._again = SendingAgain(database, clock)
        self.votes = Votes(database, clock)

    async def draft(self, content: Content, *, author: int) -> int:
        async with self._database.write() as connection:
            return await broadcasts.add_draft(
                connection,
                title=content.title,
                content=content.dump(),
                urgent=content.options.urgent,
                author=author,
                now=self._now(),
            )

    async def change_draft(self, broadcast_id: int, content: Content) -> None:
        """Raises MoveNotAllowed when it is no draft any more."""
        async with self._database.write() as connection:
            changed = await broadcasts.change_draft(
                connection,
                broadcast_id,
                title=content.title,
                content=content.dump(),
                urgent=content.options.urgent,
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

    async def drafts(
        self, author: int, *, limit: int, offset: int = 0
    ) -> tuple[Sequence[Broadcast], int]:
        """A person's drafts, newest first, and how many there are in all."""
        async with self._database.read() as connection:
            rows, count = await broadcasts.drafts_of(connection, author, offset=offset, limit=limit)
        return [Broadcast.from_row(row) for row in rows], count

    async def notes(self, draft_id: int) -> dict[str, Any]:
        """What was noted about a draft; nothing about one that is gone."""
        async with self._database.read() as connection:
            text = await broadcasts.notes_of(connection, draft_id)
        notes: dict[str, Any] = json.loads(text or "{}")
        return notes

    async def keep_notes(self, draft_id: int, notes: Mapping[str, Any]) -> None:
        """Note something about a draft that is not content, as JSON; see handlers/admin/compose."""
        async with self._database.write() as connection:
            await broadcasts.keep_notes(connection, draft_id, json.dumps(dict(notes)))

    async def sweep_drafts(self, before: int, *, kept_of: Collection[int]) -> int:
        """Delete drafts created before that moment (Unix seconds), but for these authors'."""
        async with self._database.write() as connection:
            return await broadcasts.delete_drafts(connection, before=before, kept_of=kept_of)

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
        return await self._again.recipients(
            await self.get(broadcast_id), offset=offset, limit=limit
        )

    async def open_reasons(self, broadcast_id: int) -> Sequence[ReasonGroup]:
        """Why recipients failed or are uncertain, the commonest reasons first.

        Only the first few hundred are looked at, so that it is quick whatever the figures say.
        """
        return await self._again.reasons(await self.get(broadcast_id))

    async def sent_again(self, broadcast_id: int) -> Sequence[SentAgain]:
        """The broadcasts that went to its failed or uncertain recipients, oldest first."""
        return await self._again.children(broadcast_id)

    async def send_again(self, broadcast_id: int, which: Which, *, by: int) -> Broadcast:
        """A new broadcast to exactly the failed, the uncertain or both of one that has ended.

        Raises MoveNotAllowed while it runs, DecidedAlready when somebody was faster, NobodyToSendTo
        when there are none.
        """
        child_id = await self._again.send(broadcast_id, which, by=by)
        logger.info(
            "broadcast %d goes again to its %s as %d, by %d", broadcast_id, which, child_id, by
        )
        self.events.say(BroadcastChanged(broadcast_id=broadcast_id))
        return await self._changed(child_id)

    async def leave(self, broadcast_id: int, which: Which, *, by: int) -> Broadcast:
        """Decide that these stay as they are; raises as `send_again`."""
        await self._again.leave(broadcast_id, which)
        logger.info("the %s of broadcast %d stay as they are, by %d", which, broadcast_id, by)
        self.events.say(BroadcastChanged(broadcast_id=broadcast_id))
        return await self.get(broadcast_id)

    def try_now(self, *, by: int) -> bool:
        """During a ban: let one message go, to see whether it is over. False: there is no ban."""
        logger.info("the ban is tried before its time, by %d", by)
        return self._engine.try_now()

    def speed(self, broadcast: Broadcast) -> Speed:
        return self._forecast.speed(broadcast)

    async def audience_size(self, broadcast_id: int) -> int:
        await self.get(broadcast_id)
        async with self._database.read() as connection:
            return await runs.audience_size(connection)

    def expected_seconds(self, recipients: int, content: Content) -> float:
        """How long a launch would take at the current rate, beside what is already running."""
        return self._forecast.expected_seconds(recipients, content)

    async def star_balance(self) -> int | None:
        """The bot's Stars in tenths, rounded down; None when Telegram does not tell just now."""
        return await self._stars.look()

    async def quote(self, recipients: int, content: Content) -> Quote:
        """What a paid launch would cost, and how much faster it would be."""
        return self._forecast.quote(recipients, content, await self.star_balance())

    async def launch(self, broadcast_id: int, *, by: int) -> Broadcast:
        """Freeze the audience and start; answers at once whatever its size.

        Raises MoveNotAllowed when it was launched already, NobodyToSendTo for an empty audience.
        """
        # Counted before: a million must keep no writer waiting. Freezing tells the exact number.
        async with self._database.read() as connection:
            total = await runs.audience_size(connection)
        if not total:
            raise NobodyToSendTo("nobody is subscribed")
        async with self._database.write() as connection:
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
        logger.info("broadcast %d is launched to %d recipients, by %d", broadcast_id, total, by)
        return await self._changed(broadcast_id)

    async def pause(self, broadcast_id: int, *, by: int) -> Broadcast:
        """Raises MoveNotAllowed when the state does not allow it, like the next two."""
        return await self._move(broadcast_id, BroadcastState.PAUSED, by=by)

    async def resume(self, broadcast_id: int, *, by: int) -> Broadcast:
        """One that paused because its Stars were spent goes on at the free rate from now on."""
        return await self._move(broadcast_id, BroadcastState.RUNNING, by=by)

    async def cancel(self, broadcast_id: int, *, by: int) -> Broadcast:
        return await self._move(broadcast_id, BroadcastState.CANCELLED, by=by)

    async def show(
        self, chat_id: int, calls: Sequence[Call], *, thread_id: int | None = None
    ) -> list[int]:
        """Make the calls for one chat, ahead of the bulk (preview, test): message numbers.

        `thread_id`: of the topic in the chat, if it has any.

        Raises CallRefused with Telegram's text, or CallUnanswered when it gives no clear answer.
        """
        return await self._previews.show(chat_id, calls, thread_id=thread_id)

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
            if moved and new is BroadcastState.RUNNING:
                await self._spend_no_pause(connection, broadcast)
        if not moved:  # somebody was faster
            current = await self.get(broadcast_id)
            check_broadcast_move(current.state, new)
        logger.info("broadcast %d is %s, by %d", broadcast_id, new, by)
        return await self._changed(broadcast_id)

    async def _spend_no_pause(self, connection: AsyncConnection, broadcast: Broadcast) -> None:
        if broadcast.pause_reason is not PauseReason.STARS:
            return
        content = Content.load(broadcast.content)
        freed = content.with_options(replace(content.options, when_spent=WhenSpent.FREE))
        await broadcasts.keep_content(connection, broadcast.id, freed.dump())

    async def _changed(self, broadcast_id: int) -> Broadcast:
        await self._engine.reload()
        self.events.say(BroadcastChanged(broadcast_id=broadcast_id))
        return await self.get(broadcast_id)

    def _now(self) -> int:
        return int(self._clock.time())
