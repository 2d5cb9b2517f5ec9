"""A broadcast that comes again and again, as handlers see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from broadcast.model.repeating.rule import Rule
from broadcast.model.repeating.shapes import Shape, shape_of
from db.repeating.repeats import RepeatRow
from db.schema.states import RepeatState, RepeatWhy

LONGEST_AHEAD = 7 * 86_400  # seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeat:
    """Moments are Unix seconds."""

    id: int
    state: RepeatState
    template_id: int  # the draft that rounds are made of
    title: str
    rule: Rule
    next_at: int | None
    ahead: int  # seconds before each round: when the preview comes; 0: there is none
    skipped: bool  # the next one is left out
    held: bool  # the next one waits for an unfinished one
    empty_for: int | None  # the last round, if there was nobody, or nothing, to send
    why: RepeatWhy | None
    detail: str  # when the backup was made that RESTORED is about
    round_id: int | None
    rounds: int  # that went out; of one in a list they are not counted
    made_by: int

    @property
    def shape(self) -> Shape:
        return shape_of(self.rule.text)

    @property
    def runs(self) -> bool:
        return self.state is RepeatState.RUNNING

    def coming(self, now: int, count: int) -> list[int]:
        """The next so many rounds, as far as the rule knows; none where it does not run."""
        if not self.runs or self.next_at is None:
            return []
        return self.rule.coming(max(now, self.next_at - 1), count)

    @classmethod
    def from_row(cls, row: RepeatRow, *, rounds: int = 0) -> Self:
        why, _, detail = (row.why or "").partition(" ")
        return cls(
            id=row.id,
            state=RepeatState(row.state),
            template_id=row.broadcast_id,
            title=row.title,
            rule=rule_of(row),
            next_at=row.next_at,
            ahead=row.ahead,
            skipped=row.skip_for is not None and row.skip_for >= (row.next_at or row.skip_for + 1),
            held=row.late_for is not None,
            empty_for=row.empty_for,
            why=RepeatWhy(why) if why else None,
            detail=detail,
            round_id=row.round_id,
            rounds=rounds,
            made_by=row.created_by,
        )


def rule_of(row: RepeatRow) -> Rule:
    """A zone that this machine does not know (any more) counts as Greenwich's."""
    try:
        zone = ZoneInfo(row.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return Rule(text=row.rule, starts=datetime.fromisoformat(row.starts), zone=zone)
