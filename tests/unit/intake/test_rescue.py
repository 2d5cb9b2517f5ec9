"""What is done for the list with an update that is too dangerous to be handled."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetChatMember
from aiogram.types import ChatMemberMember, ChatMemberOwner, User

from bot.decoding.essentials import essentials_of
from bot.intake.rescue import Rescue
from db.connection.database import Database
from db.subscribers.store import Subscribed, Subscribers
from runtime.clock import SystemClock

ANN = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "de"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ann", "username": "ann_lee"}
GROUP: dict[str, Any] = {"id": -1007, "type": "supergroup", "title": "Neighbours"}
CHANNEL = {"id": -1008, "type": "channel", "title": "Town"}
OWNER = 7


class Telegram(Bot):
    """Knows who owns the group, while it answers."""

    def __init__(self) -> None:
        super().__init__("42:token")
        self.answers = True

    async def get_chat_member(
        self, chat_id: Any, user_id: int, request_timeout: int | None = None
    ) -> Any:
        if not self.answers:
            raise TelegramNetworkError(GetChatMember(chat_id=chat_id, user_id=user_id), "gone")
        user = User(id=user_id, is_bot=False, first_name="X")
        if user_id == OWNER:
            return ChatMemberOwner(user=user, is_anonymous=False)
        return ChatMemberMember(user=user)


@pytest.fixture
def people(database: Database) -> Subscribers:
    return Subscribers(database)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def rescue(people: Subscribers, telegram: Telegram) -> Rescue:
    return Rescue(people, telegram, "herald_bot", SystemClock())


def said(text: str, chat: dict[str, Any], **fields: Any) -> dict[str, Any]:
    kind = "channel_post" if chat["type"] == "channel" else "message"
    sender = {} if chat["type"] == "channel" else {"from": ANN}
    return {kind: {"message_id": 1, "date": 1, "chat": chat, "text": text} | sender | fields}


async def state_of(people: Subscribers, chat_id: int) -> str | None:
    row = await people.find(chat_id)
    return None if row is None else row.state


async def test_a_start_and_what_it_says_of_the_person(rescue: Rescue, people: Subscribers) -> None:
    await rescue(essentials_of(said("/start spring", PRIVATE), 1))
    row = await people.find(7)
    assert row is not None
    assert (row.state, row.first_name, row.username) == ("active", "Ann", "ann_lee")
    assert (row.source, row.language_code, row.kind) == ("spring", "de", "private")
    await rescue(essentials_of(said("/STOP", PRIVATE), 2))
    assert await state_of(people, 7) == "unsubscribed"


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (said("/start", CHANNEL), "active"),
        (said("/start", GROUP), "active"),
        (said("/start@Herald_Bot", GROUP), "active"),
        (said("/start@another_bot", GROUP), None),
        (said("/start", GROUP, **{"from": ANN | {"id": 8}}), None),
        (said("/start", GROUP, sender_chat=GROUP, **{"from": ANN | {"id": 1087968824}}), "active"),
        (said("/start", GROUP, sender_chat=CHANNEL), None),
        (said("/start", PRIVATE, **{"from": ANN | {"is_bot": True}}), None),
        (said("hello /start", PRIVATE), None),
        ({"edited_message": said("/start", PRIVATE)["message"]}, None),
    ],
)
async def test_whose_word_counts(
    rescue: Rescue, people: Subscribers, raw: dict[str, Any], state: str | None
) -> None:
    essentials = essentials_of(raw, 1)
    await rescue(essentials)
    assert essentials.place is not None
    assert await state_of(people, essentials.place.id) == state


async def test_who_runs_the_group_cannot_be_asked(
    rescue: Rescue, people: Subscribers, telegram: Telegram
) -> None:
    telegram.answers = False
    await rescue(essentials_of(said("/start", GROUP), 1))
    assert await state_of(people, GROUP["id"]) is None


async def test_a_claim_code_is_no_source(rescue: Rescue, people: Subscribers) -> None:
    await rescue(essentials_of(said("/start claim-secret", PRIVATE), 1))
    row = await people.find(7)
    assert row is not None
    assert row.source is None


async def test_being_blocked_let_in_and_moved(rescue: Rescue, people: Subscribers) -> None:
    await people.subscribe(-5, kind="group", now=1)

    def turned(was: str, now: str) -> dict[str, Any]:
        members = {"old_chat_member": {"status": was}, "new_chat_member": {"status": now}}
        return {"my_chat_member": {"chat": {"id": -5, "type": "group"}, **members}}

    await rescue(essentials_of(turned("member", "kicked"), 1))
    assert await state_of(people, -5) == "blocked"
    await rescue(essentials_of(turned("kicked", "member"), 2))
    assert await state_of(people, -5) == "active"
    moved = said("", {"id": -5, "type": "group", "title": "x"}, migrate_to_chat_id=-1005)
    await rescue(essentials_of(moved, 3))
    assert await state_of(people, -5) is None
    assert await state_of(people, -1005) == "active"


async def test_a_topic_is_kept_and_what_nobody_wrote_is_not(
    rescue: Rescue, people: Subscribers
) -> None:
    topic = {"message_thread_id": 5, "is_topic_message": True}
    for number, (chat, fields) in enumerate(
        [
            (GROUP | {"is_direct_messages": True}, {}),
            (GROUP, {"is_automatic_forward": True}),
        ],
        start=1,
    ):
        await rescue(essentials_of(said("/start", chat, **fields), number))
        assert await people.find(GROUP["id"]) is None
    await rescue(essentials_of(said("/start", GROUP, **topic), 3))
    assert await people.subscribe(GROUP["id"], now=1, thread_id=5) is Subscribed.ALREADY
    await rescue(essentials_of(said("/start", GROUP, message_thread_id=6), 4))
    assert await people.subscribe(GROUP["id"], now=1) is Subscribed.ALREADY
