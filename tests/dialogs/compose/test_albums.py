"""Albums in a broadcast: taken whole, previewed, edited, sent, and every number kept."""

import json
from typing import Any

import pytest

from handlers.admin.compose import patience
from tests.dialogs.conftest import ADMIN, FIRST, STRANGER, House, Person, eventually

DRAFT = "This is what people will get"


async def begin(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")


async def album_of_draft(house: House, place: int = 0) -> list[dict[str, Any]]:
    ((content,),) = await house.rows("SELECT content FROM broadcasts")
    media: list[dict[str, Any]] = json.loads(content)["message"][place]["params"]["media"]
    return media


async def groups_of(house: House, chat_id: int) -> list[int]:
    """How many items each album that the bot sent there has; 0 is a message by itself."""
    sizes: dict[str, int] = {}
    for one in await house.control.chat(chat_id):
        if one["sandbox"]["outgoing"]:
            name = one.get("media_group_id") or f"alone {one['message_id']}"
            sizes[name] = sizes.get(name, 0) + ("media_group_id" in one)
    return list(sizes.values())


async def test_an_album_is_sent_whole_in_three_taps(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await begin(admin)
    for n, kind in enumerate(("photo", "video", "photo")):
        await admin.send(kind, media_group_id="77", seed=f"s{n}", caption=f"No. {n}")
        await house.clock.sleep(1.5)
    await admin.sees(DRAFT)
    assert 3 in await groups_of(house, ADMIN)
    await admin.press("Send now")
    await admin.press("Confirm")
    await house.until("SELECT sent FROM runs WHERE state = 'finished'", (2,))
    assert await groups_of(house, FIRST) == [3]
    got = [one["caption"] for one in await house.control.chat(FIRST)]
    assert got == ["No. 0", "No. 1", "No. 2"]
    await house.until("SELECT count(*) FROM delivery_messages", (6,))


async def test_two_albums_at_once_are_two_messages(house: House, admin: Person) -> None:
    await admin.compose("One")
    await admin.press("Messages")
    await admin.sees("Send me the next message")
    for n in range(2):
        for name in ("one", "two"):
            await admin.send("photo", media_group_id=name, seed=f"{name}{n}")
    await admin.sees("Messages: 3 of 10")
    assert len(await album_of_draft(house, 1)) == len(await album_of_draft(house, 2)) == 2


async def test_of_two_albums_for_one_message_the_second_is_said_to_be_left(
    house: House, admin: Person
) -> None:
    await begin(admin)
    await house.control.album(ADMIN, ["photo", "photo"])
    await house.control.album(ADMIN, ["photo", "photo", "photo"])
    await admin.sees("The draft is unchanged")
    assert len(await album_of_draft(house)) == 2


async def test_an_item_that_comes_late_is_taken_into_its_album(house: House, admin: Person) -> None:
    await begin(admin)
    for n in range(2):
        await admin.send("photo", media_group_id="77", seed=f"s{n}")
    await admin.sees(DRAFT)
    await admin.send("photo", media_group_id="77", seed="s2")
    await admin.sees("One more item of your album has arrived")
    assert len(await album_of_draft(house)) == 3


async def test_an_album_of_one_is_said_to_be_one(admin: Person) -> None:
    await begin(admin)
    await admin.send("photo", media_group_id="77")
    await admin.sees("Of this album a single item has arrived")
    await admin.sees(DRAFT)


async def test_an_album_that_lost_an_item_is_looked_at(house: House, admin: Person) -> None:
    await begin(admin)
    await admin.send("photo", media_group_id="77", seed="s0")
    await house.control.say(STRANGER, "Something else")
    await admin.send("photo", media_group_id="77", seed="s2")
    await admin.sees("An item of the album may not have arrived")


async def test_an_edited_caption_is_the_items(house: House, admin: Person) -> None:
    await begin(admin)
    await admin.send("photo", media_group_id="77", seed="s0", caption="One")
    second = await admin.send("photo", media_group_id="77", seed="s1", caption="Two")
    await admin.sees(DRAFT)
    await house.control.edit(ADMIN, second, caption="Second")
    await admin.sees("You edited your message")
    assert [one["caption"] for one in await album_of_draft(house)] == ["One", "Second"]


async def test_an_album_at_the_end_asks_for_a_line_to_carry_the_buttons(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    await begin(admin)
    await house.control.album(ADMIN, ["photo", "photo"])
    await admin.sees("this one comes without Unsubscribe")
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("Site - https://example.org")
    await admin.sees("nobody would get yours")
    await admin.press("Add a line of text")
    await admin.sees("Send me the next message")
    await admin.say("Read more:")
    await admin.sees("Messages: 2 of 10")
    await admin.press("Done")
    await admin.sees("2 messages")
    await admin.press("Send now")
    await admin.press("Confirm")
    await house.until("SELECT sent FROM runs WHERE state = 'finished'", (1,))
    *album, line = await house.control.chat(FIRST)
    assert len(album) == 2
    assert line["reply_markup"]["inline_keyboard"][0][0]["text"] == "Site"


async def test_an_album_in_a_window_that_asks_for_nothing_is_answered_once(
    house: House, admin: Person
) -> None:
    await admin.compose("Draft")
    before = len(await admin.answers())
    await house.control.album(ADMIN, ["photo", "photo", "video"])
    await admin.sees("To replace a message")
    await admin.say("/status")
    await admin.sees("Nothing has been broadcast yet")
    assert len(await admin.answers()) == before + 1  # preview and window moved, /status answered
    await eventually(lambda: answered_once(house))


async def answered_once(house: House) -> bool:
    return await house.control.delivered("To replace a message") == [(ADMIN, 1)]


async def test_while_a_preview_takes_long_it_is_said_what_it_waits_for(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "WORTH_TELLING", 0.0)
    await begin(admin)
    await admin.say("Hi")
    await admin.sees(DRAFT)
    methods = [call["method"] for call in (await house.control.calls()).calls]
    assert methods.count("sendMessage") == 4  # two windows, the words and the preview
    assert [one.get("text") for one in await admin.chat()][-2] == "Hi"
    assert "about one message a second" not in str(await admin.chat())
