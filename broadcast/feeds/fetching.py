"""Fetches a feed and has it read: within limits, by the guarded way to servers outside."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadcast.feeds.parser_process import Parser
from broadcast.model.feeds.feed import FeedError
from broadcast.model.feeds.item import FeedItem
from runtime.outside import Answer, Outside, OutsideError

LARGEST = 4 * 2**20  # bytes of a feed
SECONDS = 20.0  # until all of it is there
ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
LONGEST_MARK = 512  # characters of an ETag or a date that are kept
LONGEST_REST = 86_400  # seconds that a server may ask for at most
OK, NOT_MODIFIED, GONE, TOO_MANY, UNAVAILABLE = 200, 304, 410, 429, 503

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """By what a server knows what we have of it: its ETag, its date, both as it said them; and by
    what we know it: a hash of the body."""

    etag: str | None = None
    modified: str | None = None
    body: bytes = b""

    def headers(self) -> dict[str, str]:
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {"Accept": ACCEPT} | {name: value for name, value in told.items() if value}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a feed lists, the newest first; `url`: where it was asked for. Where that led to today
    may be another place tomorrow."""

    url: str
    title: str
    home: str
    items: tuple[FeedItem, ...]
    mark: Mark


class FeedFetcher:
    """Raises FeedError for whatever goes wrong."""

    def __init__(self, outside: Outside, parser: Parser, *, seconds: float = SECONDS) -> None:
        self._outside = outside
        self._parser = parser
        self._seconds = seconds

    async def find(self, address: str) -> Reading:
        """At an address that somebody has typed; where a page is there, the feed that it names."""
        told = await self._asked(_typed(address), Mark())
        for other in told.named:
            try:
                return (await self._asked(other, Mark())).reading()
            except FeedError as error:
                logger.info("a feed that a page names cannot be read: %s", error.why)
        return told.reading()

    async def fetch(self, url: str, known: Mark) -> Reading | None:
        """None: it is as it was."""
        told = await self._asked(url, known)
        return None if told.unchanged else told.reading()

    async def _asked(self, url: str, known: Mark) -> "_Told":
        try:
            answer = await self._outside.get(
                url, largest=LARGEST, seconds=self._seconds, headers=known.headers()
            )
        except OutsideError as error:
            raise FeedError(error.why.value) from error
        if answer.status == NOT_MODIFIED and (known.etag or known.modified):
            return _Told(url=url, mark=known)
        if answer.status != OK:
            raise _refusal(answer)
        mark = _mark(answer)
        if known.body == mark.body:
            return _Told(url=url, mark=mark)
        kind = answer.headers.get("content-type", "")
        said = await self._parser.parse(answer.body, url=answer.url, kind=kind)
        return _Told(url=url, mark=mark, said=said)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """`said`: by the reading process; None: nothing has changed."""

    url: str
    mark: Mark
    said: dict[str, Any] | None = None

    @property
    def unchanged(self) -> bool:
        return self.said is None

    @property
    def named(self) -> list[str]:
        """The feeds that a page names which is there instead."""
        return [] if self.said is None else list(self.said.get("feeds", ()))

    def reading(self) -> Reading:
        """Raises FeedError where a page is in the feed's place."""
        said = self.said or {}
        if "why" in said:
            raise FeedError(str(said["why"]))
        return Reading(
            url=self.url,
            title=said.get("title", ""),
            home=said.get("home", ""),
            items=tuple(map(FeedItem.read, said.get("items", ()))),
            mark=self.mark,
        )


def _typed(address: str) -> str:
    """Many leave the beginning out."""
    whole = address.strip()
    return whole if "://" in whole or not whole else f"https://{whole}"


def _mark(answer: Answer) -> Mark:
    return Mark(
        etag=_kept(answer.headers, "etag"),
        modified=_kept(answer.headers, "last-modified"),
        body=hashlib.sha256(answer.body).digest(),
    )


def _kept(headers: Mapping[str, str], name: str) -> str | None:
    value = headers.get(name, "")
    return value if value.isprintable() and 0 < len(value) <= LONGEST_MARK else None


def _refusal(answer: Answer) -> FeedError:
    if answer.status == GONE:
        return FeedError("gone")
    rest = answer.headers.get("retry-after", "")
    asked = answer.status in (TOO_MANY, UNAVAILABLE) and rest.isdecimal() and len(rest) < 10
    retry_after = min(int(rest), LONGEST_REST) if asked else None
    return FeedError(f"http {answer.status}", retry_after=retry_after)
