"""What stands in braces: found in linear time, replaced without moving any other formatting."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.model.formatting.placeholders import Filled, put, scan
from broadcast.model.formatting.units import units

BOLD: dict[str, Any] = {"type": "bold"}


def span(text: str, entity: dict[str, Any]) -> str:
    """What an entity covers, as Telegram reads it."""
    raw = text.encode("utf-16-le")
    start = 2 * entity["offset"]
    return raw[start : start + 2 * entity["length"]].decode("utf-16-le")


def over(text: str, part: str, **entity: Any) -> dict[str, Any]:
    return {**entity, "offset": units(text[: text.index(part)]), "length": units(part)}


def filled(text: str, entities: list[dict[str, Any]], **values: str) -> Any:
    found = scan(text, entities)
    return put(text, entities, [Filled(placeholder=one, text=values[one.words]) for one in found])


def test_finds_what_stands_in_braces_and_nothing_else() -> None:
    found = scan("a {b} 🙂{c d|e}} {{f} {g\nh} {}")
    assert [one.words for one in found] == ["b", "c d|e", "f", ""]
    assert found[1].at == (8, 15)
    assert not any(one.broken for one in found)


def test_entities_grow_move_and_stay() -> None:
    text = "🙂 Hi {name}, see {name} here"
    entities = [
        over(text, "Hi {name}", type="bold"),
        over(text, "{name}", type="italic"),
        over(text, "here", type="underline"),
    ]
    result, moved = filled(text, entities, name="Ἀλέξανδρος 🦄")
    assert result == "🙂 Hi Ἀλέξανδρος 🦄, see Ἀλέξανδρος 🦄 here"
    assert [span(result, one) for one in moved] == [
        "Hi Ἀλέξανδρος 🦄",
        "Ἀλέξανδρος 🦄",
        "here",
    ]


def test_an_entity_that_covers_nothing_any_more_goes() -> None:
    text = "a {x} b"
    assert filled(text, [over(text, "{x}", type="bold")], x="") == ("a  b", [])


def test_one_that_begins_or_ends_within_the_braces_is_broken() -> None:
    text = "🙂{first_name} and {x}"
    assert [one.broken for one in scan(text, [over(text, "{first", type="bold")])] == [True, False]
    assert [one.broken for one in scan(text, [over(text, "name}", type="bold")])] == [True, False]
    assert not any(one.broken for one in scan(text, [over(text, "{first_name}", type="bold")]))
    assert not any(one.broken for one in scan(text, [over(text, " and ", type="bold")]))


def test_what_is_put_in_can_be_an_entity_itself() -> None:
    text = "At {t}!"
    (found,) = scan(text)
    moment = {"type": "date_time", "unix_time": 5}
    result, entities = put(text, [], [Filled(placeholder=found, text="noon", entity=moment)])
    assert (result, span(result, entities[0])) == ("At noon!", "noon")


def test_a_wall_of_braces_is_read_in_one_walk() -> None:
    assert scan("{" * 200_000) == []
    assert len(scan("{a}" * 50_000)) == 50_000


WORDS = st.text(alphabet="ab🙂ё\u200f\u05d0 ", max_size=6)


@settings(deadline=None)
@given(parts=st.lists(WORDS, min_size=2, max_size=6), value=WORDS, data=st.data())
def test_whatever_was_covered_outside_the_braces_still_is(
    parts: list[str], value: str, data: st.DataObject
) -> None:
    """Each entity covers what it covered, with the value where the placeholder stood."""
    pieces = [piece for part in parts for piece in (part, "{x}")][:-1]
    entities, wanted = [], []
    for _ in range(data.draw(st.integers(0, 4))):
        first = data.draw(st.integers(0, len(pieces)))
        last = data.draw(st.integers(first, len(pieces)))
        covered = "".join(pieces[first:last])
        if covered:
            offset = units("".join(pieces[:first]))
            entities.append({"type": "bold", "offset": offset, "length": units(covered)})
            wanted.append(covered.replace("{x}", value))
    text, moved = filled("".join(pieces), entities, x=value)
    assert text == "".join(pieces).replace("{x}", value)
    assert sorted(span(text, one) for one in moved) == sorted(filter(None, wanted))
