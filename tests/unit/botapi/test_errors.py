"""What a failed call means, whatever it was."""

from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChatMember,
    PinChatMessage,
    SendMessage,
    TelegramMethod,
    UnpinChatMessage,
)
from aiohttp import ServerDisconnectedError

from botapi.call import Call, prepare_call
from botapi.errors import Meaning, meaning, status_of, wait_of, words_of
from botapi.methods import CallKind
from botapi.outcome import SUSPICIOUS, Verdict
from botapi.reading import read
from botapi.refusals import PHRASES, judge_refusal
from botapi.reply import NoAnswer, Reply, TooLong, Unreadable

SEND = SendMessage(chat_id=1, text="")
OTHERS = [CallKind.EDIT, CallKind.DELETE, CallKind.PIN, CallKind.TAP, CallKind.MEMBERS]


def called(kind: type[TelegramMethod[Any]]) -> TelegramMethod[Any]:
    method: TelegramMethod[Any] = kind.model_construct()
    return method


@pytest.mark.parametrize(
    ("method", "words", "meant"),
    [
        (EditMessageText, "message is not modified: specified new message", Meaning.UNCHANGED),
        (EditMessageReplyMarkup, "MESSAGE IS NOT MODIFIED", Meaning.UNCHANGED),
        (EditMessageMedia, "message to edit not found", Meaning.GONE),
        (EditMessageText, "message can't be edited", Meaning.FIXED),
        (EditMessageText, "the moon is full", Meaning.REFUSED),
        (DeleteMessage, "message to delete not found", Meaning.GONE),
        (DeleteMessages, "message can't be deleted for everyone", Meaning.FIXED),
        (PinChatMessage, "message to pin not found", Meaning.GONE),
        (UnpinChatMessage, "message to unpin not found", Meaning.GONE),
        (AnswerCallbackQuery, "query is too old and response timeout expired", Meaning.GONE),
        (GetChatMember, "member list is inaccessible", Meaning.HIDDEN),
        (SendMessage, "message to edit not found", Meaning.REFUSED),
    ],
)
def test_a_refusal_is_read_by_the_kind_of_the_call(
    method: type[TelegramMethod[Any]], words: str, meant: Meaning
) -> None:
    assert meaning(TelegramBadRequest(called(method), f"Bad Request: {words}")) is meant


@pytest.mark.parametrize(
    ("error", "meant", "status"),
    [
        (TelegramRetryAfter(SEND, "Too Many Requests", 7), Meaning.WAIT, "429"),
        (TelegramForbiddenError(SEND, "Forbidden: odd"), Meaning.NOBODY, "403"),
        (TelegramUnauthorizedError(SEND, "Unauthorized"), Meaning.TOKEN, "401"),
        (TelegramNotFound(SEND, "Not Found"), Meaning.TOKEN, "404"),
        (TelegramConflictError(SEND, "Conflict"), Meaning.CONFLICT, "409"),
        (TelegramMigrateToChat(SEND, "moved", -100), Meaning.MOVED, "400"),
        (TelegramBadRequest(SEND, "Bad Request: odd"), Meaning.REFUSED, "400"),
        (TelegramEntityTooLarge(SEND, "too large"), Meaning.REFUSED, "413"),
        (TelegramServerError(SEND, "Internal"), Meaning.UNANSWERED, "500"),
        (TelegramNetworkError(SEND, "lost"), Meaning.UNANSWERED, "network"),
        (NoAnswer(SEND, "HTTP 502"), Meaning.UNANSWERED, "undecodable"),
        (TooLong(SEND, "without an end"), Meaning.UNANSWERED, "undecodable"),
        (Unreadable(SEND, "odd"), Meaning.UNREADABLE, "undecodable"),
        (TimeoutError(), Meaning.UNANSWERED, "network"),
        (ServerDisconnectedError(), Meaning.UNANSWERED, "network"),
        (RuntimeError("ours"), Meaning.FAULT, "network"),
    ],
)
def test_each_error_has_one_meaning(error: Exception, meant: Meaning, status: str) -> None:
    assert (meaning(error), status_of(error)) == (meant, status)


def test_only_a_429_asks_to_wait() -> None:
    assert wait_of(TelegramRetryAfter(SEND, "Too Many Requests", 7)) == 7
    assert wait_of(TelegramServerError(SEND, "retry after 7")) == 0


def test_what_is_logged_of_an_error_tells_no_address_and_has_one_line() -> None:
    assert words_of(NoAnswer(SEND, "HTTP 502\n<html>")) == "HTTP 502"
    assert words_of(OSError("http://localhost/bot42:secret/sendMessage")) == "OSError"


@pytest.mark.parametrize("kind", [kind for kind in OTHERS if kind is not CallKind.EDIT])
@pytest.mark.parametrize("words", ["the moon is full", *(phrase for phrase, _ in PHRASES)])
def test_only_what_says_something_is_refused_for_what_it_says(kind: CallKind, words: str) -> None:
    assert judge_refusal(words, 400, kind) not in SUSPICIOUS


@pytest.mark.parametrize(
    ("method", "words", "verdict"),
    [
        ("editMessageText", "message is not modified", Verdict.SENT),
        ("editMessageText", "message to edit not found", Verdict.GONE),
        ("editMessageText", "message can't be edited", Verdict.FIXED),
        ("editMessageText", "the moon is full", Verdict.UNKNOWN),
        ("editMessageText", "message is too long", Verdict.CONTENT),
        ("editMessageText", "bot was blocked by the user", Verdict.BLOCKED),
        ("deleteMessage", "message can't be deleted", Verdict.FIXED),
        ("deleteMessage", "message to delete not found", Verdict.GONE),
        ("pinChatMessage", "message to pin not found", Verdict.GONE),
        ("deleteMessage", "the moon is full", Verdict.FAILED),
        ("sendMessage", "message is not modified", Verdict.UNKNOWN),
        ("sendMessage", "the moon is full", Verdict.UNKNOWN),
    ],
)
def test_a_run_s_refusals_are_read_by_the_kind_of_its_call(
    method: str, words: str, verdict: Verdict
) -> None:
    body = b'{"ok":false,"error_code":400,"description":"Bad Request: %b"}' % words.encode()
    call = prepare_call(Call(method=method, params={}))
    assert read(Reply(status=400, body=body), chat_id=1, kind=call.kind).verdict is verdict
