"""The list of a broadcast's recipients with one outcome, page by page."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.admin.browse.recipients import actions, getters
from handlers.admin.browse.report.actions import file_of_outcome
from handlers.admin.states import Browse
from handlers.admin.wording.text import T


def recipients_window() -> Window:
    return Window(
        Format("{note}\n", when="note"),
        Format("{figures}"),
        Format("\n{meaning}", when="meaning"),
        Format("\n{thinned}", when="thinned"),
        Format("\n{lines}"),
        Row(
            Button(T("questions-back"), id="q_back", on_click=actions.earlier, when="has_earlier"),
            Button(T("questions-more"), id="q_more", on_click=actions.further, when="has_further"),
        ),
        Button(T("recipients-file"), id="file", on_click=file_of_outcome),
        SwitchTo(T("admin-back"), id="card", state=Browse.card),
        state=Browse.questions,
        getter=getters.recipients_window,
    )
