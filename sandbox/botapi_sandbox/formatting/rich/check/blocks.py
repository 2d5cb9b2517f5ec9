"""InputRichBlocks into RichBlocks: checked, with labels and files, as a message shows them.

The complaints are those of tdlib/td, WebPageBlock.cpp, where it has any."""

from collections.abc import Callable
from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.rich.check.buttons import checked_button
from botapi_sandbox.formatting.rich.check.fields import Fields
from botapi_sandbox.formatting.rich.check.labels import BULLET, KINDS, label
from botapi_sandbox.formatting.rich.check.limits import check_columns
from botapi_sandbox.formatting.rich.check.texts import TextCheck
from botapi_sandbox.formatting.rich.parse.tree import MOST_LEVELS, too_deep
from botapi_sandbox.ground.errors import bad_request

MOST_BUTTONS = 8  # Bot API: InputRichBlockButtons
SIDES = ("left", "center", "right")
HEIGHTS = ("top", "middle", "bottom")
MOST_ZOOM = 24
MAP_SIDE = 10_000  # width and height together; neither more than 20 times the other
MAP_RATIO = 20
MAP_DEFAULT = {"zoom": 13, "width": 600, "height": 300}
ITEM = ("blocks", "has_checkbox", "is_checked", "value", "type")
CELL = ("text", "is_header", "colspan", "rowspan", "align", "valign")

Media = Callable[[str, Any], Body]
"""Of an InputMedia of that kind: the fields of the block that shows it."""


class BlockCheck:
    def __init__(self, texts: TextCheck, media: Media, *, draft: bool) -> None:
        self._texts = texts
        self._media = media
        self._draft = draft
        self._makers: dict[str, Callable[[Fields, int], Body]] = {
            "paragraph": self._paragraph,
            "footer": self._paragraph,
            "thinking": self._thinking,
            "heading": self._heading,
            "pre": self._pre,
            "divider": self._divider,
            "mathematical_expression": self._math,
            "anchor": self._anchor,
            "list": self._list,
            "blockquote": self._quote,
            "expandable_blockquote": self._text_quote,
            "pullquote": self._text_quote,
            "collage": self._group,
            "slideshow": self._group,
            "table": self._table,
            "details": self._details,
            "map": self._map,
            "buttons": self._buttons,
        }

    def blocks(self, value: Any, level: int = 1) -> list[Body]:
        """Raises 400 for what Telegram would not take."""
        if level > MOST_LEVELS:
            raise too_deep()
        if not isinstance(value, list):
            raise bad_request("expected an Array of InputRichBlock")
        return [self._block(each, level) for each in value]

    def _block(self, value: Any, level: int) -> Body:
        fields = Fields(value, "InputRichBlock")
        kind = fields.string("type")
        if kind in ("photo", "video", "animation", "audio", "document", "voice_note"):
            fields.only("type", kind, "caption")
            shown = self._media(kind, fields.any(kind))
            return {"type": kind, **shown, **self._caption(fields, level)}
        maker = self._makers.get(kind)
        if maker is None:
            raise fields.wrong(f'unsupported type "{kind}"')
        return {"type": kind, **maker(fields, level)}

    def _text(self, fields: Fields, name: str, level: int) -> Body:
        return {name: self._texts.read(fields.any(name), level)}

    def _credit(self, fields: Fields, level: int) -> Body:
        return self._text(fields, "credit", level) if fields.has("credit") else {}

    def _caption(self, fields: Fields, level: int) -> Body:
        if not fields.has("caption"):
            return {}
        caption = Fields(fields.any("caption"), "RichBlockCaption")
        caption.only("text", "credit")
        return {"caption": self._text(caption, "text", level) | self._credit(caption, level)}

    def _paragraph(self, fields: Fields, level: int) -> Body:
        fields.only("type", "text")
        return self._text(fields, "text", level)

    def _thinking(self, fields: Fields, level: int) -> Body:
        if not self._draft:
            raise bad_request("block is not allowed")
        return self._paragraph(fields, level)

    def _heading(self, fields: Fields, level: int) -> Body:
        fields.only("type", "text", "size")
        if not 1 <= fields.whole("size") <= 6:
            raise bad_request("invalid section heading size specified")
        return self._text(fields, "text", level) | {"size": fields.whole("size")}

    def _pre(self, fields: Fields, level: int) -> Body:
        fields.only("type", "text", "language")
        block = {"text": self._texts.read(fields.any("text"), level, detect=False)}
        return block | ({"language": fields.string("language")} if fields.has("language") else {})

    def _divider(self, fields: Fields, _level: int) -> Body:
        fields.only("type")
        return {}

    def _math(self, fields: Fields, _level: int) -> Body:
        fields.only("type", "expression")
        return {"expression": fields.string("expression")}

    def _anchor(self, fields: Fields, _level: int) -> Body:
        fields.only("type", "name")
        return {"name": fields.string("name")}

    def _list(self, fields: Fields, level: int) -> Body:
        fields.only("type", "items")
        items = [self._item(each, level) for each in fields.array("items")]
        if not items:
            raise bad_request("list must be non-empty")
        if len({"type" in each for each in items}) > 1:
            raise bad_request("list must be either ordered or unordered")
        return {"items": items}

    def _item(self, value: Any, level: int) -> Body:
        fields = Fields(value, "InputRichBlockListItem")
        fields.only(*ITEM)
        inside = self.blocks(fields.any("blocks"), level + 1)
        item: Body = {"label": BULLET, "blocks": inside}
        item |= fields.flags("has_checkbox", "is_checked")
        if not fields.has("type"):
            return item
        kind = fields.string("type")
        if kind not in KINDS:
            raise bad_request("invalid list item type specified")
        number = fields.whole("value") if fields.has("value") else 0
        return item | {"label": label(number, kind), "value": number, "type": kind}

    def _quote(self, fields: Fields, level: int) -> Body:
        fields.only("type", "blocks", "credit")
        inside = self.blocks(fields.any("blocks"), level + 1)
        return {"blocks": inside} | self._credit(fields, level)

    def _text_quote(self, fields: Fields, level: int) -> Body:
        fields.only("type", "text", "credit")
        return self._text(fields, "text", level) | self._credit(fields, level)

    def _group(self, fields: Fields, level: int) -> Body:
        fields.only("type", "blocks", "caption")
        inside = self.blocks(fields.any("blocks"), level + 1)
        return {"blocks": inside} | self._caption(fields, level)

    def _details(self, fields: Fields, level: int) -> Body:
        fields.only("type", "summary", "blocks", "is_open")
        inside = self.blocks(fields.any("blocks"), level + 1)
        return self._text(fields, "summary", level) | {"blocks": inside} | fields.flags("is_open")

    def _table(self, fields: Fields, level: int) -> Body:
        flags = ("is_bordered", "is_striped", "is_compact")
        fields.only("type", "cells", "caption", *flags)
        rows = fields.array("cells")
        if not all(isinstance(row, list) for row in rows):
            raise fields.wrong('Field "cells" must be an Array of Arrays')
        cells = [[self._cell(each, level) for each in row] for row in rows]
        check_columns(cells)
        caption = self._text(fields, "caption", level) if fields.has("caption") else {}
        return {"cells": cells} | fields.flags(*flags) | caption

    def _cell(self, value: Any, level: int) -> Body:
        fields = Fields(value, "RichBlockTableCell")
        fields.only(*CELL)
        cell = self._text(fields, "text", level + 1) if fields.has("text") else {}
        cell |= fields.flags("is_header")
        for name in ("colspan", "rowspan"):
            if fields.has(name) and fields.whole(name) != 1:
                if fields.whole(name) < 1:
                    raise bad_request(f"invalid table cell {name} specified")
                cell[name] = fields.whole(name)
        sides = {"align": (SIDES, SIDES[0]), "valign": (HEIGHTS, HEIGHTS[0])}
        for name, (allowed, usual) in sides.items():
            cell[name] = fields.string(name) if fields.has(name) else usual
            if cell[name] not in allowed:
                raise fields.wrong(f'Field "{name}" must be one of {", ".join(allowed)}')
        return cell

    def _map(self, fields: Fields, level: int) -> Body:
        fields.only("type", "location", *MAP_DEFAULT, "caption")
        place = Fields(fields.any("location"), "Location")
        spot = {name: place.any(name) for name in ("latitude", "longitude")}
        if not all(isinstance(each, (int, float)) for each in spot.values()) or (
            abs(spot["latitude"]) > 90 or abs(spot["longitude"]) > 180
        ):
            raise bad_request("invalid location specified")
        sizes = {n: fields.whole(n) if fields.has(n) else d for n, d in MAP_DEFAULT.items()}
        width, height = sizes["width"], sizes["height"]
        fits = min(width, height) >= 0 and width + height <= MAP_SIDE
        fits &= width <= height * MAP_RATIO and height <= width * MAP_RATIO
        if not fits or not 0 <= sizes["zoom"] <= MOST_ZOOM:
            raise bad_request("invalid map properties specified")
        return {"location": spot} | sizes | self._caption(fields, level)

    def _buttons(self, fields: Fields, level: int) -> Body:
        fields.only("type", "buttons", "align")
        given = fields.array("buttons")
        if not 0 < len(given) <= MOST_BUTTONS:
            raise fields.wrong(f"a row has from 1 to {MOST_BUTTONS} buttons")
        made = [checked_button(each, self._texts, level) for each in given]
        if not fields.has("align"):
            return {"buttons": made}
        if fields.string("align") not in SIDES:
            raise fields.wrong(f'Field "align" must be one of {", ".join(SIDES)}')
        return {"buttons": made, "align": fields.string("align")}
