"""An address that events are posted to."""

from dataclasses import dataclass

from db.outgoing.addresses import AddressRow
from db.schema.states import EventKind

MOST_ADDRESSES = 10  # of a bot; each may keep eight connections


@dataclass(frozen=True, kw_only=True, slots=True)
class EventAddress:
    """As its owners see it. Moments in Unix seconds."""

    id: int
    url: str
    kinds: frozenset[EventKind]
    delivered: int
    waiting: int
    given_up: int  # the oldest of too many, or refused for a day while others were taken
    taken_at: int | None  # when it took one last
    failing_since: int | None
    failing_why: str | None  # a code of Verdict
    off_at: int | None

    @classmethod
    def from_row(cls, row: AddressRow) -> "EventAddress":
        return cls(
            id=row.id,
            url=row.url,
            kinds=frozenset(EventKind(one) for one in row.kinds.split()),
            delivered=row.delivered,
            waiting=row.waiting,
            given_up=row.given_up,
            taken_at=row.taken_at,
            failing_since=row.failing_since,
            failing_why=row.failing_why,
            off_at=row.off_at,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAddress:
    """Its secret is shown this once."""

    id: int
    secret: str
