"""Names as people make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.language.names import LONGEST, NAMELESS, shown_name

START, END = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("first_name", "username", "shown"),
    [
        ("Ann", None, "Ann"),
        ("Ann", "ann", "Ann"),
        ("<b>Bob</b> & {co}", None, "<b>Bob</b> & {co}"),
        ("🦄👨‍👩‍👧", None, "🦄👨‍👩‍👧"),
        ("❤️", None, "❤️"),
        ("שלום", None, "שלום"),
        ("\u202eevil\u2069", None, "evil"),
        ("two\nlines\t", None, "two lines"),
        ("", "ann", "@ann"),
        ("\u200b \u2060", "ann", "@ann"),
        ("ㅤ", "ann", "@ann"),
        ("", None, NAMELESS),
    ],
)
def test_shown(first_name: str, username: str | None, shown: str) -> None:
    assert shown_name(first_name, username) == f"{START}{shown}{END}"


def test_a_long_name_is_cut() -> None:
    assert shown_name("x" * 64, None) == f"{START}{'x' * (LONGEST - 1)}…{END}"


@given(st.text(), st.one_of(st.none(), st.from_regex(r"[a-z_]{5,32}", fullmatch=True)))
def test_no_name_breaks_out_of_its_place(first_name: str, username: str | None) -> None:
    shown = shown_name(first_name, username)
    inside = shown[1:-1]
    assert (shown[0], shown[-1]) == (START, END)
    assert inside.strip()
    assert len(inside) <= LONGEST
    assert not set(inside) & set("\u061c\u200e\u200f\u202a\u202e\u2066\u2069\n\r")
