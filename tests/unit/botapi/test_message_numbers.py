"""Which numbers are the account's own; by real answers: tests/engine/test_message_numbers.py."""

from typing import Any

import pytest

from botapi.message_numbers import Leaving, MessageNumbers
from tests.numbers import Ear

LEFT = Leaving(3, 1.5)
PRIVATE: dict[str, Any] = {"message_id": 5, "chat": {"id": 7, "type": "private"}}


def received(update: dict[str, Any]) -> list[int]:
    heard: list[int] = []
    MessageNumbers(Ear(heard)).received(update)
    return heard


def test_messages_of_a_business_chat_belong_to_another_account() -> None:
    assert received({"message": PRIVATE}) == [5]
    assert received({"business_message": PRIVATE, "edited_business_message": PRIVATE}) == []
    assert received({"edited_channel_post": PRIVATE}) == []


@pytest.mark.parametrize("number", [0, -1, True, "5", None, 2**52, 5.0])
def test_what_is_no_number_is_not_noted(number: object) -> None:
    assert received({"message": PRIVATE | {"message_id": number}}) == []


@pytest.mark.parametrize("message", [None, [], "x", {"message_id": 5}, {"chat": {}}])
def test_nothing_in_an_update_is_believed_unseen(message: object) -> None:
    assert received({"message": message, "callback_query": message}) == []
    assert received({"callback_query": {"message": message}}) == []


@pytest.mark.parametrize(
    ("chat_id", "noted"),
    [(7, True), (-77, True), (-1_000_000_000_077, False), ("@channel", False), (None, False)],
)
def test_a_number_alone_is_one_of_the_chat_that_was_called(
    chat_id: int | str | None, noted: bool
) -> None:
    heard: list[int] = []
    MessageNumbers(Ear(heard)).answered(chat_id, [{"message_id": 5}], LEFT)
    assert heard == [5] * noted


BOT, ANN = {"id": 1, "is_bot": True}, {"id": 7, "is_bot": False}


@pytest.mark.parametrize(("author", "noted"), [(ANN, [6]), (BOT, []), (None, []), ("x", [])])
def test_a_message_of_the_bots_own_that_is_mentioned_closes_no_gap(
    author: object, noted: list[int]
) -> None:
    """It may be the very one whose answer was lost: its reader pressed a button below it, say."""
    inner = PRIVATE | {"message_id": 6, "from": author}
    assert received({"callback_query": {"message": inner}}) == noted
    for name in ("reply_to_message", "pinned_message"):
        assert received({"message": PRIVATE | {name: inner}}) == [5, *noted]
        heard: list[int] = []
        MessageNumbers(Ear(heard)).answered(7, PRIVATE | {name: inner}, LEFT)
        assert heard == [5, *noted]
