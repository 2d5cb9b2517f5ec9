"""Rules of RFC 5545: what they mean, held against a slow reading of it day by day; what is refused,
and that nothing is looked for without an end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from broadcast.model.hours.wall_time import local_at, moment_of
from broadcast.model.repeating.reading import LONGEST, WEEKDAYS, BadRule, RuleMistake, read_rule
from broadcast.model.repeating.rule import Due, Rule
from broadcast.model.repeating.shapes import (
    NTHS,
    WORKDAYS,
    Custom,
    Daily,
    Monthly,
    Nth,
    Shape,
    Weekly,
    shape_of,
)
from tests.unit.repeating.by_hand import walls

BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")
TEN = time(10)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


NOW = moment_of(day("2026-11-30T12:00"), BERLIN)
YEARS, MANY = 3, 100


def coming(typed: str, count: int = 3, *, zone: ZoneInfo = BERLIN, now: int = NOW) -> list[str]:
    rule = Rule.beginning(typed, TEN, zone, now=now)
    return [f"{local_at(one, zone):%a %Y-%m-%d %H:%M}" for one in rule.coming(now, count)]


def numbers(
    least: int, most: int, *, backwards: bool = False, few: int = 3
) -> st.SearchStrategy[str]:
    one = st.integers(least, most)
    if backwards:
        one |= st.integers(-most, -least)
    return st.lists(one.map(str), min_size=1, max_size=few, unique=True).map(",".join)


def weekdays(most: int) -> st.SearchStrategy[str]:
    which = st.just("")
    if most:
        which |= st.integers(-most, most).filter(bool).map(str)
    one = st.builds(str.__add__, which, st.sampled_from(WEEKDAYS))
    return st.lists(one, min_size=1, max_size=3, unique=True).map(",".join)


@st.composite
def typed_rules(draw: st.DrawFn) -> str:
    """Any that may be kept, of those that RFC 5545 gives one meaning."""
    frequency = draw(st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")))
    optional: dict[str, st.SearchStrategy[str]] = {
        "INTERVAL": st.sampled_from("1234"),
        "BYMONTH": numbers(1, 12),
        "BYMONTHDAY": numbers(1, 31, backwards=True),
        "BYYEARDAY": numbers(1, 366, backwards=True),
        "BYWEEKNO": numbers(1, 53, backwards=True),
        "BYDAY": weekdays({"YEARLY": 53, "MONTHLY": 5}.get(frequency, 0)),
        "BYHOUR": numbers(0, 23),
        "BYMINUTE": numbers(0, 59, few=1),
        "BYSETPOS": numbers(1, 5, backwards=True),
        "WKST": st.sampled_from(WEEKDAYS),
        "COUNT": st.integers(1, 40).map(str),
        "UNTIL": st.sampled_from(("20261205", "20270301", "20281231")),
    }
    names = draw(st.lists(st.sampled_from(sorted(optional)), max_size=4, unique=True))
    parts = [f"{name}={draw(optional[name])}" for name in names]
    text = ";".join([f"FREQ={frequency}", *parts])
    try:
        read_rule(text)
    except BadRule:
        assume(False)
    # Weeks lie in two years: of every second year it is nowhere said which of them.
    assume("BYWEEKNO" not in names or not {"INTERVAL", "BYSETPOS"} & {*names})
    return text


@given(typed_rules(), st.datetimes(day("2024-01-01"), day("2027-12-31")))
@settings(max_examples=150)
def test_a_rule_comes_as_it_does_day_by_day(typed: str, starts: datetime) -> None:
    expect_as_by_hand(typed, starts.replace(second=0, microsecond=0), UTC)


@given(
    typed_rules(),
    st.sampled_from(("Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe")),
    st.datetimes(day("2011-12-20"), day("2012-01-05"))
    | st.datetimes(day("2026-03-20"), day("2026-04-10"))
    | st.datetimes(day("2026-10-20"), day("2026-11-10")),
)
@settings(max_examples=100)
def test_where_clocks_change_every_moment_comes_once_and_in_order(
    typed: str, key: str, starts: datetime
) -> None:
    """In 2011 Samoa had no 30th of December."""
    expect_as_by_hand(typed, starts.replace(second=0, microsecond=0), ZoneInfo(key))


def expect_as_by_hand(typed: str, starts: datetime, zone: ZoneInfo) -> None:
    rule = Rule(text=read_rule(typed), starts=starts, zone=zone)
    before = moment_of(starts, zone) - 1
    by_hand = list(islice(walls(rule.text, starts, years=YEARS), MANY))
    # Beyond these, either nobody knows yet, or there are more.
    end = starts.replace(year=starts.year + YEARS, day=1)
    if len(by_hand) == MANY:
        end = by_hand[-1] - timedelta(days=3)
    last = moment_of(end, zone)
    moments = {moment_of(wall, zone) for wall in by_hand}
    expected = sorted(one for one in moments if before < one < last)
    assert list(takewhile(lambda one: one < last, rule.moments(before))) == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Daily(), ["Tue 2026-12-01", "Wed 2026-12-02", "Thu 2026-12-03"]),
        (WORKDAYS, ["Tue 2026-12-01", "Wed 2026-12-02", "Thu 2026-12-03"]),
        (Weekly((0,)), ["Mon 2026-12-07", "Mon 2026-12-14", "Mon 2026-12-21"]),
        (Weekly((1, 6)), ["Tue 2026-12-01", "Sun 2026-12-06", "Tue 2026-12-08"]),
        (Monthly(5), ["Sat 2026-12-05", "Tue 2027-01-05", "Fri 2027-02-05"]),
        (Monthly(30), ["Wed 2026-12-30", "Sat 2027-01-30", "Sun 2027-02-28"]),
        (Monthly(31), ["Thu 2026-12-31", "Sun 2027-01-31", "Sun 2027-02-28"]),
        (Nth(1, 0), ["Mon 2026-12-07", "Mon 2027-01-04", "Mon 2027-02-01"]),
        (Nth(-1, 4), ["Fri 2026-12-25", "Fri 2027-01-29", "Fri 2027-02-26"]),
    ],
)
def test_what_is_chosen_by_a_tap(shape: Shape, expected: list[str]) -> None:
    assert coming(shape.rule) == [f"{one} 10:00" for one in expected]


@given(
    st.just(Daily())
    | st.lists(st.integers(0, 6), min_size=1, unique=True).map(lambda d: Weekly(tuple(sorted(d))))
    | st.integers(1, 31).map(Monthly)
    | st.builds(Nth, st.sampled_from(NTHS), st.integers(0, 6))
)
def test_a_shape_is_known_again_from_its_rule(shape: Shape) -> None:
    assert shape_of(read_rule(shape.rule)) == shape


def test_any_other_rule_keeps_its_own_words() -> None:
    assert shape_of(read_rule("freq=daily;interval=2")) == Custom("FREQ=DAILY;INTERVAL=2")


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("FREQ=DAILY;BYHOUR=15", True),
        ("FREQ=HOURLY;BYMINUTE=10", True),  # nobody asks for its time of the day
        ("FREQ=HOURLY", True),  # on the hour
        ("FREQ=HOURLY;INTERVAL=6", False),  # the first one may be at any
        ("FREQ=DAILY;BYMINUTE=10", False),
    ],
)
def test_a_rule_that_says_its_time_is_not_asked_for_it(rule: str, names: bool) -> None:
    assert Custom(rule).names_hours is names


def test_summer_time_changes_nothing_on_the_wall() -> None:
    """It begins on 28 March 2027."""
    now = moment_of(day("2027-03-26T12:00"), BERLIN)
    rule = Rule.beginning("FREQ=DAILY", TEN, BERLIN, now=now)
    found = rule.coming(now, 3)
    assert [f"{local_at(one, BERLIN):%H:%M}" for one in found] == ["10:00"] * 3
    assert [later - one for one, later in pairwise(found)] == [23 * 3_600, 86_400]


def test_a_time_that_clocks_skip_or_repeat_comes_once_each_day() -> None:
    for local, shown in (("2027-03-27", "03:30"), ("2027-10-30", "02:30")):
        now = moment_of(day(f"{local}T12:00"), BERLIN)
        rule = Rule.beginning("FREQ=DAILY", time(2, 30), BERLIN, now=now)
        first, second = (local_at(one, BERLIN) for one in rule.coming(now, 2))
        assert (second.date() - first.date()).days == 1
        assert (f"{first:%H:%M}", f"{second:%H:%M}") == (shown, "02:30")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # dateutil looks for days that are both a Monday and the first Tuesday, and finds none
        ("FREQ=MONTHLY;BYDAY=MO,1TU", ["Tue 2026-12-01 10:00", "Mon 2026-12-07 10:00"]),
        # dateutil takes all seven days of the week; here it is the weekday of the first day
        ("FREQ=YEARLY;BYWEEKNO=20", ["Tue 2027-05-18 10:00", "Tue 2028-05-16 10:00"]),
        # dateutil begins the first week in its middle; its Monday has passed
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=1", ["Mon 2026-12-07 10:00", "Mon 2026-12-14 10:00"]),
        ("RRULE:FREQ=DAILY;COUNT=1", ["Tue 2026-12-01 10:00"]),
        ("FREQ=DAILY;UNTIL=20261201", ["Tue 2026-12-01 10:00"]),
        # nine o'clock of Greenwich is ten here
        ("FREQ=DAILY;UNTIL=20261201T090000Z", ["Tue 2026-12-01 10:00"]),
        ("FREQ=DAILY;BYHOUR=15,18", ["Mon 2026-11-30 15:00", "Mon 2026-11-30 18:00"]),
        ("FREQ=HOURLY;INTERVAL=6", ["Mon 2026-11-30 16:00", "Mon 2026-11-30 22:00"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["Tue 2028-02-29 10:00", "Sun 2032-02-29 10:00"]),
    ],
)
def test_an_advanced_rule(typed: str, expected: list[str]) -> None:
    assert coming(typed, 2) == expected


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("", RuleMistake.UNREADABLE),
        ("every day", RuleMistake.UNREADABLE),
        ("BYDAY=MO", RuleMistake.UNREADABLE),
        ("FREQ=DAILY\nRDATE:20270101", RuleMistake.VALUE),
        ("DTSTART:20200101T000000\nRRULE:FREQ=DAILY", RuleMistake.UNREADABLE),
        ("FREQ=DAILY;" + "X" * LONGEST, RuleMistake.UNREADABLE),
        ("FREQ=DAILY;BYEASTER=0", RuleMistake.UNKNOWN),
        ("FREQ=DAILY;FREQ=WEEKLY", RuleMistake.TWICE),
        ("FREQ=DAILY;INTERVAL=0", RuleMistake.VALUE),
        ("FREQ=DAILY;INTERVAL=-1", RuleMistake.VALUE),
        ("FREQ=DAILY;INTERVAL=٣", RuleMistake.VALUE),
        ("FREQ=DAILY;COUNT=0", RuleMistake.VALUE),
        ("FREQ=DAILY;UNTIL=20261399", RuleMistake.VALUE),
        ("FREQ=DAILY;BYHOUR=25", RuleMistake.VALUE),
        ("FREQ=DAILY;BYHOUR=", RuleMistake.VALUE),
        ("FREQ=MONTHLY;BYMONTHDAY=0", RuleMistake.VALUE),
        ("FREQ=MONTHLY;BYDAY=99MO", RuleMistake.VALUE),
        ("FREQ=MONTHLY;BYDAY=6MO", RuleMistake.TOGETHER),
        ("FREQ=WEEKLY;BYDAY=1MO", RuleMistake.TOGETHER),
        ("FREQ=WEEKLY;BYMONTHDAY=3", RuleMistake.TOGETHER),
        ("FREQ=MONTHLY;BYSETPOS=1", RuleMistake.TOGETHER),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", RuleMistake.TOGETHER),
        ("FREQ=MINUTELY", RuleMistake.OFTEN),
        ("FREQ=SECONDLY;INTERVAL=7200", RuleMistake.OFTEN),
        ("FREQ=HOURLY;BYMINUTE=0,30", RuleMistake.OFTEN),
        ("FREQ=HOURLY;INTERVAL=5", RuleMistake.HOURS),
        ("FREQ=DAILY;UNTIL=20200101", RuleMistake.OVER),
    ],
)
def test_what_is_no_rule_is_refused(typed: str, mistake: RuleMistake) -> None:
    with pytest.raises(BadRule) as refused:
        Rule.beginning(typed, TEN, BERLIN, now=NOW)
    assert refused.value.mistake is mistake


@pytest.mark.parametrize(
    "typed",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3",
        "FREQ=DAILY;BYHOUR=1;BYSETPOS=2",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=1",
    ],
)
def test_a_rule_that_never_comes_is_refused_and_is_not_looked_for_until_the_year_9999(
    typed: str,
) -> None:
    with worked_at_most(5.0), pytest.raises(BadRule) as refused:
        Rule.beginning(typed, TEN, BERLIN, now=NOW)
    assert refused.value.mistake is RuleMistake.NEVER


@contextmanager
def worked_at_most(seconds: float) -> Iterator[None]:
    """Of this process, however busy the machine is; dateutil by itself works up to fourteen."""

    def stop(*_: object) -> None:
        raise AssertionError("it goes on and on")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_of_many_that_were_missed_there_is_one_newest() -> None:
    rule = Rule.beginning("FREQ=DAILY", TEN, BERLIN, now=NOW)
    first, second, third, fourth = rule.coming(NOW, 4)
    assert rule.due(first, first) == Due(first, second)
    assert rule.due(first, third + 60) == Due(third, fourth)
    assert rule.due(first, third + 60, without=second) == Due(third, fourth)
    assert rule.due(first, third + 60, without=third) == Due(None, fourth)
    assert rule.due(first, first, without=first) == Due(None, second)


def test_the_last_one_has_no_following() -> None:
    rule = Rule.beginning("FREQ=DAILY;COUNT=2", TEN, BERLIN, now=NOW)
    first, second = rule.coming(NOW, 4)
    assert rule.due(first, second) == Due(second, None)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("FREQ=HOURLY;BYMINUTE=40", "Mon 2026-11-30 12:40"),
        ("FREQ=HOURLY;BYMINUTE=0", "Mon 2026-11-30 13:00"),
        ("FREQ=DAILY;BYHOUR=12;BYMINUTE=40", "Mon 2026-11-30 12:40"),
        ("FREQ=DAILY;BYHOUR=12;BYMINUTE=40;COUNT=2", "Mon 2026-11-30 12:40"),
        ("FREQ=DAILY;BYHOUR=9,12;BYMINUTE=0", "Tue 2026-12-01 09:00"),
    ],
)
def test_what_of_this_very_hour_is_to_come_is_not_passed_over(typed: str, first: str) -> None:
    assert coming(typed, 1) == [first]
