"""What a tap or a message does while a correction is prepared, and its launch."""

import logging
from typing import Any

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.errors import (
    CallRefused,
    CallUnanswered,
    CannotCorrect,
    CannotMend,
    ContentNotSupported,
    MoveNotAllowed,
)
from handlers.admin.compose.buttons.getters import mistake_lines
from handlers.admin.compose.buttons.lines import BadLine, parse_buttons
from handlers.admin.compose.capture.actions import why_not
from handlers.admin.compose.message.contents import with_known_braces
from handlers.admin.compose.message.rich import files_in
from handlers.admin.compose.message.taken import taken
from handlers.admin.compose.patience import ask_for_patience
from handlers.admin.context import AdminContext
from handlers.admin.control.why_not import why_not_edited, why_not_mended
from handlers.admin.mending.correcting.captions import has_caption, in_place_of
from handlers.admin.mending.session import MendingSession, remember
from handlers.admin.states import Mending
from handlers.language.names import quoted

BELOW = ShowMode.DELETE_AND_SEND  # something stands between the window and its last place

logger = logging.getLogger(__name__)


async def open_place(_: CallbackQuery, __: Any, manager: DialogManager, place: str) -> None:
    """Which message of which version is asked for; what the button carries may be forged."""
    content = await sent_content(manager)
    variant, _colon, index = place.partition(":")
    if variant.isdecimal() and index.isdecimal() and int(variant) in content.numbers:
        last = len(content.said(int(variant)).message) - 1
        remember(manager, variant=int(variant), index=min(int(index), last))


async def take_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """In the place of the one that was sent; old and new are shown, and the window below them."""
    manager.show_mode = BELOW
    content = await sent_content(manager)
    before = await _without_refused(manager, content)
    try:
        entry = await taken(message, manager, files_in(content.said(before.variant).message))
        after = before.with_message(in_place_of(_now(before, content), entry.call))
        await with_known_braces(after.applied(content), AdminContext.at(manager))
    except ContentNotSupported as error:
        kind, details = why_not(error)
        remember(manager, unusable=kind, unusable_details=tuple(details.items()))
        await manager.switch_to(Mending.correct)
        return
    after.save(manager)
    await _compare(manager)


async def take_buttons(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    admin = AdminContext.at(manager)
    lines = parse_buttons(message.text or "", names=await admin.doors.personal.names())
    bad = [(one.number, str(one.mistake), one.line) for one in lines if isinstance(one, BadLine)]
    if bad:
        words = mistake_lines(bad, admin.i18n)
        remember(manager, said=admin.i18n.get("buttons-mistakes", lines=words))
        return
    await _set_rows(manager, tuple(one for one in lines if not isinstance(one, BadLine)))


async def remove_buttons(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    await _set_rows(manager, ())


async def _set_rows(manager: DialogManager, rows: Any) -> None:
    content = await sent_content(manager)
    session = (await _without_refused(manager, content)).with_rows(rows)
    carrier = content.carrier(session.variant)
    session.save(manager)
    remember(manager, index=session.index if carrier is None else carrier)
    await _compare(manager)


async def compare(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    await _compare(manager)


def _now(session: MendingSession, content: Content) -> Call:
    """The message that the windows are about, as it is to be so far: that of the same kind."""
    sent = content.said(session.variant).message[session.index]
    so_far = session.applied(content).said(session.variant).message[session.index]
    return so_far if has_caption(sent) else sent


async def _without_refused(manager: DialogManager, content: Content) -> MendingSession:
    """What cannot take the place of what was sent was said to be so, and is in nobody's way."""
    admin, session = AdminContext.at(manager), MendingSession.of(manager)
    try:
        new = await with_known_braces(session.applied(content), admin)
        edits = await admin.doors.corrections.edits(session.broadcast_id, new)
    except (CannotMend, ContentNotSupported):
        return session
    for one in edits.refusals:
        session = session.without_message(one.variant, one.step)
    return session


async def _compare(manager: DialogManager, remark: str | None = None) -> None:
    """The message as people have it, and below it as it will be."""
    admin, session = AdminContext.at(manager), MendingSession.of(manager)
    await _clear_away(manager)
    old = await sent_content(manager)
    new = await with_known_braces(session.applied(old), admin)
    pair = [
        (await admin.doors.personal.calls(one, variant=session.variant))[session.index]
        for one in (old, new)
    ]
    patience = await ask_for_patience(pair, admin)
    said = remark
    shown: tuple[int, ...] = ()
    try:
        actor = await admin.actor()
        shown = tuple(await admin.doors.previews.show(pair, by=actor, thread_id=admin.thread_id))
    except CallRefused as error:
        shown = error.shown
        said = admin.i18n.get("mending-refused", detail=quoted(error.description))
        if not error.perhaps_theirs:
            kept = MendingSession.of(manager).without_message(session.variant, session.index)
            kept.save(manager)
    except CallUnanswered as error:
        shown = error.shown
        logger.warning("old and new were not shown: %s", error)
        said = admin.i18n.get("mending-unseen")
    remember(manager, shown=(*shown, *patience), said=said, looked_at=old.dump())
    begun = MendingSession.of(manager).is_begun
    await manager.switch_to(Mending.compare if begun else Mending.correct)


async def confirm(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The card, shown anew, names the correction; its progress is shown below.

    What another admin has corrected since old and new were shown is not overwritten unseen.
    """
    admin, session = AdminContext.at(manager), MendingSession.of(manager)
    content = await sent_content(manager)
    if session.looked_at != content.dump():
        manager.show_mode = BELOW
        await _compare(manager, admin.i18n.get("correct-meanwhile"))
        return
    texts, locale = admin.texts, admin.i18n.locale
    try:
        new = await with_known_braces(session.applied(content), admin)
        child = await admin.doors.corrections.begin(
            session.broadcast_id, new, by=await admin.actor()
        )
    except CannotCorrect as error:
        words = "\n".join(why_not_edited(error.refusals, content, texts, locale))
        remember(manager, said=words)
    except CannotMend as error:
        remember(manager, said=why_not_mended(error, texts, locale))
    except (MoveNotAllowed, ContentNotSupported):
        remember(manager, said=admin.i18n.get("control-too-late"))
    else:
        await _clear_away(manager)
        await admin.show_progress(child.id)
        await manager.done(show_mode=BELOW)


async def leave(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Nothing was changed for anybody."""
    await _clear_away(manager)
    await manager.done(show_mode=BELOW)


async def sent_content(manager: DialogManager) -> Content:
    """As people have it."""
    number = MendingSession.of(manager).broadcast_id
    return Content.load((await AdminContext.at(manager).doors.reports.get(number)).content)


async def _clear_away(manager: DialogManager) -> None:
    """Old and new above the window. Best effort: Telegram deletes nothing after two days."""
    admin, shown = AdminContext.at(manager), MendingSession.of(manager).shown
    remember(manager, shown=())
    if not shown:
        return
    try:
        await admin.bot.delete_messages(admin.chat_id, list(shown))
    except AiogramError as error:
        logger.info("an old and a new message stay: %s", type(error).__name__)
