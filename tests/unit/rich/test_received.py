"""A received rich message as the one to send: its files by their ids, all else as it is."""

from typing import Any

import pytest

from botapi.call import Call
from botapi.rich.received import MOST_PARTS, Unreadable, input_rich, rich_words
from broadcast.model.formatting.first_words import first_words


def sent(*blocks: dict[str, Any], **more: Any) -> Any:
    return input_rich({"blocks": list(blocks), **more})


def test_files_become_inputs() -> None:
    sizes = [{"file_id": "small", "width": 1}, {"file_id": "large", "width": 9}]
    caption = {"text": {"type": "bold", "text": "Look"}}
    photo = {"type": "photo", "photo": sizes, "has_spoiler": True, "caption": caption}
    voice = {"type": "voice_note", "voice_note": {"file_id": "v", "duration": 3}}
    collage = {"type": "collage", "blocks": [photo, voice]}
    assert sent(collage, is_rtl=True) == {
        "blocks": [
            {
                "type": "collage",
                "blocks": [
                    {
                        "type": "photo",
                        "photo": {"type": "photo", "media": "large", "has_spoiler": True},
                        "caption": caption,
                    },
                    {"type": "voice_note", "voice_note": {"type": "voice_note", "media": "v"}},
                ],
            }
        ],
        "is_rtl": True,
    }


def test_items_lose_their_labels_and_nothing_else() -> None:
    item = {"label": "2.", "value": 2, "type": "1", "blocks": [{"type": "divider"}]}
    [block] = sent({"type": "list", "items": [item]})["blocks"]
    assert block["items"] == [{"value": 2, "type": "1", "blocks": [{"type": "divider"}]}]


def test_kinds_of_tomorrow_pass() -> None:
    widget = {"type": "widget", "widget": {"name": "x", "parts": [1, None, {"y": True}]}}
    assert sent(widget)["blocks"] == [widget]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        {},
        {"blocks": []},
        {"blocks": "x"},
        {"blocks": [0] * (MOST_PARTS + 1)},
        {"blocks": [{"type": "photo", "photo": []}]},
        {"blocks": [{"type": "photo", "photo": [{"file_id": 7}]}]},
    ],
)
def test_what_is_none_is_refused(raw: Any) -> None:
    with pytest.raises(Unreadable):
        input_rich(raw)


def test_depth_has_an_end() -> None:
    text: Any = "x"
    for _ in range(5_000):
        text = [text]
    with pytest.raises(Unreadable):
        sent({"type": "paragraph", "text": text})


@pytest.mark.parametrize(
    ("rich", "title"),
    [
        ({"markdown": "\n## News of *today*\ntext"}, "News of today"),
        ({"markdown": "**Sale** until Sunday"}, "Sale until Sunday"),
        (
            {"markdown": "* **~~Old~~ new** [shop](https://a.example/x), `code`"},
            "Old new shop, code",
        ),
        ({"markdown": "2 * 3 * 4 and snake_case_name"}, "2 * 3 * 4 and snake_case_name"),
        ({"markdown": r"\*not bold\*"}, "*not bold*"),
        ({"blocks": [{"type": "divider"}, {"type": "heading", "text": ["A", " b"]}]}, "A b"),
        ({"blocks": [{"type": "divider"}]}, ""),
    ],
)
def test_it_is_called_by_its_first_words(rich: Any, title: str) -> None:
    assert first_words(Call(method="sendRichMessage", params={"rich_message": rich})) == title


@pytest.mark.parametrize(
    ("rich", "title"),
    [
        ({"html": "<h1>News &amp; more</h1><p>Words</p>"}, "News & more"),
        ({"markdown": '# At <tg-time unix="1" format="t">noon</tg-time>\n\nx'}, "At noon"),
        ({"markdown": "> 1 < 2 {first_name|you}"}, "1 < 2 {first_name|you}"),
    ],
)
def test_a_title_has_no_tags(rich: dict[str, str], title: str) -> None:
    assert rich_words(rich).splitlines()[0] == title
