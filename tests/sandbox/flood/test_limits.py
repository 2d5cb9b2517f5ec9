"""Limits as a bot meets them over HTTP."""

import asyncio

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api


async def test_a_ban_ends(api: Api, control: Control) -> None:
    await control.ban(600)
    assert await api.refused("sendMessage", chat_id=7, text="x")
    await control.advance(601)
    assert await api.ok("sendMessage", chat_id=7, text="x")


async def test_what_sends_nothing_passes_during_a_ban(api: Api, control: Control) -> None:
    number = (await api.ok("sendMessage", chat_id=7, text="x"))["message_id"]
    await control.ban(600)
    assert await api.ok("getMe")
    assert await api.ok("getUpdates") == []
    assert await api.ok("editMessageText", chat_id=7, message_id=number, text="y")
    assert await api.ok("deleteMessage", chat_id=7, message_id=number)


async def test_edits_too_fast_for_one_chat(api: Api, control: Control) -> None:
    await control.limits(edits_per_minute=1)
    number = (await api.ok("sendMessage", chat_id=7, text="x"))["message_id"]
    place = {"chat_id": 7, "message_id": number}
    assert await api.ok("editMessageText", **place, text="y")
    assert "retry after" in await api.refused("editMessageText", **place, text="z")


async def test_latency_is_what_was_asked_for(api: Api, control: Control) -> None:
    await control.limits(latency=5)
    before = await control.now()
    await api.ok("getMe")
    assert await control.now() - before >= 5


async def test_latency_does_not_stand_in_line(api: Api, control: Control) -> None:
    """Fifty calls at once take one latency, not fifty."""
    await control.limits(latency=10)
    before = await control.now()
    await asyncio.gather(*(api.ok("getMe") for _ in range(50)))
    assert await control.now() - before < 250


async def test_the_timeline_tells_when(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text="one")
    await control.advance(100)
    await api.ok("sendMessage", chat_id=7, text="two")
    await control.ban(10)
    await api.refused("sendMessage", chat_id=7, text="two")
    timeline = await control.timeline()
    assert timeline.accepted[1] - timeline.accepted[0] >= 100
    assert len(timeline.refused) == 1
    assert len((await control.timeline("two")).accepted) == 1


async def test_a_pardon_ends_a_ban_at_once(api: Api, control: Control) -> None:
    await control.ban(600)
    status, _ = await api("sendMessage", chat_id=7, text="x")
    assert status == 429
    await control.pardon()
    await api.ok("sendMessage", chat_id=7, text="x")
