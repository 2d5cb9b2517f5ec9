"""The custom fields: the list, one of them, its other name, and the question before it goes."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.fields import actions, getters
from handlers.admin.paged_list import choices, scrolled
from handlers.admin.states import FieldWindows
from handlers.admin.wording.text import T


def fields_dialog() -> Dialog:
    return Dialog(_list(), _one(), _name(), _remove())


def _list() -> Window:
    return Window(
        T("custom-fields-title", when="items"),
        T("custom-fields-none", when=~F["items"]),
        scrolled(choices("field", "items", actions.open_one, int), "fields"),
        Cancel(T("admin-back")),
        state=FieldWindows.list,
        getter=getters.list_window,
    )


def _one() -> Window:
    return Window(
        Multi(
            T("custom-fields-one", name="name", people="people", when="there"),
            T("custom-fields-example", example="example", when="example"),
            *_users(),
            T("custom-fields-gone", when=~F["there"]),
            sep="\n\n",
        ),
        Button(
            T("choosing-people", people="people"),
            id="people",
            on_click=actions.open_people,
            when="people",
        ),
        SwitchTo(T("topics-rename"), id="rename", state=FieldWindows.name, when="there"),
        SwitchTo(T("topics-remove"), id="remove", state=FieldWindows.remove, when="there"),
        SwitchTo(T("admin-back"), id="back", state=FieldWindows.list),
        state=FieldWindows.one,
        getter=getters.one_window,
    )


def _name() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("custom-fields-rename-how", name="name"),
            T("custom-fields-old-name", when="used"),
            *_users(),
            sep="\n\n",
        ),
        MessageInput(actions.take_name),
        SwitchTo(T("admin-back"), id="back", state=FieldWindows.one),
        state=FieldWindows.name,
        getter=getters.one_window,
    )


def _remove() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("custom-fields-remove-ask", name="name", known="known"),
            T("custom-fields-without", when="used"),
            *_users(),
            sep="\n\n",
        ),
        Button(T("topics-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("topics-remove-no"), id="no", state=FieldWindows.one),
        state=FieldWindows.remove,
        getter=getters.one_window,
    )


def _users() -> tuple[T, ...]:
    """What names it; a line for each kind that there is."""
    return (
        T("custom-fields-segments", names="segments", when="segments"),
        T("custom-fields-drafts", names="drafts", when="drafts"),
        T("custom-fields-templates", names="templates", when="templates"),
    )
