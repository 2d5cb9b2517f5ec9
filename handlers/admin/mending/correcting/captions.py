"""A text in the place of what has a caption is its new caption.

Telegram turns no picture into a text, so nothing else can be meant. Of a voice message it is the
only way: recorded again it would be another file, and that stays (Bot API: editMessageMedia).
"""

from botapi.call import Call, JsonObject
from broadcast.model.mending.edits import ALBUM, CAPTIONED, TEXT

CAPTION = ("caption", "caption_entities")


def has_caption(call: Call) -> bool:
    """Or could have one."""
    return call.method in CAPTIONED or call.method == ALBUM


def in_place_of(sent: Call, new: Call) -> Call:
    """What the admin means by the new one."""
    if new.method != TEXT or not has_caption(sent):
        return new
    words = dict(zip(CAPTION, (new.params["text"], new.params.get("entities")), strict=True))
    if sent.method != ALBUM:
        return Call(method=sent.method, params=_with(sent.params, words))
    items = list(sent.params["media"])
    place = next((n for n, one in enumerate(items) if one.get("caption")), 0)
    items[place] = _with(items[place], words)
    return Call(method=ALBUM, params={**sent.params, "media": items})


def _with(told: JsonObject, words: JsonObject) -> JsonObject:
    kept = {name: value for name, value in told.items() if name not in CAPTION}
    return {**kept, **{name: value for name, value in words.items() if value}}
