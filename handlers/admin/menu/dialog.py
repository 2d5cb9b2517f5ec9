"""The window that /admin opens."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Row
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.menu import actions, getters
from handlers.admin.states import Menu
from handlers.admin.text import T


def menu_dialog() -> Dialog:
    return Dialog(
        Window(
            Multi(
                T("menu-title", subscribers="subscribers"),
                T("menu-idle", when="idle"),
                Format("{running}", when="running"),
                T("menu-draft-waits", when="draft"),
                sep="\n\n",
            ),
            Button(
                T("menu-continue"), id="continue", on_click=actions.continue_draft, when="draft"
            ),
            Button(T("menu-new"), id="new", on_click=actions.new_broadcast),
            Row(
                Button(T("menu-broadcasts"), id="browse", on_click=actions.open_list),
                Button(T("menu-audience"), id="audience", on_click=actions.open_audience),
            ),
            Button(T("menu-refresh"), id="refresh"),
            state=Menu.main,
            getter=getters.main_window,
        )
    )
