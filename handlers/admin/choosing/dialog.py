"""The windows in which an audience is chosen."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Column,
    Group,
    Row,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.choosing import actions, getters
from handlers.admin.paged_list import choices, scrolled
from handlers.admin.states import Choosing
from handlers.admin.wording.text import T

LIST = Case({True: T("choosing-to-must-not"), False: T("choosing-to-must")}, selector="excluding")


def choosing_dialog() -> Dialog:
    return Dialog(
        _main(),
        _kinds(),
        _values(),
        _topic(),
        _segments(),
        _name(),
        on_start=actions.on_start,
    )


def _main() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            Format("{title}"),
            Format("{lines}"),
            T("choosing-topic-line", name="topic", when="topics"),
            Format("{unwanted}", when="unwanted"),
            Format("{trouble}", when="trouble"),
            sep="\n\n",
        ),
        MessageInput(actions.ignore_typed),
        Row(
            Button(T("choosing-add-must"), id="must", on_click=actions.add_to),
            Button(T("choosing-add-must-not"), id="must_not", on_click=actions.add_to),
        ),
        Column(choices("remove", "removable", actions.remove)),
        Button(
            T("choosing-people", people="people"),
            id="people",
            on_click=actions.open_people,
            when="people",
        ),
        Button(
            T("people-unwanted", count="n_unwanted"),
            id="unwanted",
            on_click=actions.open_unwanted,
            when="n_unwanted",
        ),
        SwitchTo(T("choosing-topic"), id="topic", state=Choosing.topic, when="topics"),
        Row(
            SwitchTo(T("choosing-segments"), id="segments", state=Choosing.segments),
            SwitchTo(T("choosing-save"), id="save", state=Choosing.name, when="narrowed"),
            when="draft",
        ),
        Button(T("choosing-clear"), id="clear", on_click=actions.clear, when="narrowed"),
        Button(T("menu-refresh"), id="refresh", when="counting"),
        Button(T("admin-back"), id="back", on_click=actions.close),
        state=Choosing.main,
        getter=getters.main_window,
    )


def _kinds() -> Window:
    return Window(
        Multi(Format("{said}", when="said"), LIST, T("choosing-what"), sep="\n\n"),
        MessageInput(actions.ignore_typed),
        Group(choices("kind", "kinds", actions.open_kind), width=2),
        SwitchTo(T("admin-back"), id="back", state=Choosing.main),
        state=Choosing.kinds,
        getter=getters.kinds_window,
    )


def _values() -> Window:
    return Window(
        Multi(Format("{said}", when="said"), LIST, Format("{how}"), sep="\n\n"),
        MessageInput(actions.take_typed),
        scrolled(choices("value", "options", actions.tap), actions.VALUES_ID),
        Row(
            SwitchTo(T("choosing-done"), id="done", state=Choosing.main),
            SwitchTo(T("choosing-other"), id="other", state=Choosing.kinds),
        ),
        state=Choosing.values,
        getter=getters.values_window,
    )


def _topic() -> Window:
    return Window(
        Multi(Format("{said}", when="said"), T("choosing-topic-how"), sep="\n\n"),
        MessageInput(actions.ignore_typed),
        Column(choices("topic", "topics", actions.choose_topic, int)),
        SwitchTo(T("admin-back"), id="back", state=Choosing.main),
        state=Choosing.topic,
        getter=getters.topic_window,
    )


def _segments() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("choosing-segments-how", when="segments"),
            T("choosing-segments-none", when=~F["segments"]),
            sep="\n\n",
        ),
        MessageInput(actions.ignore_typed),
        scrolled(choices("segment", "segments", actions.use_segment, int), "segments"),
        SwitchTo(T("admin-back"), id="back", state=Choosing.main),
        state=Choosing.segments,
        getter=getters.segments_window,
    )


def _name() -> Window:
    return Window(
        Multi(Format("{said}", when="said"), T("choosing-name-how"), sep="\n\n"),
        MessageInput(actions.save_segment),
        SwitchTo(T("admin-back"), id="back", state=Choosing.main),
        state=Choosing.name,
        getter=getters.name_window,
    )
