"""The addresses: the list, a new one, its secret, which events it gets, its state."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, CopyText, Row, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.outside.addresses import actions, getters
from handlers.admin.paged_list import choices
from handlers.admin.states import AddressWindows
from handlers.admin.wording.text import T


def addresses_dialog() -> Dialog:
    return Dialog(_list(), _add(), _secret(), _kinds(), _card(), _renew(), _remove())


def _list() -> Window:
    return Window(
        Multi(T("events-title"), T("events-full", when=~F["room"]), sep="\n\n"),
        Column(choices("address", "items", actions.open_card, int)),
        SwitchTo(T("events-add"), id="add", state=AddressWindows.add, when="room"),
        Cancel(T("admin-back")),
        state=AddressWindows.list,
        getter=getters.list_window,
    )


def _add() -> Window:
    return Window(
        Multi(
            T("events-wrong", when="wrong", why="wrong"),
            T("events-how"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_url),
        SwitchTo(T("admin-back"), id="back", state=AddressWindows.list),
        state=AddressWindows.add,
        getter=getters.add_window,
    )


def _secret() -> Window:
    return Window(
        T("events-secret", when="secret", secret="secret"),  # noqa: S106 - the name of a value
        T("events-secret-gone", when=~F["secret"]),
        CopyText(T("events-copy"), copy_text=Format("{secret}"), when="secret"),
        SwitchTo(T("events-go-on"), id="go_on", state=AddressWindows.kinds),
        state=AddressWindows.secret,
        getter=getters.secret_window,
    )


def _kinds() -> Window:
    return Window(
        T("events-kinds-title", url="url", when="there"),
        T("events-gone", when=~F["there"]),
        LinkPreview(is_disabled=True),
        Column(choices("kind", "items", actions.turn)),
        SwitchTo(T("events-done"), id="done", state=AddressWindows.card),
        state=AddressWindows.kinds,
        getter=getters.kinds_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            T("events-tested", when="took_test"),
            T("events-test-failed", when="test_why", why="test_why"),
            T(
                "events-card",
                when="there",
                url="url",
                kinds="kinds",
                of="of",
                delivered="delivered",
                waiting="waiting",
            ),
            T("events-taken", when="taken", moment="taken"),
            T("events-given-up", when="given_up", count="given_up", most="most"),
            T("events-nothing-wanted", when="wants_nothing"),
            T("events-fails", when="failing", moment="failing", why="why"),
            T("events-off", when="off", moment="off"),
            T("events-off-why", when="off_why", why="off_why"),
            T("events-gone", when=~F["there"]),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        Button(T("events-test"), id="test", on_click=actions.test, when="there"),
        SwitchTo(T("events-choose"), id="kinds", state=AddressWindows.kinds, when="there"),
        SwitchTo(T("events-new-secret"), id="renew", state=AddressWindows.renew, when="there"),
        Button(T("events-switch-off"), id="off", on_click=actions.switch_off, when="on"),
        Button(T("events-switch-on"), id="on", on_click=actions.switch_on, when="off"),
        SwitchTo(T("events-remove"), id="remove", state=AddressWindows.remove, when="there"),
        Row(
            Button(T("menu-refresh"), id="refresh", when="there"),
            SwitchTo(T("admin-back"), id="back", state=AddressWindows.list),
        ),
        state=AddressWindows.card,
        getter=getters.card_window,
    )


def _renew() -> Window:
    return Window(
        T("events-renew-ask", url="url"),
        LinkPreview(is_disabled=True),
        Button(T("events-renew-yes"), id="yes", on_click=actions.renew_secret),
        SwitchTo(T("events-no"), id="no", state=AddressWindows.card),
        state=AddressWindows.renew,
        getter=getters.asked_window,
    )


def _remove() -> Window:
    return Window(
        T("events-remove-ask", url="url", waiting="waiting"),
        LinkPreview(is_disabled=True),
        Button(T("events-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("events-no"), id="no", state=AddressWindows.card),
        state=AddressWindows.remove,
        getter=getters.asked_window,
    )
