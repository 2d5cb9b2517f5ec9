"""Other bots write to this one, and people write through Telegram's own."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import App
from botapi_sandbox.control import Control
from db.subscribers.store import Subscribers
from tests.e2e.waiting import PATIENCE

ANN, OTHER_BOT = 7001, 8001
GROUP, CHANNEL, LINKED = -77, -1009, -1010
ROBOT = {"id": OTHER_BOT, "is_bot": True, "first_name": "Robot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
THE_GROUP = {"id": GROUP, "type": "group", "title": "Choir"}
THE_CHANNEL = {"id": CHANNEL, "type": "channel", "title": "Town"}
THE_LINKED = {"id": LINKED, "type": "channel", "title": "Linked"}


@pytest.fixture
async def app(run_app: Any, control: Control) -> AsyncIterator[App]:
    await control.add_user(ANN, first_name="Ann", started=True)
    await control.add_user(OTHER_BOT, first_name="Robot", started=True)
    async with run_app() as running:
        await control.add_chat(GROUP, "group", "Choir", members=[ANN, OTHER_BOT])
        await control.add_chat(CHANNEL, "channel", "Town")
        await control.promote(CHANNEL)
        await control.wait_for(GROUP, "An administrator of this group")
        yield running


def written(text: str, chat: dict[str, Any], **fields: Any) -> dict[str, Any]:
    kind = "channel_post" if chat["type"] == "channel" else "message"
    return {kind: {"message_id": 900, "date": 1, "chat": chat, "text": text, **fields}}


async def answered(control: Control, chat_id: int) -> list[str]:
    return [one["text"] for one in await control.chat(chat_id) if one["sandbox"]["outgoing"]]


async def test_a_bot_was_subscribed_and_answered(app: App, control: Control) -> None:
    private = {"id": OTHER_BOT, "type": "private", "first_name": "Robot"}
    for text in ("/start", "hello", "/start again"):
        await control.update(written(text, private, **{"from": ROBOT}))
    # A person there would be answered behind all that.
    await control.update(written("/help", private, **{"from": ROBOT | {"is_bot": False}}))
    await control.wait_for(OTHER_BOT, "I send you news", timeout=PATIENCE)
    assert len(await answered(control, OTHER_BOT)) == 1
    assert await Subscribers(app.database).find(OTHER_BOT) is None


async def test_one_that_does_not_run_the_group_is_not_even_told_so(
    app: App, control: Control
) -> None:
    for text in ("/start", "/stop", "/help"):
        await control.update(written(text, THE_GROUP, **{"from": ROBOT}))
    await control.update(written("/help", THE_GROUP, **{"from": ROBOT | {"is_bot": False}}))
    await control.wait_for(GROUP, "I only talk about that in private", timeout=PATIENCE)
    assert len(await answered(control, GROUP)) == 2, "the greeting, and the answer to a person"
    assert await Subscribers(app.database).find(GROUP) is None


async def test_an_echo_in_a_channel_comes_to_an_end(
    app: App, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says /start whenever it is told something, and nobody knows that it is a bot."""
    monkeypatch.setattr("handlers.outbox.repeats.MOST", 1)
    for text, words in (
        ("/start", "The news will arrive here"),
        ("/start", "already arrives here"),
        ("/start", ""),
        ("/stop", "No more news here"),
    ):
        await control.update(written(text, THE_CHANNEL))
        await control.wait_for(CHANNEL, words, timeout=PATIENCE)
    said = await answered(control, CHANNEL)
    assert len([one for one in said if "already arrives here" in one]) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"from": ANONYMOUS, "sender_chat": THE_GROUP}, "The news will arrive here"),
        ({"from": CHANNEL_BOT, "sender_chat": THE_LINKED}, "Only the administrators"),
    ],
)
async def test_telegrams_own_stand_ins_are_no_bots(
    app: App, control: Control, fields: dict[str, Any], words: str
) -> None:
    await control.update(written("/start", THE_GROUP, **fields))
    await control.wait_for(GROUP, words, timeout=PATIENCE)


async def test_a_bot_that_runs_the_group_is_obeyed(app: App, control: Control) -> None:
    await control.promote(GROUP, user_id=OTHER_BOT)
    await control.update(written("/start", THE_GROUP, **{"from": ROBOT}))
    await control.wait_for(GROUP, "The news will arrive here")
