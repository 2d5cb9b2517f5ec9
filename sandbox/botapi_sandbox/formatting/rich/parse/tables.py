"""Tables of rich Markdown: a line of headers, a line of dashes, lines of cells."""

import re
from collections.abc import Callable

from botapi_sandbox.formatting.rich.parse.tree import Element, Node

_DASHES = re.compile(r"\s*+\|?+(?:\s*+:?+-++:?+\s*+\|?+)++\s*+")
_BAR = re.compile(r"(?<!\\)\|")


def is_table(header: str, dashes: str) -> bool:
    """As many columns in the line of dashes as in the header."""
    if "|" not in header or "-" not in dashes or not _DASHES.fullmatch(dashes):
        return False
    return len(cells(header)) == len(cells(dashes))


def cells(line: str) -> list[str]:
    line = line.strip()
    inside = line.removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return [each.strip().replace("\\|", "|") for each in _BAR.split(inside)]


def table(lines: list[str], read: Callable[[str], list[Node]]) -> Element:
    """`lines`: header, dashes, rows. Rows get as many cells as the header has."""
    sides = [_side(each) for each in cells(lines[1])]
    rows: list[Node] = []
    for number, line in enumerate([lines[0], *lines[2:]]):
        texts = cells(line)[: len(sides)]
        texts += [""] * (len(sides) - len(texts))
        row: list[Node] = [
            Element("td" if number else "th", {"align": side}, read(text))
            for text, side in zip(texts, sides, strict=True)
        ]
        rows.append(Element("tr", {}, row))
    return Element("table", {}, rows)


def _side(dashes: str) -> str:
    if dashes.endswith(":"):
        return "center" if dashes.startswith(":") else "right"
    return "left"
