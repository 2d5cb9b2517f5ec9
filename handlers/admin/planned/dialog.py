"""The list of planned broadcasts, page by page, the card of one, and the questions before it is
launched at once, or dropped."""

from aiogram import F
from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Row, Start, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import page_buttons, rows
from handlers.admin.planned import actions, getters
from handlers.admin.planned.page import on_start
from handlers.admin.states import Menu, PlannedWindows
from handlers.admin.wording.text import T


def planned_dialog() -> Dialog:
    return Dialog(
        _list(),
        _card(),
        _start(),
        _drop(),
        on_start=on_start,
        on_process_result=actions.take_moment,
    )


def _list() -> Window:
    return Window(
        T("planned-title", when="total", page="page", pages="pages", paged="paged"),
        T("planned-empty", when=~F["total"]),
        rows(actions.open_card),
        page_buttons(T("questions-back"), T("questions-more")),
        Start(T("admin-back"), id="menu", state=Menu.main, mode=StartMode.RESET_STACK),
        state=PlannedWindows.list,
        getter=getters.list_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("planned-card", title="title", number="number", time="time", name="name"),
            T("planned-own", clock="clock", when="clock"),
            Format("{asked}", when="asked"),
            Format("{whom}"),
            T("compose-options-on", when="options", options="options"),
            sep="\n\n",
        ),
        Row(
            Button(T("compose-send-test"), id="test", on_click=actions.send_test),
            Button(T("planned-edit"), id="edit", on_click=actions.edit),
        ),
        Row(
            Button(T("planned-at"), id="move", on_click=actions.move),
            SwitchTo(T("planned-now"), id="start", state=PlannedWindows.start),
        ),
        Row(
            Button(T("people-who"), id="who", on_click=actions.show_whom),
            SwitchTo(T("planned-drop"), id="drop", state=PlannedWindows.drop),
        ),
        SwitchTo(T("admin-back"), id="list", state=PlannedWindows.list),
        state=PlannedWindows.card,
        getter=getters.card_window,
    )


def _start() -> Window:
    return Window(
        T("planned-now-sure", title="title", count="recipients", when="recipients"),
        T("planned-now-own", clock="clock", when="own"),
        Format("{cannot}", when="cannot"),
        T("planned-now-nobody", when="nobody"),
        Button(T("planned-now-yes"), id="yes", on_click=actions.start_now, when="recipients"),
        Button(T("people-who"), id="who", on_click=actions.show_whom, when="recipients"),
        SwitchTo(T("admin-back"), id="no", state=PlannedWindows.card),
        state=PlannedWindows.start,
        getter=getters.start_window,
    )


def _drop() -> Window:
    return Window(
        T("planned-drop-sure", title="title"),
        Button(T("planned-drop-yes"), id="yes", on_click=actions.drop),
        SwitchTo(T("planned-drop-no"), id="no", state=PlannedWindows.card),
        state=PlannedWindows.drop,
        getter=getters.card_window,
    )
