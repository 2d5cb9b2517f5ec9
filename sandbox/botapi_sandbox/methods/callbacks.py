"""answerCallbackQuery."""

import re

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.ground.errors import bad_request

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_CHARS = 200  # Bot API: answerCallbackQuery
OPENS_A_BOT = re.compile(r"(?:https?://)?(?:t|telegram)\.me/\w+\?start=[\w-]{1,64}", re.ASCII)
"""Bot API: the only links an answer may open, games aside."""


async def answer_callback_query(context: CallContext) -> bool:
    call = context.call
    if len(call.text("text")) > ANSWER_CHARS:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.has("url") and not OPENS_A_BOT.fullmatch(call.text("url")):
        raise bad_request("URL_INVALID")
    callback = context.account.callbacks.pop(call.text("callback_query_id"), None)
    if callback is None:
        raise bad_request(TOO_OLD)
    if context.world.clock.now() - callback.since > context.world.limits.callback_seconds:
        raise bad_request(TOO_OLD)
    if not callback.answer.done():
        callback.answer.set_result(
            {
                "text": call.text("text"),
                "alert": call.flag("show_alert"),
                "url": call.text("url"),
            }
        )
    return True


METHODS: dict[str, Handler] = {"answerCallbackQuery": answer_callback_query}
