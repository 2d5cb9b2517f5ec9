"""How long it is from one step to the next, over every change of the clocks."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.hours.wall_time import local_at, moment_of, moments_of
from broadcast.model.series.wait import AT_ONCE, LONGEST, MOST_DAYS, Wait

LISBON, KYIV = ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Kyiv")
ZONES = st.sampled_from(
    ("UTC", "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
).map(ZoneInfo)
MOMENTS = st.integers(1_000_000_000, 2_500_000_000)
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WAITS = st.one_of(
    st.builds(lambda seconds: Wait(seconds=seconds), st.integers(0, LONGEST)),
    st.builds(lambda days, at: Wait(days=days, at=at), st.integers(0, MOST_DAYS), CLOCKS),
)


def at(text: str, zone: ZoneInfo) -> int:
    return moment_of(datetime.fromisoformat(text), zone)


@given(WAITS)
def test_what_is_stored_is_read_again(wait: Wait) -> None:
    assert Wait.load(wait.dump()) == wait
    assert len(wait.dump()) <= 16  # the column's length


@pytest.mark.parametrize(
    "text", ["", "-1", "1 24:00", "1 9:00", "1  10:00", "400 10:00", "99999999", "1.5", "¹"]
)
def test_what_is_no_wait_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="wait"):
        Wait.load(text)


def test_the_next_day_is_a_day_of_the_calendar_and_not_24_hours() -> None:
    wait = Wait(days=1, at=time(10))
    assert wait.over(at("2026-03-01T23:59", KYIV), KYIV) == at("2026-03-02T10:00", KYIV)
    assert wait.over(at("2026-03-02T00:01", KYIV), KYIV) == at("2026-03-03T10:00", KYIV)


def test_it_is_the_persons_calendar() -> None:
    evening = at("2026-06-01T23:30", LISBON)  # half past one of the next day in Kyiv
    wait = Wait(days=1, at=time(10))
    assert wait.over(evening, LISBON) == at("2026-06-02T10:00", LISBON)
    assert wait.over(evening, KYIV) == at("2026-06-03T10:00", KYIV)


def test_ten_o_clock_is_ten_o_clock_on_both_sides_of_summer_time() -> None:
    for begun in ("2026-03-28T12:00", "2026-10-24T12:00"):  # the nights in which clocks change
        over = Wait(days=1, at=time(10)).over(at(begun, LISBON), LISBON)
        assert local_at(over, LISBON).time() == time(10)


def test_a_time_that_is_skipped_comes_as_much_later() -> None:
    over = Wait(days=1, at=time(1, 30)).over(at("2026-03-28T12:00", LISBON), LISBON)
    assert local_at(over, LISBON) == datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001 - a wall clock


@given(WAITS, MOMENTS, ZONES)
def test_it_is_never_over_before_it_began(wait: Wait, since: int, zone: ZoneInfo) -> None:
    assert wait.over(since, zone) >= since


@given(st.integers(1, 40), CLOCKS, MOMENTS, ZONES)
def test_clocks_show_that_time_on_that_day(
    days: int, clock: time, since: int, zone: ZoneInfo
) -> None:
    over = Wait(days=days, at=clock).over(since, zone)
    day: date = local_at(since, zone).date() + timedelta(days=days)
    wanted = datetime.combine(day, clock)
    if moments_of(wanted, zone):
        assert over == moments_of(wanted, zone)[0]
    else:  # clocks are put on over it
        assert timedelta(0) < local_at(over, zone) - wanted <= timedelta(days=1)


def test_at_once_is_at_once() -> None:
    assert AT_ONCE.over(1_700_000_000, KYIV) == 1_700_000_000
