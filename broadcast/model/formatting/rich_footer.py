"""The footer below a rich message: a block of its own, in the form that the message is written in.

Formatting is carried over piece by piece, so entities may overlap as they like. What rich texts
have no tag for goes, its words stay.
"""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from botapi.call import JsonObject
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.placeholders import scan
from db.knowledge.fields import is_name

# By kind of MessageEntity: the tag, and the type of RichText.
STYLES: Mapping[str, tuple[str, str]] = {
    "bold": ("b", "bold"),
    "italic": ("i", "italic"),
    "underline": ("u", "underline"),
    "strikethrough": ("s", "strikethrough"),
    "spoiler": ("tg-spoiler", "spoiler"),
    "code": ("code", "code"),
}
_MARKDOWN = re.compile(r"([!\"#$%'()*+,\-./:;=?@\[\\\]^_`{|}~])")  # what a backslash may escape

MOMENT = "date_time"

Piece = tuple[str, list[JsonObject]]


def below_rich(rich: JsonObject, footer: Formatted) -> JsonObject:
    """Bot API: InputRichMessage."""
    if "html" in rich:
        return {**rich, "html": f"{rich['html']}\n<footer>{_tagged(footer)}</footer>"}
    if "markdown" in rich:
        block = _tagged(footer, in_markdown=True)
        return {**rich, "markdown": f"{rich['markdown']}\n\n<footer>{block}</footer>"}
    text = [_rich_text(piece) for piece in _pieces(footer)]
    return {**rich, "blocks": [*rich.get("blocks", ()), {"type": "footer", "text": text}]}


def _pieces(footer: Formatted) -> Iterator[Piece]:
    """The text in pieces that are formatted alike, with the entities of each."""
    raw = footer.text.encode("utf-16-le", "surrogatepass")
    known = [
        one
        for one in footer.entities
        if one["type"] in STYLES or one["type"] in ("text_link", "custom_emoji", MOMENT)
    ]
    edges = {0, len(raw) // 2}
    for one in known:
        edges |= {one["offset"], one["offset"] + one["length"]}
    places = sorted(place for place in edges if 0 <= place <= len(raw) // 2)
    for start, end in pairwise(places):
        inside = [e for e in known if e["offset"] <= start and end <= e["offset"] + e["length"]]
        yield raw[2 * start : 2 * end].decode("utf-16-le", "replace"), inside


def _tagged(footer: Formatted, *, in_markdown: bool = False) -> str:
    return "".join(_tags(piece, in_markdown=in_markdown) for piece in _pieces(footer))


def _tags(piece: Piece, *, in_markdown: bool) -> str:
    words, entities = piece
    shown = html.escape(_literal(words) if in_markdown else words, quote=False)
    shown = shown.replace("\n", "<br>")
    for one in entities:
        if one["type"] == "text_link":
            shown = f'<a href="{html.escape(one["url"])}">{shown}</a>'
        elif one["type"] == "custom_emoji":
            shown = f'<tg-emoji emoji-id="{one["custom_emoji_id"]}">{shown}</tg-emoji>'
        elif one["type"] == MOMENT:
            form = html.escape(one.get("date_time_format", ""))
            shown = f'<tg-time unix="{one["unix_time"]}" format="{form}">{shown}</tg-time>'
        else:
            tag = STYLES[one["type"]][0]
            shown = f"<{tag}>{shown}</{tag}>"
    return shown


def _literal(words: str) -> str:
    """Markdown that is read as these words; but for what stands in braces as a name does, which is
    filled in."""
    pieces, last = [], 0
    for one in scan(words):
        if is_name(one.words.partition("|")[0].strip()):
            pieces += [_without_signs(words[last : one.start]), words[one.start : one.end]]
            last = one.end
    return "".join([*pieces, _without_signs(words[last:])])


def _without_signs(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", words)


def _rich_text(piece: Piece) -> object:
    words, entities = piece
    text: object = words
    for one in entities:
        if one["type"] == "text_link":
            text = {"type": "url", "text": text, "url": one["url"]}
        elif one["type"] == MOMENT:
            moment = {name: one.get(name, "") for name in ("unix_time", "date_time_format")}
            text = {"type": MOMENT, "text": text, **moment}
        elif one["type"] == "custom_emoji":
            return {
                "type": "custom_emoji",
                "custom_emoji_id": one["custom_emoji_id"],
                "alternative_text": words,
            }
        else:
            text = {"type": STYLES[one["type"]][1], "text": text}
    return text
