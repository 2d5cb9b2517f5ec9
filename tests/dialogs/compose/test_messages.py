"""A broadcast of several messages: added where the window asks, replaced, moved, removed, sent."""

import json

from tests.dialogs.conftest import ADMIN, House, Person, eventually, words_of

DRAFT = "This is what people will get"


async def open_list(admin: Person) -> None:
    await admin.press("Messages")
    await admin.sees("Send me the next message")


async def add(admin: Person, text: str, count: int) -> None:
    await admin.say(text)
    await admin.sees(f"Messages: {count} of 10")


async def texts_of_draft(house: House) -> list[str]:
    ((content,),) = await house.rows("SELECT content FROM broadcasts")
    return [call["params"]["text"] for call in json.loads(content)["message"]]


async def previewed(admin: Person, *texts: str) -> None:
    """These stand above the draft's window, in this order and nothing between."""

    async def stands() -> bool:
        shown = await admin.answers()
        return DRAFT in shown[-1] and shown[-1 - len(texts) : -1] == list(texts)

    await eventually(stands)


async def test_messages_are_added_previewed_and_sent_in_order(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await admin.compose("One")
    await open_list(admin)
    await add(admin, "Two", 2)
    await add(admin, "Three", 3)
    await admin.press("Done")
    await admin.sees("3 messages")
    await previewed(admin, "One", "Two", "Three")
    await admin.press("Send now")
    await admin.press("Confirm")
    await house.until("SELECT sent FROM runs WHERE state = 'finished'", (3,))
    got = [words_of(one) for one in await house.control.chat(1_000_001)]
    assert got == ["One", "Two", "Three"]


async def test_the_last_one_can_be_undone(house: House, admin: Person) -> None:
    await admin.compose("One")
    await open_list(admin)
    await add(admin, "Two", 2)
    await admin.press("Undo")
    await admin.sees("Messages: 1 of 10")
    window = (await admin.chat())[-1]
    labels = [one["text"] for row in window["reply_markup"]["inline_keyboard"] for one in row]
    assert not [label for label in labels if "Undo" in label]
    assert await texts_of_draft(house) == ["One"]


async def test_one_is_replaced_moved_and_removed(house: House, admin: Person) -> None:
    await admin.compose("One")
    await open_list(admin)
    await add(admin, "Two", 2)
    await add(admin, "Three", 3)
    await admin.press("3. ")
    await admin.sees("Message 3 of 3")
    await admin.press("Up")
    await admin.sees("Message 2 of 3")
    assert await texts_of_draft(house) == ["One", "Three", "Two"]
    await admin.press("Replace")
    await admin.sees("put in its place")
    await admin.say("Third")
    await previewed(admin, "One", "Third", "Two")
    await open_list(admin)
    await admin.press("1. ")
    await admin.sees("Message 1 of 3")
    await admin.press("Remove")
    await admin.sees("Messages: 2 of 10")
    await admin.press("Done")
    await previewed(admin, "Third", "Two")


async def test_an_edit_changes_the_message_that_it_is_about(house: House, admin: Person) -> None:
    await admin.compose("One")
    await open_list(admin)
    second = await admin.say("Two")
    await admin.sees("Messages: 2 of 10")
    await add(admin, "Three", 3)
    await house.control.edit(ADMIN, second, "Second")
    await admin.sees("You edited your message")
    await previewed(admin, "One", "Second", "Three")


async def test_an_eleventh_message_gets_a_sentence(house: House, admin: Person) -> None:
    await admin.compose("1")
    await open_list(admin)
    for number in range(2, 11):
        await admin.say(str(number))
    await admin.sees("Messages: 10 of 10")
    await admin.say("11")
    await admin.sees("a broadcast holds ten at most")
    assert await texts_of_draft(house) == [str(number) for number in range(1, 11)]


async def test_a_message_that_no_window_asks_for_is_not_added(house: House, admin: Person) -> None:
    await admin.compose("One")
    await open_list(admin)
    await add(admin, "Two", 2)
    await admin.press("Done")
    await admin.sees(DRAFT)
    await admin.say("Not for others")
    await admin.sees("The draft is unchanged")
    assert await texts_of_draft(house) == ["One", "Two"]


async def test_a_refused_message_leaves_no_half_of_the_preview(house: House, admin: Person) -> None:
    await admin.compose("One")
    await open_list(admin)
    person = {"id": ADMIN, "is_bot": False, "first_name": "Ada"}
    chat = {"id": ADMIN, "type": "private", "first_name": "Ada"}
    message = {"message_id": 900, "date": 1, "chat": chat, "from": person, "text": "x" * 4097}
    await house.control.update({"message": message})
    await admin.sees("Messages: 2 of 10")
    await admin.press("Done")
    window = await admin.sees("Telegram does not accept this message")
    assert "It is about message 2." in window["text"]
    await eventually(lambda: gone(admin, "One"))


async def gone(admin: Person, text: str) -> bool:
    return text not in await admin.answers()
