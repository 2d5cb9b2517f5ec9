"""Forums: their topics, what is sent into them, and what people write there."""

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api

FORUM, PLAIN, ANN = -1001, -1002, 7


@pytest.fixture(autouse=True)
async def forum(api: Api, control: Control) -> None:
    await api.ok("getMe")
    await control.add_user(ANN, "Ann", started=True)
    await control.add_chat(
        FORUM, "supergroup", "Desk", members=[ANN], bot_status="administrator", forum=True
    )
    await control.add_chat(PLAIN, "supergroup", "Club", bot_status="administrator")
    added = await api.ok("getUpdates")
    await api.ok("getUpdates", offset=added[-1]["update_id"] + 1)


async def made(api: Api, name: str = "Joe") -> int:
    topic = await api.ok("createForumTopic", chat_id=FORUM, name=name)
    assert topic["name"] == name
    return int(topic["message_thread_id"])


async def test_what_is_sent_into_a_topic_stands_there(api: Api, control: Control) -> None:
    topic = await made(api)
    sent = await api.ok("sendMessage", chat_id=FORUM, message_thread_id=topic, text="Hi")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    assert sent["chat"]["is_forum"] is True
    source = await control.say(ANN, "Read this")
    copy = await api.ok(
        "copyMessage",
        chat_id=FORUM,
        message_thread_id=topic,
        from_chat_id=ANN,
        message_id=source.message_id,
    )
    copied = await control.last_message(FORUM)
    assert copied is not None
    assert (copied["message_id"], copied["message_thread_id"]) == (copy["message_id"], topic)
    general = await api.ok("sendMessage", chat_id=FORUM, text="To all")
    assert "is_topic_message" not in general


async def test_an_answer_stands_where_the_message_does(api: Api, control: Control) -> None:
    topic = await made(api)
    await api.ok("getUpdates", offset=-1)
    asked = [
        await api.ok("sendMessage", chat_id=FORUM, text="Hi", **where)
        for where in ({"message_thread_id": topic}, {})
    ]
    for one in asked:
        await control.say(ANN, "Hello", chat_id=FORUM, reply_to=one["message_id"])
    heard = [update["message"] for update in await api.ok("getUpdates")]
    assert [one.get("message_thread_id") for one in heard[-2:]] == [topic, None]


async def test_the_bot_hears_where_somebody_wrote(api: Api, control: Control) -> None:
    topic = await made(api)
    await api.ok("getUpdates", offset=-1)
    await control.say(ANN, "In the topic", chat_id=FORUM, topic=topic)
    await control.send(ANN, "sticker", chat_id=FORUM, topic=topic)
    await control.album(ANN, ["photo", "photo"], chat_id=FORUM, topic=topic)
    await control.say(ANN, "In general", chat_id=FORUM)
    heard = [update["message"] for update in await api.ok("getUpdates")]
    assert [one.get("message_thread_id") for one in heard[-5:]] == [topic] * 4 + [None]
    with pytest.raises(ControlRefused, match="nobody can write in a topic 999"):
        await control.say(ANN, "Nowhere", chat_id=FORUM, topic=999)


async def test_topics_that_are_not_there_are_refused(api: Api) -> None:
    topic = await made(api)
    into = {"chat_id": FORUM, "message_thread_id": topic, "text": "Hi"}
    await api.ok("sendMessage", **into)
    await api.ok("deleteForumTopic", chat_id=FORUM, message_thread_id=topic)
    gone = "Bad Request: message thread not found"
    assert await api.refused("sendMessage", **into) == gone
    for method in ("editForumTopic", "closeForumTopic", "reopenForumTopic", "deleteForumTopic"):
        assert await api.refused(method, chat_id=FORUM, message_thread_id=topic) == gone
    refused = await api.refused("createForumTopic", chat_id=PLAIN, name="Joe")
    assert refused == "Bad Request: the chat is not a forum"
    refused = await api.refused("createForumTopic", chat_id=FORUM, name="  ")
    assert refused == "Bad Request: topic name must be non-empty"


async def test_only_administrators_change_topics_and_write_in_closed_ones(
    api: Api, control: Control
) -> None:
    topic = await made(api)
    about = {"chat_id": FORUM, "message_thread_id": topic}
    await api.ok("editForumTopic", **about, name="Joseph")
    await api.ok("closeForumTopic", **about)
    assert await api.refused("closeForumTopic", **about) == "Bad Request: TOPIC_NOT_MODIFIED"
    await api.ok("sendMessage", **about, text="The administrators' word")
    with pytest.raises(ControlRefused):
        await control.say(ANN, "Hello?", chat_id=FORUM, topic=topic)
    await control.promote(FORUM, "member")
    assert await api.refused("sendMessage", **about, text="Hi") == "Bad Request: TOPIC_CLOSED"
    refused = await api.refused("createForumTopic", chat_id=FORUM, name="Joe")
    assert refused == "Bad Request: not enough rights to create a topic"
    await control.promote(FORUM)
    await api.ok("reopenForumTopic", **about)
    await control.say(ANN, "Hello!", chat_id=FORUM, topic=topic)


async def test_only_supergroups_are_forums(control: Control) -> None:
    with pytest.raises(ControlRefused, match="only supergroups have topics"):
        await control.add_chat(None, "channel", "News", forum=True)
