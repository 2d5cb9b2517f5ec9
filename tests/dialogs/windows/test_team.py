"""The Team window, the links that it makes, and what becomes of whoever opens one."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import SendMessage, TelegramMethod

from botapi_sandbox.control import Message
from db.admins.admins import Admins
from db.schema.states import Role
from handlers.team.greeting import OpenMenu
from handlers.team.watch import TeamWatch
from tests.dialogs.conftest import ADMIN, STRANGER, House, Person, eventually, words_of

LINK = re.compile(r"https://t\.me/\w+\?start=(\S+)")
GROUP = -1_001_000_000_500
MINE = {"type": "chat", "chat_id": STRANGER}


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def open_team(person: Person) -> Message:
    await person.say("/admin")
    await person.sees("Your menu")
    await person.press("Team")
    return await person.sees("Your team")


async def invited(person: Person, role: str = "editor") -> str:
    """What a link of the window carries."""
    await open_team(person)
    await person.press(f"Invite an {role}")
    message = await person.sees("first becomes an")
    await person.sees("Open links")
    found = LINK.search(words_of(message))
    assert found is not None
    return found[1]


async def test_a_link_makes_an_editor_with_menus_and_a_welcome(
    house: House, admin: Person, stranger: Person
) -> None:
    code = await invited(admin)
    await stranger.say(f"/start {code}")
    await stranger.sees("You are an editor of this bot now")
    told = await admin.sees("has opened your link")
    assert f"\u2068Sam\u2069 ({STRANGER})" in words_of(told)

    async def has_menus() -> bool:
        shown = await house.control.commands(MINE, "")
        return "broadcast" in [command["command"] for command in shown]

    await eventually(has_menus)
    await stranger.press("Open the menu")
    menu = await stranger.sees("Your menu")
    assert "✏️ New broadcast" in labels(menu)
    assert not any("Team" in label for label in labels(menu))
    await admin.press("Refresh")
    team = await admin.sees(f"✏️ \u2068Sam\u2069 ({STRANGER}), editor")
    assert "Open links" not in words_of(team)
    assert f"👑 {ADMIN}, owner · named in the settings" in words_of(team)


async def test_whoever_opens_a_link_and_blocks_the_bot_at_once_does_not_go_unnoticed(
    house: House, admin: Person, stranger: Person
) -> None:
    """The inviter was told last, when all that is said to the newcomer had arrived."""
    code = await invited(admin)

    async def blocked(make_request: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, SendMessage) and method.chat_id == STRANGER:
            raise TelegramForbiddenError(method, "Forbidden: bot was blocked by the user")
        return await make_request(bot, method)

    house.bot.session.middleware(blocked)
    await stranger.say(f"/start {code}")
    await admin.sees("has opened your link")
    assert await house.access.role(STRANGER) is Role.EDITOR


@pytest.mark.parametrize(
    ("fate", "words"),
    [("used", "has been used"), ("revoked", "was revoked"), ("expired", "has expired")],
)
async def test_a_link_that_is_over_has_words(
    house: House, admin: Person, stranger: Person, fate: str, words: str
) -> None:
    code = await invited(admin)
    if fate == "used":
        await house.dispatcher["team"].open(code, 999)
    elif fate == "revoked":
        await admin.press("Revoke: ✏️ for an editor, until")
        window = await admin.control.last_message(admin.id)
        assert window is not None
        assert "Open links" not in words_of(window)
    else:
        async with house.database.write() as connection:
            await connection.exec_driver_sql("UPDATE invites SET expires_at = 1")
    await stranger.say(f"/start {code}")
    await stranger.sees(words)
    assert await house.access.role(STRANGER) is None


async def test_who_is_an_admin_already_leaves_the_link_to_others(
    admin: Person, second_admin: Person
) -> None:
    code = await invited(admin)
    await second_admin.say(f"/start {code}")
    await second_admin.sees("You are an owner of this bot already")
    await admin.press("Refresh")
    await admin.sees("Open links")


async def test_a_made_up_link_is_a_plain_start(house: House, stranger: Person) -> None:
    await stranger.say("/start join-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    await stranger.sees("Welcome")
    assert await house.access.role(STRANGER) is None
    assert len(await stranger.answers()) == 1


async def test_a_link_in_a_group_opens_nothing(
    house: House, admin: Person, stranger: Person
) -> None:
    code = await invited(admin)
    await house.control.add_chat(GROUP, "supergroup", "Club", members=[STRANGER])
    await house.control.say(STRANGER, f"/start {code}", chat_id=GROUP)
    await house.control.wait_for(GROUP, "it no longer works", timeout=10)
    await stranger.say(f"/start {code}")
    await stranger.sees("was revoked")
    assert await house.rows("SELECT count(*) FROM subscribers WHERE chat_id < 0") == [(0,)]


async def test_the_link_stands_in_one_message_only(house: House, admin: Person) -> None:
    code = await invited(admin)
    for stored in ("SELECT data FROM dialog_states", "SELECT code_hash FROM invites"):
        found = await house.rows(stored)
        assert found
        assert code not in str(found)


async def test_who_is_removed_can_do_nothing_more(
    house: House, admin: Person, stranger: Person
) -> None:
    await Admins(house.database).add(STRANGER, Role.EDITOR, 1, owner_elsewhere=True)
    await house.access.changed()
    await stranger.say("/admin")
    menu = await stranger.sees("Your menu")
    await open_team(admin)
    await admin.press(f"Remove {STRANGER}")
    await admin.sees("from the team?")
    await admin.press("No")
    await admin.sees("Your team")
    await admin.press(f"Remove {STRANGER}")
    await admin.sees("from the team?")
    await admin.press("Yes, remove")
    await admin.sees("Your team")
    assert await house.access.role(STRANGER) is None
    pressed = await stranger.press("New broadcast", menu["message_id"])
    assert "does not work any more" in pressed.text


async def test_an_editor_presses_what_is_for_owners(
    house: House, admin: Person, second_admin: Person
) -> None:
    """A window that was open when the role was taken."""
    await open_team(second_admin)
    house.access._owner_ids = frozenset({ADMIN})
    await Admins(house.database).add(second_admin.id, Role.EDITOR, 1, owner_elsewhere=True)
    await house.access.changed()
    pressed = await second_admin.press("Invite an owner")
    assert "does not work any more" in pressed.text
    assert await house.rows("SELECT count(*) FROM invites") == [(0,)]


async def test_an_owner_who_removes_himself_is_told_so(
    house: House, admin: Person, stranger: Person
) -> None:
    await Admins(house.database).add(STRANGER, Role.OWNER, 1, owner_elsewhere=True)
    await house.access.changed()
    await open_team(stranger)
    await stranger.press(f"Remove {STRANGER}")
    await stranger.sees("from the team?")
    await stranger.press("Yes, remove")
    await stranger.sees("You are no longer in the team")


async def test_a_draft_outlives_a_look_at_the_team(admin: Person) -> None:
    await admin.compose("Precious")
    await open_team(admin)
    await admin.press("Back")
    await admin.sees("An unfinished draft waits")
    await admin.say("/admin")
    await admin.press("Continue")
    await admin.sees("This is what people will get")


def team_watch(house: House, without_owner: Callable[[], Awaitable[None]]) -> TeamWatch:
    return TeamWatch(
        access=house.access,
        bot=house.bot,
        texts=house.dispatcher["texts"],
        locales=house.dispatcher["locales"],
        menus=house.dispatcher["menus"],
        clock=house.clock,
        without_owner=without_owner,
        look_every=1e6,
    )


async def test_what_is_changed_in_the_chat_is_told_at_once(house: House, stranger: Person) -> None:
    async def without_owner() -> None:
        """There is one by the settings."""

    watch = team_watch(house, without_owner)
    await watch.look()
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch.run_forever())
        await Admins(house.database).add(STRANGER, Role.EDITOR, 1, owner_elsewhere=True)
        await house.access.changed()
        await stranger.sees("You are an editor of this bot now")
        watching.cancel()


async def test_the_command_lines_changes_reach_the_chat(house: House, stranger: Person) -> None:
    """The welcome, the menus, and at the end a way back for somebody else."""
    house.access._owner_ids = frozenset()
    called = []

    async def without_owner() -> None:
        called.append(await house.access.claim_code())

    watch = team_watch(house, without_owner)
    await watch.look()
    await Admins(house.database).add(STRANGER, Role.OWNER, 1, owner_elsewhere=False)
    await house.access.changed()
    await watch.look()
    await stranger.sees("You are an owner of this bot now")
    assert await house.control.commands(MINE, "") != []
    await watch.look()
    assert len(await stranger.answers()) == 1
    await Admins(house.database).remove(STRANGER, owner_elsewhere=True)
    await house.access.changed()
    await watch.look()
    assert await house.control.commands(MINE, "") == []
    assert called != [None]
    assert len(called) == 1


async def test_the_menus_button_of_a_stranger_does_nothing(
    house: House,
) -> None:
    pressed = await house.control.forged_callback(STRANGER, OpenMenu().pack())
    assert "does not work any more" in pressed.text
    query = f"SELECT count(*) FROM dialog_states WHERE user_id = {STRANGER}"
    assert await house.rows(query) == [(0,)]
