"""Words and addresses of feeds, fit to be said: without formatting, on one line, with an end."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from broadcast.model.feeds.item import LONGEST_LINK

MOST_NAMED = 3  # feeds that a page names
LONGEST_HTML = 100_000  # characters of an item that are looked at
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "svg"})
INLINE = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "u"}
)
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain_words(html: str) -> str:
    """Without formatting; words of different paragraphs do not grow together."""
    return "".join(_page(html).words) if "<" in html or "&" in html else html


def pictures(html: str) -> Iterator[str]:
    return iter(_page(html).pictures if "<img" in html.lower() else ())


def feeds_of(page: str, url: str) -> list[str]:
    """The addresses of the feeds that a web page names, whose own is `url`."""
    addresses = (address(one, url) for one in _page(page).feeds)
    return [one for one in dict.fromkeys(addresses) if one][:MOST_NAMED]


def line(words: str, longest: int) -> str:
    whole = " ".join(_UNSEEN.sub("", words.encode("utf-8", "replace").decode()).split())
    return whole if len(whole) <= longest else f"{whole[: longest - 1].rstrip()}…"


def address(url: str, base: str) -> str:
    """ "": it is none that a browser opens."""
    try:
        whole = urljoin(base, _UNSEEN.sub("", url.strip())) if url.strip() else ""
        parts = urlsplit(whole)
        fits = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return ""
    return whole if fits and len(whole) <= LONGEST_LINK and not re.search(r"\s", whole) else ""


def seconds(count: Callable[[], int]) -> int | None:
    """Unix seconds; None: the calendar has no such moment."""
    try:
        return count()
    except (ValueError, OverflowError, TypeError):
        return None


class _Page(HTMLParser):
    """What is read in it, its pictures, and the feeds that it names."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.pictures: list[str] = []
        self.feeds: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._silent += tag in SILENT
        self.words.append(" " if tag not in INLINE else "")
        if tag == "img" and told.get("src"):
            self.pictures.append(told["src"])
        is_feed = told.get("type", "").lower() in FEED_TYPES
        if tag == "link" and "alternate" in told.get("rel", "").lower() and is_feed:
            self.feeds.append(told.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT))
        self.words.append(" " if tag not in INLINE else "")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def _page(html: str) -> _Page:
    page = _Page()
    page.feed(html[:LONGEST_HTML])
    page.close()
    return page
