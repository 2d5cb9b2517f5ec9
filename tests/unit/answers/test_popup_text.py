"""What a pop-up says: the words always, the shares where there is room for them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.doors.answers.answers import Share, Tapped
from broadcast.model.formatting.units import units
from handlers.answers.taps import Answer
from handlers.answers.words import popup_text
from handlers.language.texts import Texts
from handlers.outbox.popups import LONGEST
from handlers.subscriber.settings.leaving import Unsubscribe

TEXTS = Texts("en")


class Said:
    """What handlers know of a language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def get(self, key: str, **values: Any) -> str:
        return TEXTS.get(key, self.locale, **values)


def shown(words: str, *shares: tuple[str, int], locale: str = "en") -> str:
    told = tuple(Share(text=text, count=1, percent=percent) for text, percent in shares)
    return popup_text(Tapped(words=words, shares=told), Said(locale))  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("locale", "line"), [("en", "Red 61% · Blue 39%"), ("ru", "Red 61\u00a0% · Blue 39\u00a0%")]
)
def test_shares_stand_below_the_words(locale: str, line: str) -> None:
    assert plain(shown("Thanks!", ("Red", 61), ("Blue", 39), locale=locale)) == f"Thanks!\n\n{line}"


def test_without_shares_there_are_the_words_alone() -> None:
    assert shown("Thanks!") == "Thanks!"


def test_long_labels_are_cut_and_too_many_left_out() -> None:
    cut = plain(
        shown("Thanks!", *[(f"{n} is a long answer with many words", 10) for n in range(5)])
    )
    assert cut.startswith("Thanks!\n\n0 is a")
    assert "…" in cut
    assert shown("Thanks!", *[("Answer", 1)] * 50) == "Thanks!"
    assert shown("x" * 200, ("Red", 100)) == "x" * 200


@given(st.text(min_size=1, max_size=100), st.lists(st.tuples(st.text(), st.integers(0, 100))))
def test_it_always_fits(words: str, shares: list[tuple[str, int]]) -> None:
    assert units(shown(words, *shares)) <= LONGEST


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize(
    "key", ["answer-preview", "unknown-button", "leave-preview", "leave-not-subscribed"]
)
def test_our_own_words_fit_too(key: str, locale: str) -> None:
    assert units(TEXTS.get(key, locale)) <= LONGEST


def test_what_a_button_carries_is_what_a_tap_is_read_as() -> None:
    assert Answer.unpack("answer:5:1:2") == Answer(run_id=5, variant=1, button=2)
    assert Unsubscribe.unpack("unsubscribe:5") == Unsubscribe(run_id=5)
