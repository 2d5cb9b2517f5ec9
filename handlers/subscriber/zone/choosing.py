"""The time zone's windows behind /settings, and the places that people send.

Of a place only its time zone is kept.
"""

from aiogram import F, Router
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, Message
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from db.schema.states import Role
from handlers.frame.fallback import on_unknown_button
from handlers.frame.taps import answer_tap
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
        self, message: Message, doors: Doors, i18n: I18nContext, clock: Clock
    ) -> SendMessage | None:
        place, now = message.location, clock.time()
        if place is None:
            return None
        zone = zone_at(place.latitude, place.longitude)
        if zone is None or not is_known(zone):
            return message.answer(i18n.get("zone-nowhere"))
        awaited = self._awaited.take(message.chat.id, clock)
        if await doors.zones.of(message.chat.id) == zone:
            return message.answer(buttons.sentence("zone-known", zone, i18n, now))
        if awaited:
            await doors.zones.note(message.chat.id, zone)
            text, markup = buttons.taken_window(zone, i18n, now)
        else:
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
