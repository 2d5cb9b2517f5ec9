"""What people write after a broadcast: it is kept, listed, shown and answered, by one admin."""

from botapi_sandbox.control import Message
from tests.dialogs.conftest import FIRST, STRANGER, House, Person, eventually, words_of

READER = FIRST


def labels(message: Message) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [one["text"].replace("\u2068", "").replace("\u2069", "") for row in rows for one in row]


async def launch(house: House, admin: Person, text: str = "News") -> Person:
    """Somebody who got it."""
    await house.subscribe(1)
    await admin.launch(text)
    reader = house.person(READER)
    await reader.sees(text)
    return reader


async def open_person(admin: Person) -> Message:
    await menu(admin)
    await admin.press("Replies")
    await admin.sees("wrote after your broadcasts")
    await admin.press("#1")
    await admin.sees("They wrote after #1")
    await admin.press("✉️")
    return await admin.sees("💬")


async def test_a_reply_is_kept_shown_and_answered(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    assert "Replies" not in str(labels(await menu(admin)))
    number = await reader.say("Is it <b>free</b>?")
    await reader.sees("The team gets to read this")
    await reader.send("sticker")
    await house.until("SELECT waiting FROM conversations", (2,))
    assert (await reader.answers())[1:] == [
        "✉️ Thank you! The team gets to read this, and an answer comes here."
    ]
    assert "✉️ Replies (1)" in labels(await menu(admin))
    window = await open_person(admin)
    assert "2 messages wait for an answer" in words_of(window)
    await admin.press("Show the messages")
    await admin.sees("Is it <b>free</b>?")
    await admin.sees("2 messages wait")
    await admin.press("↩️ Answer")
    await admin.sees("Send me your answer")
    await admin.say("It is.")
    answer = await reader.sees("It is.")
    assert answer["reply_to_message"]["message_id"] == number + 2  # the sticker; the thanks between
    await admin.sees("Your answer is there")
    await house.until("SELECT waiting, answered_by FROM conversations", (0, admin.id))
    assert "✉️ Replies" in labels(await menu(admin))


async def menu(admin: Person) -> Message:
    """Opened anew."""
    asked = await admin.say("/admin")
    window: Message = {}

    async def is_there() -> bool:
        nonlocal window
        window = (await admin.chat())[-1]
        return window["message_id"] > asked and "Your menu" in words_of(window)

    await eventually(is_there)
    return window


async def test_commands_strangers_and_admins_write_no_replies(
    house: House, admin: Person, stranger: Person
) -> None:
    reader = await launch(house, admin)
    await reader.say("/whatever")
    await reader.sees("I only send news")
    await stranger.say("Hello")
    await stranger.sees("I only send news")
    await admin.say("Hello")
    await house.until("SELECT count(*) FROM inbox_messages", (0,))


async def test_somebody_else_has_taken_it(
    house: House, admin: Person, second_admin: Person
) -> None:
    reader = await launch(house, admin)
    await reader.say("Hello?")
    await reader.sees("The team gets to read this")
    await open_person(admin)
    await open_person(second_admin)
    await admin.press("↩️ Answer")
    await admin.sees("Send me your answer")
    assert "Another admin was faster" in (await second_admin.press("↩️ Answer")).text
    window = await second_admin.sees("has been writing an answer")
    assert "↩️ Take over and answer" in labels(window)
    await second_admin.press("Take over")
    await second_admin.sees("Send me your answer")
    await admin.say("Mine")
    await admin.sees("so your answer was not sent")
    await second_admin.say("Hers")
    await reader.sees("Hers")
    assert not any("Mine" in words for words in await reader.answers())


async def test_what_is_gone_is_answered_without_quoting(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    number = await reader.say("Oops")
    await reader.sees("The team gets to read this")
    await open_person(admin)
    await house.control.delete(READER, number)
    await admin.press("Show the messages")
    await admin.sees("Not shown: 1")
    await admin.press("↩️ Answer")
    await admin.sees("Send me your answer")
    await admin.send("photo", caption="A picture")
    answer = await reader.sees("A picture")
    assert "reply_to_message" not in answer


async def test_whoever_blocked_the_bot_is_told_of(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    await reader.say("Bye")
    await reader.sees("The team gets to read this")
    await open_person(admin)
    await admin.press("↩️ Answer")
    await admin.sees("Send me your answer")
    await house.control.block(READER)
    await admin.say("Wait!")
    await admin.sees("they have blocked the bot")
    await house.until("SELECT waiting, taken_by FROM conversations", (1, None))
    await admin.press("Needs no answer")
    await admin.sees("needs no answer")
    await house.until("SELECT waiting FROM conversations", (0,))


async def test_albums_come_and_go_whole(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    await house.control.album(READER, ["photo", "photo"], caption="Look")
    await reader.sees("The team gets to read this")
    await house.until("SELECT waiting FROM conversations", (1,))
    await open_person(admin)
    await admin.press("Show the messages")
    await admin.sees("Look")

    async def both() -> bool:
        return sum("photo" in one for one in await admin.chat()) == 2

    await eventually(both)
    await admin.sees("1 message waits")
    await admin.press("↩️ Answer")
    await admin.sees("Send me your answer")
    await house.control.album(admin.id, ["photo", "photo", "photo"], caption="Nice")
    await reader.sees("Nice")
    await admin.sees("Your answer is there")
    await house.until("SELECT waiting FROM conversations", (0,))


async def test_erased_they_are_in_no_list(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    await reader.say("Forget me")
    await reader.sees("The team gets to read this")
    await open_person(admin)
    await reader.say("/privacy")
    await reader.sees("the numbers of messages that you wrote")
    await reader.press("Delete my data")
    await reader.sees("Delete all that is stored")
    await reader.press("Yes, delete everything")
    await reader.sees("nothing about you is stored")
    assert "They have asked to be forgotten" in (await admin.press("↩️ Answer")).text
    await admin.sees("Your menu")
    await house.until("SELECT count(*) FROM inbox_messages", (0,))


async def test_owners_choose_what_people_are_told(house: House, admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("What is decided here")
    await admin.press("Replies")
    await admin.sees("is told once a day")
    await admin.press("English")
    await admin.sees("Send me the text that they are told")
    await admin.say("x" * 1_001)
    await admin.sees("That cannot be used")
    await admin.say("We read it on Mondays.")
    await admin.sees("is told once a day")
    reader = await launch(house, admin)
    await reader.say("Hello")
    await reader.sees("We read it on Mondays.")


async def test_who_writes_on_and_on_is_told_to_stop(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    for upto in (11, 22):
        for _ in range(11):
            await reader.say("again")
        await house.until("SELECT count(*) FROM inbox_messages", (min(upto, 20),))
    await reader.sees("That was a lot at once")


async def test_a_reply_to_a_stranger_is_nobodys(house: House, stranger: Person) -> None:
    """Subscribed, but no broadcast has reached them yet."""
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await stranger.say("Hello")
    await stranger.sees("I only send news")
    assert await house.rows(f"SELECT 1 FROM conversations WHERE 1 = {STRANGER}") == []


async def test_an_album_to_whoever_blocked_the_bot(house: House, admin: Person) -> None:
    """Telegram wraps the refusal of several messages in other words."""
    reader = await launch(house, admin)
    await reader.say("Bye")
    await reader.sees("The team gets to read this")
    await open_person(admin)
    await admin.press("↩️ Answer")
    await admin.sees("Send me your answer")
    await house.control.block(READER)
    await house.control.album(admin.id, ["photo", "photo"])
    await admin.sees("they have blocked the bot")


async def test_the_card_of_the_broadcast_leads_to_them(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    await reader.say("Hello")
    await reader.sees("The team gets to read this")
    await menu(admin)
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("News")
    card = await admin.sees("Launched ")
    assert "✉️ Replies (1)" in labels(card)
    await admin.press("Replies (1)")
    await admin.sees("They wrote after #1")
    await admin.press("Back")
    await admin.sees("Launched ")


async def test_a_place_is_an_answer_too_and_asked_about(house: House, admin: Person) -> None:
    """The question for the time zone says that the team gets to see it, and not that it is lost."""
    reader = await launch(house, admin)
    await reader.send("location", latitude=55.75, longitude=37.62)
    question = words_of(await reader.sees("Is that yours, too?"))
    assert "The team gets to see this place" in question
    assert "do not keep" not in question
    await house.until("SELECT waiting FROM conversations", (1,))
    await reader.press("Yes, take it")
    await reader.sees("Your time zone is Moscow")
    await reader.send("location", latitude=55.75, longitude=37.62)
    await house.until("SELECT waiting FROM conversations", (2,))
