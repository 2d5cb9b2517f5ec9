"""The bot's footer below texts and captions, an advertisement's label, say.

It stands below every message that can carry words. Of an album it is below the first item that has
a caption: Telegram shows an album's caption only where one item alone has one.
"""

from collections.abc import Sequence
from dataclasses import replace

from botapi.call import Call, JsonObject
from broadcast.model.formatting import rich_words
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.rich_footer import below_rich

TEXT_UNITS = 4_096  # UTF-16 units; Bot API: sendMessage
CAPTION_UNITS = 1_024  # Bot API: sendPhoto and the like
BETWEEN = "\n\n"
ALBUM = "sendMediaGroup"
RICH = "sendRichMessage"
CAPTIONED = frozenset(
    {
        "sendAnimation",
        "sendAudio",
        "sendDocument",
        "sendLivePhoto",
        "sendPaidMedia",
        "sendPhoto",
        "sendVideo",
        "sendVoice",
    }
)


def carries_footer(call: Call) -> bool:
    """Whether there are words in it, or there could be. A copy keeps its own: nobody here knows
    them, and a new caption would take their place."""
    return call.method in CAPTIONED or call.method in ("sendMessage", ALBUM, RICH)


def with_footer(call: Call, footer: Formatted) -> Call:
    if not carries_footer(call):
        return call
    if call.method == RICH:
        rich = below_rich(call.params["rich_message"], footer)
        return replace(call, params={**call.params, "rich_message": rich})
    if call.method == ALBUM:
        media = list(call.params.get("media", ()))
        at = _captioned_item(media)
        media[at : at + 1] = [_below(item, "caption", footer) for item in media[at : at + 1]]
        return replace(call, params={**call.params, "media": media})
    name = "text" if call.method == "sendMessage" else "caption"
    return replace(call, params=_below(call.params, name, footer))


def too_long_by(calls: Sequence[Call]) -> int:
    """UTF-16 units, of a rich message characters, beyond what Telegram takes, of the call that
    passes it furthest; 0: all fit."""
    return max((_excess(call) for call in calls), default=0)


def _excess(call: Call) -> int:
    if call.method == RICH:
        return rich_words.too_long_by(call.params["rich_message"])
    if call.method == "sendMessage":
        return max(0, _words(call.params, "text").units - TEXT_UNITS)
    parts = call.params.get("media", ()) if call.method == ALBUM else (call.params,)
    return max((max(0, _words(one, "caption").units - CAPTION_UNITS) for one in parts), default=0)


def _below(params: JsonObject, name: str, footer: Formatted) -> JsonObject:
    whole = _words(params, name).followed_by(footer, BETWEEN)
    kept = {**params, name: whole.text, _entities(name): list(whole.entities)}
    return {key: value for key, value in kept.items() if key != _entities(name) or value}


def _words(params: JsonObject, name: str) -> Formatted:
    entities = params.get(_entities(name)) or ()
    return Formatted(text=params.get(name) or "", entities=tuple(entities))


def _entities(name: str) -> str:
    return "entities" if name == "text" else f"{name}_entities"


def _captioned_item(media: Sequence[JsonObject]) -> int:
    return next((at for at, item in enumerate(media) if item.get("caption")), 0)
