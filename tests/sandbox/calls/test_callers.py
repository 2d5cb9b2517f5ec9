"""Who called for which bot, where several processes serve one token in turn."""

from typing import Any

import aiohttp

from botapi_sandbox.call.callers import KEPT, LONGEST, Callers
from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

Method = tuple[str, dict[str, Any]]


async def call(api: Api, caller: str, method: str, **params: Any) -> None:
    headers = {"X-Sandbox-Caller": caller}
    async with aiohttp.ClientSession(headers=headers) as session:
        await Api(api.url, api.token, session)(method, **params)


async def test_the_log_of_calls_names_whoever_called(api: Api, control: Control) -> None:
    await call(api, "node-1/7", "sendMessage", chat_id=7, text="Hi")
    seen = (await control.calls()).calls
    assert [each["caller"] for each in seen] == ["node-1/7", ""]
    last = seen[0]["number"]
    await call(api, "node-2/8", "getMe")
    after = (await control.calls(after=last)).calls
    assert [(each["method"], each["caller"]) for each in after] == [("getMe", "node-2/8")]


async def test_callers_are_summed_up_by_bot(api: Api, control: Control) -> None:
    await call(api, "node-1/7", "sendMessage", chat_id=7, text="Hi")
    await call(api, "node-1/7", "sendMessage", chat_id=404, text="refused")
    await call(api, "node-1/7", "getUpdates")
    await call(api.of("43:OTHER"), "node-1/9", "getUpdates")
    await call(api, "node-2/8", "getMe")
    one, polls, two = await control.callers()
    assert (one.bot, one.caller, one.calls, one.sends) == (42, "node-1/7", 2, 2)
    assert (polls.bot, polls.calls, polls.first, polls.last) == (43, 0, None, None)
    assert (two.bot, two.caller, two.calls, two.sends) == (42, "node-2/8", 1, 0)
    assert one.first is not None
    assert one.last is not None
    assert one.polled is not None
    assert two.first is not None
    assert one.first <= one.last <= two.first


async def test_a_call_counts_whatever_becomes_of_it(api: Api, control: Control) -> None:
    await control.faults(lost_before={"next": 1})
    async with aiohttp.ClientSession(headers={"X-Sandbox-Caller": "late"}) as session:
        for path in (f"bot{api.token}/sendMessage?chat_id=7&text=x", "bot/getMe"):
            try:
                async with session.post(f"{api.url}/{path}") as answer:
                    assert answer.status == 401
            except aiohttp.ServerDisconnectedError:
                pass
        await control.outage(600)
        async with session.post(f"{api.url}/bot{api.token}/getMe") as answer:
            assert answer.status == 502
    cut, unknown = await control.callers()
    assert (cut.bot, cut.calls, cut.sends) == (42, 1, 1)
    assert (unknown.bot, unknown.calls) == (None, 2)


def test_names_are_bounded() -> None:
    callers = Callers()
    for number in range(KEPT + 5):
        callers.came(at=1.0, bot=1, caller=str(number), method="getMe", sends=False)
    callers.came(at=2.0, bot=1, caller="0", method="getMe", sends=False)
    callers.came(at=2.0, bot=1, caller="", method="getMe", sends=False)
    assert len(callers.all()) == KEPT
    assert callers.all()[0].last == 2.0


async def test_a_long_name_is_cut_and_holds_no_token(api: Api, control: Control) -> None:
    await call(api, "x" * 300, "getMe")
    await call(api, api.token, "getMe")
    names = [each["caller"] for each in (await control.calls(count=2)).calls]
    assert names == ["(a token)", "x" * LONGEST]
    assert api.token not in str(await control.callers())
