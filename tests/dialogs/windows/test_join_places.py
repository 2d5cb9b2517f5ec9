"""Join requests: the bot gets the right, an admin switches it on, people ask and are let in."""

import pytest

from botapi_sandbox.control import Message
from tests.dialogs.conftest import House, Person, eventually, words_of
from tests.dialogs.windows.test_drafts import labels
from tests.dialogs.windows.test_links import open_links

CHANNEL, JOINER = -1_001_000_000_700, 77
KNOWN = "SELECT title, greets, approves FROM join_places"


@pytest.fixture
def joiner(house: House) -> Person:
    return house.person(JOINER)


async def open_place(house: House, admin: Person) -> Message:
    await house.control.add_user(JOINER, "Joe")
    await house.control.add_chat(CHANNEL, "channel", "Garden news", bot_status="administrator")
    await house.until(KNOWN, ("Garden news", 0, 0))
    await open_links(admin)
    await admin.press("Requests to join (1)")
    await admin.sees("Which one is it about")
    await admin.press("Garden news")
    return await admin.sees("nobody is subscribed before that")


async def test_who_asks_is_greeted_let_in_and_subscribed_by_start_alone(
    house: House, admin: Person, joiner: Person
) -> None:
    await open_place(house, admin)
    await admin.press("Greet whoever asks")
    window = await admin.sees("The greeting:")
    assert "✅ Greet whoever asks to join" in labels(window)
    await admin.press("Let everybody in")
    await house.until(KNOWN, ("Garden news", 1, 1))
    await house.control.ask_to_join(JOINER, CHANNEL)
    greeting = await joiner.sees("You have asked to join \u2068Garden news\u2069")
    [[button]] = greeting["reply_markup"]["inline_keyboard"]
    bot = (await house.bot.me()).username
    assert button["url"] == f"https://t.me/{bot}?start=garden-news"
    await let_in(house)
    assert await house.rows("SELECT count(*) FROM subscribers") == [(0,)]
    await joiner.say("/start garden-news")
    await joiner.sees("Welcome")
    assert await house.rows("SELECT chat_id, source FROM subscribers") == [(JOINER, "garden-news")]


async def let_in(house: House) -> None:
    async def is_member() -> bool:
        member = await house.bot.get_chat_member(CHANNEL, JOINER)
        return member.status == "member"

    await eventually(is_member)


async def test_a_request_of_somebody_who_blocked_the_bot_is_approved_all_the_same(
    house: House, admin: Person, stranger: Person
) -> None:
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await open_place(house, admin)
    await admin.press("Greet whoever asks")
    await admin.sees("The greeting:")
    await admin.press("Let everybody in")
    await house.until(KNOWN, ("Garden news", 1, 1))
    await house.control.block(JOINER)
    await house.control.ask_to_join(JOINER, CHANNEL)
    await let_in(house)
    await admin.say("/admin")
    await admin.sees("Your menu")


async def test_a_place_that_nobody_switched_on_does_nothing(
    house: House, admin: Person, joiner: Person
) -> None:
    await open_place(house, admin)
    await house.control.ask_to_join(JOINER, CHANNEL)
    await admin.press("Back")
    await admin.sees("Which one is it about")
    assert await joiner.answers() == []
    await house.control.answer_join(JOINER, CHANNEL)  # it is open yet, for the place's admins


async def test_a_greeting_of_ones_own_and_back(house: House, admin: Person, joiner: Person) -> None:
    await open_place(house, admin)
    await admin.press("Greet whoever asks")
    await admin.sees("The greeting:")
    await admin.press("Change the greeting")
    await admin.sees("Send me the greeting")
    await admin.say("x" * 1_001)
    await admin.sees("at most 1000 characters")
    await admin.say("Hello <b>you</b>")
    await admin.sees("The greeting:\n\nHello <b>you</b>")
    await house.control.ask_to_join(JOINER, CHANNEL)
    assert words_of(await joiner.sees("Hello")) == "Hello <b>you</b>"
    await admin.press("Change the greeting")
    await admin.sees("Send me the greeting")
    await admin.press("The usual greeting")
    await admin.sees("You have asked to join")


async def test_a_place_goes_with_the_right(house: House, admin: Person) -> None:
    await open_place(house, admin)
    await house.control.promote(CHANNEL, "member")
    await house.until("SELECT count(*) FROM join_places", (0,))
    pressed = await admin.press("Let everybody in")
    assert "may not let people in there any more" in pressed.text
    await admin.sees("Your menu")


async def test_a_place_is_learnt_of_by_its_first_request(house: House, admin: Person) -> None:
    """The bot had the right before it looked."""
    await open_place(house, admin)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM join_places")
    await house.control.ask_to_join(JOINER, CHANNEL)
    await house.until(KNOWN, ("Garden news", 0, 0))
