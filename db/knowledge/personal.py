"""What personal texts say of their readers, by the names that stand in the texts' braces.

A name is folded (db/knowledge/names.py): a column of the subscriber's own row, or a custom field.
"""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

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
    those = json.dumps(list(numbers))
    own = [(place, BUILT_IN.index(name)) for place, name in enumerate(names) if name in BUILT_IN]
    if own:
        for number, *said in await connection.execute(_OWN, {"numbers": those}):
            for place, column in own:
                known[number][place] = said[column] or ""
    custom = {name: place for place, name in enumerate(names) if name not in BUILT_IN}
    if custom:
        called = json.dumps(list(custom))
        rows = await connection.execute(_CUSTOM, {"numbers": those, "names": called})
        for number, name, value in rows:
            known[number][custom[name]] = value
    return {number: tuple(values) for number, values in known.items()}


# Lists go in as one parameter each: else hundreds of them would be put into words for each claim.
# CROSS JOIN keeps the order: whoever is asked for is looked up, and not everybody with the field.
_OWN = text(
    f"SELECT subscribers.id, {', '.join(BUILT_IN)} FROM json_each(:numbers) AS asked"  # noqa: S608
    " JOIN subscribers ON subscribers.id = asked.value"
)
_CUSTOM = text(
    "SELECT subscriber_fields.subscriber_id, fields.folded, subscriber_fields.value"
    " FROM json_each(:names) AS called JOIN fields ON fields.folded = called.value"
    " CROSS JOIN json_each(:numbers) AS asked"
    " CROSS JOIN subscriber_fields ON subscriber_fields.field_id = fields.id"
    " AND subscriber_fields.subscriber_id = asked.value"
)
