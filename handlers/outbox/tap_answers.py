"""answerCallbackQuery, without aiogram's models: thousands may tap within seconds.

What aiohttp and aiogram do for each call takes longer than the rest of a tap, and all that while
nobody else is heard. The call goes out as those of broadcasts do (botapi/posting/posts.py).
"""

import json
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import AnswerCallbackQuery

from botapi.errors import status_of
from botapi.posting.posts import Posts
from botapi.posting.request_body import RequestBody
from botapi.reply import LINE_BROKE, Reply, broken_line, object_in, result_of
from runtime.lease import ALWAYS, Lease
from runtime.metrics import Metrics

TIMEOUT = 60.0  # seconds for a call, the wait for a connection included
# aiogram's errors want the method they belong to; only its name matters to them.
_METHOD = AnswerCallbackQuery(callback_query_id="")


class TapAnswers:
    """Counted with all other calls; Telegram counts them towards no limit."""

    def __init__(
        self, bot: Bot, metrics: Metrics, *, timeout: float = TIMEOUT, lease: Lease = ALWAYS
    ) -> None:
        self._bot = bot
        self._metrics = metrics
        self._posts = Posts(bot, seconds=timeout, lease=lease)

    async def answer(self, query_id: str, text: str | None, *, alert: bool) -> None:
        """Without a text the button just stops waiting. Raises aiogram's errors and no others."""
        said: dict[str, Any] = {"callback_query_id": query_id}
        if text is not None:
            said["text"] = text
        if alert:
            said["show_alert"] = True
        status = "network"
        self._metrics.call_left()
        try:
            reply = await self._posted(json.dumps(said, ensure_ascii=False))
            if (object_in(reply.body) or {}).get("ok") is not True:
                result_of(self._bot, _METHOD, reply)
            status = "200"
        except Exception as error:
            status = status_of(error)
            raise
        finally:
            self._metrics.answered(_METHOD.__api_method__, status)

    async def _posted(self, body: str) -> Reply:
        try:
            return await self._posts.post(_METHOD, RequestBody(body.encode(errors="replace")))
        except TimeoutError as error:
            raise TelegramNetworkError(_METHOD, "no answer in time") from error
        except LINE_BROKE as error:
            raise broken_line(_METHOD, error) from error
