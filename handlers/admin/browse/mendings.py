"""On a broadcast's card: what can be mended in it, and how it was mended."""

from collections.abc import Sequence
from typing import Any

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.mending.fixed import fixed
from db.schema.states import UNFINISHED, RunKind
from handlers.admin.context import AdminContext
from handlers.admin.control.kinds import MARKS
from handlers.admin.control.why_not import why_not_edited
from handlers.admin.wording.durations import TWO_DAYS

MOST_SHOWN = 6  # of its mendings; a card must fit into a message
PINS = frozenset({RunKind.PIN, RunKind.UNPIN})


async def mendings_of(broadcast: Broadcast, admin: AdminContext) -> Sequence[Broadcast]:
    """Oldest first; of what mends another one there are none."""
    if broadcast.mends or broadcast.run_id is None:
        return ()
    return await admin.doors.reports.mendings(broadcast.id)


def mending_buttons(
    broadcast: Broadcast, mendings: Sequence[Broadcast], now: float
) -> dict[str, Any]:
    """What the card offers; nothing where nobody has it (any more), and for what mends itself."""
    there = _is_there(broadcast, mendings)
    under_way = broadcast.state in UNFINISHED
    young = under_way or now < (broadcast.finished_at or 0) + TWO_DAYS
    pinned = next((one.kind for one in reversed(mendings) if one.kind in PINS), None)
    return {
        "correct": there and not fixed(Content.load(broadcast.content)),
        "recall": there and young and not under_way,
        "recall_stop": there and under_way,
        "pin": there and pinned is not RunKind.PIN,
        "unpin": there and pinned is RunKind.PIN,
    }


def _is_there(broadcast: Broadcast, mendings: Sequence[Broadcast]) -> bool:
    """Whether anybody has it (still)."""
    sent = not broadcast.mends and broadcast.figures.sent > 0
    return sent and not any(_left_nobody(one) for one in mendings)


def _left_nobody(mending: Broadcast) -> bool:
    """Whether it has deleted the message for everybody who had it."""
    figures, over = mending.figures, mending.state not in UNFINISHED
    everybody = figures.sent + figures.gone >= figures.total > 0
    return mending.kind is RunKind.RECALL and over and everybody


def mending_lines(
    broadcast: Broadcast, mendings: Sequence[Broadcast], admin: AdminContext
) -> list[str]:
    """Why it cannot be corrected; how it was mended, the newest last; when it deletes itself."""
    lines = _never_corrected(broadcast, mendings, admin)
    lines += [
        admin.i18n.get(
            "mended-line",
            kind=one.kind.value,
            number=str(one.id),
            moment=admin.moment(one.launched_at),
            count=str(one.figures.sent),
            total=str(one.figures.total),
        )
        for one in mendings[-MOST_SHOWN:]
    ]
    if broadcast.recall_at is not None:
        moment = admin.moment(broadcast.recall_at)
        lines.append(admin.i18n.get("mended-deletes", moment=moment))
    return ["", *lines] if lines else []


def _never_corrected(
    broadcast: Broadcast, mendings: Sequence[Broadcast], admin: AdminContext
) -> list[str]:
    """In place of the button."""
    if not _is_there(broadcast, mendings):
        return []
    content = Content.load(broadcast.content)
    why = why_not_edited(fixed(content), content, admin.texts, admin.i18n.locale)
    return [f"✏️ {line}" for line in why]


def mending_links(
    broadcast: Broadcast, mendings: Sequence[Broadcast], admin: AdminContext
) -> list[tuple[int, str]]:
    """To the cards of those that mend it, and from there back to its own."""
    if broadcast.mends and broadcast.parent_id is not None:
        number = broadcast.parent_id
        return [(number, admin.i18n.get("mended-parent", number=str(number)))]
    return [
        (one.id, admin.i18n.get("mended-number", mark=MARKS[one.kind], number=str(one.id)))
        for one in mendings[-MOST_SHOWN:]
    ]
