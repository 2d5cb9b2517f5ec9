"""What a call in doubt said: of a run that was corrected since, or of a series' step that was
changed, it is another text than what the run says now.

A mark of the text stands with the doubt, a few bytes; the texts themselves are kept anyway.
"""

import hashlib

from sqlalchemy.ext.asyncio import AsyncConnection

from db.mending import texts

BYTES = 8  # of a mark: texts of one run are told apart by it


async def mark_of_calls(connection: AsyncConnection, run_id: int) -> str:
    """Of what calls of the run say that have just left."""
    return mark(await texts.on_its_way(connection, run_id))


async def find(connection: AsyncConnection, run_id: int, now: str, marked: str) -> str | None:
    """The text with that mark, as JSON; None: it is not known any more. `now`: what it says."""
    if mark(now) == marked:
        return now
    every = await texts.sent(connection, run_id)
    return next((text for text in every if mark(text) == marked), None)


def mark(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=BYTES).hexdigest()
