"""Lists of rich Markdown: which lines belong to which item."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from botapi_sandbox.formatting.rich.parse.tree import MOST_BLOCKS, Element, too_many

_MARKER = re.compile(r"( {0,3})([-*+]|\d{1,9}[.)])( +(?=\S)| *$)")
_BOX = re.compile(r"\[([ xX])\] +")
MOST_SPACES = 4  # after a marker; more make the item begin with code


@dataclass(slots=True, kw_only=True)
class Item:
    lines: list[str]
    box: Element | None = None  # of a task


@dataclass(slots=True, kw_only=True)
class List:
    items: list[Item] = field(default_factory=list)
    start: int | None  # None: unordered
    end: int = 0  # the line after it


def list_at(lines: list[str], at: int, begins: Callable[[int], bool]) -> List | None:
    """The list that starts in that line. `begins` tells the lines that end a paragraph."""
    first = _MARKER.match(lines[at])
    if first is None:
        return None
    sign = first.group(2)
    found = List(start=None if sign in "-*+" else int(sign[:-1]))
    while at < len(lines):
        marker = _MARKER.match(lines[at])
        if marker is None or marker.group(2)[-1] != sign[-1]:
            break
        inside, at = _item(lines, at, marker, begins)
        found.items.append(_with_box(inside))
        if len(found.items) > MOST_BLOCKS:
            raise too_many()
    found.end = at
    return found


def interrupts(line: str) -> bool:
    """Only a list with words in it, and from 1 on, ends a paragraph without an empty line."""
    marker = _MARKER.match(line)
    if marker is None or marker.end() == len(line):
        return False
    return marker.group(2) in "-*+" or int(marker.group(2)[:-1]) == 1


def _item(
    lines: list[str], at: int, marker: re.Match[str], begins: Callable[[int], bool]
) -> tuple[list[str], int]:
    spaces = len(marker.group(3))
    margin = marker.end(2) + (spaces if 1 <= spaces <= MOST_SPACES else 1)
    inside = [lines[at][margin:]]
    at += 1
    while at < len(lines):
        line = lines[at]
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            inside.append("")
        elif indent >= margin:
            inside.append(line[margin:])
        elif inside[-1].strip() and not begins(at) and not _MARKER.match(line):
            inside.append(line.lstrip())  # a paragraph goes on without its indent
        else:
            break
        at += 1
    return inside, at


def _with_box(inside: list[str]) -> Item:
    box = _BOX.match(inside[0])
    if box is None:
        return Item(lines=inside)
    checked = {} if box.group(1) == " " else {"checked": ""}
    task = Element("input", {"type": "checkbox", **checked})
    return Item(lines=[inside[0][box.end() :], *inside[1:]], box=task)
