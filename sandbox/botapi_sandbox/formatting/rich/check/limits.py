"""How big a rich message may be. Bot API: rich message limits."""

from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.rich_plain import lines
from botapi_sandbox.formatting.rich.parse.tree import MOST_BLOCKS, too_many
from botapi_sandbox.ground.errors import bad_request

MOST_CHARACTERS = 32_768
MOST_MEDIA = 50
MOST_COLUMNS = 20
SOURCE_CHARACTERS = 4 * MOST_CHARACTERS
"""Longer sources are refused before they are read. The real limit is not known."""
MEDIA = frozenset({"animation", "audio", "document", "photo", "video", "voice_note"})


def check_size(blocks: list[Body]) -> None:
    """Raises 400 for a message that is too big, or that shows nothing."""
    if _count(blocks) > MOST_BLOCKS:
        raise too_many()
    if sum(map(len, lines(blocks))) > MOST_CHARACTERS:
        raise bad_request("message is too long")
    if _media(blocks) > MOST_MEDIA:
        raise bad_request(f"rich message must have at most {MOST_MEDIA} media")
    if not any(map(_shows, blocks)):
        raise bad_request("RICH_MESSAGE_EMPTY")


def check_columns(rows: list[list[Body]]) -> None:
    widest = max((sum(cell.get("colspan", 1) for cell in row) for row in rows), default=0)
    if widest > MOST_COLUMNS:
        raise bad_request(f"rich message table must have at most {MOST_COLUMNS} columns")


def _count(blocks: list[Body]) -> int:
    total = len(blocks)
    for block in blocks:
        total += _count(block.get("blocks", [])) + len(block.get("cells", []))
        total += sum(1 + _count(item["blocks"]) for item in block.get("items", []))
    return total


def _media(blocks: list[Body]) -> int:
    total = 0
    for block in blocks:
        total += (block["type"] in MEDIA) + _media(block.get("blocks", []))
        total += sum(_media(item["blocks"]) for item in block.get("items", []))
    return total


def _shows(block: Body) -> bool:
    """Dividers and anchors alone are nothing to see: Telegram refuses such a message as empty."""
    if block["type"] in MEDIA or block["type"] in ("map", "buttons"):
        return True
    inside = [*block.get("blocks", []), *(b for i in block.get("items", []) for b in i["blocks"])]
    return any(map(_shows, inside)) or any(line.strip() for line in lines([block]))
