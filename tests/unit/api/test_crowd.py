"""However many calls come, few are worked on at a time, and those above the rate cost nothing."""

import asyncio

import pytest

from bot.api.core.desk import AT_ONCE, MOST_WAITING
from tests.unit.api.conftest import Api


async def test_few_are_worked_on_at_a_time_and_too_many_are_asked_to_come_again(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, most, let = 0, 0, asyncio.Event()
    find = api.doors.api_keys.find

    async def slow(token: str) -> object:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await let.wait()
        at_work -= 1
        return await find(token)

    monkeypatch.setattr(api.doors.api_keys, "find", slow)
    async with asyncio.TaskGroup() as group:
        calls = [
            group.create_task(api.ask("GET", "/status")) for _ in range(AT_ONCE + MOST_WAITING + 20)
        ]
        async with asyncio.timeout(20):
            while sum(call.done() for call in calls) < 1:
                await asyncio.sleep(0.01)
        let.set()
    said = [call.result() for call in calls]
    assert most == AT_ONCE
    assert {one.status for one in said} == {200, 503}
    refused = next(one for one in said if one.status == 503)
    assert (refused.code, refused.headers["Retry-After"]) == ("busy", "1")


async def test_calls_above_the_rate_ask_the_database_for_nothing(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hundred within a second, of a key that may make ten a minute: what is read of the key is
    believed for two seconds."""
    token = (await api.key(per_minute=10)).token
    for _ in range(10):
        assert (await api.ask("GET", "/status", token=token)).status == 200
    reads = 0
    read, write = api.database.read, api.database.write

    def counted(*args: object, **kwargs: object) -> object:
        nonlocal reads
        reads += 1
        return read(*args, **kwargs)  # type: ignore[arg-type]

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("nothing is to be written")

    monkeypatch.setattr(api.database, "read", counted)
    monkeypatch.setattr(api.database, "write", refused)
    said = [(await api.ask("GET", "/status", token=token)).status for _ in range(200)]
    monkeypatch.setattr(api.database, "write", write)
    assert said == [429] * 200
    assert reads <= 1
