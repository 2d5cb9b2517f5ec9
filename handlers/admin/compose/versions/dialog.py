"""Versions that are tried against each other: the list, a new one, on whom and for how long."""

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.compose.preview_above import to_draft, unasked
from handlers.admin.compose.versions import actions, getters
from handlers.admin.paged_list import choices
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def versions_window() -> Window:
    return Window(
        Multi(
            T("versions-how", when=~F["several"]),
            Format("{lines}", when="several"),
            T("versions-chance", when="by_itself"),
            T("versions-tap", when="several"),
            sep="\n\n",
        ),
        unasked(),
        Column(choices("one", "shown", actions.show_version, int)),
        SwitchTo(
            T("versions-add", letter="next"), id="add", state=Compose.new_version, when="next"
        ),
        Button(
            T("versions-remove", letter="opened"), id="gone", on_click=actions.remove, when="opened"
        ),
        Row(
            SwitchTo(
                T("versions-share", share="share"),
                id="share",
                state=Compose.version_share,
                when="several",
            ),
            SwitchTo(
                T("versions-time", duration="duration"),
                id="time",
                state=Compose.version_time,
                when="duration",
            ),
            SwitchTo(T("versions-by-hand"), id="hand", state=Compose.version_time, when="by_hand"),
        ),
        to_draft("back"),
        state=Compose.versions,
        getter=getters.versions_window,
    )


def new_version_window() -> Window:
    return Window(
        Multi(
            Format("{unusable}", when="unusable"),
            T("versions-send", letter="letter"),
            sep="\n\n",
        ),
        MessageInput(actions.take_version),
        Button(T("versions-copy"), id="copy", on_click=actions.copy_first),
        SwitchTo(T("admin-back"), id="back", state=Compose.versions),
        state=Compose.new_version,
        getter=getters.new_version_window,
    )


def share_window() -> Window:
    return Window(
        Multi(
            T("versions-bad-share", when="bad", most="most", count="count"),
            T("versions-share-how", most="most"),
            sep="\n\n",
        ),
        MessageInput(actions.take_share),
        Group(
            choices("percent", "shares", actions.pick_share, int),
            width=3,
        ),
        SwitchTo(T("admin-back"), id="back", state=Compose.versions),
        state=Compose.version_share,
        getter=getters.share_window,
    )


def time_window() -> Window:
    return Window(
        Multi(T("versions-bad-time", when="bad"), T("versions-time-how"), sep="\n\n"),
        MessageInput(actions.take_time),
        Group(
            choices("seconds", "times", actions.pick_time, int),
            width=2,
        ),
        SwitchTo(T("admin-back"), id="back", state=Compose.versions),
        state=Compose.version_time,
        getter=getters.time_window,
    )
