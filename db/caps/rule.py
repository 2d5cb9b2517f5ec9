"""Which broadcasts count for the cap, and of whom it is reached.

Neither counted nor stopped are the urgent ones, those about a topic that is exempt, and the first
step of a series: the answer to what somebody has just done. Runs that send one and the same
broadcast, again or to others, are of one line: it counts once, and never against itself.
"""

from dataclasses import dataclass

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.json_fields import integer_in, stands_in
from db.schema.automation.caps import received
from db.schema.automation.series import series_steps
from db.schema.broadcasts import broadcasts
from db.schema.knowledge import topics
from db.schema.ledger import runs
from db.schema.states import RunKind

SECONDS = 7 * 86_400  # of 24 hours each, whatever the clocks do
BOUNDLESS = 2**31 - 1  # of a run that goes to everybody, and counts all the same
OVER_CAP = "over_cap"  # in a stored audience (db/audience/audience.py)

Given = int | BindParameter[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cap:
    """As it is at some moment, in Unix seconds. `most`: None while it is only counted."""

    most: int | None
    now: int

    @property
    def since(self) -> int:
        """What came by then counts no more."""
        return self.now - SECONDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Counting:
    """What the cap says of a run that counts."""

    line: int  # the first broadcast of those that it is one with
    holds: bool  # False: an admin has said to send it all the same

    def most(self, cap: Cap) -> int:
        return cap.most if self.holds and cap.most is not None else BOUNDLESS


async def of_run(connection: AsyncConnection, run_id: int) -> Counting | None:
    """None: it does not count, nor does anybody miss it for the cap."""
    row = (await connection.execute(_OF_RUN, {"run": run_id})).first()
    if row is None or row.exempt:
        return None
    return Counting(line=row.line, holds=not row.over_cap)


async def is_exempt(connection: AsyncConnection, broadcast_id: int) -> bool:
    """Of one that may not be launched yet."""
    query = select(_exempt(integer_in(broadcasts.c.audience, "topic")))
    return bool(await connection.scalar(query.where(broadcasts.c.id == broadcast_id)))


def reached(
    number: ColumnElement[int], *, line: Given, since: Given, most: Given
) -> ColumnElement[bool]:
    """Of somebody: whether they have had so many others since."""
    others = select(func.count(received.c.line.distinct())).where(
        received.c.subscriber_id == number,
        received.c.received_at > since,
        received.c.line != line,
    )
    return others.scalar_subquery() >= most


def everybody_over(cap: Cap, *, line: int = 0) -> Select[int]:
    """The numbers of all of whom it is reached, in order."""
    number = received.c.subscriber_id
    return (
        select(number)
        .where(received.c.received_at > cap.since, received.c.line != line)
        .group_by(number)
        .having(func.count(received.c.line.distinct()) >= (cap.most or BOUNDLESS))
        .order_by(number)
    )


def _exempt(topic: ColumnElement[int]) -> ColumnElement[bool]:
    """Of a broadcast about that topic."""
    first_step = exists().where(
        series_steps.c.broadcast_id == broadcasts.c.id, series_steps.c.position == 0
    )
    uncapped = exists().where(topics.c.id == topic, topics.c.uncapped)
    return or_(broadcasts.c.urgent, first_step, uncapped)


def _of_run() -> Select[tuple[int, bool, bool]]:
    """Up the line of parents, and what exempts it."""
    own = (
        select(broadcasts.c.id, broadcasts.c.parent_id)
        .join(runs, runs.c.broadcast_id == broadcasts.c.id)
        .where(runs.c.id == bindparam("run"))
    )
    up = own.cte("up", recursive=True)
    up = up.union(
        select(broadcasts.c.id, broadcasts.c.parent_id).join(up, broadcasts.c.id == up.c.parent_id)
    )
    return (
        select(
            select(func.min(up.c.id)).scalar_subquery().label("line"),
            _exempt(integer_in(runs.c.audience, "topic")).label("exempt"),
            case((stands_in(runs.c.audience, OVER_CAP), True), else_=False).label("over_cap"),
        )
        .select_from(runs.join(broadcasts, broadcasts.c.id == runs.c.broadcast_id))
        .where(runs.c.id == bindparam("run"), runs.c.kind == RunKind.SEND)
    )


_OF_RUN = _of_run()
