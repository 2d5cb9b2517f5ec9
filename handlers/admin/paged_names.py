"""Names of people, page by page: where an admin is in them, the lines, and what turns the page."""

from collections.abc import Sequence
from typing import Any, Protocol

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from db.people.whom import Person
from handlers.admin.context import AdminContext
from handlers.admin.wording.text import T
from handlers.language.names import numbered_name

PAGE = 15  # longer names still fit into a message
ABOVE = "people"  # in the dialog's data: names above the page


class ReadPeople(Protocol):
    """Gives the people of a page."""

    async def __call__(self, *, offset: int, limit: int) -> Sequence[Person]: ...


def begin_names(manager: DialogManager) -> None:
    """Of whom the next window is about: from the first on."""
    manager.dialog_data[ABOVE] = 0


async def read_names(manager: DialogManager, read: ReadPeople) -> dict[str, Any]:
    """The lines of the page that is open, and what its window offers besides."""
    admin, above = AdminContext.at(manager), int(manager.dialog_data.get(ABOVE, 0))
    found = await read(offset=above, limit=PAGE + 1)
    return {
        "first": str(above + 1),
        "lines": "\n".join(_line(one, admin) for one in found[:PAGE]),
        "has_earlier": above > 0,
        "has_further": len(found) > PAGE,
    }


def no_names() -> dict[str, Any]:
    """The same where nobody can be asked for."""
    return {"first": "1", "lines": "", "has_earlier": False, "has_further": False}


def name_buttons() -> Row:
    return Row(
        Button(T("questions-back"), id="names_back", on_click=_earlier, when="has_earlier"),
        Button(T("questions-more"), id="names_more", on_click=_further, when="has_further"),
    )


def _line(one: Person, admin: AdminContext) -> str:
    if one.chat_id is None:
        return admin.i18n.get("questions-erased")
    return numbered_name(one.first_name, one.username, one.chat_id)


async def _earlier(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    _turn(manager, -PAGE)


async def _further(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    _turn(manager, PAGE)


def _turn(manager: DialogManager, by: int) -> None:
    manager.dialog_data[ABOVE] = max(0, int(manager.dialog_data.get(ABOVE, 0)) + by)
