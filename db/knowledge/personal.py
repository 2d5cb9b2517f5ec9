"""What personal texts say of their readers, by the names that stand in the texts' braces.

A name is folded (db/knowledge/names.py): a column of the subscriber's own row, or a custom field.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

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
    for place, name in enumerate(names):
        if name in BUILT_IN:
            own = await connection.execute(_OWN[name], {_NUMBERS: numbers})
            for number, value in own:
                known[number][place] = value or ""
    custom = {name: place for place, name in enumerate(names) if name not in BUILT_IN}
    if custom:
        rows = await connection.execute(_CUSTOM, {_NUMBERS: numbers, _NAMES: list(custom)})
        for number, name, value in rows:
            known[number][custom[name]] = value
    return {number: tuple(values) for number, values in known.items()}


_NUMBERS, _NAMES = "numbers", "names"


def _those(name: str) -> BindParameter[int]:
    return bindparam(name, expanding=True)


# Built once: putting them together takes longer than executing them.
_OWN = {
    name: select(subscribers.c.id, subscribers.c[name]).where(
        subscribers.c.id.in_(_those(_NUMBERS))
    )
    for name in BUILT_IN
}
_CUSTOM = (
    select(subscriber_fields.c.subscriber_id, fields.c.folded, subscriber_fields.c.value)
    .join(fields, fields.c.id == subscriber_fields.c.field_id)
    .where(
        fields.c.folded.in_(_those(_NAMES)), subscriber_fields.c.subscriber_id.in_(_those(_NUMBERS))
    )
)
