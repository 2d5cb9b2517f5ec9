"""The list of keys, the card of one, and the windows in which a new one is made."""

from aiogram import F
from aiogram.enums import ContentType
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, Group, Row, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.outside.keys import actions, getters
from handlers.admin.paged_list import choices, page_buttons, rows
from handlers.admin.states import KeyWindows
from handlers.admin.wording.text import T

IN_ROW = 2  # longer words do not fit on a phone


def keys_dialog() -> Dialog:
    return Dialog(_list(), _name(), _make(), _card(), _revoke())


def _list() -> Window:
    return Window(
        Multi(
            T("keys-title", when="total", page="page", pages="pages", paged="paged"),
            T("keys-empty", when=~F["total"]),
            T("keys-where", when="at", at="at"),
            T("keys-nowhere", when=~F["at"]),
            sep="\n\n",
        ),
        rows(actions.open_card),
        page_buttons(T("browse-newer"), T("browse-older")),
        Button(T("keys-new"), id="new", on_click=actions.ask_new, when="room"),
        Cancel(T("admin-back")),
        state=KeyWindows.list,
        getter=getters.list_window,
    )


def _name() -> Window:
    return Window(
        Multi(Format("{refused}", when="refused"), T("keys-how", most="most"), sep="\n\n"),
        MessageInput(actions.take_name, content_types=ContentType.ANY),
        SwitchTo(T("admin-back"), id="back", state=KeyWindows.list),
        state=KeyWindows.name,
        getter=getters.name_window,
    )


def _make() -> Window:
    return Window(
        Multi(Format("{refused}", when="refused"), T("keys-make", name="name"), sep="\n\n"),
        Column(choices("right", "rights", actions.turn_right)),
        Group(choices("rate", "rates", actions.choose_rate, int), width=IN_ROW),
        Group(choices("life", "lives", actions.choose_days, int), width=IN_ROW),
        Button(T("keys-make-yes"), id="make", on_click=actions.make),
        SwitchTo(T("admin-back"), id="back", state=KeyWindows.name),
        state=KeyWindows.make,
        getter=getters.make_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            T("keys-unseen", when="unseen"),
            T(
                "keys-card",
                when="there",
                name="name",
                number="number",
                hint="hint",
                rights="rights",
                rate="rate",
                maker="maker",
                made="made",
                life="life",
                ends="ends",
                use="use",
                used="used",
            ),
            T("keys-gone", when=~F["there"]),
            sep="\n\n",
        ),
        SwitchTo(T("keys-revoke"), id="revoke", state=KeyWindows.revoke, when="there"),
        Row(
            Button(T("menu-refresh"), id="refresh", when="there"),
            SwitchTo(T("admin-back"), id="list", state=KeyWindows.list),
        ),
        state=KeyWindows.card,
        getter=getters.card_window,
    )


def _revoke() -> Window:
    return Window(
        T("keys-revoke-sure", when="there", name="name"),
        T("keys-gone", when=~F["there"]),
        Button(T("keys-revoke-yes"), id="yes", on_click=actions.revoke, when="there"),
        SwitchTo(T("keys-revoke-no"), id="no", state=KeyWindows.card, when="there"),
        SwitchTo(T("admin-back"), id="list", state=KeyWindows.list, when=~F["there"]),
        state=KeyWindows.revoke,
        getter=getters.card_window,
    )
