"""The tag table into InputRichBlockTable."""

from collections.abc import Callable
from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.rich.parse.tree import Element, Node, whole

LOOKS = ("bordered", "striped", "compact")

Read = Callable[[list[Node]], Any]
"""The RichText of what stands in a cell."""


def table(element: Element, read: Read) -> Body:
    rows = list(element.elements("tr"))
    for part in element.elements("thead", "tbody", "tfoot"):
        rows += part.elements("tr")
    cells = [[_cell(each, read) for each in row.elements("th", "td")] for row in rows]
    block: Body = {"type": "table", "cells": cells}
    block |= {f"is_{look}": True for look in LOOKS if look in element.attributes}
    words = next(element.elements("caption"), None)
    return block | ({"caption": read(words.children)} if words else {})


def _cell(element: Element, read: Read) -> Body:
    given = element.attributes
    cell: Body = {"align": given.get("align", "left"), "valign": given.get("valign", "top")}
    text = read(element.children)
    if text:
        cell["text"] = text
    if element.tag == "th":
        cell["is_header"] = True
    for name in ("colspan", "rowspan"):
        if name in given:
            cell[name] = whole(given[name], -1)
    return cell
