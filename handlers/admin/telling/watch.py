"""Notes what admins have asked to be told, and tells them once, over restarts.

Everything is read from the database: what happened while the bot was down is found at the start.
Whoever is to be told stands in the table `notices` and goes from there before the call, so that a
crash may lose a notice and never repeats one. Where nobody has asked for anything it sleeps.
"""

import logging
from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from broadcast.model.events import BroadcastChanged, BroadcastPausedItself, Event, ListCleaned
from db.admins.notices import NoticeStore, Subject, Wanted
from db.connection.rounds import keep_looking
from db.schema.states import NoticeKind
from handlers.admin.telling import due, leaving, weekly
from handlers.admin.telling.teller import Teller
from handlers.frame.access import Access
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

RECENT = 50  # broadcasts that are looked at beside those that are under way
RETRY = 60.0  # seconds after trouble with the database
LOOK_AGAIN = 600.0  # seconds at most, where something is waited for: clocks may be set
KEPT = 60 * 86_400  # seconds that a note is kept
DAY = 86_400.0

Concerned = Callable[[Broadcast], Awaitable[list[int]]]


class NoticeWatch:
    """A background task, and where admins choose."""

    def __init__(
        self,
        *,
        doors: Doors,
        store: NoticeStore,
        access: Access,
        teller: Teller,
        concerned: Concerned,
        clock: Clock,
        timezone: ZoneInfo,
    ) -> None:
        """`concerned`: who is told of a broadcast's pauses in any case."""
        self._doors = doors
        self._store = store
        self._access = access
        self._teller = teller
        self._concerned = concerned
        self._clock = clock
        self._timezone = timezone
        self._wake = Wake(clock)
        # By broadcast: how many seconds old it was when its leavers were counted last.
        self._looked: dict[int, float] = {}
        # Those that have paused themselves since they were looked at: one may go on before that.
        self._paused: set[int] = set()

    async def chosen(self, user_id: int) -> frozenset[NoticeKind]:
        wanted = await self._store.wanted()
        return frozenset(kind for kind, users in wanted.items() if user_id in users)

    async def choose(self, user_id: int, kind: NoticeKind, *, wanted: bool) -> None:
        """Raises NotAllowed: it is for admins of the team, whichever role they have."""
        await self._access.require(user_id)
        now = int(self._clock.time())
        await self._store.choose(user_id, kind, wanted=wanted, now=now)
        self._wake.ring()

    async def show_week(self, user_id: int, locale: str) -> bool:
        """The last whole week at once; False: it was not sent. Raises NotAllowed."""
        await self._access.require(user_id)
        monday = weekly.first_day(self._clock.time(), self._timezone)
        return await self._teller.show(await self._teller.week(monday, locale), user_id)

    def start(self) -> None:
        """Listen to the engine."""
        self._doors.events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._wake,
            logger=logger,
            failing="notices cannot be looked at just now",
            retry=RETRY,
        )

    async def once(self) -> float | None:
        """Note and tell what is due; seconds until something may be, None: when it changes."""
        wanted = await self._wanted()
        if not any(wanted.values()):
            self._paused.clear()
            return None
        now = self._clock.time()
        await self._store.sweep(before=int(now) - KEPT)
        broadcasts = await self._broadcasts()
        known = await self._store.known()
        await self._note_moves(broadcasts, wanted, known, now)
        await self._note_pauses(broadcasts, wanted, known, now)
        await self._note_cleaning(wanted, known, now)
        waits = [
            await self._note_leavers(broadcasts, wanted, known, now),
            await self._note_week(wanted, known, now),
            await self._tell(),
        ]
        return min((min(wait, LOOK_AGAIN) for wait in waits if wait is not None), default=None)

    async def _wanted(self) -> Wanted:
        """By those who are in the team now."""
        admins = set(await self._access.everyone())
        chosen = await self._store.wanted()
        return {
            kind: {user_id: since for user_id, since in users.items() if user_id in admins}
            for kind, users in chosen.items()
        }

    async def _broadcasts(self) -> list[Broadcast]:
        """The newest ones, and all that are under way."""
        newest = await self._doors.reports.recent(limit=RECENT)
        found = {one.id: one for one in (*newest, *await self._doors.reports.unfinished())}
        return [found[number] for number in sorted(found)]

    async def _note_moves(
        self, broadcasts: list[Broadcast], wanted: Wanted, known: set[Subject], now: float
    ) -> None:
        for broadcast in broadcasts:
            for note in due.notes(broadcast, wanted, known, now):
                await self._store.note(note.subject, note.owed, now=int(now))

    async def _note_pauses(
        self, broadcasts: list[Broadcast], wanted: Wanted, known: set[Subject], now: float
    ) -> None:
        """Each time anew: whatever goes on again may stand still again. Who is owed it is told,
        though it goes on meanwhile."""
        unsaid = {subject for subject, _ in await self._store.owed()}
        for broadcast in broadcasts:
            subject = Subject(NoticeKind.PAUSED, broadcast.id)
            if subject not in known:
                if due.stands_still(broadcast) or broadcast.id in self._paused:
                    owed = due.those(wanted, NoticeKind.PAUSED, now)
                    owed -= set(await self._concerned(broadcast))
                    await self._store.note(subject, owed, now=int(now))
            elif not due.stands_still(broadcast) and subject not in unsaid:
                await self._store.forget(subject)
            self._paused.discard(broadcast.id)

    async def _note_leavers(
        self, broadcasts: list[Broadcast], wanted: Wanted, known: set[Subject], now: float
    ) -> float | None:
        owed = due.those(wanted, NoticeKind.LEAVING, now)
        if not owed:
            return None
        waits: list[float | None] = []
        young = {
            one.id: (one, now - one.launched_at)
            for one in broadcasts
            if one.launched_at is not None
            and not one.mends
            and now - one.launched_at < DAY + LOOK_AGAIN
        }
        self._looked = {number: age for number, age in self._looked.items() if number in young}
        for broadcast, age in young.values():
            subject = Subject(NoticeKind.LEAVING, broadcast.id)
            if subject in known:
                continue
            waits.append(leaving.next_age(age))
            if leaving.age_due(age, self._looked.get(broadcast.id, 0.0)):
                self._looked[broadcast.id] = age
                leavers = await self._doors.statistics.leavers(broadcast, now=now)
                if leavers and leaving.many_leave(leavers, broadcast.figures.sent):
                    await self._store.note(subject, owed, now=int(now))
        return min((wait for wait in waits if wait is not None), default=None)

    async def _note_week(self, wanted: Wanted, known: set[Subject], now: float) -> float | None:
        if not wanted.get(NoticeKind.WEEKLY):
            return None
        moment = weekly.latest(now, self._timezone)
        subject = Subject(NoticeKind.WEEKLY, weekly.first_day(moment, self._timezone))
        owed = due.those(wanted, NoticeKind.WEEKLY, moment)
        if owed and subject not in known and now - moment <= weekly.STALE:
            await self._store.note(subject, owed, now=int(now))
        return weekly.following(now, self._timezone) - now

    async def _note_cleaning(self, wanted: Wanted, known: set[Subject], now: float) -> None:
        """A walk is known by the moment of its end."""
        if not wanted.get(NoticeKind.CLEANED):
            return
        walk = await self._doors.cleaning.standing()
        if walk is None or walk.ended is None or now - walk.ended > due.LATE:
            return
        subject = Subject(NoticeKind.CLEANED, walk.ended)
        owed = due.those(wanted, NoticeKind.CLEANED, walk.ended)
        if owed and subject not in known:
            await self._store.note(subject, owed, now=int(now))

    async def _tell(self) -> float | None:
        """Seconds until those can be told who could not be; None: all were. Whoever has left the
        team since is told no more."""
        longest, admins = 0.0, set(await self._access.everyone())
        for subject, owed in await self._store.owed():
            for user_id in owed:
                in_team = user_id in admins
                notice = await self._teller.prepare(subject, user_id) if in_team else None
                if not await self._store.take(subject, user_id) or notice is None:
                    continue
                if wait := await self._teller.send(notice, user_id):
                    await self._store.give_back(subject, user_id)
                    longest = max(longest, wait)
        self._teller.forget()
        return longest or None

    def _heard(self, event: Event) -> None:
        if isinstance(event, BroadcastPausedItself):
            self._paused.add(event.broadcast_id)
        if isinstance(event, BroadcastChanged | BroadcastPausedItself | ListCleaned):
            self._wake.ring()
