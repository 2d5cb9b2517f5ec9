"""The lines that describe buttons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.button import Button, Rows
from handlers.admin.compose.buttons.lines import (
    MAX_IN_ALL,
    BadButtons,
    Mistake,
    describe,
    is_link,
    parse_buttons,
)


def mistakes(text: str) -> list[tuple[int, Mistake]]:
    with pytest.raises(BadButtons) as caught:
        parse_buttons(text)
    return [(line.number, line.mistake) for line in caught.value.lines]


def test_a_line_is_a_row() -> None:
    rows = parse_buttons("One - https://a.example\n\nTwo - http://b.example | Three - tg://resolve")
    assert rows == (
        (Button(text="One", url="https://a.example"),),
        (Button(text="Two", url="http://b.example"), Button(text="Three", url="tg://resolve")),
    )


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_phones_lengthen_dashes(dash: str) -> None:
    assert parse_buttons(f"A {dash} https://a.example")[0][0].text == "A"


def test_the_last_dash_divides() -> None:
    assert parse_buttons("A - B - https://a.example/-x")[0][0].text == "A - B"


@pytest.mark.parametrize("text", ["-", " - ", "—"])
def test_a_dash_alone_removes_all(text: str) -> None:
    assert parse_buttons(text) == ()


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("Site https://a.example", Mistake.NO_LINK),
        ("Site", Mistake.NO_LINK),
        ("Site -https://a.example", Mistake.NO_LINK),
        ("A - https://a.example |", Mistake.NO_LINK),
        ("- https://a.example", Mistake.NO_TEXT),
        ("x" * 65 + " - https://a.example", Mistake.LONG_TEXT),
        ("😀" * 33 + " - https://a.example", Mistake.LONG_TEXT),
        ("A - ftp://a.example", Mistake.BAD_LINK),
        ("A - example.org", Mistake.BAD_LINK),
        ("A - https://localhost", Mistake.BAD_LINK),
        ("A - https://a.example:port/", Mistake.BAD_LINK),
        ("A - https://[broken", Mistake.BAD_LINK),
        ("A - https://a.example/" + "x" * 2_048, Mistake.BAD_LINK),
        ("|".join(["A - https://a.example"] * 9), Mistake.LONG_ROW),
    ],
)
def test_a_bad_line_is_named(line: str, mistake: Mistake) -> None:
    assert mistakes(f"Good - https://a.example\n{line}") == [(2, mistake)]


def test_every_bad_line_is_named() -> None:
    assert mistakes("bad\nA - https://a.example\n\n- https://a.example") == [
        (1, Mistake.NO_LINK),
        (4, Mistake.NO_TEXT),
    ]


def test_too_many_in_all() -> None:
    line = "A - https://a.example"
    assert len(parse_buttons("\n".join([line] * MAX_IN_ALL))) == MAX_IN_ALL
    assert mistakes("\n".join([line] * (MAX_IN_ALL + 1))) == [(101, Mistake.TOO_MANY)]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_no_line_at_all(text: str) -> None:
    assert mistakes(text) == [(1, Mistake.NO_LINK)]


@given(st.text(max_size=300))
def test_what_is_taken_is_sound(text: str) -> None:
    try:
        rows = parse_buttons(text)
    except BadButtons:
        return  # nothing else is raised
    assert all(is_link(button.url) and button.text for row in rows for button in row)


_TEXTS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
_BUTTONS = st.builds(Button, text=_TEXTS, url=_TEXTS.map(lambda path: f"https://a.example/{path}"))
_ROWS = st.lists(st.lists(_BUTTONS, min_size=1, max_size=8).map(tuple), min_size=1, max_size=5)


@given(_ROWS.map(tuple))
def test_what_is_described_is_what_was_parsed(rows: Rows) -> None:
    assert parse_buttons(describe(rows)) == rows
