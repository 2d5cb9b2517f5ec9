"""Every kind of update and every method's answer, held against the Bot API's documentation.

The check itself is the fixture `told`: it looks at what all tests here bring about. These make sure
that there is nothing which none of them brings about.
"""

import asyncio
from collections import Counter
from typing import Any

import pytest

from botapi_sandbox.api.answers import Answers, NotAsDocumented
from botapi_sandbox.content.samples import FILES, SAMPLES
from botapi_sandbox.control import Control
from botapi_sandbox.methods import METHODS
from botapi_sandbox.state.updates import MADE
from botapi_sandbox.verbs.actions.people import STATUSES
from tests.sandbox.bot_api import Api

URL = "https://example.com/a.bin"
GROUP, CHANNEL, FORUM = -100_500, -100_600, -100_700
MEDIA = ("Photo", "Video", "Animation", "Document", "Audio", "Voice", "VideoNote", "Sticker")


@pytest.fixture
async def rooms(control: Control, api: Api) -> None:
    await control.add_user(8, "Bob", last_name="Brown", language="ru", started=True)
    await control.add_chat(
        GROUP, "supergroup", "Group", members=[7, 8], bot_status="administrator", username="group"
    )
    await control.add_chat(CHANNEL, "channel", "News", bot_status="administrator")


def field_of(name: str) -> str:
    return {"VideoNote": "video_note"}.get(name, name.lower())


async def everything_sent(api: Api, chat_id: int) -> dict[str, Any]:
    """Each method that sends, once; gives the answers."""
    sent = {}
    for name in MEDIA:
        sent[name] = await api.ok(f"send{name}", chat_id=chat_id, **{field_of(name): URL})
    place = {"latitude": 55.5, "longitude": 37}
    rest: dict[str, dict[str, Any]] = {
        "Message": {"text": "<b>Bold</b> https://example.com 😀 /help", "parse_mode": "HTML"},
        "Location": place | {"live_period": 60, "horizontal_accuracy": 1.5, "heading": 90},
        "Venue": place | {"title": "Café", "address": "Long Street 1"},
        "Contact": {"phone_number": "+1", "first_name": "Ann", "vcard": "BEGIN:VCARD"},
        "Dice": {},
        "LivePhoto": {"live_photo": URL, "photo": URL, "caption": "one"},
        "RichMessage": {"rich_message": {"html": "<h1>Hi</h1><p>there <b>you</b></p>"}},
        "MediaGroup": {
            "media": [
                {"type": "photo", "media": URL, "caption": "one", "has_spoiler": True},
                {"type": "video", "media": URL, "width": 640, "height": 480, "duration": 3},
            ]
        },
    }
    for name, fields in rest.items():
        sent[name] = await api.ok(f"send{name}", chat_id=chat_id, **fields)
    return sent


async def polls(api: Api, chat_id: int) -> list[Any]:
    quiz = {"type": "quiz", "explanation": "<b>So</b> it is", "explanation_parse_mode": "HTML"}
    kinds: list[dict[str, Any]] = [
        {"is_anonymous": False, "allows_multiple_answers": True, "open_period": 600},
        quiz | {"correct_option_ids": [1], "media": {"type": "photo", "media": URL}},
        quiz | {"correct_option_ids": [0, 1], "allows_multiple_answers": True},
        {
            "description": "Choose *one*",
            "description_parse_mode": "Markdown",
            "explanation": "unused",
            "media": {"type": "location", "latitude": 1.5, "longitude": 2.5},
        },
    ]
    options = [{"text": "Tea"}, "Coffee"]
    return [
        await api.ok("sendPoll", chat_id=chat_id, question="Well?", options=options, **kind)
        for kind in kinds
    ]


async def changes(api: Api, sent: dict[str, Any], chat_id: int) -> None:
    """What can be done to messages that are there."""

    def at(message: Any) -> dict[str, Any]:
        return {"chat_id": chat_id, "message_id": message["message_id"]}

    row = [{"text": "Go", "callback_data": "go"}]
    markup = {"inline_keyboard": [row]}
    await api.ok("editMessageText", **at(sent["Message"]), text="_new_", parse_mode="Markdown")
    await api.ok("editMessageReplyMarkup", **at(sent["Message"]), reply_markup=markup)
    await api.ok("editMessageCaption", **at(sent["Photo"]), caption="new")
    media = {"type": "document", "media": URL}
    await api.ok("editMessageMedia", **at(sent["Photo"]), media=media)
    heart = [{"type": "emoji", "emoji": "❤"}]
    await api.ok("setMessageReaction", **at(sent["Message"]), reaction=heart)
    await api.ok("pinChatMessage", **at(sent["Message"]))
    await api.ok("getChat", chat_id=chat_id)
    await api.ok("unpinChatMessage", chat_id=chat_id)
    await api.ok("pinChatMessage", **at(sent["Message"]))
    await api.ok("unpinAllChatMessages", chat_id=chat_id)
    numbers = [each["message_id"] for each in (sent["Photo"], sent["Video"])]
    source = {"chat_id": chat_id, "from_chat_id": chat_id}
    await api.ok("copyMessage", **source, message_id=numbers[0])
    await api.ok("forwardMessage", **source, message_id=numbers[0])
    await api.ok("copyMessages", **source, message_ids=numbers)
    forwarded = await api.ok("forwardMessages", **source, message_ids=numbers)
    await api.ok("deleteMessage", **at(sent["Photo"]))
    gone = [each["message_id"] for each in forwarded]
    await api.ok("deleteMessages", chat_id=chat_id, message_ids=gone)


async def the_rest(api: Api, control: Control, sent: dict[str, Any]) -> None:
    """What is about the bot and its chats."""
    await api.ok("sendChatAction", chat_id=7, action="typing")
    await api.ok("sendMessageDraft", chat_id=7, draft_id=1, text="…")
    await api.ok("sendRichMessageDraft", chat_id=7, draft_id=1, rich_message={"html": "…"})
    await api.ok("getFile", file_id=sent["Document"]["document"]["file_id"])
    for user_id in (7, 8, 42, 9):
        await control.add_user(9, "Cid")
        await api.ok("getChatMember", chat_id=GROUP, user_id=user_id)
    await api.ok("getChatAdministrators", chat_id=GROUP)
    await api.ok("getChatMemberCount", chat_id=GROUP)
    await api.ok("getMe")
    await api.ok("getMyStarBalance")
    await api.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
    await api.ok("getMyCommands")
    await api.ok("deleteMyCommands")
    for name, text in (("Name", "N"), ("Description", "D"), ("ShortDescription", "S")):
        key = {"Name": "name", "Description": "description"}.get(name, "short_description")
        await api.ok(f"setMy{name}", **{key: text})
        await api.ok(f"getMy{name}")
    web_app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.com"}}
    for button in ({"type": "commands"}, web_app, {"type": "default"}):
        await api.ok("setChatMenuButton", chat_id=7, menu_button=button)
        await api.ok("getChatMenuButton", chat_id=7)
    for answer in ("decline", "approve"):
        await control.ask_to_join(9, CHANNEL)
        await api.ok(f"{answer}ChatJoinRequest", chat_id=CHANNEL, user_id=9)
    await topics(api, control)
    await api.ok("leaveChat", chat_id=GROUP)
    await api.ok("setWebhook", url="http://127.0.0.1:9/", allowed_updates=["message"])
    await asyncio.sleep(0)
    await api.ok("getWebhookInfo")
    await api.ok("deleteWebhook")
    await api.ok("logOut")
    await api.ok("close")


async def topics(api: Api, control: Control) -> None:
    await control.add_chat(
        FORUM, "supergroup", "Forum", members=[7], bot_status="administrator", forum=True
    )
    topic = await api.ok("createForumTopic", chat_id=FORUM, name="One")
    which = {"chat_id": FORUM, "message_thread_id": topic["message_thread_id"]}
    await api.ok("editForumTopic", **which, name="Another")
    for verb in ("close", "reopen", "delete"):
        await api.ok(f"{verb}ForumTopic", **which)


async def test_every_methods_answer_is_as_documented(
    api: Api, control: Control, rooms: None, told: Counter[str]
) -> None:
    """In a private chat, a supergroup and a channel."""
    for chat_id in (7, GROUP, CHANNEL):
        sent = await everything_sent(api, chat_id)
        await changes(api, sent, chat_id)
        for poll in await polls(api, chat_id):
            await api.ok("stopPoll", chat_id=chat_id, message_id=poll["message_id"])
    sent = await everything_sent(api, 7)
    async with asyncio.TaskGroup() as group:
        group.create_task(control.press(7, sent["Message"]["message_id"], data="x"))
        while not (queries := [each for each in await fetched(api) if "callback_query" in each]):
            pass
        query = queries[0]["callback_query"]
        await api.ok("answerCallbackQuery", callback_query_id=query["id"])
    await the_rest(api, control, sent)
    assert set(METHODS) - set(told) == {"getUpdates"}


async def fetched(api: Api) -> list[dict[str, Any]]:
    """What waits for the bot, held against the documentation as a whole, and confirmed."""
    updates: list[dict[str, Any]] = await api.ok("getUpdates", timeout=1)
    Answers.read().check_answer("getUpdates", updates)
    if updates:
        await api.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


async def test_every_kind_of_update_is_as_documented(
    api: Api, control: Control, rooms: None, told: Counter[str]
) -> None:
    await api.ok("getUpdates", allowed_updates=sorted(MADE))
    for user_id, chat_id in ((7, None), (8, GROUP), (8, CHANNEL)):
        for kind in (*FILES, *SAMPLES):
            await control.send(user_id, kind, chat_id=chat_id)
        said = await control.say(user_id, "one #tag", chat_id=chat_id)
        await control.say(user_id, "two", chat_id=chat_id, reply_to=said.message_id)
        await control.edit(user_id, said.message_id, text="three", chat_id=chat_id)
        await control.react(user_id, said.message_id, ["👍"], chat_id=chat_id)
        await control.album(user_id, ["photo", "video"], caption="both", chat_id=chat_id)
    for user_id, chat_id in ((7, 7), (8, GROUP)):
        (poll, *_others) = await polls(api, chat_id)
        number = poll["message_id"]
        for options in ([0, 1], [1], []):
            await control.vote(user_id, number, options, chat_id=chat_id)
        await control.press(user_id, number, data="x", chat_id=chat_id, wait=0)
    await control.forged_callback(7, "x", wait=0)
    await control.block(7)
    await control.unblock(7)
    for status in STATUSES:
        await control.promote(GROUP, status, user_id=7)
    for status in STATUSES:
        await control.promote(GROUP, status)
    await control.add_user(9, "Cid")
    await control.promote(CHANNEL)
    await control.ask_to_join(9, CHANNEL, bio="Reads everything")
    await control.add_chat(-77, "group", "Small", members=[8])
    await control.migrate(-77, -100_777)
    assert MADE - set(told) == set()
    assert len(await fetched(api)) > 50


@pytest.mark.parametrize(
    ("kind", "payload", "complaint"),
    [
        ("poll_answer", {"poll_id": "1", "option_ids": []}, "can't find field \"option_pers"),
        ("poll_answer", {"poll_id": 1, "option_ids": [], "option_persistent_ids": []}, "String"),
        ("message", {"message_id": "1", "chat": {"id": 1, "type": "group"}, "date": 1}, "Number"),
        ("message", {"message_id": 1, "chat": {"id": 1, "type": "club"}, "date": 1}, "must be one"),
        ("message", {"message_id": 1, "chat": {"id": 1, "type": "group"}, "date": 1, "x": 1}, "x"),
        ("my_chat_member", None, "nothing"),
        ("news", {}, "no update of the kind"),
    ],
)
def test_what_no_telegram_would_tell_is_seen(kind: str, payload: Any, complaint: str) -> None:
    with pytest.raises(NotAsDocumented, match=complaint):
        Answers.read().check_update(kind, payload)


@pytest.mark.parametrize("missing", ["until_date", "is_anonymous", "status"])
def test_members_are_told_apart_by_their_status(missing: str) -> None:
    user = {"id": 1, "is_bot": False, "first_name": "Ann"}
    kind = {"until_date": "kicked", "is_anonymous": "creator"}.get(missing, "member")
    fields = {"user": user, "status": kind, "until_date": 0, "is_anonymous": False}
    known = {"until_date": ("until_date",), "is_anonymous": ("is_anonymous",)}.get(missing, ())
    whole = {"user": user, "status": kind} | {name: fields[name] for name in known}
    Answers.read().check_answer("getChatMember", whole)
    whole.pop(missing)
    with pytest.raises(NotAsDocumented, match=missing):
        Answers.read().check_answer("getChatMember", whole)
