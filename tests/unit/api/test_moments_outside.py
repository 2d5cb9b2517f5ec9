"""A moment in words, from outside: read as in the chat, and never guessed at."""

from datetime import datetime
from typing import Any

import pytest

from tests.unit.api.conftest import Api

# The clock shows 23:16 on the 14th of November 2023 in Berlin.


async def planned(api: Api, when: str, once: str | None = None, number: int | None = None) -> Any:
    number = number or await api.draft(quiet=True)
    return await api.ask("POST", f"/broadcasts/{number}/plan", {"when": when}, once=once)


@pytest.mark.parametrize("when", ["tomorrow 9", "завтра в 9", "15.11. 9:00"])
async def test_words_are_read_by_the_clock_of_the_bot(api: Api, when: str) -> None:
    await api.subscribe(50)
    said = await planned(api, when)
    assert (said.status, said.body["state"]) == (200, "scheduled")
    assert said.body["planned_for"] == "2023-11-15T08:00:00Z"


async def test_the_same_asked_again_later_stays_at_its_moment(api: Api) -> None:
    """`in 90 min` would mean another moment by then."""
    await api.subscribe(50)
    first = await planned(api, "in 90 min", once="a sale")
    number = first.body["id"]
    await api.clock.advance(600)
    again = await planned(api, "in 90 min", once="a sale", number=number)
    assert (first.status, again.body) == (200, first.body)


@pytest.mark.parametrize(
    ("when", "why", "choices"),
    [
        ("whenever", "unreadable", None),
        ("31 nov 9:00", "no-such-day", None),
        ("tomorrow 25:61", "no-such-time", None),
        ("tomorrow 9 UTC", "zone", None),
        ("today 9:00", "past", ["2023-11-15T09:00:00+01:00"]),
        ("31 mar 2:30", "skipped", ["2024-03-31T01:30:00+01:00", "2024-03-31T03:30:00+02:00"]),
        ("27 oct 2:30", "repeated", ["2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00"]),
    ],
)
async def test_what_the_chat_would_ask_about_is_refused(
    api: Api, when: str, why: str, choices: list[str] | None
) -> None:
    said = await planned(api, when)
    assert (said.status, said.code, said.body["why"]) == (422, "bad_moment", why)
    found = said.body.get("choices")
    if choices is None:
        assert found is None
    else:
        assert set(map(datetime.fromisoformat, found)) <= set(map(datetime.fromisoformat, choices))


@pytest.mark.parametrize("body", [{}, {"at": "2030-01-01T00:00:00Z", "when": "tomorrow 9"}])
async def test_it_is_one_of_both(api: Api, body: dict[str, str]) -> None:
    number = await api.draft(quiet=True)
    said = await api.ask("POST", f"/broadcasts/{number}/plan", body)
    assert (said.status, said.code) == (422, "bad_body")
