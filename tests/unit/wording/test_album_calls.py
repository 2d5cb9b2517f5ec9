"""An album as one call: what each item keeps, what its author is told, what is refused."""

from typing import Any

import pytest
from aiogram.types import Message

from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.message.albums import album_source, edited
from handlers.admin.compose.message_list import Entry

BOLD = [{"type": "bold", "offset": 0, "length": 2}]


def file(name: str, **fields: Any) -> dict[str, Any]:
    return {"file_id": name, "file_unique_id": f"u-{name}", **fields}


def photo(name: str) -> list[dict[str, Any]]:
    return [file(name, width=9, height=9)]


def video(name: str) -> dict[str, Any]:
    return file(name, width=9, height=9, duration=1)


def item(number: int, **fields: Any) -> Message:
    chat = {"id": 7, "type": "private"}
    given = {"message_id": number, "date": 1, "chat": chat, "media_group_id": "1", **fields}
    return Message.model_validate(given)


def media_of(entry: Entry) -> list[dict[str, Any]]:
    assert entry.call.method == "sendMediaGroup"
    media: list[dict[str, Any]] = entry.call.params["media"]
    return media


def test_kinds_mix_and_each_keeps_its_caption() -> None:
    entry = album_source(
        [
            item(1, photo=photo("p"), caption="Hi", caption_entities=BOLD, has_media_spoiler=True),
            item(2, video={**video("v"), "cover": photo("c"), "start_timestamp": 5}, caption="Ho"),
        ]
    )
    assert media_of(entry) == [
        {
            "type": "photo",
            "media": "p",
            "caption": "Hi",
            "caption_entities": BOLD,
            "has_spoiler": True,
        },
        {"type": "video", "media": "v", "cover": "c", "start_timestamp": 5, "caption": "Ho"},
    ]
    assert entry.call.cost == 2
    assert entry.trace.ids == (1, 2)
    assert entry.trace.lost == ()


@pytest.mark.parametrize("kind", ["document", "audio"])
def test_documents_and_audio_are_albums_of_their_own(kind: str) -> None:
    more = {"duration": 1} if kind == "audio" else {}
    entry = album_source([item(n, **{kind: file(f"f{n}", **more)}) for n in (1, 2)])
    assert media_of(entry) == [{"type": kind, "media": "f1"}, {"type": kind, "media": "f2"}]


def test_a_caption_above_is_above_for_all() -> None:
    """Bot API: it must be equal for all."""
    first = item(1, photo=photo("p"), caption="Hi", show_caption_above_media=True)
    entry = album_source([first, item(2, photo=photo("q"))])
    assert [one["show_caption_above_media"] for one in media_of(entry)] == [True, True]


def test_an_album_of_one_is_an_ordinary_message_and_says_so() -> None:
    entry = album_source([item(1, photo=photo("p"), caption="Hi")])
    assert (entry.call.method, entry.call.params) == ("sendPhoto", {"photo": "p", "caption": "Hi"})
    assert entry.trace.lost == ("album-of-one",)


def test_an_album_that_may_have_lost_an_item_says_so() -> None:
    entry = album_source([item(n, photo=photo(str(n))) for n in (1, 2, 4)])
    assert entry.trace.lost == ("album-gap",)


def test_an_item_that_no_album_can_have_is_named() -> None:
    with pytest.raises(ContentNotSupported) as caught:
        album_source([item(1, photo=photo("p")), item(2, voice=file("v", duration=1))])
    assert caught.value.kind == "album-item"


def test_an_edited_item_changes_that_item_alone() -> None:
    entry = album_source([item(1, photo=photo("p"), caption="Hi"), item(2, photo=photo("q"))])
    changed = edited(entry, item(2, photo=photo("r"), caption="Ho"))
    assert media_of(changed) == [
        {"type": "photo", "media": "p", "caption": "Hi"},
        {"type": "photo", "media": "r", "caption": "Ho"},
    ]
    assert changed.trace.items[0] == entry.trace.items[0]
    assert changed.trace.items[1] != entry.trace.items[1]


def test_an_item_that_comes_again_as_it_was_changes_nothing() -> None:
    entry = album_source([item(1, photo=photo("p")), item(2, photo=photo("q"))])
    again = item(2, photo=[{**photo("another-name")[0], "file_unique_id": "u-q"}])
    assert edited(entry, again).trace == entry.trace
