"""Which calls turn what was sent into what it is to say, and what is refused before."""

from dataclasses import replace
from typing import Any

import pytest

from botapi.call import Call
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from broadcast.model.mending.edits import Edit, Edits, Place, edits_of
from broadcast.model.mending.refusals import Uneditable
from broadcast.model.options import Options
from broadcast.model.versions.variant import Variant

RUN = 7
LINK = Button(text="Read", kind=ButtonKind.LINK, value="https://example.com")
KEYS = ((LINK,),)


def said(method: str, **params: Any) -> Content:
    return Content(message=(Call(method=method, params=params),))


def words(text: str) -> Content:
    return said("sendMessage", text=text)


def album(*items: dict[str, Any]) -> Content:
    return said("sendMediaGroup", media=list(items))


def item(kind: str, file: str, caption: str | None = None) -> dict[str, Any]:
    return {"type": kind, "media": file, **({"caption": caption} if caption else {})}


def edits(old: Content, new: Content) -> Edits:
    return edits_of([old], new, run_id=RUN)


def only(found: Edits) -> Call:
    assert found.refusals == ()
    ((edit,),) = [calls.values() for calls in found.calls.values()]
    assert isinstance(edit, Edit)
    return edit.call


def why(found: Edits) -> list[Uneditable]:
    return [one.why for one in found.refusals]


PHOTO = said("sendPhoto", photo="a", caption="x")
EDITS: list[Any] = [
    (words("a"), words("b"), "editMessageText", {"text": "b"}),
    (
        words("a"),
        said("sendRichMessage", rich_message={"html": "<b>b</b>"}),
        "editMessageText",
        {"rich_message": {"html": "<b>b</b>"}},
    ),
    (
        said("sendRichMessage", rich_message={"html": "a"}),
        words("b"),
        "editMessageText",
        {"text": "b"},
    ),
    (PHOTO, said("sendPhoto", photo="a", caption="y"), "editMessageCaption", {"caption": "y"}),
    (PHOTO, said("sendPhoto", photo="a"), "editMessageCaption", {"caption": ""}),
    (
        PHOTO,
        said("sendPhoto", photo="b", caption="x", has_spoiler=True),
        "editMessageMedia",
        {"media": {"type": "photo", "media": "b", "caption": "x", "has_spoiler": True}},
    ),
    (
        words("a"),
        said("sendVideo", video="v", caption="b"),
        "editMessageMedia",
        {"media": {"type": "video", "media": "v", "caption": "b"}},
    ),
    (
        said("sendVoice", voice="v", caption="x"),
        said("sendVoice", voice="v", caption="y"),
        "editMessageCaption",
        {"caption": "y"},
    ),
    (
        said("sendSticker", sticker="s"),
        replace(said("sendSticker", sticker="s"), buttons=KEYS),
        "editMessageReplyMarkup",
        {"reply_markup": {"inline_keyboard": [[{"text": "Read", "url": LINK.value}]]}},
    ),
    # A keyboard that is left out goes.
    (replace(words("a"), buttons=KEYS), words("a"), "editMessageText", {"text": "a"}),
    (
        replace(said("sendDice", emoji="🎲"), buttons=KEYS),
        said("sendDice", emoji="🎲"),
        "editMessageReplyMarkup",
        {},
    ),
]


@pytest.mark.parametrize(("old", "new", "method", "params"), EDITS)
def test_the_method_that_fits_what_was_sent(
    old: Content, new: Content, method: str, params: dict[str, Any]
) -> None:
    assert only(edits(old, new)) == Call(method=method, params=params)


REFUSED: list[Any] = [
    (words("a"), words("a"), Uneditable.NOTHING_NEW),
    (said("forwardMessage", from_chat_id=1, message_id=2), words("b"), Uneditable.FORWARDED),
    (said("copyMessage", from_chat_id=1, message_id=2), words("b"), Uneditable.COPIED),
    (said("sendPoll", question="a"), said("sendPoll", question="b"), Uneditable.POLL),
    (words("a"), said("sendPoll", question="b"), Uneditable.KIND),
    (words("a"), said("copyMessage", from_chat_id=1, message_id=2), Uneditable.KIND),
    (said("sendVoice", voice="v"), words("b"), Uneditable.MEDIUM),
    (PHOTO, words("b"), Uneditable.KIND),
    (words("a"), said("sendSticker", sticker="s"), Uneditable.KIND),
    (said("sendVoice", voice="v"), said("sendVoice", voice="w"), Uneditable.MEDIUM),
    (said("sendSticker", sticker="s"), said("sendPhoto", photo="a"), Uneditable.MEDIUM),
    (
        said("sendVideoNote", video_note="v"),
        said("sendVideoNote", video_note="w"),
        Uneditable.MEDIUM,
    ),
    (words("a"), album(item("photo", "a"), item("photo", "b")), Uneditable.KIND),
    (
        album(item("photo", "a"), item("photo", "b")),
        album(item("photo", "a"), item("photo", "b"), item("photo", "c")),
        Uneditable.ITEMS,
    ),
    (
        album(item("audio", "a"), item("audio", "b")),
        album(item("audio", "a"), item("document", "b")),
        Uneditable.ALBUM_KIND,
    ),
    (words("a"), Content(message=(*words("a").message, *words("b").message)), Uneditable.COUNT),
    (
        words("a"),
        replace(words("a"), variants=(Variant(language="de", message=words("b").message),)),
        Uneditable.VARIANTS,
    ),
    (
        replace(words("a"), options=Options(paid=True, stars_cap=5)),
        words("b"),
        Uneditable.PAID,
    ),
]


@pytest.mark.parametrize(("old", "new", "reason"), REFUSED)
def test_what_can_never_be_edited_is_said_before(
    old: Content, new: Content, reason: Uneditable
) -> None:
    assert why(edits(old, new)) == [reason]


def test_no_buttons_hang_on_an_album() -> None:
    pictures = album(item("photo", "a"), item("photo", "b"))
    found = edits(pictures, replace(pictures, buttons=KEYS))
    assert why(found) == [Uneditable.ALBUM_BUTTONS]


def test_of_an_album_the_items_that_are_others() -> None:
    old = album(item("photo", "a", "x"), item("photo", "b"), item("photo", "c"))
    new = album(item("photo", "a", "y"), item("video", "v"), item("photo", "c"))
    found = edits(old, new)
    assert found.refusals == ()
    assert {place: edit.call for place, edit in found.calls[0].items()} == {
        Place(0, 0): Call(method="editMessageCaption", params={"caption": "y"}),
        Place(0, 1): Call(method="editMessageMedia", params={"media": item("video", "v")}),
    }


def test_of_several_messages_and_variants_those_that_are_others() -> None:
    poll = Call(method="sendPoll", params={"question": "a"})
    german = Variant(language="de", message=(poll, *words("a").message))
    old = Content(message=(poll, *words("a").message), variants=(german,))
    new = old.with_message((poll, *words("b").message), 1)
    found = edits(old, new)
    assert found.variants == (1,)
    assert list(found.calls[1]) == [Place(1)]


def test_who_missed_an_earlier_correction_gets_the_picture_of_it() -> None:
    """The caption alone would leave the first picture with them."""
    first, second = said("sendPhoto", photo="a"), said("sendPhoto", photo="b")
    new = said("sendPhoto", photo="b", caption="y")
    assert only(edits_of([second], new, run_id=RUN)).method == "editMessageCaption"
    assert only(edits_of([first, second], new, run_id=RUN)).method == "editMessageMedia"


def test_back_to_the_first_text_is_an_edit_for_those_who_have_the_second() -> None:
    assert only(edits_of([words("a"), words("b")], words("a"), run_id=RUN)).params == {"text": "a"}


def test_taps_name_the_run_that_has_sent_it() -> None:
    answer = Button(text="Yes", kind=ButtonKind.ANSWER, value="")
    call = only(edits(words("a"), replace(words("a"), buttons=((answer,),))))
    (((button,),),) = (call.params["reply_markup"]["inline_keyboard"],)
    assert f":{RUN}:" in button["callback_data"]


def test_how_it_was_sent_stays() -> None:
    old = replace(words("a"), options=Options(silent=True, protected=True))
    assert why(edits(old, replace(words("a"), options=old.options))) == [Uneditable.NOTHING_NEW]
    assert why(edits(old, words("a"))) == [Uneditable.NOTHING_NEW]
