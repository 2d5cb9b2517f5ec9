"""What a message is, in one word and one line: for lists, where there is no room for more."""

import json

from botapi_sandbox.content.contents import Content

KINDS = (
    "animation",  # before document: it carries one as well
    "live_photo",  # before photo: the same
    "photo",
    "video",
    "audio",
    "voice",
    "video_note",
    "sticker",
    "document",
    "poll",
    "venue",  # before location: the same
    "location",
    "contact",
    "dice",
    "game",
    "story",
    "checklist",
    "paid_media",
    "rich_message",
    "text",
)
PINNED = "_pinned"


def kind_of(content: Content) -> str:
    """The name of the field that makes it what it is; "service" for what nobody wrote."""
    if content.private and PINNED in content.private:
        return "pinned_message"
    fields = json.loads("{" + content.encoded + "}")
    return next((kind for kind in KINDS if kind in fields), next(iter(fields), "service"))


def first_line(content: Content, most: int) -> str:
    """Of its words; empty when it has none."""
    return next((line for line in content.words.split("\n") if line.strip()), "")[:most]
