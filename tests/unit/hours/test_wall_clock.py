"""What clocks show, and when next, over every kind of change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadcast.model.hours.quiet_hours import CoverTheDay, NoTime, QuietHours
from broadcast.model.hours.wall_clock import DAY, next_shown, shown, within
from broadcast.model.hours.wall_time import moment_of

ZONES = [
    ZoneInfo(name)
    for name in (
        *("UTC", "Europe/Berlin", "Europe/Lisbon", "America/New_York", "America/St_Johns"),
        "Europe/Dublin",  # negative summer time: winter is what deviates
        *("Australia/Lord_Howe", "Asia/Kolkata", "Asia/Kathmandu"),  # half an hour, and less
        *("Pacific/Apia", "Africa/Casablanca", "Asia/Pyongyang"),  # a day that never was
    )
]
FROM, TO = int(datetime(2009, 1, 1, tzinfo=UTC).timestamp()), 2_000_000_000
MINUTES = st.integers(0, 1_439).map(lambda minutes: minutes * 60)
moments, zones = st.integers(FROM, TO), st.sampled_from(ZONES)


def at(text: str, zone: str) -> int:
    return moment_of(datetime.fromisoformat(text), ZoneInfo(zone))


@given(moment=moments, zone=zones)
def test_clocks_show_what_the_calendar_says(moment: int, zone: ZoneInfo) -> None:
    local = datetime.fromtimestamp(moment, zone)
    assert shown(moment, zone) == local.hour * 3_600 + local.minute * 60 + local.second


@given(moment=moments, zone=zones, begin=MINUTES, end=MINUTES)
@example(  # the hour that is skipped is the one in which it would begin
    moment=at("2026-03-29T01:30", "Europe/Berlin"),
    zone=ZoneInfo("Europe/Berlin"),
    begin=2 * 3_600 + 1_800,
    end=8 * 3_600,
)
@example(  # a whole day is skipped
    moment=at("2011-12-29T23:00", "Pacific/Apia"),
    zone=ZoneInfo("Pacific/Apia"),
    begin=10 * 3_600,
    end=11 * 3_600,
)
def test_the_next_moment_is_the_first_one(
    moment: int, zone: ZoneInfo, begin: int, end: int
) -> None:
    if begin == end:
        return
    found = next_shown(moment, zone, begin=begin, end=end)
    assert within(shown(found, zone), begin=begin, end=end)
    assert found == moment or not within(shown(found - 1, zone), begin=begin, end=end)
    assert moment <= found <= moment + 2 * DAY
    for earlier in range(moment, found, 900):
        assert not within(shown(earlier, zone), begin=begin, end=end)


@given(day=st.dates(date(2009, 1, 1), date(2030, 1, 1)), zone=zones)
def test_a_time_of_day_comes_once_or_an_hour_later(day: date, zone: ZoneInfo) -> None:
    local = datetime.fromisoformat(f"{day}T02:30")
    moment = moment_of(local, zone)
    told = datetime.fromtimestamp(moment, zone).replace(tzinfo=None)
    assert told - local in (timedelta(0), timedelta(minutes=30), timedelta(hours=1), timedelta(1))


@pytest.mark.parametrize(
    ("moment", "zone", "opens"),
    [
        ("2026-03-28T23:00", "Europe/Berlin", "2026-03-29T08:00"),  # a night of nine hours
        ("2026-10-24T23:00", "Europe/Berlin", "2026-10-25T08:00"),  # one of eleven
        ("2026-10-24T23:00", "Europe/Dublin", "2026-10-25T08:00"),
        ("2026-04-04T23:00", "Australia/Lord_Howe", "2026-04-05T08:00"),
        ("2026-06-01T23:00", "Asia/Kolkata", "2026-06-02T08:00"),
        ("2011-12-29T23:00", "Pacific/Apia", "2011-12-31T08:00"),
        ("2026-06-01T12:00", "UTC", "2026-06-01T12:00"),
    ],
)
def test_a_night_ends_by_the_clocks_on_the_wall(moment: str, zone: str, opens: str) -> None:
    hours = QuietHours.read("22-8")
    assert hours.over(at(moment, zone), ZoneInfo(zone)) == at(opens, zone)


def test_where_the_end_is_skipped_it_ends_as_the_clocks_are_put_on() -> None:
    hours, zone = QuietHours.read("22-2:30"), "Europe/Berlin"
    assert hours.over(at("2026-03-28T23:00", zone), ZoneInfo(zone)) == at("2026-03-29T03:00", zone)


@given(moment=moments, zone=zones, begin=MINUTES, end=MINUTES)
def test_it_is_quiet_from_its_begin_on_and_not_at_its_end(
    moment: int, zone: ZoneInfo, begin: int, end: int
) -> None:
    if begin == end:
        return
    hours = QuietHours(begin=begin, end=end)
    if hours.at(moment, zone):
        assert not hours.at(hours.over(moment, zone), zone)
    else:
        assert hours.at(hours.begins(moment, zone), zone)
        assert hours.over(moment, zone) == moment


@pytest.mark.parametrize(
    ("typed", "begin", "end"),
    [
        ("22-8", 22 * 3_600, 8 * 3_600),
        (" 22:30 – 7.45 ", 81_000, 27_900),
        ("0-6", 0, 21_600),
        ("20-24", 72_000, 0),
        ("10pm-8am", 79_200, 28_800),
        ("12:30 AM - 12 pm", 1_800, 43_200),
        ("from 22 to 8", 79_200, 28_800),
        ("с 22 до 8", 79_200, 28_800),
    ],
)
def test_hours_as_they_are_typed(typed: str, begin: int, end: int) -> None:
    hours = QuietHours.read(typed)
    assert (hours.begin, hours.end) == (begin, end)
    assert QuietHours.read(str(hours)) == hours
    assert QuietHours.load(hours.data()) == hours


@pytest.mark.parametrize(
    "typed", ["25:61-8", "22", "8-25", "22:60-8", "", "a-b", "-1-5", "٢٢-٨", "13pm-8", "0am-8"]
)
def test_what_is_no_time_is_told(typed: str) -> None:
    with pytest.raises(NoTime):
        QuietHours.read(typed)


@pytest.mark.parametrize("typed", ["0-24", "8-8", "8-7:30", "0-23:59", "24-24"])
def test_hours_that_cover_the_day_are_refused(typed: str) -> None:
    with pytest.raises(CoverTheDay):
        QuietHours.read(typed)


@pytest.mark.parametrize("data", [None, 5, [], {}, {"begin": 1}, {"begin": "x", "end": 2}])
def test_what_is_stored_and_none_is_none(data: object) -> None:
    assert QuietHours.load(data) is None
    assert QuietHours.load({"begin": 5, "end": 5}) is None
    assert QuietHours.load({"begin": 5, "end": DAY}) is None
