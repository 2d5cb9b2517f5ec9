"""The time zone's windows behind /settings, and the places that people send.

Of a place that was asked for, only its time zone is kept. One that somebody sends of their own
accord may answer a broadcast ("where shall we deliver it?"): the team gets to see it, and it asks
whether that is their time zone, too.
"""

from aiogram import F, Router
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, Message
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from broadcast.doors.inbox.incoming import Received
from db.schema.states import Role
from handlers.frame.fallback import on_unknown_button
from handlers.frame.taps import answer_tap
from handlers.inbox.incoming import answer_to, is_for_the_team, keep
from handlers.language.zones import is_known
from handlers.subscriber.zone import buttons
from handlers.subscriber.zone.awaited import AwaitedPlaces
from handlers.subscriber.zone.buttons import (
    OpenClock,
    OpenRegion,
    Shown,
    Step,
    TakeZone,
    ZoneStep,
)
from handlers.subscriber.zone.places import zone_at
from runtime.clock import Clock


def register(router: Router) -> None:
    windows = ZoneWindows(AwaitedPlaces())
    tapped = router.callback_query.register
    tapped(windows.on_ask, ZoneStep.filter(F.step == Step.ASK))
    tapped(on_fixed, ZoneStep.filter(F.step == Step.FIXED))
    tapped(on_forget, ZoneStep.filter(F.step == Step.FORGET))
    tapped(on_keep, ZoneStep.filter(F.step == Step.KEEP))
    tapped(on_region, OpenRegion.filter())
    tapped(on_clock, OpenClock.filter())
    tapped(on_take, TakeZone.filter())
    router.message.register(windows.on_place, F.location)


class ZoneWindows:
    """The two that know who is looking at the time zone's window."""

    def __init__(self, awaited: AwaitedPlaces) -> None:
        self._awaited = awaited

    async def on_ask(
        self, query: CallbackQuery, doors: Doors, i18n: I18nContext, clock: Clock
    ) -> EditMessageText | None:
        self._awaited.wait(query.from_user.id, clock)
        zone = await doors.zones.of(query.from_user.id)
        return await _show(query, buttons.first_window(zone, i18n, clock.time()))

    async def on_place(
        self,
        message: Message,
        doors: Doors,
        i18n: I18nContext,
        clock: Clock,
        role: Role | None = None,
    ) -> SendMessage | None:
        place, now = message.location, clock.time()
        if place is None:
            return None
        zone = zone_at(place.latitude, place.longitude)
        zone = zone if zone is not None and is_known(zone) else None
        if zone is not None and self._awaited.take(message.chat.id, clock):
            await doors.zones.note(message.chat.id, zone)
            text, markup = buttons.taken_window(zone, i18n, now)
            return message.answer(text, reply_markup=markup)
        is_news = zone is not None and await doors.zones.of(message.chat.id) != zone
        received = await keep(message, doors) if is_for_the_team(message, role) else None
        if received is None or received is Received.NOT_KEPT:
            return _about_place(message, zone, i18n, now, is_news=is_news)
        if zone is not None and is_news and received in {Received.GREETED, Received.KEPT}:
            text, markup = buttons.asked_window(zone, i18n, now, kept=True)
            return message.answer(text, reply_markup=markup)
        return await answer_to(received, message, doors, i18n)


def _about_place(
    message: Message, zone: str | None, i18n: I18nContext, now: float, *, is_news: bool
) -> SendMessage:
    """Where it is for nobody else."""
    if zone is None:
        return message.answer(i18n.get("zone-nowhere"))
    if not is_news:
        return message.answer(buttons.sentence("zone-known", zone, i18n, now))
    text, markup = buttons.asked_window(zone, i18n, now)
    return message.answer(text, reply_markup=markup)


async def on_fixed(query: CallbackQuery, i18n: I18nContext, clock: Clock) -> EditMessageText | None:
    return await _show(query, buttons.fixed_window(i18n, clock.time()))


async def on_region(
    query: CallbackQuery, callback_data: OpenRegion, i18n: I18nContext, clock: Clock
) -> EditMessageText | None:
    return await _show(query, buttons.region_window(callback_data.region, i18n, clock.time()))


async def on_clock(
    query: CallbackQuery, callback_data: OpenClock, i18n: I18nContext, clock: Clock
) -> EditMessageText | None:
    region, offset = callback_data.region, callback_data.offset
    return await _show(query, buttons.clock_window(region, offset, i18n, clock.time()))


async def on_take(
    query: CallbackQuery,
    callback_data: TakeZone,
    doors: Doors,
    i18n: I18nContext,
    clock: Clock,
    role: Role | None,
) -> EditMessageText | None:
    try:
        kept = await doors.zones.note(query.from_user.id, callback_data.zone)
    except ValueError:  # the button is made up
        await on_unknown_button(query, i18n, role)
        return None
    zone = kept or callback_data.zone
    return await _show(query, buttons.taken_window(zone, i18n, clock.time()))


async def on_forget(
    query: CallbackQuery, doors: Doors, i18n: I18nContext
) -> EditMessageText | None:
    await doors.zones.note(query.from_user.id, None)
    return await _show(query, (i18n.get("zone-forgotten"), buttons.settings_below(i18n)))


async def on_keep(query: CallbackQuery, i18n: I18nContext) -> EditMessageText | None:
    return await _show(query, (i18n.get("zone-kept"), None))


async def _show(query: CallbackQuery, shown: Shown) -> EditMessageText | None:
    await answer_tap(query)
    text, markup = shown
    if not isinstance(query.message, Message):
        return None
    return query.message.edit_text(text, reply_markup=markup)
