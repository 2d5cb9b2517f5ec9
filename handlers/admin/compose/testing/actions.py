"""Sending a test: to the author, or to the group besides."""

import logging
from collections.abc import Mapping

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.previews import Reached
from broadcast.model.errors import CallRefused, CallUnanswered
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.context import AdminContext
from handlers.admin.states import Compose
from handlers.language.names import shown_name

MISSED_KEYS: Mapping[Reached, str] = {
    Reached.GONE: "test-missed-gone",
    Reached.REFUSED: "test-missed-refused",
    Reached.UNANSWERED: "test-missed-unanswered",
}

logger = logging.getLogger(__name__)


async def send_test(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """To the author, as long as there is nobody else in the test group."""
    admin = AdminContext.at(manager)
    if await admin.test_group.besides(admin.user_id, by=await admin.actor()):
        await manager.switch_to(Compose.test)
    else:
        await _to_author(manager)


async def send_to_author(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _to_author(manager)
    await manager.switch_to(Compose.draft)


async def send_to_group(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The author first: what Telegram does not let them see is nobody's test."""
    await manager.switch_to(Compose.draft)
    if not await _to_author(manager):
        return
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    draft.remarks.take_note()
    calls, by = await draft.calls(await draft.content()), await admin.actor()
    testers = await admin.test_group.besides(admin.user_id, by=by)
    missed = []
    for one in testers:
        reached = await admin.doors.previews.show_to(one.user_id, calls, by=by)
        if reached is not Reached.YES:
            name = shown_name(one.name, None)
            missed.append(admin.i18n.get(MISSED_KEYS[reached], name=name))
    got = len(testers) - len(missed)
    said = admin.i18n.get("test-sent-group", got=str(got), count=str(len(testers)))
    draft.remarks.say("\n".join([said, *missed]))


async def _to_author(manager: DialogManager) -> bool:
    """Whether it arrived; the draft's window says so."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    content, actor = await draft.content(), await admin.actor()
    manager.show_mode = BELOW
    try:
        calls = await draft.calls(content)
        await admin.doors.previews.show(calls, by=actor, thread_id=admin.thread_id)
    except CallRefused as error:
        logger.warning("a test was refused: %s", error)
        draft.remarks.note(ComposeNote.TEST_REFUSED)
    except CallUnanswered as error:
        logger.warning("a test was not sent: %s", error)
        draft.remarks.note(ComposeNote.TEST_FAILED)
    else:
        draft.remarks.note(ComposeNote.TEST_SENT)
        return True
    return False
