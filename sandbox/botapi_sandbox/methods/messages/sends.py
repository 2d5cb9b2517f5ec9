"""sendMessage and its kin: one call, one message."""

from collections.abc import Callable
from functools import partial

from botapi_sandbox.call.context import CallContext, Encoded, Handler
from botapi_sandbox.call.delivery import deliver, find_chat, key_of, prepared
from botapi_sandbox.compose import media, plain
from botapi_sandbox.compose.options import options
from botapi_sandbox.compose.rich import rich_message
from botapi_sandbox.content.contents import Body

Composer = Callable[[CallContext], Body]


async def _send(compose: Composer, context: CallContext) -> Encoded:
    """Content first, chat second, as the server does: a bad text is reported even to nobody."""
    key = key_of(context.call)
    content = None if key is None else prepared(context, key)
    if content is None:
        body = compose(context) | options(context)
        content = context.world.contents.intern(body, context.account.id)
        if key is not None:
            context.account.remember(key, content)
    chat_id = find_chat(context.world, context.call)
    (number,) = await deliver(context, chat_id, [content])
    return Encoded(context.world.render.sent(context.account, chat_id, number, content))


COMPOSERS: dict[str, Composer] = {
    "sendMessage": plain.text,
    "sendPhoto": partial(media.message, "photo"),
    "sendLivePhoto": media.live_photo,
    "sendVideo": partial(media.message, "video"),
    "sendAnimation": partial(media.message, "animation"),
    "sendDocument": partial(media.message, "document"),
    "sendAudio": partial(media.message, "audio"),
    "sendVoice": partial(media.message, "voice"),
    "sendVideoNote": partial(media.message, "video_note"),
    "sendSticker": partial(media.message, "sticker"),
    "sendPoll": plain.poll,
    "sendLocation": plain.location,
    "sendVenue": plain.venue,
    "sendContact": plain.contact,
    "sendDice": plain.dice,
    "sendRichMessage": rich_message,
}

METHODS: dict[str, Handler] = {name: partial(_send, compose) for name, compose in COMPOSERS.items()}
