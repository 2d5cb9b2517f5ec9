"""What the windows of a new series' messages show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.series.wait import Wait
from handlers.admin.context import AdminContext
from handlers.admin.series.session import SeriesSession, take_said
from handlers.admin.series.waits import offered
from handlers.admin.series.words import shown_series, step_line, wait_words

SHOWN = 4  # messages; the list has them all


async def writing_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchSeries."""
    admin, session = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager)
    said = take_said(dialog_manager)
    detail = await admin.doors.series.detail(session.series_id)
    wait = Wait.load(session.wait)
    return {
        "said": said,
        "name": shown_series(detail.series.name),
        "so_far": "\n".join(step_line(one, admin) for one in detail.steps[-SHOWN:]),
        "first": not detail.steps,
        "number": str(len(detail.steps) + 1),
        "wait": wait_words(wait, admin),
        "waits": offered(wait, admin),
    }


async def also_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """How many have got all messages so far."""
    admin, session = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager)
    detail = await admin.doors.series.detail(session.series_id)
    return {
        "number": str(len(detail.steps) + 1),
        "count": await admin.doors.series.finished(session.series_id),
        "wait": wait_words(Wait.load(session.wait), admin),
    }


async def wait_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"said": take_said(dialog_manager)}
