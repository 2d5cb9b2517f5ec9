"""The character of number 0, which PostgreSQL cannot keep, comes in by no door."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decoding.answers import Batch, read_answer
from botapi.reply import object_in
from botapi.zeros import without_zeros

TEXTS = st.text(st.sampled_from('\0\\\\u0"aé'), max_size=12)


@given(st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_nothing_else_changes(told: dict[str, str]) -> None:
    wanted = {
        name.replace("\0", "\ufffd"): value.replace("\0", "\ufffd") for name, value in told.items()
    }
    written = json.dumps(told)
    assert json.loads(without_zeros(written)) == wanted
    assert json.loads(without_zeros(written.encode())) == wanted


@pytest.mark.parametrize(
    "told",
    [
        {"ok": True, "result": [{"update_id": 5, "message": {"text": "a\0b"}}]},
        {"ok": True, "result": {"name": "a\0b"}},
        {"ok": False, "description": "a\0b"},
    ],
)
def test_no_update_and_no_answer_has_one(told: dict[str, Any]) -> None:
    written = json.dumps(told)
    answer = read_answer(written)
    if isinstance(answer.get("result"), Batch):
        answer["result"] = list(answer["result"])
    wanted = json.loads(written.replace("\\u0000", "\ufffd"))
    assert answer == wanted
    assert object_in(written.encode()) == wanted
