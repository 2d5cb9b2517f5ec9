"""Notices in words and pictures, and on their way to one admin."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, InputMediaPhoto

from botapi.errors import wait_of, words_of
from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import NoSuchBroadcast
from db.admins.notices import Subject
from db.schema.states import NoticeKind
from db.subscribers.store import Subscribers
from handlers.admin.control.kinds import shown_act
from handlers.admin.control.runs import notice_keyboard
from handlers.admin.progress.words.figures import figure_lines
from handlers.admin.progress.words.message import Words
from handlers.admin.progress.words.pauses import pause_words_of, paused_itself
from handlers.admin.reporting.pictures import NotDrawn, Picture, Pictures
from handlers.admin.reporting.series import Reader
from handlers.admin.telling.cleaned import cleaning_line
from handlers.admin.telling.due import stands_still
from handlers.admin.telling.summary import summary
from handlers.language.locale import Locales
from handlers.language.names import shown_name
from handlers.language.texts import Texts
from runtime.clock import Clock

logger = logging.getLogger(__name__)

OF_THE_WEEK = (Picture.GROWTH, Picture.RETENTION)


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    text: str
    keyboard: InlineKeyboardMarkup | None = None
    pictures: Sequence[bytes] = ()  # PNGs


class Teller:
    """Says what a notice says; what it made for one admin it has for the next."""

    def __init__(
        self,
        *,
        doors: Doors,
        texts: Texts,
        locales: Locales,
        pictures: Pictures,
        subscribers: Subscribers,
        bot: Bot,
        clock: Clock,
        timezone: ZoneInfo,
    ) -> None:
        self._doors = doors
        self._texts = texts
        self._locales = locales
        self._pictures = pictures
        self._subscribers = subscribers
        self._bot = bot
        self._clock = clock
        self._timezone = timezone
        self._made: dict[tuple[Subject, str], Notice | None] = {}

    async def prepare(self, subject: Subject, user_id: int) -> Notice | None:
        """In the admin's language; None where there is nothing to be said any more."""
        key = subject, await self._locales.of(user_id)
        if key not in self._made:
            self._made[key] = await self._notice(*key)
        return self._made[key]

    def forget(self) -> None:
        """What was made: it will not be right for long."""
        self._made.clear()

    async def send(self, notice: Notice, user_id: int) -> float:
        """Seconds that Telegram asks to wait for, if it was certainly not sent; else 0."""
        try:
            await self._send(notice, user_id)
        except AiogramError as error:
            logger.warning("admin %d was not told: %s", user_id, words_of(error))
            return wait_of(error)
        return 0.0

    async def show(self, notice: Notice, user_id: int) -> bool:
        """To who has just asked for it; whether it was sent."""
        try:
            await self._send(notice, user_id)
        except AiogramError as error:
            logger.warning("admin %d was not shown the week: %s", user_id, words_of(error))
            return False
        return True

    async def _send(self, notice: Notice, user_id: int) -> None:
        files = [
            BufferedInputFile(png, f"{number}.png") for number, png in enumerate(notice.pictures)
        ]
        if len(files) > 1:
            first = InputMediaPhoto(media=files[0], caption=notice.text)
            others = [InputMediaPhoto(media=file) for file in files[1:]]
            await self._bot.send_media_group(user_id, [first, *others])
        elif files:
            await self._bot.send_photo(user_id, files[0], caption=notice.text)
        else:
            await self._bot.send_message(user_id, notice.text, reply_markup=notice.keyboard)

    async def _notice(self, subject: Subject, locale: str) -> Notice | None:
        if subject.kind is NoticeKind.WEEKLY:
            return await self.week(subject.number, locale)
        if subject.kind is NoticeKind.CLEANED:
            walk = await self._doors.cleaning.standing()
            return None if walk is None else Notice(text=cleaning_line(walk, self._texts, locale))
        try:
            broadcast = await self._doors.reports.get(subject.number)
        except NoSuchBroadcast:
            return None
        text = await self._about(subject.kind, broadcast, locale)
        if text is None:
            return None
        return Notice(text=text, keyboard=notice_keyboard(broadcast, self._texts, locale))

    async def week(self, first_day: int, locale: str) -> Notice:
        """The summary of the seven days from that one on (days since 1970)."""
        reader = Reader(
            texts=self._texts, locale=locale, timezone=self._timezone, now=self._clock.time()
        )
        text, pictures = await summary(self._doors, first_day, reader), list[bytes]()
        try:
            for picture in OF_THE_WEEK:
                png = await self._pictures.draw(picture, locale)
                if png is not None:
                    pictures.append(png)
        except NotDrawn:
            text = f"{text}\n\n{self._texts.get('weekly-not-drawn', locale)}"
        return Notice(text=text, pictures=pictures)

    async def _about(self, kind: NoticeKind, broadcast: Broadcast, locale: str) -> str | None:
        match kind:
            case NoticeKind.LAUNCHED:
                return await self._launched(broadcast, locale)
            case NoticeKind.FINISHED:
                heading = Words(self._texts, locale).origin(broadcast)
                return "\n".join([*heading, "", *figure_lines(broadcast, self._texts, locale)])
            case NoticeKind.PAUSED:
                return self._paused(broadcast, locale)
            case NoticeKind.LEAVING:
                return await self._leaving(broadcast, locale)
        return None

    async def _launched(self, broadcast: Broadcast, locale: str) -> str:
        launcher = broadcast.launched_by or 0
        found = await self._subscribers.find(launcher)
        name = shown_name(found.first_name, found.username) if found else str(launcher)
        count, named = broadcast.figures.total, self._named(broadcast, locale)
        if broadcast.mends:
            return self._texts.get("told-mends", locale, **named, name=name)
        return self._texts.get("told-launched", locale, **named, name=name, count=count)

    def _paused(self, broadcast: Broadcast, locale: str) -> str:
        """Also of one that stands still no more: somebody was faster than this."""
        title = shown_act(broadcast, self._texts, locale)
        if not stands_still(broadcast):
            return self._texts.get("told-paused-over", locale, title=title)
        heading = paused_itself(broadcast, title, self._texts, locale)
        return f"{heading}\n{pause_words_of(broadcast, self._texts, locale)}"

    async def _leaving(self, broadcast: Broadcast, locale: str) -> str | None:
        leavers = await self._doors.statistics.leavers(broadcast, now=self._clock.time())
        if leavers is None:
            return None
        count = leavers.unsubscribed + leavers.blocked
        said = self._texts.get(
            "told-leaving", locale, **self._named(broadcast, locale), count=count
        )
        if leavers.usual is None:
            return said
        usual = self._texts.get("report-leavers-usual", locale, usual=round(leavers.usual, 1))
        return f"{said}\n{usual}"

    def _named(self, broadcast: Broadcast, locale: str) -> Mapping[str, str]:
        return {
            "title": shown_act(broadcast, self._texts, locale),
            "number": str(broadcast.id),
        }
