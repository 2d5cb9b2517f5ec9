"""Groups and channels: who may subscribe them, and what happens when they change."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import ChatMemberMember, ChatMemberOwner, User

from botapi_sandbox.control import Control
from db.subscribers.store import Subscribers
from tests.e2e.waiting import until

ANN, BOB = 7001, 7002
GROUP, SUPERGROUP, CHANNEL = -77, -1_001_234_567_890, -1_009_876_543_210


@pytest.fixture
async def people(run_app: Any, control: Control) -> AsyncIterator[Subscribers]:
    async with run_app() as app:
        await control.add_user(ANN, first_name="Ann")
        await control.add_user(BOB, first_name="Bob")
        yield Subscribers(app.database)


async def state(people: Subscribers, chat_id: int) -> str | None:
    row = await people.find(chat_id)
    return None if row is None else row.state


async def becomes(people: Subscribers, chat_id: int, wanted: str | None) -> None:
    async def is_so() -> bool:
        return await state(people, chat_id) == wanted

    await until(is_so)


def in_group(text: str, number: int, **fields: Any) -> dict[str, Any]:
    """An update about a message in the group, with the given sender."""
    command = {"type": "bot_command", "offset": 0, "length": len(text)}
    chat = {"id": GROUP, "type": "group", "title": "Choir"}
    message = {"message_id": number, "date": 1_700_000_000, "chat": chat, "text": text}
    return {"message": {**message, "entities": [command], **fields}}


def as_administrator(monkeypatch: pytest.MonkeyPatch, *admins: int) -> None:
    """Make the members of every group administrators, as getChatMember tells it."""

    async def get_chat_member(_bot: Bot, chat_id: int, user_id: int, **_: Any) -> Any:
        user = User(id=user_id, is_bot=False, first_name="x")
        assert chat_id == GROUP
        if user_id in admins:
            return ChatMemberOwner(user=user, is_anonymous=False)
        return ChatMemberMember(user=user)

    monkeypatch.setattr(Bot, "get_chat_member", get_chat_member)


async def test_a_group_is_its_administrators_affair(
    people: Subscribers, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_administrator(monkeypatch, ANN)
    await control.add_chat(GROUP, "group", "Choir", members=[ANN, BOB])
    await control.wait_for(GROUP, "An administrator of this group can send /start")
    await control.say(BOB, "/start", chat_id=GROUP)
    await control.wait_for(GROUP, "Only the administrators of this group")
    assert await state(people, GROUP) is None
    await control.say(ANN, "/start", chat_id=GROUP)
    await control.wait_for(GROUP, "The news will arrive here")
    row = await people.find(GROUP)
    assert row is not None
    assert (row.state, row.kind, row.first_name) == ("active", "group", "Choir")
    await control.say(ANN, "/start", chat_id=GROUP)
    await control.wait_for(GROUP, "already arrives here")
    await control.say(ANN, "/stop", chat_id=GROUP)
    await control.wait_for(GROUP, "No more news here")
    assert await state(people, GROUP) == "unsubscribed"
    await control.say(BOB, "/privacy", chat_id=GROUP)
    await control.wait_for(GROUP, "I only talk about that in private")


async def test_talk_and_admin_commands_in_a_group_get_no_answer(
    people: Subscribers, control: Control
) -> None:
    await control.add_chat(GROUP, "group", "Choir", members=[ANN])
    await control.wait_for(GROUP, "An administrator of this group")
    for text in ("hello", "/admin", "/status", "/nonsense"):
        await control.say(ANN, text, chat_id=GROUP)
    await control.say(ANN, "/help", chat_id=GROUP)
    await control.wait_for(GROUP, "I only talk about that in private")
    answers = [one for one in await control.chat(GROUP) if one["sandbox"]["outgoing"]]
    assert len(answers) == 2


async def test_an_anonymous_administrator_counts_and_a_linked_channel_does_not(
    people: Subscribers, control: Control
) -> None:
    await control.add_chat(GROUP, "group", "Choir", members=[ANN])
    anonymous = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}
    channel = {"id": CHANNEL, "type": "channel", "title": "News"}
    group = {"id": GROUP, "type": "group", "title": "Choir"}
    linked = in_group("/start", 9001, **{"from": anonymous}, sender_chat=channel)
    await control.update(linked)
    await control.wait_for(GROUP, "Only the administrators of this group")
    assert await state(people, GROUP) is None
    await control.update(in_group("/start", 9002, **{"from": anonymous}, sender_chat=group))
    await control.wait_for(GROUP, "The news will arrive here")
    assert await state(people, GROUP) == "active"


async def test_removed_and_added_again(
    people: Subscribers, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_administrator(monkeypatch, ANN)
    await control.add_chat(GROUP, "group", "Choir", members=[ANN])
    await control.say(ANN, "/start", chat_id=GROUP)
    await becomes(people, GROUP, "active")
    await control.kick(GROUP)
    await becomes(people, GROUP, "blocked")
    await control.promote(GROUP, "member")
    await becomes(people, GROUP, "active")


async def test_a_group_that_becomes_a_supergroup_is_the_same_subscriber(
    people: Subscribers, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_administrator(monkeypatch, ANN)
    await control.add_chat(GROUP, "group", "Choir", members=[ANN])
    await control.say(ANN, "/start", chat_id=GROUP)
    await becomes(people, GROUP, "active")
    before = await people.find(GROUP)
    await control.migrate(GROUP, SUPERGROUP)
    await becomes(people, SUPERGROUP, "active")
    after = await people.find(SUPERGROUP)
    assert await people.find(GROUP) is None
    assert before is not None
    assert after is not None
    assert after.id == before.id


async def test_a_channel_is_subscribed_by_a_post(people: Subscribers, control: Control) -> None:
    await control.add_chat(CHANNEL, "channel", "News", members=[ANN], bot_status="administrator")
    await control.say(ANN, "/start", chat_id=CHANNEL)
    await control.wait_for(CHANNEL, "The news will arrive here")
    row = await people.find(CHANNEL)
    assert row is not None
    assert (row.state, row.kind, row.first_name) == ("active", "channel", "News")
    await control.say(ANN, "/stop", chat_id=CHANNEL)
    await control.wait_for(CHANNEL, "No more news here")
    await control.say(ANN, "/start", chat_id=CHANNEL)
    await becomes(people, CHANNEL, "active")
    await control.kick(CHANNEL)
    await becomes(people, CHANNEL, "blocked")
