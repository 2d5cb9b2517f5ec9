"""Strangers never see that there is an admins' side; the claim link makes the first admin."""

import logging
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from botapi_sandbox.control import Control
from db.admins.admins import Admins
from db.schema.admins import dialog_states
from db.subscribers.store import Subscribers
from handlers.admin.control.runs import Action, ControlData
from handlers.frame.command_menus import ADMIN_COMMAND_KEYS
from tests.e2e.waiting import PATIENCE, ask, until

ADMIN = 5001  # as in conftest.py
EVE = 7666

TOLD = ("text", "entities", "reply_markup")  # all that a person sees of a message


@pytest.fixture
async def app(run_app: Any, control: Control) -> AsyncIterator[App]:
    async with run_app() as running:
        await control.add_user(EVE, first_name="Eve", started=True)
        await control.add_user(ADMIN, first_name="Boss", started=True)
        yield running


async def answer(control: Control, text: str, user_id: int = EVE) -> dict[str, Any]:
    """What comes back, as the person sees it."""
    message = await ask(control, user_id, text)
    return {name: message.get(name) for name in TOLD}


async def test_admin_commands_are_unknown_commands(
    app: App, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    """Each is tried by somebody else: the same answer goes to a chat only so often."""
    unknown = await answer(control, "/nonsense")
    for person, command in enumerate(ADMIN_COMMAND_KEYS, start=EVE + 1):
        await control.add_user(person, f"Eve {person}")
        with caplog.at_level(logging.WARNING, "handlers.frame.access"):
            caplog.clear()
            assert await answer(control, f"/{command}", user_id=person) == unknown
            assert await answer(control, f"/{command} 1", user_id=person) == unknown
        lines = [record.getMessage() for record in caplog.records]
        assert lines == [f"user {person}, who is no admin, tried /{command}"] * 2
    async with app.database.read() as connection:
        assert (await connection.execute(select(dialog_states))).all() == []


async def test_help_shows_admins_their_commands_and_nobody_else(app: App, control: Control) -> None:
    assert "/broadcast" not in (await answer(control, "/help"))["text"]
    assert "/broadcast" in (await answer(control, "/help", user_id=ADMIN))["text"]


async def test_privacy_does_not_promise_an_admin_too_much(app: App, control: Control) -> None:
    assert "As an admin" not in (await answer(control, "/privacy"))["text"]
    assert "As an admin" in (await answer(control, "/privacy", user_id=ADMIN))["text"]
    await control.press(ADMIN, button="Delete my data")
    await control.wait_for(ADMIN, "Delete all that", timeout=PATIENCE)
    await control.press(ADMIN, button="Yes, delete")
    await control.wait_for(ADMIN, "Only your numeric id is kept", timeout=PATIENCE)


async def test_admin_buttons_are_unknown_buttons(
    app: App, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    """Forged, replayed with an admin's own data, and below a forwarded message."""
    await answer(control, "/admin", user_id=ADMIN)
    menu = await control.last_message(ADMIN)
    assert menu is not None
    replayed = menu["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    unknown = await control.forged_callback(EVE, "made up")
    assert unknown.answered
    forged = ControlData(action=Action.CANCEL, broadcast_id=1).pack()
    foreign = menu | {"chat": {"id": EVE, "type": "private", "first_name": "Eve"}}
    for data in (forged, replayed, f"aiogd:{'x' * 50}", "\x1dnull", "ü" * 20):
        with caplog.at_level(logging.WARNING, "handlers.frame.access"):
            caplog.clear()
            assert await control.forged_callback(EVE, data) == unknown
            assert await control.forged_callback(EVE, data, message=menu) == unknown
            assert await control.forged_callback(EVE, data, message=foreign) == unknown
        lines = [record.getMessage() for record in caplog.records]
        assert lines == [f"user {EVE} pressed an unknown button: {data!r}"] * 3
    async with app.database.read() as connection:
        rows = await connection.execute(select(dialog_states.c.user_id).distinct())
        assert rows.scalars().all() == [ADMIN]


async def test_the_claim_link_of_the_log_makes_the_owner_once(
    run_app: Any, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await control.add_user(EVE, first_name="Eve", started=True)
    await control.add_user(7001, first_name="Ann")
    with caplog.at_level(logging.INFO):
        async with run_app(admin_ids="") as app:
            code = re.search(r"/start (claim-\S+)\)", caplog.text)
            assert code is not None
            await answer(control, f"/start {code[1][:-1]}")
            assert await Admins(app.database).roles() == {}
            await control.say(7001, f"/start {code[1]}")
            await control.wait_for(7001, "you are its owner", timeout=PATIENCE)
            assert await Admins(app.database).roles() == {7001: "owner"}
            assert await Subscribers(app.database).active_count() == 2
            late = await answer(control, f"/start {code[1]}")
            assert "you are on the list" in late["text"]
            assert await Admins(app.database).roles() == {7001: "owner"}
            menu = await answer(control, "/admin", user_id=7001)
            assert "Audience" in str(menu["reply_markup"])
    caplog.clear()
    with caplog.at_level(logging.INFO):
        async with run_app(admin_ids=""):
            shown = await control.commands({"type": "chat", "chat_id": 7001})
    assert "claim-" not in caplog.text
    assert "broadcast" in [command["command"] for command in shown]


async def names_in_menu(control: Control, user_id: int) -> list[str]:
    commands = await control.commands({"type": "chat", "chat_id": user_id})
    return [command["command"] for command in commands]


async def test_an_admin_who_came_after_the_start_had_no_menu(
    run_app: Any, control: Control
) -> None:
    await control.add_user(ADMIN, first_name="Boss", started=False)
    await control.add_user(EVE, first_name="Eve", started=False)
    async with run_app():
        for person in (EVE, ADMIN):
            await control.say(person, "/start")
            await control.wait_for(person, "Welcome", timeout=PATIENCE)

        async def shown() -> bool:
            return "broadcast" in await names_in_menu(control, ADMIN)

        await until(shown)
        assert await names_in_menu(control, EVE) == []


async def test_a_menu_that_cannot_be_set_costs_the_admin_no_apology(
    app: App, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await control.faults(html_502={"share": 1.0, "methods": ["setMyCommands"]})
    with caplog.at_level(logging.INFO, "handlers.frame.access"):
        assert "Welcome" in (await answer(control, "/start", user_id=ADMIN))["text"]
        await answer(control, "/help", user_id=ADMIN)  # taken after the other is through
    assert f"the commands of admin {ADMIN} are set later" in caplog.text
    assert [record for record in caplog.records if record.name == "handlers.frame.errors"] == []


async def test_who_is_admin_no_more_loses_the_menu_at_the_next_start(
    run_app: Any, control: Control
) -> None:
    await control.add_user(ADMIN, first_name="Boss", started=True)
    await control.add_user(EVE, first_name="Eve", started=True)

    async def turned() -> bool:
        names = [await names_in_menu(control, user_id) for user_id in (ADMIN, EVE)]
        return names[0] == [] and "broadcast" in names[1]

    async with run_app():
        await until(lambda: _has_menu(control, ADMIN))
    async with run_app(admin_ids=str(EVE)):
        await until(turned)


async def _has_menu(control: Control, user_id: int) -> bool:
    return "cancel" in await names_in_menu(control, user_id)


async def test_a_claim_was_not_logged_when_the_welcome_failed(
    run_app: Any, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await control.add_user(7001, first_name="Ann")
    with caplog.at_level(logging.INFO):
        async with run_app(admin_ids=""):
            code = re.search(r"/start (claim-\S+)\)", caplog.text)
            assert code is not None
            await control.faults(html_502={"next": 1})
            await control.say(7001, f"/start {code[1]}")
            await answer(control, "/help", user_id=7001)
    assert "user 7001 claimed the bot and is its owner now" in caplog.text
