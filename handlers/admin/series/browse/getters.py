"""What the list of series, the card of one, and the questions show."""

from collections.abc import Sequence
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.series.series import LONGEST_NAME, SeriesDetail
from db.audience.facts import CannotAsk
from db.schema.states import SeriesState
from db.series.records import Signal
from handlers.admin.choosing.reading import reader_for, short_for
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import read_page
from handlers.admin.series.session import SeriesSession, take_said
from handlers.admin.series.signals.getters import in_order
from handlers.admin.series.signals.words import signal_words
from handlers.admin.series.words import row, shown_series, state_words, step_lines
from handlers.admin.wording.durations import DAY, HOUR, shown_duration
from handlers.admin.wording.missing import why_not_asked

EXPIRIES = (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY)  # seconds


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    said = take_said(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.series.page)
    return {"said": said, "items": [(one.id, row(one, admin)) for one in found], **page}


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchSeries."""
    admin, number = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager).series_id
    said = take_said(dialog_manager)
    detail = await admin.doors.series.detail(number)
    one = detail.series
    is_alive = one.state in (SeriesState.RUNNING, SeriesState.PAUSED)
    return {
        "said": said,
        **await _heading(detail, admin),
        "state": state_words(one, admin),
        "ends": await _lines(detail.ends, admin),
        "late": _expiry_words(one.expires_after, admin),
        "missing": await _missing(detail, admin),
        "enrolling": detail.enrolling,
        "waiting": str(one.waiting),
        "finished": str(one.finished),
        "steps": step_lines(detail.steps, admin, figures=one.state is not SeriesState.DRAFT),
        "draft": one.state is SeriesState.DRAFT,
        "running": one.state is SeriesState.RUNNING,
        "paused": one.state is SeriesState.PAUSED,
        "alive": is_alive,
        "open": one.state is not SeriesState.ENDED,
        "trying": admin.doors.series_running.is_trying(number, by=await admin.actor()),
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"said": take_said(dialog_manager), "most": str(LONGEST_NAME)}


async def expiry_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, number = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager).series_id
    said = take_said(dialog_manager)
    now = (await admin.doors.series.detail(number)).series.expires_after or 0
    offered = [(seconds, _expiry_words(seconds, admin)) for seconds in (0, *EXPIRIES)]
    return {
        "said": said,
        "items": [
            (seconds, f"✓ {words}" if seconds == now else words) for seconds, words in offered
        ],
    }


async def start_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Who will be in it, and how many are there already."""
    admin, session = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager)
    said = take_said(dialog_manager)
    detail = await admin.doors.series.detail(session.series_id)
    existing, cannot = 0, ""
    try:
        existing = await admin.doors.series.existing(session.series_id)
    except CannotAsk as gone:
        cannot = why_not_asked(gone, await reader_for(detail.series.audience, admin))
    return {
        "said": said,
        **await _heading(detail, admin),
        "existing": existing,
        "chosen": session.existing,
        "cannot": cannot,
        "can": not cannot,
    }


async def sure_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Of ending and deleting."""
    admin, number = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager).series_id
    one = (await admin.doors.series.detail(number)).series
    draft = one.state is SeriesState.DRAFT
    return {"name": shown_series(one.name), "waiting": one.waiting, "draft": draft}


async def _heading(detail: SeriesDetail, admin: AdminContext) -> dict[str, Any]:
    return {
        "name": shown_series(detail.series.name),
        "count": len(detail.steps),
        "begins": await _lines(detail.begins, admin),
        "whom": await short_for(detail.series.audience, admin),
    }


async def _lines(signals: Sequence[Signal], admin: AdminContext) -> str:
    return "\n".join([f"• {await signal_words(one, admin)}" for one in in_order(signals)])


async def _missing(detail: SeriesDetail, admin: AdminContext) -> str:
    if detail.missing is None:
        return ""
    return why_not_asked(detail.missing, await reader_for(detail.series.audience, admin))


def _expiry_words(seconds: int | None, admin: AdminContext) -> str:
    if not seconds:
        return admin.i18n.get("series-never-late")
    duration = shown_duration(seconds, admin.texts, admin.i18n.locale)
    return admin.i18n.get("series-late-after", duration=duration)
