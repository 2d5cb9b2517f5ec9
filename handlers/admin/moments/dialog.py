"""The windows in which a moment is chosen."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo, TimeSelect
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.moments import actions, getters
from handlers.admin.moments.calendar import MomentCalendar
from handlers.admin.paged_list import choices
from handlers.admin.states import MomentWindows
from handlers.admin.wording.text import T


def moments_dialog() -> Dialog:
    return Dialog(
        _quick(),
        _other(),
        _day(),
        _time(),
        _sure(),
        on_start=actions.on_start,
        on_process_result=actions.after_rule,
    )


def _quick() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("moments-for", purpose="purpose", zone="zone"),
            sep="\n\n",
        ),
        MessageInput(actions.take_typed),
        Row(
            Button(T("moments-hour"), id="hour", on_click=actions.pick_hour),
            Button(
                T("moments-evening"), id="evening", on_click=actions.pick_evening, when="evening"
            ),
        ),
        Row(
            Button(T("moments-morning"), id="morning", on_click=actions.pick_morning),
            SwitchTo(T("moments-other"), id="other", state=MomentWindows.other),
        ),
        Button(T("moments-repeat"), id="repeat", on_click=actions.repeat, when="repeatable"),
        Button(
            T("moments-clear", purpose="purpose"),
            id="clear",
            on_click=actions.clear,
            when="clearable",
        ),
        Button(T("admin-back"), id="back", on_click=actions.close),
        state=MomentWindows.quick,
        getter=getters.quick_window,
    )


def _other() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("moments-other-how", zone="zone"),
            sep="\n\n",
        ),
        MessageInput(actions.take_typed),
        SwitchTo(T("moments-calendar"), id="calendar", state=MomentWindows.day),
        SwitchTo(T("admin-back"), id="back", state=MomentWindows.quick),
        state=MomentWindows.other,
        getter=getters.other_window,
    )


def _day() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("moments-day-how", zone="zone"),
            sep="\n\n",
        ),
        MessageInput(actions.take_typed),
        MomentCalendar(id="calendar", on_click=actions.pick_day),
        SwitchTo(T("admin-back"), id="back", state=MomentWindows.other),
        state=MomentWindows.day,
        getter=getters.other_window,
    )


def _time() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("moments-time-how", day="day", zone="zone"),
            sep="\n\n",
        ),
        MessageInput(actions.take_typed),
        TimeSelect(
            id=actions.TIME_ID,
            hour_header=T("moments-time-hour"),
            minute_header=T("moments-time-minute"),
            on_value_changed=actions.pick_time,
        ),
        SwitchTo(T("admin-back"), id="back", state=MomentWindows.day),
        state=MomentWindows.time,
        getter=getters.time_window,
    )


def _sure() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("moments-sure", why="why", zone="zone"),
            Format("{when}"),
            sep="\n\n",
        ),
        MessageInput(actions.take_typed),
        Column(choices("moment", "moments", actions.choose, int)),
        SwitchTo(T("moments-another"), id="another", state=MomentWindows.other),
        state=MomentWindows.sure,
        getter=getters.sure_window,
    )
