"""Progress and reports in words."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.call import Call
from broadcast.doors.forecast import Speed, Stands
from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.content import Content
from db.audience.audience import Audience
from db.audience.facts import CannotAsk, Missing
from db.schema.reasons import FailedShare
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from handlers.admin.control.runs import cancel_question
from handlers.admin.progress.words.figures import bar
from handlers.admin.progress.words.hours import HourLines
from handlers.admin.progress.words.message import Words
from handlers.admin.progress.words.pauses import REASON_KEYS, pause_words
from handlers.admin.wording.durations import shown_duration
from handlers.language.texts import Texts

STILL = Speed(rate=0.0, seconds_left=None)
NOON = int(datetime(2026, 12, 1, 12, tzinfo=UTC).timestamp())


def saying(messages: int) -> str:
    calls = tuple(Call(method="sendMessage", params={"text": str(n)}) for n in range(messages))
    return Content(message=calls).dump()


def broadcast(state: BroadcastState = BroadcastState.RUNNING, **figures: int) -> Broadcast:
    return Broadcast(
        id=1,
        state=state,
        title="News",
        content=saying(1),
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
        "📣 Sending: \u2068News\u2069 · #1",
        "░░░░░░░░░░░░ 7%",
        "✅ Sent: 900 of 12345",
        "🚫 Blocked: 5",
        "📵 Unreachable: 4",
        "⏭ Skipped: 3",
        "❌ Failed: 2",
        "❔ Uncertain: 1",
        "⚡️ 25 messages/s, about 7 min 37 s to go",
    ]


def test_where_lost_answers_alone_are_looked_into_no_pace_is_told(words: Words) -> None:
    looking = broadcast(total=305, sent=275, uncertain=30, in_doubt=30)
    assert "to go" not in words.message(looking, Speed(rate=34.0, seconds_left=1.0))


def test_the_question_before_it_is_cancelled_counts_those_in_doubt_too() -> None:
    """“0 people will not get it” was not the whole truth."""
    looking = broadcast(total=62, sent=55, uncertain=7, in_doubt=7)
    asked = cancel_question(looking, Texts("en"), "en").splitlines()
    assert ("0 people" in asked[0], "7 at most" in asked[1]) == (True, True)
    told = replace(looking, figures=replace(looking.figures, in_doubt=0))
    assert len(cancel_question(told, Texts("en"), "en").splitlines()) == 1


def test_chats_that_wait_are_told_with_the_way_out(words: Words) -> None:
    running = broadcast(total=100, sent=97)
    lines = words.message(
        running, Speed(rate=0.0, seconds_left=None, waiting=3, waiting_seconds=3_000.0)
    ).splitlines()
    assert lines[-1] == (
        "🐢 3 chats ask us to wait (slow mode, for example), the first one another 50 min. "
        "Cancel ends the broadcast without them."
    )


def test_what_is_zero_has_no_line(words: Words) -> None:
    """Ten lines of zeros pushed the chat off the screen."""
    running = broadcast(total=12345, sent=900)
    assert words.message(running, Speed(rate=25.04, seconds_left=3_599.0)).splitlines() == [
        "📣 Sending: \u2068News\u2069 · #1",
        "░░░░░░░░░░░░ 7%",
        "✅ Sent: 900 of 12345",
        "⚡️ 25 messages/s, about 1 h to go",
    ]
    assert words.message(broadcast(total=5), STILL).splitlines()[2:] == ["✅ Sent: 0 of 5"]


@pytest.mark.parametrize(
    ("rate", "english", "russian"),
    [(61.02, "61", "61"), (9.97, "10", "10"), (3.0, "3", "3"), (0.44, "0.4", "0,4")],
)
def test_a_rate_is_as_exact_as_it_is_of_use(rate: float, english: str, russian: str) -> None:
    for locale, shown in (("en", english), ("ru", russian)):
        running = broadcast(total=9, sent=1)
        line = Words(Texts("en"), locale).message(running, Speed(rate=rate, seconds_left=None))
        assert line.splitlines()[-1].split()[1] == shown


@pytest.mark.parametrize(
    "detail",
    [
        FailedShare(bad=5, of=9, words="Bad Request: TOPIC_FROZEN").dump(),
        "5/9 (55%): Bad Request: TOPIC_FROZEN",  # of the version before
    ],
)
def test_who_failed_is_told_with_figures_and_telegrams_words(words: Words, detail: str) -> None:
    paused = replace(
        broadcast(BroadcastState.PAUSED, total=9, sent=4, failed=5),
        pause_reason=PauseReason.FAILURES,
        pause_detail=detail,
    )
    assert "5/9 (55%)" in words.message(paused, STILL)
    assert "“\u2068Bad Request: TOPIC_FROZEN\u2069”" in words.message(paused, STILL)


def test_twice_was_chosen(words: Words) -> None:
    """Whoever was uncertain and got it again may have it twice, which no report said."""
    again = replace(
        broadcast(BroadcastState.FINISHED, total=3, sent=3),
        parent_id=1,
        audience=Audience(again=(DeliveryState.UNCERTAIN,)).dump(),
    )
    assert "an admin chose to send it again" in words.message(again, STILL)
    failed = replace(again, audience=Audience(again=(DeliveryState.FAILED,)).dump())
    assert "chose" not in words.message(failed, STILL)


def test_the_report_of_a_finished_one(words: Words) -> None:
    over = replace(
        broadcast(BroadcastState.FINISHED, total=900, sent=899, uncertain=1), finished_at=136
    )
    report = words.message(over, STILL)
    assert "It took 36 s, 25 messages/s on average." in report
    assert "1 recipient is uncertain" in report


def test_messages_a_second_are_messages_where_each_gets_several(words: Words) -> None:
    over = replace(
        broadcast(BroadcastState.FINISHED, total=900, sent=900),
        content=saying(3),
        finished_at=136,
    )
    assert "It took 36 s, 75 messages/s on average." in words.message(over, STILL)


def test_the_report_of_a_cancelled_one_says_what_skipped_means(words: Words) -> None:
    over = replace(broadcast(BroadcastState.CANCELLED, total=9, sent=4, skipped=5), finished_at=100)
    assert "are counted as skipped" in words.message(over, STILL)


def test_a_cancelled_one_is_not_over_before_the_last_answer(words: Words) -> None:
    ending = broadcast(BroadcastState.CANCELLED, total=9, sent=4, skipped=4)
    assert not ending.is_over
    assert "Left: 1" in words.message(ending, STILL)


def test_how_many_answers_were_lost_is_no_word_of_telegrams() -> None:
    share = FailedShare(bad=6, of=20).dump()
    said = pause_words(PauseReason.UNCERTAIN, share, Texts("en"), "en")
    assert said.endswith(": 6/20 (30%)")
    assert "Telegram says" not in said


@pytest.mark.parametrize("reason", list(PauseReason))
def test_every_reason_has_words_in_every_language(reason: PauseReason) -> None:
    texts = Texts("en")
    said = {pause_words(reason, "why", texts, language.code) for language in texts.locales}
    assert len(said) == len(texts.locales)
    assert all("why" in text for text in said)
    assert len(REASON_KEYS) == len(PauseReason)


@pytest.mark.parametrize("missing", list(Missing))
def test_what_is_gone_is_named_with_what_to_do(missing: Missing) -> None:
    texts, detail = Texts("en"), CannotAsk(missing, "vip").dump()
    said = pause_words(PauseReason.AUDIENCE, detail, texts, "en")
    assert ("vip" in said) is (missing not in (Missing.TOPIC, Missing.LIST))
    assert "Cancel it" in said
    assert "Something" not in said
    assert "Чего-то" not in pause_words(PauseReason.AUDIENCE, detail, texts, "ru")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-3, "1 s"),
        (0.4, "1 s"),
        (59.6, "1 min"),
        (61, "1 min 1 s"),
        (3_600, "1 h"),
        (3_590, "1 h"),
        (754, "13 min"),
        (90_061, "25 h 1 min"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert shown_duration(seconds, Texts("en"), "en") == text


@pytest.mark.parametrize(
    ("count", "word"),
    [(1, "получатель:"), (2, "получателя:"), (5, "получателей:"), (1001, "1001 получатель:")],
)
def test_russian_plurals(count: int, word: str) -> None:
    over = broadcast(BroadcastState.FINISHED, total=count, uncertain=count)
    assert word in Words(Texts("en"), "ru").message(over, STILL)


@given(st.integers(-5, 2_000_000), st.integers(0, 1_000_000))
def test_the_bar_is_always_as_long(sent: int, total: int) -> None:
    cells = bar(Figures(total=total, sent=sent)).split(" ")[0]
    assert len(cells) == 12


@pytest.mark.parametrize(
    ("messages", "line"),
    [
        (2, "✂️ Got only the first of the 2 messages: 4"),
        (3, "✂️ Got only the first ones of the 3 messages: 4"),
    ],
)
def test_who_got_only_a_part_has_a_line(words: Words, messages: int, line: str) -> None:
    ended = replace(
        broadcast(BroadcastState.FINISHED, total=9, sent=5, blocked=4, partial=4),
        content=saying(messages),
    )
    lines = words.message(ended, STILL).splitlines()
    assert lines.index(line) == lines.index("🚫 Blocked: 4") + 1


def test_whoever_was_too_late_is_counted(words: Words) -> None:
    over = broadcast(BroadcastState.FINISHED, total=9, sent=4, skipped=5, expired=5)
    assert "⌛️ Of the skipped, too late for it: 5" in words.message(over, STILL)


@pytest.mark.parametrize(
    ("until", "everybody", "said"),
    [
        (NOON + 3_600, True, "🌙 Stands still until 13:00; 7 wait. It goes on by itself."),
        (NOON + 72_000, True, "🌙 Stands still until 08:00 tomorrow; 7 wait."),
        (NOON + 259_200, True, "🌙 Stands still until 4 Dec, 12:00; 7 wait."),
        (NOON + 3_600, False, "🌙 It is not the hour yet for 7 of them; for the next it is at 13:"),
    ],
)
def test_until_when_it_stands_still(until: int, everybody: bool, said: str) -> None:
    stands = Stands(until=until, people=7, everybody=everybody)
    hours = HourLines(Texts("en"), "en", now=NOON, timezone=ZoneInfo("UTC"))
    running = broadcast(total=9, sent=2)
    [line] = hours.of(running, Speed(rate=0.0, seconds_left=None, stands=stands))
    assert line.startswith(said)
    paused = broadcast(BroadcastState.PAUSED, total=9, sent=2)
    assert hours.of(paused, Speed(rate=0.0, seconds_left=None, stands=stands)) == []


@pytest.mark.parametrize(
    ("ends", "everybody", "said"),
    [
        (NOON + 1_800, True, "🌙 Stands still until its end at 12:30: 7 of them will not get it"),
        (NOON + 3_600, True, "🌙 Stands still until its end at 13:00: 7 of them will not get it"),
        (NOON + 1_800, False, "🌙 It ends at 12:30, before the hour comes for 7 of them"),
        (NOON + 3_601, True, "🌙 Stands still until 13:00; 7 wait. It goes on by itself."),
    ],
)
def test_what_ends_before_it_may_go_on_does_not_say_that_it_will(
    ends: int, everybody: bool, said: str
) -> None:
    content = Content(message=(Call(method="sendMessage", params={"text": "Hi"}),))
    limited = content.with_options(replace(content.options, expires_at=ends)).dump()
    hours = HourLines(Texts("en"), "en", now=NOON, timezone=ZoneInfo("UTC"))
    running = replace(broadcast(total=9, sent=2), content=limited)
    stands = Stands(until=NOON + 3_600, people=7, everybody=everybody)
    lines = hours.of(running, Speed(rate=0.0, seconds_left=None, stands=stands))
    assert lines[0].startswith(said)
    assert len(lines) == (2 if "goes on" in said else 1)


def test_until_when_it_may_be_sent_is_said_while_it_is() -> None:
    content = Content(message=(Call(method="sendMessage", params={"text": "Hi"}),))
    limited = content.with_options(replace(content.options, expires_at=NOON + 3_600)).dump()
    hours = HourLines(Texts("en"), "en", now=NOON, timezone=ZoneInfo("UTC"))
    running = replace(broadcast(total=9, sent=2), content=limited)
    assert hours.of(running, STILL) == ["⌛️ Not after 13:00 today"]
    over = replace(broadcast(BroadcastState.FINISHED, total=9, sent=9), content=limited)
    assert hours.of(over, STILL) == []
