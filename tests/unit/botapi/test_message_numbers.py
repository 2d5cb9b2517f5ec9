"""Which numbers are the account's own; by real answers: tests/engine/test_message_numbers.py."""

from typing import Any

import pytest

from botapi.message_numbers import MessageNumbers

PRIVATE: dict[str, Any] = {"message_id": 5, "chat": {"id": 7, "type": "private"}}


def received(update: dict[str, Any]) -> list[int]:
    seen: list[int] = []
    MessageNumbers(seen.append).received(update)
    return seen


def test_messages_of_a_business_chat_belong_to_another_account() -> None:
    assert received({"message": PRIVATE}) == [5]
    assert received({"business_message": PRIVATE, "edited_business_message": PRIVATE}) == []
    assert received({"channel_post": PRIVATE}) == []


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
    seen: list[int] = []
    MessageNumbers(seen.append).answered(chat_id, [{"message_id": 5}])
    assert seen == [5] * noted
