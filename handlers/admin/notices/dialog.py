"""The window in which an admin chooses what to be told."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Cancel, Column
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.notices import actions, getters
from handlers.admin.paged_list import choices
from handlers.admin.states import NoticeWindows
from handlers.admin.wording.text import T


def notices_dialog() -> Dialog:
    return Dialog(
        Window(
            Format("{note}\n", when="note"),
            Multi(
                T("notices-title"),
                T("notices-paused-how"),
                T("notices-weekly-how", zone="zone"),
                sep="\n\n",
            ),
            Column(choices("kind", "kinds", actions.turn)),
            Button(T("notices-week-now"), id="week", on_click=actions.show_week),
            Cancel(T("admin-back")),
            state=NoticeWindows.list,
            getter=getters.list_window,
        )
    )
