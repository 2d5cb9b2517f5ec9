"""What was answered to calls that bear an Idempotency-Key, for whoever asks the same again.

A row is written in the transaction of what was asked for: where it stands, that was done, and where
it does not, it was not.
"""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.api import api_requests

LONGEST_KEY = 255  # characters
MOST_SWEPT = 500  # rows that one transaction removes beside its work


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweredRow:
    asked: str  # a hash of what was asked for
    status: int
    answer: str  # JSON


async def find(
    connection: AsyncConnection, api_key_id: int, idempotency_key: str
) -> AnsweredRow | None:
    query = select(api_requests.c.asked, api_requests.c.status, api_requests.c.answer).where(
        api_requests.c.api_key_id == api_key_id,
        api_requests.c.idempotency_key == idempotency_key,
    )
    row = (await connection.execute(query)).first()
    return None if row is None else AnsweredRow(**row._asdict())


async def keep(
    connection: AsyncConnection,
    api_key_id: int,
    idempotency_key: str,
    answered: AnsweredRow,
    *,
    now: int,
) -> None:
    await connection.execute(
        insert(api_requests).values(
            api_key_id=api_key_id,
            idempotency_key=idempotency_key,
            asked=answered.asked,
            status=answered.status,
            answer=answered.answer,
            asked_at=now,
        )
    )


async def sweep(connection: AsyncConnection, *, before: int) -> None:
    """Forget some of what was asked before that moment (Unix seconds)."""
    row = api_requests.c
    old = (
        select(row.api_key_id, row.idempotency_key)
        .where(row.asked_at < before)
        .order_by(row.asked_at)
        .limit(MOST_SWEPT)
    )
    for key_id, idempotency_key in (await connection.execute(old)).all():
        await connection.execute(
            delete(api_requests).where(
                row.api_key_id == key_id, row.idempotency_key == idempotency_key
            )
        )
