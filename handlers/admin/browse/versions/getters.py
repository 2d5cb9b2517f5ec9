"""What the window of a broadcast's versions shows."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.errors import NoSuchBroadcast
from broadcast.model.versions.standing import Standing
from handlers.admin.browse.page import chosen_version, opened
from handlers.admin.context import AdminContext
from handlers.admin.control.versions import (
    send_label,
    sure_label,
    sure_question,
    wait_label,
)
from handlers.admin.progress.words.message import Words
from handlers.admin.progress.words.versions import version_lines


async def versions_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    standing = await _standing(dialog_manager)
    texts, locale = admin.texts, admin.i18n.locale
    lines = [
        *Words(texts, locale).origin(broadcast),
        "",
        *version_lines(standing, texts, locale, admin.moment),
    ]
    can_decide = standing.can_decide
    return {
        "lines": "\n".join(lines),
        "can_decide": can_decide,
        "anybody": standing.waiting or any(one.got for one in standing.figures),
        "choices": [
            (one.version, send_label(one.version, standing, texts, locale))
            for one in standing.figures
            if can_decide
        ],
        "longer": wait_label(texts, locale),
    }


async def sure_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, choice = AdminContext.at(dialog_manager), chosen_version(dialog_manager)
    standing = await _standing(dialog_manager)
    texts, locale = admin.texts, admin.i18n.locale
    late = not standing.can_decide
    question = sure_question(choice, standing, texts, locale)
    return {
        "question": admin.i18n.get("again-too-late") if late else question,
        "yes": "" if late else sure_label(choice, standing, texts, locale),
    }


async def _standing(manager: DialogManager) -> Standing:
    """Raises NoSuchBroadcast where it has one version."""
    number = opened(manager)
    standing = await AdminContext.at(manager).doors.versions.standing(number)
    if standing is None:
        raise NoSuchBroadcast(f"broadcast {number} tries no versions")
    return standing
