"""All kinds of messages, from bots and from people."""

from collections.abc import Callable
from typing import Any

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api

Row = Callable[..., dict[str, Any]]

URL = "https://example.com/file.bin"
SENDS: dict[str, dict[str, Any]] = {
    "sendPhoto": {"photo": URL, "caption": "c", "has_spoiler": True},
    "sendLivePhoto": {"live_photo": URL, "photo": URL, "caption": "c"},
    "sendVideo": {"video": URL, "caption": "c", "width": 10},
    "sendAnimation": {"animation": URL},
    "sendDocument": {"document": URL},
    "sendAudio": {"audio": URL, "performer": "p"},
    "sendVoice": {"voice": URL},
    "sendVideoNote": {"video_note": URL},
    "sendSticker": {"sticker": URL},
    "sendPoll": {"question": "q?", "options": [{"text": "a"}, "b"]},
    "sendLocation": {"latitude": 1.5, "longitude": 2},
    "sendVenue": {"latitude": 1, "longitude": 2, "title": "t", "address": "a"},
    "sendContact": {"phone_number": "+1", "first_name": "Bob"},
    "sendDice": {"emoji": "🎯"},
    "sendRichMessage": {"rich_message": {"html": "<h1>x</h1>"}},
}
FIELDS = {
    "sendLivePhoto": "live_photo",
    "sendVideoNote": "video_note",
    "sendRichMessage": "rich_message",
}


@pytest.mark.parametrize("method", SENDS)
async def test_each_kind_is_sent_shown_and_copied(api: Api, control: Control, method: str) -> None:
    sent = await api.ok(method, chat_id=7, **SENDS[method])
    name = FIELDS.get(method, method.removeprefix("send").lower())
    assert name in sent
    await api.ok("copyMessage", chat_id=7, from_chat_id=7, message_id=sent["message_id"])
    first, second = await control.chat(7)
    assert first[name] == sent[name]
    assert second.keys() == first.keys()


@pytest.mark.parametrize(
    "kind",
    [
        *("photo", "video", "animation", "document", "audio", "voice", "video_note", "sticker"),
        *("poll", "location", "venue", "contact", "dice", "story", "game"),
        *("checklist", "paid_media"),
    ],
)
async def test_people_send_every_kind(api: Api, control: Control, kind: str) -> None:
    said = await control.send(7, kind)
    (update,) = await api.ok("getUpdates")
    assert update["message"]["message_id"] == said.message_id
    assert kind in update["message"]


async def test_a_file_of_a_person_can_be_sent_on_and_fetched(api: Api, control: Control) -> None:
    await control.send(7, "document", file_name="plan.pdf", caption="See https://a.com")
    (update,) = await api.ok("getUpdates")
    message = update["message"]
    assert message["document"]["file_name"] == "plan.pdf"
    assert message["caption_entities"][0]["type"] == "url"
    file_id = message["document"]["file_id"]
    assert await api.ok("sendDocument", chat_id=7, document=file_id)
    assert (await api.ok("getFile", file_id=file_id))["file_path"].endswith(".pdf")


async def test_two_photos_of_a_person_differ(api: Api, control: Control) -> None:
    await control.send(7, "photo")
    await control.send(7, "photo")
    one, two = await api.ok("getUpdates")
    assert one["message"]["photo"] != two["message"]["photo"]


async def test_an_album_of_a_person_comes_in_pieces(api: Api, control: Control) -> None:
    sent = await control.album(7, ["photo", "video"], caption="both")
    updates = await api.ok("getUpdates")
    messages = [each["message"] for each in updates]
    assert [each["message_id"] for each in messages] == sent.message_ids
    assert {each["media_group_id"] for each in messages} == {sent.media_group_id}
    assert [each.get("caption") for each in messages] == ["both", None]


async def test_an_album_of_the_bot(api: Api, control: Control) -> None:
    media = [
        {"type": "photo", "media": URL, "caption": "<b>one</b>", "parse_mode": "HTML"},
        {"type": "video", "media": URL},
    ]
    one, two = await api.ok("sendMediaGroup", chat_id=7, media=media)
    assert one["media_group_id"] == two["media_group_id"]
    assert (two["message_id"] - one["message_id"], one["caption"]) == (1, "one")
    other, _rest = await api.ok("sendMediaGroup", chat_id=7, media=media)
    assert other["media_group_id"] != one["media_group_id"]


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        (["photo"], "too few messages to send as an album"),
        (["photo"] * 11, "too many messages to send as an album"),
        (["photo", "document"], "document can't be mixed with other media types"),
        (
            ["photo", "sticker"],
            "can't parse InputMedia: type \"sticker\" can't be used in sendMediaGroup",
        ),
    ],
)
async def test_bad_albums(api: Api, control: Control, kinds: list[str], text: str) -> None:
    media = [{"type": kind, "media": URL} for kind in kinds]
    assert await api.refused("sendMediaGroup", chat_id=7, media=media) == f"Bad Request: {text}"


async def test_albums_have_no_buttons(api: Api, control: Control, buttons: Row) -> None:
    media = [{"type": "photo", "media": URL}] * 2
    row = buttons({"text": "x", "callback_data": "x"})
    told = await api.refused("sendMediaGroup", chat_id=7, media=media, reply_markup=row)
    assert told.startswith("Bad Request: an album can't have a reply_markup")


async def test_what_the_bot_api_does_not_show_is_shown_to_the_control(
    api: Api, control: Control
) -> None:
    keyboard = {"keyboard": [[{"text": "Hello"}]]}
    await api.ok(
        "sendMessage", chat_id=7, text="x", disable_notification=True, reply_markup=keyboard
    )
    message = await control.last_message(7)
    assert message is not None
    assert message["sandbox"] == {"outgoing": True, "silent": True, "keyboard": keyboard}


async def test_link_previews_and_effects_are_kept(api: Api, control: Control) -> None:
    sent = await api.ok(
        "sendMessage",
        chat_id=7,
        text="x",
        link_preview_options={"is_disabled": True},
        message_effect_id="5",
    )
    assert (sent["link_preview_options"], sent["effect_id"]) == ({"is_disabled": True}, "5")


async def test_a_person_edits(api: Api, control: Control) -> None:
    said = await control.say(7, "draft")
    await control.edit(7, said.message_id, text="final #1 #done")
    _first, second = await api.ok("getUpdates")
    assert second["edited_message"]["text"] == "final #1 #done"
    assert second["edited_message"]["entities"] == [{"type": "hashtag", "offset": 9, "length": 5}]
    with pytest.raises(ControlRefused):
        await control.edit(7, 99, text="x")


async def test_votes(api: Api, control: Control) -> None:
    sent = await api.ok("sendPoll", chat_id=7, question="q", options=["a", "b"], is_anonymous=False)
    await control.vote(7, sent["message_id"], [1])
    poll, answer = await api.ok("getUpdates")
    assert [each["voter_count"] for each in poll["poll"]["options"]] == [0, 1]
    assert answer["poll_answer"]["option_ids"] == [1]
    assert answer["poll_answer"]["poll_id"] == sent["poll"]["id"]
    await api.ok("copyMessage", chat_id=7, from_chat_id=7, message_id=sent["message_id"])
    copy = await control.last_message(7)
    assert copy is not None
    assert copy["poll"]["total_voter_count"] == 0
    assert copy["poll"]["id"] != sent["poll"]["id"]


@pytest.mark.parametrize("chat", ["7", 7])
async def test_a_reply_may_name_its_own_chat(api: Api, control: Control, chat: int | str) -> None:
    """Forms make a text of the one and JSON a number of the other, as aiogram sends them."""
    said = await control.say(7, "x")
    reply = {"message_id": said.message_id, "chat_id": 7}
    sent = await api.ok("sendMessage", chat_id=chat, text="y", reply_parameters=reply)
    assert sent["reply_to_message"]["message_id"] == said.message_id


async def test_effects_are_for_private_chats(api: Api, control: Control) -> None:
    await control.add_chat(-5, "supergroup", "Team", members=[7])
    told = await api.refused("sendMessage", chat_id=-5, text="Hurrah", message_effect_id="5")
    assert told == "Bad Request: can't use message effects in the chat"


async def test_captions_of_an_album_stand_on_one_side(api: Api, control: Control) -> None:
    photo = {"type": "photo", "media": "https://pictures.example/1.jpg"}
    told = await api.refused(
        "sendMediaGroup", chat_id=7, media=[photo, photo | {"show_caption_above_media": True}]
    )
    assert "must be the same for all messages" in told
