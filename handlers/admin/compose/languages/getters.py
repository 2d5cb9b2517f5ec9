"""What the windows of a draft's versions show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from handlers.admin.compose.capture.getters import refusal
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext
from handlers.admin.wording.languages import shown_language

FIRST = "-"  # stands for the first version, which has no language
MOST = 20  # versions
MOST_SHOWN = 40  # languages to choose from


async def languages_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    locale = admin.i18n.locale
    there = languages_of(await draft.content(), draft.focus.version)
    counts = await admin.subscribers.counts_by_language() if there else {}
    names = {code: shown_language(code, locale) for code in there}
    rest = sum(counts.values()) - sum(counts.get(code, 0) for code in names)
    lines = [
        admin.i18n.get("languages-line", language=name, count=str(counts.get(code, 0)))
        for code, name in names.items()
    ]
    lines.append(admin.i18n.get("languages-rest", count=str(rest)))
    lines += [
        admin.i18n.get("languages-nobody", language=name)
        for code, name in names.items()
        if not counts.get(code)
    ]
    everything = {FIRST: admin.i18n.get("languages-first"), **names}
    opened = draft.focus.language or FIRST
    return {
        "versions": bool(there),
        "full": len(there) >= MOST,
        "lines": "\n".join(lines),
        "shown": [
            (code, f"👁 {name}" if code == opened else name) for code, name in everything.items()
        ],
        "language": names.get(draft.focus.language or "", ""),
    }


async def new_language_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """The languages of the subscribed, the largest first; those with a version are left out."""
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    there = languages_of(await draft.content(), draft.focus.version)
    counts = await admin.subscribers.counts_by_language()
    spoken = [(code, count) for code, count in counts.items() if code and code not in there]
    return {
        "spoken": [
            (code, f"{shown_language(code, admin.i18n.locale)} · {count}")
            for code, count in spoken[:MOST_SHOWN]
        ]
    }


async def version_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    return {
        "language": shown_language(draft.focus.asked_for or "", admin.i18n.locale),
        "several": len((await draft.content()).message) > 1,
        **refusal(dialog_manager),
    }


def languages_of(content: Content, version: int) -> tuple[str, ...]:
    """Those that one of its versions, A to D, has something of its own for."""
    return content.of_version(version).languages
