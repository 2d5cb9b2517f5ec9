"""Moments as other people's files write them, read with sense: a number is one only where it fits.

A column of numbers says nothing of its unit. 20240501 is a day of 2024 and no second of 1970,
45413 is how a spreadsheet keeps that day, 1714564800000 are milliseconds. Each way of reading is
tried, and what nobody could have joined at is no reading. The ways never fit the same number.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal

EARLIEST = 1_376_438_400  # 2013-08-14, Telegram's first day: no number means a moment before it
DAY = 86_400  # seconds
SPREADSHEET_ZERO = 25_569  # 1970-01-01, in days since 1899-12-30, from where spreadsheets count
UNITS = (1, 10**3, 10**6, 10**9)  # of a second
COMPACT = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S"}  # a date without dashes, by its length

_NUMBER = re.compile(r"[0-9]{1,19}(?:[.,][0-9]{1,12})?")
_ROUNDED = re.compile(r"-?[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}")


class NoMoment(ValueError):
    """The text says no moment in the past; its words say why not."""


def moment(text: str, *, latest: int) -> int:
    """Unix seconds of an ISO 8601 text or of a number, up to `latest`; raises NoMoment."""
    if _NUMBER.fullmatch(text):
        return _of_number(text, latest)
    if rounded(text):
        raise NoMoment("was rounded by a spreadsheet")
    found = _iso(text)
    if found < 0:
        raise NoMoment("is before 1970")
    if found > latest:
        raise NoMoment("is in the future")
    return found


def rounded(text: str) -> bool:
    """Whether a spreadsheet has cut the number, as in 1.71E+09: its last digits are lost."""
    return _ROUNDED.fullmatch(text) is not None


def _of_number(text: str, latest: int) -> int:
    for seconds in _readings(text):
        if EARLIEST <= seconds <= latest:
            return seconds
    raise NoMoment("is a number that fits no date")


def _readings(text: str) -> Iterator[int]:
    """All that the number could mean, in Unix seconds."""
    number = Decimal(text.replace(",", "."))
    for unit in UNITS:
        yield int(number // unit)
    yield round((number - SPREADSHEET_ZERO) * DAY)
    if text.isdigit() and len(text) in COMPACT:
        with suppress(ValueError):
            found = datetime.strptime(text, COMPACT[len(text)]).replace(tzinfo=UTC)
            yield int(found.timestamp())


def _iso(text: str) -> int:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise NoMoment("is neither ISO 8601 nor Unix seconds") from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        return int(found.timestamp())
    except (ValueError, OverflowError):
        raise NoMoment("is out of range") from None
