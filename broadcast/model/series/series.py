"""A series as it stands: its steps with their figures, what begins and what ends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from broadcast.model.content import Content
from broadcast.model.series.wait import Wait
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.schema.states import (
    BroadcastState,
    EnrolmentState,
    PauseReason,
    SeriesPause,
    SeriesState,
    SignalKind,
)
from db.series.records import CountRow, OpenRow, SeriesRow, Signal, StepRow

MOST_STEPS = 30
MOST_SIGNALS = 20  # of each kind, begins and ends
MOST_SERIES = 100
LONGEST_NAME = 64  # characters
MOST_SILENT_DAYS = 3_650

CAN_BEGIN = frozenset(SignalKind) - {SignalKind.LEFT}
CAN_END = frozenset({SignalKind.TAG, SignalKind.ANSWER})
"""Leaving ends every series for whoever leaves; it need not be said."""

_IN_IT = frozenset({EnrolmentState.WAITING, EnrolmentState.FINISHED})


@dataclass(frozen=True, kw_only=True, slots=True)
class StepFigures:
    """How many got a step, wait for it, and went no further."""

    reached: int = 0  # it was sent to them
    waiting: int = 0  # for its time, or for their turn
    left: int = 0  # having come so far, and no further
    blocked: int = 0  # the same; or they are gone
    ended: int = 0  # the same: by what ends the series
    answered: int = 0  # tapped one of its buttons
    failed: int = 0
    uncertain: int = 0
    capped: int = 0  # had had enough that week, and went on without it
    late: int = 0  # it came too late for them, and they went on without it


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """`position` from 0 on; `wait`: since the step before, or since it began."""

    position: int
    broadcast_id: int
    wait: Wait
    title: str
    content: Content
    run_id: int | None  # None: it was not started yet
    paused: PauseReason | None = None  # by itself, while the series goes on
    pause_detail: str | None = None
    figures: StepFigures = StepFigures()

    @property
    def stands(self) -> bool:
        """Whether it wants a decision, beside that of the whole series."""
        return self.paused is not None and self.paused is not PauseReason.ADMIN


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """Without its steps, for lists. Moments are Unix seconds."""

    id: int
    name: str
    state: SeriesState
    audience: Audience
    expires_after: int | None  # seconds after which a late step goes to nobody; None: it never is
    started_at: int | None
    paused_why: SeriesPause | None
    paused_at: int | None
    steps: int = 0
    waiting: int = 0  # people who are in it and have a step to come
    finished: int = 0  # got the last one

    @classmethod
    def from_row(
        cls, row: SeriesRow, *, steps: int = 0, waiting: int = 0, finished: int = 0
    ) -> Self:
        return cls(
            id=row.id,
            name=row.name,
            state=SeriesState(row.state),
            audience=Audience.load(row.audience),
            expires_after=row.expires_after,
            started_at=row.started_at,
            paused_why=None if row.paused_why is None else SeriesPause(row.paused_why),
            paused_at=row.paused_at,
            steps=steps,
            waiting=waiting,
            finished=finished,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesDetail:
    """All that its window shows."""

    series: Series
    steps: tuple[Step, ...]
    begins: tuple[Signal, ...]
    ends: tuple[Signal, ...]
    # What its conditions ask about and is not there any more: nobody new comes in.
    missing: CannotAsk | None = None
    gone: tuple[Signal, ...] = ()  # of its signals, those about a tag, say, that is not there
    enrolling: bool = False  # those who were there already are just being put in


def figures_of(
    steps: Sequence[StepRow],
    counts: Sequence[CountRow],
    answered: Mapping[int, int],
    under_way: Sequence[OpenRow] = (),
) -> list[StepFigures]:
    """By step. `answered`: by run. `under_way`: whom a run has not sent its step to yet; they wait
    for that one, whatever comes behind it."""
    stand: dict[tuple[int, int], int] = {}
    for one in counts:
        stand[one.state, one.step] = stand.get((one.state, one.step), 0) + one.people
    in_run: dict[int, int] = {}
    for some in under_way:
        if some.state in _IN_IT:
            stand[some.state, some.step] = stand.get((some.state, some.step), 0) - some.people
            in_run[some.run_id] = in_run.get(some.run_id, 0) + some.people
    found = []
    for row in steps:
        due, got = row.position, row.position + 1

        def of(state: EnrolmentState, step: int = got) -> int:
            return stand.get((state, step), 0)

        found.append(
            StepFigures(
                reached=row.sent,
                waiting=max(0, of(EnrolmentState.WAITING, due)) + in_run.get(row.run_id or 0, 0),
                left=of(EnrolmentState.LEFT),
                blocked=of(EnrolmentState.BLOCKED),
                ended=of(EnrolmentState.ENDED),
                answered=answered.get(row.run_id or 0, 0),
                failed=row.failed,
                uncertain=row.uncertain,
                capped=row.capped,
                late=row.expired,
            )
        )
    return found


def in_it(counts: Sequence[CountRow], under_way: Sequence[OpenRow]) -> tuple[int, int]:
    """How many wait for a step, and how many have got the last one."""
    waiting, finished = (
        sum(one.people for one in counts if one.state == state)
        for state in (EnrolmentState.WAITING, EnrolmentState.FINISHED)
    )
    last = sum(one.people for one in under_way if one.state == EnrolmentState.FINISHED)
    return waiting + last, finished - last


def step_of(row: StepRow, figures: StepFigures) -> Step:
    paused = row.run_state == BroadcastState.PAUSED and row.pause_reason is not None
    return Step(
        position=row.position,
        broadcast_id=row.broadcast_id,
        wait=Wait.load(row.wait),
        title=row.title,
        content=Content.load(row.content),
        run_id=row.run_id,
        paused=PauseReason(row.pause_reason or "") if paused else None,
        pause_detail=row.pause_detail,
        figures=figures,
    )
