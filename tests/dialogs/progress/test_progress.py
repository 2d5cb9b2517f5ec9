"""Progress messages, seen from the chat."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.model.content import Content
from broadcast.model.events import (
    BroadcastPausedItself,
    SecondPoller,
    StorageFailing,
    StorageWorksAgain,
)
from db.connection.database import Database
from db.errors import StorageFault
from db.schema.states import PauseReason
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, SECOND_ADMIN, House, Person, eventually, living, words_of
from tests.dialogs.trouble import FAILURES, Trouble


async def test_progress_is_a_few_lines(house: House, admin: Person) -> None:
    await house.subscribe(200)
    progress = await admin.launch("Steady")
    await admin.sees("messages/s, about")
    lines = progress["text"].splitlines()
    assert 3 <= len(lines) <= 4  # what is 0 has no line
    assert lines[2].startswith("✅ Sent: ")
    assert lines[2].endswith(" of 200")
    await admin.cancel()
    await admin.sees("counted as skipped")


async def test_a_deleted_progress_message_comes_back_once(house: House, admin: Person) -> None:
    await house.subscribe(900)
    first = (await admin.launch("Deleted"))["message_id"]
    await admin.control.delete(ADMIN, first)
    second = await fresh(admin, after=first)
    await admin.control.delete(ADMIN, second)
    await house.until("SELECT count(*) FROM progress_messages", (1,))
    await admin.say("/status")  # and then whenever somebody asks
    third = await fresh(admin, after=second)
    await admin.control.delete(ADMIN, third)
    await house.assembly.doors.launches.cancel(1, by=editor(ADMIN))
    await admin.sees("counted as skipped")  # the report always comes
    await house.until("SELECT count(*) FROM progress_messages", (0,))


async def fresh(admin: Person, *, after: int) -> int:
    """The number of a progress message below that one."""
    found: list[int] = []

    async def is_there() -> bool:
        found[:] = [
            one["message_id"]
            for one in await admin.chat()
            if "Sending" in words_of(one) and one["message_id"] > after
        ]
        return bool(found)

    await eventually(is_there)
    return found[-1]


@pytest.mark.parametrize("words", ["MESSAGE_ID_INVALID", "message can't be edited", "odd"])
async def test_a_progress_message_that_cannot_be_edited_is_replaced_and_reported(
    house: House, admin: Person, words: str
) -> None:
    """After one odd refusal it was never edited again, and no report came."""
    await house.subscribe(400)
    first = (await admin.launch("Odd"))["message_id"]

    def refused(method: TelegramMethod[Any]) -> Exception:
        return TelegramBadRequest(method=method, message=f"Bad Request: {words}")

    Trouble(house, refused, EditMessageText)
    second = await fresh(admin, after=first)
    await admin.sees("Finished")
    assert not any("Sending" in text for text in await admin.answers())
    assert not {first, second} & {one["message_id"] for one in await admin.chat()}
    await house.until("SELECT count(*) FROM progress_messages", (0,))


@pytest.mark.parametrize("failure", ["a flood", "a server error", "the connection is lost"])
async def test_an_edit_that_fails_for_now_is_not_replaced(
    house: House, admin: Person, failure: str
) -> None:
    await house.subscribe(300)
    first = (await admin.launch("Patient"))["message_id"]
    short = dict(FAILURES) | {
        "a flood": lambda method: TelegramRetryAfter(method=method, message="", retry_after=61)
    }
    trouble = Trouble(house, short[failure], EditMessageText)
    await trouble.ends()
    report = await admin.sees("Finished")
    assert report["message_id"] == first


@pytest.mark.parametrize("failure", ["a server error", "the connection is lost"])
async def test_progress_that_could_not_be_sent_comes_later(
    house: House, admin: Person, failure: str
) -> None:
    await house.subscribe(900)
    await admin.compose("Late")
    await admin.press("Send now")
    await admin.sees("Send it to")
    trouble = Trouble(house, FAILURES[failure], SendMessage)
    await admin.press("Confirm", wait=0.3)
    await trouble.ends()
    await admin.sees("Sending")
    await admin.cancel()
    await admin.sees("counted as skipped")


async def test_progress_that_is_owed_comes_after_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(900)
        number = await house.launched("Owed")
        Trouble(house, FAILURES["a server error"], SendMessage)
        await house.board.show(number, ADMIN)
        assert await house.rows("SELECT message_id FROM progress_messages") == [(0,)]
    async with living(sandbox_url, database, control) as house:
        admin = house.person(ADMIN)
        await admin.sees("Sending")
        await admin.cancel()
        await admin.sees("counted as skipped")


async def test_status_moves_the_message_to_the_end(house: House, admin: Person) -> None:
    await house.subscribe(600)
    first = (await admin.launch("Moved"))["message_id"]
    command = await admin.say("/status")

    async def moved() -> bool:
        ids = [one["message_id"] for one in await admin.chat()]
        return first not in ids and ids[-1] > command

    await eventually(moved)
    assert await house.rows("SELECT count(*) FROM progress_messages") == [(1,)]
    await admin.cancel()
    await admin.sees("counted as skipped")


async def test_an_edit_that_is_overtaken_by_status_does_not_unmake_the_new_message(
    house: House, admin: Person
) -> None:
    """The old message was gone when its edit arrived, and the table forgot the new one for it."""
    await house.subscribe(600)
    await admin.launch("Overtaken")
    slow = SlowEdit(house)
    await slow.begun.wait()
    await admin.say("/status")

    async def moved() -> bool:
        return await house.rows("SELECT message_id FROM progress_messages") != [(slow.message_id,)]

    await eventually(moved)
    fresh_one = await house.rows("SELECT message_id FROM progress_messages")
    slow.may_end.set()
    await slow.another.wait()
    assert await house.rows("SELECT message_id FROM progress_messages") == fresh_one
    await admin.cancel()
    await admin.sees("counted as skipped")


class SlowEdit:
    """The first edit from now on is refused late: its message is gone by then."""

    def __init__(self, house: House) -> None:
        self.begun, self.may_end, self.another = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.message_id = 0
        house.bot.session.middleware(self)

    async def __call__(self, make_request: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if not isinstance(method, EditMessageText):
            return await make_request(bot, method)
        if self.begun.is_set():
            answer = await make_request(bot, method)
            self.another.set()
            return answer
        self.message_id = method.message_id or 0
        self.begun.set()
        await self.may_end.wait()
        raise TelegramBadRequest(method, "Bad Request: message to edit not found")


async def test_two_admins_watch_the_same_broadcast(
    house: House, admin: Person, second_admin: Person
) -> None:
    await house.subscribe(300)
    await admin.launch("Watched")
    await second_admin.say("/status")
    await second_admin.sees(" of 300")
    await admin.sees("Sent: 300")
    await second_admin.sees("Sent: 300")
    await house.until("SELECT count(*) FROM progress_messages", (0,))


async def test_a_restart_goes_on_with_the_message(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(300)
        progress = (await house.person(ADMIN).launch("Restarted"))["message_id"]
        await house.assembly.doors.launches.pause(1, by=editor(ADMIN))
    async with living(sandbox_url, database, control) as house:
        await house.assembly.doors.launches.resume(1, by=editor(ADMIN))
        report = await house.person(ADMIN).sees("Sent: 300")
        assert report["message_id"] == progress
        await house.until("SELECT count(*) FROM progress_messages", (0,))


async def test_what_nobody_could_be_shown_is_shown_after_the_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """A command launched it while the bot stood still, say."""
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(300)
        await house.launched("Unseen")
        assert await house.rows("SELECT count(*) FROM progress_messages") == [(0,)]
    async with living(sandbox_url, database, control) as house:
        await house.person(ADMIN).sees("Sent: 300")


async def test_a_report_that_was_not_written_before_the_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(300)
        progress = (await house.person(ADMIN).launch("Cut short"))["message_id"]
    async with database.write() as connection:  # as if it had ended in the last moment
        await connection.exec_driver_sql(
            "UPDATE runs SET state = 'cancelled', skipped = total - sent, finished_at = 9"
        )
    async with living(sandbox_url, database, control) as house:
        report = await house.person(ADMIN).sees("counted as skipped")
        assert report["message_id"] == progress
        await house.until("SELECT count(*) FROM progress_messages", (0,))


async def test_an_open_dialog_survives_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(2)
        await house.person(ADMIN).compose("Survivor")
    async with living(sandbox_url, database, control) as house:
        admin = house.person(ADMIN)
        await admin.press("Send now")
        await admin.sees("Send it to 2")
        await admin.press("Confirm")
        await admin.sees("Sent: 2")


async def test_content_that_telegram_refuses_is_told(house: House, admin: Person) -> None:
    await house.subscribe(20)
    bad = Content(message=(Call(method="sendPhoto", params={"photo": "no-such-file"}),))
    number = await house.assembly.doors.drafts.add(bad, by=editor(ADMIN))
    await house.assembly.doors.launches.launch(number, by=editor(ADMIN))
    notice = await admin.sees("paused itself")
    assert "Telegram refuses the message itself" in notice["text"]
    assert "wrong file identifier" in notice["text"]
    rows = notice["reply_markup"]["inline_keyboard"]
    labels = [one["text"] for row in rows for one in row]
    assert labels == ["▶️ Resume", "⏹ Cancel", "📊 Show progress"]
    await admin.press("Show progress", notice["message_id"])
    await admin.sees(" of 20")
    await admin.press("Cancel", notice["message_id"])
    question = await admin.sees("20 people who have not got it yet will not get it")
    assert question["message_id"] == notice["message_id"]
    await admin.press("Yes, cancel", notice["message_id"])
    done = await admin.sees("nobody else will get it")
    assert done["message_id"] == notice["message_id"]
    assert "reply_markup" not in done


async def test_who_did_not_ask_is_not_told(
    house: House, admin: Person, second_admin: Person
) -> None:
    await house.subscribe(300)
    number = await house.launched("Mine", by=ADMIN)
    await house.assembly.doors.launches.pause(number, by=editor(ADMIN))
    house.assembly.events.say(
        BroadcastPausedItself(broadcast_id=number, reason=PauseReason.FAILURES, detail=None)
    )
    await admin.sees("recipients fail")
    assert await second_admin.answers() == []


async def test_trouble_is_told_to_everyone(
    house: House, admin: Person, second_admin: Person
) -> None:
    for event, words in (
        (StorageFailing(fault=StorageFault.FULL), "The disk is full"),
        (StorageFailing(fault=StorageFault.OTHER), "The bot’s log says why"),
        (StorageWorksAgain(), "can be written again"),
        (SecondPoller(detail="terminated by other getUpdates"), "terminated by other"),
    ):
        house.assembly.events.say(event)
        await admin.sees(words)
        await second_admin.sees(words)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("token", "refused the bot’s token"),
        ("restored", "put back from a backup"),
        ("other bot", "another bot"),
    ],
)
async def test_a_pause_of_which_nobody_could_be_told_is_told_at_the_next_start(
    sandbox_url: str, database: Database, control: Control, reason: str, words: str
) -> None:
    """After a failover to a standby that lacked the last claims nobody heard why it stood still."""
    await control.add_user(ADMIN, "Ada", started=True)
    await control.add_user(SECOND_ADMIN, "Bob", started=True)
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(300)
        await house.assembly.doors.launches.pause(await house.launched("Stopped"), by=editor(ADMIN))
    async with database.write() as connection:
        await connection.exec_driver_sql(f"UPDATE runs SET pause_reason = '{reason}'")
    async with living(sandbox_url, database, control) as house:
        await house.person(ADMIN).sees(words)
