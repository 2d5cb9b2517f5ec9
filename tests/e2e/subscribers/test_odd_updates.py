"""Updates with parts that the models refuse, or must not see, taken by the whole bot."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import App
from botapi_sandbox.control import Control
from db.subscribers.store import Subscribers
from tests.e2e.waiting import PATIENCE, ask, until

ADMIN, ANN = 5001, 7001
GROUP = -77
RICH = {"blocks": [{"type": "of_a_kind_to_come", "text": "Hello"}]}  # wherever it is read it shows
BROKEN = [{"type": "bold", "offset": "first"}]


@pytest.fixture
async def app(run_app: Any, control: Control) -> AsyncIterator[App]:
    await control.add_user(ADMIN, first_name="Boss", started=True)
    await control.add_user(ANN, first_name="Ann", started=True)
    async with run_app() as running:
        await ask(control, ADMIN, "/help", "/broadcast")
        yield running


def written(by: int, number: int, **fields: Any) -> dict[str, Any]:
    person = {"id": by, "first_name": "Ann"}
    chat, sender = {**person, "type": "private"}, {**person, "is_bot": False}
    return {"message": {"message_id": number, "date": 1, "chat": chat, "from": sender, **fields}}


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ({"text": "Good news", "entities": BROKEN}, "I could not read all of this message"),
        ({"caption": "Good news", "photo": [{}]}, "I could not read all of this message"),
        ({"a_kind_to_come": {"of": "message"}}, "I could not read all of this message"),
    ],
)
async def test_a_draft_that_cannot_be_read_is_refused_with_words(
    app: App, control: Control, draft: dict[str, Any], words: str
) -> None:
    await ask(control, ADMIN, "/broadcast", "Send me the message")
    await control.update(written(ADMIN, 9_000, **draft))
    await control.wait_for(ADMIN, words, timeout=PATIENCE)
    await ask(control, ADMIN, "This one can be read", "This is what people will get")


async def test_a_rich_message_of_a_kind_to_come_is_for_telegram_to_judge(
    app: App, control: Control
) -> None:
    await ask(control, ADMIN, "/broadcast", "Send me the message")
    await control.update(written(ADMIN, 9_000, rich_message=RICH))
    words = "Telegram does not let me show you this message"
    await control.wait_for(ADMIN, words, timeout=PATIENCE)


async def test_a_subscription_in_one_is_not_lost(app: App, control: Control) -> None:
    people = Subscribers(app.database)

    async def state_is(state: str) -> bool:
        row = await people.find(ANN)
        return row is not None and row.state == state

    quoted = {"message_id": 1, "date": 1, "rich_message": RICH}
    await control.update(written(ANN, 9_000, text="/start", reply_to_message=quoted))
    await until(lambda: state_is("active"))
    await control.update(written(ANN, 9_001, text="/stop", entities=BROKEN, gift={"no": "gift"}))
    await until(lambda: state_is("unsubscribed"))


async def test_a_group_on_an_older_server_is_greeted_and_blocked(
    app: App, control: Control
) -> None:
    """Its administrators lack the newest rights, and those who are out the date until when."""
    people = Subscribers(app.database)
    await people.subscribe(GROUP, kind="supergroup", now=1)
    me = {"id": app.me.id, "is_bot": True, "first_name": "Herald"}
    inside = {"status": "administrator", "user": me, "can_manage_chat": True}
    outside = {"status": "kicked", "user": me}

    async def become(was: dict[str, Any], now: dict[str, Any], state: str) -> None:
        chat = {"id": GROUP, "type": "supergroup", "title": "Choir"}
        sender = {"id": ANN, "is_bot": False, "first_name": "Ann"}
        news = {"chat": chat, "from": sender, "date": 1}
        await control.update(
            {"my_chat_member": {**news, "old_chat_member": was, "new_chat_member": now}}
        )

        async def is_so() -> bool:
            row = await people.find(GROUP)
            return row is not None and row.state == state

        await until(is_so)

    await become(inside, outside, "blocked")
    await become(outside, inside, "active")
