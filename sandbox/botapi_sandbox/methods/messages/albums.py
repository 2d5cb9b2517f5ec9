"""sendMediaGroup."""

from typing import Any

from botapi_sandbox.call.context import CallContext, Encoded, Handler
from botapi_sandbox.call.delivery import deliver, find_chat
from botapi_sandbox.compose.media import (
    ABOUT,
    caption,
    caption_fields,
    file_body,
    find_file,
    flags,
)
from botapi_sandbox.compose.options import options
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call

FEWEST, MOST = 2, 10  # Bot API: sendMediaGroup
MIXED = frozenset({"photo", "live_photo", "video"})
KINDS = (*MIXED, "audio", "document")


async def send_media_group(context: CallContext) -> Encoded:
    """Costs the limiter as many messages as it has items."""
    items = _items(context.call)
    extras = options(context)
    bodies = [_item(context, item) | extras | {"_album": n} for n, item in enumerate(items)]
    chat_id = find_chat(context.world, context.call)
    bot = context.account.id
    contents = [context.world.contents.intern(body, bot) for body in bodies]
    numbers = await deliver(context, chat_id, contents, several=True)
    shown = [
        context.world.render.sent(context.account, chat_id, number, content)
        for number, content in zip(numbers, contents, strict=True)
    ]
    return Encoded(f"[{','.join(shown)}]")


def _items(call: Call) -> list[Body]:
    media = call.nested("media", "media")
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    if len(media) < FEWEST:
        raise bad_request("too few messages to send as an album")
    if len(media) > MOST:
        raise bad_request("too many messages to send as an album")
    if (
        len(
            {
                isinstance(item, dict) and bool(item.get("show_caption_above_media"))
                for item in media
            }
        )
        > 1
    ):
        place = "show_caption_above_media"
        raise bad_request(f"parameter {place} must be the same for all messages")
    kinds = {_kind(item) for item in media}
    if len(kinds) > 1 and not kinds <= MIXED:
        odd = min(kinds - MIXED)
        raise bad_request(f"{odd} can't be mixed with other media types")
    return media


def _kind(item: Any) -> str:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in KINDS:
        raise bad_request("can't use the media of the specified type in the album")
    return str(kind)


def _item(context: CallContext, item: Body) -> Body:
    """Each item is read as a small call of its own: the names are the same."""
    call = Call(method=context.call.method, params=item, uploads=context.call.uploads)
    kind = str(item["type"])
    about = {name: item[name] for name in ABOUT.get(kind, ()) if item.get(name) is not None}
    file = find_file(context.account, call, kind, call.text("media"), about)
    return file_body(context.account, file) | caption_fields(caption(call)) | flags(call)


METHODS: dict[str, Handler] = {"sendMediaGroup": send_media_group}
