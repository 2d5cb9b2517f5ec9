"""A number of people, or a share of them."""

import pytest

from handlers.admin.choosing.typed.shares import Drawn, read_share


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("500", Drawn(count=500)),
        ("1 000", Drawn(count=1_000)),
        ("15 %", Drawn(percent=15)),
        (" 1% ", Drawn(percent=1)),
    ],
)
def test_what_is_meant(text: str, drawn: Drawn) -> None:
    assert read_share(text) == drawn


@pytest.mark.parametrize(
    "text", ["", "0", "-5", "0 %", "100 %", "101%", "1.5 %", "1e3", "%", "half", "9" * 20]
)
def test_what_is_none(text: str) -> None:
    assert read_share(text) is None
