"""Lists to tap in: a button for each item, and where there are many of them page by page."""

import operator
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Row, ScrollingGroup, Select
from aiogram_dialog.widgets.text import Format

from handlers.admin.wording.text import T

PAGE = 6  # rows; more would push the buttons off a phone's screen
SCROLLED = 8  # items of a list that is read whole, and whose buttons say all
OFFSET = "offset"  # in the dialog's data: rows above the page

Item = TypeVar("Item", covariant=True)


class ReadPage(Protocol[Item]):
    """Gives the rows of a page, and how many there are in all."""

    async def __call__(self, *, offset: int, limit: int) -> tuple[Sequence[Item], int]: ...


async def read_page(
    manager: DialogManager, read: ReadPage[Item]
) -> tuple[Sequence[Item], dict[str, Any]]:
    """The rows of the page that is open, and what its window says and offers besides.

    Where there are fewer than there were it is the first page again.
    """
    offset = int(manager.dialog_data.get(OFFSET, 0))
    found, total = await read(offset=offset, limit=PAGE)
    if not found and offset:
        offset = manager.dialog_data[OFFSET] = 0
        found, total = await read(offset=0, limit=PAGE)
    return found, {
        "total": total,
        "page": str(offset // PAGE + 1),
        "pages": str(max(1, -(-total // PAGE))),
        "paged": "yes" if total > PAGE else "no",
        "has_newer": offset > 0,
        "has_older": offset + PAGE < total,
    }


def choices(
    name: str, items: str, on_click: Any, kind: Callable[[str], Any] = str, *, when: Any = None
) -> Select[Any]:
    """A button for each of the window's `items`: pairs of a key and words. A tap gives the key."""
    return Select(
        Format("{item[1]}"),
        id=name,
        item_id_getter=operator.itemgetter(0),
        items=items,
        type_factory=kind,
        on_click=on_click,
        when=when,
    )


def scrolled(buttons: Select[Any], name: str) -> ScrollingGroup:
    """One below the other, a page of them at a time."""
    return ScrollingGroup(buttons, id=name, width=1, height=SCROLLED, hide_on_single_page=True)


def rows(on_click: Any) -> Column:
    """A button for each item of the page that was read."""
    return Column(choices("one", "items", on_click, int))


def page_buttons(newer: T, older: T) -> Row:
    return Row(
        Button(newer, id="newer", on_click=_newer, when="has_newer"),
        Button(older, id="older", on_click=_older, when="has_older"),
    )


async def _newer(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    _turn(manager, -PAGE)


async def _older(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    _turn(manager, PAGE)


def _turn(manager: DialogManager, by: int) -> None:
    manager.dialog_data[OFFSET] = max(0, int(manager.dialog_data.get(OFFSET, 0)) + by)
