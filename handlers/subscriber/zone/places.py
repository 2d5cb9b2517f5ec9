"""From the world to one time zone: part of the world, what the clock says there, town.

The clock comes before the town: of the hundred and fifty towns of America nobody reads all, and
what time it is everybody knows.
"""

import math
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from handlers.language.zones import offset_of, town, towns

WEST, EAST = -12, 14  # hours: the zones that are furthest from UTC


class Region(StrEnum):
    """They stand in buttons."""

    EUROPE = "europe"
    ASIA = "asia"
    AMERICA = "america"
    AFRICA = "africa"
    PACIFIC = "pacific"  # with Australia
    ELSEWHERE = "elsewhere"  # islands of the other oceans, and the poles


_REGIONS = {
    "Europe": Region.EUROPE,
    "Asia": Region.ASIA,
    "America": Region.AMERICA,
    "Africa": Region.AFRICA,
    "Australia": Region.PACIFIC,
    "Pacific": Region.PACIFIC,
}


@cache
def zones_of(region: Region) -> Sequence[str]:
    return tuple(
        zone for zone in towns() if _REGIONS.get(zone.partition("/")[0], Region.ELSEWHERE) is region
    )


def offsets_of(region: Region, now: float) -> list[int]:
    """Which clocks there are, in seconds ahead of UTC, from west to east."""
    return sorted({offset_of(zone, now) for zone in zones_of(region)})


def zones_at(region: Region, offset: int, now: float, locale: str) -> list[str]:
    """Whose clocks are so many seconds ahead just now, by the names of their towns."""
    found = [zone for zone in zones_of(region) if offset_of(zone, now) == offset]
    return sorted(found, key=lambda zone: town(zone, locale).casefold())


def fixed_zones() -> list[str]:
    """Of whole hours, from west to east; the signs of their names are the other way round."""
    return ["Etc/GMT" if not hours else f"Etc/GMT{-hours:+d}" for hours in range(WEST, EAST + 1)]


def zone_at(latitude: float, longitude: float) -> str | None:
    """The time zone of a place on Earth, at sea too; None for no place at all."""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    # Not at the top: it takes 30 MB from the first question on, and most bots are never asked.
    from tzfpy import get_tz

    return get_tz(longitude, latitude) or None
