"""What a tap below the preview does."""

import logging

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import CallRefused, CallUnanswered
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.context import AdminContext
from handlers.admin.navigation import MenuNote, open_menu

logger = logging.getLogger(__name__)


async def show_again(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    await draft.show_preview(await draft.content())
    manager.show_mode = BELOW


async def send_test(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    content, actor = await draft.content(), await admin.actor()
    try:
        await admin.doors.previews.show(content.calls(), by=actor, thread_id=admin.thread_id)
    except CallRefused as error:
        logger.warning("a test was refused: %s", error)
        draft.note(ComposeNote.TEST_REFUSED)
    except CallUnanswered as error:
        logger.warning("a test was not sent: %s", error)
        draft.note(ComposeNote.TEST_FAILED)
    else:
        draft.note(ComposeNote.TEST_SENT)
    manager.show_mode = BELOW


async def discard(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    await (await OpenDraft.at(manager)).discard()
    await open_menu(manager, MenuNote.DISCARDED, show_mode=BELOW)
