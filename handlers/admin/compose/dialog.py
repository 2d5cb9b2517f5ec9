"""The windows in which a broadcast is composed; the preview stands above them."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, Select, SwitchTo
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Case, Const, Format, Multi

from handlers.admin.compose import actions, getters, paying
from handlers.admin.compose.composing import on_start
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

CONFIRM_ID = "confirm"  # and the draft's number: a second tap is known by it


def compose_dialog() -> Dialog:
    return Dialog(
        _message(),
        _draft(),
        _buttons(),
        _options(),
        _stars(),
        _confirm(),
        _discard(),
        on_start=on_start,
    )


def _message() -> Window:
    return Window(
        Multi(
            Format("{unusable}", when="unusable"),
            T("compose-send-message", when=~F["replacing"]),
            T("compose-send-replacement", when="replacing"),
            sep="\n\n",
        ),
        MessageInput(actions.take_message),
        _to_draft("back", when="replacing"),
        Button(T("compose-leave"), id="leave", on_click=actions.leave, when=~F["replacing"]),
        state=Compose.message,
        getter=getters.message_window,
    )


def _draft() -> Window:
    return Window(
        Multi(
            Format("{note}", when="note"),
            T("compose-refused", when="faulty", detail="refused"),
            T("compose-refused-you", when="unseen_ok", detail="refused"),
            T("compose-unseen", when="unseen"),
            T("compose-draft", when="shown"),
            Format("{hints}", when="hints"),
            T("compose-options-on", when="options", options="options"),
            sep="\n\n",
        ),
        MessageInput(actions.ignore_message),
        Row(
            SwitchTo(T("compose-buttons"), id="buttons", state=Compose.buttons),
            SwitchTo(T("compose-options"), id="options", state=Compose.options),
        ),
        Row(
            Button(
                T("compose-send-test"), id="send_test", on_click=actions.send_test, when="shown"
            ),
            SwitchTo(T("compose-send-now"), id="send_now", state=Compose.confirm, when="shown"),
        ),
        SwitchTo(
            T("compose-send-anyway"), id="send_anyway", state=Compose.confirm, when="unseen_ok"
        ),
        Button(
            T("compose-show-again"), id="show_again", on_click=actions.show_again, when="hidden"
        ),
        Row(
            SwitchTo(T("compose-replace"), id="replace", state=Compose.message),
            SwitchTo(T("compose-discard"), id="discard", state=Compose.discard),
        ),
        state=Compose.draft,
        getter=getters.draft_window,
    )


def _buttons() -> Window:
    return Window(
        Multi(
            T("buttons-mistakes", when="mistakes", lines="mistakes"),
            T("buttons-how"),
            T("buttons-present", when="present", lines="present"),
            sep="\n\n",
        ),
        LinkPreview(is_disabled=True),
        MessageInput(actions.take_buttons),
        Button(
            T("buttons-remove"), id="no_buttons", on_click=actions.remove_buttons, when="removable"
        ),
        _to_draft("back"),
        state=Compose.buttons,
        getter=getters.buttons_window,
    )


def _options() -> Window:
    return Window(
        Multi(T("options-title"), T("options-unpayable", when="unpayable"), sep="\n\n"),
        _toggle("silent", T("options-silent-on"), T("options-silent-off")),
        _toggle("protected", T("options-protected-on"), T("options-protected-off")),
        _toggle(
            "no_preview", T("options-no-preview-on"), T("options-no-preview-off"), when="is_text"
        ),
        _toggle("urgent", T("options-urgent-on"), T("options-urgent-off")),
        *_paying(),
        MessageInput(actions.ignore_message),
        _to_draft("back"),
        state=Compose.options,
        getter=getters.options_window,
    )


def _paying() -> tuple[Button, SwitchTo, Button]:
    when_spent = Case(
        {True: T("options-when-spent-pause"), False: T("options-when-spent-free")},
        selector="pauses",
    )
    is_paid = Case({True: T("options-paid-on"), False: T("options-paid-off")}, selector="is_paid")
    return (
        Button(is_paid, id="paid", on_click=paying.toggle_paid, when="payable"),
        SwitchTo(T("options-cap", cap="cap"), id="cap", state=Compose.stars, when="paid"),
        Button(when_spent, id="when_spent", on_click=paying.toggle_when_spent, when="paid"),
    )


def _stars() -> Window:
    return Window(
        Multi(T("stars-bad-cap", when="bad_cap"), T("stars-how"), sep="\n\n"),
        MessageInput(paying.take_cap),
        Row(
            *(
                Button(Const(str(stars)), id=f"{paying.QUICK_ID}{stars}", on_click=paying.pick_cap)
                for stars in paying.QUICK_CAPS
            )
        ),
        SwitchTo(T("admin-back"), id="back", state=Compose.options),
        state=Compose.stars,
        getter=paying.stars_window,
    )


def _confirm() -> Window:
    return Window(
        Multi(
            Format("{note}", when="note"),
            T("confirm-unseen", when="unseen"),
            T("confirm-question", recipients="recipients", duration="duration"),
            Format("{costs}", when="costs"),
            T("compose-options-on", when="options", options="options"),
            sep="\n\n",
        ),
        MessageInput(actions.ignore_message),
        Select(
            T("confirm-launch"),
            id=CONFIRM_ID,
            item_id_getter=str,
            items="launchable",
            type_factory=int,
            on_click=actions.launch,
        ),
        _to_draft("back"),
        state=Compose.confirm,
        getter=getters.confirm_window,
    )


def _discard() -> Window:
    return Window(
        T("compose-discard-sure"),
        MessageInput(actions.ignore_message),
        Button(T("compose-discard-yes"), id="discard_yes", on_click=actions.discard),
        _to_draft("back", T("compose-discard-no")),
        state=Compose.discard,
    )


def _toggle(name: str, when_on: T, when_off: T, *, when: str | None = None) -> Button:
    text = Case({True: when_on, False: when_off}, selector=name)
    return Button(text, id=name, on_click=actions.toggle_option, when=when)


def _to_draft(widget_id: str, text: T | None = None, *, when: str | None = None) -> SwitchTo:
    return SwitchTo(
        text or T("admin-back"),
        id=widget_id,
        state=Compose.draft,
        on_click=actions.back_to_draft,
        when=when,
    )
