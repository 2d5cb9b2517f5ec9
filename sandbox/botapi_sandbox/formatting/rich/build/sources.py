"""Which file a tag shows: by its address, or by the `media` that came with the message."""

import re
from typing import Any
from urllib.parse import urlsplit

from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.rich.parse.tree import Element, unreadable
from botapi_sandbox.ground.errors import bad_request

ENDINGS = {
    "photo": ("jpg", "jpeg", "png", "webp", "bmp", "heic"),
    "animation": ("gif",),
    "video": ("mp4", "mov", "webm", "m4v", "mkv"),
    "audio": ("mp3", "m4a", "flac", "wav", "aac"),
    "voice_note": ("ogg", "oga", "opus"),
}
KINDS = {
    "img": "photo",
    "video": "video",
    "audio": "audio",
    "tg-document": "document",
}
"""What a tag shows where the address does not tell."""
ALLOWED = {
    "photo": ("photo",),
    "video": ("video", "animation"),
    "audio": ("audio", "voice_note"),
    "document": ("document",),
}
"""Bot API: InputRichMessage.media, which links may lead to which files."""
_REFERENCE = re.compile(r"tg://(photo|video|audio|document)/?\?id=([A-Za-z0-9_-]{1,64})")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Sources:
    """Raises 400 for a `media` that is not as InputRichMessageMedia must be."""

    def __init__(self, media: Any) -> None:
        if not isinstance(media if media is not None else [], list):
            raise bad_request("expected an Array of InputRichMessageMedia")
        self._media: dict[str, Body] = {}
        for each in media or []:
            name = each.get("id") if isinstance(each, dict) else None
            if not isinstance(name, str) or not _ID.fullmatch(name) or name in self._media:
                raise bad_request("can't parse InputRichMessageMedia: invalid identifier specified")
            if not isinstance(each.get("media"), dict):
                raise bad_request("can't parse InputRichMessageMedia: media must be an Object")
            self._media[name] = each["media"]

    def block(self, element: Element) -> Body:
        """The InputRichBlock of img, video, audio or tg-document."""
        address = element.attributes.get("src", "")
        reference = _REFERENCE.fullmatch(address)
        if reference:
            media = self._media.get(reference.group(2))
            if media is None or media.get("type") not in ALLOWED[reference.group(1)]:
                raise unreadable(f'No media is specified for the link "{address}"')
        elif address.startswith(("http://", "https://")):
            media = {"type": _kind(element, address), "media": address}
        else:  # Bot API: media blocks support only HTTP and HTTPS URLs
            raise unreadable(f'Unsupported media link "{address[:64]}"')
        if "tg-spoiler" in element.attributes:
            media = media | {"has_spoiler": True}
        kind = media["type"]
        return {"type": kind, kind: media}


def _kind(element: Element, address: str) -> str:
    """Telegram goes by the MIME type; the sandbox fetches nothing and goes by the ending."""
    try:
        ending = urlsplit(address).path.rpartition(".")[2].lower()
    except ValueError:
        ending = ""
    for kind, endings in ENDINGS.items():
        if ending in endings and _may_show(element, kind):
            return kind
    return KINDS[element.tag]


def _may_show(element: Element, kind: str) -> bool:
    return "any" in element.attributes or kind in ALLOWED[KINDS[element.tag]]
