"""Topics: of a forum, of a channel's direct messages, and of an admin's own chat."""

from collections.abc import Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetChatAdministrators, GetChatMember
from aiogram.types import ChatMemberMember, ChatMemberOwner, User

from botapi.call import PreparedCall
from db.admins.progress_messages import ProgressMessages
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, House, Person

ANN, BOB = 7001, 7002
FORUM = -1_001_234_567_890
TOPIC, OTHER_TOPIC = 77, 78
NUMBERS = iter(range(50_000, 60_000))

Sent = list[tuple[int, int | None]]  # chat and topic


@pytest.fixture
def answered(house: House) -> Sent:
    """What the bot's handlers send, by chat and topic."""
    sent: Sent = []

    async def note(call: Any, bot: Bot, method: Any) -> Any:
        if type(method).__name__ == "SendMessage":
            sent.append((method.chat_id, method.message_thread_id))
        return await call(bot, method)

    middleware: Any = note
    house.bot.session.middleware(middleware)
    return sent


@pytest.fixture
def broadcast_to(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """What the engine sends, previews too, by chat and topic."""
    sent: Sent = []
    body = PreparedCall.body

    def noted(call: PreparedCall, chat_id: int, **how: Any) -> bytes:
        sent.append((chat_id, how.get("thread_id")))
        made = body(call, chat_id, **how)
        topic = how.get("thread_id")
        assert (b'"message_thread_id":%d' % topic in made) if topic else b"thread" not in made
        return made

    monkeypatch.setattr(PreparedCall, "body", noted)
    return sent


@pytest.fixture
def ann_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def get_chat_member(_: Bot, chat_id: int, user_id: int, **__: Any) -> Any:
        user = User(id=user_id, is_bot=False, first_name="x")
        if user_id == ANN:
            return ChatMemberOwner(user=user, is_anonymous=False)
        return ChatMemberMember(user=user)

    monkeypatch.setattr(Bot, "get_chat_member", get_chat_member)


def said(text: str, user_id: int = ANN, *, chat: dict[str, Any] | None = None, **more: Any) -> Any:
    command = {"type": "bot_command", "offset": 0, "length": len(text)}
    forum = {"id": FORUM, "type": "supergroup", "title": "Choir", "is_forum": True}
    sender = {"id": user_id, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": next(NUMBERS), "date": 1_700_000_000, "text": text}
    return {
        "message": {
            **message,
            "from": sender,
            "chat": chat or forum,
            "entities": [command],
            **more,
        }
    }


def in_topic(number: int) -> dict[str, Any]:
    return {"message_thread_id": number, "is_topic_message": True}


async def forum(house: House) -> None:
    await house.control.add_user(ANN, "Ann")
    await house.control.add_chat(FORUM, "supergroup", "Choir", members=[ANN, BOB])
    await house.control.wait_for(FORUM, "An administrator of this group can send")


async def test_a_start_in_a_topic_sent_the_news_to_another(
    house: House, answered: Sent, broadcast_to: Sent, ann_runs_it: None
) -> None:
    """They came into the general topic, or nowhere where that is closed."""
    await forum(house)
    await house.control.update(said("/start", **in_topic(TOPIC)))
    await house.control.wait_for(FORUM, "The news will arrive here")
    assert answered[-1] == (FORUM, TOPIC)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    assert broadcast_to == [(FORUM, TOPIC)]
    await house.control.update(said("/start", **in_topic(OTHER_TOPIC)))
    await house.control.wait_for(FORUM, "will arrive in this topic")
    await house.control.update(said("/start", **in_topic(OTHER_TOPIC)))
    await house.control.wait_for(FORUM, "already arrives here")
    await house.until("SELECT thread_id FROM subscribers", (OTHER_TOPIC,))
    # The general topic has no number, and an answer to a message is no topic.
    await house.control.update(said("/start", message_thread_id=5))
    await house.until("SELECT thread_id FROM subscribers", (None,))


async def test_a_post_that_telegram_forwards_into_the_discussion_group(
    house: House, answered: Sent
) -> None:
    """The group was told that only its administrators can do that."""
    await forum(house)
    channel = {"id": -1_009, "type": "channel", "title": "News"}
    forwarded = said("/start", sender_chat=channel, is_automatic_forward=True)
    await house.control.update(forwarded)
    await house.control.update(said("/help"))
    await house.control.wait_for(FORUM, "I only talk about that in private")
    assert len(answered) == 2  # when it was added, and now
    assert await Subscribers(house.database).find(FORUM) is None


async def test_the_direct_messages_of_a_channel_promise_nothing(
    house: House, answered: Sent
) -> None:
    await forum(house)
    direct = {"id": FORUM, "type": "supergroup", "title": "News", "is_direct_messages": True}
    topic = {"topic_id": 5, "user": {"id": ANN, "is_bot": False, "first_name": "Ann"}}
    await house.control.update(said("/start", chat=direct, direct_messages_topic=topic))
    await house.control.wait_for(FORUM, "cannot send news into a channel’s direct messages")
    assert await Subscribers(house.database).find(FORUM) is None


def hidden(method: Callable[..., Any], **fields: Any) -> TelegramBadRequest:
    words = "Bad Request: member list is inaccessible"
    return TelegramBadRequest(method(chat_id=FORUM, **fields), words)


async def test_a_group_that_hides_its_members(
    house: House, answered: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner got "something went wrong"; its administrators are often told all the same."""
    told = False

    async def get_chat_member(_: Bot, __: int, user_id: int, **___: Any) -> Any:
        raise hidden(GetChatMember, user_id=user_id)

    async def get_chat_administrators(*_: Any, **__: Any) -> Any:
        if not told:
            raise hidden(GetChatAdministrators)
        ann = User(id=ANN, is_bot=False, first_name="Ann")
        return [ChatMemberOwner(user=ann, is_anonymous=False)]

    monkeypatch.setattr(Bot, "get_chat_member", get_chat_member)
    monkeypatch.setattr(Bot, "get_chat_administrators", get_chat_administrators)
    await forum(house)
    await house.control.update(said("/start"))
    await house.control.wait_for(FORUM, "Make me an administrator")
    told = True
    await house.control.update(said("/start", BOB))
    await house.control.wait_for(FORUM, "Only the administrators of this group")
    await house.control.update(said("/start"))
    await house.control.wait_for(FORUM, "The news will arrive here")


def typed(text: str, *, command: bool = False, **more: Any) -> dict[str, Any]:
    """The admin writes in a topic of the private chat (Bot API 9.3)."""
    message = said(text, ADMIN, chat={"id": ADMIN, "type": "private", "first_name": "Ada"}, **more)
    if not command:
        message["message"]["entities"] = []
    message["message"].update(in_topic(TOPIC))
    return dict(message)


async def test_an_admin_in_a_topic_saw_the_preview_somewhere_else(
    house: House, admin: Person, answered: Sent, broadcast_to: Sent
) -> None:
    """The window came into the topic, the preview and the progress into the chat's general one."""
    await house.subscribe(1)
    await house.control.update(typed("/broadcast", command=True))
    await admin.sees("Send me the message")
    await house.control.update(typed("Good news"))
    await admin.sees("This is what people will get")
    assert broadcast_to == [(ADMIN, TOPIC)]
    assert answered == [(ADMIN, TOPIC)] * 2
    number = await house.launched("Another")
    await house.until("SELECT state FROM runs", ("finished",))
    await house.control.update(typed("/status", command=True))
    await admin.sees("Sent: 1 of 1")
    assert answered[-1] == (ADMIN, TOPIC)
    await house.board.show(number, ADMIN)
    assert answered[-1:] == [(ADMIN, None)]


async def test_the_topic_of_a_progress_message_is_kept(house: House, admin: Person) -> None:
    await house.subscribe(300)
    number = await house.launched("Good news")
    await house.board.show(number, ADMIN, thread_id=TOPIC)
    assert await house.rows("SELECT thread_id FROM progress_messages") == [(TOPIC,)]
    [message] = await ProgressMessages(house.database).every()
    assert message.thread_id == TOPIC
    await house.assembly.doors.launches.cancel(number, by=editor(ADMIN))


async def test_progress_whose_topic_is_gone_comes_into_the_chat(
    house: House, admin: Person, answered: Sent
) -> None:
    refuse = True

    async def no_such_topic(call: Any, bot: Bot, method: Any) -> Any:
        if refuse and getattr(method, "message_thread_id", None) == TOPIC:
            raise TelegramBadRequest(method, "Bad Request: message thread not found")
        return await call(bot, method)

    middleware: Any = no_such_topic
    house.bot.session.middleware(middleware)
    await house.subscribe(1)
    number = await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    await house.board.show(number, ADMIN, thread_id=TOPIC)
    assert answered == [(ADMIN, TOPIC), (ADMIN, None)]
    await admin.sees("Sent: 1 of 1")
