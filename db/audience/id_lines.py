"""Ids of chats as people send them: one a line, or with commas between them.

Only what is an id without doubt is taken. What spreadsheets and address books make of one is told
apart, because the reason says what to do: 1.2E+09 has lost its last digits for good.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

MOST_IDS = 1_000_000
MOST_BYTES = 20_000_000  # Bot API: no bot can download a larger file
MOST_QUOTED = 5  # bad ones that are shown
LONGEST_QUOTE = 32  # characters of one
MOST_DIGITS = 16
LARGEST = 2**52  # Bot API: an id has at most 52 significant bits

_ID = re.compile(r"-?[1-9][0-9]*", re.ASCII)
_EXPONENT = re.compile(r"[-+]?[0-9]+([.,][0-9]*)?e[-+]?[0-9]+", re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\t]")


class BadId(StrEnum):
    """Why something is no id."""

    EXPONENT = "exponent"  # a spreadsheet has shortened it: its last digits are lost
    PLUS = "plus"  # a telephone number, most likely
    SPACES = "spaces"  # between its digits
    NUMBER = "number"  # too long, a fraction, or with zeros before it
    OTHER = "other"


class BadList(ValueError):
    """The list as a whole cannot be taken."""


class NoText(BadList):
    """It is not UTF-8."""


class TooManyIds(BadList):
    """More than MOST_IDS, or MOST_BYTES."""


@dataclass(frozen=True, slots=True)
class BadLine:
    line: int  # from 1
    text: str
    why: BadId


@dataclass(kw_only=True, slots=True)
class IdLines:
    """What a list says: each id once, in order, and what of it is none."""

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    bad: list[BadLine] = field(default_factory=list)  # the first ones
    bad_count: int = 0


def read_ids(data: bytes) -> IdLines:
    """Takes a second for a million: not for the event loop. Raises BadList."""
    if len(data) > MOST_BYTES:
        raise TooManyIds
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoText from error
    found, read = array("q"), IdLines()
    for line, item in _items(text):
        why = _refused(item)
        if why is None:
            found.append(int(item))
        else:
            read.bad_count += 1
            if len(read.bad) < MOST_QUOTED:
                read.bad.append(BadLine(line, item[:LONGEST_QUOTE], why))
        if len(found) + read.bad_count > MOST_IDS:
            raise TooManyIds
    read.ids = array("q", sorted(set(found)))
    return read


def _items(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.isdigit():  # most are nothing else
            yield number, line
            continue
        for item in _BETWEEN.split(line):
            if stripped := item.strip().strip('"').strip():
                yield number, stripped


def _refused(item: str) -> BadId | None:
    if _ID.fullmatch(item):
        if len(item) > MOST_DIGITS + 1 or abs(int(item)) >= LARGEST:
            return BadId.NUMBER
        return None
    if _EXPONENT.fullmatch(item):
        return BadId.EXPONENT
    if item.startswith("+") and _ID.fullmatch(item[1:]):
        return BadId.PLUS
    digits = "".join(item.split())
    if digits != item and _ID.fullmatch(digits):
        return BadId.SPACES
    return BadId.NUMBER if re.fullmatch(r"[-+0-9.]+", item, re.ASCII) else BadId.OTHER
