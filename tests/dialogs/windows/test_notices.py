"""What an admin chooses to be told, by taps, and what is told then."""

from db.cleaning import silent, walks
from db.cleaning.walks import Walk
from db.schema.states import SubscriberState
from tests.dialogs.conftest import FIRST, House, Person, eventually, words_of
from tests.dialogs.windows.test_pictures import drawn, photos
from tests.dialogs.windows.test_settings import has_button

__all__ = ["drawn"]


async def choose(admin: Person, *labels: str) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Notices")
    await admin.sees("What shall I tell you")
    for label in labels:
        await admin.press(f"⬜️ {label}")
        await has_button(admin, f"✅ {label}")


async def test_another_admins_broadcast_is_told_as_it_begins_and_ends(
    house: House, admin: Person, second_admin: Person
) -> None:
    await house.subscribe(2)
    await choose(second_admin, "A broadcast is launched", "One has ended")
    await admin.launch("Good news")
    begun = words_of(await second_admin.sees("launched a broadcast to 2 people"))
    assert "11" in begun
    await second_admin.sees("Sent: 2 of 2")
    assert not any("launched a broadcast" in words for words in await admin.answers())


async def test_a_second_tap_takes_it_back(house: House, admin: Person) -> None:
    await choose(admin, "One has ended")
    await admin.press("✅ One has ended")
    await has_button(admin, "⬜️ One has ended")
    assert await house.rows("SELECT 1 FROM notice_choices") == []


async def test_the_last_week_is_shown_at_once_with_its_pictures(
    house: House, admin: Person, drawn: list[str]
) -> None:
    await house.subscribe(3)
    await house.launched("Good news")
    async with house.database.write() as connection:
        month_ago = int(house.clock.time()) - 30 * 86_400
        await connection.exec_driver_sql("UPDATE subscribers SET joined_at = ?", (month_ago,))
    await choose(admin)
    await admin.press("Last week now")
    await admin.sees("Your week")

    async def shown() -> bool:
        return await photos(admin) == 2

    await eventually(shown)
    assert drawn == ["Growth of the audience", "Who stays, by week of joining"]


async def test_who_was_found_to_be_gone_is_a_tap_away(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Notices")
    window = await admin.sees("What shall I tell you")
    assert "The list was cleaned" not in str(window["reply_markup"])
    ((number,),) = await house.rows(f"SELECT id FROM subscribers WHERE chat_id = {FIRST + 1}")
    now = int(house.clock.time())
    async with house.database.write() as connection:
        await silent.found(connection, number, state=SubscriberState.BLOCKED, now=now)
        await walks.save(connection, Walk(began=now, asked=7, gone=1, ended=now))
    await admin.press("Back")
    await admin.sees("Your menu")
    await admin.press("Audience")
    await admin.sees("7 in all, and 1 of them are gone")
    await admin.press("Who they are")
    await admin.press("Silent ones found to be gone: 1")
    assert f"({FIRST + 1})" in words_of(await admin.sees("found to be gone: 1"))
