"""The calendar: in the reader's language, from this week on, by the bot's own clock."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.kbd import Calendar, CalendarScope, CalendarUserConfig
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarDaysView,
    CalendarMonthView,
    CalendarScopeView,
    CalendarYearsView,
)
from aiogram_dialog.widgets.text import Format, Text
from babel.dates import format_date

from broadcast.model.hours.wall_time import local_at
from handlers.admin.context import AdminContext
from handlers.admin.moments.meaning import FARTHEST
from handlers.admin.wording.moments import babel_locale

NO_DAY = "·"  # the widget leaves a blank there, which Telegram may refuse as a button's text


class Day(Text):
    """A day in a pattern of CLDR's: `LLLL` is a month's name, `ccc` a weekday's."""

    def __init__(self, pattern: str, *, before: str = "", after: str = "") -> None:
        super().__init__()
        self._pattern = pattern
        self._before, self._after = before, after

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        locale = babel_locale(AdminContext.at(manager).i18n.locale)
        words = format_date(data["date"], self._pattern, locale=locale)
        return f"{self._before}{words}{self._after}"


class Number(Text):
    """Of a day; today's stands in brackets. (The widget asks the machine's clock which that is.)"""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        day: date = data["date"]
        return f"[{day.day}]" if day == today_of(manager) else str(day.day)


class MomentCalendar(Calendar):
    """Weeks begin as they do where the reader's language is spoken."""

    def _init_views(self) -> Mapping[CalendarScope, CalendarScopeView]:  # type: ignore[override]
        month = Day("LLLL y")
        return {
            CalendarScope.DAYS: CalendarDaysView(
                self._item_callback_data,
                date_text=Number(),
                today_text=Number(),
                weekday_text=Day("cccccc"),
                header_text=Day("LLLL y", before="🗓 "),
                zoom_out_text=Format("🔍"),
                next_month_text=Day("LLL", after=" ▶️"),
                prev_month_text=Day("LLL", before="◀️ "),
            ),
            CalendarScope.MONTHS: CalendarMonthView(
                self._item_callback_data,
                month_text=Day("LLLL"),
                this_month_text=Day("LLLL"),
                header_text=Day("y", before="🗓 "),
                next_year_text=Day("y", after=" ▶️"),
                prev_year_text=Day("y", before="◀️ "),
            ),
            CalendarScope.YEARS: CalendarYearsView(self._item_callback_data, year_text=month),
        }

    async def _get_user_config(
        self, data: dict[str, Any], manager: DialogManager
    ) -> CalendarUserConfig:
        del data
        admin, today = AdminContext.at(manager), today_of(manager)
        return CalendarUserConfig(
            firstweekday=babel_locale(admin.i18n.locale).first_week_day,
            timezone=admin.timezone,  # type: ignore[arg-type]
            min_date=today,
            max_date=today + FARTHEST - timedelta(days=1),
        )

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        if self.get_offset(manager) is None:
            self.set_offset(today_of(manager), manager)
        rows: RawKeyboard = await super()._render_keyboard(data, manager)
        for button in (one for row in rows for one in row if not one.text.strip()):
            button.text = NO_DAY
        return [row for row in rows if any(one.text != NO_DAY for one in row)]


def today_of(manager: DialogManager) -> date:
    admin = AdminContext.at(manager)
    return local_at(int(admin.clock.time()), admin.timezone).date()
