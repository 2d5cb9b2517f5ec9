"""The benchmarks' arithmetic and their table."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.frame.figures import (
    Figure,
    at_least,
    at_most,
    none_of,
    per_second,
    percentile,
    reported,
)
from bench.frame.marks import HERALD, Mark
from bench.frame.part import Measured, Part
from bench.frame.report import render, section
from bench.parts.fleet.handover import longest_pause

MOMENT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


async def nothing(*, quick: bool) -> list[Figure]:
    return []


PART = Part(name="pace", title="Pace", notes="How.", measure=nothing)


def test_targets_are_met_exactly_too() -> None:
    assert at_least("rate", 29.5, 29.5, "/s").reached
    assert not at_least("rate", 29.49, 29.5, "/s").reached
    assert at_most("wait", 0.3, 0.3, "s").reached
    assert not at_most("wait", 0.31, 0.3, "s").reached
    assert none_of("lost", 0).reached
    assert not none_of("lost", 1).reached
    assert reported("median", "1 s").reached is None


def test_the_99th_percentile_of_a_hundred_is_the_second_largest() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert percentile(values, 0.99) == 99
    assert percentile(values, 1) == 100
    assert percentile([7.0], 0.5) == 7


@given(st.lists(st.floats(0, 1000), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_a_rate_counts_the_gaps() -> None:
    assert per_second([10.0, 10.5, 11.0]) == 2
    with pytest.raises(ValueError, match="two moments"):
        per_second([10.0])


def test_a_missed_target_and_a_failed_part_are_told_at_the_top() -> None:
    missed = Measured(part=PART, findings=(none_of("lost", 2), none_of("twice", 0)))
    failed = Measured(part=PART, trouble="it broke\nbadly")
    text = render([missed, failed], [("Memory", "1 GiB")], command="make bench", moment=MOMENT)
    assert "Not reached: lost (Pace); Pace (failed)." in text
    assert "| lost | 0 | 2 | **no** |" in text
    assert "| twice | 0 | 0 | yes |" in text
    assert "    badly" in text
    assert "- Memory: 1 GiB" in text
    assert "01 March 2026, 12:30 UTC" in text
    assert not missed.reached
    assert not failed.reached


def test_when_all_is_well_it_says_so() -> None:
    good = Measured(part=PART, findings=(none_of("lost", 0), reported("median", "1 s")))
    assert good.reached
    assert "Every target is reached." in render([good], [], command="x", moment=MOMENT)
    assert section(good)[-1] == "How."


def test_marks_of_all_parts_make_one_table_and_pictures_are_shown() -> None:
    ours = Measured(part=PART, findings=(Mark(what="floods", who=HERALD, value=2),))
    theirs = Measured(part=PART, findings=(Mark(what="floods", who="gather", value=50),))
    text = render([ours, theirs], [], command="x", moment=MOMENT, pictures=["moving-limit"])
    assert "|  | Herald | gather |" in text
    assert "| floods | 2 | 50 (0.04) |" in text
    assert "](pictures/moving-limit.svg)" in text


def test_a_silence_begins_with_the_last_message_before_it() -> None:
    moments = [0.0, 3.0, 3.1, 5.1, 5.2]
    assert longest_pause(moments, since=3.05) == pytest.approx(2.0)
    assert longest_pause(moments, since=1.0) == pytest.approx(3.0)
