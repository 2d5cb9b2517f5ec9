"""The tags: the list, one of them, its name, whom it is put on, and what is asked before."""

from typing import Any

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.api.internal import TextWidget
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Row, ScrollingGroup, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.audience.tags import actions, getters
from handlers.admin.paged_list import choices, scrolled
from handlers.admin.states import TagWindows
from handlers.admin.wording.text import T


def tags_dialog() -> Dialog:
    return Dialog(_list(), _one(), _name(), _whom(), _sure(), _remove())


def _list() -> Window:
    return Window(
        T("tags-title"),
        _paged("tag", "items", actions.open_one),
        Button(T("tags-new"), id="new", on_click=actions.ask_new),
        Cancel(T("admin-back")),
        state=TagWindows.list,
        getter=getters.list_window,
    )


def _one() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("tags-one", name="name", people="people", when="there"),
            T("tags-gone", when=~F["there"]),
            sep="\n\n",
        ),
        Button(
            T("choosing-people", people="people"),
            id="people",
            on_click=actions.open_people,
            when="people",
        ),
        Row(
            Button(T("tags-put"), id="put", on_click=actions.ask_whom),
            Button(T("tags-take"), id="take", on_click=actions.ask_whom, when="people"),
            when="there",
        ),
        Row(
            SwitchTo(T("topics-rename"), id="rename", state=TagWindows.name),
            SwitchTo(T("topics-remove"), id="remove", state=TagWindows.remove),
            when="there",
        ),
        SwitchTo(T("admin-back"), id="back", state=TagWindows.list),
        state=TagWindows.one,
        getter=getters.one_window,
    )


def _name() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("tags-name-new", when="new"),
            T("tags-name-other", when=~F["new"]),
            sep="\n\n",
        ),
        MessageInput(actions.take_name),
        SwitchTo(T("admin-back"), id="back", state=TagWindows.list),
        state=TagWindows.name,
        getter=getters.name_window,
    )


def _whom() -> Window:
    asked: dict[Any, TextWidget] = {
        True: T("tags-take-how", name="name"),
        False: T("tags-put-how", name="name"),
    }
    return Window(
        Multi(Format("{said}", when="said"), Case(asked, selector="taking"), sep="\n\n"),
        MessageInput(actions.take_people),
        _paged("segment", "segments", actions.choose_segment),
        SwitchTo(T("admin-back"), id="back", state=TagWindows.one),
        state=TagWindows.whom,
        getter=getters.whom_window,
    )


def _sure() -> Window:
    asked: dict[Any, TextWidget] = {
        True: T("tags-take-ask", name="name", people="people"),
        False: T("tags-put-ask", name="name", people="people"),
    }
    return Window(
        T("choosing-title-counting", when="counting"),
        Case(asked, selector="taking", when=~F["counting"]),
        Button(
            T("choosing-people", people="people"),
            id="people",
            on_click=actions.show_chosen,
            when="ready",
        ),
        Button(T("tags-yes"), id="yes", on_click=actions.tag_segment, when="ready"),
        Button(T("menu-refresh"), id="refresh", when="counting"),
        SwitchTo(T("topics-remove-no"), id="no", state=TagWindows.whom),
        state=TagWindows.sure,
        getter=getters.sure_window,
    )


def _remove() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("tags-remove-ask", name="name", people="people"),
            sep="\n\n",
        ),
        Button(
            T("choosing-people", people="people"),
            id="people",
            on_click=actions.open_people,
            when="people",
        ),
        Button(T("topics-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("topics-remove-no"), id="no", state=TagWindows.one),
        state=TagWindows.remove,
        getter=getters.one_window,
    )


def _paged(name: str, items: str, on_click: Any) -> ScrollingGroup:
    return scrolled(choices(name, items, on_click, int), f"{name}_pages")
