"""Of whom else the window that opened this one counts, and whose names are shown."""

from collections.abc import Sequence

from aiogram_dialog import DialogManager

from handlers.admin.navigation import Group, people_to_show
from handlers.admin.paged_names import begin_names

CHOSEN = "chosen"  # in the dialog's data: which of the groups, from 0


def groups_of(manager: DialogManager) -> Sequence[Group]:
    return people_to_show(manager.start_data)


def choose(manager: DialogManager, number: int) -> None:
    manager.dialog_data[CHOSEN] = number
    begin_names(manager)


def chosen(manager: DialogManager) -> Group:
    return groups_of(manager)[int(manager.dialog_data.get(CHOSEN, 0))]
