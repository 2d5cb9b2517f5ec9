"""Turning the pages of names."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.navigation import people_to_show
from handlers.admin.people.session import PeopleSession

PAGE = 20  # names


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    PeopleSession(audience=people_to_show(start_data)).save(manager)


async def earlier(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    _turn(manager, -PAGE)


async def further(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    _turn(manager, PAGE)


def _turn(manager: DialogManager, by: int) -> None:
    session = PeopleSession.of(manager)
    replace(session, offset=max(0, session.offset + by)).save(manager)
