"""A broadcast's recipients by outcome: each number of its report, as people."""

from collections.abc import Sequence

from broadcast.doors.reports import Reports
from broadcast.model.broadcast import Recipient
from db.connection.database import Database
from db.reports import recipients
from db.schema.states import DeliveryState


class Recipients:
    """Reads the ledger a page at a time."""

    def __init__(self, database: Database, reports: Reports) -> None:
        self._database = database
        self._reports = reports

    async def page(
        self, broadcast_id: int, state: DeliveryState, *, after: int, limit: int
    ) -> Sequence[Recipient]:
        """The first `limit` with that outcome above the number `after`, in the ledger's order."""
        run_id = (await self._reports.get(broadcast_id)).run_id
        if run_id is None:
            return []
        async with self._database.read() as connection:
            rows = await recipients.page(connection, run_id, state, after=after, limit=limit)
        return [Recipient.from_row(row) for row in rows]

    async def page_before(
        self, broadcast_id: int, state: DeliveryState, *, after: int, limit: int
    ) -> int:
        """What to go on after for the page before the one above `after`; 0: the first page."""
        run_id = (await self._reports.get(broadcast_id)).run_id
        if run_id is None:
            return 0
        async with self._database.read() as connection:
            return await recipients.page_before(connection, run_id, state, after=after, limit=limit)
