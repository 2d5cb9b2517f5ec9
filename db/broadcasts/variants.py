"""Which variant of a content somebody gets, as a part of a query.

A variant is for a version and for a language: the one that the person chose, else the one that
Telegram tells. Of `zh-hans-cn` the nearest counts: that language itself, then `zh-hans`, then `zh`,
as in RFC 4647's lookup. Whoever finds none gets what that version says to all others; of the first
version that is the content's own message, variant 0.

Which version somebody gets is a function of their number and the broadcast's alone (Split).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.random_order import PLACES, place_of
from db.dialect.comparing import position_in
from db.schema.ledger import runs
from db.schema.subscribers import subscribers


class Meant(NamedTuple):
    """For whom a variant is; no language: for all others."""

    version: int
    language: str | None


Variants = tuple[Meant, ...]
"""Those from 1 on."""

SPOKEN: ColumnElement[str] = func.lower(
    func.replace(func.coalesce(subscribers.c.language, subscribers.c.language_code, ""), "_", "-")
)
BASE: ColumnElement[str] = func.substr(SPOKEN, 1, position_in(SPOKEN + "-", "-") - 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """Each version goes to a share of the audience, and whoever is in none of these waits."""

    broadcast_id: int
    versions: int
    share: int  # percent, for each version

    def ends(self) -> tuple[int, ...]:
        """By version, the place in the order of this broadcast below which its share ends.

        As large as can be, they are everybody, in equal parts.
        """
        if self.share >= 100 // self.versions:
            return tuple(PLACES * (n + 1) // self.versions for n in range(self.versions))
        return tuple(PLACES * self.share * (n + 1) // 100 for n in range(self.versions))

    def place(self, number: ColumnElement[int]) -> ColumnElement[int]:
        """Not in the order of the draft's random part: those are the first in that."""
        return place_of(number, -self.broadcast_id)

    def waits(self, number: ColumnElement[int]) -> ColumnElement[bool]:
        return self.place(number) >= self.ends()[-1]

    def version(self, number: ColumnElement[int]) -> ColumnElement[int]:
        """The number of versions stands for those who wait."""
        place, ends = self.place(number), self.ends()
        return case(*((place < end, n) for n, end in enumerate(ends)), else_=self.versions)


def variants_of(content: str) -> Variants:
    """For whom stored content has some (broadcast/model/content.py)."""
    found = json.loads(content or "{}").get("variants", ())
    return tuple(Meant(one.get("version", 0), one.get("language")) for one in found)


async def variants_of_run(connection: AsyncConnection, run_id: int) -> Variants:
    query = select(runs.c.content).where(runs.c.id == run_id)
    return variants_of(str((await connection.execute(query)).scalar_one()))


def chosen(variants: Sequence[Meant], split: Split | None = None) -> ColumnElement[int]:
    """The number of a subscriber's variant; of the first version where nothing is tried, and for
    those who wait."""
    numbers = {one: number for number, one in enumerate(variants, start=1)}
    first = _nearest(numbers, 0)
    if split is None:
        return first
    place, ends = split.place(subscribers.c.id), split.ends()
    each = ((place < end, _nearest(numbers, version)) for version, end in enumerate(ends))
    return case(*each, else_=first)


def _nearest(meant: Mapping[Meant, int], version: int) -> ColumnElement[int]:
    """By language."""
    own = meant.get(Meant(version, None), 0) if version else 0
    numbers = {
        one.language: number
        for one, number in meant.items()
        if one.version == version and one.language
    }
    if not numbers:
        return literal(own)
    bare = {code: number for code, number in numbers.items() if "-" not in code}
    nearest = case(bare, value=BASE, else_=own) if bare else literal(own)
    narrower = sorted(numbers.keys() - bare.keys(), key=len, reverse=True)
    if not narrower:
        return nearest
    return case(*((_begins_with(code), numbers[code]) for code in narrower), else_=nearest)


def _begins_with(code: str) -> ColumnElement[bool]:
    """It is that language, or one with more tags."""
    return func.substr(SPOKEN + "-", 1, len(code) + 1) == f"{code}-"
