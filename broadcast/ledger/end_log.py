"""What the log says of a broadcast's end: its number and its figures, never its text."""

import logging

from broadcast.model.broadcast import Broadcast, Figures
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.errors import DatabaseTrouble

logger = logging.getLogger(__name__)

TOLD = ("sent", "uncertain", "failed", "blocked", "unreachable", "skipped")


async def tell_end(database: Database, broadcast_id: int) -> None:
    """A line for one that is over; nothing while it goes on."""
    try:
        async with database.read() as connection:
            row = await broadcasts.find(connection, broadcast_id)
    except DatabaseTrouble as trouble:
        logger.warning(
            "broadcast %d has ended; its figures cannot be read: %s", broadcast_id, trouble
        )
        return
    if row is None:
        return
    broadcast = Broadcast.from_row(row)
    if broadcast.is_over:
        logger.info(
            "broadcast %d is %s: %s", broadcast_id, broadcast.state, in_words(broadcast.figures)
        )


def in_words(figures: Figures) -> str:
    """What is not nought: `sent 97, blocked 3 of 100`."""
    parts = [f"{name} {getattr(figures, name)}" for name in TOLD if getattr(figures, name)]
    return f"{', '.join(parts) or 'nobody'} of {figures.total}"
