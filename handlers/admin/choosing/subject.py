"""The audience that is being chosen, and whose it is: a draft's, a segment's or a series'."""

from dataclasses import replace
from typing import Self

from aiogram_dialog import DialogManager

from db.audience.audience import Audience
from handlers.admin.choosing.kinds.kind import Asking
from handlers.admin.choosing.session import ChoosingSession
from handlers.admin.context import AdminContext


class Subject:
    """Kept where it belongs with every tap: leaving the windows loses nothing."""

    def __init__(
        self, manager: DialogManager, session: ChoosingSession, audience: Audience
    ) -> None:
        self._manager = manager
        self._session = session
        self.admin = AdminContext.at(manager)
        self.audience = audience

    @classmethod
    async def at(cls, manager: DialogManager) -> Self:
        """Raises OutdatedSession, NoSuchBroadcast, NoSuchSegment and NoSuchSeries."""
        session, admin = ChoosingSession.of(manager), AdminContext.at(manager)
        if session.segment_id is not None:
            segment = await admin.doors.segments.get(session.segment_id)
            return cls(manager, session, segment.audience)
        if session.series_id is not None:
            series = (await admin.doors.series.detail(session.series_id)).series
            return cls(manager, session, series.audience)
        stored = await admin.doors.reports.get(session.draft_id or 0)
        return cls(manager, session, Audience.load(stored.audience))

    @property
    def session(self) -> ChoosingSession:
        return self._session

    @property
    def is_segment(self) -> bool:
        """Which has no topic, and is not made of another one."""
        return self._session.segment_id is not None

    @property
    def asking(self) -> Asking:
        return Asking(admin=self.admin, session=self._session, audience=self.audience)

    async def change(self, audience: Audience) -> None:
        """The door asks whether they may: the draft may be somebody else's by now."""
        if audience == self.audience:
            return
        doors, by = self.admin.doors, await self.admin.actor()
        if self._session.segment_id is not None:
            await doors.segments.change(self._session.segment_id, audience, by=by)
        elif self._session.series_id is not None:
            await doors.series_making.set_audience(self._session.series_id, audience, by=by)
        else:
            await doors.drafts.choose(self._session.draft_id or 0, audience, by=by)
        self.audience = audience

    def remember(self, session: ChoosingSession) -> None:
        self._session = session
        session.save(self._manager)

    def say(self, words: str | None) -> None:
        """Once, above the next window."""
        self.remember(replace(self._session, said=words))

    def take_said(self) -> str | None:
        words = self._session.said
        self.remember(replace(self._session, said=None))
        return words

    def displace(self) -> None:
        """Something was sent below the draft's preview."""
        self.remember(replace(self._session, displaced=True))
