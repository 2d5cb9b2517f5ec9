"""What the list of planned broadcasts and the card of one show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from broadcast.model.planning.plan import Plan
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from handlers.admin.choosing.reading import reader_for, short_for
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import read_page
from handlers.admin.planned.page import opened, take_said
from handlers.admin.progress.words.planned import asked_words
from handlers.admin.wording.missing import why_not_asked
from handlers.admin.wording.options import options_line
from handlers.admin.wording.titles import shown_title


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.plans.page)
    return {"items": [(one.broadcast_id, await _row(one, admin)) for one in found], **page}


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchBroadcast when its time has come meanwhile, say."""
    admin, number = AdminContext.at(dialog_manager), opened(dialog_manager)
    plan = await admin.doors.plans.get(number)
    broadcast = await admin.doors.reports.get(number)
    texts, locale = admin.texts, admin.i18n.locale
    return {
        "said": take_said(dialog_manager),
        "title": shown_title(broadcast, texts, locale),
        "number": str(number),
        "whom": await short_for(Audience.load(broadcast.audience), admin),
        "time": admin.when(plan.due_at),
        "clock": _clock(plan),
        "name": await admin.name_of(plan.planned_by),
        "waits": not plan.is_asked,
        "asked": asked_words(plan, admin.when, texts, locale) if plan.is_asked else "",
        "options": options_line(Content.load(broadcast.content), texts, locale, admin.moment),
    }


async def start_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """How many would get it now."""
    admin, number = AdminContext.at(dialog_manager), opened(dialog_manager)
    plan = await admin.doors.plans.get(number)
    broadcast = await admin.doors.reports.get(number)
    recipients, cannot = 0, ""
    try:
        recipients = await admin.doors.forecast.audience_size(number)
    except CannotAsk as gone:
        cannot = why_not_asked(gone, await reader_for(Audience.load(broadcast.audience), admin))
    return {
        "title": shown_title(broadcast, admin.texts, admin.i18n.locale),
        "recipients": recipients,
        "clock": _clock(plan),
        "own": plan.local_time is not None and recipients > 0,
        "cannot": cannot,
        "nobody": not recipients and not cannot,
    }


def _clock(plan: Plan) -> str:
    """What everybody's own clock was to show; "": it goes by no such clock."""
    return "" if plan.local_time is None else plan.local_time[11:16]


async def _row(plan: Plan, admin: AdminContext) -> str:
    """The title last: a phone cuts the end."""
    broadcast = await admin.doors.reports.get(plan.broadcast_id)
    title = shown_title(broadcast, admin.texts, admin.i18n.locale)
    key = "planned-row-asked" if plan.is_asked else "planned-row"
    return admin.i18n.get(key, time=admin.moment(plan.due_at), title=title)
