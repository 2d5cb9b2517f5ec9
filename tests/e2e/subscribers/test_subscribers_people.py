"""What a person can do with the bot, and what is kept of it."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from bot.app import App
from botapi_sandbox.control import Control
from db.records import SubscriberRow
from db.subscribers.store import Subscribers
from tests.e2e.waiting import PATIENCE, ask, until

ANN = 7001


@pytest.fixture
async def app(run_app: Any, control: Control) -> AsyncIterator[App]:
    async with run_app() as running:
        await control.add_user(ANN, first_name="Ann", username="ann_lee")
        yield running


@pytest.fixture
def people(app: App) -> Subscribers:
    return Subscribers(app.database)


async def known(people: Subscribers, user_id: int = ANN) -> SubscriberRow:
    row = await people.find(user_id)
    assert row is not None
    return row


async def test_start_stop_and_back(people: Subscribers, control: Control) -> None:
    await ask(control, ANN, "/start spring_2-go", "Welcome, \u2068Ann\u2069!")
    row = await known(people)
    assert (row.source, row.state, row.username) == ("spring_2-go", "active", "ann_lee")
    await ask(control, ANN, "/start autumn", "you are on the list")
    await ask(control, ANN, "/stop", "You are unsubscribed")
    assert (await known(people)).state == "unsubscribed"
    await ask(control, ANN, "/stop", "nothing to stop")
    await ask(control, ANN, "/START", "Welcome back")
    row = await known(people)
    assert (row.source, row.state) == ("spring_2-go", "active")


@pytest.mark.parametrize("code", ["not a code", "x" * 65, "<b>", "claim-guessed"])
async def test_what_is_no_code_is_no_source(
    people: Subscribers, control: Control, code: str
) -> None:
    await ask(control, ANN, f"/start {code}", "Welcome, ")
    assert (await known(people)).source is None


@pytest.mark.parametrize(
    ("first_name", "shown"),
    [
        ("<b>Bob</b> & {x}", "<b>Bob</b> & {x}"),
        ("🦄🦄", "🦄🦄"),
        ("שלום עולם", "שלום עולם"),
        ("\u202emoc.live", "moc.live"),
    ],
)
async def test_any_name_stands_in_the_welcome_as_it_is(
    app: App, control: Control, first_name: str, shown: str
) -> None:
    await control.add_user(8001, first_name=first_name)
    message = await ask(control, 8001, "/start", "Welcome")
    assert message["text"].startswith(f"Welcome, \u2068{shown}\u2069! 👋")
    assert {entity["type"] for entity in message.get("entities", [])} <= {"bot_command"}


async def test_a_new_name_is_kept(app: App, people: Subscribers, control: Control) -> None:
    await ask(control, ANN, "/start", "Welcome")
    await control.add_user(ANN, first_name="Anna", username=None, started=True)
    await ask(control, ANN, "/help", "I send you news")
    row = await known(people)
    assert (row.first_name, row.username) == ("Anna", None)


async def test_blocking_and_unblocking_count_at_once(people: Subscribers, control: Control) -> None:
    await ask(control, ANN, "/start", "Welcome")
    await control.block(ANN)

    async def state_is(state: str) -> bool:
        return (await known(people)).state == state

    await until(lambda: state_is("blocked"))
    await control.unblock(ANN)
    await until(lambda: state_is("active"))


async def test_telegrams_language_until_another_is_chosen(
    run_app: Any, app: App, control: Control
) -> None:
    await control.add_user(8001, first_name="Иван", language="ru")
    await ask(control, 8001, "/start", "Добро пожаловать, ")
    asked = await ask(control, 8001, "/language", "На каком языке")
    pressed = await control.press(8001, asked["message_id"], button="English")
    assert pressed.text == "From now on I speak English with you."
    await control.wait_for(8001, "From now on I speak English with you.", timeout=PATIENCE)
    again = await control.press(8001, asked["message_id"], data="language:en")
    assert again.answered
    forged = await control.press(8001, asked["message_id"], data="language:xx")
    assert forged.text == "This button does not work any more."
    await ask(control, 8001, "/help", "I send you news")


async def test_the_chosen_language_survives_a_restart(run_app: Any, control: Control) -> None:
    await control.add_user(ANN, first_name="Ann")
    async with run_app():
        await ask(control, ANN, "/language", "Which language")
        await control.press(ANN, button="Русский")
    async with run_app():
        await ask(control, ANN, "/help", "Я присылаю новости")


async def test_all_data_can_be_deleted(people: Subscribers, control: Control) -> None:
    await ask(control, ANN, "/start", "Welcome")
    privacy = await ask(control, ANN, "/privacy", "This is stored about you")
    number = privacy["message_id"]
    await control.press(ANN, number, button="Delete my data")
    await control.wait_for(ANN, "Delete all that is stored", timeout=PATIENCE)
    await control.press(ANN, number, button="keep it")
    await control.wait_for(ANN, "Nothing was deleted", timeout=PATIENCE)
    assert (await known(people)).state == "active"
    await ask(control, ANN, "/privacy", "This is stored about you")
    await control.press(ANN, button="Delete my data")
    await control.wait_for(ANN, "Delete all that is stored", timeout=PATIENCE)
    await control.press(ANN, button="Yes, delete everything")
    await control.wait_for(ANN, "nothing about you is stored any more", timeout=PATIENCE)
    assert await people.find(ANN) is None
    await ask(control, ANN, "/start", "Welcome, ")


async def _answered_after(control: Control, number: int) -> bool:
    newest = await control.last_message(ANN)
    return newest is not None and newest["message_id"] > number


async def test_other_talk_gets_one_kind_line(app: App, control: Control) -> None:
    line = "I only send news"
    await ask(control, ANN, "How are you?", line)
    for kind in ("sticker", "voice", "poll", "dice", "story", "contact"):
        sent = await control.send(ANN, kind)
        await until(partial(_answered_after, control, sent.message_id))
    await control.album(ANN, ["photo", "photo", "photo"])
    await ask(control, ANN, "/help", "I send you news")
    answers = [one for one in await control.chat(ANN) if line in one.get("text", "")]
    assert len(answers) == 8
