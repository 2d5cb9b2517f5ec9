"""What the list of recipients shows."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.reporting.findings import Verdict
from broadcast.model.broadcast import Broadcast, Recipient
from db.schema.states import DeliveryState, SkipReason
from handlers.admin.browse.page import (
    RECIPIENTS,
    note_last_recipient,
    opened,
    outcome_of,
    recipients_after,
    take_note,
)
from handlers.admin.context import AdminContext
from handlers.admin.progress.words.figures import outcome_line, seen
from handlers.admin.progress.words.reasons import Why
from handlers.admin.wording.findings.verdicts import verdict_words
from handlers.language.names import numbered_name

_D = DeliveryState

OUTCOME_MARKS: Mapping[DeliveryState, str] = {
    _D.SENT: "✅",
    _D.BLOCKED: "🚫",
    _D.UNREACHABLE: "📵",
    _D.SKIPPED: "⏭",
    _D.FAILED: "❌",
    _D.UNCERTAIN: "❔",
}
SKIP_KEYS: Mapping[str, str] = {
    SkipReason.LEFT: "skipped-left",
    SkipReason.ERASED: "skipped-erased",
    SkipReason.MERGED: "skipped-merged",
    SkipReason.CANCELLED: "skipped-cancelled",
    SkipReason.TOPIC: "skipped-topic",
    SkipReason.HELD: "skipped-held",
    SkipReason.EXPIRED: "skipped-expired",
    SkipReason.CAPPED: "skipped-capped",
    SkipReason.GONE: "skipped-gone",
    SkipReason.LATE: "skipped-late",
    SkipReason.UNKNOWN: "skipped-unknown",
}


def outcome_buttons(broadcast: Broadcast) -> list[tuple[int, str]]:
    """A button for each number that there is, with the mark of its line in the figures."""
    figures = broadcast.figures
    return [
        (int(state), f"{mark} {seen(figures, state)}")
        for state, mark in OUTCOME_MARKS.items()
        if seen(figures, state)
    ]


async def recipients_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, state = AdminContext.at(dialog_manager), outcome_of(dialog_manager)
    after = recipients_after(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    found = await admin.doors.recipients.page(
        broadcast.id, state, after=after, limit=RECIPIENTS + 1
    )
    shown = found[:RECIPIENTS]
    verdicts = await admin.doors.findings.of(broadcast.id, [one.number for one in shown])
    note_last_recipient(dialog_manager, shown[-1].number if shown else after)
    thinned = broadcast.thinned and state is _D.SENT
    return {
        "note": take_note(dialog_manager),
        "figures": outcome_line(broadcast, state, admin.texts, admin.i18n.locale),
        "meaning": admin.i18n.get("questions-meaning") if state is _D.UNCERTAIN else "",
        "thinned": admin.i18n.get("recipients-thinned") if thinned else "",
        "lines": "\n".join(_line(one, verdicts.get(one.number), admin) for one in shown) or "—",
        "has_earlier": after > 0,
        "has_further": len(found) > RECIPIENTS,
    }


def _line(one: Recipient, verdict: Verdict | None, admin: AdminContext) -> str:
    """For one recipient; `verdict`: of an answer that was lost."""
    who = f"{OUTCOME_MARKS[one.state]} {_name(one, admin)}"
    why = _why(one, admin)
    if verdict is not None:
        then = why if one.state is _D.SKIPPED else ""
        why = verdict_words(verdict, admin.texts, admin.i18n.locale, then=then)
    return f"{who}: {why}" if why else who


def _name(one: Recipient, admin: AdminContext) -> str:
    if one.chat_id is None:
        return admin.i18n.get("questions-erased")
    return numbered_name(one.first_name or "", one.username, one.chat_id)


def _why(one: Recipient, admin: AdminContext) -> str:
    """Where the outcome itself does not say it."""
    if one.state is _D.SKIPPED:
        key = SKIP_KEYS.get(one.reason or "")
        return admin.i18n.get(key) if key else ""
    if one.state in (_D.FAILED, _D.UNCERTAIN):
        return Why.of(one.reason, one.state).of_one(admin.texts, admin.i18n.locale)
    return ""
