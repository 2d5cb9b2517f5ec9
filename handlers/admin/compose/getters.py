"""What the compose windows show."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content, WhenSpent
from handlers.admin.compose.composing import DRAFT, Composing, Note
from handlers.admin.compose.costs import costs
from handlers.admin.compose.hints import hints
from handlers.admin.compose.message.buttons import Mistake, describe
from handlers.admin.context import AdminContext
from handlers.admin.wording.options import cap_of, options_line
from handlers.language.names import quoted

NOTE_KEYS: Mapping[Note, str] = {
    Note.TEST_SENT: "compose-note-test-sent",
    Note.TEST_FAILED: "compose-note-test-failed",
    Note.TEST_REFUSED: "compose-note-test-refused",
    Note.TAP_REPLACE: "compose-note-tap-replace",
    Note.EDITED: "compose-note-edited",
    Note.EDIT_UNUSABLE: "compose-note-edit-unusable",
    Note.NOBODY: "compose-note-nobody",
    Note.LIVE: "compose-note-live",
    Note.SLASH: "compose-note-slash",
}
MISTAKE_KEYS: Mapping[Mistake, str] = {
    Mistake.NO_LINK: "buttons-mistake-no-link",
    Mistake.NO_TEXT: "buttons-mistake-no-text",
    Mistake.LONG_TEXT: "buttons-mistake-long-text",
    Mistake.BAD_LINK: "buttons-mistake-bad-link",
    Mistake.LONG_ROW: "buttons-mistake-long-row",
    Mistake.TOO_MANY: "buttons-mistake-too-many",
}
SHOWN_MISTAKES = 20  # lines; more would not fit in a message
SHOWN_PRESENT = 1_500  # characters of the buttons' lines; Fluent takes no value above 2500


async def message_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    unusable: str | None = dialog_manager.dialog_data.pop("unusable", None)
    return {
        "replacing": DRAFT in dialog_manager.dialog_data,
        "unusable": None
        if unusable is None
        else AdminContext.at(dialog_manager).i18n.get(unusable),
    }


async def draft_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    composing = await Composing.at(dialog_manager)
    content = await composing.content()
    note = composing.take_note()
    return {
        "note": None if note is None else AdminContext.at(dialog_manager).i18n.get(NOTE_KEYS[note]),
        "refused": None if composing.refused is None else quoted(composing.refused),
        "faulty": composing.refused is not None and not composing.may_launch_unseen,
        "unseen_ok": composing.may_launch_unseen,
        "shown": composing.is_shown,
        "hidden": not composing.is_shown,
        "unseen": not composing.is_shown and composing.refused is None,
        "options": _options_line(content, dialog_manager),
        "hints": hints(content, composing.lost, AdminContext.at(dialog_manager)),
    }


async def buttons_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    content = await (await Composing.at(dialog_manager)).content()
    mistakes = dialog_manager.dialog_data.pop("mistakes", [])
    i18n = AdminContext.at(dialog_manager).i18n
    lines = [
        i18n.get("buttons-line", number=str(number), mistake=i18n.get(MISTAKE_KEYS[Mistake(name)]))
        for number, name in mistakes[:SHOWN_MISTAKES]
    ]
    return {
        "mistakes": "\n".join(lines),
        # Not both: together they may be too long for a message.
        "present": "" if lines else _cut(describe(content.buttons)),
        "removable": bool(content.buttons),
    }


async def options_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    content = await (await Composing.at(dialog_manager)).content()
    return {
        "silent": content.options.silent,
        "protected": content.options.protected,
        "no_preview": content.options.no_preview,
        "urgent": content.options.urgent,
        "is_text": _is_text(content),
        "payable": content.payable,
        "unpayable": not content.payable,
        "is_paid": content.options.paid,
        "paid": content.paid,
        "pauses": content.options.when_spent is WhenSpent.PAUSE,
        "cap": cap_of(content),
    }


async def confirm_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    desk, composing = AdminContext.at(dialog_manager), await Composing.at(dialog_manager)
    content = await composing.content()
    recipients = await desk.doors.forecast.audience_size(composing.draft_id)
    note = composing.take_note()
    return {
        "recipients": recipients,
        # The tap says which broadcast it confirms: the second of two finds its dialog closed.
        "launchable": [composing.draft_id] if recipients else [],
        "unseen": not composing.is_shown,
        "note": None if note is None else desk.i18n.get(NOTE_KEYS[note]),
        "options": _options_line(content, dialog_manager),
        **await costs(desk, content, recipients),
    }


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_PRESENT else f"{text[: SHOWN_PRESENT - 1]}…"


def _options_line(content: Content, manager: DialogManager) -> str:
    desk = AdminContext.at(manager)
    return options_line(content, desk.texts, desk.i18n.locale)


def _is_text(content: Content) -> bool:
    """Only texts have link previews."""
    return any(call.method == "sendMessage" for call in content.message)
