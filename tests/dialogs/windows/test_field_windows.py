"""The owners' window of custom fields: who has one, another name, delete."""

from tests.dialogs.compose.test_personal import people
from tests.dialogs.conftest import House, Person, words_of
from tests.dialogs.windows.test_people import ids_on, passes

NAMES = "SELECT name FROM fields"


async def open_city(admin: Person) -> None:
    await admin.say("/admin")
    await passes(
        admin,
        ("Your menu", "Settings"),
        ("What is decided here", "Fields"),
        ("what imports have told", "\u2068City\u2069 · 1"),
    )


async def test_a_field_is_looked_at_renamed_and_deleted(house: House, admin: Person) -> None:
    await people(house, "Ann", "Bo")
    await admin.compose("Hi {city}!")
    await open_city(admin)
    card = words_of(await admin.sees("1 subscriber has it"))
    assert "For example: \u2068Rome\u2069" in card
    assert "Drafts that name it: \u2068Hi {city}!\u2069" in card
    await admin.press("Who it is")
    assert await ids_on(admin, "Those who match, from no. 1 on") == [0]
    await admin.press("Back")
    await passes(admin, ("1 subscriber has it", "Rename"))
    await admin.sees("These keep the old name")
    await admin.say("first name")
    await admin.sees("That cannot be its name")
    await admin.say("Town")
    await admin.sees("📇 \u2068Town\u2069")
    await house.until(NAMES, ("Town",))
    await passes(admin, ("1 subscriber has it", "Delete"))
    await passes(admin, ("1 person loses their value", "Yes, delete it"))
    await admin.sees("There are no fields")
    await house.until("SELECT count(*) FROM subscriber_fields", (0,))


async def test_a_field_that_a_broadcast_under_way_says_stays(house: House, admin: Person) -> None:
    await people(house, "Ann")
    await admin.launch("Hi {city|there}!")
    await house.until("SELECT state FROM runs", ("finished",))
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET state = 'paused', finished_at = NULL")
    await open_city(admin)
    await passes(admin, ("1 subscriber has it", "Delete"), ("for good", "Yes, delete it"))
    await admin.sees("Broadcast #1 is under way and says this field")
    await house.until(NAMES, ("City",))
