"""Each number of people is a button, or has one beside it, that shows who they are."""

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
