"""Versions of a broadcast for languages: added, shown, edited, told of and sent."""

from tests.dialogs.compose.test_compose import preview_of
from tests.dialogs.compose.test_rich import send_file
from tests.dialogs.conftest import FIRST, House, Person, eventually


async def people(house: House, *languages: str | None) -> None:
    await house.subscribe(len(languages))
    async with house.database.write() as connection:
        for place, code in enumerate(languages):
            await connection.exec_driver_sql(
                "UPDATE subscribers SET language_code = ? WHERE chat_id = ?", (code, FIRST + place)
            )


async def add_version(admin: Person, language: str, text: str) -> int:
    await admin.press("Languages")
    await admin.sees("version for each language")
    await admin.press("Add a language")
    await admin.sees("Which language?")
    await admin.press(language)
    await admin.sees("Send me the message for")
    number = await admin.say(text)
    await admin.sees("This is the version for")
    return number


async def last(house: House, place: int) -> str:
    return str((await house.control.chat(FIRST + place))[-1]["text"])


async def test_each_language_gets_its_version(house: House, admin: Person) -> None:
    await people(house, "en", "de", "de-at", "fr", None, "de", "en", "en", "en", "en")
    await admin.compose("Good news")
    await add_version(admin, "German · 3", "Gute Nachrichten")
    assert (await preview_of(admin))["text"] == "Gute Nachrichten"
    assert "Everyone · now · 2 languages" in (await admin.chat())[-1]["text"]
    await admin.press("Languages")
    window = await admin.sees("• German: 3")
    assert "• everybody else: 7" in window["text"]
    await admin.press("Everybody else")

    async def is_shown() -> bool:
        return (await admin.chat())[-2].get("text") == "Good news"

    await eventually(is_shown)
    await admin.press("Back")
    await admin.press("Send now")
    confirm = (await admin.sees("Send it to"))["text"]
    assert "• German: 3\n• everybody else: 7\n" in confirm
    assert "get the first one: English (5), French (1)" in confirm
    await admin.press("Confirm")
    await admin.sees("It took")
    german = {1, 2, 5}
    for place in range(10):
        words = "Gute Nachrichten" if place in german else "Good news"
        assert await last(house, place) == words


async def test_messages_and_buttons_are_those_of_the_version_that_is_shown(
    house: House, admin: Person
) -> None:
    await people(house, "en", "de")
    await admin.compose("Good news")
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("Site - https://x.y/en")
    await preview_of(admin)
    await add_version(admin, "German", "Gute Nachrichten")
    assert "https://x.y/en" in str((await preview_of(admin))["reply_markup"])
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("Seite - https://x.y/de")

    async def has_its_own() -> bool:
        return "https://x.y/de" in str((await preview_of(admin)).get("reply_markup"))

    await eventually(has_its_own)
    await admin.press("Messages")
    await admin.sees("1 of 10")
    await admin.say("Und noch etwas")
    await admin.sees("2 of 10")
    await admin.press("Done")
    await preview_of(admin)
    await admin.send_now("It took")
    assert await last(house, 0) == "Good news"
    assert await last(house, 1) == "Und noch etwas"
    chats = {place: str(await house.control.chat(FIRST + place)) for place in (0, 1)}
    assert "https://x.y/en" in chats[0]
    assert "https://x.y/de" not in chats[0]
    assert "https://x.y/de" in chats[1]
    assert "https://x.y/en" not in chats[1]


async def test_an_edit_goes_to_the_version_that_the_message_belongs_to(
    house: House, admin: Person
) -> None:
    await people(house, "en", "de")
    await admin.compose("Good news")
    number = await add_version(admin, "German", "Gute Nachricht")
    await admin.press("Languages")
    await admin.sees("• German: 1")
    await admin.press("Everybody else")
    await admin.press("Back")
    assert (await preview_of(admin))["text"] == "Good news"
    await house.control.edit(admin.id, number, "Gute Nachrichten")

    async def is_shown() -> bool:
        return (await preview_of(admin)).get("text") == "Gute Nachrichten"

    await eventually(is_shown)
    [(stored,)] = await house.rows("SELECT content FROM broadcasts")
    assert "Gute Nachrichten" in stored
    assert "Good news" in stored


async def test_one_that_nobody_speaks_any_more_is_told_and_can_be_removed(
    house: House, admin: Person
) -> None:
    await people(house, "en", "de")
    await admin.compose("Good news")
    await add_version(admin, "German", "Gute Nachrichten")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE subscribers SET language = 'en'")
    await admin.press("Send now")
    await admin.sees("German: nobody subscribed speaks it")
    await admin.press("Back")
    await preview_of(admin)
    await admin.press("Languages")
    await admin.sees("German: nobody subscribed speaks it")
    await admin.press("Remove German")
    await admin.sees("version for each language")
    await admin.press("Back")
    preview = await preview_of(admin)
    assert preview["text"] == "Good news"
    assert "languages" not in (await admin.chat())[-1]["text"]


async def test_a_version_can_be_left_before_its_message_is_sent(
    house: House, admin: Person
) -> None:
    await people(house, "en", "de")
    await admin.compose("Good news")
    await admin.press("Languages")
    await admin.press("Add a language")
    await admin.press("German")
    await admin.sees("Send me the message for")
    await admin.say("Hallo {vorname}")
    await admin.sees("there is no such field")
    await admin.press("Back")
    await admin.press("Back")
    await preview_of(admin)
    await admin.press("Replace")
    await admin.sees("put in its place")
    await admin.say("Better news")

    async def is_shown() -> bool:
        return (await preview_of(admin)).get("text") == "Better news"

    await eventually(is_shown)
    [content] = await house.rows("SELECT content FROM broadcasts")
    assert "vorname" not in content[0]


async def version_asked(admin: Person, language: str) -> dict[str, object]:
    await admin.press("Languages")
    await admin.sees("version for each language")
    await admin.press("Add a language")
    await admin.sees("Which language?")
    await admin.press(language)
    return await admin.sees("Send me the message for")


async def test_a_version_may_begin_with_a_rich_source_and_the_first_ones_files(
    house: House, admin: Person
) -> None:
    await people(house, "en", "de", "fr")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.press("Rich")
    await admin.sees("Send me the source")
    await admin.send("photo", seed="one")
    await admin.sees("tg://photo?id=1")
    await admin.say("# News\n\n![](tg://photo?id=1)")
    await preview_of(admin)
    await version_asked(admin, "German")
    await admin.press("Rich")
    await admin.sees("![](tg://photo?id=1)")
    await admin.press("Back")
    await admin.sees("Send me the message for")
    await admin.press("Rich")
    await admin.sees("Send me the source")
    await admin.say("# Nachricht {vorname}")
    await admin.sees("there is no such field")
    await admin.say("# Nachrichten\n\n![](tg://photo?id=1)")
    await admin.sees("This is the version for German")
    await version_asked(admin, "French")
    await send_file(admin, "# Nouvelles\n\n![](tg://photo?id=1)")
    await admin.sees("This is the version for French")
    blocks = (await preview_of(admin))["rich_message"]["blocks"]
    assert [one["type"] for one in blocks] == ["heading", "photo"]
    await admin.send_now("It took")
    for place, words in enumerate(("News", "Nachrichten", "Nouvelles")):
        heading, _photo = (await house.control.chat(FIRST + place))[-1]["rich_message"]["blocks"]
        assert heading["text"] == words


async def test_a_version_may_begin_with_an_album_and_have_several_messages(
    house: House, admin: Person
) -> None:
    await people(house, "en", "de")
    await admin.compose("One")
    await admin.press("Messages")
    await admin.sees("1 of 10")
    await admin.say("Two")
    await admin.sees("2 of 10")
    await admin.press("Done")
    await preview_of(admin)
    assert "I take the next ones, too" in str((await version_asked(admin, "German"))["text"])
    await house.control.album(admin.id, ["photo", "photo"])
    window = await admin.sees("1 of 10")
    assert "This is the version for German" in window["text"]
    await admin.say("Zwei")
    await admin.sees("2 of 10")
    await admin.press("Undo")
    await admin.sees("1 of 10")
    await admin.say("Zwei")
    await admin.sees("2 of 10")
    await admin.press("Done")
    await preview_of(admin)
    await admin.send_now("It took")
    got = [
        [
            one.get("text") or next(k for k in ("photo",) if k in one)
            for one in await house.control.chat(FIRST + n)
        ]
        for n in range(2)
    ]
    assert got == [["One", "Two"], ["photo", "photo", "Zwei"]]


async def test_what_is_said_of_a_message_that_was_not_asked_for_is_said_there(
    house: House, admin: Person
) -> None:
    """It stood above the draft later, when a version had been added: “the draft is unchanged”."""
    await people(house, "de", "en")
    await admin.compose("Good news")
    await admin.press("Languages")
    await admin.press("Add a language")
    await admin.sees("Which language?")
    await admin.say("Gute Nachrichten")
    await admin.sees("The draft is unchanged")
    await admin.press("German · 1")
    await admin.sees("Send me the message for")
    await admin.say("Gute Nachrichten")
    assert "unchanged" not in (await admin.sees("This is the version for"))["text"]


async def test_what_an_album_lacks_is_said_of_the_version_that_is_shown(
    house: House, admin: Person
) -> None:
    await people(house, "de", "en")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await house.control.album(admin.id, ["photo", "photo"])
    await admin.sees("comes without Unsubscribe")
    await add_version(admin, "German · 1", "Gute Nachrichten")
    window = await admin.sees("This is the version for")
    assert "Unsubscribe" not in window["text"]
    assert "Add a line" not in str(window["reply_markup"])
