"""The window of the options."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Case, Multi

from handlers.admin.compose.options import actions, getters
from handlers.admin.compose.options.deletion import deletion_button
from handlers.admin.compose.options.polls import poll_buttons
from handlers.admin.compose.options.quiet import quiet_button
from handlers.admin.compose.paying.dialog import paying_buttons
from handlers.admin.compose.preview_above import Remark, to_draft, unasked
from handlers.admin.compose.timing.expiry import expiry_button
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def options_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("options-title"),
            T("options-unpayable", when="unpayable"),
            T("options-footer-over", when="over", count="over"),
            sep="\n\n",
        ),
        _toggle("silent", T("options-silent-on"), T("options-silent-off")),
        _toggle("protected", T("options-protected-on"), T("options-protected-off")),
        _toggle(
            "no_preview", T("options-no-preview-on"), T("options-no-preview-off"), when="is_text"
        ),
        _toggle("urgent", T("options-urgent-on"), T("options-urgent-off")),
        Button(
            Case({True: T("options-footer-on"), False: T("options-footer-off")}, selector="footer"),
            id="footer",
            on_click=actions.toggle_footer,
            when="footer_known",
        ),
        Button(
            Case(
                {True: T("options-unsubscribe-on"), False: T("options-unsubscribe-off")},
                selector="unsubscribe",
            ),
            id="unsubscribe",
            on_click=actions.toggle_unsubscribe,
            when="carried",
        ),
        Button(
            Case(
                {True: T("forwards-on"), False: T("forwards-off")},
                selector="forwarded",
            ),
            id="forwarded",
            on_click=actions.toggle_forwarded,
            when="forwardable",
        ),
        quiet_button(),
        expiry_button(),
        *deletion_button(),
        *poll_buttons(),
        *paying_buttons(),
        Button(T("templates-save"), id="template", on_click=actions.make_template),
        unasked(),
        to_draft("back"),
        state=Compose.options,
        getter=getters.options_window,
    )


def _toggle(name: str, when_on: T, when_off: T, *, when: str | None = None) -> Button:
    text = Case({True: when_on, False: when_off}, selector=name)
    return Button(text, id=name, on_click=actions.toggle_option, when=when)
