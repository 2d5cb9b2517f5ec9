"""A text longer than a message, divided as clients do."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.formatting.splitting import split
from botapi_sandbox.formatting.units import Entity, width
from tests.sandbox.bot_api import Api

MOST = 20
TEXTS = st.text(st.sampled_from("ab \n.😀é"), max_size=120)


def entity(offset: int, length: int, kind: str = "bold") -> Entity:
    return {"type": kind, "offset": offset, "length": length}


@given(TEXTS)
def test_nothing_but_blanks_is_lost(text: str) -> None:
    parts = [part for part, _entities in split(text, [], MOST)]
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < width(part) <= MOST for part in parts)
    assert all(part == part.strip() for part in parts)
    for part in parts:
        part.encode()  # no half of a character


@given(TEXTS, st.integers(0, 100), st.integers(1, 15))
def test_an_entity_that_fits_is_never_divided(text: str, offset: int, length: int) -> None:
    units = text.encode("utf-16-le")
    cut = units[2 * offset : 2 * (offset + length)]
    words = cut.decode("utf-16-le", "replace")
    if len(cut) < 2 * length or "\ufffd" in words or words != words.strip():
        return  # outside of the text, or not as a client makes them
    parts = split(text, [entity(offset, length)], MOST)
    (whole,) = [(part, each) for part, inside in parts for each in inside]
    shown = whole[0].encode("utf-16-le")[2 * whole[1]["offset"] :][: 2 * whole[1]["length"]]
    assert shown.decode("utf-16-le") == words


def test_an_entity_too_long_for_a_message_goes_on_in_the_next() -> None:
    parts = split("a" * 50, [entity(0, 50)], MOST)
    assert [len(part) for part, _inside in parts] == [20, 20, 10]
    assert [inside for _part, inside in parts] == [[entity(0, len(part))] for part, _ in parts]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("first line\n\nand a second one", "first line"),
        ("first line 12\nsecond line", "first line 12"),
        ("It is so. And it goes on.", "It is so."),
        ("So. And it goes on and on.", "So. And it goes on"),
        ("a" * 25, "a" * 20),
        ("😀" * 11, "😀" * 10),
        ("x" + "😀" * 11, "x" + "😀" * 9),
    ],
)
def test_the_best_place_is_taken(text: str, first: str) -> None:
    assert split(text, [], MOST)[0][0] == first


async def test_a_person_s_long_text_comes_as_several_messages(api: Api, control: Control) -> None:
    words = "слово 😀 " * 900
    said = await control.say(7, words, entities=[entity(4090, 12)])
    messages = [each["message"] for each in await api.ok("getUpdates")]
    assert [each["message_id"] for each in messages] == said.parts
    assert len(said.parts) == 2
    assert all(width(each["text"]) <= 4096 for each in messages)
    assert " ".join(each["text"] for each in messages) == words.strip()
    bold = [each.get("entities", []) for each in messages]
    assert [len(each) for each in bold] == [0, 1]
    assert all(one < two for one, two in pairwise(said.parts))


async def test_a_text_that_fits_is_left_as_it_is(api: Api, control: Control) -> None:
    said = await control.say(7, "a" * 4096)
    assert said.parts == [said.message_id]
    with pytest.raises(ControlRefused, match="4096"):
        await control.edit(7, said.message_id, text="a" * 4097)
