"""A broadcast that waits to be launched, as handlers see it."""

from dataclasses import dataclass
from typing import Self

from db.records import PlanRow
from db.schema.states import AskedWhy, PlanKind, PlanState


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Moments are Unix seconds."""

    broadcast_id: int
    title: str
    kind: PlanKind
    state: PlanState
    due_at: int
    planned_by: int
    planned_at: int
    local_time: str | None = None  # on everybody's own clock: ISO 8601 without a zone
    asked_why: AskedWhy | None = None
    # What AskedWhy.AUDIENCE is about (db/audience/facts.py: CannotAsk.load), and when the backup
    # was made that RESTORED is about.
    detail: str = ""

    @property
    def is_countdown(self) -> bool:
        """It can be undone, and launches in some seconds."""
        return self.kind is PlanKind.UNDO and self.state is PlanState.WAITING

    @property
    def is_asked(self) -> bool:
        """It is not launched by itself: an admin says now, at which time, or never."""
        return self.state is PlanState.ASKED

    @classmethod
    def from_row(cls, row: PlanRow) -> Self:
        why, _, detail = (row.asked_why or "").partition(" ")
        return cls(
            broadcast_id=row.broadcast_id,
            title=row.title,
            kind=PlanKind(row.kind),
            state=PlanState(row.state),
            due_at=row.due_at,
            planned_by=row.planned_by,
            planned_at=row.planned_at,
            local_time=row.local_time,
            asked_why=AskedWhy(why) if why else None,
            detail=detail,
        )
