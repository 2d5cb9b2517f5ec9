"""Texts of somebody else's in a CSV file: none may run as a formula, whatever opens the file.

A text that a spreadsheet would run is written with an apostrophe before it, and read without. One
with apostrophes of its own before the sign gets one more, so that none is lost.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def guarded(text: str | None) -> str | None:
    """As reading will have it, too: in one line, no blanks around it, and never a formula."""
    if not text:
        return text
    text = in_one_line(text).strip()
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What was written so."""
    return text[1:] if _GUARDED.match(text) else text


def in_one_line(text: str) -> str:
    return _CONTROLS.sub(" ", text)
