"""The buttons that lead to a time zone, and the texts above them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram_i18n import I18nContext
from pydantic import Field

from handlers.language.zones import clock_at, is_known, offset_of, shown_offset, town, zone_name
from handlers.subscriber.zone.places import (
    Region,
    fixed_zones,
    offsets_of,
    zones_at,
    zones_of,
)

BROAD, NARROW = 2, 3  # buttons in a row

Offset = Annotated[int, Field(ge=-86_400, le=86_400)]  # seconds ahead of UTC
Shown = tuple[str, InlineKeyboardMarkup | None]


class Step(StrEnum):
    ASK = "ask"  # where from?
    FIXED = "fixed"  # how far from UTC?
    FORGET = "forget"
    KEEP = "keep"  # as it is


class ZoneStep(CallbackData, prefix="zone"):
    step: Step


class OpenRegion(CallbackData, prefix="zone-in"):
    region: Region


class OpenClock(CallbackData, prefix="zone-at"):
    region: Region
    offset: Offset


class TakeZone(CallbackData, prefix="zone-is"):
    zone: str  # may be made up: see zones.py of db/knowledge


class BackToSettings(CallbackData, prefix="settings"):
    """From any of these windows."""


def zone_button(zone: str | None, i18n: I18nContext, now: float) -> InlineKeyboardButton:
    """The one below /settings."""
    if zone is None or not is_known(zone):
        text = i18n.get("zone-button-unknown")
    else:
        text = i18n.get("zone-button", zone=zone_name(zone, i18n.locale, now))
    return _to(text, ZoneStep(step=Step.ASK))


def first_window(zone: str | None, i18n: I18nContext, now: float) -> Shown:
    """Which part of the world?"""
    known = zone is not None and is_known(zone)
    parts = [sentence("zone-known", zone, i18n, now) if known and zone else i18n.get("zone-none")]
    parts.append(i18n.get("zone-how"))
    regions = (
        _to(i18n.get("zone-region", region=region.value), OpenRegion(region=region))
        for region in Region
    )
    rows = _in_rows(regions, BROAD)
    rows.append([_step("zone-fixed", Step.FIXED, i18n)])
    if zone is not None:
        rows.append([_step("zone-forget", Step.FORGET, i18n)])
    return "\n\n".join(parts), _markup([*rows, _back(BackToSettings(), i18n)])


def region_window(region: Region, i18n: I18nContext, now: float) -> Shown:
    """What does your clock say?"""
    offsets = offsets_of(region, now)
    clocks = (
        _to(_clock(offset, i18n, now), OpenClock(region=region, offset=offset))
        for offset in offsets
    )
    rows = [*_in_rows(clocks, BROAD), _back(ZoneStep(step=Step.ASK), i18n)]
    return i18n.get("zone-clock"), _markup(rows)


def clock_window(region: Region, offset: int, i18n: I18nContext, now: float) -> Shown:
    """Which town? Where a clock was changed since, all of the region."""
    zones = zones_at(region, offset, now, i18n.locale) or zones_of(region)
    back = _back(OpenRegion(region=region), i18n)
    towns = (_to(town(zone, i18n.locale), TakeZone(zone=zone)) for zone in zones)
    return i18n.get("zone-town"), _markup([*_in_rows(towns, NARROW), back])


def fixed_window(i18n: I18nContext, now: float) -> Shown:
    """By the difference to UTC: for whoever does not find a town, or does not want to say one."""
    zones = fixed_zones()
    clocks = (_to(_clock(offset_of(zone, now), i18n, now), TakeZone(zone=zone)) for zone in zones)
    rows = [*_in_rows(clocks, NARROW), _back(ZoneStep(step=Step.ASK), i18n)]
    return i18n.get("zone-fixed-how"), _markup(rows)


def asked_window(zone: str, i18n: I18nContext, now: float, *, kept: bool = False) -> Shown:
    """A place was sent without being asked for. `kept`: and the team gets to see it."""
    yes = _to(i18n.get("zone-shared-yes"), TakeZone(zone=zone))
    no = _to(i18n.get("zone-shared-no"), ZoneStep(step=Step.KEEP))
    key = "zone-shared-team" if kept else "zone-shared"
    return sentence(key, zone, i18n, now), _markup([[yes], [no]])


def taken_window(zone: str, i18n: I18nContext, now: float) -> Shown:
    return sentence("zone-taken", zone, i18n, now), settings_below(i18n)


def settings_below(i18n: I18nContext) -> InlineKeyboardMarkup:
    return _markup([_back(BackToSettings(), i18n)])


def sentence(key: str, zone: str, i18n: I18nContext, now: float) -> str:
    """Which zone, and what its clock says."""
    shown, time = zone_name(zone, i18n.locale, now), clock_at(offset_of(zone, now), now)
    return i18n.get(key, zone=shown, time=time)


def _clock(offset: int, i18n: I18nContext, now: float) -> str:
    return i18n.get("zone-clock-is", time=clock_at(offset, now), offset=shown_offset(offset))


def _in_rows(
    buttons: Iterable[InlineKeyboardButton], width: int
) -> list[list[InlineKeyboardButton]]:
    every = list(buttons)
    return [every[start : start + width] for start in range(0, len(every), width)]


def _step(key: str, step: Step, i18n: I18nContext) -> InlineKeyboardButton:
    return _to(i18n.get(key), ZoneStep(step=step))


def _back(to: CallbackData, i18n: I18nContext) -> list[InlineKeyboardButton]:
    return [_to(i18n.get("zone-back"), to)]


def _to(text: str, to: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=to.pack())


def _markup(rows: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in rows])
