"""What the window below the preview shows."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from db.audience.audience import Audience
from handlers.admin.choosing.counted import counted_or_later
from handlers.admin.choosing.reading import reader_for, short_for, topic_of
from handlers.admin.compose.capture.file_choice import OTHER, other_of
from handlers.admin.compose.capture.getters import open_variant
from handlers.admin.compose.notes import NOTE_KEYS
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview.hints import hints, poll_that_carries, wants_line
from handlers.admin.compose.preview.summary import summary
from handlers.admin.compose.timing.shown import time_in_short
from handlers.admin.compose.traces import ChatTraces
from handlers.admin.context import AdminContext
from handlers.admin.wording.options import options_line
from handlers.language.names import quoted


async def draft_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    stored = await draft.stored()
    content = Content.load(stored.content)
    messages = draft.messages_of(content)
    opened = _opened(content, draft)
    refused, note = draft.traces.refused, draft.remarks.take_note()
    audience = Audience.load(stored.audience)
    nobody = await _nobody(dialog_manager, audience)
    whom, topic = await short_for(audience, admin), await topic_of(audience, admin)
    time = time_in_short(dialog_manager)
    rounds = draft.traces.repeat is not None
    return {
        "rounds": rounds,
        "alone": not rounds,
        "later": time is not None,
        "summary": summary(
            whom,
            content,
            admin.texts,
            admin.i18n.locale,
            time=time,
            topic=topic,
        ),
        "note": draft.remarks.take_said() if note is None else admin.i18n.get(NOTE_KEYS[note]),
        "refused": None if refused is None else quoted(refused),
        "refused_at": _which(draft.traces, opened),
        "faulty": refused is not None and not draft.may_launch_unseen,
        "unseen_ok": draft.may_launch_unseen,
        "sendable_unseen": draft.may_launch_unseen and not nobody and not rounds,
        "single": len(messages) == 1,
        OTHER: other_of(messages.entries[0]) if len(messages) == 1 else "",
        "version": open_variant(draft.focus.variant, admin),
        "nobody": nobody,
        "shown": draft.is_shown,
        "sendable": draft.is_shown and not nobody and not rounds,
        "savable": rounds and (draft.is_shown or draft.may_launch_unseen),
        "hidden": not draft.is_shown,
        "unseen": not draft.is_shown and refused is None,
        "options": options_line(content, admin.texts, admin.i18n.locale, admin.moment),
        "in_common": poll_that_carries(content, draft) is not None,
        "wants_line": wants_line(opened),
        "hints": hints(opened, draft.traces.lost, admin),
    }


def _opened(content: Content, draft: OpenDraft) -> Content:
    """With message and buttons of the version above: what is told and offered is about that one."""
    said = content.said(draft.variant_of(content))
    return content.with_message(said.message).with_buttons(said.buttons)


async def _nobody(manager: DialogManager, audience: Audience) -> str:
    """Why nobody would get it; empty where somebody would, and for everyone: that is counted by
    the question before the launch."""
    if audience.is_everyone and audience.topic is None:
        return ""
    admin = AdminContext.at(manager)
    counted = await counted_or_later(manager, audience)
    return counted.trouble(await reader_for(audience, admin)) if counted else ""


def _which(traces: ChatTraces, content: Content) -> str | None:
    """The number of the message that was refused, where there are several."""
    if traces.refused is None or len(content.message) == 1:
        return None
    return str(traces.refused_at + 1)
