"""What the menu shows: how many subscribers there are, what is being sent, which drafts wait."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.menu.note import take_note
from handlers.admin.navigation import MenuNote
from handlers.admin.progress.words.message import Words
from handlers.admin.wording.titles import shown_title

SHOWN_RUNNING = 5  # broadcasts; the list has them all

NOTE_KEYS: Mapping[MenuNote, str] = {
    MenuNote.DISCARDED: "compose-discarded",
    MenuNote.NOTHING_KEPT: "compose-left",
    MenuNote.DRAFT_KEPT: "compose-kept",
    MenuNote.TEMPLATE_SAVED: "templates-saved",
}


async def main_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    words = Words(admin.texts, admin.i18n.locale)
    running = list(await admin.doors.reports.unfinished())
    note = take_note(dialog_manager)
    _first, templates = await admin.doors.templates.page(offset=0, limit=0)
    replies = await admin.doors.conversations.waiting()
    _newest, all_drafts = await admin.doors.drafts.page(limit=0)
    _first_due, planned = await admin.doors.plans.page(limit=0)
    _first_next, repeated = await admin.doors.repeats.page(limit=0)
    return {
        "note": None if note is None else admin.i18n.get(NOTE_KEYS[note]),
        "subscribers": str(await admin.subscribers.active_count()),
        "idle": not running,
        "running": "\n".join(words.line(broadcast) for broadcast in running[-SHOWN_RUNNING:]),
        **await begin_window(dialog_manager),
        "replies": str(replies),
        "some_replies": "yes" if replies else "no",
        "has_replies": replies is not None,
        "all_drafts": all_drafts,
        "templates": templates,
        "planned": planned,
        "repeated": repeated,
        "owner": await admin.access.role(admin.user_id) is Role.OWNER,
    }


async def begin_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """How many drafts this admin works on, and what the newest is called."""
    admin = AdminContext.at(dialog_manager)
    newest, count = await admin.doors.drafts.of(admin.user_id, limit=1)
    title = shown_title(newest[0], admin.texts, admin.i18n.locale) if newest else ""
    return {"drafts": count, "title": title}
