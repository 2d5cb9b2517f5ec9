"""sendMessage and its kin: one call, one message."""

from collections.abc import Callable
from functools import partial

from botapi_sandbox.call.case import Case, Encoded, Handler
from botapi_sandbox.call.delivery import deliver, find_chat, key_of, prepared
from botapi_sandbox.compose import media, plain
from botapi_sandbox.compose.options import options
from botapi_sandbox.compose.rich import rich_message
from botapi_sandbox.content.contents import Body

Composer = Callable[[Case], Body]


async def _send(compose: Composer, case: Case) -> Encoded:
    """Content first, chat second, as the server does: a bad text is reported even to nobody."""
    key = key_of(case.call)
    content = None if key is None else prepared(case, key)
    if content is None:
        body = compose(case) | options(case)
        content = case.world.contents.intern(body)
        if key is not None:
            case.account.remember(key, content)
    chat_id = find_chat(case.world, case.call)
    (number,) = await deliver(case, chat_id, [content])
    return Encoded(case.world.render.sent(case.account, chat_id, number, content))


COMPOSERS: dict[str, Composer] = {
    "sendMessage": plain.text,
    "sendPhoto": partial(media.message, "photo"),
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
