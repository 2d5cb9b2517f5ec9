"""People react to messages, and bots hear of it as Telegram documents it."""

from typing import Any

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api

CHANNEL, GROUP = -1002, -1001
ALL = ["message", "message_reaction", "message_reaction_count"]


async def told(api: Api) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = await api.ok("getUpdates", allowed_updates=ALL)
    return [each[kind] for each in updates for kind in ALL if kind in each]


async def test_who_asks_hears_what_it_was_and_what_it_is(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=7, text="x")
    await api.ok("getUpdates", allowed_updates=ALL)
    await control.react(7, sent["message_id"], ["👍"])
    counts = await control.react(7, sent["message_id"], ["🔥"])
    assert counts == [{"type": {"type": "emoji", "emoji": "🔥"}, "total_count": 1}]
    first, second = [each for each in await told(api) if "new_reaction" in each]
    assert first["old_reaction"] == []
    assert second["old_reaction"] == first["new_reaction"]
    assert second["user"]["id"] == 7
    shown = await control.chat(7)
    assert shown[-1]["sandbox"]["reacted"] == counts
    await control.react(7, sent["message_id"], [])
    assert "reacted" not in (await control.chat(7))[-1]["sandbox"]


async def test_nobody_hears_of_it_unasked(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=7, text="x")
    await api.ok("getUpdates", allowed_updates=[])
    await control.react(7, sent["message_id"], ["👍"])
    assert not any("message_reaction" in each for each in await api.ok("getUpdates"))


async def test_channels_tell_sums_and_groups_only_their_administrators(
    api: Api, control: Control
) -> None:
    await control.add_chat(CHANNEL, "channel", "News", members=[7], bot_status="administrator")
    await control.add_chat(GROUP, "supergroup", "Team", members=[7], bot_status="member")
    await api.ok("getUpdates", allowed_updates=ALL)
    post = await api.ok("sendMessage", chat_id=CHANNEL, text="x")
    note = await api.ok("sendMessage", chat_id=GROUP, text="x")
    await control.react(7, post["message_id"], ["👍"], chat_id=CHANNEL)
    await control.react(7, note["message_id"], ["👍"], chat_id=GROUP)
    (update,) = [each for each in await told(api) if "text" not in each]
    assert update["chat"]["id"] == CHANNEL
    assert update["reactions"] == [{"type": {"type": "emoji", "emoji": "👍"}, "total_count": 1}]


@pytest.mark.parametrize(
    ("number", "emoji", "why"),
    [
        (None, ["x"], "no such reactions"),
        (None, ["👍", "👍"], "different"),
        (None, ["👍", "❤", "🔥", "🎉"], "at most"),
        (999, ["👍"], "there is no message"),
    ],
)
async def test_nobody_reacts_as_no_client_would(
    api: Api, control: Control, number: int | None, emoji: list[str], why: str
) -> None:
    sent = await api.ok("sendMessage", chat_id=7, text="x")
    with pytest.raises(ControlRefused, match=why):
        await control.react(7, number or sent["message_id"], emoji)
