"""When a week is summed up: once each week, on Monday at nine, whatever clocks do."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.admin.telling.weekly import EPOCH, first_day, following, latest

ZONES = ("UTC", "Europe/Berlin", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Kathmandu")
LONGEST, SHORTEST = 7 * 86_400 + 3_600, 7 * 86_400 - 3_600


@given(
    st.floats(1_700_000_000, 1_900_000_000, allow_nan=False),
    st.sampled_from([ZoneInfo(name) for name in ZONES]),
)
def test_there_is_one_each_week_by_the_clock_on_the_wall(now: float, zone: ZoneInfo) -> None:
    before, after = latest(now, zone), following(now, zone)
    assert before <= now < after
    assert SHORTEST <= after - before <= LONGEST
    for moment in (before, after):
        there = datetime.fromtimestamp(moment, tz=zone)
        assert (there.weekday(), there.hour, there.minute) == (0, 9, 0)
    assert first_day(after, zone) == first_day(before, zone) + 7


@pytest.mark.parametrize(
    ("zone", "monday", "utc"),
    [
        ("Europe/Berlin", "2026-10-26", 8),  # clocks went back the day before
        ("Europe/Berlin", "2026-10-19", 7),
        ("Europe/Berlin", "2026-03-30", 7),  # and forward
        ("Europe/Dublin", "2026-10-26", 9),  # where winter is the time that differs
    ],
)
def test_nine_is_nine_after_a_clock_change(zone: str, monday: str, utc: int) -> None:
    day = datetime.fromisoformat(monday).replace(tzinfo=UTC)
    noon = day.replace(hour=12).timestamp()
    moment = latest(noon, ZoneInfo(zone))
    assert moment == day.replace(hour=utc).timestamp()
    assert first_day(moment, ZoneInfo(zone)) == (day.date() - EPOCH).days - 7


def test_a_moment_before_nine_belongs_to_the_week_before() -> None:
    zone = ZoneInfo("UTC")
    early = datetime(2026, 11, 30, 8, 59, tzinfo=UTC).timestamp()
    assert following(early, zone) - early == 60
    assert latest(early + 60, zone) == early + 60
