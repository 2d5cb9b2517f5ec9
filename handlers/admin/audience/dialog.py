"""The window that counts the subscribers."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Cancel, Row, Start
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.audience import actions, getters
from handlers.admin.reporting.pictures import Picture
from handlers.admin.states import Audience, SegmentWindows, TagWindows
from handlers.admin.wording.text import T


def audience_dialog() -> Dialog:
    return Dialog(
        Window(
            Format("{note}\n", when="note"),
            Multi(
                T("audience-title"),
                Format("{states}"),
                T("audience-languages", when="languages"),
                Format("{languages}", when="languages"),
                Format("{cleaning}", when="cleaning"),
                sep="\n\n",
            ),
            Row(
                Button(T("report-growth"), id=Picture.GROWTH, on_click=actions.picture),
                Button(T("report-sources"), id=Picture.SOURCES, on_click=actions.picture),
            ),
            Button(T("report-retention"), id=Picture.RETENTION, on_click=actions.picture),
            Button(T("people-who"), id="people", on_click=actions.open_people, when="anybody"),
            Row(
                Start(T("audience-segments"), id="segments", state=SegmentWindows.list),
                Start(T("audience-tags"), id="tags", state=TagWindows.list),
            ),
            Cancel(T("admin-back")),
            state=Audience.counts,
            getter=getters.counts_window,
        )
    )
