"""What the audience window counts."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from db.schema.states import SubscriberState
from handlers.admin.audience.actions import NOTE
from handlers.admin.context import AdminContext

STATE_KEYS: Mapping[SubscriberState, str] = {
    SubscriberState.ACTIVE: "audience-active",
    SubscriberState.UNSUBSCRIBED: "audience-unsubscribed",
    SubscriberState.BLOCKED: "audience-blocked",
    SubscriberState.UNREACHABLE: "audience-unreachable",
    SubscriberState.DEACTIVATED: "audience-deactivated",
}
SHOWN_LANGUAGES = 15  # the rest is summed up


async def counts_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    by_state = await admin.subscribers.counts()
    by_language = await admin.subscribers.counts_by_language()
    states = [
        admin.i18n.get(key, count=str(by_state.get(state, 0))) for state, key in STATE_KEYS.items()
    ]
    return {
        "note": dialog_manager.dialog_data.pop(NOTE, None),
        "people": by_state.get(SubscriberState.ACTIVE, 0),
        "states": "\n".join(states),
        "languages": "\n".join(_languages(by_language, admin)),
    }


def _languages(counts: Mapping[str, int], admin: AdminContext) -> list[str]:
    """Counted without regions; a folder that has one names its language all the same."""
    names = {language.code: language.name for language in admin.texts.locales}
    known = {code: names[locale] for code in counts if (locale := admin.texts.spoken(code))}
    unknown = admin.i18n.get("audience-language-unknown")
    items = list(counts.items())
    lines = [
        f"{known.get(code) or code or unknown}: {count}" for code, count in items[:SHOWN_LANGUAGES]
    ]
    rest = sum(count for _, count in items[SHOWN_LANGUAGES:])
    if rest:
        lines.append(admin.i18n.get("audience-language-others", count=str(rest)))
    return lines
