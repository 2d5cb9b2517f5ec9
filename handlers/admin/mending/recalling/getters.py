"""What the question whether to take a broadcast back shows."""

from collections.abc import Sequence
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import CannotMend
from broadcast.model.mending.reach import Reach
from broadcast.model.mending.refusals import Unmendable
from db.schema.states import UNFINISHED
from handlers.admin.context import AdminContext
from handlers.admin.control.why_not import why_not_mended
from handlers.admin.mending.session import MendingSession, remember, take_said
from handlers.admin.progress.words.versions import standing_of
from handlers.admin.wording.durations import shown_duration
from handlers.admin.wording.titles import shown_title


async def recall_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, said = AdminContext.at(dialog_manager), take_said(dialog_manager)
    broadcast = await admin.doors.reports.get(MendingSession.of(dialog_manager).broadcast_id)
    stops, title = (
        broadcast.state in UNFINISHED,
        shown_title(broadcast, admin.texts, _locale(admin)),
    )
    others = await admin.doors.recalls.being_sent(broadcast.id)
    remember(dialog_manager, told=tuple(one.id for one in others))
    try:
        reach = await _reach(broadcast, admin)
    except CannotMend as error:
        why = why_not_mended(error, admin.texts, _locale(admin))
        question = admin.i18n.get("recall-cannot", title=title)
        return {"said": said, "question": question, "reach": why, "possible": False}
    key = "recall-stop-sure" if stops else "recall-sure"
    return {
        "said": said,
        "question": admin.i18n.get(key, title=title),
        "others": "\n".join(await _others(others, broadcast, admin)),
        "reach": "\n".join(_lines(reach, broadcast, admin)),
        "possible": True,
        "stops": stops,
        "all": bool(others) and not stops,
    }


async def _reach(broadcast: Broadcast, admin: AdminContext) -> Reach:
    """Raises CannotMend where there is nobody, too, or nobody any more."""
    reach = await admin.doors.recalls.reach(broadcast.id)
    if not reach.sent:
        raise CannotMend(Unmendable.NOBODY)
    if not reach.reachable:
        raise CannotMend(Unmendable.TOO_LATE)
    return reach


async def _others(
    others: Sequence[Broadcast], broadcast: Broadcast, admin: AdminContext
) -> list[str]:
    """What ends with it: each one that is on its way to others, and who waits for a version."""
    lines = [
        admin.i18n.get(
            "recall-others",
            number=str(one.id),
            count=str(one.figures.sent),
            total=str(one.figures.total),
        )
        for one in others
    ]
    standing = await standing_of(broadcast, admin.doors)
    if standing is not None and standing.is_open and broadcast.figures.held:
        lines.append(admin.i18n.get("recall-waiting", count=broadcast.figures.held))
    return lines


def _lines(reach: Reach, broadcast: Broadcast, admin: AdminContext) -> list[str]:
    """How many, by when it has to begin, and how long it takes."""
    if reach.reachable < reach.sent:
        count, total = str(reach.reachable), str(reach.sent)
        lines = [admin.i18n.get("recall-part", count=count, total=total)]
    else:
        until = admin.moment(reach.begin_by)
        lines = [admin.i18n.get("recall-all-until", count=reach.reachable, moment=until)]
    duration = shown_duration(reach.seconds, admin.texts, _locale(admin))
    lines.append(admin.i18n.get("recall-takes", duration=duration))
    if any(call.method == "sendDice" for call in Content.load(broadcast.content).message):
        lines.append(admin.i18n.get("recall-dice"))
    return lines


def _locale(admin: AdminContext) -> str:
    return str(admin.i18n.locale)
