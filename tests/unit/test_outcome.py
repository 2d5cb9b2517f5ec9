"""What each answer of Telegram means for a recipient."""

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

from broadcast.answer import UNSAID_BAN
from broadcast.outcome import LONGEST_DETAIL, Verdict, classify

METHOD = SendMessage(chat_id=1, text="x")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Forbidden: bot was blocked by the user", Verdict.BLOCKED),
        ("Forbidden: user is deactivated", Verdict.DEACTIVATED),
        ("Forbidden: bot can't initiate conversation with a user", Verdict.UNREACHABLE),
        ("Bad Request: chat not found", Verdict.UNREACHABLE),
        ("Forbidden: bot was kicked from the group chat", Verdict.BLOCKED),
        ("Forbidden: bot was kicked from the supergroup chat", Verdict.BLOCKED),
        ("Forbidden: bot is not a member of the channel chat", Verdict.BLOCKED),
        ("Forbidden: the group chat was deleted", Verdict.BLOCKED),
        ("Bad Request: not enough rights to send text messages to the chat", Verdict.FAILED),
        ("Bad Request: have no write access to the chat", Verdict.FAILED),
        ("Bad Request: need administrator rights in the channel chat", Verdict.FAILED),
        ("Bad Request: message text is empty", Verdict.CONTENT),
        ("Bad Request: message is too long", Verdict.CONTENT),
        ("Bad Request: message caption is too long", Verdict.CONTENT),
        ("Bad Request: can't parse entities: Unsupported start tag", Verdict.CONTENT),
        ("Bad Request: wrong file identifier/HTTP URL specified", Verdict.CONTENT),
        ("Bad Request: BUTTON_URL_INVALID", Verdict.CONTENT),
        ("Bad Request: BUTTON_DATA_INVALID", Verdict.CONTENT),
        ("Bad Request: message to copy not found", Verdict.CONTENT),
        ("Bad Request: message is not modified: specified new message", Verdict.SENT),
        ("Bad Request: something nobody has heard of", Verdict.CONTENT),
    ],
)
@pytest.mark.parametrize("spelled_as", [TelegramBadRequest, TelegramForbiddenError])
def test_refusals_are_read_by_their_text_whatever_their_code(
    text: str, verdict: Verdict, spelled_as: type[TelegramAPIError]
) -> None:
    if "nobody has heard" in text and spelled_as is TelegramForbiddenError:
        verdict = Verdict.BLOCKED  # an unknown 403 is still a closed door
    assert classify(spelled_as(METHOD, text.upper()), left=True).verdict is verdict


def test_a_ban_says_how_long() -> None:
    outcome = classify(TelegramRetryAfter(METHOD, "Too Many Requests", 35), left=True)
    assert (outcome.verdict, outcome.retry_after) == (Verdict.FLOODED, 35)


def test_a_ban_that_does_not_say_how_long_is_waited_out_all_the_same() -> None:
    outcome = classify(TelegramAPIError(METHOD, "Too Many Requests"), left=True)
    assert (outcome.verdict, outcome.retry_after) == (Verdict.FLOODED, UNSAID_BAN)


def test_a_migrated_group_says_where_it_is() -> None:
    outcome = classify(TelegramMigrateToChat(METHOD, "upgraded", -100), left=True)
    assert (outcome.verdict, outcome.new_chat_id) == (Verdict.MIGRATED, -100)


def html(status: int | None) -> Verdict:
    error = ClientDecodeError("Failed to decode object", ValueError("<html>"), "<html>")
    return classify(error, left=True, status=status).verdict


def test_an_answer_that_cannot_be_read_is_judged_by_its_status() -> None:
    assert html(200) is Verdict.SENT
    assert html(502) is Verdict.UNCERTAIN
    assert html(504) is Verdict.UNCERTAIN
    assert html(429) is Verdict.FLOODED
    assert html(302) is Verdict.UNCERTAIN
    assert html(None) is Verdict.UNCERTAIN


def test_the_status_counts_even_when_the_body_is_cut_off() -> None:
    lost = TelegramNetworkError(METHOD, "ServerDisconnectedError")
    assert classify(lost, left=True, status=200).verdict is Verdict.SENT
    assert classify(lost, left=True, status=429).verdict is Verdict.FLOODED
    assert classify(lost, left=True, status=502).verdict is Verdict.UNCERTAIN


def test_a_ban_is_a_ban_whatever_it_says() -> None:
    outcome = classify(TelegramAPIError(METHOD, "slow down"), left=True, status=429)
    assert (outcome.verdict, outcome.retry_after) == (Verdict.FLOODED, UNSAID_BAN)


def test_what_is_kept_of_an_answer_is_short_and_plain() -> None:
    outcome = classify(TelegramBadRequest(METHOD, "\ud800" + "x" * 5000), left=True)
    assert outcome.detail is not None
    assert len(outcome.detail) <= LONGEST_DETAIL
    outcome.detail.encode()


@pytest.mark.parametrize(
    "error",
    [
        TelegramServerError(METHOD, "Internal Server Error"),
        RestartingTelegram(METHOD, "Internal Server Error: restart"),
    ],
)
def test_a_server_error_may_have_sent_it(error: Exception) -> None:
    assert classify(error, left=True).verdict is Verdict.UNCERTAIN


@pytest.mark.parametrize("error", [TelegramNetworkError(METHOD, "timeout"), OSError("lost")])
def test_a_lost_connection_is_ambiguous_only_if_bytes_left(error: Exception) -> None:
    assert classify(error, left=False).verdict is Verdict.NOT_SENT
    assert classify(error, left=True).verdict is Verdict.UNCERTAIN


def test_the_rest_of_the_table() -> None:
    assert classify(TelegramUnauthorizedError(METHOD, "Unauthorized"), left=True).verdict is (
        Verdict.TOKEN
    )
    assert classify(TelegramEntityTooLarge(METHOD, "too large"), left=True).verdict is (
        Verdict.CONTENT
    )
    assert classify(TelegramNotFound(METHOD, "Not Found"), left=True).verdict is Verdict.CONTENT
