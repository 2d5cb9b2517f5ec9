"""The windows in which a rule is chosen."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.paged_list import choices
from handlers.admin.repeating.rules import actions, getters
from handlers.admin.states import RuleWindows
from handlers.admin.wording.text import T


def rules_dialog() -> Dialog:
    return Dialog(
        _how(),
        _days(),
        _month_day(),
        _nth(),
        _custom(),
        _clock(),
        _sure(),
        on_start=actions.on_start,
    )


def _how() -> Window:
    return Window(
        T("repeats-how"),
        Row(
            Button(T("repeats-how-daily"), id="daily", on_click=actions.pick_daily),
            Button(T("repeats-how-workdays"), id="workdays", on_click=actions.pick_workdays),
        ),
        Row(
            SwitchTo(T("repeats-how-weekly"), id="weekly", state=RuleWindows.days),
            SwitchTo(T("repeats-how-monthly"), id="monthly", state=RuleWindows.month_day),
        ),
        Row(
            SwitchTo(T("repeats-how-nth"), id="nth", state=RuleWindows.nth),
            SwitchTo(T("repeats-how-custom"), id="custom", state=RuleWindows.custom),
        ),
        Button(T("admin-back"), id="back", on_click=actions.close),
        state=RuleWindows.how,
    )


def _days() -> Window:
    return Window(
        T("repeats-days"),
        Group(choices("day", "days", actions.turn_day, int), width=4),
        Button(T("repeats-next-step"), id="next", on_click=actions.pick_days, when="some"),
        _back(RuleWindows.how),
        state=RuleWindows.days,
        getter=getters.days_window,
    )


def _month_day() -> Window:
    return Window(
        T("repeats-month-day"),
        Group(choices("day", "days", actions.pick_month_day, int), width=7),
        _back(RuleWindows.how),
        state=RuleWindows.month_day,
        getter=getters.month_day_window,
    )


def _nth() -> Window:
    return Window(
        T("repeats-nth-day"),
        Group(choices("nth", "nths", actions.turn_nth, int), width=3),
        Group(choices("day", "days", actions.turn_nth_day, int), width=4),
        Button(T("repeats-next-step"), id="next", on_click=actions.pick_nth),
        _back(RuleWindows.how),
        state=RuleWindows.nth,
        getter=getters.nth_window,
    )


def _custom() -> Window:
    return Window(
        Multi(Format("{wrong}", when="wrong"), T("repeats-custom"), sep="\n\n"),
        MessageInput(actions.take_rule),
        _back(RuleWindows.how),
        state=RuleWindows.custom,
        getter=getters.custom_window,
    )


def _clock() -> Window:
    return Window(
        Multi(
            Format("{wrong}", when="wrong"),
            T("repeats-clock", zone="zone"),
            sep="\n\n",
        ),
        MessageInput(actions.take_clock),
        Group(choices("clock", "clocks", actions.pick_clock), width=3),
        Button(T("admin-back"), id="back", on_click=actions.back),
        state=RuleWindows.clock,
        getter=getters.clock_window,
    )


def _sure() -> Window:
    return Window(
        Multi(
            T("repeats-sure", title="title", rule="rule", zone="zone"),
            T("repeats-next", dates="dates"),
            T("repeats-whom-now", count="recipients", when="draft"),
            Format("{remarks}", when="remarks"),
            Format("{ahead}", when="draft"),
            sep="\n\n",
        ),
        Button(
            Case({True: T("repeats-yes"), False: T("repeats-yes-rule")}, selector="draft"),
            id="yes",
            on_click=actions.confirm,
        ),
        Button(T("admin-back"), id="back", on_click=actions.back),
        state=RuleWindows.sure,
        getter=getters.sure_window,
    )


def _back(state: object) -> SwitchTo:
    return SwitchTo(T("admin-back"), id="back", state=state)  # type: ignore[arg-type]
