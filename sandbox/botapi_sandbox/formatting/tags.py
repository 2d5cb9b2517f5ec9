"""What plain and rich HTML have in common: the tags of styles, and character references."""

import re
from collections.abc import Mapping

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "tg-spoiler": "spoiler",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def character(match: re.Match[str], named: Mapping[str, str]) -> str:
    """What a reference stands for (groups: hexadecimal, decimal, name); an unknown one stays."""
    hexadecimal, decimal, name = match.groups()
    if name:
        return named.get(name, match.group())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()
