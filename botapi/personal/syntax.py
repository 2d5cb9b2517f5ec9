"""What a value looks like where it is put, so that it is read as it is and as nothing else."""

from collections.abc import Mapping
from enum import StrEnum
from string import ascii_letters, digits, punctuation
from urllib.parse import quote


class Syntax(StrEnum):
    """What the text around it is written in."""

    PLAIN = "plain"  # it has no signs
    LINK = "link"
    HTML = "html"
    MARKDOWN = "markdown"
    # The same where even letters and figures may mean something: `1` before a point, say.
    MARKDOWN_BARE = "markdown-bare"


# Telegram reads references to characters in both (Bot API: rich message formatting options). In
# Markdown they stand for no sign of it (CommonMark: entity and numeric character references), in
# tables too, where a backslash before a bar depends on what stands before it.
_HTML: Mapping[int, str] = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'"}
_MARKDOWN: Mapping[int, str] = {ord(sign): f"&#{ord(sign)};" for sign in punctuation}
_BARE: Mapping[int, str] = {
    ord(sign): f"&#{ord(sign)};" for sign in punctuation + digits + ascii_letters
}
NOTHING = "&#8203;"  # no width: of `****` without a name between it Markdown would make a line


def escaped(value: str, syntax: Syntax) -> str:
    if syntax is Syntax.PLAIN:
        return value
    if syntax is Syntax.LINK:
        return quote(value, safe="", errors="replace")
    if syntax is Syntax.HTML:
        return value.translate(_HTML)
    table = _MARKDOWN if syntax is Syntax.MARKDOWN else _BARE
    return " ".join(value.split()).translate(table) or NOTHING
