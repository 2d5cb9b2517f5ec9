"""Which variant of a content somebody gets, as a part of a query.

A variant is for a language: the one that the person chose, else the one that Telegram tells. Of
`zh-hans-cn` the nearest counts: that language itself, then `zh-hans`, then `zh`, as in RFC 4647's
lookup. Whoever finds none gets the content's own message, variant 0.
"""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import runs
from db.schema.subscribers import subscribers

Languages = tuple[str | None, ...]
"""Of the variants from 1 on."""

SPOKEN: ColumnElement[str] = func.lower(
    func.replace(func.coalesce(subscribers.c.language, subscribers.c.language_code, ""), "_", "-")
)
BASE: ColumnElement[str] = func.substr(SPOKEN, 1, func.instr(SPOKEN + "-", "-") - 1)


def languages_of(content: str) -> Languages:
    """Of the variants that stored content has (broadcast/model/content.py)."""
    return tuple(one["language"] for one in json.loads(content or "{}").get("variants", ()))


async def languages_of_run(connection: AsyncConnection, run_id: int) -> Languages:
    query = select(runs.c.content).where(runs.c.id == run_id)
    return languages_of(str((await connection.execute(query)).scalar_one()))


def chosen(languages: Sequence[str | None]) -> ColumnElement[int]:
    """The number of a subscriber's variant."""
    numbers = {language: number for number, language in enumerate(languages, start=1) if language}
    if not numbers:
        return literal(0)
    bare = {code: number for code, number in numbers.items() if "-" not in code}
    nearest = case(bare, value=BASE, else_=0) if bare else literal(0)
    narrower = sorted(numbers.keys() - bare.keys(), key=len, reverse=True)
    if not narrower:
        return nearest
    return case(*((_begins_with(code), numbers[code]) for code in narrower), else_=nearest)


def _begins_with(code: str) -> ColumnElement[bool]:
    """It is that language, or one with more tags."""
    return func.substr(SPOKEN + "-", 1, len(code) + 1) == f"{code}-"
