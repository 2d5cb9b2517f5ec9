"""A feed as handlers see it, and what is wrong with one."""

from dataclasses import dataclass
from typing import Self

from broadcast.model.errors import BroadcastError
from broadcast.model.feeds.item import FeedItem
from broadcast.model.feeds.template import ItemTemplate
from db.feeds.feeds import FeedRow

MOST_A_DAY = (1, 2, 3, 5, 10, 20)  # to choose from


class FeedError(BroadcastError):
    """It cannot be read. `why`: a code of runtime.outside.WhyNot or one of these, in locales/ as
    `feeds-why`.

    http 503    what the server answers instead
    gone        410: there is no such feed any more
    page        a web page that names no feed
    unreadable  neither RSS nor Atom nor JSON Feed
    entities    it declares entities, which may stand for gigabytes
    many        it lists more than is read
    heavy       reading it takes too long, or too much room
    """

    def __init__(self, why: str, *, retry_after: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after  # seconds, where the server says it


class NoSuchFeed(BroadcastError):
    """Its rounds say no feed (any more)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """Moments are Unix seconds."""

    id: int
    repeat_id: int
    url: str
    title: str
    template: ItemTemplate
    heading: bool  # what the repeat's message says stands above its items
    most_a_day: int
    read_at: int | None
    failing_since: int | None
    failing_why: str
    waiting: int  # new items that no round has said yet

    @classmethod
    def from_row(cls, row: FeedRow, waiting: int) -> Self:
        return cls(
            id=row.id,
            repeat_id=row.repeat_id,
            url=row.url,
            title=row.title,
            template=ItemTemplate.load(row.template),
            heading=row.heading,
            most_a_day=row.most_a_day,
            read_at=row.read_at,
            failing_since=row.failing_since,
            failing_why=row.failing_why or "",
            waiting=waiting,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedFound:
    """What an address leads to; `url`: of the feed itself."""

    url: str
    title: str
    count: int
    newest: FeedItem | None
