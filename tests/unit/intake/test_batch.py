"""What getUpdates answers, decoded one update at a time."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decoding.answers import Batch, read_answer


def answered(*updates: Any) -> str:
    return json.dumps({"ok": True, "result": list(updates)})


def batch_of(text: str) -> Batch:
    result = read_answer(text)["result"]
    assert isinstance(result, Batch)
    return result


texts = st.text(st.characters(exclude_characters="\0"), max_size=20)
updates = st.lists(
    st.builds(
        lambda number, text: {"update_id": number, "message": {"text": text}},
        st.integers(0, 2**53),
        texts,
    ),
    min_size=1,
    max_size=5,
)


@given(updates, st.sampled_from([None, 1]), st.booleans())
def test_a_batch_is_what_it_was(many: list[Any], indent: int | None, ascii_only: bool) -> None:
    text = json.dumps({"ok": True, "result": many}, indent=indent, ensure_ascii=ascii_only)
    assert list(batch_of(text)) == many


def test_one_is_decoded_when_it_is_its_turn() -> None:
    """Whatever comes behind it: a megabyte that is no JSON costs the first one nothing."""
    walk = iter(batch_of(answered({"update_id": 1})[:-2] + ',{"update_id":2,' + "x" * 1_000_000))
    assert next(walk) == {"update_id": 1}
    assert list(walk) == [{"update_id": 2}], "its number is known: it can be passed over"


def test_what_is_nested_without_end_is_passed_over() -> None:
    deep = '{"update_id":2,"message":' + "[" * 100_000
    walk = batch_of(answered({"update_id": 1})[:-2] + "," + deep)
    assert list(walk) == [{"update_id": 1}, {"update_id": 2}]


@pytest.mark.parametrize(
    "text",
    ['{"ok":true,"result":[]}', '{"result":[{"update_id":1}],"ok":true}', '{"ok":true,"result":7}'],
)
def test_other_answers_are_decoded_as_ever(text: str) -> None:
    assert read_answer(text) == json.loads(text)


def test_a_refusal_is_one() -> None:
    text = '{"ok":false,"error_code":409,"description":"Conflict"}'
    assert read_answer(text)["description"] == "Conflict"
    with pytest.raises(ValueError, match="Expecting"):
        read_answer("<html>502</html>")
