"""The list of places, what is done for whoever asks to join one, and the greeting's window."""

from aiogram import F
from aiogram.enums import ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Case, Multi

from handlers.admin.join_places import actions, getters
from handlers.admin.paged_list import page_buttons, rows
from handlers.admin.states import PlaceWindows
from handlers.admin.wording.text import T


def join_places_dialog() -> Dialog:
    return Dialog(_list(), _card(), _greeting())


def _list() -> Window:
    return Window(
        T("places-title", when="items"),
        T("places-empty", when=~F["items"]),
        rows(actions.open_card),
        page_buttons(T("places-newer"), T("places-older")),
        Cancel(T("admin-back")),
        state=PlaceWindows.list,
        getter=getters.list_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            T("places-card", title="title"),
            T("places-greeting", when="greets", greeting="greeting"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        Button(
            Case({True: T("places-greets-on"), False: T("places-greets-off")}, selector="greets"),
            id="greets",
            on_click=actions.switch_greets,
        ),
        Button(
            Case(
                {True: T("places-approves-on"), False: T("places-approves-off")},
                selector="approves",
            ),
            id="approves",
            on_click=actions.switch_approves,
        ),
        SwitchTo(
            T("places-change-greeting"), id="greeting", state=PlaceWindows.greeting, when="greets"
        ),
        SwitchTo(T("admin-back"), id="list", state=PlaceWindows.list),
        state=PlaceWindows.card,
        getter=getters.card_window,
    )


def _greeting() -> Window:
    return Window(
        Multi(
            T("places-unusable", when="unusable", most="most"),
            T("places-how", most="most"),
            sep="\n\n",
        ),
        MessageInput(actions.take_greeting, content_types=ContentType.ANY),
        Button(T("places-usual"), id="usual", on_click=actions.usual_greeting, when="own"),
        SwitchTo(T("admin-back"), id="back", state=PlaceWindows.card),
        state=PlaceWindows.greeting,
        getter=getters.card_window,
    )
