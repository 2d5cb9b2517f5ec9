"""A message that was forwarded to the bot: copied, or as forwarded, slowly and to few."""

from typing import Any

import pytest

from botapi_sandbox.control import Message
from broadcast.model.errors import TooManyForwards
from broadcast.pace.forwards import MOST_RECIPIENTS
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, eventually

DRAFT = "This is what people will get"
ORIGIN = {
    "type": "channel",
    "date": 1,
    "chat": {"id": -1_001_234, "type": "channel", "title": "News"},
    "message_id": 5,
}


async def compose_forward(admin: Person, **fields: Any) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("photo", forward_origin=ORIGIN, **fields)
    await admin.sees(DRAFT)


async def switch(house: House, admin: Person) -> None:
    """To a forward."""
    await admin.press("Options")
    await admin.sees("How should it be sent")
    await admin.press("How it looks")
    await admin.sees("How should it look")
    await admin.press("As forwarded")
    await house.until("SELECT count(*) FROM broadcasts WHERE content LIKE '%forwardMessage%'", (1,))
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.sees("as forwarded")


async def got(house: House) -> list[Message]:
    await house.until("SELECT sent FROM runs WHERE state = 'finished'", (1,))
    return [one for one in await house.control.chat(FIRST) if one["sandbox"]["outgoing"]]


async def test_a_forward_is_copied_unless_it_is_wanted_as_one(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await compose_forward(admin)
    await admin.press("Send now")
    await admin.press("Confirm")
    (arrived,) = await got(house)
    assert "forward_origin" not in arrived


async def test_a_channel_post_goes_as_forwarded(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await compose_forward(admin, caption="Look")
    await switch(house, admin)
    window = await admin.sees("Keep your message in this chat")
    labels = [one["text"] for row in window["reply_markup"]["inline_keyboard"] for one in row]
    assert not [label for label in labels if "line of text" in label]
    await admin.press("Send now")
    await admin.sees("Telegram lets bots forward only slowly")
    await admin.press("Confirm")
    (arrived,) = await got(house)
    assert arrived["forward_origin"]["chat"]["title"] == "News"
    assert arrived["caption"] == "Look"


async def test_an_album_goes_as_forwarded_in_one_call(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    for n in range(2):
        await admin.send("photo", media_group_id="7", seed=f"s{n}", forward_origin=ORIGIN)
    await admin.sees(DRAFT)
    await switch(house, admin)
    await admin.press("Send now")
    await admin.press("Confirm")
    arrived = await got(house)
    assert len(arrived) == 2
    assert all("forward_origin" in one for one in arrived)
    await house.until("SELECT count(*) FROM delivery_messages", (2,))


async def test_it_can_be_a_copy_again(house: House, admin: Person) -> None:
    await compose_forward(admin, caption="Look")
    await switch(house, admin)
    await admin.press("Options")
    await admin.sees("How should it be sent")
    await admin.press("How it looks")
    await admin.sees("How should it look")
    await admin.press("As forwarded")
    await house.until("SELECT count(*) FROM broadcasts WHERE content LIKE '%sendPhoto%'", (1,))


async def test_what_the_admin_wrote_has_no_such_choice(admin: Person) -> None:
    await admin.compose()
    await admin.press("Options")
    await admin.sees("How should it be sent")
    await admin.press("How it looks")
    window = await admin.sees("How should it look")
    labels = [one["text"] for row in window["reply_markup"]["inline_keyboard"] for one in row]
    assert not [label for label in labels if "As forwarded" in label]


async def test_too_many_for_a_forward_get_copies_instead(house: House, admin: Person) -> None:
    await crowd(house, MOST_RECIPIENTS + 1)
    await compose_forward(admin, caption="Look")
    await switch(house, admin)
    await admin.press("Send now")
    window = await admin.sees("it can go to 2000 recipients at most, and these would be 2001")
    labels = [one["text"] for row in window["reply_markup"]["inline_keyboard"] for one in row]
    assert not [label for label in labels if "Confirm" in label]
    ((number,),) = await house.rows("SELECT id FROM broadcasts")
    with pytest.raises(TooManyForwards):
        await house.assembly.doors.launches.launch(number, by=editor(ADMIN))
    await admin.press("Copy instead")
    await admin.sees("Send it to 2001 recipients")
    assert await house.rows("SELECT count(*) FROM runs") == [(0,)]
    await eventually(lambda: is_copy(house))


async def is_copy(house: House) -> bool:
    ((content,),) = await house.rows("SELECT content FROM broadcasts")
    return "sendPhoto" in content and "forwardMessage" not in content


async def crowd(house: House, count: int) -> None:
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?)"
            " INSERT INTO subscribers (chat_id, joined_at, changed_at)"
            " SELECT 5000000 + x, 1, 1 FROM n",
            (count,),
        )
