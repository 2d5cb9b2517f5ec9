"""What is typed in the windows of versions, and what a draft's notes know of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.admin.compose.traces import ChatTraces, MessageTrace, SourceItem, VariantKey
from handlers.admin.compose.versions.typed import read_percent, read_time

HOUR = 3_600  # seconds
KEYS = st.builds(VariantKey, st.integers(0, 3), st.none() | st.sampled_from(["pt", "pt-br", "ru"]))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(
            ("6", 6 * HOUR),
            ("6 h", 6 * HOUR),
            ("6ч", 6 * HOUR),
            ("90 min", 5_400),
            ("2d", 48 * HOUR),
        ),
        *(("10 мин.", 600), ("14 д", 336 * HOUR), ("336", 336 * HOUR), ("9 min", None)),
        *(
            ("15 d", None),
            ("0", None),
            ("337", None),
            ("six", None),
            ("-6", None),
            ("6 weeks", None),
        ),
        *(("1e3", None), ("99999999999", None), ("", None), ("\u0665", 5 * HOUR)),
    ],
)
def test_a_time_is_read_with_its_unit(text: str, seconds: int | None) -> None:
    assert read_time(text) == seconds


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        *(("15", 15), (" 15 % ", 15), ("15%", 15), ("50", 50), ("51", None), ("0", None)),
        *(("1.5", None), ("-5", None), ("half", None), ("1e1", None), ("9" * 30, None), ("", None)),
    ],
)
def test_a_share_is_a_whole_number_up_to_what_is_left(text: str, percent: int | None) -> None:
    assert read_percent(text, 50) == percent


@given(KEYS)
def test_a_variant_is_known_by_its_name(key: VariantKey) -> None:
    assert VariantKey.named(key.name) == key


def test_drafts_of_before_knew_languages_alone() -> None:
    traces = ChatTraces.read({"versions": {"pt-br": [{"items": [[5, "f"]]}]}})
    assert traces.variant_with(5) == VariantKey(0, "pt-br")


def trace(message_id: int) -> tuple[MessageTrace, ...]:
    return (MessageTrace(items=(SourceItem(message_id=message_id, face="f"),), lost=("media",)),)


def test_what_was_sent_for_the_first_is_of_no_copy() -> None:
    first = ChatTraces(sources=trace(1), variants={VariantKey(0, "pt"): trace(2)})
    copied = first.copied(1)
    assert copied.keys == (*first.keys, VariantKey(1), VariantKey(1, "pt"))
    assert copied.of(VariantKey(1)) == (MessageTrace(lost=("media",)),)
    assert copied.where([1], VariantKey(1)) is None
    assert copied.variant_with(2) == VariantKey(0, "pt")


def test_the_later_ones_move_up_where_one_goes() -> None:
    three = ChatTraces(
        sources=trace(1),
        variants={
            VariantKey(0, "pt"): trace(2),
            VariantKey(1): trace(3),
            VariantKey(2): trace(4),
            VariantKey(2, "pt"): trace(5),
        },
    )
    left = three.without_version(0)
    assert left.sources == trace(3)
    assert left.variants == {VariantKey(1): trace(4), VariantKey(1, "pt"): trace(5)}
    assert three.without_version(2).without_version(1).keys == (VariantKey(), VariantKey(0, "pt"))
