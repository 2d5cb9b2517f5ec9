"""People forward messages: where they may, what arrives, and what a tap on a copy tells the bot."""

from typing import Any

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api

ANN, JOE, GROUP, OUTSIDE = 7, 8, -1001, -1002
BUTTONS = {"inline_keyboard": [[{"text": "Red", "callback_data": "red"}]]}


@pytest.fixture(autouse=True)
async def people(api: Api, control: Control) -> None:
    """Joe has never started the bot."""
    await control.add_user(JOE, "Joe")
    await control.add_chat(GROUP, "supergroup", "Team", members=[ANN, JOE])
    await control.add_chat(OUTSIDE, "supergroup", "Others", members=[ANN], bot_status="left")


async def news(api: Api) -> list[dict[str, Any]]:
    """What came since the last look, without how the bot was added to chats."""
    updates = await api.ok("getUpdates")
    if updates:
        await api.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return [each for each in updates if "my_chat_member" not in each]


async def test_into_a_group_it_comes_with_its_origin_and_its_buttons(
    api: Api, control: Control
) -> None:
    sent = await api.ok("sendMessage", chat_id=ANN, text="Which?", reply_markup=BUTTONS)
    now = await control.forward(ANN, [sent["message_id"]], GROUP)
    (update,) = await news(api)
    message = update["message"]
    assert (message["chat"]["id"], message["from"]["id"], now.chat_id) == (GROUP, ANN, GROUP)
    assert message["forward_origin"]["sender_user"]["id"] == 42
    assert message["reply_markup"] == BUTTONS
    await control.press(JOE, now.message_ids[0], "Red", chat_id=GROUP, wait=0)
    (tapped,) = await news(api)
    query = tapped["callback_query"]
    assert (query["from"]["id"], query["data"]) == (JOE, "red")
    assert query["message"]["message_id"] == now.message_ids[0]


async def test_between_two_people_no_bot_reads_but_taps_arrive(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=ANN, text="Which?", reply_markup=BUTTONS)
    now = await control.forward(ANN, [sent["message_id"]], JOE)
    assert await news(api) == []
    (copy,) = await control.chat(now.chat_id)
    assert (copy["from"]["id"], copy["text"], copy["reply_markup"]) == (ANN, "Which?", BUTTONS)
    await control.say(JOE, "I like red", chat_id=now.chat_id)
    assert await news(api) == []
    await control.press(JOE, copy["message_id"], "Red", chat_id=now.chat_id, wait=0)
    (update,) = await news(api)
    query = update["callback_query"]
    assert (query["from"]["id"], query["data"]) == (JOE, "red")
    assert (query["message"]["chat"]["id"], query["message"]["date"]) == (JOE, 0)
    assert "text" not in query["message"]


async def test_bots_know_nothing_of_a_chat_of_two(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=ANN, text="Hello")
    pair = (await control.forward(ANN, [sent["message_id"]], JOE)).chat_id
    assert "chat not found" in await api.refused("sendMessage", chat_id=pair, text="x")
    assert "chat not found" in await api.refused("getChat", chat_id=pair)
    assert pair not in [each["id"] for each in (await control.people())["chats"]]
    with pytest.raises(ControlRefused, match="no group or channel"):
        await control.promote(pair)
    back = await control.forward(JOE, [1], ANN, chat_id=pair)
    assert (back.chat_id, back.message_ids) == (pair, [2])


async def test_to_the_bot_itself(api: Api, control: Control) -> None:
    """A channel's post, as admins hand it to a bot."""
    await control.add_chat(-1003, "channel", "News", members=[ANN], bot_status="administrator")
    post = await api.ok("sendMessage", chat_id=-1003, text="Today")
    await control.forward(ANN, [post["message_id"]], ANN, chat_id=-1003)
    (update,) = await news(api)
    origin = update["message"]["forward_origin"]
    assert (update["message"]["chat"]["id"], origin["type"]) == (ANN, "channel")
    assert (origin["chat"]["id"], origin["message_id"]) == (-1003, post["message_id"])


async def test_whoever_forwards_to_the_bot_starts_it(api: Api, control: Control) -> None:
    written = await control.say(JOE, "Hello all", chat_id=GROUP)
    await control.forward(JOE, [written.message_id], JOE, chat_id=GROUP)
    assert await api.ok("sendMessage", chat_id=JOE, text="Welcome")


async def test_a_bot_outside_of_a_group_reads_nothing_there(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=ANN, text="Which?", reply_markup=BUTTONS)
    now = await control.forward(ANN, [sent["message_id"]], OUTSIDE)
    await control.say(ANN, "Look", chat_id=OUTSIDE)
    assert await news(api) == []
    await control.press(ANN, now.message_ids[0], "Red", chat_id=OUTSIDE, wait=0)
    (update,) = await news(api)
    message = update["callback_query"]["message"]
    assert (message["chat"]["id"], message["date"]) == (OUTSIDE, 0)


async def test_an_album_stays_one(api: Api, control: Control) -> None:
    album = await control.album(ANN, ["photo", "video"], caption="Both")
    await news(api)
    await control.forward(ANN, album.message_ids, GROUP)
    groups = {each["message"]["media_group_id"] for each in await news(api)}
    assert len(groups) == 1
    assert groups != {album.media_group_id}


async def test_dice_keep_their_faces(api: Api, control: Control) -> None:
    thrown = await api.ok("sendDice", chat_id=ANN)
    for _ in range(8):
        forwarded = await api.ok(
            "forwardMessage", chat_id=GROUP, from_chat_id=ANN, message_id=thrown["message_id"]
        )
        assert forwarded["dice"] == thrown["dice"]


async def test_what_cannot_be_forwarded(api: Api, control: Control) -> None:
    secret = await api.ok("sendMessage", chat_id=ANN, text="Ours", protect_content=True)
    with pytest.raises(ControlRefused, match="protected"):
        await control.forward(ANN, [secret["message_id"]], JOE)
    with pytest.raises(ControlRefused, match="no message 99"):
        await control.forward(ANN, [99], JOE)
    plain = await api.ok("sendMessage", chat_id=ANN, text="For all")
    with pytest.raises(ControlRefused, match="no group or channel"):
        await control.forward(ANN, [plain["message_id"]], -77)
    await control.deactivate(JOE)
    with pytest.raises(ControlRefused, match="deleted"):
        await control.forward(ANN, [plain["message_id"]], JOE)
