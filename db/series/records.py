"""What a series is made of, as the queries give it. Moments are Unix seconds."""

from dataclasses import dataclass
from typing import NamedTuple

BEGINS, ENDS = "begins", "ends"
"""What a signal does to a series, as it is stored."""


class Signal(NamedTuple):
    """What happens to somebody: `kind` is a code of SignalKind.

    ref     link: its number; tag: its; field: its; answer: the run's; silent: how many days
    part    answer: the button's number, from 1 on; 0: any

    0 where the kind needs none; of an answer that ends a series: to any of its own steps.
    """

    kind: str
    ref: int = 0
    part: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesRow:
    id: int
    name: str
    state: str
    audience: str
    expires_after: int | None
    started_at: int | None
    paused_why: str | None
    paused_at: int | None
    restored_at: int | None
    created_by: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StepRow:
    """A step with its run, once the series was started."""

    series_id: int
    position: int
    broadcast_id: int
    wait: str
    title: str
    content: str
    run_id: int | None
    run_state: str | None
    pause_reason: str | None
    pause_detail: str | None
    total: int
    done: int
    sent: int
    failed: int
    uncertain: int
    capped: int
    expired: int


class DueRow(NamedTuple):
    """Somebody whose next step has come."""

    subscriber_id: int
    step: int
    due_at: int
    begun_at: int
    active: bool
    zone: str | None  # as their field says it


class NextRow(NamedTuple):
    """Somebody who waits for a step."""

    first_name: str
    due_at: int


class CountRow(NamedTuple):
    """So many stand alike in a series."""

    state: int
    step: int
    people: int


class OpenRow(NamedTuple):
    """So many of them wait in the run of a step, or are just being sent it."""

    run_id: int
    state: int
    step: int
    people: int


def plain_seconds(wait: str) -> int | None:
    """Of a stored wait; None where it goes by the calendar (broadcast/model/series/wait.py)."""
    return int(wait) if wait.isdecimal() else None
