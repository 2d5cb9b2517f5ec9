"""Each number of people is a button, or has one beside it, that shows who they are."""

from tests.actors import owner
from tests.dialogs.conftest import FIRST, House, Person, words_of

ONE_OF_EACH = (
    "UPDATE subscribers SET language_code = 'ru' WHERE id < 3",
    "UPDATE subscribers SET source = 'spring' WHERE id = 2",
    "UPDATE subscribers SET state = 'blocked' WHERE id = 6",
)


async def change(house: House, *statements: str) -> None:
    async with house.database.write() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)


async def ids_on(admin: Person, words: str) -> list[int]:
    """Counted from the first subscriber, of the window that says these words."""
    lines = words_of(await admin.sees(words)).splitlines()
    return [
        int(line.rpartition("(")[2].rstrip(")")) - FIRST for line in lines if "\u2069 (" in line
    ]


async def passes(admin: Person, *windows: tuple[str, str]) -> None:
    """Of each window the words, and the button that is tapped there."""
    for words, button in windows:
        await admin.sees(words)
        await admin.press(button)


async def test_states_languages_and_sources_of_the_audience(house: House, admin: Person) -> None:
    await house.subscribe(6)
    await change(house, *ONE_OF_EACH)
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Audience")
    await admin.sees("Your audience")
    await admin.press("Who they are")
    await admin.sees("Whom would you like to see?")
    await admin.press("🚫 Blocked the bot: 1")
    assert await ids_on(admin, "🚫 Blocked the bot: 1\n\n") == [5]
    await admin.press("Back")
    await admin.press("🌍 Русский: 2")
    assert await ids_on(admin, "🌍 Русский: 2\n\n") == [0, 1]
    await admin.press("Back")
    await admin.press("🔗 \u2068spring\u2069: 1")
    assert await ids_on(admin, "spring\u2069: 1\n\n") == [1]
    await admin.press("Back")
    await admin.press("Back")
    await admin.sees("Your audience")


async def test_whom_the_question_before_the_launch_counts(house: House, admin: Person) -> None:
    """Everybody, versions, languages without one, and those who would find a gap."""
    await house.subscribe(4)
    await change(
        house,
        "UPDATE subscribers SET first_name = 'Ann' WHERE id > 1",
        "UPDATE subscribers SET language_code = 'de' WHERE id < 3",
        "UPDATE subscribers SET language_code = 'fr' WHERE id = 3",
    )
    await admin.compose("Hi {first_name}!")
    await admin.press("Languages")
    await admin.sees("version for each language")
    await admin.press("Add a language")
    await admin.sees("Which language?")
    await admin.press("German · 2")
    await admin.sees("Send me the message for")
    await admin.say("Hallo!")
    await admin.sees("This is the version for")
    await admin.press("Languages")
    await admin.sees("• German: 2")
    await admin.press("Who they are")
    await admin.press("🌍 everybody else: 2")
    assert await ids_on(admin, "🌍 everybody else: 2\n\n") == [2, 3]
    await admin.press("Back")
    await admin.press("Back")
    await admin.sees("• German: 2")
    await admin.press("Back")
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Who they are")
    for button, places in (
        ("👥 Everybody who gets it: 4", [0, 1, 2, 3]),
        ("🌍 German: 2", [0, 1]),
        ("🌍 French: 1", [2]),
        ("❔ Without first_name: 1", [0]),
    ):
        await admin.sees("Whom would you like to see?")
        await admin.press(button)
        assert await ids_on(admin, f"{button}\n\n") == places
        await admin.press("Back")
    await admin.press("Back")
    await admin.sees("Send it to")
    await admin.press("Say something else instead")
    await admin.sees("What should stand there for 1 subscriber")
    await admin.press("Who it is")
    assert await ids_on(admin, "❔ Without first_name: 1\n\n") == [0]
    await admin.press("Back")
    await admin.sees("What should stand there")


async def test_who_does_not_want_a_topic(house: House, admin: Person) -> None:
    """Where it is looked at, where it is chosen, and before the launch."""
    await house.subscribe(3)
    topics = house.assembly.doors.topics
    await topics.add("Offers", by=owner())
    [topic] = await topics.every()
    await topics.choose(FIRST + 1, topic.id, wanted=False)
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Settings"), ("What is decided here", "Topics"))
    await passes(admin, ("People choose in", "Offers"), ("turned it off", "Who it is"))
    assert await ids_on(admin, "Those who match, from no. 1 on") == [1]
    await admin.compose()
    await passes(
        admin,
        ("This is what people will get", "Audience"),
        ("3 subscribers", "🗂 Topic"),
        ("What is the broadcast about?", "Offers"),
        ("Topic: ", "🔕 Do not want this topic: 1"),
    )
    assert await ids_on(admin, "🔕 Do not want this topic: 1\n\n") == [1]
    await admin.press("Back")
    await passes(
        admin,
        ("1 of them does not want", "Back"),
        ("This is what people will get", "Send now"),
        ("Send it to", "Who they are"),
        ("Whom would you like", "🔕 Do not want this topic: 1"),
    )
    assert await ids_on(admin, "🔕 Do not want this topic: 1\n\n") == [1]
