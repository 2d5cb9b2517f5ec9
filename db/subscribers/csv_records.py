"""Reads a CSV file record by record, so that one broken line costs no other line.

Python's own reader, given the whole file, swallows everything behind a quote that is not closed,
and a line without an end fills the memory. Here a record may span a few lines and no more.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

LONGEST_LINE = 8_192  # characters
LONGEST_RECORD = 8  # lines
DELIMITERS = ",;\t"  # spreadsheets write what their country uses
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)  # Excel's, above the header


@dataclass(frozen=True, slots=True)
class Record:
    """The fields that begin in line `line` (from 1), or what is wrong with it."""

    line: int
    fields: list[str]
    problem: str | None = None


def records(text: TextIO) -> Iterator[Record]:
    """Every record, the header first; empty lines are left out. Lines of `text` end with LF."""
    lines = _Lines(text)
    delimiter: str | None = None
    while (first := lines.next()) is not None:
        number, line = first
        if isinstance(line, _Problem):
            yield Record(number, [], line)
            continue
        if not line.strip():
            continue
        if delimiter is None:
            if named := SEPARATOR_LINE.fullmatch(line):
                delimiter = named[1]
                continue
            delimiter = max(DELIMITERS, key=line.count)
        yield _record(number, line, lines, delimiter)


def _record(number: int, line: str, lines: "_Lines", delimiter: str) -> Record:
    """The record that begins with `line`; lines that turn out to be no part of it are pushed back.

    An odd count of quotes only hints at more lines: a quote inside a bare field opens nothing.
    """
    taken: list[tuple[int, str]] = []
    whole = line
    while whole.count('"') % 2 and len(taken) < LONGEST_RECORD:
        following = lines.next()
        if following is None:
            break
        taken.append(following)
        if isinstance(following[1], _Problem):
            break
        whole += "\n" + following[1]
    try:
        ended = (f"{part}\n" for part in whole.split("\n"))
        reader = csv.reader(ended, delimiter=delimiter, strict=True)
        fields = next(reader)
    except (csv.Error, StopIteration):
        lines.push_back(taken)
        return Record(number, [], "the quotes do not match")
    lines.push_back(taken[reader.line_num - 1 :])
    return Record(number, fields)


class _Problem(str):
    """Stands where a line cannot be read."""

    __slots__ = ()


class _Lines:
    """Numbered lines without their ends; some can be pushed back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._number = 0
        self._pushed_back: deque[tuple[int, str]] = deque()

    def next(self) -> tuple[int, str] | None:
        if self._pushed_back:
            return self._pushed_back.popleft()
        line = self._text.readline(LONGEST_LINE)
        if not line:
            return None
        self._number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            self._skip_line()
            return self._number, _Problem(f"longer than {LONGEST_LINE} characters")
        return self._number, line.rstrip("\n")

    def push_back(self, lines: list[tuple[int, str]]) -> None:
        self._pushed_back.extendleft(reversed(lines))

    def _skip_line(self) -> None:
        while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
            pass
