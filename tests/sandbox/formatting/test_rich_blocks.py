"""InputRichBlocks are checked, and entities are found in their texts."""

from typing import Any

import pytest

from botapi_sandbox.content.rich_plain import lines
from botapi_sandbox.ground.errors import ApiError
from tests.sandbox.formatting.rich_reader import read


def paragraph(text: Any) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def found(text: Any, **options: Any) -> Any:
    (block,) = read({"blocks": [paragraph(text)], **options})
    return block["text"]


@pytest.mark.parametrize(
    ("text", "kind", "field", "value"),
    [
        ("https://t.me", "url", "url", "https://t.me"),
        ("t.me", "url", "url", "http://t.me"),
        ("a@t.me", "email_address", "email_address", "a@t.me"),
        ("@username", "mention", "username", "username"),
        ("#tag", "hashtag", "hashtag", "tag"),
        ("$USD", "cashtag", "cashtag", "USD"),
        ("/command", "bot_command", "bot_command", "/command"),
        ("+12345678901", "phone_number", "phone_number", "+12345678901"),
        ("4242 4242 4242 4242", "bank_card_number", "bank_card_number", "4242 4242 4242 4242"),
    ],
)
def test_what_telegram_finds_by_itself(text: str, kind: str, field: str, value: str) -> None:
    assert found(text) == {"type": kind, "text": text, field: value}
    assert found(f"a {text} b")[1]["type"] == kind
    assert found(text, skip_entity_detection=True) == text


@pytest.mark.parametrize(
    "text", ["4242 4242 4242 4243", "a#b", "12345", {"type": "code", "text": "#tag"}]
)
def test_what_it_does_not_find(text: Any) -> None:
    assert found(text) == text


def test_nothing_is_found_in_links_and_code_blocks() -> None:
    link = {"type": "url", "text": "#tag", "url": "https://a.com"}
    assert found(link) == link
    code = {"type": "pre", "text": "#tag"}
    assert read({"blocks": [code]}) == [code]


def test_named_finds_are_found_again_or_not_at_all() -> None:
    assert found({"type": "hashtag", "text": "#tag", "hashtag": "other"})["hashtag"] == "tag"
    assert found({"type": "mention", "text": "nobody", "username": "nobody"}) == "nobody"


def test_parts_are_joined() -> None:
    assert found(["a", ["b", "c"], ""]) == "abc"
    assert found([{"type": "bold", "text": ["x"]}]) == {"type": "bold", "text": "x"}


def test_what_is_false_is_left_out() -> None:
    block = {"type": "details", "summary": "s", "blocks": [paragraph("x")], "is_open": False}
    assert "is_open" not in read({"blocks": [block]})[0]


def test_thinking_is_for_drafts() -> None:
    blocks = [{"type": "thinking", "text": "Hm"}]
    assert read({"blocks": blocks}, draft=True) == blocks
    with pytest.raises(ApiError, match="block is not allowed"):
        read({"blocks": blocks})


def test_every_text_is_found_by_its_words() -> None:
    source = (
        "# Head\n\nsome **bold** text\n\n- item\n\n> quote\n\n| a | b |\n|-|-|\n| c | d |\n\n"
        "$$E$$\n\n<aside>pull<cite>author</cite></aside>\n\n"
        '<tg-button-row><tg-button type="url" url="https://a.com">Go</tg-button></tg-button-row>\n'
        '![](https://a.com/a.jpg "Caption")'
    )
    words = list(lines(read({"markdown": source})))
    assert words == [
        *("Head", "some bold text", "item", "quote", "a\tb", "c\td", "E", "pull", "author"),
        *("Go", "Caption"),
    ]


def items(*made: dict[str, Any]) -> dict[str, Any]:
    return {"type": "list", "items": list(made)}


ITEM: dict[str, Any] = {"blocks": [paragraph("x")]}


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ({}, "rich message must be non-empty"),
        ({"html": "a", "markdown": "a"}, "exactly one of html, markdown and blocks"),
        ({"html": 5}, 'Field "html" must be of type String'),
        ({"html": "a", "is_rtl": "yes"}, 'Field "is_rtl" must be of type Boolean'),
        ({"html": "a", "paragraphs": 1}, 'unknown field "paragraphs"'),
        ({"html": "a", "media": [{"id": "?"}]}, "invalid identifier specified"),
        ({"html": "a", "media": {}}, "expected an Array of InputRichMessageMedia"),
        ({"blocks": []}, "RICH_MESSAGE_EMPTY"),
        ({"blocks": {}}, "expected an Array of InputRichBlock"),
        ({"blocks": ["a"]}, "can't parse InputRichBlock: expected an Object"),
        ({"blocks": [{"type": "poem", "text": "x"}]}, 'unsupported type "poem"'),
        ({"blocks": [{"type": "paragraph"}]}, 'Can\'t find field "text"'),
        ({"blocks": [paragraph("x") | {"size": 1}]}, 'unknown field "size"'),
        ({"blocks": [paragraph({"type": "plain", "text": "x"})]}, 'unsupported type "plain"'),
        ({"blocks": [paragraph(5)]}, "can't parse RichText"),
        (
            {"blocks": [{"type": "heading", "text": "x", "size": 7}]},
            "invalid section heading size specified",
        ),
        ({"blocks": [items()]}, "list must be non-empty"),
        (
            {"blocks": [items(ITEM, ITEM | {"type": "1", "value": 1})]},
            "list must be either ordered or unordered",
        ),
        ({"blocks": [items(ITEM | {"type": "z"})]}, "invalid list item type specified"),
        ({"blocks": [{"type": "buttons", "buttons": []}]}, "from 1 to 8 buttons"),
        (
            {"blocks": [{"type": "buttons", "buttons": [{"text": "x"}]}]},
            "exactly one type of the button",
        ),
        (
            {
                "blocks": [
                    {"type": "buttons", "buttons": [{"text": "x", "callback_data": "d" * 65}]}
                ]
            },
            "BUTTON_DATA_INVALID",
        ),
        (
            {"blocks": [paragraph({"type": "custom_emoji", "custom_emoji_id": "x"})]},
            "invalid custom emoji identifier specified",
        ),
        (
            {"blocks": [{"type": "table", "cells": [[{"text": "x", "align": "up"}]]}]},
            'Field "align" must be one of left, center, right',
        ),
    ],
)
def test_refusals(message: dict[str, Any], why: str) -> None:
    with pytest.raises(ApiError) as refused:
        read(message)
    assert why in refused.value.description


def test_deep_blocks_and_texts_are_refused() -> None:
    block: Any = paragraph("x")
    text: Any = "x"
    for _ in range(500):
        block = {"type": "blockquote", "blocks": [block]}
        text = {"type": "bold", "text": [text]}
    for message in ({"blocks": [block]}, {"blocks": [paragraph(text)]}):
        with pytest.raises(ApiError, match="at most 16 levels"):
            read(message)
