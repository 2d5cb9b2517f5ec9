"""Edits, deletions, copies, forwards."""

from collections.abc import Callable
from typing import Any

import pytest

from botapi_sandbox.control import Control
from botapi_sandbox.methods.messages.edits import NOT_MODIFIED
from tests.sandbox.bot_api import Api

Row = Callable[..., dict[str, Any]]
DAY = 86_400


async def sent(api: Api, text: str = "old", **more: Any) -> int:
    return int((await api.ok("sendMessage", chat_id=7, text=text, **more))["message_id"])


async def test_an_edit_changes_text_and_takes_the_buttons_away(
    api: Api, control: Control, buttons: Row
) -> None:
    row = buttons({"text": "x", "callback_data": "x"})
    number = await sent(api, reply_markup=row)
    edited = await api.ok(
        "editMessageText", chat_id=7, message_id=number, text="<b>new</b>", parse_mode="HTML"
    )
    assert (edited["text"], "edit_date" in edited, "reply_markup" in edited) == ("new", True, False)
    shown = await control.last_message(7)
    assert shown is not None
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


async def test_the_same_again_is_not_modified(api: Api, control: Control, buttons: Row) -> None:
    row = buttons({"text": "x", "callback_data": "x"})
    number = await sent(api, reply_markup=row)
    same = {"chat_id": 7, "message_id": number, "text": "old", "reply_markup": row}
    assert await api.refused("editMessageText", **same) == f"Bad Request: {NOT_MODIFIED}"
    assert await api.ok("editMessageText", **(same | {"text": "new"}))


async def test_buttons_alone(api: Api, control: Control, buttons: Row) -> None:
    number = await sent(api)
    row = buttons({"text": "x", "callback_data": "x"})
    place = {"chat_id": 7, "message_id": number}
    edited = await api.ok("editMessageReplyMarkup", **place, reply_markup=row)
    assert edited["reply_markup"] == row
    assert "edit_date" not in edited
    told = await api.refused("editMessageReplyMarkup", **place, reply_markup=row)
    assert told == f"Bad Request: {NOT_MODIFIED}"
    assert "reply_markup" not in await api.ok("editMessageReplyMarkup", **place)


async def test_what_cannot_be_edited(api: Api, control: Control) -> None:
    said = await control.say(7, "mine")
    photo = await api.ok("sendPhoto", chat_id=7, photo="https://a.com/x.jpg", caption="one")
    number = await sent(api)

    async def told(message_id: int, method: str = "editMessageText", **what: str) -> str:
        return await api.refused(method, chat_id=7, message_id=message_id, **what)

    assert await told(999, text="x") == "Bad Request: message to edit not found"
    assert await told(said.message_id, text="x") == "Bad Request: message can't be edited"
    wrong = "Bad Request: there is no text in the message to edit"
    assert await told(photo["message_id"], text="x") == wrong
    wrong = "Bad Request: there is no caption in the message to edit"
    assert await told(number, "editMessageCaption", caption="x") == wrong


async def test_captions_and_media(api: Api, control: Control) -> None:
    photo = await api.ok("sendPhoto", chat_id=7, photo="https://a.com/x.jpg", caption="one")
    place = {"chat_id": 7, "message_id": photo["message_id"]}
    assert (await api.ok("editMessageCaption", **place, caption="two"))["caption"] == "two"
    media = {"type": "video", "media": "https://a.com/x.mp4", "caption": "three"}
    edited = await api.ok("editMessageMedia", **place, media=media)
    assert (edited["caption"], "photo" in edited, "video" in edited) == ("three", False, True)


async def test_deleting(api: Api, control: Control) -> None:
    number = await sent(api)
    assert await api.ok("deleteMessage", chat_id=7, message_id=number) is True
    told = await api.refused("deleteMessage", chat_id=7, message_id=number)
    assert told == "Bad Request: message to delete not found"
    told = await api.refused("editMessageText", chat_id=7, message_id=number, text="x")
    assert told == "Bad Request: message to edit not found"
    assert await control.chat(7) == []


async def test_after_48_hours_nothing_can_be_deleted_but_edits_go_on(
    api: Api, control: Control
) -> None:
    old = await sent(api)
    await control.advance(2 * DAY + 60)
    young = await sent(api, "young")
    told = await api.refused("deleteMessage", chat_id=7, message_id=old)
    assert told == "Bad Request: message can't be deleted"
    assert await api.ok("editMessageText", chat_id=7, message_id=old, text="still")
    told = await api.refused("deleteMessages", chat_id=7, message_ids=[young, old])
    assert told == "Bad Request: message can't be deleted"
    assert [each["message_id"] for each in await control.chat(7)] == [old, young]
    assert await api.ok("deleteMessages", chat_id=7, message_ids=[young, young, 999]) is True
    assert [each["message_id"] for each in await control.chat(7)] == [old]


async def test_a_dice_in_a_private_chat_stays_for_a_day(api: Api, control: Control) -> None:
    dice = (await api.ok("sendDice", chat_id=7))["message_id"]
    told = await api.refused("deleteMessage", chat_id=7, message_id=dice)
    assert told == "Bad Request: message can't be deleted"
    await control.advance(DAY + 60)
    assert await api.ok("deleteMessage", chat_id=7, message_id=dice) is True


async def test_what_carried_a_reply_keyboard_or_was_forwarded_stays_as_it_is(
    api: Api, control: Control
) -> None:
    keyboard = {"keyboard": [[{"text": "Hello"}]]}
    shown = await api.ok("sendMessage", chat_id=7, text="x", reply_markup=keyboard)
    plain = await sent(api)
    forward = await api.ok("forwardMessage", chat_id=7, from_chat_id=7, message_id=plain)
    for message in (shown, forward):
        place = {"chat_id": 7, "message_id": message["message_id"]}
        told = await api.refused("editMessageText", **place, text="y")
        assert told == "Bad Request: message can't be edited"
    assert await api.ok("editMessageText", chat_id=7, message_id=plain, text="y")


async def test_true_of_several_deletions_is_no_proof(api: Api, control: Control) -> None:
    """Telegram says so after a failed look-up, too; one message at a time tells."""
    number = await sent(api)
    nothing_done = {"next": 1, "methods": ["deleteMessages"], "status": 200}
    await control.faults(odd=nothing_done | {"body": '{"ok":true,"result":true}'})
    assert await api.ok("deleteMessages", chat_id=7, message_ids=[number]) is True
    assert [each["message_id"] for each in await control.chat(7)] == [number]
    assert await api.ok("deleteMessage", chat_id=7, message_id=number) is True
    told = await api.refused("deleteMessage", chat_id=7, message_id=number)
    assert told == "Bad Request: message to delete not found"


async def test_text_may_become_rich_or_a_picture_and_edits_have_no_end(
    api: Api, control: Control
) -> None:
    place = {"chat_id": 7, "message_id": await sent(api)}
    await control.advance(400 * DAY)
    edited = await api.ok("editMessageText", **place, rich_message={"markdown": "# New"})
    assert ("text" in edited, "rich_message" in edited) == (False, True)
    assert (await api.ok("editMessageText", **place, text="plain"))["text"] == "plain"
    photo = {"type": "photo", "media": "https://a.com/b.jpg", "caption": "seen"}
    edited = await api.ok("editMessageMedia", **place, media=photo)
    assert ("text" in edited, edited["caption"]) == (False, "seen")
    told = await api.refused("editMessageText", **place, text="back")
    assert told == "Bad Request: there is no text in the message to edit"


async def test_a_poll_takes_other_buttons_and_no_other_words(
    api: Api, control: Control, buttons: Row
) -> None:
    options = [{"text": "yes"}, {"text": "no"}]
    poll = await api.ok("sendPoll", chat_id=7, question="So?", options=options)
    place = {"chat_id": 7, "message_id": poll["message_id"]}
    told = await api.refused("editMessageText", **place, text="x")
    assert told == "Bad Request: there is no text in the message to edit"
    row = buttons({"text": "Go", "callback_data": "go"})
    assert await api.ok("editMessageReplyMarkup", **place, reply_markup=row)


@pytest.mark.parametrize("kind", ["voice", "video_note", "sticker"])
async def test_some_media_cannot_be_replaced(api: Api, control: Control, kind: str) -> None:
    method = "sendVideoNote" if kind == "video_note" else f"send{kind.title()}"
    message = await api.ok(method, chat_id=7, **{kind: "https://a.com/a.bin"})
    told = await api.refused(
        "editMessageMedia",
        chat_id=7,
        message_id=message["message_id"],
        media={"type": "photo", "media": "https://a.com/b.jpg"},
    )
    assert told == "Bad Request: message can't be edited"


async def test_an_albums_item_stays_of_its_kind_and_has_no_buttons(
    api: Api, control: Control, buttons: Callable[..., dict[str, Any]]
) -> None:
    media = [{"type": "audio", "media": f"https://a.com/{n}.mp3"} for n in (1, 2)]
    first, _second = await api.ok("sendMediaGroup", chat_id=7, media=media)
    place = {"chat_id": 7, "message_id": first["message_id"]}
    photo = {"type": "photo", "media": "https://a.com/b.jpg"}
    told = await api.refused("editMessageMedia", **place, media=photo)
    assert told == "Bad Request: can't use the media of the specified type in the album"
    markup = buttons({"text": "Go", "callback_data": "go"})
    told = await api.refused("editMessageReplyMarkup", **place, reply_markup=markup)
    assert told.startswith("Bad Request: message is not modified")


async def test_a_hundred_and_one_at_once(api: Api, control: Control) -> None:
    told = await api.refused("deleteMessages", chat_id=7, message_ids=list(range(1, 102)))
    assert told == "Bad Request: too many message identifiers specified"


async def test_others_messages_in_a_group_need_rights(api: Api, control: Control) -> None:
    await control.add_chat(-100, "supergroup", "Big", members=[7])
    said = await control.say(7, "hello", chat_id=-100)
    place = {"chat_id": -100, "message_id": said.message_id}
    assert await api.refused("deleteMessage", **place) == "Bad Request: message can't be deleted"
    await control.promote(-100)
    assert await api.ok("deleteMessage", **place) is True


async def test_a_copy_is_the_content_without_its_buttons(
    api: Api, control: Control, buttons: Row
) -> None:
    row = buttons({"text": "x", "callback_data": "x"})
    number = await sent(api, "<b>fat</b>", parse_mode="HTML", reply_markup=row)
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": number}
    copied = await api.ok("copyMessage", **source)
    assert copied == {"message_id": number + 1}
    shown = await control.last_message(7)
    assert shown is not None
    assert (shown["text"], "reply_markup" in shown) == ("fat", False)
    other = buttons({"text": "y", "callback_data": "y"})
    await api.ok("copyMessage", **source, reply_markup=other)
    shown = await control.last_message(7)
    assert shown is not None
    assert shown["reply_markup"] == other


async def test_a_copy_follows_the_source_when_it_is_edited(api: Api, control: Control) -> None:
    number = await sent(api, "before")
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": number}
    await api.ok("copyMessage", **source)
    await api.ok("editMessageText", chat_id=7, message_id=number, text="after")
    await api.ok("copyMessage", **source)
    assert [each["text"] for each in await control.chat(7)] == ["after", "before", "after"]


async def test_a_copy_may_bring_its_own_caption(api: Api, control: Control) -> None:
    photo = await control.send(7, "photo", caption="old", has_media_spoiler=True)
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": photo.message_id}
    await api.ok("copyMessage", **source, caption="<i>new</i>", parse_mode="HTML")
    shown = await control.last_message(7)
    assert shown is not None
    assert (shown["caption"], shown["has_media_spoiler"]) == ("new", True)


@pytest.mark.parametrize("method", ["copyMessage", "forwardMessage"])
async def test_what_cannot_be_copied(api: Api, control: Control, method: str) -> None:
    word, verb = ("copied", "copy") if method == "copyMessage" else ("forwarded", "forward")
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": 99}
    assert await api.refused(method, **source) == f"Bad Request: message to {verb} not found"
    number = await sent(api, protect_content=True)
    told = await api.refused(method, **(source | {"message_id": number}))
    assert told == f"Bad Request: message can't be {word}"
    await control.delete(7, number)
    told = await api.refused(method, **(source | {"message_id": number}))
    assert told == f"Bad Request: message to {verb} not found"


@pytest.mark.parametrize("kind", ["paid_media", "game"])
async def test_what_is_forwarded_and_not_copied(api: Api, control: Control, kind: str) -> None:
    said = await control.send(7, kind)
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": said.message_id}
    assert await api.refused("copyMessage", **source) == "Bad Request: message can't be copied"
    assert kind in await api.ok("forwardMessage", **source)


async def test_a_checklist_is_copied(api: Api, control: Control) -> None:
    said = await control.send(7, "checklist")
    await api.ok("copyMessage", chat_id=7, from_chat_id=7, message_id=said.message_id)
    first, second = await control.chat(7)
    assert first["checklist"] == second["checklist"]


async def test_web_apps_do_not_get_into_groups_by_an_edit(api: Api, control: Control) -> None:
    await control.add_chat(-5, "supergroup", "Team", members=[7])
    number = (await api.ok("sendMessage", chat_id=-5, text="Shop"))["message_id"]
    app = {"inline_keyboard": [[{"text": "Open", "web_app": {"url": "https://shop.example"}}]]}
    asked = {"chat_id": -5, "message_id": number, "reply_markup": app}
    told = await api.refused("editMessageReplyMarkup", **asked)
    assert told == "Bad Request: BUTTON_TYPE_INVALID"


async def test_a_forward_names_its_origin(api: Api, control: Control) -> None:
    said = await control.say(7, "mine")
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": said.message_id}
    forwarded = await api.ok("forwardMessage", **source)
    assert forwarded["forward_origin"]["type"] == "user"
    assert forwarded["forward_origin"]["sender_user"]["id"] == 7


async def test_a_reply_shows_what_it_answers(api: Api, control: Control) -> None:
    said = await control.say(7, "question")
    answer = await api.ok(
        "sendMessage", chat_id=7, text="answer", reply_parameters={"message_id": said.message_id}
    )
    assert answer["reply_to_message"]["text"] == "question"
