"""What the windows of choosing a moment show."""

from dataclasses import replace
from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.context import AdminContext
from handlers.admin.moments.meaning import this_evening
from handlers.admin.moments.session import MomentSession
from handlers.admin.navigation import draft_to_repeat
from handlers.admin.wording.moments import shown_day, shown_offset
from handlers.language.names import isolated

LONGEST = 40  # characters of what was typed


async def quick_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), MomentSession.of(dialog_manager)
    return {
        "purpose": session.purpose,
        "zone": admin.timezone.key,
        "clearable": session.clearable,
        "repeatable": draft_to_repeat(dialog_manager.start_data) is not None,
        "evening": this_evening(int(admin.clock.time()), admin.timezone) is not None,
        "wrong": _take_mistake(dialog_manager),
    }


async def other_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    return {"zone": admin.timezone.key, "wrong": _take_mistake(dialog_manager)}


async def time_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), MomentSession.of(dialog_manager)
    day = date.fromisoformat(session.day or date.max.isoformat())
    return {
        "day": shown_day(day, admin.texts, admin.i18n.locale),
        "zone": admin.timezone.key,
        "wrong": _take_mistake(dialog_manager),
    }


async def sure_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), MomentSession.of(dialog_manager)
    zone = admin.timezone
    return {
        "wrong": _take_mistake(dialog_manager),
        "why": session.why,
        "zone": zone.key,
        "when": "\n".join(map(admin.when, session.moments)),
        "moments": [
            (one, f"{admin.when_in_short(one)} ({shown_offset(one, zone)})")
            for one in session.moments
        ],
    }


def _take_mistake(manager: DialogManager) -> str:
    """What was typed and is no time; it is not said again."""
    session = MomentSession.of(manager)
    if session.mistake is None:
        return ""
    replace(session, mistake=None, typed=None).save(manager)
    typed = isolated(session.typed or "", LONGEST)
    admin = AdminContext.at(manager)
    return admin.i18n.get(
        "moments-wrong", why=session.mistake, typed=typed, zone=admin.timezone.key
    )
