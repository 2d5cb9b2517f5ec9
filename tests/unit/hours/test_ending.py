"""When a broadcast is done, over the hours in which it stands still."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.hours.ending import HORIZON, Course, ends_at, left_at
from broadcast.model.hours.quiet_hours import Quiet, QuietHours

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours.read("22-8")
OWN = QuietHours.read("22-8", by_person=True)
ZONES = ("Europe/Berlin", "Asia/Tokyo", "Australia/Lord_Howe", "Europe/Dublin", "Asia/Kathmandu")
ALIKE = ("Europe/Berlin", "Europe/Paris", "Europe/Rome")
HOUR = 3_600


def at(hour: int, minute: int = 0, *, day: int = 1) -> int:
    """In Berlin, on a day of December."""
    return int(datetime(2026, 12, day, hour, minute, tzinfo=BERLIN).timestamp())


def ends(
    people: Mapping[Any, int],
    begins: int,
    *,
    quiet: QuietHours | None = NIGHT,
    does: Quiet = Quiet.HOLD,
    rate: float = 1.0,
) -> int | None:
    return ends_at(course(people, begins, quiet=quiet, does=does, rate=rate))


def course(
    people: Mapping[Any, int],
    begins: int,
    *,
    quiet: QuietHours | None = NIGHT,
    does: Quiet = Quiet.HOLD,
    rate: float = 1.0,
) -> Course:
    return Course(people=people, rate=rate, begins=begins, does=does, quiet=quiet, timezone=BERLIN)


def test_what_does_not_get_through_before_the_night_goes_on_in_the_morning() -> None:
    """An hour before the night it begins, and needs two hours and forty minutes."""
    assert ends({None: 9_600}, at(21)) == at(9, 40, day=2)


def test_what_begins_in_the_night_begins_in_the_morning() -> None:
    assert ends({None: 60}, at(23)) == at(8, 1, day=2)
    assert ends({None: 60}, at(3, day=2)) == at(8, 1, day=2)


def test_nothing_holds_it_up_by_day_or_where_it_takes_no_notice() -> None:
    assert ends({None: 600}, at(12)) == at(12, 10)
    for does in (Quiet.SILENT, Quiet.IGNORE):
        assert ends({None: 600}, at(23), does=does) == at(23, 10)
    assert ends({None: 600}, at(23), quiet=None) == at(23, 10)


def test_each_zone_has_its_own_night() -> None:
    """In Tokyo it is eight hours later: at noon in Berlin there are two hours left of their day."""
    tokyo = {"Asia/Tokyo": 3_600}
    assert ends(tokyo, at(12), quiet=OWN) == at(13)
    assert ends(tokyo, at(15), quiet=OWN) == at(1, day=2)  # nine o'clock there
    assert ends(tokyo, at(15), quiet=NIGHT) == at(16)  # by the bot's clock
    both = {"Asia/Tokyo": 3_600, None: 1_800}
    assert ends(both, at(12), quiet=OWN) == at(13, 30)


def test_those_go_first_whose_night_comes_first() -> None:
    """Else Tokyo would have to wait for its morning."""
    people = {None: 7_200, "Asia/Tokyo": 7_200}
    assert ends(people, at(11), quiet=OWN) == at(15)


@pytest.mark.parametrize(
    ("people", "end", "quiet", "late"),
    [
        ({None: 9_600}, at(7, day=2), NIGHT, 6_000),  # it stands still then
        ({None: 9_600}, at(21, 30), NIGHT, 7_800),  # on its way
        ({None: 9_600}, at(9, day=2), NIGHT, 2_400),
        ({None: 9_600}, at(9, 40, day=2), NIGHT, 0),
        ({None: 9_600}, at(22), None, 6_000),  # too slow for it
        ({None: 60, "Asia/Tokyo": 90}, at(23), OWN, 90),  # theirs goes on after its end
        ({None: 60}, at(20), NIGHT, 60),
    ],
)
def test_who_has_not_got_it_when_it_ends(
    people: Mapping[Any, int], end: int, quiet: QuietHours | None, late: int
) -> None:
    """Launched at nine in the evening."""
    assert left_at(course(people, at(21), quiet=quiet), end) == late


def test_after_a_week_nobody_can_say() -> None:
    assert ends({None: 10_000_000}, at(12)) is None
    assert ends({None: 0}, at(12)) == at(12)


@given(
    people=st.dictionaries(st.sampled_from((None, *ZONES)), st.integers(0, 50_000), max_size=6),
    begins=st.integers(1_750_000_000, 1_800_000_000),
    begin=st.integers(0, 23),
    length=st.integers(1, 22),
    rate=st.floats(0.5, 30),
    own=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_it_is_never_done_sooner_than_without_quiet_hours(
    people: dict[str | None, int], begins: int, begin: int, length: int, rate: float, own: bool
) -> None:
    quiet = QuietHours.read(f"{begin}-{(begin + length) % 24}", by_person=own)
    needed = sum(people.values()) / rate
    done = ends(people, begins, quiet=quiet, rate=rate)
    if done is None:
        assert needed > (24 - length) * HOUR
        return
    assert done >= begins + needed - 1
    assert done - begins <= HORIZON + 2 * 86_400


def test_clocks_of_the_same_time_are_reckoned_once() -> None:
    people: dict[str | None, int] = dict.fromkeys(ALIKE, 10)
    begins = int(datetime(2026, 12, 1, 12, tzinfo=UTC).timestamp())
    assert ends({**people, None: 30}, begins, quiet=OWN) == begins + 60
