"""Times as admins type them, in English and Russian."""

from datetime import datetime, timedelta

import pytest

from handlers.admin.moments.typed.days import Mistake
from handlers.admin.moments.typed.reading import After, OnClock, read_typed

NOW = datetime(2026, 11, 30, 10, 20)  # noqa: DTZ001 - what a clock on a wall shows. A Monday.
LANGUAGES = ("en", "ru")


def on(day: int, hour: int = 9, minute: int = 0, *, month: int = 12, year: int = 2026) -> OnClock:
    return OnClock(local=datetime(year, month, day, hour, minute))  # noqa: DTZ001


def after(**wait: float) -> After:
    return After(wait=timedelta(**wait))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5 dec 19:00", on(5, 19)),
        ("5 Dec, 19:00", on(5, 19)),
        ("19:00 5 dec", on(5, 19)),
        ("5 dec 19.00", on(5, 19)),
        ("5 dec 19", on(5, 19)),
        ("dec 5", on(5)),
        ("5th of december 7pm", on(5, 19)),
        ("2026-12-05 19:00", on(5, 19)),
        ("5.12. 19:00", on(5, 19)),
        ("5.12", on(5)),
        ("5/12 19:00", on(5, 19)),
        ("5.12.2026 19:00", on(5, 19)),
        ("1 jan", on(1, month=1, year=2027)),
        ("30 nov 19:00", on(30, 19, month=11)),
        ("tomorrow 9", on(1)),
        ("tomorrow at 9", on(1)),
        ("tomorrow", on(1)),
        ("tomorrow morning", on(1)),
        ("tomorrow noon", on(1, 12)),
        ("tomorrow 24:00", on(2, 0)),
        ("day after tomorrow 9:00", on(2)),
        ("today 18", on(30, 18, month=11)),
        ("19:00", on(30, 19, month=11)),
        ("9", on(30, month=11)),
        ("7pm", on(30, 19, month=11)),
        ("12 am", on(30, 0, month=11)),
        ("friday 18:00", on(4, 18)),
        ("next friday", on(4)),
        ("15th", on(15)),
        ("31st", on(31)),
        ("31st of next month", on(31)),
        ("in 2 days", on(2, 10, 20)),
        ("in 2 days at 9:00", on(2)),
        ("in a week", on(7, 10, 20)),
        ("in 90 min", after(minutes=90)),
        ("in an hour", after(hours=1)),
        ("2 h", after(hours=2)),
        ("in 1h30m", after(minutes=90)),
        ("5 minutes ago", after(minutes=-5)),
        ("“tomorrow 9”", on(1)),
        ("sat 5 dec 19:00", on(5, 19)),
        ("19:00, 5.12", on(5, 19)),
        ("31-12 23:30", on(31, 23, 30)),
        ("19-00", on(30, 19, month=11)),
        ("1745", on(30, 17, 45, month=11)),
        ("tomorrow 0930", on(1, 9, 30)),
        ("at seven", on(30, 7, month=11)),
        ("9 o'clock", on(30, month=11)),
        ("at 9 tomorrow", on(1)),
        ("9 tomorrow", on(1)),
        ("tomorrow at 7 in the evening", on(1, 19)),
        ("this evening", on(30, 18, month=11)),
        ("tonight at 9", on(30, 21, month=11)),
        ("tonight at 12", on(1, 0)),
        ("midnight", on(1, 0)),
        ("friday midnight", on(5, 0)),
        ("by 19:00", on(30, 19, month=11)),
        ("in a month", on(30, 10, 20)),
        ("in 3 months", on(28, 10, 20, month=2, year=2027)),
        ("in a year at 9", on(30, month=11, year=2027)),
        ("in 24 hours", after(days=1)),
        ("in 1,5 hours", after(minutes=90)),
        ("in half an hour", after(minutes=30)),
        ("in an hour and a half", after(minutes=90)),
        ("in 1 day and 2 hours", after(days=1, hours=2)),
        ("5 дек 19:00", on(5, 19)),
        ("5-го декабря в 19", on(5, 19)),
        ("Завтра в 9", on(1)),
        ("завтра в 7 вечера", on(1, 19)),
        ("завтра вечером", on(1, 18)),
        ("послезавтра 9:00", on(2)),
        ("сегодня в 18", on(30, 18, month=11)),
        ("в 18:00", on(30, 18, month=11)),
        ("в пятницу в 18:00", on(4, 18)),
        ("в следующую пятницу", on(4)),
        ("31 числа следующего месяца", on(31)),
        ("через 90 мин", after(minutes=90)),
        ("через полчаса", after(minutes=30)),
        ("через 2 ч", after(hours=2)),
        ("через 2 дня", on(2, 10, 20)),
        ("через неделю в 9:00", on(7)),
        ("через неделю", on(7, 10, 20)),
        ("через две недели", on(14, 10, 20)),
        ("через сутки", after(days=1)),
        ("через 1,5 часа", after(minutes=90)),
        ("в девять", on(30, month=11)),
        ("в 19 часов", on(30, 19, month=11)),
        ("завтра в 9 часов 30 минут", on(1, 9, 30)),
        ("завтра в 3 часа дня", on(1, 15)),
        ("завтра в час дня", on(1, 13)),
        ("завтра в 11 ночи", on(1, 23)),
        ("завтра в 12 ночи", on(1, 0)),
        ("завтра в 12 вечера", on(2, 0)),
        ("завтра вечером в 8", on(1, 20)),
        ("завтра 9-30", on(1, 9, 30)),
        ("в 9 завтра", on(1)),
        ("в полночь", on(1, 0)),
        ("в эту пятницу в 18:00", on(4, 18)),
        ("к 19:00", on(30, 19, month=11)),
    ],
)
def test_is_read(typed: str, meant: OnClock | After) -> None:
    assert read_typed(typed, NOW, LANGUAGES) == meant


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("31 nov", Mistake.NO_SUCH_DAY),
        ("31 ноября 10:00", Mistake.NO_SUCH_DAY),
        ("30 feb 10:00", Mistake.NO_SUCH_DAY),
        ("32 dec", Mistake.NO_SUCH_DAY),
        ("2026-02-30", Mistake.NO_SUCH_DAY),
        ("31.11. 9:00", Mistake.NO_SUCH_DAY),
        ("12/31 19:00", Mistake.NO_SUCH_DAY),
        ("0.12.", Mistake.NO_SUCH_DAY),
        ("25:61", Mistake.NO_SUCH_TIME),
        ("tomorrow 25:61", Mistake.NO_SUCH_TIME),
        ("завтра 24:30", Mistake.NO_SUCH_TIME),
        ("25", Mistake.NO_SUCH_TIME),
        ("fri 5 dec 19:00", Mistake.OTHER_WEEKDAY),
        ("пт, 5 декабря", Mistake.OTHER_WEEKDAY),
        ("5 dec 19:00 UTC", Mistake.ZONE),
        ("2026-12-05T19:00Z", Mistake.ZONE),
        ("завтра в 9 по мск", Mistake.ZONE),
        ("tomorrow 2130", Mistake.UNREADABLE),
        ("in 99999999 days", Mistake.TOO_FAR),
        ("", Mistake.UNREADABLE),
        ("soon", Mistake.UNREADABLE),
        ("dec", Mistake.UNREADABLE),
        ("hello tomorrow 9:00 banana", Mistake.UNREADABLE),
        ("1" * 65, Mistake.UNREADABLE),
        ("🙂", Mistake.UNREADABLE),
    ],
)
def test_is_refused_with_the_reason(typed: str, mistake: Mistake) -> None:
    assert read_typed(typed, NOW, LANGUAGES) is mistake


def test_the_31st_of_a_next_month_that_has_none_is_no_day() -> None:
    january = datetime(2027, 1, 31, 10, 20)  # noqa: DTZ001
    assert read_typed("31st of next month", january, LANGUAGES) is Mistake.NO_SUCH_DAY
    assert read_typed("31-го следующего месяца", january, LANGUAGES) is Mistake.NO_SUCH_DAY
    assert read_typed("31 jan 19:00", january, LANGUAGES) == on(31, 19, month=1, year=2027)
