"""The tags of rich messages. Bot API: rich message formatting options."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

INLINE = frozenset(
    {
        *("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "mark", "sub"),
        *("sup", "tg-spoiler", "a", "tg-reference", "tg-emoji", "tg-time", "tg-math", "br"),
        "tg-button",
    }
)
BLOCKS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "footer", "hr", "ul", "ol"),
        *("blockquote", "aside", "img", "video", "audio", "tg-document", "figure", "tg-map"),
        *("tg-collage", "tg-slideshow", "table", "details", "tg-math-block", "tg-button-row"),
    }
)
PARTS = frozenset(
    {
        *("li", "input", "cite", "figcaption", "caption", "summary", "tr", "th", "td"),
        *("thead", "tbody", "tfoot"),
    }
)
KNOWN = INLINE | BLOCKS | PARTS
VOID = frozenset({"br", "hr", "img", "input"})  # nothing is inside, and nothing ends them
RAW = frozenset({"tg-math", "tg-math-block"})  # LaTeX: no tags in it
MEDIA = frozenset({"img", "video", "audio", "tg-document"})

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)"""
# Nothing in it is tried twice: a broken tag costs no more than its length.
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:\s++[a-zA-Z_:][\w.:-]*+(?:\s*+=\s*+{_VALUE})?)*+)\s*+(/?)>"
)
_ATTRIBUTE = re.compile(rf"([a-zA-Z_:][\w.:-]*+)(?:\s*+=\s*+({_VALUE}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One `<…>` of a source; `end`: where the source goes on."""

    name: str
    attributes: Mapping[str, str]
    closing: bool
    alone: bool
    end: int


def tag_at(source: str, at: int) -> Tag | None:
    """None where what begins there is no tag."""
    match = _TAG.match(source, at)
    if match is None:
        return None
    closing, name, attributes, slash = match.groups()
    return Tag(
        name=name.lower(),
        attributes={
            one[1].lower(): (one[2] or "").strip("\"'") for one in _ATTRIBUTE.finditer(attributes)
        },
        closing=bool(closing),
        alone=not closing and (bool(slash) or name.lower() in VOID),
        end=match.end(),
    )
