"""When something fails, the person hears it kindly and the bot lives on."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import App
from botapi_sandbox.control import Control
from db.errors import DatabaseTrouble
from db.subscribers.store import Subscribers
from tests.e2e.waiting import PATIENCE, until

ANN = 7001
SORRY = "Sorry, something went wrong here."


@pytest.fixture
async def app(run_app: Any, control: Control) -> AsyncIterator[App]:
    async with run_app() as running:
        await control.add_user(ANN, first_name="Ann", started=True)
        yield running


def failing(monkeypatch: pytest.MonkeyPatch, method: str, error: Exception) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(Subscribers, method, fail)


async def test_a_bug_costs_an_apology_and_a_trace(
    app: App,
    control: Control,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing(monkeypatch, "subscribe", RuntimeError("a bug"))
    await control.say(ANN, "/start")
    await control.wait_for(ANN, SORRY, timeout=PATIENCE)
    trace = [record for record in caplog.records if record.name == "handlers.frame.errors"]
    assert [record.levelno for record in trace] == [logging.ERROR]
    assert "a bug" in caplog.text
    await control.say(ANN, "/help")
    await control.wait_for(ANN, "I send you news", timeout=PATIENCE)


async def test_the_apology_is_in_the_persons_language(
    app: App, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    await control.add_user(8001, first_name="Иван", language="ru")
    failing(monkeypatch, "subscribe", RuntimeError("a bug"))
    await control.say(8001, "/start")
    await control.wait_for(8001, "Извините, что-то пошло не так.", timeout=PATIENCE)


async def test_a_failing_button_says_so_on_the_button(
    app: App, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "erase", RuntimeError("a bug"))
    await control.say(ANN, "/privacy")
    await control.wait_for(ANN, "This is stored about you", timeout=PATIENCE)
    pressed = await control.press(ANN, data="privacy:delete")
    assert pressed.text.startswith(SORRY)
    assert pressed.alert


async def test_a_database_that_cannot_write_has_its_own_words(
    app: App,
    control: Control,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing(monkeypatch, "subscribe", DatabaseTrouble("database or disk is full"))
    await control.say(ANN, "/start")
    await control.wait_for(ANN, "I could not save that just now.", timeout=PATIENCE)
    assert "Traceback" not in caplog.text


async def test_a_gateways_html_page_is_no_bug(
    app: App, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await control.faults(html_502={"next": 1})
    await control.say(ANN, "/help")

    async def logged() -> bool:
        return any(record.name == "handlers.outbox.reply" for record in caplog.records)

    await until(logged)
    records = [record for record in caplog.records if record.name == "handlers.outbox.reply"]
    assert [record.levelno for record in records] == [logging.WARNING]
    assert "<html>" not in caplog.text
    assert "Traceback" not in caplog.text
    await control.say(ANN, "/help")
    await control.wait_for(ANN, "I send you news", timeout=PATIENCE)


async def test_an_apology_that_fails_is_no_second_error(
    app: App,
    control: Control,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing(monkeypatch, "subscribe", DatabaseTrouble("database or disk is full"))
    await control.faults(html_502={"next": 1})
    await control.say(ANN, "/start")
    await control.say(ANN, "/help")  # taken after the other is through
    await control.wait_for(ANN, "I send you news", timeout=PATIENCE)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def crowd_in(people: Subscribers, chat_ids: range, first_name: str) -> None:
    for chat_id in chat_ids:
        await people.subscribe(chat_id, first_name=first_name, now=1)


async def test_a_full_disk_has_the_same_words_and_is_no_end(app: App, control: Control) -> None:
    people = Subscribers(app.database)
    async with app.database.write() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    for size in (1_000, 1):  # large rows first, then what fits between them
        with pytest.raises(DatabaseTrouble, match="full"):
            await crowd_in(people, range(size * 1_000, size * 1_000 + 10_000), "x" * size)
    await control.say(ANN, "/start")
    await control.wait_for(ANN, "I could not save that just now.", timeout=PATIENCE)
    await control.say(ANN, "/help")
    await control.wait_for(ANN, "I send you news", timeout=PATIENCE)
    async with app.database.write() as connection:
        await connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    await control.say(ANN, "/start")
    await control.wait_for(ANN, "Welcome, ", timeout=PATIENCE)


async def test_a_broken_table_still_gets_an_answer_in_telegrams_language(
    app: App, control: Control
) -> None:
    await control.add_user(8001, first_name="Иван", language="ru")
    async with app.database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE subscribers RENAME TO hidden")
    await control.say(8001, "/start")
    await control.wait_for(8001, "Сейчас не получилось это сохранить.", timeout=PATIENCE)
    await control.say(8001, "/help")
    await control.wait_for(8001, "Я присылаю новости", timeout=PATIENCE)


async def test_who_blocks_before_the_answer_is_no_error(
    app: App, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    """The command is still on its way when its sender blocks the bot."""
    await control.block(ANN)
    user = {"id": ANN, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    message = {
        "message_id": 9001,
        "date": 1_700_000_000,
        "chat": {"id": ANN, "type": "private", "first_name": "Ann"},
        "from": user,
        "text": "/start",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    await control.update({"message": message})
    people = Subscribers(app.database)

    async def subscribed() -> bool:
        return await people.find(ANN) is not None

    await until(subscribed)
    await control.add_user(8001, first_name="Bob")
    await control.say(8001, "/help")
    await control.wait_for(8001, "I send you news", timeout=PATIENCE)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_many_at_once_are_all_answered(app: App, control: Control) -> None:
    people = Subscribers(app.database)
    await control.limits(per_second=None)
    await control.add_users(60)
    await control.everyone_says("/start", first_id=1_000_001, count=60)

    async def all_answered() -> bool:
        return not await control.missed("Welcome", 1_000_001, 60)

    await until(all_answered)
    assert await people.active_count() == 60
    assert (await control.counts("Welcome")).duplicates == []
