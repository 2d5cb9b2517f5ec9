"""What is pinned in a chat, for its bot and on the page."""

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api


async def sent(api: Api, text: str = "old") -> int:
    return int((await api.ok("sendMessage", chat_id=7, text=text))["message_id"])


async def test_pins_take_a_number_and_come_back_as_update(api: Api, control: Control) -> None:
    number = await sent(api)
    assert await api.ok("pinChatMessage", chat_id=7, message_id=number)
    assert await control.pinned(7) == [number]
    (update,) = await api.ok("getUpdates")
    assert update["message"]["pinned_message"]["message_id"] == number
    assert await sent(api, "next") == number + 2
    assert await api.ok("unpinChatMessage", chat_id=7, message_id=number)
    assert await control.pinned(7) == []
    for method, verb in (("unpinChatMessage", "unpin"), ("pinChatMessage", "pin")):
        told = await api.refused(method, chat_id=7, message_id=99)
        assert told == f"Bad Request: message to {verb} not found"


async def test_what_is_done_twice_is_done_once(api: Api, control: Control) -> None:
    place = {"chat_id": 7, "message_id": await sent(api)}
    for _ in range(2):
        assert await api.ok("pinChatMessage", **place)
    assert len(await api.ok("getUpdates")) == 1
    for _ in range(2):
        assert await api.ok("unpinChatMessage", **place)
    assert await control.pinned(7) == []


async def test_what_is_deleted_is_pinned_no_more(api: Api, control: Control) -> None:
    first, second = await sent(api), await sent(api)
    for number in (first, second):
        await api.ok("pinChatMessage", chat_id=7, message_id=number)
    await api.ok("deleteMessage", chat_id=7, message_id=second)
    assert await control.pinned(7) == [first]
    told = await api.refused("unpinChatMessage", chat_id=7, message_id=second)
    assert told == "Bad Request: message to unpin not found"


async def test_the_note_of_a_pin_cannot_be_pinned(api: Api, control: Control) -> None:
    number = await sent(api)
    await api.ok("pinChatMessage", chat_id=7, message_id=number)
    told = await api.refused("pinChatMessage", chat_id=7, message_id=number + 1)
    assert told == "Bad Request: a service message can't be pinned"


async def test_two_bots_pin_in_chats_of_their_own(api: Api, control: Control) -> None:
    """Their private chats with one person count their messages each by itself."""
    other = api.of("43:OTHER")
    mine = [await sent(api) for _ in range(3)][-1]
    theirs = await sent(other)
    await api.ok("pinChatMessage", chat_id=7, message_id=mine)
    await other.ok("pinChatMessage", chat_id=7, message_id=theirs)
    assert await control.pinned(7) == [mine]
    shown = (await other.ok("getChat", chat_id=7))["pinned_message"]["message_id"]
    assert shown == theirs


async def test_nobody_pins_where_the_bot_is_blocked(api: Api, control: Control) -> None:
    number = await sent(api)
    await control.block(7)
    told = await api.refused("pinChatMessage", chat_id=7, message_id=number)
    assert told == "Forbidden: bot was blocked by the user"
