"""Keys of the API, made and revoked in the chat; and drafts that came from outside."""

import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from bot.api.http.reception import Reception
from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.server import build_site, serving
from botapi_sandbox.control import Message
from db.admins.admins import Admins
from db.schema.states import ApiRight, Role
from tests.actors import owner
from tests.dialogs.conftest import ADMIN, STRANGER, House, Person, words_of

KEY = re.compile(r"hk_\d+_[\w-]{43}")


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@pytest.fixture
async def address(house: House) -> AsyncIterator[str]:
    """Where the API is."""
    reception = Reception()
    site = build_site(Health(), lambda: b"", Hooks(), reception.receive)
    async with serving(site, "127.0.0.1", 0) as port:
        with reception.seated(house.desk):
            yield f"http://127.0.0.1:{port}/api/v1"


async def ask(address: str, key: str, method: str, path: str, body: object = None) -> int:
    headers = {"Authorization": f"Bearer {key}"}
    async with (
        ClientSession(headers=headers) as session,
        session.request(method, f"{address}{path}", json=body) as answer,
    ):
        return answer.status


async def open_keys(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("What is decided here")
    await admin.press("From outside")
    await admin.sees("Each program gets a key of its own")
    await admin.press("API keys")


async def make_key(admin: Person, *more: str) -> str:
    """What is shown of it."""
    await open_keys(admin)
    await admin.sees("no program can ask the bot")
    await admin.press("New key")
    await admin.sees("What is the key for?")
    await admin.say("Shop")
    await admin.sees("What may it do?")
    for label in more:
        await admin.press(label)
    await admin.press("Make the key")
    await admin.sees("Nothing has called with it yet")
    found = next(found for words in await admin.answers() if (found := KEY.search(words)))
    return found[0]


async def test_a_key_is_made_used_and_revoked(house: House, admin: Person, address: str) -> None:
    key = await make_key(admin, "read reports", "10 calls a minute", "30 days")
    query = "SELECT name, rights, per_minute, expires_at - created_at FROM api_keys"
    [(*key_of, life)] = await house.rows(query)
    assert key_of == ["Shop", "draft read", 10]
    # The window reads the clock before the key is written, perhaps in the second before.
    assert life == pytest.approx(30 * 86_400, abs=60)
    assert await ask(address, key, "GET", "/status") == 200
    assert await ask(address, key, "GET", "/subscribers") == 403
    await admin.press("Revoke")
    await admin.sees("Revoke the key")
    await admin.press("Yes, revoke it")
    shown = words_of(await admin.sees("There are no API keys"))
    assert "whoever runs it sets HTTP_PORT" in shown
    await house.clock.sleep(2.1)
    assert await ask(address, key, "GET", "/status") == 401


async def test_a_key_that_another_owner_revokes_meanwhile(house: House, admin: Person) -> None:
    """There is nothing to say No to any more."""
    await make_key(admin)
    await house.assembly.doors.api_keys.revoke(1, by=owner(ADMIN))
    await admin.press("Revoke")
    shown = str((await admin.sees("somebody has revoked it"))["reply_markup"])
    assert ("Back" in shown, "No" in shown) == (True, False)
    await admin.press("Back")
    await admin.sees("There are no API keys")


async def test_more_keys_than_fit_on_a_page(house: House, admin: Person) -> None:
    for number in range(8):
        await house.assembly.doors.api_keys.add(
            f"Key {number}",
            [ApiRight.READ],
            bot_id=house.bot.id,
            per_minute=60,
            expires_at=None,
            by=owner(ADMIN),
        )
    await open_keys(admin)
    await admin.sees("page 1 of 2")
    await admin.press("Older")
    await admin.sees("page 2 of 2")
    await admin.press("Key 0")
    await admin.sees("read reports")
    await admin.press("Back")
    await admin.sees("page 2 of 2")


async def test_the_key_is_in_no_window_and_no_table(house: House, admin: Person) -> None:
    key = await make_key(admin)
    shown = [words for words in await admin.answers() if key in words]
    assert len(shown) == 1
    assert f"ends in …{key[-4:]}" in (await admin.answers())[-1]
    for table in ("api_keys", "dialog_states"):
        for row in await house.rows(f"SELECT * FROM {table}"):
            assert key not in str(tuple(row))


async def test_a_name_and_a_right_are_asked_for(admin: Person) -> None:
    await open_keys(admin)
    await admin.sees("no program can ask the bot")
    await admin.press("New key")
    await admin.sees("What is the key for?")
    await admin.say("x" * 33)
    await admin.sees("it needs 1 to 32 characters")
    await admin.say("Till")
    await admin.sees("What may it do?")
    await admin.press("make drafts")
    await admin.press("Make the key")
    await admin.sees("Choose at least one thing")


async def test_editors_make_no_keys(house: House, stranger: Person) -> None:
    await Admins(house.database).add(STRANGER, Role.EDITOR, 1, owner_elsewhere=True)
    await house.access.changed()
    await stranger.say("/admin")
    assert not any("Settings" in one for one in labels(await stranger.sees("Your menu")))


async def outside_key(house: House) -> str:
    made = await house.assembly.doors.api_keys.add(
        "Shop",
        [ApiRight.DRAFT],
        bot_id=house.bot.id,
        per_minute=100,
        expires_at=None,
        by=owner(ADMIN),
    )
    assert not isinstance(made, str)
    return made.token


async def test_a_draft_from_outside_comes_to_all_admins_who_send_it(
    house: House, admin: Person, second_admin: Person, address: str
) -> None:
    await house.subscribe(3)
    key = await outside_key(house)
    body = {"text": "Sale today", "format": "plain"}
    assert await ask(address, key, "POST", "/broadcasts", body) == 201
    for one in (admin, second_admin):
        told = await one.sees("has made this draft from outside")
        assert "\u2068Shop\u2069" in words_of(told)
        assert "Everyone · 3" in words_of(told)
        assert "Sale today" in await one.answers()
    await admin.press("Send")
    await admin.sees("Send it to")
    await second_admin.press("Open")
    await second_admin.sees("is not waiting any more")
    await admin.press("Confirm")
    await admin.sees("Sent: 3")


async def test_it_is_opened_and_discarded(
    house: House, admin: Person, second_admin: Person, address: str
) -> None:
    key = await outside_key(house)
    for words in ("First", "Second"):
        await ask(address, key, "POST", "/broadcasts", {"text": words, "format": "plain"})
        await admin.sees("has made this draft from outside")
        await second_admin.sees("has made this draft from outside")
        await admin.press("Open" if words == "First" else "Discard")
        await admin.sees("This is what people will get" if words == "First" else "brought back")
    await admin.press("Yes")
    await house.until("SELECT title, held_by FROM broadcasts", ("First", ADMIN))


async def test_one_that_nobody_has_opened_stands_among_the_drafts(
    house: House, admin: Person, address: str
) -> None:
    await ask(address, await outside_key(house), "POST", "/broadcasts", {"text": "Later"})
    await admin.sees("has made this draft from outside")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("All drafts")
    await admin.sees("Drafts of all admins")
    await admin.press("Later")
    await admin.sees("came from outside with the key")
    await admin.press("Open")
    await house.until("SELECT title, held_by FROM broadcasts", ("Later", ADMIN))


async def test_many_at_once_are_told_in_one_message(
    house: House, admin: Person, address: str
) -> None:
    key = await outside_key(house)
    doors = house.assembly.doors
    for number in range(5):
        await ask(address, key, "POST", "/broadcasts", {"text": f"Number {number}"})
    await admin.sees("from outside")
    await house.until(
        "SELECT value FROM engine_memory WHERE key = 'outside_told'", (str(await newest(house)),)
    )
    assert (await doors.arrivals.waiting()).count == 0


async def newest(house: House) -> int:
    [(number,)] = await house.rows("SELECT max(id) FROM broadcasts")
    return int(number)


async def test_whoever_made_a_key_sees_what_it_launches(
    house: House, admin: Person, address: str
) -> None:
    await house.subscribe(3)
    key = await make_key(admin, "send at once")
    quiet = {"text": "Behind their backs", "format": "plain", "quiet": True}
    assert await ask(address, key, "POST", "/broadcasts", quiet) == 201
    assert await ask(address, key, "POST", "/broadcasts/1/launch") == 200
    await admin.sees("🏁 Finished")


async def test_what_a_program_shows_is_said_to_be_for_one_alone(
    house: House, admin: Person, address: str
) -> None:
    key = await make_key(admin, "send at once")
    quiet = {"text": "As people get it", "format": "plain", "quiet": True}
    assert await ask(address, key, "POST", "/broadcasts", quiet) == 201
    assert await ask(address, key, "POST", "/broadcasts/1/preview") == 200
    note = words_of(await admin.sees("Nobody but you has got this"))
    assert "Shop" in note
    assert "As people get it" in (await admin.answers())[-2]
