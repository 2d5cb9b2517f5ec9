"""What is to be told of broadcasts, and to whom. Decides, and tells nobody."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from broadcast.model.broadcast import Broadcast
from db.admins.notices import Subject, Wanted
from db.schema.states import BroadcastState, NoticeKind, PauseReason

CHOSEN = frozenset({PauseReason.ADMIN, PauseReason.MENDING})
LATE = 2 * 86_400  # seconds: what is older when the bot starts is news to nobody


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Those admins are to be told of it."""

    subject: Subject
    owed: frozenset[int]


def notes(
    broadcast: Broadcast, wanted: Wanted, known: Collection[Subject], now: float
) -> Iterator[Note]:
    """Of a launched broadcast: that it was, and that it has ended. Nobody is told of what was
    before they asked for it, and who launched it knows."""
    for kind, moment in _moments(broadcast):
        subject = Subject(kind, broadcast.id)
        if moment is None or subject in known or now - moment > LATE:
            continue
        owed = those(wanted, kind, moment)
        if kind is NoticeKind.LAUNCHED:
            owed -= {broadcast.launched_by}
        if owed:
            yield Note(subject=subject, owed=owed)


def stands_still(broadcast: Broadcast) -> bool:
    """By itself, and not because an admin has paused it, or corrects it."""
    return broadcast.state is BroadcastState.PAUSED and broadcast.pause_reason not in CHOSEN


def those(wanted: Wanted, kind: NoticeKind, moment: float) -> frozenset[int]:
    """Who had asked for it by then (Unix seconds)."""
    chosen: Mapping[int, int] = wanted.get(kind, {})
    return frozenset(user_id for user_id, since in chosen.items() if since <= moment)


def _moments(broadcast: Broadcast) -> Iterator[tuple[NoticeKind, int | None]]:
    yield NoticeKind.LAUNCHED, broadcast.launched_at
    if broadcast.is_over:
        yield NoticeKind.FINISHED, broadcast.finished_at
