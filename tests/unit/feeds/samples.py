"""Feeds as servers say them, in few words."""

import json
from collections.abc import Iterable
from html import escape

from broadcast.model.feeds.item import FeedItem

HOME = "https://shop.example/"


def numbered(number: int, **parts: object) -> FeedItem:
    """Each different from all others."""
    told = {"id": f"id-{number}", "title": f"Item {number}", "link": f"{HOME}{number}"}
    return FeedItem(**told | {"summary": f"All about {number}"} | parts)  # type: ignore[arg-type]


def rss(items: Iterable[FeedItem], title: str = "Shop news") -> bytes:
    """The first one is the newest, as feeds have it."""
    listed = "".join(map(_item, items))
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>{HOME}</link>{listed}</channel></rss>"
    ).encode()


def _item(item: FeedItem) -> str:
    parts = {
        "guid": item.id,
        "title": item.title,
        "link": item.link,
        "description": item.summary,
        "author": item.author,
    }
    said = "".join(f"<{name}>{escape(part)}</{name}>" for name, part in parts.items() if part)
    return f"<item>{said}</item>"


def json_feed(items: Iterable[object], **parts: object) -> bytes:
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Shop", "items": [*items]}
    return json.dumps(told | parts).encode()
