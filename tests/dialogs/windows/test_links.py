"""Source links: from a name to the picture, and to the card that counts who came by it."""

import pytest

from botapi_sandbox.control import Message
from tests.dialogs.conftest import House, Person, eventually, words_of
from tests.dialogs.windows.test_drafts import labels


async def open_links(person: Person) -> Message:
    await person.say("/admin")
    menu = await person.sees("Your menu")
    await person.press("Links", menu["message_id"])
    return await person.sees("🔗")


async def new_link(person: Person, name: str) -> Message:
    await open_links(person)
    await person.press("New link")
    await person.sees("What is the link for")
    await person.say(name)
    return await person.sees(f"🔗 \u2068{name}\u2069\nhttps")


async def test_a_name_becomes_a_link_with_a_picture_and_people_are_counted(
    house: House, admin: Person, stranger: Person, second_admin: Person
) -> None:
    await second_admin.say("/start")
    await second_admin.sees("Welcome")
    card = await new_link(admin, "Spring poster")
    bot = (await house.bot.me()).username
    link = f"https://t.me/{bot}?start=spring-poster"
    given = next(one for one in await admin.chat() if "photo" in one)
    assert given["caption"] == f"🔗 \u2068Spring poster\u2069\n\n{link}"
    assert given["message_id"] < card["message_id"]
    assert "Came by it: 0" in words_of(card)
    await stranger.say("/start spring-poster")
    await stranger.sees("Welcome")
    await second_admin.say("/start spring-poster")
    await house.until("SELECT count(*) FROM link_visits", (1,))
    await admin.press("Refresh")
    card = await admin.sees("Came by it: 1")
    assert "Still here: 1" in words_of(card)
    assert "known already: 1" in words_of(card)
    assert "Another code" not in str(labels(card))
    await admin.press("👣 1")
    people = await admin.sees("👣 Came by it: 1\n\n\u2068Sam\u2069")
    assert labels(people) == ["⬅️ Back"]
    await admin.press("Back")
    await admin.sees("?start=spring-poster\n\n👣 Came by it: 1")
    await admin.press("Back")
    assert "\u2068Spring poster\u2069 · 1" in labels(await admin.sees("by which people come"))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("x" * 65, "This name is too long"),
        ("\u2003", "I need a name in words"),
    ],
)
async def test_a_name_that_cannot_be_gets_a_sentence(
    house: House, admin: Person, words: str, answer: str
) -> None:
    await open_links(admin)
    await admin.press("New link")
    await admin.sees("What is the link for")
    await admin.send("photo", caption=words) if not words.strip() else await admin.say(words)
    await admin.sees(answer)
    assert await house.rows("SELECT count(*) FROM links") == [(0,)]
    await admin.say("A good one")
    await admin.sees("Came by it")


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("_tgr_me", "mean something else"),
        ("two words", "only letters of the Latin alphabet"),
        ("c" * 65, "This code is too long"),
        ("flyer", "There is a link with this code already"),
    ],
)
async def test_a_code_that_cannot_be_gets_a_sentence(
    house: House, admin: Person, code: str, answer: str
) -> None:
    await new_link(admin, "Flyer")
    await new_link(admin, "Poster")
    await admin.press("Another code")
    await admin.sees("Send me the code")
    await admin.say(code)
    await admin.sees(answer)
    await admin.say("Poster_A-1")
    await admin.sees("?start=Poster_A-1\n\n👣")
    assert await house.rows("SELECT code FROM links ORDER BY id") == [("flyer",), ("Poster_A-1",)]


async def test_a_link_is_renamed_and_deleted_and_its_people_stay(
    house: House, admin: Person, stranger: Person
) -> None:
    await new_link(admin, "Poster")
    await stranger.say("/start poster")
    await stranger.sees("Welcome")
    await admin.press("Rename")
    await admin.sees("Send me another name")
    await admin.say("Big poster")
    await admin.sees("🔗 \u2068Big poster\u2069\nhttps")
    await admin.press("Delete")
    await admin.sees("Delete the link \u2068Big poster\u2069")
    await admin.press("Yes, delete it")
    window = await admin.sees("A link of its own for each place")
    assert "🏷 Other codes (1)" in labels(window)
    await admin.press("Other codes")
    assert "\u2068poster\u2069: 1" in labels(await admin.sees("Codes without a name"))
    assert await house.rows("SELECT source FROM subscribers") == [("poster",)]


async def test_a_card_whose_link_is_gone_ends_kindly(
    house: House, admin: Person, second_admin: Person
) -> None:
    await new_link(admin, "Poster")
    await second_admin.say("/admin")
    await second_admin.sees("Your menu")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM links")
    pressed = await admin.press("Refresh")
    assert "was deleted" in pressed.text
    await admin.sees("Your menu")


async def test_a_picture_that_does_not_get_through_leaves_the_link(
    house: House, admin: Person
) -> None:
    await open_links(admin)
    await admin.press("New link")
    await admin.sees("What is the link for")
    await house.control.refuse(
        [admin.id], "Bad Request: IMAGE_PROCESS_FAILED", methods=["sendPhoto"]
    )
    await admin.say("Poster")
    await admin.sees("The picture did not get through")
    await house.control.relent()
    await admin.press("Link and QR picture")

    async def has_picture() -> bool:
        return any("photo" in one for one in await admin.chat())

    await eventually(has_picture)


async def test_whoever_comes_by_a_link_gets_its_tag(
    house: House, admin: Person, stranger: Person
) -> None:
    await new_link(admin, "Poster")
    await admin.press("Tag")
    await admin.sees("Which tag shall everybody get")
    await admin.say("x" * 33)
    await admin.sees("not so long")
    await admin.say("Spring fair")
    await admin.sees("gets the tag \u2068Spring fair\u2069")
    await stranger.say("/start poster")
    await stranger.sees("Welcome")
    await house.until("SELECT count(*) FROM subscriber_tags", (1,))
    await admin.press("Tag")
    await admin.sees("Which tag shall everybody get")
    await admin.say("Spring fiar")

    asked = await admin.sees("There is no tag \u2068Spring fiar\u2069 yet, but there is")
    assert "🏷 I mean \u2068Spring fair\u2069" in labels(asked)
    await admin.press("I mean")
    await admin.sees("Came by it: 1")
    assert await house.rows("SELECT name FROM tags") == [("Spring fair",)]
    await admin.press("Tag")
    await admin.sees("Which tag shall everybody get")
    await admin.press("No tag")
    await house.until("SELECT tag_id FROM links", (None,))
