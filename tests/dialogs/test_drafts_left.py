"""Drafts that no dialog knew any more stayed for ever; an erased admin's stayed too."""

from broadcast.content import Call, Content
from db.dialog_states import DialogStates
from db.subscribers import Subscribers
from handlers.sessions import SqlStorage
from handlers.sweep import Sweep
from tests.dialogs.conftest import ADMIN, House, Person

DRAFTS = "SELECT title FROM broadcasts WHERE stage = 'draft' ORDER BY id"
KNOWN = "SELECT count(*) > 0 FROM dialog_states WHERE data LIKE '%draft_id%'"


async def left_behind(house: House, text: str) -> None:
    content = Content(message=(Call(method="sendMessage", params={"text": text}),))
    await house.assembly.service.draft(content, author=ADMIN)


async def age_all(house: House) -> None:
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE broadcasts SET created_at = 1")


def sweep_of(house: House) -> Sweep:
    storage = SqlStorage(DialogStates(house.database), house.clock)
    return Sweep(storage, house.assembly.service, house.clock)


async def test_old_drafts_without_a_dialog_are_swept(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await house.launched("Launched")
    await left_behind(house, "Orphan")
    await admin.compose("In work")
    await house.until(KNOWN, (1,))
    await age_all(house)
    await left_behind(house, "Young")
    await sweep_of(house).once()
    assert await house.rows(DRAFTS) == [("In work",), ("Young",)]
    assert await house.rows("SELECT count(*) FROM runs") == [(1,)]


async def test_a_draft_that_the_menu_carries_is_not_swept(house: House, admin: Person) -> None:
    await admin.compose("Carried")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await house.until(KNOWN, (1,))
    await age_all(house)
    await sweep_of(house).once()
    assert await house.rows(DRAFTS) == [("Carried",)]


async def test_an_old_dialog_goes_with_its_draft(house: House, admin: Person) -> None:
    await admin.compose("Forgotten")
    await house.until(KNOWN, (1,))
    await age_all(house)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE dialog_states SET changed_at = 1")
    await sweep_of(house).once()
    assert await house.rows(DRAFTS) == []


async def test_the_card_does_not_name_an_erased_admin(house: House, second_admin: Person) -> None:
    await house.subscribe(1)
    await house.launched("Unsigned")
    await house.until("SELECT state FROM runs", ("finished",))
    await Subscribers(house.database).erase(ADMIN)
    await second_admin.say("/admin")
    await second_admin.sees("Your menu")
    await second_admin.press("Broadcasts")
    await second_admin.sees("newest first")
    await second_admin.press("Unsigned")
    card = await second_admin.sees("Launched")
    assert "by ?" in card["text"]
