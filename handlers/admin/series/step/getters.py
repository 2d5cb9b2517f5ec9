"""What the list of a series' messages, and the window of one of them, show."""

from collections.abc import Sequence
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.errors import NoSuchSeries
from broadcast.model.series.series import SeriesDetail, Step
from db.schema.states import SeriesState
from handlers.admin.compose.buttons.getters import mistake_lines, shown_rows
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import read_page
from handlers.admin.progress.words.pauses import pause_words
from handlers.admin.series.session import SeriesSession, remember, take_said
from handlers.admin.series.waits import offered
from handlers.admin.series.words import (
    figures_line,
    shown_series,
    step_line,
    step_lines,
    step_title,
    wait_words,
)


async def steps_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchSeries."""
    admin, session = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager)
    said = take_said(dialog_manager)
    detail = await admin.doors.series.detail(session.series_id)

    async def read(*, offset: int, limit: int) -> tuple[Sequence[Step], int]:
        return detail.steps[offset : offset + limit], len(detail.steps)

    shown, page = await read_page(dialog_manager, read)
    started = detail.series.state is not SeriesState.DRAFT
    return {
        "said": said,
        "name": shown_series(detail.series.name),
        "lines": step_lines(shown, admin, figures=started),
        "items": [(one.broadcast_id, step_line(one, admin)) for one in shown],
        "open": detail.series.state is not SeriesState.ENDED,
        **page,
    }


async def step_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchSeries where it is gone, or this message of it."""
    admin = AdminContext.at(dialog_manager)
    said = take_said(dialog_manager)
    detail, step = await opened(dialog_manager)
    started = detail.series.state is not SeriesState.DRAFT
    return {
        "said": said,
        "name": shown_series(detail.series.name),
        "number": str(step.position + 1),
        "count": str(len(detail.steps)),
        "title": step_title(step, admin),
        "wait": wait_words(step.wait, admin),
        "first": not step.position,
        "started": started,
        "figures": figures_line(step, admin) if started else "",
        "paused": _pause(step, admin),
        "open": detail.series.state is not SeriesState.ENDED,
        "up": step.position > 0,
        "down": step.position + 1 < len(detail.steps),
    }


async def wait_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    said = take_said(dialog_manager)
    _detail, step = await opened(dialog_manager)
    return {
        "said": said,
        "number": str(step.position + 1),
        "first": not step.position,
        "waits": offered(step.wait, admin),
    }


async def buttons_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, mistakes = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager).mistakes
    said = take_said(dialog_manager)
    remember(dialog_manager, mistakes=())
    _detail, step = await opened(dialog_manager)
    buttons = step.content.buttons
    return {
        "said": said,
        "wrong": bool(mistakes),
        "mistakes": mistake_lines(mistakes, admin.i18n),
        # Not both: together they may be too long for a message.
        "present": "" if mistakes else shown_rows(buttons),
        "plain": not mistakes,
        "removable": bool(buttons),
    }


async def said_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    said = take_said(dialog_manager)
    detail, step = await opened(dialog_manager)
    return {
        "said": said,
        "number": str(step.position + 1),
        "started": detail.series.state is not SeriesState.DRAFT,
    }


async def opened(manager: DialogManager) -> tuple[SeriesDetail, Step]:
    session = SeriesSession.of(manager)
    detail = await AdminContext.at(manager).doors.series.detail(session.series_id)
    for step in detail.steps:
        if step.broadcast_id == session.step_id:
            return detail, step
    raise NoSuchSeries(f"series {session.series_id} has no step {session.step_id}")


def _pause(step: Step, admin: AdminContext) -> str:
    """Why this message has paused by itself; "": it has not."""
    if not step.stands:
        return ""
    detail = step.pause_detail
    return pause_words(step.paused, detail, admin.texts, admin.i18n.locale, step=True)
