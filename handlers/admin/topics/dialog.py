"""The topics: the list of them, one of them, its name, and the question before it goes."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.paged_list import choices
from handlers.admin.states import TopicWindows
from handlers.admin.topics import actions, getters
from handlers.admin.wording.text import T


def topics_dialog() -> Dialog:
    return Dialog(_list(), _one(), _name(), _remove())


def _list() -> Window:
    return Window(
        Multi(T("topics-title"), T("topics-full", when=~F["room"]), sep="\n\n"),
        Column(choices("topic", "items", actions.open_one, int)),
        Button(T("topics-new"), id="new", on_click=actions.ask_new, when="room"),
        Cancel(T("admin-back")),
        state=TopicWindows.list,
        getter=getters.list_window,
    )


def _one() -> Window:
    return Window(
        T("topics-one", name="name", unwanted="unwanted", when="there"),
        T("topics-gone", when=~F["there"]),
        Button(
            T("choosing-people", people="unwanted"),
            id="who",
            on_click=actions.show_unwanting,
            when="unwanted",
        ),
        SwitchTo(T("topics-rename"), id="rename", state=TopicWindows.name, when="there"),
        Button(
            Case(
                {True: T("topics-uncapped-on"), False: T("topics-uncapped-off")},
                selector="uncapped",
            ),
            id="uncapped",
            on_click=actions.turn_cap,
            when="has_cap",
        ),
        Button(T("topics-raise"), id="raise", on_click=actions.raise_one, when="below"),
        SwitchTo(T("topics-remove"), id="remove", state=TopicWindows.remove, when="there"),
        SwitchTo(T("admin-back"), id="back", state=TopicWindows.list),
        state=TopicWindows.one,
        getter=getters.one_window,
    )


def _name() -> Window:
    return Window(
        Multi(
            Format("{refused}", when="refused"),
            T("topics-name-new", when="new"),
            T("topics-name-other", when=~F["new"]),
            sep="\n\n",
        ),
        MessageInput(actions.take_name),
        SwitchTo(T("admin-back"), id="back", state=TopicWindows.list),
        state=TopicWindows.name,
        getter=getters.name_window,
    )


def _remove() -> Window:
    return Window(
        Multi(
            T("naming-being-set-up", when="waits"),
            T("topics-remove-ask", name="name"),
            sep="\n\n",
        ),
        Button(T("topics-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("topics-remove-no"), id="no", state=TopicWindows.one),
        state=TopicWindows.remove,
        getter=getters.one_window,
    )
