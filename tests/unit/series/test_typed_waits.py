"""Waits as admins type them, in English and in Russian."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.series.wait import AT_ONCE, Wait
from handlers.admin.series.typed import DAY, HOUR, MINUTE, read_wait

SECONDS = {
    "90 minutes": 90 * MINUTE,
    "+1 h": HOUR,
    "in an hour": HOUR,
    "an hour and a half": 90 * MINUTE,
    "1.5 hours": 90 * MINUTE,
    "1 day 2 h": DAY + 2 * HOUR,
    "2 days": 2 * DAY,
    "a week": 7 * DAY,
    "3 weeks later": 21 * DAY,
    "два дня": 2 * DAY,
    "90 минут": 90 * MINUTE,
    "через час": HOUR,
    "полчаса": 30 * MINUTE,
    "полтора часа": 90 * MINUTE,
    "1,5 часа": 90 * MINUTE,
    "через неделю": 7 * DAY,
    "2 дня и 3 часа": 2 * DAY + 3 * HOUR,
    "сутки": DAY,
}
BY_CALENDAR = {
    "2 days 9:30": Wait(days=2, at=time(9, 30)),
    "2 days at 9": Wait(days=2, at=time(9)),
    "next day 18:00": Wait(days=1, at=time(18)),
    "tomorrow 7 pm": Wait(days=1, at=time(19)),
    "same day 23:00": Wait(days=0, at=time(23)),
    "a week 10:00": Wait(days=7, at=time(10)),
    "1 day 24:00": Wait(days=2, at=time()),
    "2 дня в 9:30": Wait(days=2, at=time(9, 30)),
    "через 2 дня в 9 утра": Wait(days=2, at=time(9)),
    "завтра в 10": Wait(days=1, at=time(10)),
    "на следующий день в 18:00": Wait(days=1, at=time(18)),
    "послезавтра 12:00": Wait(days=2, at=time(12)),
}
NOTHING = (
    *("", "whenever", "10:00", "2", "2 days 25:00", "2 hours 9:30", "-1 day"),
    *("9999 days", "400 days 9:00", "2 years", "x" * 1_000, "2 days 9:30 x", "когда-нибудь"),
)


@pytest.mark.parametrize(("typed", "seconds"), SECONDS.items())
def test_a_duration_is_read(typed: str, seconds: int) -> None:
    assert read_wait(typed) == Wait(seconds=seconds)


@pytest.mark.parametrize(("typed", "wait"), BY_CALENDAR.items())
def test_days_with_a_time_go_by_the_calendar(typed: str, wait: Wait) -> None:
    assert read_wait(typed) == wait


@pytest.mark.parametrize("typed", ["at once", "Сразу", "now", "0 minutes"])
def test_at_once(typed: str) -> None:
    assert read_wait(typed) == AT_ONCE


@pytest.mark.parametrize("typed", NOTHING)
def test_what_says_no_wait_is_not_guessed_at(typed: str) -> None:
    assert read_wait(typed) is None


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_wait_or_none(typed: str) -> None:
    wait = read_wait(typed)
    assert wait is None or Wait.load(wait.dump()) == wait
