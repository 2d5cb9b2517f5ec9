"""The names of an audience, page by page."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Cancel, Row
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.people import actions, getters
from handlers.admin.states import PeopleWindows
from handlers.admin.wording.text import T


def people_dialog() -> Dialog:
    return Dialog(
        Window(
            Multi(
                T("people-title", first="first", when="lines"),
                T("people-nobody", when=~F["lines"]),
                Format("{lines}", when="lines"),
                sep="\n\n",
            ),
            Row(
                Button(
                    T("questions-back"), id="earlier", on_click=actions.earlier, when="has_earlier"
                ),
                Button(
                    T("questions-more"), id="further", on_click=actions.further, when="has_further"
                ),
            ),
            Cancel(T("admin-back")),
            state=PeopleWindows.list,
            getter=getters.list_window,
        ),
        on_start=actions.on_start,
    )
