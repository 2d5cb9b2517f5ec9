"""Days and dates as an admin types them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.admin.choosing.typed.days import MOST_DAYS, Span, read_span

BERLIN = ZoneInfo("Europe/Berlin")


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=BERLIN).timestamp())


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    read_span(text, BERLIN)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("14", Span(days=14)),
        ("2026-03-05", Span(after=at(2026, 3, 5))),
        ("5.3.2026", Span(after=at(2026, 3, 5))),
        ("2026-03-05 -", Span(after=at(2026, 3, 5))),
        ("- 05.03.2026", Span(before=at(2026, 3, 5))),
        ("2026-03-01 - 2026-03-31", Span(after=at(2026, 3, 1), before=at(2026, 4, 1))),
        ("1.3.2026\u201331.3.2026", Span(after=at(2026, 3, 1), before=at(2026, 4, 1))),
    ],
)
def test_what_is_meant(text: str, span: Span) -> None:
    """The last day belongs to it, also where the clocks are changed in between."""
    assert read_span(text, BERLIN) == span


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "0", str(MOST_DAYS + 1), "9" * 400, "1e3", "+5", "-5", "1 4", "soon"),
        *("2026-13-01", "31.2.2026", "2026-02-30 - 2026-03-01", "2026-03-02 - 2026-03-01"),
        "2026-03-01 2026-03-02",
    ],
)
def test_what_is_none(text: str) -> None:
    assert read_span(text, BERLIN) is None
