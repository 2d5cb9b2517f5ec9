"""The windows of the options: the usual ones, and behind a button each how the message looks, when
it goes out and stays, and how fast it goes.

Each option is three taps away from the draft at most.
"""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.text import Case, Multi

from handlers.admin.compose.options import actions, getters
from handlers.admin.compose.options.deletion import deletion_button
from handlers.admin.compose.options.links import links_button
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
            T("compose-options-on", when="options", options="options"),
            sep="\n\n",
        ),
        _toggle("silent", T("options-silent-on"), T("options-silent-off")),
        _toggle("protected", T("options-protected-on"), T("options-protected-off")),
        SwitchTo(T("options-look"), id="look", state=Compose.options_look, when="looks"),
        SwitchTo(T("options-hours"), id="hours", state=Compose.options_hours),
        SwitchTo(T("options-speed"), id="speed", state=Compose.options_speed),
        Button(T("templates-save"), id="template", on_click=actions.make_template),
        unasked(),
        to_draft("back"),
        state=Compose.options,
        getter=getters.options_window,
    )


def look_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("options-look-title"),
            T("options-footer-over", when="over", count="over"),
            sep="\n\n",
        ),
        _toggle(
            "no_preview", T("options-no-preview-on"), T("options-no-preview-off"), when="is_text"
        ),
        _switch(
            "footer",
            {True: T("options-footer-on"), False: T("options-footer-off")},
            actions.toggle_footer,
            when="footer_known",
        ),
        _switch(
            "unsubscribe",
            {True: T("options-unsubscribe-on"), False: T("options-unsubscribe-off")},
            actions.toggle_unsubscribe,
            when="carried",
        ),
        _switch(
            "forwarded",
            {True: T("forwards-on"), False: T("forwards-off")},
            actions.toggle_forwarded,
            when="forwardable",
        ),
        *poll_buttons(),
        links_button(),
        unasked(),
        _to_options(),
        state=Compose.options_look,
        getter=getters.look_window,
    )


def hours_window() -> Window:
    return Window(
        Multi(Remark(), T("options-hours-title"), sep="\n\n"),
        quiet_button(),
        expiry_button(),
        *deletion_button(),
        unasked(),
        _to_options(),
        state=Compose.options_hours,
        getter=getters.hours_window,
    )


def speed_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("options-speed-title"),
            T("options-unpayable", when="unpayable"),
            sep="\n\n",
        ),
        _toggle("urgent", T("options-urgent-on"), T("options-urgent-off")),
        *paying_buttons(),
        unasked(),
        _to_options(),
        state=Compose.options_speed,
        getter=getters.speed_window,
    )


def _toggle(name: str, when_on: T, when_off: T, *, when: str | None = None) -> Button:
    return _switch(name, {True: when_on, False: when_off}, actions.toggle_option, when=when)


def _switch(name: str, words: Mapping[Any, T], on_click: Any, *, when: str | None) -> Button:
    return Button(Case(dict(words), selector=name), id=name, on_click=on_click, when=when)


def _to_options() -> SwitchTo:
    return SwitchTo(T("admin-back"), id="back", state=Compose.options)
