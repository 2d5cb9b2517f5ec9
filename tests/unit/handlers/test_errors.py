"""Which errors are Telegram's, and which are ours."""

import errno
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiogram.methods import GetMe, TelegramMethod
from aiogram.types import ErrorEvent, Update

from botapi.errors import UNAVAILABLE
from handlers.frame.errors import Means


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        FileNotFoundError("en/admin.ftl"),
        TimeoutError(),
        ConnectionResetError(),
    ],
)
async def test_a_full_disk_was_called_telegrams_and_nobody_got_a_sorry(error: Exception) -> None:
    event = ErrorEvent(update=Update(update_id=1), exception=error)
    assert not await Means(UNAVAILABLE)(event)


@pytest.mark.parametrize("kind", [TelegramNetworkError, TelegramServerError])
async def test_a_call_that_got_no_answer_is_telegrams(
    kind: type[TelegramNetworkError | TelegramServerError],
) -> None:
    method: TelegramMethod[Any] = GetMe()
    error = kind(method=method, message="gone")
    assert await Means(UNAVAILABLE)(ErrorEvent(update=Update(update_id=1), exception=error))
