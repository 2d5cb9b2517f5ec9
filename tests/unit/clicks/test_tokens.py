"""A token opens what was sent, for whom it was sent, and nothing else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.clicks.tokens import NOBODY, Token, read, signed, target_of

SECRET, OTHER = b"s" * 32, b"o" * 32
URL = "https://shop.example/"
NUMBERS = st.integers(min_value=0, max_value=2**40 - 1)
TOKEN = Token(link=7, subscriber=NOBODY, target=target_of(URL))


@given(NUMBERS, NUMBERS, st.text())
def test_what_was_signed_is_read(link: int, subscriber: int, url: str) -> None:
    token = Token(link=link, subscriber=subscriber, target=target_of(url))
    text = signed(SECRET, token)
    assert read(SECRET, text) == token
    assert read(OTHER, text) is None


@given(st.integers(min_value=0, max_value=25), st.integers(min_value=1, max_value=255))
def test_no_byte_can_be_changed(place: int, by: int) -> None:
    said = bytearray(urlsafe_b64decode(signed(SECRET, TOKEN) + "="))
    said[place] ^= by
    assert read(SECRET, urlsafe_b64encode(bytes(said)).rstrip(b"=").decode()) is None


@given(st.text() | st.text(alphabet="AZaz09-_=+/", min_size=34, max_size=36))
def test_nothing_else_is_a_token(text: str) -> None:
    assert read(SECRET, text) is None
