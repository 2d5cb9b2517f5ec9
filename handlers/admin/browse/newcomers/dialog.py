"""The question whether a broadcast goes to those who came since, with their number."""

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from handlers.admin.browse.newcomers import actions, getters
from handlers.admin.states import Browse
from handlers.admin.wording.text import T


def newcomers_window() -> Window:
    return Window(
        T("since-counting", when="counting"),
        T("since-sure", when="count", count="count"),
        T("since-nobody", when="nobody"),
        T("since-pruned", when="pruned"),
        T("since-gone", when="gone"),
        T("since-taken-back", when="taken_back"),
        Button(
            T("choosing-people", people="count"),
            id="who",
            on_click=actions.show_newcomers,
            when="count",
        ),
        Button(T("since-yes", count="number"), id="yes", on_click=actions.send, when="count"),
        Button(T("menu-refresh"), id="refresh", when="counting"),
        SwitchTo(T("again-no"), id="no", state=Browse.card, when="count"),
        SwitchTo(T("admin-back"), id="back", state=Browse.card, when=~F["count"]),
        state=Browse.newcomers,
        getter=getters.newcomers_window,
    )
