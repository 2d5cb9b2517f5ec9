"""A broadcast that was not launched yet, as lists show it."""

from dataclasses import dataclass
from typing import Self

from db.records import DraftRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """`holder` works on it: its author, or who has taken it over. Moments are Unix seconds."""

    id: int
    title: str
    content: str  # JSON of broadcast.model.content.Content
    author: int
    holder: int
    touched_at: int  # when somebody last worked on it

    @classmethod
    def from_row(cls, row: DraftRow) -> Self:
        return cls(
            id=row.id,
            title=row.title,
            content=row.content,
            author=row.created_by,
            holder=row.holder,
            touched_at=row.touched_at,
        )
