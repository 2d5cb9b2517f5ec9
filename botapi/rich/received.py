"""A rich message that somebody sent, as the one to send: files by their ids, the rest as it is.

The raw JSON is read here and nowhere validated: aiogram's models may take very long over it. Kinds
that are newer than this program pass as they are, for Telegram to judge.
"""

import re
from html import unescape
from typing import Any

from botapi.call import JsonObject

MOST_PARTS = 60_000  # values; five hundred blocks of a thousand pieces are far fewer
DEEPEST = 100  # objects and lists in each other; Telegram's sixteen levels are a third of it
FILES = frozenset({"animation", "audio", "document", "photo", "video", "voice_note"})
_END = re.compile(r"</(?:h[1-6]|p|li|td|th|summary|aside)>|<br/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
TITLE_BLOCKS = ("heading", "paragraph")
# Of a line of Markdown: what stands before its words, what they lead to, and signs in pairs.
_MARKER = re.compile(r"(?:[#>\s]+|[*+-]\s+|\d{1,9}[.)]\s+)++")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_PAIR = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|~~|==|\|\||`)(?=\S)(.*?[^\s\\])\1(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LOOKED_AT = 200  # characters of a line: a title is far shorter


class Unreadable(Exception):
    """More than any rich message has, or nothing of one."""


def input_rich(raw: Any) -> JsonObject:
    """Bot API: RichMessage into InputRichMessage. Raises Unreadable."""
    blocks = _Reader().value(raw.get("blocks") if isinstance(raw, dict) else None, 0)
    if not isinstance(blocks, list) or not blocks:
        raise Unreadable
    return {"blocks": blocks} | ({"is_rtl": True} if raw.get("is_rtl") is True else {})


def rich_words(rich: JsonObject) -> str:
    """For a title: the first line of the source without its tags and signs, or of the first
    block."""
    source = rich.get("markdown") or rich.get("html")
    if isinstance(source, str):
        bare = unescape(_TAG.sub("", _END.sub("\n", source))).strip()
        line = bare.splitlines()[0][:_LOOKED_AT] if bare else ""
        return _spoken(line) if "markdown" in rich else line.strip()
    for block in rich.get("blocks") or ():
        if block.get("type") in TITLE_BLOCKS and (words := _plain(block.get("text"))).strip():
            return words.strip()
    return ""


class _Reader:
    """Counts as it copies."""

    def __init__(self) -> None:
        self._left = MOST_PARTS

    def value(self, value: Any, depth: int) -> Any:
        self._left -= 1
        if self._left < 0 or depth > DEEPEST:
            raise Unreadable
        if isinstance(value, list):
            return [self.value(one, depth + 1) for one in value]
        if not isinstance(value, dict):
            return value
        kind = value.get("type")
        if kind in FILES and kind in value:
            return self._file(kind, value, depth)
        # Of items Telegram tells the label, and makes it anew of value and type.
        skipped = "label" if "blocks" in value else None
        return {name: self.value(one, depth + 1) for name, one in value.items() if name != skipped}

    def _file(self, kind: str, block: JsonObject, depth: int) -> JsonObject:
        """Bot API: RichBlockPhoto and the like into InputRichBlockPhoto."""
        told = block[kind]
        largest = told[-1] if isinstance(told, list) and told else told
        if not isinstance(largest, dict) or not isinstance(largest.get("file_id"), str):
            raise Unreadable
        media: JsonObject = {"type": kind, "media": largest["file_id"]}
        if block.get("has_spoiler") is True:
            media["has_spoiler"] = True
        rest = {
            name: self.value(one, depth + 1)
            for name, one in block.items()
            if name not in (kind, "has_spoiler")
        }
        return {**rest, kind: media}


def _spoken(line: str) -> str:
    """A line of Markdown as people read it."""
    marker = _MARKER.match(line)
    words = _LINK.sub(r"\1", line[marker.end() :] if marker else line)
    while (bare := _PAIR.sub(r"\2", words)) != words:
        words = bare
    return _ESCAPED.sub(r"\1", words).strip()


def _plain(text: Any) -> str:
    """The characters of a RichText that was read before."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_plain(one) for one in text)
    return _plain(text.get("text", "")) if isinstance(text, dict) else ""
