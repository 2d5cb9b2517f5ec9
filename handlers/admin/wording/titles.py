"""What a broadcast is called in lists and headings: its first words, else what kind it is."""

from collections.abc import Mapping
from typing import Protocol

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.formatting.first_words import first_words
from handlers.language.names import isolated, shown_name
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
    "sendMediaGroup": "title-album",
    "forwardMessage": "title-forward",
    "forwardMessages": "title-forward",
    "sendLivePhoto": "title-live-photo",
    "sendDice": "title-dice",
    "copyMessage": "title-copy",
    "sendRichMessage": "title-rich",
    "": "title-other",
}


LETTERS = "ABCD"
LONGEST_LINK = 60  # characters


class Titled(Protocol):
    """A broadcast, a draft, or what else is called by what it says."""

    @property
    def title(self) -> str: ...

    @property
    def content(self) -> str:
        """JSON of broadcast.model.content.Content"""


def shown_link(url: str) -> str:
    """Without its scheme, and what is written behind it for statistics."""
    shown = url.partition("://")[2].partition("utm_source=")[0].rstrip("?&")
    return isolated(shown, LONGEST_LINK)


def shown_title(broadcast: Titled, texts: Texts, locale: str) -> str:
    """Words of the admin's own are kept from turning the text around them."""
    if broadcast.title:
        return shown_name(broadcast.title, None)
    return _kind_of(Content.load(broadcast.content).message[0], texts, locale)


def message_title(call: Call, texts: Texts, locale: str) -> str:
    """The same of one message of a list."""
    words = first_words(call)
    return shown_name(words, None) if words else _kind_of(call, texts, locale)


def _kind_of(call: Call, texts: Texts, locale: str) -> str:
    return texts.get(TITLE_KEYS.get(call.method, TITLE_KEYS[""]), locale)


def letter(version: int) -> str:
    """What one of several versions is called."""
    return LETTERS[version]
