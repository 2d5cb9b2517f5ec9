"""Those who left within a day of a launch, page by page."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.admin.browse.leavers import actions, getters
from handlers.admin.states import Browse
from handlers.admin.wording.text import T


def leavers_window() -> Window:
    return Window(
        T("leavers-title"),
        Format("\n{lines}"),
        Row(
            Button(T("questions-back"), id="l_back", on_click=actions.earlier, when="has_earlier"),
            Button(T("questions-more"), id="l_more", on_click=actions.further, when="has_further"),
        ),
        SwitchTo(T("admin-back"), id="report", state=Browse.report),
        state=Browse.leavers,
        getter=getters.leavers_window,
    )
