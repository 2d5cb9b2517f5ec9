"""Time zones as people know them: by a town, in their own language, and by what their clock says.

The towns and their names are Unicode CLDR's, by babel. CLDR keeps a name for ever: its texts call
Asia/Kolkata by the name that it had before, which babel lists as an alias.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.core import get_global

FIXED = "Etc/"  # zones that have no town and no summer time; Etc/GMT-3 is UTC+3
MINUTE, HOUR = 60, 3_600  # seconds


def zone_name(zone: str, locale: str, now: float) -> str:
    """`Berlin, UTC+1`; of a zone without a town the difference alone. `now`: Unix seconds."""
    shown = shown_offset(offset_of(zone, now))
    return f"{town(zone, locale)}, {shown}" if _has_town(zone) else shown


@lru_cache(maxsize=2_000)  # a few languages' towns
def town(zone: str, locale: str) -> str:
    """The best known one of the zone."""
    names = _texts(locale)
    for name in (zone, *_older().get(zone, ())):
        if "city" in (known := names.get(name, {})):
            return str(known["city"])
    return zone.rpartition("/")[2].replace("_", " ")


def offset_of(zone: str, now: float) -> int:
    """Seconds ahead of UTC at that moment."""
    offset = datetime.fromtimestamp(now, _zone(zone)).utcoffset()
    return 0 if offset is None else round(offset.total_seconds())


def shown_offset(seconds: int) -> str:
    """`UTC+5:30`; `UTC` where there is none."""
    return signed_offset(seconds) if seconds else "UTC"


def signed_offset(seconds: int) -> str:
    """`UTC+2`, `UTC-3:30`, `UTC+0`."""
    hours, rest = divmod(abs(seconds), HOUR)
    minutes = f":{rest // MINUTE:02}" if rest >= MINUTE else ""
    return f"UTC{'-' if seconds < 0 else '+'}{hours}{minutes}"


def clock_at(offset: int, now: float) -> str:
    """`14:05`: what a clock says that is so many seconds ahead of UTC."""
    return datetime.fromtimestamp(now + offset, UTC).strftime("%H:%M")


@cache
def towns() -> Sequence[str]:
    """Every zone that is named for a town, by its present name; without those that this machine's
    rules are too old for."""
    named = (zone for zone in get_global("zone_territories") if _has_town(zone))
    return tuple(sorted(zone for zone in named if is_known(zone)))


def is_known(zone: str) -> bool:
    """Whether its clock can be told."""
    try:
        _zone(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _has_town(zone: str) -> bool:
    return "/" in zone and not zone.startswith(FIXED)


@cache
def _zone(name: str) -> ZoneInfo:
    """zoneinfo itself keeps eight."""
    return ZoneInfo(name)


@lru_cache(maxsize=20)
def _texts(locale: str) -> Mapping[str, Mapping[str, object]]:
    try:
        return dict(Locale.parse(locale, sep="-").time_zones)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def _older() -> Mapping[str, Sequence[str]]:
    """The names that a zone had before."""
    found: dict[str, list[str]] = {}
    for old, new in get_global("zone_aliases").items():
        found.setdefault(new, []).append(old)
    return found
