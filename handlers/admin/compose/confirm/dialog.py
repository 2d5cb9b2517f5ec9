"""The window that asks whether to launch."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Select
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.compose.confirm import actions, getters
from handlers.admin.compose.preview_above import to_draft, unasked
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

CONFIRM_ID = "confirm"  # and the draft's number: a second tap is known by it


def confirm_window() -> Window:
    return Window(
        Multi(
            Format("{note}", when="note"),
            T("confirm-unseen", when="unseen"),
            T("confirm-question", recipients="recipients", duration="duration"),
            Format("{costs}", when="costs"),
            T("compose-options-on", when="options", options="options"),
            sep="\n\n",
        ),
        unasked(),
        Select(
            T("confirm-launch"),
            id=CONFIRM_ID,
            item_id_getter=str,
            items="launchable",
            type_factory=int,
            on_click=actions.launch,
        ),
        to_draft("back"),
        state=Compose.confirm,
        getter=getters.confirm_window,
    )
