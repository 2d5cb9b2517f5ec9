"""Rows as the queries give them: plain, frozen, with the columns' own types."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True, slots=True)
class BroadcastRow:
    """A broadcast with its send run, if it was launched."""

    id: int
    stage: str
    title: str
    content: str
    created_by: int
    created_at: int
    run_id: int | None
    run_state: str | None
    pause_reason: str | None
    pause_detail: str | None
    launched_by: int | None
    launched_at: int | None
    finished_at: int | None
    total: int | None
    sent: int | None
    blocked: int | None
    unreachable: int | None
    skipped: int | None
    failed: int | None
    uncertain: int | None
    in_doubt: int | None
    paid: int | None  # messages that cost Stars
    failed_answer: str | None
    uncertain_answer: str | None
    cancelled: int | None  # of the skipped
    partial: int | None  # of those with another outcome than sent, who got some of the messages
    unwanted: int | None  # of the skipped
    held: int | None  # of the skipped
    expired: int | None  # of the skipped
    cancelled_answer: str | None
    thinned: bool | None
    parent_id: int | None  # of a broadcast that sends another one again, or mends it
    audience: str
    kind: str | None = None
    gone: int | None = None  # of the skipped, like the next two
    late: int | None = None
    unknown: int | None = None
    recall_at: int | None = None
    capped: int | None = None  # of the skipped
    capped_answer: str | None = None
    series_id: int | None = None  # a step of it
    repeat_id: int | None = None  # a round of it, or what its rounds say


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRow:
    """A broadcast that was not launched yet."""

    id: int
    title: str
    content: str
    created_by: int
    holder: int  # who works on it
    touched_at: int  # when somebody last did


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """A broadcast that waits to be launched, or for an admin to say whether."""

    broadcast_id: int
    title: str
    kind: str
    state: str
    due_at: int
    local_time: str | None
    planned_by: int
    planned_at: int
    asked_why: str | None


class Part(NamedTuple):
    """What of a run is claimed by itself."""

    number: int = 0
    zone: str | None = None  # of whoever is in it, by its IANA name; None: the bot's
    not_before: int | None = None  # Unix seconds; None: at any time


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRow:
    """What the engine must know of a run to work on it."""

    id: int
    broadcast_id: int
    state: str
    content: str
    urgent: bool
    remaining: int  # recipients without an outcome
    sent: int
    failed: int
    taken_steps: int  # of the message, by somebody
    paid: int  # messages that cost Stars so far
    audience_upto: int
    frozen_upto: int
    frozen: bool
    audience: str = "{}"
    kind: str = "send"
    expires_at: int | None = None
    source_run_id: int | None = None
    parts: tuple[Part, ...] = (Part(),)
    pause_reason: str | None = None
    standing: bool = False  # a series' step


class ClaimedRow(NamedTuple):
    """A delivery that the caller may make now."""

    subscriber_id: int
    chat_id: int
    step: int
    refused: bool  # before, when nobody had taken the message
    thread_id: int | None = None  # the topic of a forum
    variant: int = 0  # of the content
    reason: str | None = None  # of an earlier try, or of an earlier message of a mending
    part: int = 0  # of the run
    counted_before: bool = False  # for the cap, by an earlier try, which may have arrived


class FailedRow(NamedTuple):
    """Who failed, at which step of which variant, and in which words."""

    subscriber_id: int
    step: int
    reason: str | None
    variant: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RecipientRow:
    """A recipient of a run; an erased one has no chat and no name."""

    subscriber_id: int
    state: int
    reason: str | None
    chat_id: int | None
    first_name: str | None
    username: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MinuteRow:
    """Answers that came in one minute (Unix time / 60) of a run."""

    minute: int
    sent: int
    blocked: int
    unreachable: int
    failed: int
    uncertain: int


@dataclass(frozen=True, kw_only=True, slots=True)
class GrowthRow:
    """Subscribers by day: how many before the first day, and who came and left on each."""

    before: int
    came: tuple[int, ...]
    left: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """What became of those who came from one source."""

    source: str | None
    here: int
    left: int  # by /stop
    lost: int  # blocked the bot, or are out of reach


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaversRow:
    """Who left by themselves in some time after a launch."""

    unsubscribed: int
    blocked: int
    usual: float | None  # a day of the weeks before, both together


class LeaverRow(NamedTuple):
    """One of them."""

    number: int  # of the subscriber
    state: str
    chat_id: int
    first_name: str
    username: str | None


class TallyRow(NamedTuple):
    """So many deliveries of a run are alike."""

    variant: int
    state: int
    step: int
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionTestRow:
    """A test of versions, with what matters of its run. Moments are Unix seconds."""

    run_id: int
    broadcast_id: int
    versions: int
    share: int  # percent, for each version
    seconds: int | None
    state: str
    winner: int | None
    decided_by: int | None
    decided_at: int | None
    child_id: int | None
    figures: str | None
    run_state: str
    launched_by: int
    launched_at: int
    finished_at: int | None
    total: int
    held: int


class VersionRow(NamedTuple):
    """How a variant did with those who got a version at first."""

    variant: int
    people: int
    sent: int
    answered: int  # of those
    left: int  # of those who got it


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonRow:
    """How many recipients have no clear outcome for one and the same reason."""

    reason: str | None
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AgainRow:
    """A broadcast that sends another one again; `audience` says to whom."""

    id: int
    audience: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SubscriberRow:
    """A chat that the bot may write to. Moments are Unix seconds."""

    id: int
    chat_id: int
    kind: str
    first_name: str
    username: str | None
    language: str | None
    language_code: str | None
    source: str | None
    state: str
    joined_at: int
