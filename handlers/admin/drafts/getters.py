"""What the list of drafts and the card of one show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.draft import Draft
from broadcast.model.outside.key import LONGEST_NAME
from handlers.admin.context import AdminContext
from handlers.admin.drafts.page import opened
from handlers.admin.paged_list import read_page
from handlers.admin.wording.durations import shown_duration
from handlers.admin.wording.titles import shown_title
from handlers.language.names import isolated


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.drafts.page)
    return {
        "items": [(one.id, await _row(one, admin)) for one in found],
        **page,
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    draft = await admin.doors.drafts.get(opened(dialog_manager))
    arrival = await admin.doors.arrivals.find(draft.id)
    key = "" if arrival is None else await admin.doors.api_keys.name_of(arrival.key_id)
    return {
        "title": shown_title(draft, admin.texts, admin.i18n.locale),
        "author": await admin.name_of(draft.author),
        "age": _age(draft, admin),
        "held": arrival is None and draft.holder != admin.user_id,
        "key": isolated(key, LONGEST_NAME) if key else "",
        "holder": await admin.name_of(draft.holder),
    }


async def _row(draft: Draft, admin: AdminContext) -> str:
    """The title last: a phone cuts the end."""
    return admin.i18n.get(
        "drafts-row",
        age=_age(draft, admin),
        name=await admin.name_of(draft.author),
        title=shown_title(draft, admin.texts, admin.i18n.locale),
    )


def _age(draft: Draft, admin: AdminContext) -> str:
    """Since somebody last worked on it."""
    seconds = max(admin.clock.time() - draft.touched_at, 0.0)
    return shown_duration(seconds, admin.texts, admin.i18n.locale)
