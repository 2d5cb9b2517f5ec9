"""The people behind a number, page by page; where a window has several numbers, first which."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Cancel, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import choices, scrolled
from handlers.admin.paged_names import name_buttons
from handlers.admin.people import actions, getters
from handlers.admin.states import PeopleWindows
from handlers.admin.wording.text import T


def people_dialog() -> Dialog:
    return Dialog(_groups(), _list())


def _groups() -> Window:
    return Window(
        T("people-which"),
        scrolled(choices("group", "groups", actions.open_group, int), "groups"),
        Cancel(T("admin-back")),
        state=PeopleWindows.groups,
        getter=getters.groups_window,
    )


def _list() -> Window:
    return Window(
        Multi(
            Format("{label}", when="label"),
            T("people-title", first="first", when="matching"),
            T("people-nobody", when="nobody"),
            T("people-pruned", when="pruned"),
            Format("{cannot}", when="cannot"),
            Format("{lines}", when="lines"),
            sep="\n\n",
        ),
        name_buttons(),
        SwitchTo(T("admin-back"), id="groups", state=PeopleWindows.groups, when="several"),
        Cancel(T("admin-back"), when=~F["several"]),
        state=PeopleWindows.list,
        getter=getters.list_window,
    )
