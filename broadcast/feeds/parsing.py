"""Reads one feed, in a process of its own that ends with it: the bot never loads feedparser.

Asked by fetching.py with what a server has answered; says what is listed there, or what is wrong
with it. Nothing is ever fetched from here, and nothing that the feed says is trusted: words come
out without formatting, addresses are http or https, both have an end.
"""

import base64
import io
import json
import re
from calendar import timegm
from collections.abc import Mapping
from html import unescape
from itertools import chain
from typing import Any

from broadcast.feeds.json_feed import read_json
from broadcast.feeds.words import address, feeds_of, line, pictures, plain_words, seconds
from broadcast.model.feeds.item import (
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    FeedItem,
)
from runtime.child_task import answer

MOST_LISTED = 5_000  # items of a feed that is read
MOST_ITEMS = 300  # of them, the newest, are told
MEGABYTES, CPU_SECONDS = 512, 20  # limits of the process; five thousand items take 2 s
# It may make gigabytes of a few lines. No feed needs any: HTML's own are known without.
DECLARATION = re.compile(rb"<!entity", re.IGNORECASE)
ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>/]")
HTML = frozenset({"text/html", "application/xhtml+xml"})

Told = dict[str, Any]


def parse(task: Mapping[str, str]) -> bytes:
    """`body` in base64; `url` and `type`: whence it came, and what the server calls it."""
    told = read(base64.b64decode(task["body"]), task["url"], task["type"])
    return json.dumps(told).encode()


def read(body: bytes, url: str, kind: str) -> Told:
    """`title`, `home` and `items`, the newest first; or `why` there are none, and the `feeds` that
    a page names."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        found = read_json(body, url)
        return {"why": "unreadable"} if found is None else _newest(found)
    plain = body.replace(b"\0", b"")  # UTF-16, as far as signs of markup go
    if DECLARATION.search(plain):
        return {"why": "entities"}
    if sum(1 for _ in ITEM.finditer(plain)) > MOST_LISTED:
        return {"why": "many"}
    return _of_xml(body, url, kind)


def _of_xml(body: bytes, url: str, kind: str) -> Told:
    import feedparser  # of this process alone

    found = feedparser.parse(
        io.BytesIO(body), response_headers={"content-type": kind, "content-location": url}
    )
    if not found.get("version"):
        named = feeds_of(body.decode("utf-8", "replace"), url)
        return {"why": "page", "feeds": named} if named or _is_page(body) else {"why": "unreadable"}
    literal = found["version"].startswith("atom")
    return _newest(
        {
            "title": line(_words(found.feed, "title", literal=literal), LONGEST_NAME),
            "home": address(str(found.feed.get("link") or ""), url),
            "items": [_entry(one, url, literal=literal) for one in found.entries],
        }
    )


def _newest(told: Told) -> Told:
    """In the feed's own order where not all are dated."""
    listed = [one for one in told["items"] if FeedItem.read(one).says_anything]
    if len(listed) > MOST_LISTED:
        return {"why": "many"}
    if all(one.get("published_at") is not None for one in listed):
        listed.sort(key=lambda one: -one["published_at"])
    return told | {"items": listed[:MOST_ITEMS]}


def _entry(entry: Mapping[str, Any], url: str, *, literal: bool) -> Told:
    html = next((str(one.get("value") or "") for one in entry.get("content") or ()), "")
    summary = str(entry.get("summary") or "") or html
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    link = address(str(entry.get("link") or ""), url)
    return {
        "id": str(entry.get("id") or "")[:LONGEST_ID],
        "title": line(_words(entry, "title", literal=literal), LONGEST_TITLE),
        "link": link,
        "summary": line(plain_words(summary), LONGEST_SUMMARY),
        "author": line(str(entry.get("author") or ""), LONGEST_NAME),
        "image": _image(entry, [html, summary], link or url),
        "published_at": None if when is None else seconds(lambda: timegm(when)),
    }


def _words(told: Mapping[str, Any], name: str, *, literal: bool) -> str:
    """Atom says of words whether they are HTML; of the others readers take their entities so."""
    words = str(told.get(name) or "")
    if (told.get(f"{name}_detail") or {}).get("type") in HTML:
        return plain_words(words)
    return words if literal else unescape(words)


def _image(entry: Mapping[str, Any], pages: list[str], url: str) -> str:
    media = [
        *(one.get("url") for one in entry.get("media_thumbnail") or ()),
        *(
            one.get("url")
            for one in entry.get("media_content") or ()
            if one.get("medium") == "image" or str(one.get("type") or "").startswith("image/")
        ),
        *(
            one.get("href")
            for one in entry.get("enclosures") or ()
            if str(one.get("type") or "").startswith("image/")
        ),
        (entry.get("image") or {}).get("href"),
    ]
    found = chain(media, chain.from_iterable(map(pictures, pages)))
    return next((seen for one in found if one and (seen := address(str(one), url))), "")


def _is_page(body: bytes) -> bool:
    head = body[:1_000].lower()
    return b"<html" in head or b"<!doctype html" in head


if __name__ == "__main__":
    answer(parse, megabytes=MEGABYTES, seconds=CPU_SECONDS)
