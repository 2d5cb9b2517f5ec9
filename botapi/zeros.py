"""Texts without the character of number 0, which no person types and PostgreSQL cannot keep.

It can only come as an escape: JSON forbids the byte itself. Something else stands in its place, as
wide as it was, so that what is said about places in the text stays true.
"""

import re
from typing import AnyStr

# Not behind an odd number of backslashes: then it is a backslash and some letters.
_TEXT = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_BYTES = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")


def without_zeros(json: AnyStr) -> AnyStr:
    """The same JSON; most has none, which is seen at once."""
    if isinstance(json, str):
        return _TEXT.sub(r"\1\\ufffd", json) if "\\u0000" in json else json
    return _BYTES.sub(rb"\1\\ufffd", json) if b"\\u0000" in json else json
