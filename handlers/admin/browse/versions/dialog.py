"""The versions of a broadcast side by side, and the choice of one for those who wait."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.admin.browse.versions import actions, getters
from handlers.admin.control.versions import IN_ROW
from handlers.admin.paged_list import choices
from handlers.admin.states import Browse
from handlers.admin.wording.text import T


def versions_windows() -> tuple[Window, Window]:
    return _versions(), _sure()


def _versions() -> Window:
    return Window(
        Format("{lines}"),
        Group(
            choices("choice", "choices", actions.choose, int),
            width=IN_ROW,
        ),
        Button(T("people-who"), id="who", on_click=actions.show_tried, when="anybody"),
        Button(Format("{longer}"), id="longer", on_click=actions.wait, when="can_decide"),
        Button(T("versions-drop"), id="drop", on_click=actions.choose_none, when="can_decide"),
        Button(T("menu-refresh"), id="refresh", when="can_decide"),
        SwitchTo(T("admin-back"), id="card", state=Browse.card),
        state=Browse.versions,
        getter=getters.versions_window,
    )


def _sure() -> Window:
    return Window(
        Format("{question}"),
        Button(Format("{yes}"), id="yes", on_click=actions.send_for_sure, when="yes"),
        SwitchTo(T("again-no"), id="no", state=Browse.versions),
        state=Browse.version_sure,
        getter=getters.sure_window,
    )
