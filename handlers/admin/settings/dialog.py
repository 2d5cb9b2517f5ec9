"""The owners' settings, and the window that waits for the footer."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.settings import actions, getters
from handlers.admin.settings.autoreply import autoreply_windows
from handlers.admin.settings.leave_words import leave_words_windows
from handlers.admin.settings.quiet_hours import quiet_hours_window
from handlers.admin.settings.week_cap import week_cap_window
from handlers.admin.states import (
    FieldWindows,
    OutsideWindows,
    SettingsWindows,
    TopicWindows,
)
from handlers.admin.wording.text import T


def settings_dialog() -> Dialog:
    return Dialog(
        _list(),
        _footer(),
        *leave_words_windows(),
        *autoreply_windows(),
        quiet_hours_window(),
        week_cap_window(),
    )


def _list() -> Window:
    return Window(
        T("owner-settings-title"),
        SwitchTo(T("owner-settings-footer"), id="footer", state=SettingsWindows.footer),
        SwitchTo(
            T("owner-settings-leave-words"), id="leave_words", state=SettingsWindows.leave_words
        ),
        SwitchTo(T("owner-settings-autoreply"), id="replies", state=SettingsWindows.autoreplies),
        SwitchTo(
            T("owner-settings-quiet-hours"), id="quiet_hours", state=SettingsWindows.quiet_hours
        ),
        SwitchTo(T("owner-settings-week-cap"), id="week_cap", state=SettingsWindows.week_cap),
        Start(T("owner-settings-topics"), id="topics", state=TopicWindows.list),
        Start(T("owner-settings-outside"), id="outside", state=OutsideWindows.main),
        Start(T("owner-settings-fields"), id="fields", state=FieldWindows.list, when="has_fields"),
        Cancel(T("admin-back")),
        state=SettingsWindows.list,
        getter=getters.list_window,
    )


def _footer() -> Window:
    return Window(
        Multi(
            T("footer-unusable", when="unusable", most="most"),
            Format("{wrong}", when="wrong"),
            T("footer-how"),
            T("footer-present", when="footer", footer="footer"),
            Format("{moments}", when="moments"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_footer),
        Button(T("footer-remove"), id="remove", on_click=actions.remove_footer, when="footer"),
        SwitchTo(T("admin-back"), id="back", state=SettingsWindows.list),
        state=SettingsWindows.footer,
        getter=getters.footer_window,
    )
