"""Templates: what a broadcast says and to whom, by name, for more drafts of its kind."""

import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.naming import Named
from broadcast.model.actor import Actor, require_admin
from broadcast.model.content import Content
from broadcast.model.errors import NoSuchBroadcast, NoSuchTemplate
from db.broadcasts import broadcasts, drafts, family, templates
from db.broadcasts.templates import TemplateRow
from db.connection.database import Database
from db.knowledge.names import Name
from runtime.clock import Clock

MOST = 200
LONGEST = 64  # characters of a name

logger = logging.getLogger(__name__)


class Templates:
    """All admins share them. Content and audience come along; time and Stars do not."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def save(self, broadcast_id: int, typed: str, *, by: Actor) -> Named:
        """Make one of a draft or a launched broadcast. Raises NoSuchBroadcast."""
        require_admin(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            row = await broadcasts.find(connection, broadcast_id)
            if row is None:
                raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
            if await templates.count(connection) >= MOST:
                return Named.FULL
            refused = await _refused(connection, name, None)
            if refused is None:
                await templates.add(
                    connection,
                    name,
                    content=Content.load(row.content).for_another_time().dump(),
                    audience=(await family.audience_of(connection, broadcast_id)).dump(),
                    by=by.user_id,
                    now=self._now(),
                )
        return refused or Named.DONE

    async def use(self, template_id: int, *, by: Actor) -> int:
        """The number of a new draft that begins as it. Raises NoSuchTemplate."""
        require_admin(by)
        async with self._database.write() as connection:
            found = await _found(connection, template_id)
            content = Content.load(found.content)
            return await drafts.add(
                connection,
                title=content.title,
                content=found.content,
                audience=found.audience,
                urgent=content.options.urgent,
                author=by.user_id,
                now=self._now(),
            )

    async def rename(self, template_id: int, typed: str, *, by: Actor) -> Named:
        require_admin(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            refused = await _refused(connection, name, template_id)
            if refused is None and not await templates.rename(connection, template_id, name):
                return Named.GONE
        return refused or Named.DONE

    async def remove(self, template_id: int, *, by: Actor) -> None:
        """Drafts that were made of it stay."""
        require_admin(by)
        async with self._database.write() as connection:
            await templates.remove(connection, template_id)
        logger.info("template %d is removed, by %d", template_id, by.user_id)

    async def get(self, template_id: int) -> TemplateRow:
        """Raises NoSuchTemplate."""
        async with self._database.read() as connection:
            return await _found(connection, template_id)

    async def page(self, *, offset: int, limit: int) -> tuple[Sequence[TemplateRow], int]:
        """By name, and how many there are in all."""
        async with self._database.read() as connection:
            rows = await templates.page(connection, offset=offset, limit=limit)
            return rows, await templates.count(connection)

    def _now(self) -> int:
        return int(self._clock.time())


async def _found(connection: AsyncConnection, template_id: int) -> TemplateRow:
    row = await templates.get(connection, template_id)
    if row is None:
        raise NoSuchTemplate(f"there is no template {template_id}")
    return row


async def _refused(connection: AsyncConnection, name: Name, own: int | None) -> Named | None:
    """`own`: the template that may be called so already, in other letters."""
    if not name.fits(LONGEST):
        return Named.BAD
    holder = await templates.named(connection, name)
    return Named.TAKEN if holder not in (None, own) else None
