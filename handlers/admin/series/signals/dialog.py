"""The windows in which it is chosen what begins a series, and what ends it."""

from collections.abc import Sequence

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import choices, scrolled
from handlers.admin.series.signals import actions, getters
from handlers.admin.states import SeriesWindows
from handlers.admin.wording.text import T

SAID = Format("{said}", when="said")


def signal_windows() -> Sequence[Window]:
    return _signals(), _values()


def _signals() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-begins-how", name="name", when="begins"),
            T("series-ends-how", name="name", when=~F["begins"]),
            Format("{lines}", when="lines"),
            sep="\n\n",
        ),
        Group(choices("kind", "kinds", actions.open_kind), width=2),
        SwitchTo(T("admin-back"), id="card", state=SeriesWindows.card),
        state=SeriesWindows.signals,
        getter=getters.signals_window,
    )


def _values() -> Window:
    return Window(
        Multi(SAID, Format("{how}"), sep="\n\n"),
        MessageInput(actions.take_days),
        scrolled(choices("value", "items", actions.tap), actions.VALUES_ID),
        Button(T("admin-back"), id="back", on_click=actions.back),
        state=SeriesWindows.values,
        getter=getters.values_window,
    )
