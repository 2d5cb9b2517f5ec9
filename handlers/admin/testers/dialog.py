"""The window of the test group: who is in it, and the link that brings another one."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Cancel, Column
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import choices
from handlers.admin.states import TesterWindows
from handlers.admin.testers import actions, getters
from handlers.admin.wording.text import T


def testers_dialog() -> Dialog:
    return Dialog(
        Window(
            Multi(
                T("testers-title"),
                T("testers-nobody", when=~F["members"]),
                Format("{members}", when="members"),
                T("testers-links", when="links", count="links"),
                sep="\n\n",
            ),
            Button(T("testers-invite"), id="invite", on_click=actions.invite),
            Button(T("testers-revoke"), id="revoke", on_click=actions.revoke_all, when="links"),
            Column(choices("member", "removable", actions.remove, int)),
            Button(T("menu-refresh"), id="refresh"),
            Cancel(T("admin-back")),
            state=TesterWindows.list,
            getter=getters.list_window,
        )
    )
