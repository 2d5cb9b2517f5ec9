"""What a broadcast is called in lists and headings: its first words, else what kind it is."""

from collections.abc import Mapping
from typing import Protocol

from broadcast.model.content import Content
from handlers.language.names import shown_name
from handlers.language.texts import Texts

TITLE_KEYS: Mapping[str, str] = {
    "sendPhoto": "title-photo",
    "sendVideo": "title-video",
    "sendAnimation": "title-animation",
    "sendDocument": "title-document",
    "sendAudio": "title-audio",
    "sendVoice": "title-voice",
    "sendVideoNote": "title-video-note",
    "sendSticker": "title-sticker",
    "sendLocation": "title-location",
    "sendVenue": "title-venue",
    "sendContact": "title-contact",
    "": "title-other",
}


class Titled(Protocol):
    """A broadcast, a draft, or what else is called by what it says."""

    @property
    def title(self) -> str: ...

    @property
    def content(self) -> str:
        """JSON of broadcast.model.content.Content"""


def shown_title(broadcast: Titled, texts: Texts, locale: str) -> str:
    """Words of the admin's own are kept from turning the text around them."""
    if broadcast.title:
        return shown_name(broadcast.title, None)
    method = Content.load(broadcast.content).message[0].method
    return texts.get(TITLE_KEYS.get(method, TITLE_KEYS[""]), locale)
