"""Events are written in the transaction of what happened: either both stand, or neither does.

Where no address wants them that costs one look at a table of a few rows, for a whole batch.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.outgoing import event_addresses, outgoing_events
from db.schema.states import EventKind

_A = event_addresses.c


class Event(NamedTuple):
    """`subject`: of two about the same the later one waits for the earlier one. `at` in Unix
    seconds."""

    kind: EventKind
    subject: str
    data: Mapping[str, Any]
    at: int


class Wanted:
    """Which addresses want which kinds, as the transaction sees it."""

    def __init__(self, kinds: Mapping[int, frozenset[str]]) -> None:
        self._kinds = kinds

    @classmethod
    async def read(cls, connection: AsyncConnection) -> "Wanted":
        """One that is switched off wants nothing."""
        rows = (await connection.execute(_WANTED)).all()
        return cls({int(number): frozenset(kinds.split()) for number, kinds in rows})

    def any_of(self, *kinds: EventKind) -> bool:
        return any(kind in wanted for wanted in self._kinds.values() for kind in kinds)

    async def write(self, connection: AsyncConnection, events: Iterable[Event]) -> None:
        rows = [row for event in events for row in self._rows(event)]
        if rows:
            await connection.execute(_QUEUE, rows)

    def _rows(self, event: Event) -> list[dict[str, Any]]:
        wanting = [number for number, kinds in self._kinds.items() if event.kind in kinds]
        if not wanting:
            return []
        queued = {
            "event_id": new_id(),
            "kind": event.kind.value,
            "subject": event.subject,
            "body": body_of(event.kind, event.data, event.at),
            "happened_at": event.at,
            "due_at": event.at,
        }
        return [{"address_id": number, **queued} for number in wanting]


def new_id() -> str:
    """By chance: numbers would come again after a backup is put back, and receivers would take
    another event for one that they know."""
    return f"evt_{secrets.token_hex(16)}"


def body_of(kind: str, data: Mapping[str, Any], at: int) -> str:
    """JSON in the form that Standard Webhooks recommends."""
    body = {"type": kind, "timestamp": moment(at), "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def moment(at: int) -> str:
    """ISO 8601, in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


async def forget(connection: AsyncConnection, subjects: Sequence[str]) -> None:
    """What waits about somebody who is erased."""
    waiting = delete(outgoing_events).where(outgoing_events.c.subject.in_(subjects))
    await connection.execute(waiting)


_WANTED = select(_A.id, _A.kinds).where(_A.off_at.is_(None))
_QUEUE = insert(outgoing_events)
