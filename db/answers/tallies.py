"""How the answers to a broadcast add up.

Reports read these sums and never count answers, so that answers may go with the rows of an old
ledger. They move in the transaction of the answers.
"""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.studio.answers import answer_tallies


class Tally(NamedTuple):
    """Who chose an answer: of those who got the broadcast, and of all others."""

    recipients: int = 0
    strangers: int = 0


Tallies = dict[int, Tally]  # by answer; those that nobody chose may be missing


async def tally(connection: AsyncConnection, run_id: int) -> Tallies:
    rows = await connection.execute(_OF_RUN, {"run": run_id})
    return {int(button): Tally(recipients, strangers) for button, recipients, strangers in rows}


class Moves:
    """What the sums gain and lose, by run and answer."""

    def __init__(self) -> None:
        self._recipients: Counter[tuple[int, int]] = Counter()
        self._strangers: Counter[tuple[int, int]] = Counter()

    def recipient(self, run_id: int, old: int | None, new: int | None) -> None:
        """Somebody chose another answer; None: none."""
        _move(self._recipients, run_id, old, new)

    def stranger(self, run_id: int, old: int | None, new: int | None) -> None:
        _move(self._strangers, run_id, old, new)

    async def write(self, connection: AsyncConnection) -> None:
        rows = [
            {"run_id": run, "button": button, "recipients": recipients, "strangers": strangers}
            for run, button in {**self._recipients, **self._strangers}
            if any(
                (
                    recipients := self._recipients[run, button],
                    strangers := self._strangers[run, button],
                )
            )
        ]
        if rows:
            await connection.execute(_ADD, rows)


def _move(sums: Counter[tuple[int, int]], run_id: int, old: int | None, new: int | None) -> None:
    if old is not None:
        sums[run_id, old] -= 1
    if new is not None:
        sums[run_id, new] += 1


# Put together once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_OF_RUN = select(
    answer_tallies.c.button, answer_tallies.c.recipients, answer_tallies.c.strangers
).where(answer_tallies.c.run_id == bindparam("run"))
_MORE = insert(answer_tallies)
_ADD = _MORE.on_conflict_do_update(
    index_elements=["run_id", "button"],
    set_={
        "recipients": answer_tallies.c.recipients + _MORE.excluded.recipients,
        "strangers": answer_tallies.c.strangers + _MORE.excluded.strangers,
    },
)
