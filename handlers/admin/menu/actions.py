"""What a tap in the menu does."""

from collections.abc import Sequence

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.draft import Draft
from handlers.admin import navigation
from handlers.admin.context import AdminContext
from handlers.admin.navigation import compose_new, open_drafts, open_menu
from handlers.admin.states import (
    Audience,
    Browse,
    InboxWindows,
    LinkWindows,
    Menu,
    NoticeWindows,
    PlannedWindows,
    RepeatWindows,
    SeriesWindows,
    SettingsWindows,
    TeamWindows,
    TemplateWindows,
)


async def begin(manager: DialogManager) -> None:
    """A new broadcast; where there is a draft it is asked whether that one is meant."""
    drafts, _ = await _drafts(manager)
    if drafts:
        await manager.start(Menu.begin, mode=StartMode.RESET_STACK)
    else:
        await compose_new(manager)


async def new_broadcast(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await compose_new(manager)


async def continue_draft(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Of several the list asks which."""
    drafts, count = await _drafts(manager)
    if not drafts:  # discarded meanwhile, elsewhere
        await open_menu(manager)
    elif count > 1:
        await open_drafts(manager)
    else:
        await navigation.continue_draft(manager, drafts[0].id)


async def show_drafts(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await open_drafts(manager)


async def open_list(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(Browse.list)


async def open_replies(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(InboxWindows.list)


async def open_planned(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(PlannedWindows.list)


async def open_repeated(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(RepeatWindows.list)


async def open_audience(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(Audience.counts)


async def open_series(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(SeriesWindows.list)


async def open_templates(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(TemplateWindows.list)


async def open_links(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(LinkWindows.list)


async def open_notices(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(NoticeWindows.list)


async def open_team(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(TeamWindows.list)


async def open_settings(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(SettingsWindows.list)


async def _drafts(manager: DialogManager) -> tuple[Sequence[Draft], int]:
    admin = AdminContext.at(manager)
    return await admin.doors.drafts.of(admin.user_id, limit=1)
