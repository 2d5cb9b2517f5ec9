"""What personal texts say of their readers, by the names that stand in the texts' braces.

A name is folded (db/knowledge/names.py): a column of the subscriber's own row, or a custom field.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect import lists
from db.schema.knowledge import fields, subscriber_fields
from db.schema.subscribers import subscribers

BUILT_IN = ("first_name", "username")

Values = Mapping[int, tuple[str, ...]]
"""By subscriber number, in the order of the names; "" where nothing is known."""


async def values_of(
    connection: AsyncConnection, numbers: Sequence[int], names: Sequence[str]
) -> Values:
    """Of these subscribers; nothing is asked where no name is."""
    if not names or not numbers:
        return {}
    known = {number: [""] * len(names) for number in numbers}
    own = [(place, BUILT_IN.index(name)) for place, name in enumerate(names) if name in BUILT_IN]
    if own:
        for number, *said in await connection.execute(_OWN, {"asked": numbers}):
            for place, column in own:
                known[number][place] = said[column] or ""
    custom = {name: place for place, name in enumerate(names) if name not in BUILT_IN}
    if custom:
        rows = await connection.execute(_CUSTOM, {"asked": numbers, "called": list(custom)})
        for number, name, value in rows:
            known[number][custom[name]] = value or ""
    return {number: tuple(values) for number, values in known.items()}


# Lists go in as one parameter each: else hundreds of them would be put into words for each claim.
# Outer joins keep the order: whoever is asked for is looked up, and not everybody with the field.
_ASKED, _CALLED = lists.numbers("asked"), lists.words("called")
_OWN = (
    select(subscribers.c.id, *(subscribers.c[name] for name in BUILT_IN))
    .select_from(_ASKED)
    .join(subscribers, subscribers.c.id == _ASKED.c.value)
)
_CUSTOM = (
    select(_ASKED.c.value, fields.c.folded, subscriber_fields.c.value)
    .select_from(_CALLED)
    .join(fields, fields.c.folded == _CALLED.c.value)
    .join(_ASKED, true())
    .outerjoin(
        subscriber_fields,
        (subscriber_fields.c.field_id == fields.c.id)
        & (subscriber_fields.c.subscriber_id == _ASKED.c.value),
    )
)
