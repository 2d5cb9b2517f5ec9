"""The points of the path at which a life can end, by name (tests/crash/arming.py makes it end)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from broadcast.pace.remembered import GATE_KEY
from tests.crash.scripts import (
    BY_API,
    CANCEL,
    CLEAN_END,
    CONFIRM,
    CORRECT,
    DECIDE,
    ENROL,
    EVENTS,
    EXPIRE,
    FLOOD,
    HOLD_UP,
    PAUSE,
    REPEAT,
    RESUME,
    SEND,
    TAKE_BACK,
    Script,
)

Only = Callable[..., bool]


def anything(*_: Any, **__: Any) -> bool:
    return True


def moves_to(state: str) -> Only:
    """Of db.ledger.runs.move."""
    return lambda *_, new, **__: bool(new == state)


def keeps_the_gate(_: Any, values: Mapping[str, str]) -> bool:
    """Of db.engine_state.save."""
    return GATE_KEY in values


def is_about_a_message(*_: Any, message_id: int | None = None, **__: Any) -> bool:
    """Of botapi.sender.Sender.send: an edit or a deletion."""
    return message_id is not None


def names_another(_: Any, broadcast_id: int) -> bool:
    """Of broadcast.doors.effects.Effects.apply: the mending, not what it mends."""
    return broadcast_id > 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """`where` is "module:function" or "module:Class.method".

    often   the fatal call is drawn from the first so many
    only    whether a call with these arguments counts
    content what is sent: a key of tests/crash/stage.py's CONTENTS
    finds   the states that the run may be in afterwards; empty: any
    """

    where: str
    when: Literal["before", "after"]
    script: Script = SEND
    content: str = "text"
    often: int = 1
    only: Only = anything
    finds: frozenset[str] = frozenset()


def _pair(
    before: str, after: str, where: str, *, finds: tuple[str, str] = ("", ""), **rest: Any
) -> dict[str, Point]:
    """The two sides of one call."""
    first, then = (frozenset({state} - {""}) for state in finds)
    return {
        before: Point(where=where, when="before", finds=first, **rest),
        after: Point(where=where, when="after", finds=then, **rest),
    }


NOT_YET = "draft"  # the broadcast has no run
POINTS: dict[str, Point] = {
    # launch and freeze
    **_pair(
        "launch not written",
        "launch written, not committed",
        "db.ledger.runs:add",
        finds=(NOT_YET, NOT_YET),
    ),
    "launch committed": Point(
        where="broadcast.sending.engine:Engine.reload", when="before", finds=frozenset({"running"})
    ),
    **_pair(
        "chunk not frozen",
        "chunk frozen, not committed",
        "db.ledger.snapshot:freeze_chunk",
        content="two languages",
        often=3,
    ),
    "chunk committed": Point(
        where="broadcast.sending.snapshot:SnapshotWriter._freeze", when="after", often=3
    ),
    # the same, asked for from outside with an Idempotency-Key
    **_pair(
        "answer to the launch by API not written",
        "launch by API, not committed",
        "db.api.requests:keep",
        script=BY_API,
        finds=(NOT_YET, NOT_YET),
    ),
    "launch by API, not answered": Point(
        where="broadcast.doors.effects:Effects.apply",
        when="before",
        script=BY_API,
        finds=frozenset({"running"}),
    ),
    # the countdown before it
    "countdown written, not committed": Point(
        where="db.broadcasts.plans:add", when="after", script=CONFIRM, finds=frozenset({NOT_YET})
    ),
    "countdown committed": Point(
        where="broadcast.planning.countdowns:Countdowns.begin",
        when="before",
        script=CONFIRM,
        finds=frozenset({"scheduled"}),
    ),
    "end of the countdown written, not committed": Point(
        where="db.broadcasts.plans:take",
        when="after",
        script=CONFIRM,
        finds=frozenset({"scheduled"}),
    ),
    "end of the countdown committed": Point(
        where="broadcast.planning.timer:PlanTimer._launched",
        when="before",
        script=CONFIRM,
        finds=frozenset({"running"}),
    ),
    # a round of what is repeated
    **_pair(
        "repeat due, round not written",
        "repeat due, moved on, no round",
        "db.repeating.repeats:take",
        script=REPEAT,
        content="repeated",
        finds=(NOT_YET, NOT_YET),
    ),
    "repeat due, round written, not committed": Point(
        where="db.repeating.repeats:made_round",
        when="after",
        script=REPEAT,
        content="repeated",
        finds=frozenset({NOT_YET}),
    ),
    "repeat due, round committed": Point(
        where="broadcast.repeating.rounds:make",
        when="after",
        script=REPEAT,
        content="repeated",
        finds=frozenset({"scheduled"}),
    ),
    # the same, made of a feed's items
    **_pair(
        "round written, its items not noted",
        "items of the round noted, not committed",
        "db.feeds.items:mark_sent",
        script=REPEAT,
        content="fed",
        finds=(NOT_YET, NOT_YET),
    ),
    # claim
    **_pair("claim not made", "claim made, not committed", "db.ledger.claims:claim", often=4),
    "claim committed": Point(
        where="broadcast.ledger.writer:Ledger.claim", when="after", content="two languages", often=4
    ),
    **_pair(
        "claim not counted for the cap",
        "claim counted for the cap, not committed",
        "db.caps.counted:note",
        content="capped",
        often=4,
    ),
    "taken back from the cap, not committed": Point(
        where="db.caps.counted:take_back", when="after", content="capped", script=FLOOD
    ),
    # request and answer
    **_pair("request not made", "answer read", "botapi.sender:Sender.send", often=40),
    "request's bytes left": Point(
        where="botapi.posting.request_body:RequestBody.write", when="after", often=40
    ),
    "outcome noted, not written": Point(
        where="broadcast.ledger.writer:Ledger.append", when="after", often=40
    ),
    # commit
    **_pair(
        "outcomes not written",
        "outcomes written, not committed",
        "db.ledger.deliveries:record",
        often=5,
    ),
    "outcomes committed": Point(
        where="broadcast.ledger.writer:Ledger._after", when="before", often=5
    ),
    **_pair(
        "step written, next not begun",
        "next step waiting",
        "broadcast.sending.claim_queue:ClaimQueue.proceed",
        content="two steps",
        often=30,
    ),
    # parts by time zone, and the end of what is not to be sent any more
    **_pair(
        "parts not divided",
        "parts divided, not committed",
        "db.ledger.parts:divide",
        content="own clocks",
        finds=("draft", "draft"),
    ),
    "a part is walked through": Point(
        where="db.ledger.parts:walked_through",
        when="after",
        content="own clocks",
        often=3,
        finds=frozenset({"running"}),
    ),
    "the late skipped, not committed": Point(
        where="db.ledger.snapshot:skip_chunk",
        when="after",
        script=EXPIRE,
        content="until a time",
        often=2,
        finds=frozenset({"running"}),
    ),
    "expired, not committed": Point(
        where="db.ledger.runs:finish",
        when="after",
        script=EXPIRE,
        content="until a time",
        finds=frozenset({"running"}),
    ),
    # pause and resume
    **_pair(
        "pause not written",
        "pause written, not committed",
        "db.ledger.runs:move",
        only=moves_to("paused"),
        script=PAUSE,
        finds=("running", "running"),
    ),
    "pause committed": Point(
        where="broadcast.doors.launches:Launches.pause",
        when="after",
        script=PAUSE,
        finds=frozenset({"paused"}),
    ),
    **_pair(
        "self-pause not written",
        "self-pause committed",
        "broadcast.ledger.writer:Ledger.pause",
        content="dead file",
        finds=("running", "paused"),
    ),
    **_pair(
        "resume not written",
        "resume written, not committed",
        "db.ledger.runs:move",
        only=moves_to("running"),
        script=RESUME,
        finds=("paused", "paused"),
    ),
    "resume committed": Point(
        where="broadcast.doors.launches:Launches.resume",
        when="after",
        script=RESUME,
        finds=frozenset({"running"}),
    ),
    # cancel
    **_pair(
        "cancel not written",
        "cancel written, not committed",
        "db.ledger.runs:move",
        only=moves_to("cancelled"),
        script=CANCEL,
        finds=("running", "running"),
    ),
    "cancel committed": Point(
        where="broadcast.doors.launches:Launches.cancel",
        when="after",
        script=CANCEL,
        finds=frozenset({"cancelled"}),
    ),
    **_pair(
        "rest not skipped",
        "rest skipped, not committed",
        "db.ledger.snapshot:skip_chunk",
        script=CANCEL,
        finds=("cancelled", "cancelled"),
    ),
    # finish
    **_pair(
        "finish not written",
        "finish written, not committed",
        "db.ledger.runs:finish",
        finds=("running", "running"),
    ),
    "finish committed": Point(
        where="broadcast.sending.endings:RunEndings.finished",
        when="before",
        finds=frozenset({"finished"}),
    ),
    # taking back, and correcting
    "recall written, not committed": Point(
        where="db.mending.begun:add",
        when="after",
        script=TAKE_BACK,
        finds=frozenset({"running"}),
    ),
    "recall committed": Point(
        where="broadcast.doors.effects:Effects.apply",
        when="before",
        script=TAKE_BACK,
        only=names_another,
        finds=frozenset({"cancelled"}),
    ),
    **_pair(
        "recall's chunk not frozen",
        "recall's chunk frozen, not committed",
        "db.mending.recipients:freeze_chunk",
        script=TAKE_BACK,
        finds=("cancelled", "cancelled"),
    ),
    **_pair(
        "deletion not claimed",
        "deletion claimed, not committed",
        "db.mending.numbers:of_recipients",
        script=TAKE_BACK,
    ),
    **_pair(
        "deletion not made",
        "deletion answered",
        "botapi.sender:Sender.send",
        only=is_about_a_message,
        script=TAKE_BACK,
        often=5,
    ),
    "correction written, not committed": Point(
        where="db.mending.begun:hold",
        when="after",
        script=CORRECT,
        finds=frozenset({"running"}),
    ),
    **_pair(
        "new text not kept",
        "new text kept, not committed",
        "db.mending.texts:replace",
        script=CORRECT,
        finds=("running", "running"),
    ),
    **_pair(
        "corrected one does not go on",
        "corrected one goes on, not committed",
        "db.mending.begun:let_go_on",
        script=CORRECT,
        finds=("paused", "paused"),
    ),
    "corrected one goes on": Point(
        where="broadcast.sending.endings:RunEndings.source_goes_on",
        when="before",
        script=CORRECT,
        finds=frozenset({"running"}),
    ),
    **_pair(
        "edit not made",
        "edit answered",
        "botapi.sender:Sender.send",
        only=is_about_a_message,
        script=CORRECT,
        often=5,
    ),
    # the better of two versions
    **_pair(
        "versions not split",
        "versions split, not committed",
        "db.ledger.snapshot:freeze_chunk",
        content="two versions",
        often=3,
    ),
    **_pair(
        "decision written, nobody to get it",
        "winner launched, not committed",
        "db.broadcasts.version_tests:send_winner",
        content="two versions",
        script=DECIDE,
        finds=("finished", "finished"),
    ),
    "decision committed": Point(
        where="broadcast.doors.versions.versions:Versions.decide",
        when="after",
        content="two versions",
        script=DECIDE,
        finds=frozenset({"finished"}),
    ),
    # the flood gate
    **_pair(
        "gate not kept",
        "gate kept, not committed",
        "db.engine_state:save",
        script=FLOOD,
        only=keeps_the_gate,
    ),
    # what is posted to an address outside
    **_pair(
        "webhook not posted",
        "webhook posted, not written down",
        "broadcast.outgoing.courier:Courier.post",
        content="events",
        script=EVENTS,
        often=2,
    ),
    "webhook written down, not committed": Point(
        where="db.outgoing.queue:taken", when="after", content="events", script=EVENTS, often=2
    ),
    # a planned end that does not get through
    **_pair(
        "drain not begun", "drain done", "broadcast.sending.engine:Engine.drain", script=CLEAN_END
    ),
    "claims returned, not committed": Point(
        where="broadcast.sending.claim_queue:ClaimQueue.end", when="after", script=CLEAN_END
    ),
    # recovery, in the next life
    **_pair(
        "recovery not written", "recovery written, not committed", "db.ledger.deliveries:recover"
    ),
    "recovered": Point(where="broadcast.ledger.takeover:Takeover.take_over", when="after"),
}

# Of a series, for tests/crash/test_series_kills.py.
SERIES: dict[str, Point] = {
    **_pair(
        "not enrolled",
        "enrolled, not committed",
        "db.series.coming.enrolling:enrol",
        script=ENROL,
        often=3,
    ),
    "enrolled": Point(
        where="broadcast.doors.series.running:SeriesRunning.enrol",
        when="after",
        script=ENROL,
        often=3,
    ),
    **_pair(
        "step due, nobody handed over",
        "handed over, nobody goes on",
        "db.series.due:hand_over",
        script=ENROL,
        often=2,  # once a step, where all who are due are handed over by one look
    ),
    "step due, not committed": Point(
        where="broadcast.series.handing:hand_over_some", when="after", script=ENROL, often=2
    ),
    "step due, the engine not told": Point(
        where="broadcast.series.one_at_a_time:OneAtATime.reload",
        when="before",
        script=ENROL,  # steps that are due by the same look share one
    ),
    "claim of a step made, not committed": Point(
        where="db.ledger.claims:claim", when="after", script=ENROL, often=2
    ),
    "answer to a step read": Point(
        where="botapi.sender:Sender.send", when="after", script=ENROL, often=50
    ),
    **_pair(
        "series not paused",
        "series paused, not committed",
        "db.series.steps:pause_runs",
        script=HOLD_UP,
    ),
    **_pair(
        "series not resumed",
        "series resumed, not committed",
        "db.series.steps:resume_runs",
        script=HOLD_UP,
    ),
}

RECOVERY = ("recovery not written", "recovery written, not committed", "recovered")
MIDDLE = (
    "claim made, not committed",
    "claim committed",
    "request not made",
    "request's bytes left",
    "answer read",
    "outcomes written, not committed",
    "outcomes committed",
)
