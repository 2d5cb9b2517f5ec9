"""One counter for all private chats and basic groups of a bot, one for each other chat."""

import aiohttp
import pytest

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api


async def test_private_chats_and_basic_groups_share_a_counter(api: Api, control: Control) -> None:
    await control.add_user(8, started=True)
    await control.add_chat(-5, "group", "Friends", members=[7])
    first = await control.say(7, "Hello")
    second = await api.ok("sendMessage", chat_id=8, text="To another")
    third = await control.say(7, "In the group", chat_id=-5)
    fourth = await api.ok("sendMessage", chat_id=-5, text="Answer")
    numbers = [first.message_id, second["message_id"], third.message_id, fourth["message_id"]]
    assert numbers == [1, 2, 3, 4]


async def test_supergroups_and_channels_count_for_themselves(api: Api, control: Control) -> None:
    await control.add_chat(-100111, "supergroup", "Big", members=[7])
    await control.add_chat(-100222, "channel", "News", bot_status="administrator")
    await api.ok("sendMessage", chat_id=7, text="one")
    await api.ok("sendMessage", chat_id=7, text="two")
    in_group = await api.ok("sendMessage", chat_id=-100111, text="first here")
    in_channel = await api.ok("sendMessage", chat_id=-100222, text="first there")
    said = await control.say(7, "second here", chat_id=-100111)
    assert (in_group["message_id"], in_channel["message_id"], said.message_id) == (1, 1, 2)


async def test_two_bots_count_apart_in_private_chats(api: Api, control: Control) -> None:
    other = api.of("43:OTHER")
    await api.ok("sendMessage", chat_id=7, text="from the first")
    assert (await other.ok("sendMessage", chat_id=7, text="from the other"))["message_id"] == 1


async def test_an_accepted_message_whose_answer_was_lost_leaves_a_gap(
    api: Api, control: Control
) -> None:
    await control.faults(lost_after={"next": 1})
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=7, text="lost")
    assert (await api.ok("sendMessage", chat_id=7, text="seen"))["message_id"] == 2


async def test_service_messages_take_numbers_of_the_same_counter(
    api: Api, control: Control
) -> None:
    """Those of pins, of who comes and goes, and of a group that becomes a supergroup."""
    await control.add_user(8, "Bea")
    await control.add_chat(-5, "group", "Friends", members=[7])
    [added] = await api.ok("getUpdates")
    sent = await api.ok("sendMessage", chat_id=7, text="first")
    await api.ok("pinChatMessage", chat_id=7, message_id=sent["message_id"])
    await control.promote(-5, "member", user_id=8)
    await control.promote(-5, "administrator", user_id=8)  # stays, and so nothing is said
    await control.promote(-5, "left", user_id=8)
    await control.migrate(-5, -100_5)
    updates = await api.ok("getUpdates", offset=added["update_id"] + 1)
    messages = [each["message"] for each in updates if "message" in each]
    told = [(each["chat"]["id"], each["message_id"]) for each in messages]
    assert told == [(7, 2), (-5, 3), (-5, 4), (-5, 5), (-100_5, 1)]
    assert [each["first_name"] for each in messages[1]["new_chat_members"]] == ["Bea"]
    assert messages[2]["left_chat_member"]["id"] == 8
    assert (await api.ok("sendMessage", chat_id=7, text="last"))["message_id"] == 6


async def test_who_wrote_and_where_is_shown(api: Api, control: Control) -> None:
    await control.add_chat(-100222, "channel", "News", bot_status="administrator")
    await control.add_chat(-100111, "supergroup", "Big", members=[7])
    post = await api.ok("sendMessage", chat_id=-100222, text="post")
    assert post["sender_chat"]["title"] == "News"
    assert "from" not in post
    sent = await api.ok("sendMessage", chat_id=7, text="private")
    assert sent["from"]["is_bot"] is True
    assert sent["chat"] == {"id": 7, "first_name": "Ann", "username": "ann", "type": "private"}
    await control.say(7, "hello all", chat_id=-100111)
    (message,) = await control.chat(-100111)
    assert message["from"]["first_name"] == "Ann"
    assert message["chat"]["type"] == "supergroup"
