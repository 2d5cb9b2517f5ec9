"""Bodies of messages that carry a file, by upload, by file_id or by address."""

from typing import Any

from botapi_sandbox.call.context import CallContext
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.files import WRONG_ID, File
from botapi_sandbox.content.keyboards import valid_url
from botapi_sandbox.content.pictures import size_of
from botapi_sandbox.formatting.formatted import CAPTION_UNITS, Formatted, check_width, read_text
from botapi_sandbox.ground.errors import ApiError, bad_request
from botapi_sandbox.ground.params import Call, Upload
from botapi_sandbox.state.account import Account

UPLOAD_BYTES = 50 * 1024 * 1024  # Bot API: sending files
PHOTO_BYTES = 10 * 1024 * 1024
ABOUT: dict[str, tuple[str, ...]] = {
    "video": ("width", "height", "duration"),
    "animation": ("width", "height", "duration"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "video_note": ("length", "duration"),
    "sticker": ("emoji",),
}
DEFAULTS: dict[str, Body] = {
    "live_photo": {"width": 1080, "height": 1440, "duration": 3, "mime_type": "video/mp4"},
    "video": {"width": 1280, "height": 720, "duration": 10, "mime_type": "video/mp4"},
    "animation": {"width": 480, "height": 270, "duration": 3, "mime_type": "video/mp4"},
    "document": {"mime_type": "application/octet-stream"},
    "audio": {"duration": 180, "mime_type": "audio/mpeg"},
    "voice": {"duration": 5, "mime_type": "audio/ogg"},
    "video_note": {"length": 240, "duration": 5},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
}
NUMBERS = ("width", "height", "duration", "length")
NAMED = ("video", "animation", "document", "audio")
PICTURES = ("photo", "animation", "sticker")  # whose size may be told by the file itself
NO_CAPTION = ("video_note", "sticker")


def message(kind: str, context: CallContext) -> Body:
    """The body of sendPhoto, sendVideo and the like."""
    call = context.call
    about = {name: _about(call, name) for name in ABOUT.get(kind, ()) if call.has(name)}
    value = call.text(kind) or (f"attach://{kind}" if kind in call.uploads else "")
    body = file_body(context.account, find_file(context.account, call, kind, value, about))
    if kind not in NO_CAPTION:
        body |= caption_fields(caption(call))
    return body | flags(call)


def live_photo(context: CallContext) -> Body:
    """The body of sendLivePhoto: the moving one, and the still one that stands for it."""
    call = context.call
    moving = find_file(context.account, call, "live_photo", call.text("live_photo"), {})
    still = find_file(context.account, call, "photo", call.text("photo"), {})
    body = file_body(context.account, moving) | file_body(context.account, still)
    return body | caption_fields(caption(call)) | flags(call)


def find_file(account: Account, call: Call, kind: str, value: str, about: Body) -> File:
    """The file a parameter names. Raises 400 for another bot's file_id or one of another kind."""
    if value.startswith("attach://"):
        upload = call.uploads.get(value.removeprefix("attach://"))
        if upload is None:
            raise bad_request(WRONG_ID)
        return _upload(account, kind, upload, about)
    if value.startswith(("http://", "https://")):
        if not valid_url(value):
            raise bad_request(WRONG_ID)
        return account.files.from_url(kind, value, about)
    file = account.files.find(value)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_title(file.kind)} as {_title(kind)}")
    return file


def file_body(account: Account, file: File) -> Body:
    """The field of Message that shows a file."""
    shown = file_object(account, file)
    if file.kind == "photo":
        small = account.files.made_up("photo", f"small {file.digest}", size=1500)
        thumbnail = file_object(account, small) | {"width": 90, "height": 67}
        return {"photo": [thumbnail, {"width": 1280, "height": 960} | shown]}
    if file.kind == "live_photo":  # Bot API: for backward compatibility `photo` is also set
        still = account.files.made_up("photo", f"still {file.digest}")
        photo = file_body(account, still)["photo"]
        return {"photo": photo, "live_photo": shown | {"photo": photo}}
    if file.kind == "animation":  # Bot API: for backward compatibility `document` is also set
        plain = ("file_id", "file_unique_id", "file_size", "mime_type", "file_name")
        document = {name: shown[name] for name in plain if name in shown}
        return {"animation": shown, "document": document}
    return {file.kind: shown}


def file_object(account: Account, file: File) -> Body:
    fields: Body = {
        "file_id": account.files.file_id(file),
        "file_unique_id": account.files.unique_id(file),
        "file_size": file.size,
    }
    fields |= DEFAULTS.get(file.kind, {}) | file.about
    if file.kind in NAMED and file.name:
        fields["file_name"] = file.name
    if file.mime_type and "mime_type" in fields:
        fields["mime_type"] = file.mime_type
    return fields


def caption(call: Call) -> Formatted:
    content = read_text(call, "caption", entities="caption_entities")
    check_width(content, CAPTION_UNITS, "message caption is too long")
    return content


def caption_fields(content: Formatted) -> Body:
    if not content.text:
        return {}
    fields: Body = {"caption": content.text}
    return fields | ({"caption_entities": content.entities} if content.entities else {})


def flags(call: Call) -> Body:
    fields: Body = {}
    if call.flag("has_spoiler"):
        fields["has_media_spoiler"] = True
    if call.flag("show_caption_above_media") and call.text("caption"):
        fields["show_caption_above_media"] = True
    return fields


def _about(call: Call, name: str) -> Any:
    return call.whole(name) if name in NUMBERS else call.text(name)


def _upload(account: Account, kind: str, upload: Upload, about: Body) -> File:
    if len(upload.data) > UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo" and len(upload.data) > PHOTO_BYTES:
        raise bad_request("file is too big")
    size = size_of(upload.data) if kind in PICTURES else None
    if size is not None:
        about = {"width": size[0], "height": size[1]} | about
    return account.files.upload(kind, upload.data, upload.name, upload.mime_type, about)


def _title(kind: str) -> str:
    return kind.title().replace("_", "")
