"""What a time on a wall clock means, in zones whose clocks are set in all the ways there are."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadcast.model.hours.wall_clock import next_change
from broadcast.model.hours.wall_time import beside_gap, local_at, moments_of, next_at

NAMES = (
    *("Europe/Berlin", "Europe/Lisbon", "America/New_York", "Africa/Casablanca", "UTC"),
    "Europe/Dublin",  # its winter is the exception: summer time is negative
    "Australia/Lord_Howe",  # half an hour
    *("Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham"),  # odd offsets
    "Pacific/Apia",  # a whole day was skipped
)
QUARTER = 900  # seconds: since 1972 all offsets are whole quarters of an hour
OFFSETS = range(-14 * 3_600, 15 * 3_600, QUARTER)
FROM, TO = datetime.fromisoformat("2005-01-01"), datetime.fromisoformat("2037-12-31")
BERLIN = ZoneInfo("Europe/Berlin")

zones = st.sampled_from(NAMES).map(ZoneInfo)
quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
moments = st.integers(
    int(FROM.replace(tzinfo=UTC).timestamp()) // QUARTER,
    int(TO.replace(tzinfo=UTC).timestamp()) // QUARTER,
).map(lambda quarter: quarter * QUARTER)


def utc(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]


def changing(zone: ZoneInfo) -> st.SearchStrategy[datetime]:
    """Times about which the clocks are set, and any others."""
    days = range(1_135_000_000, 1_460_000_000, 86_400)
    changes = {change for day in days if (change := next_change(day, zone)) is not None}
    near = [local_at(change, zone) for change in sorted(changes)]
    anywhere = st.datetimes(FROM, TO)
    if not near:
        return anywhere
    apart = st.integers(-10, 10).map(lambda quarters: timedelta(minutes=15 * quarters))
    return st.one_of(anywhere, st.builds(lambda a, b: a + b, st.sampled_from(near), apart))


BY_ZONE = {name: changing(ZoneInfo(name)) for name in NAMES}
local_times = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(st.just(ZoneInfo(name)), BY_ZONE[name])
)


@given(local_times)
def test_all_moments_are_found_and_no_others(one: tuple[ZoneInfo, datetime]) -> None:
    zone, local = one[0], one[1].replace(microsecond=0)
    as_utc = int(local.replace(tzinfo=UTC).timestamp())
    tried = sorted(as_utc - offset for offset in OFFSETS)
    assert moments_of(local, zone) == tuple(m for m in tried if local_at(m, zone) == local)


@given(moments, zones)
def test_a_moment_is_among_those_of_what_clocks_show_then(moment: int, zone: ZoneInfo) -> None:
    assert moment in moments_of(local_at(moment, zone), zone)


@given(local_times)
def test_what_is_skipped_lies_between_what_is_offered(one: tuple[ZoneInfo, datetime]) -> None:
    zone, local = one[0], one[1].replace(microsecond=0)
    before, after = beside_gap(local, zone)
    if moments_of(local, zone):
        assert {before, after} == set(moments_of(local, zone))
    else:
        gap = timedelta(seconds=after - before)
        assert gap > timedelta(0)
        assert (local_at(before, zone), local_at(after, zone)) == (local - gap, local + gap)


@given(moments, quarters, zones)
@example(  # an hour before it comes for the second time
    int(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()),
    time(2, 30),
    ZoneInfo("Europe/Berlin"),
)
@example(  # on the day after, for it was skipped on this one
    int(datetime(2026, 3, 29, 0, 30, tzinfo=UTC).timestamp()),
    time(2, 30),
    ZoneInfo("Europe/Berlin"),
)
def test_the_next_time_is_the_first_that_comes(after: int, clock: time, zone: ZoneInfo) -> None:
    found = next_at(clock, zone, after=after)
    assert found > after
    assert local_at(found, zone).time() == clock
    between = range(after + QUARTER, found, QUARTER)
    assert not any(local_at(moment, zone).time() == clock for moment in between)


@pytest.mark.parametrize(
    ("zone", "local", "hours"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", []),  # skipped
        ("Europe/Berlin", "2026-10-25T02:30", ["00:30", "01:30"]),  # twice
        ("Europe/Dublin", "2026-03-29T01:30", []),
        ("Europe/Dublin", "2026-10-25T01:30", ["00:30", "01:30"]),
        ("Australia/Lord_Howe", "2026-10-04T02:15", []),  # half an hour is
        ("Australia/Lord_Howe", "2026-10-04T02:45", ["15:45"]),
        ("Australia/Lord_Howe", "2026-04-05T01:45", ["14:45", "15:15"]),
        ("Asia/Kolkata", "2026-06-01T12:00", ["06:30"]),
        ("Pacific/Apia", "2011-12-30T12:00", []),  # that day never was
    ],
)
def test_known_changes(zone: str, local: str, hours: list[str]) -> None:
    found = moments_of(datetime.fromisoformat(local), ZoneInfo(zone))
    assert [f"{datetime.fromtimestamp(moment, UTC):%H:%M}" for moment in found] == hours


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("local", ["0001-01-01T00:00", "9999-12-31T23:59", "0004-02-29T12:00"])
def test_the_ends_of_the_calendar_break_nothing(zone: str, local: str) -> None:
    """Somebody types a year, and typed too much of it."""
    read = datetime.fromisoformat(local)
    assert moments_of(read, ZoneInfo(zone)) == ()
    now = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    assert all((moment > now) == (read.year > 2026) for moment in beside_gap(read, ZoneInfo(zone)))
