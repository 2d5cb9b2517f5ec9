"""The footer below texts and captions: where it stands, what it moves, and when it does not fit."""

from typing import Any

import pytest

from botapi.call import Call
from botapi_sandbox.content.rich_plain import plain
from botapi_sandbox.formatting.rich.message import read_rich
from broadcast.model.content import Content
from broadcast.model.formatting.formatted import Formatted

LINK = {"type": "text_link", "offset": 3, "length": 4, "url": "https://a.example/"}
FOOTER = Formatted(text="🙂 News", entities=(LINK,))


def sent(method: str, **params: Any) -> dict[str, Any]:
    content = Content(message=(Call(method=method, params=params),), footer=FOOTER)
    assert Content.load(content.dump()) == content
    return content.calls()[0].params


def test_below_a_text_its_entities_move_along() -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    params = sent("sendMessage", text="🙂 Hi", entities=[bold])
    assert params["text"] == "🙂 Hi\n\n🙂 News"
    assert params["entities"] == [bold, {**LINK, "offset": 3 + len("🙂 Hi") + 1 + 2}]


def test_a_picture_without_words_gets_a_caption() -> None:
    assert sent("sendPhoto", photo="p") == {
        "photo": "p",
        "caption": "🙂 News",
        "caption_entities": [LINK],
    }


@pytest.mark.parametrize(
    ("captions", "wanted"),
    [
        ([None, "Two", None], [None, "Two\n\n🙂 News", None]),
        ([None, None, None], ["🙂 News", None, None]),
    ],
)
def test_an_album_carries_it_where_its_caption_is(
    captions: list[str | None], wanted: list[str | None]
) -> None:
    media = [
        {"type": "photo", "media": "p"} | ({"caption": one} if one else {}) for one in captions
    ]
    params = sent("sendMediaGroup", media=media)
    assert [item.get("caption") for item in params["media"]] == wanted


MOMENT = {"type": "date_time", "unix_time": 1_796_493_600, "date_time_format": "Dt"}
ODD = Formatted(
    text="A*b* <c>\n🙂d",
    entities=(
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "italic", "offset": 5, "length": 4},
        {"type": "text_link", "offset": 9, "length": 3, "url": 'https://a.example/?b="&c'},
        {"type": "hashtag", "offset": 0, "length": 1},
        {**MOMENT, "offset": 7, "length": 1},
    ),
)


@pytest.mark.parametrize(
    "rich",
    [
        {"markdown": "# News\n\nwords"},
        {"html": "<p>words</p>"},
        {"blocks": [{"type": "paragraph", "text": "words"}]},
    ],
)
def test_below_a_rich_message_it_is_a_block_of_the_same_words(rich: dict[str, Any]) -> None:
    """As the local Telegram reads it: nothing of the text turns into markup."""
    call = Call(method="sendRichMessage", params={"rich_message": rich})
    [sent] = Content(message=(call,), footer=ODD).calls()
    read = read_rich(
        sent.params["rich_message"], users=lambda _: None, media=lambda _kind, _given: {}
    )
    footer = read["blocks"][-1]
    assert footer["type"] == "footer"
    assert plain(footer["text"]) == ODD.text
    assert {"type": "bold", "text": "A*b* "} in footer["text"]
    assert {**MOMENT, "text": {"type": "italic", "text": ">"}} in footer["text"]
    assert footer["text"][-1]["url"] == 'https://a.example/?b="&c'


@pytest.mark.parametrize("method", ["sendSticker", "sendPoll", "copyMessage", "sendLocation"])
def test_what_carries_no_words_stays_as_it_is(method: str) -> None:
    assert sent(method, question="Q?") == {"question": "Q?"}


@pytest.mark.parametrize(
    ("method", "name", "most"), [("sendMessage", "text", 4096), ("sendVideo", "caption", 1024)]
)
def test_what_does_not_fit_is_counted(method: str, name: str, most: int) -> None:
    footer = Formatted(text="n" * 10)
    for length, over in ((most - 12, 0), (most - 11, 1), (most, 12)):
        call = Call(method=method, params={name: "a" * length})
        assert Content(message=(call,), footer=footer).too_long_by == over


def test_content_of_before_has_no_footer() -> None:
    stored = '{"message":[{"method":"sendMessage","params":{"text":"a"}}],"buttons":[]}'
    assert Content.load(stored).footer is None
