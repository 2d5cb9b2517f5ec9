"""What a claim asks and says where a cap is set; elsewhere none of it stands in a statement."""

from collections.abc import Mapping, Sequence

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlalchemy.ext.asyncio import AsyncConnection

from db.caps import counted, rule
from db.caps.rule import Cap, Counting
from db.records import ClaimedRow
from db.schema.ledger import deliveries

_LINE: BindParameter[int] = bindparam("line")
_SINCE: BindParameter[int] = bindparam("since")
_CAP: BindParameter[int] = bindparam("cap")


def given(cap: Cap, counting: Counting) -> Mapping[str, int]:
    """The values of the parameters."""
    return {"line": counting.line, "since": cap.since, "cap": counting.most(cap)}


def has_had_enough() -> ColumnElement[bool]:
    """Of a pending delivery. Whoever has got the first of several messages gets the others."""
    reached = rule.reached(deliveries.c.subscriber_id, line=_LINE, since=_SINCE, most=_CAP)
    return (deliveries.c.step == 0) & reached


async def note(
    connection: AsyncConnection, run_id: int, claimed: Sequence[ClaimedRow], cap: Cap, line: int
) -> list[ClaimedRow]:
    """They are counted from the claim on, so that another run, in the next moment, knows it.

    Whoever is counted already is so by an earlier try, which may have arrived: they are told apart.
    """
    numbers = [row.subscriber_id for row in claimed]
    new = await counted.note(connection, run_id, numbers, line=line, now=cap.now)
    return [row._replace(counted_before=row.subscriber_id not in new) for row in claimed]
