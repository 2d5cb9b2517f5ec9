"""The windows of a series' messages: the list of them, one, and what is changed of it."""

from collections.abc import Sequence

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import choices, page_buttons, rows
from handlers.admin.series.step import actions, getters
from handlers.admin.series.writing.actions import begin
from handlers.admin.states import SeriesWindows
from handlers.admin.wording.text import T

SAID = Format("{said}", when="said")


def step_windows() -> Sequence[Window]:
    return _steps(), _step(), _replace(), _buttons(), _wait(), _remove()


def _to_step() -> SwitchTo:
    return SwitchTo(T("admin-back"), id="step", state=SeriesWindows.step)


def _steps() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-steps-title", name="name"),
            Format("{lines}", when="lines"),
            T("series-no-steps-yet", when=~F["total"]),
            sep="\n\n",
        ),
        rows(actions.open_step),
        page_buttons(T("questions-back"), T("questions-more")),
        Button(T("series-add-step"), id="add", on_click=begin, when="open"),
        SwitchTo(T("admin-back"), id="card", state=SeriesWindows.card),
        state=SeriesWindows.steps,
        getter=getters.steps_window,
    )


def _step() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-step", name="name", number="number", count="count"),
            Format("{title}"),
            Multi(
                T("series-step-first-wait", wait="wait", when="first"),
                T("series-step-wait", wait="wait", when=~F["first"]),
                Format("{figures}", when="figures"),
            ),
            Format("{paused}", when="paused"),
            sep="\n\n",
        ),
        Button(T("series-step-show"), id="show", on_click=actions.show),
        Row(
            SwitchTo(T("series-step-replace"), id="replace", state=SeriesWindows.replace),
            SwitchTo(T("series-step-buttons"), id="buttons", state=SeriesWindows.buttons),
            when="open",
        ),
        SwitchTo(T("series-step-to-wait"), id="wait", state=SeriesWindows.step_wait, when="open"),
        Row(
            Button(T("series-step-up"), id="up", on_click=actions.move_up, when="up"),
            Button(T("series-step-down"), id="down", on_click=actions.move_down, when="down"),
            when="open",
        ),
        Button(T("series-step-resume"), id="resume", on_click=actions.resume, when="paused"),
        SwitchTo(
            T("series-step-remove"), id="remove", state=SeriesWindows.remove_step, when="open"
        ),
        SwitchTo(T("admin-back"), id="steps", state=SeriesWindows.steps),
        state=SeriesWindows.step,
        getter=getters.step_window,
    )


def _replace() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-replace-how", number="number"),
            T("series-replace-sent", when="started"),
            sep="\n\n",
        ),
        MessageInput(actions.replace),
        _to_step(),
        state=SeriesWindows.replace,
        getter=getters.said_window,
    )


def _buttons() -> Window:
    return Window(
        Multi(
            SAID,
            T("buttons-mistakes", when="wrong", lines="mistakes"),
            T("buttons-how", when="plain"),
            T("buttons-present", when="present", lines="present"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_buttons),
        Button(
            T("buttons-remove"), id="no_buttons", on_click=actions.remove_buttons, when="removable"
        ),
        _to_step(),
        state=SeriesWindows.buttons,
        getter=getters.buttons_window,
    )


def _wait() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-step-wait-first", when="first"),
            T("series-step-wait-how", number="number", when=~F["first"]),
            sep="\n\n",
        ),
        MessageInput(actions.take_wait),
        Group(choices("wait", "waits", actions.choose_wait), width=2),
        _to_step(),
        state=SeriesWindows.step_wait,
        getter=getters.wait_window,
    )


def _remove() -> Window:
    return Window(
        T("series-remove-sure", number="number", when=~F["started"]),
        T("series-remove-sure-running", number="number", when="started"),
        Button(T("topics-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("topics-remove-no"), id="step", state=SeriesWindows.step),
        state=SeriesWindows.remove_step,
        getter=getters.said_window,
    )
