"""The window that waits for the lines that describe the buttons."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Case, Multi

from handlers.admin.compose.buttons import actions, getters
from handlers.admin.compose.preview_above import to_draft
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def buttons_window() -> Window:
    return Window(
        Multi(
            T("buttons-mistakes", when="nothing_taken", lines="mistakes"),
            T("buttons-mistakes-some", when="some_taken", lines="mistakes"),
            T("buttons-how", when="plain"),
            T("buttons-present", when="present", lines="present"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_buttons),
        Button(
            Case({True: T("buttons-shares-on"), False: T("buttons-shares-off")}, selector="shares"),
            id="shares",
            on_click=actions.toggle_shares,
            when="answers",
        ),
        Button(
            T("buttons-remove"), id="no_buttons", on_click=actions.remove_buttons, when="removable"
        ),
        to_draft("back"),
        state=Compose.buttons,
        getter=getters.buttons_window,
    )
