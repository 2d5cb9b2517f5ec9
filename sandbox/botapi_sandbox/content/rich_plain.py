"""What a rich message says, without its form: where a text is looked for."""

from collections.abc import Iterator
from typing import Any

WORDLESS = {"custom_emoji": "alternative_text", "mathematical_expression": "expression"}
"""Texts that hold no `text`, and where their characters are."""


def plain(text: Any) -> str:
    """The characters of a RichText."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(map(plain, text))
    if not isinstance(text, dict):
        return ""
    if text.get("type") == "button":
        return plain(text["button"]["text"])
    return plain(text.get(WORDLESS.get(text.get("type", ""), "text")))


def lines(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """The text of each block, row, item and caption, in the order in which they are shown.

    Asks for no field that must be there: what people send is not checked."""
    for block in blocks:
        for name in ("summary", "text", "expression"):
            if name in block:
                yield plain(block[name])
        yield from lines(block.get("blocks", []))
        for item in block.get("items", []):
            yield from lines(item.get("blocks", []))
        for row in block.get("cells", []):
            yield "\t".join(plain(cell.get("text")) for cell in row)
        if "buttons" in block:
            yield "\t".join(plain(button.get("text")) for button in block["buttons"])
        yield from _below(block)


def buttons(part: Any) -> Iterator[dict[str, Any]]:
    """Every button of a rich message, those inside of texts, too."""
    if isinstance(part, list):
        for each in part:
            yield from buttons(each)
    elif isinstance(part, dict):
        if part.get("type") == "button":
            yield part["button"]
        for name, value in part.items():
            if name == "buttons":
                yield from value
            elif isinstance(value, (dict, list)):
                yield from buttons(value)


def _below(block: dict[str, Any]) -> Iterator[str]:
    """Captions and credits. The caption of a table is a bare text."""
    caption = block.get("caption")
    if isinstance(caption, dict) and "type" not in caption:
        yield plain(caption.get("text"))
        if "credit" in caption:
            yield plain(caption["credit"])
    elif caption:
        yield plain(caption)
    if "credit" in block:
        yield plain(block["credit"])
