"""The report of a broadcast: more than its card has room for."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.admin.browse.leavers.actions import open_leavers
from handlers.admin.browse.report import actions, getters
from handlers.admin.reporting.pictures import Picture
from handlers.admin.states import Browse
from handlers.admin.wording.text import T


def report_window() -> Window:
    return Window(
        Format("{note}\n", when="note"),
        Format("{report}"),
        Button(
            T("report-leavers-who", count="left"), id="left", on_click=open_leavers, when="left"
        ),
        Button(T("people-who"), id="parts", on_click=actions.show_parts, when="parts"),
        Button(T("report-deliveries"), id=Picture.DELIVERIES, on_click=actions.picture),
        Row(
            Button(T("report-growth"), id=Picture.GROWTH, on_click=actions.picture),
            Button(T("report-sources"), id=Picture.SOURCES, on_click=actions.picture),
        ),
        Button(T("report-file"), id="file", on_click=actions.file_of_all),
        SwitchTo(T("admin-back"), id="card", state=Browse.card),
        state=Browse.report,
        getter=getters.report_window,
    )
