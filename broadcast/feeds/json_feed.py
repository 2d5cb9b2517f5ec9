"""JSON Feed 1.1 (jsonfeed.org), whose names these are."""

import json
from datetime import datetime
from typing import Any

from broadcast.feeds.words import address, line, pictures, plain_words, seconds
from broadcast.model.feeds.item import LONGEST_ID, LONGEST_NAME, LONGEST_SUMMARY, LONGEST_TITLE

Told = dict[str, Any]


def read_json(body: bytes, url: str) -> Told | None:
    """`title`, `home` and `items`; None: it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    listed = found.get("items")
    if "jsonfeed.org/version/" not in _text(found, "version") or not isinstance(listed, list):
        return None
    return {
        "title": line(_text(found, "title"), LONGEST_NAME),
        "home": address(_text(found, "home_page_url"), url),
        "items": [_item(one, url) for one in listed if isinstance(one, dict)],
    }


def _item(item: Told, url: str) -> Told:
    html = _text(item, "content_html")
    summary = _text(item, "summary") or _text(item, "content_text") or plain_words(html)
    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    link = address(_text(item, "url") or _text(item, "external_url"), url)
    image = _text(item, "image") or _text(item, "banner_image") or next(pictures(html), "")
    return {
        "id": _text(item, "id")[:LONGEST_ID],
        "title": line(_text(item, "title"), LONGEST_TITLE),
        "link": link,
        "summary": line(summary, LONGEST_SUMMARY),
        "author": line(_text(first, "name") if isinstance(first, dict) else "", LONGEST_NAME),
        "image": address(image, link or url),
        "published_at": _moment(_text(item, "date_published") or _text(item, "date_modified")),
    }


def _moment(words: str) -> int | None:
    """RFC 3339; without a zone it says nothing."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return None if moment.tzinfo is None else seconds(lambda: int(moment.timestamp()))


def _text(told: Told, name: str) -> str:
    """Whatever stands there instead of words is nothing."""
    value = told.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
