"""A time on a wall clock, and which moments it is: clocks are put forward and back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.hours.wall_time import local_at
from handlers.admin.moments.meaning import (
    Meant,
    Why,
    in_an_hour,
    meant_by,
    meant_on,
    this_evening,
    tomorrow_morning,
)
from handlers.admin.moments.typed.days import Mistake

BERLIN = ZoneInfo("Europe/Berlin")
# Half an hour of summer time, less of it in winter than in summer, half and three quarter hours
# from UTC, a day that was left out, and a zone that has changed its mind.
ZONES = (
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Europe/Berlin",
    "UTC",
)


def at(words: str, zone: ZoneInfo = BERLIN) -> int:
    return int(datetime.fromisoformat(words).replace(tzinfo=zone).timestamp())


def meant(text: str, now: int, zone: ZoneInfo = BERLIN) -> Meant | Mistake:
    return meant_by(text, now=now, zone=zone, languages=("en", "ru"))


def test_what_is_to_come_is_one_moment() -> None:
    now = at("2026-11-30T10:20")
    assert meant("5 dec 19:00", now) == Meant(moments=(at("2026-12-05T19:00"),))
    assert meant("in 90 min", now) == Meant(moments=(now + 5_400,))


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("9:00", "2026-12-01T09:00"),
        ("today 9", "2026-12-01T09:00"),
        ("yesterday 19:00", "2026-11-30T19:00"),
        ("1 jan 2025 10:00", "2026-12-01T10:00"),
    ],
)
def test_of_what_has_passed_the_nearest_to_come_is_offered(typed: str, nearest: str) -> None:
    now = at("2026-11-30T10:20")
    assert meant(typed, now) == Meant(moments=(at(nearest),), why=Why.PAST)


def test_an_hour_that_is_skipped_is_asked_about() -> None:
    now = at("2027-03-01T10:00")
    found = meant("28.3. 2:30", now)
    assert found == Meant(moments=(at("2027-03-28T01:30"), at("2027-03-28T03:30")), why=Why.SKIPPED)


def test_an_hour_that_comes_twice_is_asked_about() -> None:
    found = meant("25.10. 2:30", at("2026-10-01T10:00"))
    assert isinstance(found, Meant)
    assert found.why is Why.REPEATED
    first, second = found.moments
    assert second - first == 3_600
    assert meant("25.10. 2:30", first) == Meant(moments=(second,))


def test_what_is_farther_than_a_year_is_refused() -> None:
    assert meant("29 feb 9:00", at("2026-11-30T10:20")) is Mistake.TOO_FAR


def test_a_wait_is_as_long_as_it_says_over_a_change_of_the_clocks() -> None:
    now = at("2027-03-28T01:30")
    assert meant("in 90 min", now) == Meant(moments=(now + 5_400,))
    assert local_at(now + 5_400, BERLIN).hour == 4


def test_the_quick_ones() -> None:
    now = at("2026-11-30T10:20") + 30
    assert in_an_hour(now) == at("2026-11-30T11:20")
    assert this_evening(now, BERLIN) == at("2026-11-30T18:00")
    assert this_evening(at("2026-11-30T18:00"), BERLIN) is None
    assert tomorrow_morning(now, BERLIN) == at("2026-12-01T09:00")


MOMENTS = st.integers(min_value=at("2011-12-20T00:00"), max_value=at("2037-01-01T00:00"))


@given(st.sampled_from(ZONES), MOMENTS, MOMENTS)
def test_every_moment_that_is_offered_is_to_come_and_shows_what_was_asked_for(
    name: str, now: int, wanted: int
) -> None:
    zone = ZoneInfo(name)
    local = local_at(wanted, zone).replace(second=0)
    found = meant_on(local, now=now, zone=zone)
    if isinstance(found, Mistake):
        assert wanted > now
        return
    assert all(moment > now for moment in found.moments)
    assert sorted(found.moments) == list(found.moments)
    for moment in found.moments:
        assert local_at(moment, zone).time() == local.time()
        assert found.why is Why.PAST or local_at(moment, zone) == local


@given(st.sampled_from(ZONES), MOMENTS)
def test_the_quick_ones_are_always_to_come(name: str, now: int) -> None:
    zone = ZoneInfo(name)
    evening = this_evening(now, zone)
    assert in_an_hour(now) > now
    assert tomorrow_morning(now, zone) > now
    assert evening is None or evening > now
