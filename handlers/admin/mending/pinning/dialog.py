"""The questions whether to pin a broadcast for everybody, and whether to take the pins away."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.mending.leaving import not_now
from handlers.admin.mending.pinning import actions, getters
from handlers.admin.states import Mending
from handlers.admin.wording.text import T


def pin_windows() -> tuple[Window, Window]:
    return _pin(), _unpin()


def _pin() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("pin-sure", when="possible", title="title", count="count"),
            T("pin-first", when="several"),
            sep="\n\n",
        ),
        Button(T("pin-yes", count="number"), id="pin", on_click=actions.pin, when="possible"),
        *not_now(),
        state=Mending.pin,
        getter=getters.pin_window,
    )


def _unpin() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("unpin-sure", when="possible", title="title", count="count"),
            sep="\n\n",
        ),
        Button(T("unpin-yes"), id="unpin", on_click=actions.unpin, when="possible"),
        *not_now(),
        state=Mending.unpin,
        getter=getters.pin_window,
    )
