"""What a broadcast is called in lists and headings: its first words, else what kind it is."""

from collections.abc import Mapping

from broadcast.model.broadcast import Broadcast
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


def shown_title(broadcast: Broadcast, texts: Texts, locale: str) -> str:
    """Words of the admin's own are kept from turning the text around them."""
    if broadcast.title:
        return shown_name(broadcast.title, None)
    method = Content.load(broadcast.content).message[0].method
    return texts.get(TITLE_KEYS.get(method, TITLE_KEYS[""]), locale)
