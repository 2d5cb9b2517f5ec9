"""What an item is known by, whatever its feed changes: its id, its link, its words.

One that shares any of them with an item that was there before is that item. So each goes out once
where a feed gives new ids, moves to another address, or corrects a title; and where the three are
new, it is another item.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from broadcast.model.feeds.item import FeedItem

# What programs hang on a link to count who comes; it says nothing of where it leads.
COUNTING = re.compile(r"(utm_\w+|fbclid|gclid|yclid|mc_cid|mc_eid)", re.IGNORECASE)
WEB = ("http", "https")


def keys_of(items: Sequence[FeedItem], home: str = "") -> list[frozenset[str]]:
    """Of each the keys, as hashes; `home`: the page that the feed is about.

    A key that several items share says nothing of any of them: so it is with a feed all of whose
    links lead to its home. Two that share all of theirs are one item, twice.
    """
    found = [tuple(_names(item, home)) for item in items]
    shared = Counter(name for names in dict.fromkeys(found) for name in dict.fromkeys(names))
    return [
        frozenset(map(_digest, [one for one in names if shared[one] == 1] or ["\n".join(names)]))
        for names in found
    ]


def _names(item: FeedItem, home: str) -> Iterator[str]:
    if item.id:
        yield f"id {item.id}"
    link = plain_link(item.link)
    if link and link != plain_link(home):
        yield f"link {link}"
    if words := _words(item, has_link=bool(link)):
        yield f"words {words}"


def _words(item: FeedItem, *, has_link: bool) -> str:
    """A title alone may well come again, every week say: then its moment counts, too. Where nothing
    else tells it apart, a feed may date it anew each time."""
    if item.summary or not has_link or item.published_at is None:
        said = f"{item.title}\n{item.summary}"
    else:
        said = f"{item.title}\n{item.published_at}"
    return " ".join(said.casefold().split())


def plain_link(url: str) -> str:
    """Where it leads, without what differs from one day to the next."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in WEB:
        return url.strip()
    asked = [one for one in parse_qsl(parts.query, keep_blank_values=True) if _counts(one[0])]
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host}{parts.path.rstrip('/')}{query}{fragment}"


def _counts(name: str) -> bool:
    return COUNTING.fullmatch(name) is None


def _digest(name: str) -> str:
    """43 characters."""
    found = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(found).decode().rstrip("=")
