"""Whom a message is about: a contact, or whoever wrote what is forwarded."""

from typing import Any

import pytest
from aiogram.types import Message

from handlers.admin.audience.tags.people import ids_in

PLAIN = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
ANN = {"id": 5, "is_bot": False, "first_name": "Ann"}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"contact": {"phone_number": "1", "first_name": "Ann", "user_id": 5}}, b"5"),
        ({"contact": {"phone_number": "1", "first_name": "Ann"}}, None),
        ({"forward_origin": {"type": "user", "date": 1, "sender_user": ANN}}, b"5"),
        ({"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "A"}}, None),
        ({"text": "5"}, None),
    ],
)
def test_a_person_is_named_by_their_id(fields: dict[str, Any], found: bytes | None) -> None:
    assert ids_in(Message.model_validate({**PLAIN, **fields})) == found
