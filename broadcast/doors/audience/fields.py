"""Custom fields: imports bring them, audiences and texts ask for them, owners rename and delete."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.field_uses import FieldUses, under_way_with, uses_of
from broadcast.doors.audience.naming import Named
from broadcast.doors.audience.standstill import change_name, forget_leftovers
from broadcast.model.actor import Actor, require_owner
from broadcast.model.errors import FieldInUse
from db.connection.database import Database
from db.knowledge import field_counts, fields, zones
from db.knowledge.field_counts import FieldCount, ValueCount
from db.knowledge.fields import FieldRow
from db.knowledge.names import Name
from db.subscribers.csv_columns import taken_for
from db.subscribers.csv_fields import KNOWN
from runtime.clock import Clock

MOST_VALUES = 60  # of a field; another one is typed

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldCard:
    """`active`: of how many subscribed it is known; `known`: of how many of all."""

    name: str
    active: int
    known: int
    example: str  # the commonest value; "" where there is none
    uses: FieldUses


class Fields:
    """Counts are of active subscribers, where nothing else is said."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def are_there(self) -> bool:
        """Any."""
        async with self._database.read() as connection:
            return bool(await fields.every(connection))

    async def every(self) -> Sequence[FieldCount]:
        """Of how many each is known."""
        async with self._database.read() as connection:
            return await field_counts.every(connection)

    async def values(self, name: str) -> Sequence[ValueCount]:
        """The commonest first."""
        async with self._database.read() as connection:
            return await field_counts.values(connection, name, limit=MOST_VALUES)

    async def card(self, field_id: int, *, by: Actor) -> FieldCard | None:
        """None when it is gone."""
        require_owner(by)
        async with self._database.read() as connection:
            row = await fields.get(connection, field_id)
            if row is None:
                return None
            counted = {one.id: one.count for one in await field_counts.every(connection)}
            commonest = await field_counts.values(connection, row.name, limit=1)
            return FieldCard(
                name=row.name,
                active=counted.get(field_id, 0),
                known=await fields.known_of(connection, field_id),
                example=commonest[0].value if commonest else "",
                uses=await uses_of(connection, row.folded),
            )

    async def rename(self, field_id: int, typed: str, *, by: Actor) -> Named:
        """Texts and audiences name their fields: those that say the old name are to be changed.

        Raises FieldInUse, BeingSetUp.
        """
        require_owner(by)
        name = Name.read(typed)

        async def rename(connection: AsyncConnection) -> Named:
            row = await fields.get(connection, field_id)
            if row is None:
                return Named.GONE
            if row.folded == zones.FIELD:
                return Named.FIXED
            refused = await _refused(connection, name, field_id)
            if refused is not None:
                return refused
            if name.folded != row.folded:
                await _check_unused(connection, row)
            await fields.rename(connection, field_id, name)
            return Named.DONE

        return await change_name(self._database, self._clock, rename)

    async def remove(self, field_id: int, *, by: Actor) -> None:
        """With all its values, which go behind it: while half of them were there, an audience that
        must not have one would let in the others. Raises FieldInUse, BeingSetUp."""
        require_owner(by)

        async def remove(connection: AsyncConnection) -> None:
            row = await fields.get(connection, field_id)
            if row is not None:
                await _check_unused(connection, row)
            await fields.remove(connection, field_id)

        await change_name(self._database, self._clock, remove)
        await forget_leftovers(self._database, self._clock)
        logger.info("field %d is removed, by %d", field_id, by.user_id)


async def _check_unused(connection: AsyncConnection, row: FieldRow) -> None:
    """Half of a broadcast's people would find a gap where the others found a word."""
    under_way = await under_way_with(connection, row.folded)
    if under_way:
        raise FieldInUse(under_way[0])


async def _refused(connection: AsyncConnection, name: Name, own: int) -> Named | None:
    """`own`: the field that may be called so already, in other letters."""
    if not fields.is_name(name.text) or taken_for(name, (*KNOWN, zones.FIELD)):
        return Named.BAD
    holder = next(
        (one for one in await fields.every(connection) if one.folded == name.folded), None
    )
    return Named.TAKEN if holder is not None and holder.id != own else None
