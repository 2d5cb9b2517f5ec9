"""Why recipients failed, in words; and which reports are remembered."""

import pytest

from broadcast.doors.reports import ReasonGroup
from broadcast.model.broadcast import Figures
from db.admins.progress_messages import ProgressMessage
from db.schema.reasons import FailedShare, OwnReason, own_reason
from db.schema.states import DeliveryState, SkipReason
from handlers.admin.browse.recipients.getters import SKIP_KEYS
from handlers.admin.progress.shown import REMEMBERED, Reports, Shown
from handlers.admin.progress.words.reasons import (
    LONGEST,
    MOST_SHOWN,
    OWN_KEYS,
    WHY_KEYS,
    Why,
    why_lines,
)
from handlers.language.texts import Texts

TEXTS = Texts("en")


def failed(reason: str | None, count: int = 1) -> ReasonGroup:
    return ReasonGroup(state=DeliveryState.FAILED, reason=reason, count=count)


def uncertain(reason: str | None, count: int = 1) -> ReasonGroup:
    return ReasonGroup(state=DeliveryState.UNCERTAIN, reason=reason, count=count)


def lines(*groups: ReasonGroup, **figures: int) -> list[str]:
    state = groups[0].state if groups else DeliveryState.FAILED
    return why_lines(groups, state, Figures(**figures), TEXTS, "en")


def test_reasons_that_sound_alike_are_one() -> None:
    assert lines(
        failed("Bad Request: CHAT_WRITE_FORBIDDEN"),
        failed("Bad Request: not enough rights to send", 4),
        failed("Bad Request: something new", 2),
        failed("Bad Request: something else", 1),
        failed=8,
    ) == [
        "• 5 × the bot may not write there",
        "• 2 × Telegram refused the message for them: “\u2068Bad Request: something new\u2069”",
        "• 1 × Telegram refused the message for them: “\u2068Bad Request: something else\u2069”",
    ]


def test_who_is_not_among_the_reasons_is_counted() -> None:
    """Only so many are looked at; the counter knows of all."""
    groups = [uncertain(reason) for reason in ("no-answer", "Bad Gateway", "stopped")]
    shown = lines(*groups, uncertain("connection-lost"), uncertain=900)
    assert len(shown) == MOST_SHOWN + 2
    assert shown[-2:] == ["• others: 1", "• not sorted by reason: 896"]


def test_five_thousand_of_one_reason_are_not_told_as_of_other_ones() -> None:
    """It said "500 × …, others: 4500", and there was no other reason."""
    shown = lines(failed("x", 500), failed=5_000)
    assert shown[-1] == "• not sorted by reason: 4500"
    assert not any("others" in line for line in shown)


@pytest.mark.parametrize("words", [None, "Bad Request: a: b (1%)", '{"bad": 1}'])
def test_a_share_comes_back_as_it_was(words: str | None) -> None:
    share = FailedShare(bad=12, of=20, words=words)
    assert FailedShare.load(share.dump()) == share


@pytest.mark.parametrize("detail", ["", "Bad Request: 5/9", "[1]", "5/0 (0%)", '{"bad": 1}', "7"])
def test_what_is_no_share_is_none(detail: str) -> None:
    assert FailedShare.load(detail) is None


def test_a_share_of_the_version_before_is_read() -> None:
    assert FailedShare.load("6/20 (30%)") == FailedShare(bad=6, of=20)
    told = FailedShare.load("12/20 (60%): Bad Request: a: b\nc")
    assert told == FailedShare(bad=12, of=20, words="Bad Request: a: b\nc")


def test_telegrams_words_stay_on_their_line() -> None:
    shown = lines(failed("turned \u202e\n" + "long " * 99), failed=1)
    assert len(shown) == 1
    assert "\u202e" not in shown[0]
    assert len(shown[0]) < LONGEST + 60
    assert lines(failed(None), failed=1) == ["• 1 × Telegram refused the message for them"]


def test_nothing_failed() -> None:
    assert lines() == []


@pytest.mark.parametrize("part", list(WHY_KEYS))
def test_every_known_reason_has_words_of_its_own(part: str) -> None:
    assert TEXTS.get(WHY_KEYS[part], "en") in lines(failed(part.upper()), failed=1)[0]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "reason",
    [
        *OwnReason,
        # As older ledgers have them: English sentences, and names of exceptions.
        "no answer in time",
        "the program ended before the answer came",
        "the server answered with something that is not JSON",
        "HTTP 502 is no answer",
        "ServerDisconnectedError",
        "ClientOSError: [Errno 32] Broken pipe",
    ],
)
def test_what_broke_here_is_told_in_the_language_of_the_reader(reason: str, language: str) -> None:
    """Names of exceptions and English sentences stood in Russian reports."""
    state = DeliveryState.UNCERTAIN
    why = Why.of(reason, state)
    assert why.quoted is None
    assert why.said(TEXTS, language, 1) != why.said(TEXTS, "ru" if language == "en" else "en", 1)
    assert reason != why.of_one(TEXTS, language)


def test_telegrams_own_words_are_never_taken_for_ours() -> None:
    for words in ("Bad Request: TOPIC_CLOSED", "Forbidden: bot was blocked by the user", ""):
        assert own_reason(words) is None
    assert len(OWN_KEYS) == len(OwnReason)


def shown(broadcast_id: int, chat_id: int = 1) -> Shown:
    message = ProgressMessage(broadcast_id=broadcast_id, chat_id=chat_id, message_id=5)
    return Shown(message=message, due_at=0.0)


def test_only_the_latest_reports_are_remembered() -> None:
    reports = Reports()
    for broadcast_id in range(REMEMBERED):
        reports.remember(shown(broadcast_id))
    reports.remember(shown(0))
    reports.remember(shown(REMEMBERED))
    assert reports.pop((1, 1)) is None
    assert reports.pop((0, 1)) is not None
    assert reports.pop((0, 1)) is None


def test_all_reports_of_a_broadcast_are_taken_at_once() -> None:
    reports = Reports()
    for chat_id in (1, 2, 3):
        reports.remember(shown(7, chat_id))
        reports.remember(shown(8, chat_id))
    assert [one.message.chat_id for one in reports.pop_all(7)] == [1, 2, 3]
    assert reports.pop_all(7) == []
    assert reports.pop((8, 2)) is not None


def test_every_reason_for_which_somebody_is_skipped_has_words() -> None:
    assert set(SKIP_KEYS) == set(SkipReason)
    assert all(TEXTS.get(key, "en") != key for key in SKIP_KEYS.values())
