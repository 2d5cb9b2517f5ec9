"""Time zones by town and by clock: every one of them is found, in two taps and a town."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.language import zones
from handlers.language.zones import clock_at, offset_of, shown_offset, town, towns, zone_name
from handlers.subscriber.zone.awaited import PATIENCE, REMEMBERED, AwaitedPlaces
from handlers.subscriber.zone.buttons import OpenClock, TakeZone
from handlers.subscriber.zone.places import (
    Region,
    fixed_zones,
    offsets_of,
    zone_at,
    zones_at,
    zones_of,
)
from tests.clocks import VirtualClock

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp()
MOST_BUTTONS = 100  # Bot API: of a keyboard
LONGEST_DATA = 64  # bytes; Bot API: callback_data
MOMENTS = st.integers(1_700_000_000, 2_100_000_000)


@given(now=MOMENTS)
@settings(max_examples=20)
def test_every_town_is_found_by_what_its_clock_says(now: int) -> None:
    found = [
        zone
        for region in Region
        for offset in offsets_of(region, now)
        for zone in zones_at(region, offset, now, "en")
    ]
    assert sorted(found) == list(towns())


@given(now=MOMENTS)
@settings(max_examples=20)
def test_no_window_has_more_buttons_than_telegram_takes(now: int) -> None:
    for region in Region:
        assert len(offsets_of(region, now)) < MOST_BUTTONS
        for offset in offsets_of(region, now):
            assert len(zones_at(region, offset, now, "ru")) < MOST_BUTTONS
            assert len(OpenClock(region=region, offset=offset).pack()) <= LONGEST_DATA


def test_every_zone_fits_into_a_button_and_is_one() -> None:
    every = {*towns(), *fixed_zones()}
    assert max(len(TakeZone(zone=zone).pack()) for zone in every) <= LONGEST_DATA
    assert every <= available_timezones()


def test_a_town_is_called_as_the_language_does() -> None:
    assert zone_name("Europe/Berlin", "ru", NOW) == "Берлин, UTC+1"
    assert zone_name("Asia/Kolkata", "ru", NOW) == "Калькутта, UTC+5:30"  # by its older name
    assert zone_name("America/Argentina/Salta", "en", NOW) == "Salta, UTC-3"
    assert zone_name("America/New_York", "none", NOW) == "New York, UTC-5"
    assert zone_name("Etc/GMT-3", "ru", NOW) == "UTC+3"
    assert zone_name("UTC", "en", NOW) == "UTC"


def test_nearly_every_town_has_a_russian_name() -> None:
    unnamed = {zone for zone in towns() if town(zone, "ru").isascii()}
    assert unnamed <= {"America/Coyhaique"}  # a zone since 2025


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "UTC"), (19_800, "UTC+5:30"), (-12_600, "UTC-3:30"), (50_400, "UTC+14"), (3_600, "UTC+1")],
)
def test_a_difference_to_utc(seconds: int, shown: str) -> None:
    assert shown_offset(seconds) == shown


def test_the_whole_hours_run_from_west_to_east() -> None:
    hours = [offset_of(zone, NOW) // 3_600 for zone in fixed_zones()]
    assert hours == list(range(-12, 15))
    assert clock_at(offset_of("Etc/GMT+3", NOW), NOW) == "09:00"


def test_a_zone_that_this_machine_does_not_know_is_not_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given_zones = {"Europe/Berlin": "DE", "Europe/Atlantis": "XX"}
    monkeypatch.setattr(zones, "get_global", lambda _: given_zones)
    towns.cache_clear()
    assert towns() == ("Europe/Berlin",)
    towns.cache_clear()


def test_a_place_has_the_zone_of_where_it_is() -> None:
    assert zone_at(55.75, 37.62) == "Europe/Moscow"
    assert zone_at(0.0, -30.0) == "Etc/GMT+2"  # at sea
    assert zone_at(95.0, 0.0) is None
    assert zone_at(float("nan"), 0.0) is None


def test_each_part_of_the_world_has_its_own() -> None:
    assert "Australia/Lord_Howe" in zones_of(Region.PACIFIC)
    assert "Atlantic/Azores" in zones_of(Region.ELSEWHERE)
    assert "Europe/Dublin" in zones_of(Region.EUROPE)


def test_a_place_is_awaited_once_and_not_for_ever() -> None:
    clock, awaited = VirtualClock(), AwaitedPlaces()
    assert not awaited.take(1, clock)
    awaited.wait(1, clock)
    assert awaited.take(1, clock)
    assert not awaited.take(1, clock)
    awaited.wait(1, clock)
    clock.now += PATIENCE
    assert not awaited.take(1, clock)


def test_only_so_many_places_are_awaited() -> None:
    clock, awaited = VirtualClock(), AwaitedPlaces()
    for user_id in range(REMEMBERED + 1):
        awaited.wait(user_id, clock)
    assert not awaited.take(0, clock)
    assert awaited.take(1, clock)
