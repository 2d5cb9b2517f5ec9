"""The windows that wait for a new series' name and for its messages."""

from collections.abc import Sequence

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import choices
from handlers.admin.series.browse.getters import name_window
from handlers.admin.series.writing import actions, getters
from handlers.admin.states import SeriesWindows
from handlers.admin.wording.text import T

SAID = Format("{said}", when="said")


def writing_windows() -> Sequence[Window]:
    return _name(), _writing(), _wait(), _also()


def _name() -> Window:
    return Window(
        Multi(SAID, T("series-name-new", most="most"), sep="\n\n"),
        MessageInput(actions.create),
        SwitchTo(T("admin-back"), id="back", state=SeriesWindows.list),
        state=SeriesWindows.name,
        getter=name_window,
    )


def _writing() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-writing", name="name"),
            Format("{so_far}", when="so_far"),
            T("series-first-message", wait="wait", when="first"),
            T("series-next-message", number="number", wait="wait", when=~F["first"]),
            sep="\n\n",
        ),
        MessageInput(actions.take_message),
        Group(choices("wait", "waits", actions.choose_wait), width=2),
        SwitchTo(T("series-other-wait"), id="other", state=SeriesWindows.wait),
        SwitchTo(T("choosing-done"), id="done", state=SeriesWindows.card),
        state=SeriesWindows.writing,
        getter=getters.writing_window,
    )


def _wait() -> Window:
    return Window(
        Multi(SAID, T("series-wait-how"), sep="\n\n"),
        MessageInput(actions.take_wait),
        SwitchTo(T("admin-back"), id="back", state=SeriesWindows.writing),
        state=SeriesWindows.wait,
        getter=getters.wait_window,
    )


def _also() -> Window:
    return Window(
        T("series-also", number="number", wait="wait", count="count"),
        Button(T("series-also-yes", count="count"), id="also", on_click=actions.also_finished),
        Button(T("series-also-no"), id="not", on_click=actions.not_finished),
        Button(T("admin-back"), id="back", on_click=actions.drop_held),
        state=SeriesWindows.also,
        getter=getters.also_window,
    )
