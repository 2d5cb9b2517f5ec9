"""Durations as people say them."""

from handlers.language.texts import Texts

TEN_MINUTES = 600  # seconds
HOUR = 3_600  # seconds
DAY = 86_400  # seconds
TWO_DAYS = 2 * DAY


def shown_duration(seconds: float, texts: Texts, locale: str) -> str:
    """Rounded to what matters: nobody wants the seconds of ten minutes, nor to wait for 0 s."""
    whole = max(1, round(seconds))
    if whole >= TWO_DAYS:
        return texts.get("duration-days", locale, count=whole // DAY)
    if whole >= TEN_MINUTES:
        whole = round(whole / 60) * 60
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours and minutes:
        return texts.get("duration-hours", locale, hours=str(hours), minutes=str(minutes))
    if hours:
        return texts.get("duration-whole-hours", locale, hours=str(hours))
    if minutes and rest:
        return texts.get("duration-minutes", locale, minutes=str(minutes), seconds=str(rest))
    if minutes:
        return texts.get("duration-whole-minutes", locale, minutes=str(minutes))
    return texts.get("duration-seconds", locale, seconds=str(rest))


def shown_wait(seconds: int, texts: Texts, locale: str) -> str:
    """One that was asked for, as it was: 60 h are not 2 days."""
    if seconds >= TWO_DAYS and seconds % DAY:
        return texts.get("duration-whole-hours", locale, hours=str(seconds // HOUR))
    return shown_duration(seconds, texts, locale)
