"""A channel or group that people ask to join, and what the bot does for whoever asks."""

from dataclasses import dataclass
from typing import Self

from db.links.join_places import JoinPlaceRow

LONGEST_GREETING = 1_000  # characters


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinPlace:
    """`approves`: by itself; else the place's admins do."""

    chat_id: int
    title: str
    greets: bool
    approves: bool
    greeting: str | None  # None: the one in locales/
    code: str | None  # that whoever comes by the greeting has for a source

    @classmethod
    def from_row(cls, row: JoinPlaceRow) -> Self:
        return cls(
            chat_id=row.chat_id,
            title=row.title,
            greets=row.greets,
            approves=row.approves,
            greeting=row.greeting,
            code=row.code,
        )
