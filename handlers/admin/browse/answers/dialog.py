"""The answers to a broadcast, and behind each number who chose it."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.admin.browse.answers import actions, getters
from handlers.admin.paged_list import choices
from handlers.admin.paged_names import name_buttons
from handlers.admin.states import Browse
from handlers.admin.wording.text import T


def answers_windows() -> tuple[Window, Window]:
    return _answers(), _answered()


def _answers() -> Window:
    return Window(
        Format("{answers}"),
        Column(choices("answer", "buttons", actions.open_answer, int)),
        Button(T("people-who"), id="who", on_click=actions.show_all, when="anybody"),
        Button(T("menu-refresh"), id="refresh"),
        SwitchTo(T("admin-back"), id="card", state=Browse.card),
        state=Browse.answers,
        getter=getters.answers_window,
    )


def _answered() -> Window:
    return Window(
        Format("{title}\n"),
        Format("{lines}"),
        name_buttons(),
        Button(T("answers-write"), id="write", on_click=actions.write_to_these, when="known"),
        SwitchTo(T("admin-back"), id="answers", state=Browse.answers),
        state=Browse.answered,
        getter=getters.answered_window,
    )
