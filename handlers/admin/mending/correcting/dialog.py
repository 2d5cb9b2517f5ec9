"""The windows of a correction: the new message, new buttons, and old and new side by side."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.mending.correcting import actions, getters
from handlers.admin.paged_list import choices
from handlers.admin.states import Mending
from handlers.admin.wording.text import T


def correct_windows() -> tuple[Window, Window, Window]:
    return _correct(), _buttons(), _compare()


def _correct() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("correct-cannot", when="cannot", title="title", why="cannot"),
            T("correct-how", when="another", title="title"),
            T("correct-caption", when="caption"),
            T("correct-caption-alone", when="caption_alone", title="title"),
            T("correct-buttons-alone", when="buttons_alone", title="title"),
            T("correct-here", when="here", name="here"),
            Format("{never}", when="never"),
            T("correct-running", when="running"),
            sep="\n\n",
        ),
        MessageInput(actions.take_message),
        Column(choices("place", "places", actions.open_place)),
        SwitchTo(T("correct-buttons"), id="rows", state=Mending.buttons, when="carried"),
        Button(T("correct-compare"), id="compare", on_click=actions.compare, when="begun"),
        Button(T("admin-back"), id="back", on_click=actions.leave),
        state=Mending.correct,
        getter=getters.correct_window,
    )


def _buttons() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("correct-buttons-how"),
            T("buttons-present", when="present", lines="present"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_buttons),
        Button(T("buttons-remove"), id="none", on_click=actions.remove_buttons, when="removable"),
        SwitchTo(T("admin-back"), id="back", state=Mending.correct),
        state=Mending.buttons,
        getter=getters.buttons_window,
    )


def _compare() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T("correct-above", when="above"),
            Format("{changes}"),
            Format("{refused}", when="refused"),
            Format("{gaps}", when="gaps"),
            T("correct-running", when="running"),
            T("correct-sure", when="over", count="count"),
            T("correct-sure-running", when="running", count="count"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_message),
        Button(T("confirm-launch"), id="confirm", on_click=actions.confirm, when="possible"),
        SwitchTo(T("correct-more"), id="more", state=Mending.correct, when="several"),
        SwitchTo(T("correct-buttons"), id="rows", state=Mending.buttons, when="carried"),
        Button(T("correct-not"), id="leave", on_click=actions.leave),
        state=Mending.compare,
        getter=getters.compare_window,
    )
