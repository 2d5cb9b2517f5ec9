"""A tree of tags into InputRichBlocks, whichever source it came from."""

from functools import partial
from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.rich_plain import plain
from botapi_sandbox.formatting.rich.build.sources import Sources
from botapi_sandbox.formatting.rich.build.table_tags import table
from botapi_sandbox.formatting.rich.build.texts import RichText, Texts, button, without_end
from botapi_sandbox.formatting.rich.parse.tree import (
    BLOCKS,
    MOST_LEVELS,
    Element,
    Node,
    text_of,
    too_deep,
    unreadable,
    whole,
)

MEDIA = ("img", "video", "audio", "tg-document")
SIMPLE = {"footer": "footer", "tg-thinking": "thinking"}
GROUPS = {"tg-collage": "collage", "tg-slideshow": "slideshow"}


class Builder:
    def __init__(self, nodes: list[Node], sources: Sources) -> None:
        self._nodes = nodes
        self._sources = sources
        self._references = frozenset(_references(nodes))
        self._makers: dict[str, Any] = {
            "hr": lambda _element, _level: {"type": "divider"},
            "p": self._unfolded,
            "pre": self._pre,
            "ul": self._list,
            "ol": self._list,
            "blockquote": self._quote,
            "aside": self._aside,
            "figure": self._figure,
            "tg-map": self._map,
            "table": self._table,
            "details": self._details,
            "tg-math-block": self._math,
            "tg-button-row": self._buttons,
            **dict.fromkeys(MEDIA, self._media),
            **dict.fromkeys(SIMPLE, self._simple),
            **dict.fromkeys(GROUPS, self._group),
            **dict.fromkeys((f"h{size}" for size in range(1, 7)), self._heading),
        }

    def blocks(self) -> list[Body]:
        return self._flow(self._nodes, 1)

    def _flow(self, nodes: list[Node], level: int) -> list[Body]:
        """Blocks, and paragraphs out of what stands loose between them."""
        if level > MOST_LEVELS:
            raise too_deep()
        out: list[Body] = []
        loose: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and node.tag in BLOCKS and not _is_emoji(node):
                out += self._paragraph(loose, level)
                loose = []
                made = self._makers[node.tag](node, level)
                out += made if isinstance(made, list) else [made]
            else:
                loose.append(node)
        return out + self._paragraph(loose, level)

    def _paragraph(self, nodes: list[Node], level: int) -> list[Body]:
        text = self._text(nodes, level)
        if not text:
            return []
        parts = text if isinstance(text, list) else [text]
        if all(isinstance(e, dict) and e["type"] == "anchor" for e in parts):
            return [{"type": "anchor", "name": each["name"]} for each in parts]
        return [{"type": "paragraph", "text": text}]

    def _text(self, nodes: list[Node], level: int) -> RichText:
        return without_end(Texts(self._references).read(nodes, level))

    def _unfolded(self, element: Element, level: int) -> list[Body]:
        return self._flow(element.children, level)

    def _heading(self, element: Element, level: int) -> Body:
        text = self._text(element.children, level)
        return {"type": "heading", "text": text, "size": int(element.tag[1])}

    def _simple(self, element: Element, level: int) -> Body:
        return {"type": SIMPLE[element.tag], "text": self._text(element.children, level)}

    def _math(self, element: Element, _level: int) -> Body:
        return {"type": "mathematical_expression", "expression": text_of(element.children).strip()}

    def _pre(self, element: Element, _level: int) -> Body:
        """Bot API: a nested code tag names the language."""
        block: Body = {"type": "pre", "text": text_of(element.children).removeprefix("\n")}
        code = next(element.elements("code"), None)
        named = code.attributes.get("class", "") if code else ""
        if named.startswith("language-"):
            block["language"] = named.removeprefix("language-")
        return block

    def _list(self, element: Element, level: int) -> Body:
        items = list(element.elements("li"))
        self._only(element, "li")
        if element.tag == "ul":
            return {"type": "list", "items": [self._item(each, level) for each in items]}
        attributes = element.attributes
        step = -1 if "reversed" in attributes else 1
        value = whole(attributes.get("start"), 1 if step > 0 else len(items))
        made = []
        for each in items:
            value = whole(each.attributes.get("value"), value)
            kind = each.attributes.get("type", attributes.get("type", "1"))
            made.append(self._item(each, level) | {"value": value, "type": kind})
            value += step
        return {"type": "list", "items": made}

    def _item(self, element: Element, level: int) -> Body:
        item: Body = {"blocks": self._flow(element.without("input"), level + 1)}
        box = next(element.elements("input"), None)
        if box is not None:
            item["has_checkbox"] = True
            if "checked" in box.attributes:
                item["is_checked"] = True
        return item

    def _quote(self, element: Element, level: int) -> Body:
        children, credit = self._credited(element.children, level)
        if {"collapsed", "expandable"} & element.attributes.keys():
            block = {"type": "expandable_blockquote", "text": self._text(_lines(children), level)}
        else:
            block = {"type": "blockquote", "blocks": self._flow(children, level + 1)}
        return block | ({"credit": credit} if credit else {})

    def _aside(self, element: Element, level: int) -> Body:
        children, credit = self._credited(element.children, level)
        block = {"type": "pullquote", "text": self._text(_lines(children), level)}
        return block | ({"credit": credit} if credit else {})

    def _credited(self, nodes: list[Node], level: int) -> tuple[list[Node], RichText]:
        """What a cite tag says, taken out of where it stands: Markdown puts it in a paragraph."""
        credit: list[Node] = []
        kept: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and node.tag == "cite":
                credit += node.children
            elif isinstance(node, Element) and node.tag == "p":
                credit += [e for cite in node.elements("cite") for e in cite.children]
                kept.append(Element("p", node.attributes, node.without("cite")))
            else:
                kept.append(node)
        return kept, self._text(credit, level)

    def _media(self, element: Element, _level: int) -> Body:
        return self._sources.block(element)

    def _figure(self, element: Element, level: int) -> Body:
        shown = list(element.elements(*MEDIA, "tg-map"))
        if len(shown) != 1:
            raise unreadable('Tag "figure" must have exactly one media inside')
        self._only(element, *MEDIA, "tg-map", "figcaption")
        block: Body = self._makers[shown[0].tag](shown[0], level)
        return block | self._caption(element, level)

    def _group(self, element: Element, level: int) -> Body:
        blocks = self._flow(element.without("figcaption"), level + 1)
        return {"type": GROUPS[element.tag], "blocks": blocks} | self._caption(element, level)

    def _caption(self, element: Element, level: int) -> Body:
        words = next(element.elements("figcaption"), None)
        if words is None:
            return {}
        children, credit = self._credited(words.children, level)
        text = self._text(children, level)
        return {"caption": {"text": text} | ({"credit": credit} if credit else {})}

    def _map(self, element: Element, _level: int) -> Body:
        given = element.attributes
        try:
            place = {"latitude": float(given["lat"]), "longitude": float(given["long"])}
        except (KeyError, ValueError):
            raise unreadable('Tag "tg-map" needs the attributes "lat" and "long"') from None
        block: Body = {"type": "map", "location": place}
        for name in ("zoom", "width", "height"):
            if name in given:
                block[name] = whole(given[name], -1)
        return block

    def _table(self, element: Element, level: int) -> Body:
        self._only(element, "tr", "thead", "tbody", "tfoot", "caption")
        return table(element, partial(self._text, level=level + 1))

    def _details(self, element: Element, level: int) -> Body:
        words = next(element.elements("summary"), None)
        if words is None:
            raise unreadable('Tag "details" must have a tag "summary" inside')
        blocks = self._flow(element.without("summary"), level + 1)
        summary = self._text(words.children, level)
        block: Body = {"type": "details", "summary": summary, "blocks": blocks}
        return block | ({"is_open": True} if "open" in element.attributes else {})

    def _buttons(self, element: Element, level: int) -> Body:
        self._only(element, "tg-button")
        made = [button(e, self._references, level) for e in element.elements("tg-button")]
        align = element.attributes.get("align")
        return {"type": "buttons", "buttons": made} | ({"align": align} if align else {})

    @staticmethod
    def _only(element: Element, *tags: str) -> None:
        """Nothing but these tags may be inside, white space aside."""
        rest = element.without(*tags)
        if any(not isinstance(each, str) or each.strip() for each in rest):
            raise unreadable(f'Tag "{element.tag}" has unexpected content')


def _lines(nodes: list[Node]) -> list[Node]:
    """Paragraphs as lines of one text."""
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag == "p":
            out += [Element("br")] if out and plain(text_of(out)).strip() else []
            out += node.children
        else:
            out.append(node)
    return out


def _references(nodes: list[Node]) -> list[str]:
    found: list[str] = []
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Element):
            if node.tag == "tg-reference":
                found.append(node.attributes.get("name", ""))
            waiting += node.children
    return found


def _is_emoji(element: Element) -> bool:
    return element.tag == "img" and element.attributes.get("src", "").startswith("tg://emoji")
