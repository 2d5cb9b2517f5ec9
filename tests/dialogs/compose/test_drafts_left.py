"""Drafts stay until they are discarded, whoever began them."""

from botapi.call import Call
from broadcast.model.content import Content
from db.admins.albums import Albums
from db.admins.dialog_states import DialogStates
from db.subscribers.store import Subscribers
from handlers.admin.door.sessions import SqlStorage
from handlers.admin.sweep import Sweep
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, STRANGER, House, Person

DRAFTS = "SELECT title FROM broadcasts WHERE stage = 'draft' ORDER BY id"
KNOWN = "SELECT count(*) > 0 FROM dialog_states WHERE data LIKE '%draft_id%'"


async def left_behind(house: House, text: str, *, author: int = ADMIN) -> None:
    content = Content(message=(Call(method="sendMessage", params={"text": text}),))
    await house.assembly.doors.drafts.add(content, by=editor(author))


async def age_all(house: House) -> None:
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE broadcasts SET created_at = 1, touched_at = 1")


def sweep_of(house: House) -> Sweep:
    storage = SqlStorage(DialogStates(house.database), house.clock)
    return Sweep(storage, Albums(house.database), house.assembly.doors, house.clock)


async def test_the_drafts_of_who_is_no_admin_stay(house: House, admin: Person) -> None:
    """They were swept after a month: nobody else could see them then."""
    await left_behind(house, "Theirs", author=STRANGER)
    await age_all(house)
    await sweep_of(house).once()
    assert await house.rows(DRAFTS) == [("Theirs",)]
    await admin.say("/admin")
    await admin.press("All drafts (1)", (await admin.sees("Your menu"))["message_id"])
    window = await admin.sees("Drafts of all admins")
    [[row], _back] = window["reply_markup"]["inline_keyboard"]
    assert row["text"].endswith(f" · {STRANGER} · \u2068Theirs\u2069")


async def test_an_admins_draft_outlives_its_dialog(house: House, admin: Person) -> None:
    """It went with the dialog, a month after the last tap and without a question."""
    await admin.compose("Unhurried")
    await house.until(KNOWN, (1,))
    await age_all(house)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE dialog_states SET changed_at = 1")
    await sweep_of(house).once()
    assert await house.rows("SELECT count(*) FROM dialog_states") == [(0,)]
    await admin.say("/broadcast")
    await admin.sees("You have an unfinished draft: \u2068Unhurried\u2069")
    await admin.press("Continue the draft")
    await admin.sees("This is what people will get")


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
