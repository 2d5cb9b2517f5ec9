"""Rich HTML: its tags and texts, one after the other, into the structure that counts them."""

import re

from botapi.rich.limits import BadRich, Why
from botapi.rich.structure import Part, Structure
from botapi.rich.tags import KNOWN, RAW, VOID, Tag, tag_at

_REFERENCE = re.compile(r"&(?:#x[0-9a-fA-F]{1,8}|#[0-9]{1,8}|[a-zA-Z]{1,8});")
_BLANKS = re.compile(r"\s++")
QUOTED = 64  # characters of what a mistake quotes


class Lines:
    """The number of the line that a place stands in; asked for in rising order."""

    def __init__(self, source: str, first: int = 1) -> None:
        self._source = source
        self._line = first
        self._counted = 0

    def at(self, place: int) -> int:
        if place > self._counted:
            self._line += self._source.count("\n", self._counted, place)
            self._counted = place
        return self._line


def read_html(source: str, into: Structure) -> None:
    """Raises BadRich."""
    lines, at = Lines(source), 0
    while at < len(source):
        if source[at] != "<":
            end = source.find("<", at)
            end = len(source) if end < 0 else end
            into.hear(source[at:end])
            into.words(shown(source[at:end], pre=into.inside in ("pre", "code")), lines.at(at))
            at = end
        elif source.startswith("<!--", at):
            at = after_comment(source, at)
        else:
            tag = tag_at(source, at)
            if tag is None:
                raise BadRich(Why.BROKEN_TAG, lines.at(at), source[at : at + QUOTED].split("\n")[0])
            if tag.name not in KNOWN:
                raise BadRich(Why.BAD_TAG, lines.at(at), f"<{tag.name}>"[:QUOTED])
            at = take(source, tag, into, lines.at(at))
    into.end()


def take(source: str, tag: Tag, into: Structure, line: int) -> int:
    """One tag that rich messages have; where the source goes on."""
    if tag.closing:
        if tag.name not in VOID:
            into.close(tag.name, line)
    elif tag.name in RAW and not tag.alone:
        end = source.find(f"</{tag.name}>", tag.end)
        if end < 0:
            raise BadRich(Why.UNCLOSED, line, f"<{tag.name}>")
        into.open(tag.name, tag.attributes, line)
        into.hear(source[tag.end : end], Part.FORMULA)
        into.words(end - tag.end, line)
        into.close(tag.name, line)
        return end + len(tag.name) + len("</>")
    elif tag.alone:
        into.stand(tag.name, tag.attributes, line)
    else:
        into.open(tag.name, tag.attributes, line)
    return tag.end


def after_comment(source: str, start: int) -> int:
    """One without an end is all that follows."""
    end = source.find("-->", start)
    return len(source) if end < 0 else end + len("-->")


def shown(text: str, *, pre: bool = False) -> int:
    """Characters that people see: blanks in a row are one, and none between tags."""
    plain = _REFERENCE.sub("x", text) if "&" in text else text
    return len(plain) if pre else len(_BLANKS.sub(" ", plain.strip()))
