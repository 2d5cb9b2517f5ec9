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
    MARKDOWN_LINE = "markdown-line"  # at its beginning a figure before a point is a list
    MARKDOWN_GLUED = "markdown-glued"  # behind a sign that a letter would make a tag of


# Telegram reads references to characters in both (Bot API: rich message formatting options). In
# Markdown they stand for no sign of it (CommonMark: entity and numeric character references), in
# tables too, where a backslash before a bar depends on what stands before it.
_HTML: Mapping[int, str] = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'"}
_MARKDOWN: Mapping[Syntax, Mapping[int, str]] = {
    syntax: {ord(sign): f"&#{ord(sign)};" for sign in signs}
    for syntax, signs in (
        (Syntax.MARKDOWN, punctuation),
        (Syntax.MARKDOWN_LINE, punctuation + digits),
        (Syntax.MARKDOWN_GLUED, punctuation + digits + ascii_letters),
    )
}
# Most values are a name, and need no look at each letter.
LETTERS_STAY = frozenset({Syntax.HTML, Syntax.MARKDOWN, Syntax.MARKDOWN_LINE})
NOTHING = "&#8203;"  # no width: of `****` without a name between it Markdown would make a line


def escaped(value: str, syntax: Syntax) -> str:
    if syntax is Syntax.PLAIN or (syntax in LETTERS_STAY and value.isalpha()):
        return value
    if syntax is Syntax.LINK:
        return quote(value, safe="", errors="replace")
    if syntax is Syntax.HTML:
        return value.translate(_HTML)
    return " ".join(value.split()).translate(_MARKDOWN[syntax]) or NOTHING
