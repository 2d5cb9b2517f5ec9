"""Versions for languages: which there are, which one is shown above, and a new one."""

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.compose.capture.file_choice import instead
from handlers.admin.compose.capture.rich_source import open_version, to_source
from handlers.admin.compose.languages import actions, getters
from handlers.admin.compose.preview_above import Remark, to_draft, unasked
from handlers.admin.paged_list import choices
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def languages_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("languages-how"),
            Format("{lines}", when="versions"),
            T("languages-tap", when="versions"),
            sep="\n\n",
        ),
        unasked(),
        Column(choices("version", "shown", actions.show_version, when="versions")),
        Button(T("people-who"), id="who", on_click=actions.show_speakers, when="versions"),
        SwitchTo(T("languages-add"), id="add", state=Compose.new_language, when=~F["full"]),
        Button(
            T("languages-remove", language="language"),
            id="remove",
            on_click=actions.remove,
            when="language",
        ),
        to_draft("back"),
        state=Compose.languages,
        getter=getters.languages_window,
    )


def new_language_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("languages-which", when="spoken"),
            T("languages-none", when=~F["spoken"]),
            sep="\n\n",
        ),
        unasked(),
        Group(
            choices("spoken", "spoken", actions.choose),
            width=2,
        ),
        SwitchTo(T("admin-back"), id="back", state=Compose.languages),
        state=Compose.new_language,
        getter=getters.new_language_window,
    )


def version_window() -> Window:
    return Window(
        Multi(
            Format("{unusable}", when="unusable"),
            T("languages-send", language="language"),
            T("languages-several", when="several"),
            sep="\n\n",
        ),
        MessageInput(actions.take_version),
        instead(actions.take_as_file),
        to_source(open_version),
        SwitchTo(T("admin-back"), id="back", state=Compose.languages),
        state=Compose.version,
        getter=getters.version_window,
    )
