"""How large a rich message may be, and what is wrong with one that cannot be sent.

Bot API: rich message limits. A checker refuses what Telegram would certainly refuse; what it cannot
tell for certain, an odd nesting of emphasis say, is left to the preview, which is the very call.
"""

from dataclasses import dataclass
from enum import StrEnum

MOST_CHARACTERS = 32_768
MOST_BLOCKS = 500  # nested ones, items of lists and rows of tables included
MOST_LEVELS = 16  # of blocks and formatting in each other
MOST_MEDIA = 50
MOST_COLUMNS = 20
# Characters of a source. Markup is at most three times what is shown in anything that people write;
# it bounds the work, which grows with the source and with nothing else.
MOST_SOURCE = 4 * MOST_CHARACTERS


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Of what grows with the values that are put in. The rest bounds the work, and stays."""

    characters: int = MOST_CHARACTERS
    blocks: int = MOST_BLOCKS


TELEGRAMS = Limits()
NONE = Limits(characters=MOST_SOURCE * MOST_COLUMNS, blocks=MOST_SOURCE)


class Why(StrEnum):
    """What is wrong."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    BLOCKS = "blocks"
    LEVELS = "levels"
    MEDIA = "media"
    COLUMNS = "columns"
    BAD_TAG = "bad-tag"  # one that rich messages do not have
    BROKEN_TAG = "broken-tag"  # a < that begins nothing
    UNCLOSED = "unclosed"
    UNOPENED = "unopened"  # an end without its beginning
    WEB_FILE = "web-file"  # a file by its address in the web
    NO_FILE = "no-file"  # a file that was not sent here


class BadRich(Exception):
    """`line` counts from 1; `what` is quoted: a tag, an address."""

    def __init__(self, why: Why, line: int, what: str = "") -> None:
        super().__init__(f"line {line}: {why} {what}".rstrip())
        self.why = why
        self.line = line
        self.what = what
