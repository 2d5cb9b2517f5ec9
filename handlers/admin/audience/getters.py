"""What the audience window counts."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.audience.actions import NOTE
from handlers.admin.audience.groups import STATE_KEYS, language_names
from handlers.admin.context import AdminContext
from handlers.admin.telling.cleaned import cleaning_line

SHOWN_LANGUAGES = 15  # the rest is summed up


async def counts_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    by_state = await admin.subscribers.counts()
    by_language = await admin.subscribers.counts_by_language()
    states = [
        admin.i18n.get(key, count=str(by_state.get(state, 0))) for state, key in STATE_KEYS.items()
    ]
    walk = await admin.doors.cleaning.standing()
    return {
        "cleaning": None if walk is None else cleaning_line(walk, admin.texts, admin.i18n.locale),
        "note": dialog_manager.dialog_data.pop(NOTE, None),
        "anybody": any(by_state.values()),
        "states": "\n".join(states),
        "languages": "\n".join(_languages(by_language, admin)),
    }


def _languages(counts: Mapping[str, int], admin: AdminContext) -> list[str]:
    called, items = language_names(counts, admin), list(counts.items())
    lines = [f"{called[code]}: {count}" for code, count in items[:SHOWN_LANGUAGES]]
    rest = sum(count for _, count in items[SHOWN_LANGUAGES:])
    if rest:
        lines.append(admin.i18n.get("audience-language-others", count=str(rest)))
    return lines
