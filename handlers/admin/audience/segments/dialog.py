"""The segments: the list, one of them, its other name, and the question before it goes."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.audience.segments import actions, getters
from handlers.admin.paged_list import choices, scrolled
from handlers.admin.states import SegmentWindows
from handlers.admin.wording.text import T


def segments_dialog() -> Dialog:
    return Dialog(_list(), _one(), _name(), _remove())


def _list() -> Window:
    return Window(
        T("segments-title", when="items"),
        T("choosing-segments-none", when=~F["items"]),
        scrolled(choices("segment", "items", actions.open_one, int), "segments"),
        Cancel(T("admin-back")),
        state=SegmentWindows.list,
        getter=getters.list_window,
    )


def _one() -> Window:
    return Window(
        Multi(
            T("segments-one", name="name"),
            Format("{lines}"),
            Format("{trouble}", when="trouble"),
            T("segments-counting", when="counting"),
            sep="\n\n",
        ),
        Button(
            T("choosing-people", people="people"),
            id="people",
            on_click=actions.open_people,
            when="people",
        ),
        Button(T("segments-change"), id="change", on_click=actions.change),
        SwitchTo(T("topics-rename"), id="rename", state=SegmentWindows.name),
        SwitchTo(T("topics-remove"), id="remove", state=SegmentWindows.remove),
        SwitchTo(T("admin-back"), id="back", state=SegmentWindows.list),
        state=SegmentWindows.one,
        getter=getters.one_window,
    )


def _name() -> Window:
    return Window(
        Multi(Format("{refused}", when="refused"), T("segments-name-how"), sep="\n\n"),
        MessageInput(actions.take_name),
        SwitchTo(T("admin-back"), id="back", state=SegmentWindows.one),
        state=SegmentWindows.name,
        getter=getters.name_window,
    )


def _remove() -> Window:
    return Window(
        T("segments-remove-ask", name="name"),
        Button(T("topics-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("topics-remove-no"), id="no", state=SegmentWindows.one),
        state=SegmentWindows.remove,
        getter=getters.one_window,
    )
