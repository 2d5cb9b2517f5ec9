"""Files that a person drops into a chat: several that fit together become an album."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiohttp import web

from botapi_sandbox.call.world import World
from botapi_sandbox.compose.media import PHOTO_BYTES, UPLOAD_BYTES, file_body
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.pictures import size_of
from botapi_sandbox.formatting.detect import detect
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.ground.params import Upload, read_parts
from botapi_sandbox.page.events.chosen_bot import ChosenBot, whole
from botapi_sandbox.page.site import HEADERS
from botapi_sandbox.state.account import Account
from botapi_sandbox.verbs.actions.writing import WritingVerbs

MOST = 10  # files at once, as an album holds
FAMILIES = {"photo": "seen", "video": "seen", "audio": "heard", "document": "kept"}
"""What can be in one album (Bot API: sendMediaGroup); all else stands alone."""

PHOTOS = ("image/jpeg", "image/png", "image/webp")
KINDS = (
    ("image/gif", "animation"),
    ("video/", "video"),
    ("audio/ogg", "voice"),
    ("audio/", "audio"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    kind: str
    upload: Upload


class Uploads:
    def __init__(self, world: World) -> None:
        self._world = world
        self._writing = WritingVerbs(world)

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        user_id = whole(request.query.get("user"), "user")
        if user_id is None:
            raise ControlError("user: whose files these are")
        chat_id = whole(request.query.get("chat"), "chat")
        bot_id = whole(request.query.get("bot"), "bot")
        account = ChosenBot(world=self._world, bot_id=bot_id).account()
        if account is None:
            raise ControlError("no bot has called this sandbox yet")
        items, fields = _read(await request.read(), request.headers.get("Content-Type", ""))
        caption = _caption(fields)
        answered = whole(fields.get("reply_to"), "reply_to")
        answer_to = {} if answered is None else {"_reply": answered}
        numbers = []
        for group in grouped(items):
            shared = self._group_id() if len(group) > 1 else {}
            for item in group:
                body = _body(account, item) | caption | shared | answer_to
                make = partial(_same, body)
                sent = self._writing.write(user_id, chat_id, account.token, make)
                numbers.append(sent["message_id"])
                caption = {}  # under the first one only
        answer = json.dumps({"message_ids": numbers}).encode()
        return web.Response(body=answer, content_type="application/json", headers=HEADERS)

    def _group_id(self) -> Body:
        return {"media_group_id": str(self._world.chance.randrange(10**16, 10**17))}


def kind_of(mime_type: str | None) -> str:
    """As Telegram's own clients send a file of that type."""
    name = (mime_type or "").partition(";")[0].strip().casefold()
    if name in PHOTOS:
        return "photo"
    return next((kind for prefix, kind in KINDS if name.startswith(prefix)), "document")


def grouped(items: list[Item]) -> list[list[Item]]:
    """Files that can be one album together, each family where its first one was."""
    groups: dict[object, list[Item]] = {}
    for place, item in enumerate(items):
        groups.setdefault(FAMILIES.get(item.kind, place), []).append(item)
    return list(groups.values())


def _read(body: bytes, content_type: str) -> tuple[list[Item], dict[str, str]]:
    """The files and the other fields of the form. Raises ControlError."""
    uploads, fields = list[Upload](), dict[str, str]()
    for name, value in read_parts(body, content_type):
        if isinstance(value, str):
            fields[name] = value
        elif name == "file":
            uploads.append(value)
    if not 0 < len(uploads) <= MOST:
        raise ControlError(f"file: 1 to {MOST} of them")
    for upload in uploads:
        if not 0 < len(upload.data) <= UPLOAD_BYTES:
            raise ControlError("a file is empty" if not upload.data else "a file is above 50 MB")
    return [_item(upload, fields.get("as", "auto")) for upload in uploads], fields


def _item(upload: Upload, sent_as: str) -> Item:
    kind = "document" if sent_as == "document" else kind_of(upload.mime_type)
    if kind == "photo" and len(upload.data) > PHOTO_BYTES:
        kind = "document"
    return Item(kind=kind, upload=upload)


def _same(body: Body, _account: Account) -> Body:
    return body


def _body(account: Account, item: Item) -> Body:
    upload = item.upload
    size = size_of(upload.data) if item.kind in ("photo", "animation") else None
    about = {} if size is None else {"width": size[0], "height": size[1]}
    name = _plain_name(upload.name)
    file = account.files.upload(item.kind, upload.data, name, upload.mime_type, about)
    return file_body(account, file)


def _plain_name(name: str) -> str:
    """Browsers write these three as %22, %0D and %0A in a form, and nothing else (HTML:
    multipart/form-data). Line breaks stay as they came: no name has them."""
    return name.replace("%22", '"')


def _caption(fields: dict[str, str]) -> Body:
    """Raises ControlError for entities that are no array."""
    text = fields.get("caption", "")
    if not text:
        return {}
    try:
        entities: Any = json.loads(fields.get("caption_entities") or "[]")
    except (ValueError, RecursionError):
        entities = None
    if not isinstance(entities, list) or not all(_entity(each) for each in entities):
        raise ControlError("caption_entities: a JSON array of MessageEntity")
    found = detect(text, entities) + entities
    found.sort(key=lambda each: (each["offset"], -each["length"]))
    return {"caption": text} | ({"caption_entities": found} if found else {})


def _entity(each: Any) -> bool:
    """Whether it has what every MessageEntity has."""
    return isinstance(each, dict) and all(
        isinstance(each.get(name), kind)
        for name, kind in (("type", str), ("offset", int), ("length", int))
    )
