"""The window that asks for the cap of a paid broadcast, and the buttons among the options."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Case, Const, Multi

from handlers.admin.compose.paying import actions, getters
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

QUICK_CAPS = (10, 100, 1_000, 10_000)  # Stars


def stars_window() -> Window:
    return Window(
        Multi(T("stars-bad-cap", when="bad_cap"), T("stars-how"), sep="\n\n"),
        MessageInput(actions.take_cap),
        Row(
            *(
                Button(
                    Const(str(stars)), id=f"{actions.QUICK_ID}{stars}", on_click=actions.pick_cap
                )
                for stars in QUICK_CAPS
            )
        ),
        SwitchTo(T("admin-back"), id="back", state=Compose.options_speed),
        state=Compose.stars,
        getter=getters.stars_window,
    )


def paying_buttons() -> tuple[Button, SwitchTo, Button]:
    when_spent = Case(
        {True: T("options-when-spent-pause"), False: T("options-when-spent-free")},
        selector="pauses",
    )
    is_paid = Case({True: T("options-paid-on"), False: T("options-paid-off")}, selector="is_paid")
    return (
        Button(is_paid, id="paid", on_click=actions.toggle_paid, when="payable"),
        SwitchTo(T("options-cap", cap="cap"), id="cap", state=Compose.stars, when="paid"),
        Button(when_spent, id="when_spent", on_click=actions.toggle_when_spent, when="paid"),
    )
