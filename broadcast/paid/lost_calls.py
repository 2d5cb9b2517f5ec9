"""What was claimed when the program died may have been paid."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.content import Content
from broadcast.model.stars import PER_STAR
from db.ledger import runs


async def charge_lost(connection: AsyncConnection, lost: Mapping[int, int]) -> None:
    """Count it as paid; no more than the cap, because calls that might have gone beyond it never
    left. `lost`: how many, by run."""
    for run_id, text in (await runs.contents(connection, lost)).items():
        content = Content.load(text)
        if content.paid:
            cap = content.options.stars_cap * PER_STAR
            await runs.add_paid(connection, run_id, lost[run_id] * content.largest_cost, cap=cap)
