"""Choosing when the draft goes out, and what becomes of the answer."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.session import DraftSession
from handlers.admin.navigation import ChosenMoment, Purpose, choose_moment


async def open_time(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """On top of the draft's window, or of the question before the launch."""
    session = DraftSession.of(manager)
    await choose_moment(
        manager, Purpose.LAUNCH, clearable=session.at is not None, draft_id=session.draft_id
    )


async def take_moment(result: ChosenMoment, draft: OpenDraft) -> None:
    """It is the draft's from now on; the plan itself is made by Confirm."""
    if result.is_chosen and result.purpose is Purpose.LAUNCH:
        own = draft.traces.own and result.at is not None
        await draft.put_off(result.at, own=own)
