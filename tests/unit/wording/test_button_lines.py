"""The lines that describe buttons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.button import Button, ButtonKind, Colour, Rows
from handlers.admin.compose.buttons.lines import (
    MAX_IN_ALL,
    BadLine,
    Filled,
    Mistake,
    describe,
    fill,
    is_link,
    parse_buttons,
)


def mistakes(text: str) -> list[tuple[int, Mistake]]:
    bad = [line for line in parse_buttons(text) if isinstance(line, BadLine)]
    return [(line.number, line.mistake) for line in bad]


def rows_of(text: str) -> Rows:
    """Of lines that are all good."""
    lines = parse_buttons(text)
    assert not any(isinstance(line, BadLine) for line in lines), lines
    return tuple(line for line in lines if not isinstance(line, BadLine))


def one(text: str) -> Button:
    ((button,),) = rows_of(text)
    return button


def test_a_line_is_a_row() -> None:
    rows = parse_buttons("One - https://a.example\n\nTwo - http://b.example | Three - tg://resolve")
    assert rows == (
        (Button(text="One", value="https://a.example"),),
        (Button(text="Two", value="http://b.example"), Button(text="Three", value="tg://resolve")),
    )


@pytest.mark.parametrize(
    ("line", "button"),
    [
        ("Get - copy: SPRING 24", Button(text="Get", value="SPRING 24", kind=ButtonKind.COPY)),
        ("Yes – Answer:Thanks!", Button(text="Yes", value="Thanks!", kind=ButtonKind.ANSWER)),
        (
            "A - B - answer: Well - see you - copy: that",
            Button(text="A - B", value="Well - see you - copy: that", kind=ButtonKind.ANSWER),
        ),
        (
            "Red - answer: Red it is #team-red",
            Button(text="Red", value="Red it is", kind=ButtonKind.ANSWER, tag="team-red"),
        ),
        (
            "One - answer: #1 of all",
            Button(text="One", value="#1 of all", kind=ButtonKind.ANSWER),
        ),
        (
            "Shop - app: https://a.example",
            Button(text="Shop", value="https://a.example", kind=ButtonKind.APP),
        ),
        (
            "🔴 No - https://a.example",
            Button(text="No", value="https://a.example", colour=Colour.RED),
        ),
        (
            "🟢Yes - https://a.example",
            Button(text="Yes", value="https://a.example", colour=Colour.GREEN),
        ),
        (
            "🔵 🔴 Live - https://a.example",
            Button(text="🔴 Live", value="https://a.example", colour=Colour.BLUE),
        ),
        (
            "You - https://a.example/?n={first_name|my friend}",
            Button(text="You", value="https://a.example/?n={first_name|my friend}"),
        ),
        (
            "You - https://a.example/?n={favourite colour}",
            Button(text="You", value="https://a.example/?n={favourite colour}"),
        ),
    ],
)
def test_each_kind_has_a_line(line: str, button: Button) -> None:
    assert one(line) == button
    assert one(describe(((button,),))) == button


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_phones_lengthen_dashes(dash: str) -> None:
    assert one(f"A {dash} https://a.example").text == "A"


def test_the_last_dash_divides() -> None:
    assert one("A - B - https://a.example/-x").text == "A - B"


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
        ("🔴 - https://a.example", Mistake.NO_TEXT),
        ("A - https://a b.example", Mistake.NO_LINK),
        ("A - copy:", Mistake.NO_CODE),
        ("A - copy: " + "x" * 257, Mistake.LONG_CODE),
        ("A - answer: ", Mistake.NO_ANSWER),
        ("A - answer: #tag", Mistake.NO_ANSWER),
        ("A - answer: " + "😀" * 101, Mistake.LONG_ANSWER),
        ("A - answer: fine #" + "x" * 33, Mistake.LONG_TAG),
        ("A - app: http://a.example", Mistake.BAD_APP),
        ("A - app: tg://resolve", Mistake.BAD_APP),
        ("A - answer: one | two", Mistake.NO_LINK),
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
    assert mistakes("\n".join([line] * (MAX_IN_ALL + 1))) == [(MAX_IN_ALL + 1, Mistake.TOO_MANY)]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_no_line_at_all(text: str) -> None:
    assert mistakes(text) == [(1, Mistake.NO_LINK)]


def test_a_link_whose_placeholder_has_a_space() -> None:
    """A field may be called so; what means nothing is named, with the nearest that does."""
    line = "You - https://a.example/?n={first name}"
    taken = (Button(text="You", value="https://a.example/?n={first name}"),)
    assert parse_buttons(line, names={"first name": "First name"}) == (taken,)
    (bad,) = parse_buttons(line, names={"first_name": "first_name"})
    assert bad == BadLine(number=1, line="{first name} → {first_name}?", mistake=Mistake.BAD_FIELD)


BAD = BadLine(number=1, line="?", mistake=Mistake.NO_LINK)
A, B, C, D = (((Button(text=text, value="https://a.example"),)) for text in "ABCD")


def test_lines_that_are_put_right_go_where_they_belong() -> None:
    begun = fill((), (), (BAD, A, BAD, B, BAD))
    assert begun == Filled(rows=(A, B), gaps=(0, 1, 2))
    assert fill(begun.rows, begun.gaps, (C, BAD, D)) == Filled(rows=(C, A, B, D), gaps=(2,))


def test_more_lines_than_gaps_go_to_the_end_and_fewer_leave_no_gap() -> None:
    assert fill((A,), (0,), (B, C)) == Filled(rows=(B, A, C), gaps=())
    assert fill((A,), (0, 1), (B,)) == Filled(rows=(B, A), gaps=())


def test_what_is_put_right_counts_with_the_others() -> None:
    assert isinstance(parse_buttons("A - https://a.example", room=0)[0], BadLine)


@pytest.mark.parametrize(
    "text",
    [
        "{a}" * 1_300 + " x",
        "{" * 4_000,
        "|" * 4_000,
        "- " * 2_000,
        "a" + " " * 4_000 + "b",
        "- copy " * 600,
        "x #" * 1_300,
    ],
)
def test_nothing_that_fits_in_a_message_takes_long(text: str) -> None:
    """A pattern that backtracks would hold this up for longer than any patience."""
    assert parse_buttons(text)


@given(st.text(max_size=300))
def test_what_is_taken_is_sound(text: str) -> None:
    for line in parse_buttons(text):  # nothing is raised
        if not isinstance(line, BadLine):
            assert all(button.text and button.value for button in line)
            assert all(is_link(one.value) for one in line if one.kind is ButtonKind.LINK)


_TEXTS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
_LINKS = _TEXTS.map(lambda path: f"https://a.example/{path}")
_COLOURS = st.none() | st.sampled_from(Colour)
_BUTTONS = (
    st.builds(Button, text=_TEXTS, value=_LINKS, colour=_COLOURS)
    | st.builds(Button, text=_TEXTS, value=_LINKS, kind=st.just(ButtonKind.APP))
    | st.builds(Button, text=_TEXTS, value=_TEXTS, kind=st.just(ButtonKind.COPY))
    | st.builds(
        Button,
        text=_TEXTS,
        value=_TEXTS,
        kind=st.just(ButtonKind.ANSWER),
        colour=_COLOURS,
        tag=st.none() | _TEXTS,
    )
)
_ROWS = st.lists(st.lists(_BUTTONS, min_size=1, max_size=8).map(tuple), min_size=1, max_size=5)


@given(_ROWS.map(tuple))
def test_what_is_described_is_what_was_parsed(rows: Rows) -> None:
    assert rows_of(describe(rows)) == rows
