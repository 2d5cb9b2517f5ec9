"""Progress and reports in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.forecast import Speed
from broadcast.model import Broadcast, BroadcastState, Figures, PauseReason
from handlers.admin.progress.words import REASON_KEYS, Words, bar
from handlers.texts import Texts

STILL = Speed(rate=0.0, seconds_left=None)


def broadcast(state: BroadcastState = BroadcastState.RUNNING, **figures: int) -> Broadcast:
    return Broadcast(
        id=1,
        state=state,
        title="News",
        content="{}",
        created_by=1,
        created_at=90,
        launched_by=1,
        launched_at=100,
        finished_at=None,
        pause_reason=None,
        pause_detail=None,
        figures=Figures(**figures),
        run_id=1,
    )


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(Texts("en"), "en")


def test_progress_line_by_line(words: Words) -> None:
    running = broadcast(
        total=12345, sent=900, blocked=5, unreachable=4, skipped=3, failed=2, uncertain=1
    )
    assert words.message(running, Speed(rate=25.04, seconds_left=457.4)).splitlines() == [
        "📣 Sending: \u2068News\u2069",
        "░░░░░░░░░░░░ 7%",
        "",
        "👥 Recipients: 12345",
        "✅ Sent: 900",
        "🚫 Blocked: 5",
        "📵 Unreachable: 4",
        "⏭ Skipped: 3",
        "❌ Failed: 2",
        "❔ Uncertain: 1",
        "⏳ Left: 11430",
        "",
        "⚡️ 25.0 messages/s, about 7 min 37 s to go",
    ]


def test_the_report_of_a_finished_one(words: Words) -> None:
    over = replace(
        broadcast(BroadcastState.FINISHED, total=900, sent=899, uncertain=1), finished_at=136
    )
    report = words.message(over, STILL)
    assert "It took 36 s, 25.0 messages/s on average." in report
    assert "For 1 recipient Telegram’s answer was lost" in report


def test_the_report_of_a_cancelled_one_says_why_it_stood(words: Words) -> None:
    over = replace(
        broadcast(BroadcastState.CANCELLED, total=9, sent=4, skipped=5),
        finished_at=100,
        pause_reason=PauseReason.CONTENT,
        pause_detail="Bad Request: BUTTON_URL_INVALID",
    )
    report = words.message(over, STILL)
    assert "is counted as skipped" in report
    assert "BUTTON_URL_INVALID" in report


def test_a_cancelled_one_is_not_over_before_the_last_answer(words: Words) -> None:
    ending = broadcast(BroadcastState.CANCELLED, total=9, sent=4, skipped=4)
    assert not ending.is_over
    assert "Left: 1" in words.message(ending, STILL)


@pytest.mark.parametrize("reason", list(PauseReason))
def test_every_reason_has_words_in_every_language(reason: PauseReason) -> None:
    texts = Texts("en")
    said = {Words(texts, language.code).reason(reason, "why") for language in texts.locales}
    assert len(said) == len(texts.locales)
    assert all("why" in text for text in said)
    assert len(REASON_KEYS) == len(PauseReason)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-3, "1 s"),
        (0.4, "1 s"),
        (59.6, "1 min 0 s"),
        (61, "1 min 1 s"),
        (3_600, "1 h 0 min"),
        (90_061, "25 h 1 min"),
    ],
)
def test_durations(words: Words, seconds: float, text: str) -> None:
    assert words.duration(seconds) == text


@pytest.mark.parametrize(
    ("count", "word"), [(1, "получателя"), (2, "получателей"), (5, "получателей"), (1001, "1001 п")]
)
def test_russian_plurals(count: int, word: str) -> None:
    over = broadcast(BroadcastState.FINISHED, total=count, uncertain=count)
    assert word in Words(Texts("en"), "ru").message(over, STILL)


@given(st.integers(-5, 2_000_000), st.integers(0, 1_000_000))
def test_the_bar_is_always_as_long(sent: int, total: int) -> None:
    cells = bar(Figures(total=total, sent=sent)).split(" ")[0]
    assert len(cells) == 12
