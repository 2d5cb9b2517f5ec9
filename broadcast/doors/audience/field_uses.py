"""Where a custom field is used: in texts by its name in braces, and in conditions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.content import Content
from broadcast.model.draft import Draft
from db.audience.audience import Audience
from db.audience.conditions import FieldIs
from db.broadcasts import broadcasts, drafts, plans, templates, version_tests
from db.knowledge import segments
from db.knowledge.names import Name
from db.ledger import runs
from db.repeating import repeats
from db.schema.states import BroadcastState

MOST = 1_000  # drafts, and templates: who has more of them is not told of all


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldUses:
    """What goes on naming a field when it is called otherwise, or deleted."""

    segments: Sequence[str] = ()
    templates: Sequence[str] = ()
    drafts: Sequence[Draft] = ()
    under_way: Sequence[int] = ()  # broadcasts whose texts say it: it must stay for them


async def uses_of(connection: AsyncConnection, folded: str) -> FieldUses:
    """By the name that it is known by."""
    drafted, _count = await drafts.page(connection, offset=0, limit=MOST)
    kept = await templates.page(connection, offset=0, limit=MOST)
    asked = [Draft.from_row(row) for row in drafted]
    audiences = {row.id: await drafts.audience_of(connection, row.id) for row in drafted}
    return FieldUses(
        segments=[
            one.name for one in await segments.every(connection) if _asks(one.audience, folded)
        ],
        templates=[
            row.name
            for row in kept
            if _says(row.content, folded) or _asks(Audience.load(row.audience), folded)
        ],
        drafts=[
            one
            for one in asked
            if _says(one.content, folded) or _asks(Audience.load(audiences[one.id] or "{}"), folded)
        ],
        under_way=await under_way_with(connection, folded),
    )


async def under_way_with(connection: AsyncConnection, folded: str) -> list[int]:
    """Broadcasts whose texts say it: few, so that a transaction can ask. Where the better of
    several versions is still to go out, one is not over either; and nobody would be asked before a
    planned one is launched, or one that comes again and again."""
    unfinished = await broadcasts.in_states(
        connection, [BroadcastState.RUNNING, BroadcastState.PAUSED]
    )
    said = {row.id: row.content for row in unfinished}
    for test in await version_tests.open_ones(connection):
        said |= {test.broadcast_id: (await runs.contents(connection, [test.run_id]))[test.run_id]}
    said |= await plans.contents(connection)
    said |= await repeats.contents(connection)
    return sorted(number for number, content in said.items() if _says(content, folded))


def _says(content: str, folded: str) -> bool:
    return folded in Content.load(content).names


def _asks(audience: Audience, folded: str) -> bool:
    return any(name == folded for name in _fields((*audience.must, *audience.must_not)))


def _fields(conditions: Iterable[object]) -> Iterable[str]:
    for one in conditions:
        if isinstance(one, FieldIs):
            yield Name.read(one.name).folded
