"""What a tap on one of several numbers does."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from handlers.admin.people.groups import choose, groups_of
from handlers.admin.states import PeopleWindows


async def open_group(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """`number` is what the button says: it may be forged."""
    if 0 <= number < len(groups_of(manager)):
        choose(manager, number)
        await manager.switch_to(PeopleWindows.list)
