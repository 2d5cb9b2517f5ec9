"""Buttons that lead nowhere any more: of dialogs that were closed, lost, or overtaken by events.

It is an everyday thing: an admin scrolls up and taps what is still there. He is told so, and gets
the menu; a dialog that is open elsewhere in the chat is left as it is. Others never get here: the
admins' door lets none of their updates through.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiogram import Router
from aiogram.exceptions import AiogramError
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState
from aiogram_dialog.utils import remove_intent_id
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from broadcast.model.errors import (
    ContentNotSupported,
    DraftHeld,
    MoveNotAllowed,
    NoSuchBroadcast,
    NoSuchConversation,
    NoSuchLink,
    NoSuchPlace,
    NoSuchRepeat,
    NoSuchSegment,
    NoSuchSeries,
    NoSuchTemplate,
)
from broadcast.model.feeds.feed import NoSuchFeed
from db.schema.states import BroadcastState
from handlers.admin.compose.capture.getters import OTHERWISE, UNUSABLE_KEYS
from handlers.admin.compose.confirm.dialog import CONFIRM_ID
from handlers.admin.context import AdminContext
from handlers.admin.dialog_data import OutdatedSession
from handlers.admin.navigation import open_menu
from handlers.admin.wording.braces import shown_details
from handlers.frame.taps import LONGEST

ITEM_SEP = ":"  # between the name of a choice and what was chosen (aiogram_dialog: Select)
GONE_KEYS: Mapping[type[Exception], str] = {
    NoSuchConversation: "replies-gone",
    NoSuchFeed: "feeds-gone",
    NoSuchLink: "links-gone",
    NoSuchPlace: "places-gone",
    NoSuchRepeat: "repeats-gone",
    NoSuchSegment: "outdated-segment",
    NoSuchSeries: "series-gone",
    NoSuchTemplate: "templates-gone",
}
LONGEST_NUMBER = 18  # digits that the database has room for


def register(router: Router) -> None:
    """On the router that the dialogs hang on, whose errors know the dialog manager."""
    lost = ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState)
    router.errors.register(on_lost_dialog, lost)
    router.errors.register(on_outdated_session, ExceptionTypeFilter(OutdatedSession))
    for error in GONE_KEYS:
        router.errors.register(on_gone, ExceptionTypeFilter(error))
    router.errors.register(on_held_draft, ExceptionTypeFilter(DraftHeld))
    router.errors.register(on_lost_broadcast, ExceptionTypeFilter(NoSuchBroadcast, MoveNotAllowed))
    router.errors.register(on_unusable, ExceptionTypeFilter(ContentNotSupported))


async def on_lost_dialog(
    event: ErrorEvent,
    i18n: I18nContext,
    dialog_manager: DialogManager | None = None,
    **data: Any,
) -> None:
    query = event.update.callback_query
    launched = await _launched(query, data["doors"])
    if launched is not None:
        # The second of two taps: the first one launched the broadcast and closed the dialog.
        await _say(event, i18n.get("outdated-launched"))
        await data["progress"].show(launched, data["event_chat"].id)
        return
    elsewhere = dialog_manager is not None and dialog_manager.has_context()
    await _say(event, i18n.get("outdated-elsewhere" if elsewhere else "outdated-dialog"))
    if elsewhere:
        await _disarm(query)
    elif dialog_manager is not None:
        await open_menu(dialog_manager)


async def _launched(query: CallbackQuery | None, doors: Doors) -> int | None:
    """The broadcast that the button confirms, if it is on its way, or waits for its time."""
    data = "" if query is None else remove_intent_id(query.data or "")[1]
    name, _, number = data.partition(ITEM_SEP)
    if name != CONFIRM_ID or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return None
    with suppress(NoSuchBroadcast):
        broadcast = await doors.reports.get(int(number))
        return None if broadcast.state is BroadcastState.DRAFT else broadcast.id
    return None


async def on_outdated_session(
    event: ErrorEvent, i18n: I18nContext, dialog_manager: DialogManager
) -> None:
    """The dialog was left open over an update of the program. The menu offers its draft."""
    await _say(event, i18n.get("outdated-session"))
    await open_menu(dialog_manager)


async def on_gone(
    event: ErrorEvent, i18n: I18nContext, dialog_manager: DialogManager | None = None
) -> None:
    """What the window is about is not there any more: another admin was faster."""
    await _say(event, i18n.get(GONE_KEYS[type(event.exception)]))
    if dialog_manager is not None:
        await open_menu(dialog_manager)


async def on_held_draft(
    event: ErrorEvent, i18n: I18nContext, dialog_manager: DialogManager | None = None, **data: Any
) -> None:
    """Another admin has taken the draft over. It is in the list, to be taken back."""
    assert isinstance(event.exception, DraftHeld)  # noqa: S101 - what it is registered for
    admin = AdminContext.of({**data, "i18n": i18n})
    await _say(event, i18n.get("drafts-held", name=await admin.name_of(event.exception.holder)))
    if dialog_manager is not None:
        await open_menu(dialog_manager, show_mode=ShowMode.DELETE_AND_SEND)


async def on_lost_broadcast(
    event: ErrorEvent, i18n: I18nContext, dialog_manager: DialogManager | None = None
) -> None:
    """The draft was launched or discarded elsewhere, or the broadcast never was."""
    await _say(event, i18n.get("outdated-broadcast"))
    query = event.update.callback_query
    is_plain = query is not None and remove_intent_id(query.data or "")[0] is None
    if is_plain or dialog_manager is None:
        await _disarm(query)
    else:
        await open_menu(dialog_manager)


async def on_unusable(event: ErrorEvent, i18n: I18nContext) -> None:
    """The draft says what was deleted meanwhile, a field say: its author is told which. The window
    stays, and with it the way to change the message."""
    assert isinstance(event.exception, ContentNotSupported)  # noqa: S101 - what it is registered for
    kind, details = event.exception.kind, event.exception.details
    key = UNUSABLE_KEYS.get(kind, UNUSABLE_KEYS[OTHERWISE])
    await _say(event, i18n.get(key, **shown_details(details.items())), alert=True)


async def _say(event: ErrorEvent, text: str, *, alert: bool = False) -> None:
    with suppress(AiogramError):
        if event.update.callback_query is not None:
            await event.update.callback_query.answer(text[:LONGEST], show_alert=alert or None)
        elif event.update.message is not None:
            await event.update.message.answer(text)


async def _disarm(query: CallbackQuery | None) -> None:
    """Take away the buttons, so that nobody taps them again."""
    if query is not None and isinstance(query.message, Message):
        with suppress(AiogramError):
            await query.message.edit_reply_markup(reply_markup=None)
