"""sendMessageDraft and sendRichMessageDraft: a preview while a text is being made.

It is checked as the message will be; of it people see here that the bot is typing."""

from collections.abc import Callable
from functools import partial

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat, refusal
from botapi_sandbox.compose.rich import rich_message
from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.formatted import TEXT_UNITS, check_width, read_text
from botapi_sandbox.ground.errors import bad_request

DRAFT_SECONDS = 30.0  # Bot API: sendRichMessageDraft, "a temporary 30-second preview"


async def _send(compose: Callable[[CallContext], object], context: CallContext) -> bool:
    """Only in private chats; no message is made, so no limit is asked."""
    world = context.world
    compose(context)
    if not context.call.whole("draft_id"):
        raise bad_request("RANDOM_ID_INVALID")
    chat_id = find_chat(world, context.call)
    if chat_id < 0:
        raise bad_request("chat not found")
    refused = refusal(world, chat_id)
    if refused is not None:
        raise refused
    context.account.actions[chat_id] = ("typing", world.clock.now() + DRAFT_SECONDS)
    world.changed(chat_id)
    return True


def _text(context: CallContext) -> Body:
    """Unlike the text of a message it may be empty: a "Thinking…" placeholder."""
    content = read_text(context.call, "text")
    check_width(content, TEXT_UNITS, "message is too long")
    return {"text": content.text}


METHODS: dict[str, Handler] = {
    "sendMessageDraft": partial(_send, _text),
    "sendRichMessageDraft": partial(_send, partial(rich_message, draft=True)),
}
