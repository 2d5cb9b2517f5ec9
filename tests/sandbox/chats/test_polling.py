"""getUpdates: order, confirmation, waiting, one poller at a time."""

import asyncio
from typing import Any

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def waiting(control: Control) -> None:
    """Until the bot's poll has reached the sandbox and waits."""
    for _ in range(200):
        if any(bot["polled"] for bot in await control.bots()):
            return
        await asyncio.sleep(0.005)
    raise AssertionError("no poll came")


async def test_updates_come_in_order_until_confirmed(api: Api, control: Control) -> None:
    for text in ("one", "two", "three"):
        await control.say(7, text)
    first = await api.ok("getUpdates", limit=2)
    assert [each["message"]["text"] for each in first] == ["one", "two"]
    assert await api.ok("getUpdates", limit=2) == first
    rest = await api.ok("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [each["message"]["text"] for each in rest] == ["three"]
    assert await api.ok("getUpdates", offset=rest[0]["update_id"] + 1) == []


async def test_a_negative_offset_forgets_all_but_the_last(api: Api, control: Control) -> None:
    for text in ("one", "two", "three"):
        await control.say(7, text)
    assert [u["message"]["text"] for u in await api.ok("getUpdates", offset=-1)] == ["three"]
    assert len(await api.ok("getUpdates")) == 1


async def test_a_poll_waits_for_what_comes(api: Api, control: Control) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(api.ok("getUpdates", timeout=50))
        await waiting(control)
        await control.say(7, "at last")
    assert [each["message"]["text"] for each in poll.result()] == ["at last"]


async def test_a_poll_ends_empty_after_its_time(api: Api, control: Control) -> None:
    before = await control.now()
    assert await api.ok("getUpdates", timeout=10) == []
    assert await control.now() - before >= 10


async def test_a_second_poller_ends_the_first(api: Api, control: Control) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(api.refused("getUpdates", timeout=50))
        await waiting(control)
        second = group.create_task(api.ok("getUpdates", timeout=50))
        assert await first == CONFLICT
        await control.say(7, "for the second")
    assert len(second.result()) == 1


async def test_kinds_that_were_not_asked_for_stay_away(api: Api, control: Control) -> None:
    await api.ok("getUpdates", allowed_updates=["callback_query", "my_chat_member"])
    await control.say(7, "unseen")
    await control.block(7)
    (update,) = await api.ok("getUpdates")
    change = update["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == (
        "member",
        "kicked",
    )
    await api.ok("getUpdates", offset=update["update_id"] + 1, allowed_updates=[])
    await control.say(7, "unblocked, and seen")
    kinds = [sorted(each.keys() - {"update_id"}) for each in await api.ok("getUpdates")]
    assert kinds == [["my_chat_member"], ["message"]]


async def test_updates_of_any_shape_can_be_made(api: Api, control: Control) -> None:
    raw: dict[str, Any] = {"surprise": {"what": 1}}
    number = await control.update(raw)
    assert await api.ok("getUpdates") == [{"update_id": number, **raw}]


async def test_every_bot_hears_or_one(api: Api, control: Control) -> None:
    other = api.of("43:OTHER")
    await other.ok("getMe")
    said = await control.say(7, "to all")
    assert said.message_ids == {"42": 1, "43": 1}
    async with Control(api.url, token="43:OTHER") as only:
        await only.say(7, "to one")
    assert len(await api.ok("getUpdates")) == 1
    assert len(await other.ok("getUpdates")) == 2


async def test_with_a_webhook_nobody_can_poll(api: Api, control: Control) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert await api.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.ok("deleteWebhook")
    assert await api.ok("getUpdates") == []


async def test_pending_updates_can_be_dropped(api: Api, control: Control) -> None:
    await control.say(7, "old")
    await api.ok("deleteWebhook", drop_pending_updates=True)
    assert await api.ok("getUpdates") == []
