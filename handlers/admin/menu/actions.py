"""What a tap in the menu does."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.start import compose_anew, compose_on
from handlers.admin.menu.carried import carrying, draft_of
from handlers.admin.states import Audience, Browse, Menu


async def open_menu(manager: DialogManager) -> None:
    """In place of whatever is open; a draft is kept at hand."""
    await manager.start(Menu.main, data=carrying(draft_of(manager)), mode=StartMode.RESET_STACK)


async def new_broadcast(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await compose_anew(manager, instead_of=draft_of(manager))


async def continue_draft(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = draft_of(manager)
    if draft is None:  # the button of a menu that is open no more
        await open_menu(manager)
    else:
        await compose_on(manager, draft)


async def open_list(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(Browse.list, data=carrying(draft_of(manager)))


async def open_audience(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(Audience.counts, data=carrying(draft_of(manager)))
